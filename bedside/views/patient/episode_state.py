"""What the page shows of episodes, of findings kept apart from them, and of the clock of tocilizumab and steroids."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bedside.views.patient.state_rows import TreatmentRow
from bedside.views.widgets.badge_state import BadgeState, Scale

HeldBy = Literal["interval", "day", "total"]


@dataclass(frozen=True, slots=True)
class EpisodeCard:
    """One episode. `peak` is the highest grade, reached at `peak_at` or between `peak_after` and then; `by_criteria` is
    what the criteria alone gave where a person set a grade inside.

    `number` counts from 1, `first_began_at` is when the first began, for a return; `calm_since` is when an open one's
    signs were last seen to be gone, and `calm_hours` how long that must last. `lasted` is elapsed time, `days` counts
    days of the calendar. `late_after` is the protocol's day where onset was after it.
    """

    scale: Scale
    number: int
    peak: BadgeState
    began_at: datetime
    ended_at: datetime | None
    peak_at: datetime
    peak_after: datetime | None = None
    first_began_at: datetime | None = None
    calm_since: datetime | None = None
    calm_hours: float = 0.0
    by_criteria: BadgeState | None = None
    lasted: timedelta = timedelta()
    days: int = 1
    onset_day: int | None = None
    late_after: int | None = None
    doses: tuple[TreatmentRow, ...] = ()


@dataclass(frozen=True, slots=True)
class ApartRow:
    """Findings that checks gave another cause; `finding` is a code, `cause` in words."""

    finding: str
    cause: str
    first_at: datetime
    last_at: datetime
    checks: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the protocol with where it comes from."""

    number: float
    source: str


@dataclass(frozen=True, slots=True)
class ClockState:
    """Doses given, the last of each, and the earliest next tocilizumab by the protocol's figures; `waiving` are the
    drugs (codes) that waive fever in the open CRS episode."""

    tocilizumab_doses: int = 0
    tocilizumab_in_24_hours: int = 0
    tocilizumab_last: TreatmentRow | None = None
    next_at: datetime | None = None
    held_by: HeldBy | None = None
    every_hours: Figure = Figure(0, "")
    most_in_24_hours: Figure = Figure(0, "")
    most_in_all: Figure = Figure(0, "")
    steroid_doses: int = 0
    steroid_last: TreatmentRow | None = None
    waiving: tuple[str, ...] = ()
