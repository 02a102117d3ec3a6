"""What a nurse does with one patient, in a line each, so that a test reads like a night on the ward."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from bedside.models.canonical import JsonValue
from bedside.models.check import ICE_ITEMS, Override
from bedside.services.assessments import CheckInHand, CheckSaved, complete_check, keep_answers, start_check
from bedside.services.desk import Desk
from bedside.services.interventions import InterventionSaved, record_intervention
from bedside.services.subjects import admit_subject
from bedside.simulation.clock import ManualClock

ICE_10: dict[str, JsonValue] = dict.fromkeys(ICE_ITEMS, "correct")
SINCE_NOTHING: dict[str, JsonValue] = {
    "temperature_since": "not_higher",
    "vasopressors_since": [],
    "oxygen_since": "not_more",
}
WELL: dict[str, JsonValue] = {
    "identity": "match",
    "temperature_c": 36.8,
    "systolic_mmhg": 122,
    "diastolic_mmhg": 74,
    "hypotension": False,
    "vasopressors": [],
    "inotropes": [],
    "oxygen_device": "room_air",
    "spo2_percent": 97,
    "consciousness": "alert",
    "seizures": [],
    "motor_weakness": "none",
    "raised_icp": [],
    **ICE_10,
}
"""A whole check of a patient without a finding, but for what is asked since the last check."""

FEVER: dict[str, JsonValue] = {**WELL, "temperature_c": 38.6, "fever_cause": "crs"}


class Ward:
    """One patient, 01-001, infused a day before the clock's start."""

    subject_id = "01-001"

    def __init__(self, desk: Desk, clock: ManualClock) -> None:
        self.desk = desk
        self.clock = clock
        self.admit(self.subject_id)

    def admit(self, subject_id: str, *, days_ago: float = 1, **changes: Any) -> str:
        """Another patient."""
        values: dict[str, Any] = {
            "bed": "12",
            "full_name": f"Patient {subject_id}",
            "record_number": f"R-{subject_id}",
            "age_years": 60,
            "developmental_delay": False,
            "product": "product",
            "infused_at": self.clock.now() - timedelta(days=days_ago),
            "given": True,
        }
        return admit_subject(self.desk, subject_id=subject_id, **{**values, **changes})

    def start(self, desk: Desk | None = None) -> CheckInHand:
        """Take the patient's check in hand."""
        return start_check(desk or self.desk, self.subject_id)

    def keep(self, check: CheckInHand, answers: Mapping[str, JsonValue], desk: Desk | None = None) -> None:
        """Keep answers."""
        keep_answers(desk or self.desk, check.draft_id, answers, "temperature")

    def check(
        self, answers: Mapping[str, JsonValue] = WELL, overrides: tuple[Override, ...] = (), **changes: JsonValue
    ) -> CheckSaved:
        """A whole check with these answers; `changes` replace some, None takes one out."""
        check = self.start()
        since = {} if check.context.last is None else SINCE_NOTHING
        given = {item: value for item, value in {**since, **answers, **changes}.items() if value is not None}
        self.keep(check, given)
        return complete_check(self.desk, check, given, overrides)

    def pass_time(self, **by: float) -> None:
        """Let hours pass."""
        self.clock.advance(timedelta(**by))

    def give(self, drug: str, **changes: Any) -> InterventionSaved:
        """A treatment now."""
        values = {"dose": 8.0, "dose_unit": "mg/kg", "route": "iv", "given_at": self.clock.now(), **changes}
        return record_intervention(self.desk, self.subject_id, drug=drug, name=drug, **values)


def answers_of(check: CheckInHand) -> dict[str, JsonValue]:
    """The answers kept in a draft."""
    return check.draft.values()


NOBODY = UUID(int=0)
