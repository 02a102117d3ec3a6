"""Units and limits of this site's last samples, of whichever patient."""

from datetime import timedelta

from bedside.services.lab_limits import LastLimits, last_limits
from bedside.services.laboratory import LabValue, record_lab_panel
from tests.services.ward import Ward


def record(ward: Ward, subject_id: str, hours_ago: float, *values: LabValue) -> None:
    taken_at = ward.clock.now() - timedelta(hours=hours_ago)
    record_lab_panel(ward.desk, subject_id, taken_at=taken_at, values=values)


def test_without_a_panel_there_is_nothing_to_offer(ward: Ward) -> None:
    assert last_limits(ward.desk) == {}


def test_the_newest_sample_of_any_patient_counts(ward: Ward) -> None:
    other = ward.admit("01-002")
    record(ward, ward.subject_id, 1, LabValue("alt", 20, "U/L", uln=40))
    record(ward, other, 3, LabValue("alt", 30, "U/L", uln=50), LabValue("sodium", 140, "mmol/L", lln=136, uln=145))
    found = last_limits(ward.desk)
    now = ward.clock.now()
    assert found["alt"] == LastLimits("U/L", None, 40.0, now - timedelta(hours=1))
    assert found["sodium"] == LastLimits("mmol/L", 136.0, 145.0, now - timedelta(hours=3))


def test_a_later_sample_of_another_patient_replaces_an_earlier_one(ward: Ward) -> None:
    other = ward.admit("01-002")
    record(ward, ward.subject_id, 3, LabValue("alt", 20, "U/L", uln=40))
    record(ward, other, 1, LabValue("alt", 30, "U/L", uln=50))
    assert last_limits(ward.desk)["alt"].uln == 50.0


def test_a_sample_without_limits_tells_nothing(ward: Ward) -> None:
    record(ward, ward.subject_id, 3, LabValue("alt", 20, "U/L", uln=40))
    record(ward, ward.subject_id, 1, LabValue("alt", 30, "U/L"))
    assert last_limits(ward.desk)["alt"].uln == 40.0
