"""What the patient page shows."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from bedside.views.widgets.badge_state import UNKNOWN_CRS, UNKNOWN_ICANS, BadgeState, Scale

Shown = Literal["time_line", "table", "episodes", "labs", "events"]
HeldBy = Literal["interval", "day", "total"]
DueState = Literal["overdue", "due_soon", "later", "none"]
Strokes = tuple[tuple[tuple[float, float, int], ...], ...]

SPANS_H: tuple[int, ...] = (24, 72, 168, 0)
"""How many of the last hours the time line can show; 0 is everything."""


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One completed check in figures: degrees Celsius, mmHg, percent, L/min.

    `crs_worst` and `icans_worst` are the worst since the check before, None where that is no worse than the grade
    itself; `ice_low`/`ice_high` bound the ICE score, None when it was not assessed; `late_minutes` is how long after
    the check it was written, None where that was in time.
    """

    record_id: str
    observed_at: datetime
    author: str
    crs: BadgeState = UNKNOWN_CRS
    icans: BadgeState = UNKNOWN_ICANS
    crs_worst: BadgeState | None = None
    icans_worst: BadgeState | None = None
    temperature_c: float | None = None
    highest_temperature_c: float | None = None
    systolic_mmhg: float | None = None
    diastolic_mmhg: float | None = None
    spo2_percent: float | None = None
    oxygen_device: str = ""
    oxygen_flow_l_min: float | None = None
    ice_low: int | None = None
    ice_high: int | None = None
    late_minutes: int | None = None
    overridden: bool = False
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class TreatmentRow:
    """One treatment that was given; `drug`, `dose_unit` and `route` are codes."""

    record_id: str
    given_at: datetime
    drug: str
    name: str
    dose: float
    dose_unit: str
    route: str
    author: str = ""


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


@dataclass(frozen=True, slots=True)
class EpisodeLine:
    """A CRS episode in a line; `ended_at` None while it is open, `worst_open` when a higher grade is possible."""

    began_at: datetime
    ended_at: datetime | None
    worst: int
    worst_open: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """Who this is and how things stand; empty text and None are unknown. `due_minutes` as on the board."""

    bed: str = ""
    name: str = ""
    record_number: str = ""
    age_years: int | None = None
    product: str = ""
    day: int | None = None
    since_infusion: timedelta | None = None
    infused_at: datetime | None = None
    infusion_given: bool = False
    due_state: DueState = "none"
    due_at: datetime | None = None
    due_minutes: int = 0
    crs: BadgeState = UNKNOWN_CRS
    icans: BadgeState = UNKNOWN_ICANS
    unsigned: int = 0
    open_check_by: str = ""
    open_check_at: datetime | None = None
    open_check_held_by: str = ""
    episodes: tuple[EpisodeLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Flag:
    """Something to look at."""

    text: str
    urgent: bool


@dataclass(frozen=True, slots=True)
class GradeDetail:
    """One scale of one check. `badge` is the grade as recorded, `proposed` what the criteria gave where a person set
    another one for `reason`; `waived_by` is the treatment because of which fever was not needed."""

    scale: Scale
    badge: BadgeState
    worst: BadgeState | None = None
    proposed: BadgeState | None = None
    reason: str = ""
    decided: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    waived_by: TreatmentRow | None = None
    missing: tuple[str, ...] = ()
    flags: tuple[Flag, ...] = ()
    source: str = ""
    rules: str = ""


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer in words; `author` only where another than the check's own gave it."""

    label: str
    value: str
    author: str = ""


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    """The answers of one step of the check."""

    title: str
    answers: tuple[AnswerLine, ...]


@dataclass(frozen=True, slots=True)
class CheckDetail:
    """One check in full."""

    record_id: str
    observed_at: datetime
    recorded_at: datetime
    authors: tuple[str, ...]
    due_at: datetime | None = None
    late_minutes: int | None = None
    grades: tuple[GradeDetail, ...] = ()
    groups: tuple[AnswerGroup, ...] = ()
    strokes: Strokes = ()


@dataclass(frozen=True, slots=True)
class PatientState:
    """One patient as of `as_of`; checks, treatments, episodes and what was kept apart are newest first.

    `selected` is the record id of the check that is open, "" for none; `last_hours` is one of `SPANS_H`. `may_record`
    and `may_admit` say what this user may do here; what is not allowed is not offered.
    """

    subject_id: str
    as_of: datetime
    loaded: bool = False
    head: Head = field(default_factory=Head)
    checks: tuple[CheckRow, ...] = ()
    treatments: tuple[TreatmentRow, ...] = ()
    episodes: tuple[EpisodeCard, ...] = ()
    apart: tuple[ApartRow, ...] = ()
    clock: ClockState = field(default_factory=ClockState)
    fever_c: float = 0.0
    selected: str = ""
    detail: CheckDetail | None = None
    shown: Shown = "time_line"
    last_hours: int = 0
    may_record: bool = True
    may_admit: bool = True

    @property
    def first_at(self) -> datetime:
        """The earliest moment that the time line has to show."""
        moments = [check.observed_at for check in self.checks[-1:]] + [row.given_at for row in self.treatments[-1:]]
        if self.head.infused_at is not None and self.head.infused_at <= self.as_of:
            moments.append(self.head.infused_at)
        return min(moments, default=self.as_of)
