"""What the ward board shows."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bedside.views.widgets.badge_state import UNKNOWN_CRS, UNKNOWN_ICANS, BadgeState

DueState = Literal["overdue", "due_soon", "later", "none"]


@dataclass(frozen=True, slots=True)
class Note:
    """A short remark of a row: a code and what its sentence is filled with."""

    code: str
    params: tuple[int | str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenCheck:
    """A check that was started and not completed. `held_by` is the colleague in whose hand it is; empty where this user
    may go on with it."""

    started_by: str
    updated_at: datetime
    held_by: str = ""


@dataclass(frozen=True, slots=True)
class PatientRow:
    """One patient; empty text and None are unknown. `due_minutes` is since due when overdue, until due otherwise."""

    subject_id: str
    bed: str = ""
    name: str = ""
    day: int | None = None
    since_infusion: timedelta | None = None
    due_state: DueState = "none"
    due_at: datetime | None = None
    due_minutes: int = 0
    due_why: str = ""
    crs: BadgeState = UNKNOWN_CRS
    icans: BadgeState = UNKNOWN_ICANS
    temperature_c: float | None = None
    temperature_at: datetime | None = None
    notes: tuple[Note, ...] = ()
    open_check: OpenCheck | None = None


@dataclass(frozen=True, slots=True)
class BoardState:
    """The ward as known here at `as_of`; `selected` is a subject number or empty. `may_check` and `may_admit`
    say what this user may begin here; what is not allowed is not offered."""

    ward: str
    as_of: datetime
    rows: tuple[PatientRow, ...] = ()
    overdue: int = 0
    unsigned: int = 0
    unsent: int = 0
    fever_c: float = 0.0
    selected: str = ""
    loaded: bool = False
    may_check: bool = True
    may_admit: bool = True

    def row(self, subject_id: str) -> PatientRow | None:
        """The row of one subject."""
        return next((row for row in self.rows if row.subject_id == subject_id), None)

    @property
    def selected_row(self) -> PatientRow | None:
        """The row that the buttons act on."""
        return self.row(self.selected)
