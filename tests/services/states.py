"""Builders of what the store answers, with everything unremarkable unless a test says otherwise."""

from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from bedside.models.projections import AssessmentSummary, GradeBounds, SubjectState
from bedside.models.protocol import TrialProtocol, read_protocol

PROTOCOL_FILE = Path(__file__).parents[2] / "resources" / "protocols" / "bedside-demo.toml"


@cache
def demo_protocol() -> TrialProtocol:
    """The protocol that ships with the demo."""
    return read_protocol(PROTOCOL_FILE.read_text(encoding="utf-8"), PROTOCOL_FILE.name)


def checked(observed_at: datetime, **changes: Any) -> AssessmentSummary:
    """A check without a finding at `observed_at`; `crs`, `icans` take a grade or bounds."""
    none = GradeBounds(0, 0)
    summary = AssessmentSummary(
        entry_id=UUID(int=1),
        record_id=UUID(int=2),
        subject_id="01-001",
        observed_at=observed_at,
        recorded_at=observed_at,
        author_id="nurse-a",
        crs=none,
        crs_worst=none,
        icans=none,
        icans_worst=none,
        overridden=False,
        temperature_c=36.8,
        highest_temperature_c=None,
        heart_rate_bpm=80,
        respiratory_rate_per_min=16,
        systolic_mmhg=120,
        diastolic_mmhg=70,
        spo2_percent=97,
        oxygen_device="room_air",
        oxygen_flow_l_min=None,
        ice_low=10,
        ice_high=10,
        ice_complete=True,
    )
    grades = ("crs", "crs_worst", "icans", "icans_worst")
    given: dict[str, Any] = {
        name: GradeBounds(value, value) if name in grades and isinstance(value, int) else value
        for name, value in changes.items()
    }
    return replace(summary, **given)


def subject(infused_at: datetime | None, last: AssessmentSummary | None = None, **changes: Any) -> SubjectState:
    """A subject whose last check is `last`."""
    state = SubjectState(
        subject_id="01-001",
        age_years=60,
        developmental_delay=False,
        product="product",
        infused_at=infused_at,
        infusion_given=True,
        last=last,
        previous_crs=None,
        previous_icans=None,
        last_ice_at=last.observed_at if last and last.ice_low is not None else None,
        assessments=0 if last is None else 1,
        unsigned=0,
        unsent=0,
        last_tocilizumab_at=None,
        last_steroid_at=None,
    )
    return replace(state, **changes)
