"""The report by ALCOA+ counts what happened, and names what asks for an explanation."""

from datetime import timedelta

import pytest

from bedside.errors import NotPermitted
from bedside.services.alcoa import ZERO, alcoa
from bedside.services.desk import Desk
from bedside.simulation.clock import ManualClock
from tests.services.test_audit import as_role, replaced, told
from tests.services.test_audit_export import redact
from tests.services.ward import Ward
from tests.store.test_verification import tamper


@pytest.fixture
def monitor(ward: Ward) -> Desk:
    """A monitor before a ward whose one patient was infused a day before it was written down."""
    return as_role(ward.desk, "monitor")


def test_counts_for_every_letter(ward: Ward, monitor: Desk, clock: ManualClock) -> None:
    before = alcoa(monitor)
    assert before.wanting == ("late",)  # the infusion
    given = ward.give("tocilizumab").entry_id
    replaced(ward.desk, replaced(ward.desk, given, dose=4.0))
    ward.give("antipyretic", given_at=clock.now() - timedelta(hours=1))
    redact(ward.desk, ward.give("antipyretic").entry_id)
    told(ward.desk, "verified")
    told(ward.desk, "backed_up")
    told(ward.desk, "exported")
    ward.desk.store.make_checkpoint("sign_out")
    after = alcoa(monitor)
    grown = {
        name: number - before.counts[letter][name]
        for letter, names in after.counts.items()
        for name, number in names.items()
        if number != before.counts[letter][name]
    }
    assert grown == {
        "entries": 9,
        "without_known_author": 1,  # dr-a, who marked the redaction
        "readable": 8,
        "redacted": 1,
        "records_of_patients": 5,
        "within_15_minutes": 4,
        "late": 1,
        "first_versions": 7,
        "taken_back": 1,
        "corrections": 2,
        "checkpoints": 1,
        "verified": 1,
        "backed_up": 1,
        "exported": 1,
    }
    assert after.wanting == ("without_known_author", "late")
    assert set(after.wanting) <= ZERO
    assert after.as_json()["wanting"] == list(after.wanting)


def test_counts_what_is_missing_and_what_has_no_reason(ward: Ward, monitor: Desk) -> None:
    replaced(ward.desk, ward.give("tocilizumab").entry_id, dose=4.0)
    forged = """UPDATE journal SET header = CAST(replace(CAST(header AS TEXT),
        'written for the wrong dose', '') AS BLOB)"""
    tamper(ward.desk.store, forged, "DELETE FROM journal WHERE seq = 3", "UPDATE trail SET flags = flags | 8")
    counts = alcoa(monitor).counts
    assert counts["accurate"] == {"corrections": 1, "corrections_without_reason": 1}
    assert counts["complete"]["missing_numbers"] == 1
    assert counts["consistent"]["clock_jumps"] > 1


def test_is_not_for_everybody(ward: Ward) -> None:
    with pytest.raises(NotPermitted):
        alcoa(ward.desk)
