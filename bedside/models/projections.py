"""What the store answers: small frozen records made from the journal, which no screen or service can write back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bedside.models.canonical import JsonValue


@dataclass(frozen=True, slots=True)
class GradeBounds:
    """A grade as far as it is known: equal bounds are a grade, apart they are 'at least'."""

    at_least: int
    at_most: int

    @property
    def determined(self) -> bool:
        """Whether one grade is left."""
        return self.at_least == self.at_most


@dataclass(frozen=True, slots=True)
class WardIdentity:
    """Who a subject is on the ward; from the sealed table, never in the journal and never sent."""

    subject_id: str
    bed: str
    full_name: str
    record_number: str


@dataclass(frozen=True, slots=True)
class AssessmentSummary:
    """One completed check in the figures that boards and time lines show. Temperatures in degrees Celsius, pressures
    in mmHg, SpO2 in percent; `ice_low`/`ice_high` bound the ICE score, None when it was not assessed."""

    entry_id: UUID
    record_id: UUID
    subject_id: str
    observed_at: datetime
    recorded_at: datetime
    author_id: str
    crs: GradeBounds
    crs_worst: GradeBounds
    icans: GradeBounds
    icans_worst: GradeBounds
    overridden: bool
    temperature_c: float | None
    highest_temperature_c: float | None
    heart_rate_bpm: float | None
    respiratory_rate_per_min: float | None
    systolic_mmhg: float | None
    diastolic_mmhg: float | None
    spo2_percent: float | None
    oxygen_device: str | None
    oxygen_flow_l_min: float | None
    ice_low: int | None
    ice_high: int | None
    ice_complete: bool
    crs_sign_free: bool | None = None
    """Whether the check showed no sign of CRS, at its moment and since the one before; None: not known."""
    crs_worst_sign_free: bool | None = None
    conflict: bool = False
    """Two versions stand side by side; the later one is shown until a person settles it."""


@dataclass(frozen=True, slots=True)
class ScaleSeen:
    """What one check says on one scale: as shown, the worst since the check before, and whether signs were there
    (None: not known). `proposed` are the criteria's bounds where a person set another grade; `sign_at` is when the
    sign reported for the time since the check before was seen, where somebody noted that."""

    shown: GradeBounds
    worst: GradeBounds
    sign_free: bool | None
    worst_sign_free: bool | None
    proposed: GradeBounds | None = None
    sign_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CheckSeen:
    """What one check says of both scales; the highest temperature is of the time since the check before.

    `elsewhere` has its answers where a finding was given another cause, so that it is told beside the episodes; empty
    where none was."""

    entry_id: UUID
    observed_at: datetime
    crs: ScaleSeen
    icans: ScaleSeen
    highest_temperature_c: float | None
    elsewhere: Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class InterventionSummary:
    """One treatment that was given."""

    entry_id: UUID
    record_id: UUID
    subject_id: str
    drug: str
    name: str
    dose: float
    dose_unit: str
    route: str
    given_at: datetime
    author_id: str
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class SubjectState:
    """One subject as the board needs it: enrolment, infusion, the last two checks, counts and open drafts."""

    subject_id: str
    age_years: int
    developmental_delay: bool
    product: str | None
    infused_at: datetime | None
    infusion_given: bool
    last: AssessmentSummary | None
    previous_crs: GradeBounds | None
    previous_icans: GradeBounds | None
    last_ice_at: datetime | None
    assessments: int
    unsigned: int
    unsent: int
    last_tocilizumab_at: datetime | None
    last_steroid_at: datetime | None
    previous_ice: int | None = None
    """The complete ICE score before `last`'s own, so that the schedule sees a fall."""


@dataclass(frozen=True, slots=True)
class DraftAnswer:
    """One answer of a draft: the item, its JSON value, who gave it and when."""

    item: str
    value: JsonValue
    author_id: str
    answered_at: datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """A check that has been started and not completed; `step` is where its last author stood."""

    draft_id: UUID
    subject_id: str
    started_by: str
    started_at: datetime
    due_at: datetime | None
    step: str
    updated_at: datetime
    answers: tuple[DraftAnswer, ...]
    set_aside_reason: str | None = None
    """Why it waits in the tray; None while it is in hand."""
    holder: str = ""
    """Whose hand it is in; empty where it was handed over or waits in the tray, and whoever comes may take it up."""

    def values(self) -> dict[str, JsonValue]:
        """The answers as one JSON object, item by item."""
        return {answer.item: answer.value for answer in self.answers}
