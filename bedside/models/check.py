"""What a guided check asks: one field an item, every one unknown until a person answers it.

The item's name is the field's name; drafts keep one row an item, the guided flow asks them, services make facts of
them.
"""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from bedside.models.base import Model, Moment, Name, Text

IceItem = Literal[
    "correct", "wrong", "asleep", "sedated", "language", "hand_injury", "sight", "hearing", "refused", "other"
]
"""One ICE point: done right, done wrong (also by new aphasia or confusion), or not assessable for this reason."""

NOT_ASSESSABLE = frozenset({"asleep", "sedated", "language", "hand_injury", "sight", "hearing", "refused", "other"})

IceUnable = Literal["unarousable", "not_woken", "intubated", "sedated", "language", "refused", "other"]
OxygenDevice = Literal[
    "room_air",
    "nasal_cannula",
    "blow_by",
    "high_flow_nasal_cannula",
    "face_mask",
    "venturi",
    "non_rebreather",
    "cpap",
    "bipap",
    "ventilator",
    "ecmo",
]
OxygenReason = Literal["hypoxia", "airway_protection", "unchanged_from_home", "comfort", "other_cause"]
Cause = Literal["crs", "cannot_exclude", "infection", "transfusion", "drug", "tumour", "bleeding", "cardiac", "other"]
"""To what a clinician attributes a finding. `cannot_exclude` is graded as CRS and flagged (rule CRS-17)."""

CRS_CAUSES = frozenset({"crs", "cannot_exclude"})
Consciousness = Literal["alert", "awakens_spontaneously", "awakens_to_voice", "awakens_to_touch", "unarousable"]
ConsciousnessCause = Literal["icans", "cannot_exclude", "sedation", "sleep", "other"]
Seizure = Literal["resolved_rapidly", "nonconvulsive_resolved", "prolonged", "repetitive"]
MotorWeakness = Literal["none", "deep_focal", "other"]
RaisedIcp = Literal["focal_oedema", "diffuse_oedema", "posturing", "sixth_nerve_palsy", "papilloedema", "cushing_triad"]
Imaging = Literal["not_indicated", "pending", "normal", "finding"]
Vasopressor = Literal[
    "norepinephrine", "epinephrine", "dopamine", "phenylephrine", "angiotensin_ii", "vasopressin", "other"
]
Inotrope = Literal["dobutamine", "milrinone", "other"]

Temperature = Annotated[float, Field(ge=25, le=45)]
Pressure = Annotated[float, Field(ge=20, le=300)]
Percent = Annotated[float, Field(ge=1, le=100)]
Flow = Annotated[float, Field(ge=0.01, le=100)]
Stroke = tuple[tuple[float, float, int], ...]
"""One pen stroke of the handwriting sample: x, y (0..1 of the canvas) and milliseconds since the first touch."""


def _refused(field: str, given: object, allowed: str) -> PydanticCustomError:
    return PydanticCustomError("refused", "{allowed}", {"field": field, "given": given, "allowed": allowed})


class CheckAnswers(Model):
    """The answers of one check; None is unknown. Times are of the finding, not of the typing."""

    # 1 Patient
    identity: Literal["match"] | None = None
    # 2 Temperature
    temperature_c: Temperature | None = None
    temperature_unit: Literal["celsius", "fahrenheit"] | None = None
    temperature_site: Literal["oral", "axillary", "tympanic", "rectal", "core"] | None = None
    heart_rate_bpm: Annotated[float, Field(ge=10, le=300)] | None = None
    respiratory_rate_per_min: Annotated[float, Field(ge=1, le=100)] | None = None
    temperature_since: Literal["not_higher", "higher"] | None = None
    highest_temperature_c: Temperature | None = None
    highest_temperature_at: Moment | None = None
    # 3 Circulation
    systolic_mmhg: Pressure | None = None
    diastolic_mmhg: Annotated[float, Field(ge=10, le=200)] | None = None
    hypotension: bool | None = None
    vasopressors: tuple[Vasopressor, ...] | None = None
    inotropes: tuple[Inotrope, ...] | None = None
    vasopressors_since: tuple[Vasopressor, ...] | None = None
    vasopressors_since_at: Moment | None = None
    # 4 Oxygen
    oxygen_device: OxygenDevice | None = None
    oxygen_flow_l_min: Flow | None = None
    spo2_percent: Percent | None = None
    oxygen_since: Literal["not_more", "more"] | None = None
    oxygen_device_since: OxygenDevice | None = None
    oxygen_flow_since_l_min: Flow | None = None
    oxygen_since_at: Moment | None = None
    # 5 Cause
    fever_cause: Cause | None = None
    hypotension_cause: Cause | None = None
    oxygen_reason: OxygenReason | None = None
    # 6 ICE
    ice_language: Literal["en", "zh", "other"] | None = None
    ice_interpreter: bool | None = None
    ice_unable: IceUnable | None = None
    ice_year: IceItem | None = None
    ice_month: IceItem | None = None
    ice_city: IceItem | None = None
    ice_hospital: IceItem | None = None
    ice_naming_1: IceItem | None = None
    ice_naming_2: IceItem | None = None
    ice_naming_3: IceItem | None = None
    ice_command: IceItem | None = None
    ice_writing: IceItem | None = None
    ice_writing_strokes: tuple[Stroke, ...] | None = None
    ice_attention: IceItem | None = None
    # 7 Neuro
    consciousness: Consciousness | None = None
    consciousness_cause: ConsciousnessCause | None = None
    seizures: tuple[Seizure, ...] | None = None
    seizure_minutes: Annotated[float, Field(ge=0, le=1440)] | None = None
    seizure_at: Moment | None = None
    seizure_now: bool | None = None
    motor_weakness: MotorWeakness | None = None
    raised_icp: tuple[RaisedIcp, ...] | None = None
    imaging: Imaging | None = None
    haemorrhage_only: bool | None = None
    neuro_attributed_to_icans: bool | None = None
    # 8 Events
    other_events: Literal["none", "some"] | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        low, high = self.diastolic_mmhg, self.systolic_mmhg
        if low is not None and high is not None and low > high:
            raise _refused("diastolic_mmhg", low, f"at most the systolic pressure, {high:g} mmHg")
        if self.ice_unable == "unarousable" and self.consciousness not in (None, "unarousable"):
            raise _refused("ice_unable", "unarousable", f"another reason beside consciousness {self.consciousness}")
        return self


ICE_ITEMS: tuple[str, ...] = (
    "ice_year",
    "ice_month",
    "ice_city",
    "ice_hospital",
    "ice_naming_1",
    "ice_naming_2",
    "ice_naming_3",
    "ice_command",
    "ice_writing",
    "ice_attention",
)
"""The ten points of the ICE test in the order they are asked."""


class GivenAnswer(Model):
    """One answer of a draft as it was kept: by whom and when, so that a check may have two authors."""

    item: Name
    author_id: Name
    answered_at: Moment


class Override(Model):
    """A grade that a person set against the proposal, with the reason."""

    scale: Literal["crs", "icans"]
    grade: Annotated[int, Field(ge=0, le=5)]
    reason: Annotated[str, Field(min_length=3, max_length=500)]
