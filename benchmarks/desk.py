"""A desk on a store of its own, for benchmarks that write: real files, real encryption, a moved clock."""

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bedside.grading import load_instruments
from bedside.models.canonical import JsonValue
from bedside.models.protocol import read_protocol
from bedside.resources import resource_path
from bedside.services.desk import Desk
from bedside.services.sign_in import set_up_site, sign_out
from bedside.services.subjects import admit_subject
from bedside.simulation.clock import ManualClock
from bedside.store.slots import SlotUser

INFUSED_AT = datetime(2026, 11, 1, 8, tzinfo=UTC)
SUBJECT = "01-001"
ANSWERS: dict[str, JsonValue] = {
    "identity": "match",
    "temperature_c": 38.6,
    "temperature_unit": "celsius",
    "temperature_site": "oral",
    "heart_rate_bpm": 104,
    "respiratory_rate_per_min": 20,
    "temperature_since": "not_higher",
    "systolic_mmhg": 96,
    "diastolic_mmhg": 58,
    "hypotension": False,
    "vasopressors": [],
    "inotropes": [],
    "vasopressors_since": [],
    "oxygen_device": "nasal_cannula",
    "oxygen_flow_l_min": 2,
    "spo2_percent": 94,
    "oxygen_since": "not_more",
    "fever_cause": "crs",
    "oxygen_reason": "hypoxia",
    "ice_language": "en",
    **{
        f"ice_{item}": "correct"
        for item in (
            "year",
            "month",
            "city",
            "hospital",
            "naming_1",
            "naming_2",
            "naming_3",
            "command",
            "writing",
            "attention",
        )
    },
    "consciousness": "alert",
    "seizures": [],
    "motor_weakness": "none",
    "raised_icp": [],
    "other_events": "none",
}
"""A whole check with a fever and low-flow oxygen, as a nurse would answer it."""


def site_store(folder: Path) -> None:
    """A store as a site's first run leaves it: one user, no patient."""
    with _desk(folder, ManualClock(INFUSED_AT)):
        pass


@contextmanager
def desk_with_a_patient() -> Iterator[tuple[Desk, ManualClock]]:
    """A signed-in desk on a new store with one infused patient, and the clock that it reads."""
    clock = ManualClock(INFUSED_AT + timedelta(days=2))
    with tempfile.TemporaryDirectory() as folder, _desk(Path(folder), clock) as desk:
        admit_subject(
            desk,
            subject_id=SUBJECT,
            bed="1",
            full_name="Patient 01",
            record_number="0001",
            age_years=61,
            developmental_delay=False,
            product="BCMA CAR-T",
            infused_at=INFUSED_AT,
            given=True,
        )
        yield desk, clock


@contextmanager
def _desk(folder: Path, clock: ManualClock) -> Iterator[Desk]:
    file = resource_path("protocols", "bedside-demo.toml")
    protocol = read_protocol(file.read_text(), file.name)
    criteria = {path.stem: path.read_text() for path in sorted(resource_path("criteria").glob("*.toml"))}
    instruments = load_instruments(criteria, protocol)
    nurse = SlotUser("nurse-a", "Nurse A", "nurse")
    desk = set_up_site(folder, "01", protocol.id, nurse, secrets.token_urlsafe(), clock, protocol, instruments)
    try:
        yield desk
    finally:
        sign_out(desk)
