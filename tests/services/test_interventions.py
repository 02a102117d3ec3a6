"""Recording a treatment: what, how much, when; late is shown, impossible is refused."""

from datetime import timedelta
from typing import Any

import pytest

from bedside.errors import InputRefused, NotFound
from bedside.services.interventions import DOSE_UNITS, ROUTES, record_intervention
from bedside.services.ward import patient_page
from tests.services.ward import Ward


def test_it_is_on_the_patients_page(ward: Ward) -> None:
    saved = ward.give("tocilizumab", note="first dose")
    (given,) = patient_page(ward.desk, ward.subject_id).interventions
    assert given.entry_id == saved.entry_id
    assert (given.drug, given.dose, given.dose_unit, given.route) == ("tocilizumab", 8.0, "mg/kg", "iv")
    assert (given.given_at, given.author_id) == (ward.clock.now(), "nurse-a")
    assert saved.late_minutes is None


@pytest.mark.parametrize(("minutes", "late"), [(15, None), (16, 16), (300, 300)])
def test_one_recorded_late_is_shown_as_late_and_not_refused(ward: Ward, minutes: int, late: int | None) -> None:
    saved = ward.give("steroid", given_at=ward.clock.now() - timedelta(minutes=minutes))
    assert saved.late_minutes == late


def test_every_unit_and_route_is_offered(ward: Ward) -> None:
    for unit in DOSE_UNITS:
        ward.give("other", dose_unit=unit)
    for route in ROUTES:
        ward.give("other", route=route)
    assert len(patient_page(ward.desk, ward.subject_id).interventions) == len(DOSE_UNITS) + len(ROUTES)


@pytest.mark.parametrize(
    ("change", "field", "allowed"),
    [
        ({"dose": 0.0}, "dose", "a number above 0"),
        ({"dose": -8.0}, "dose", "a number above 0"),
        ({"dose": 100_001.0}, "dose", "up to 100000"),
        ({"dose": float("nan")}, "dose", "a number above 0"),
        ({"dose": "8"}, "dose", "a number above 0"),
        ({"dose_unit": "tablets"}, "dose_unit", "one of mg, mg/kg"),
        ({"route": "nasal"}, "route", "one of oral, iv"),
        ({"note": "x" * 1_000_000}, "note", "up to 4000 characters"),
        ({"note": "a\x00b"}, "note", "up to 4000 characters"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(ward: Ward, change: dict[str, Any], field: str, allowed: str) -> None:
    with pytest.raises(InputRefused) as caught:
        ward.give("steroid", **change)
    assert caught.value.field == field
    assert allowed in caught.value.allowed
    assert "\n" not in str(caught.value)
    assert patient_page(ward.desk, ward.subject_id).interventions == ()


def test_an_unknown_drug_or_an_empty_name_is_refused(ward: Ward) -> None:
    values: dict[str, Any] = {"dose": 1.0, "dose_unit": "mg", "route": "iv", "given_at": ward.clock.now()}
    with pytest.raises(InputRefused, match=r"drug: .* one of antipyretic, tocilizumab"):
        record_intervention(ward.desk, ward.subject_id, drug="aspirin", name="aspirin", **values)
    with pytest.raises(InputRefused, match=r"name: .* 1 to 120 characters"):
        record_intervention(ward.desk, ward.subject_id, drug="other", name="  ", **values)


def test_the_future_is_refused(ward: Ward) -> None:
    with pytest.raises(InputRefused, match=r"given_at: .* a time up to now"):
        ward.give("steroid", given_at=ward.clock.now() + timedelta(seconds=1))


def test_a_time_before_the_baseline_window_is_refused(ward: Ward) -> None:
    with pytest.raises(InputRefused, match=r"given_at: .* day -5 of the infusion"):
        ward.give("steroid", given_at=ward.clock.now() - timedelta(days=7))


def test_a_time_without_an_offset_is_refused(ward: Ward) -> None:
    with pytest.raises(InputRefused, match=r"given_at.*offset"):
        ward.give("steroid", given_at=ward.clock.now().replace(tzinfo=None))


def test_an_unknown_patient_is_given_nothing(ward: Ward) -> None:
    ward.subject_id = "01-999"
    with pytest.raises(NotFound):
        ward.give("steroid")
