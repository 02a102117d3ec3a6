"""The answers of a check: every item unknown until answered, and what contradicts itself refused."""

import json
from typing import get_args

import pytest
from pydantic import ValidationError

from bedside.models.check import (
    CRS_CAUSES,
    ICE_ITEMS,
    NOT_ASSESSABLE,
    Cause,
    CheckAnswers,
    GivenAnswer,
    IceItem,
    Override,
)


def test_nothing_is_answered_before_it_is_asked() -> None:
    assert CheckAnswers().model_dump(exclude_none=True) == {}


def test_every_item_can_be_left_out() -> None:
    assert all(not field.is_required() and field.default is None for field in CheckAnswers.model_fields.values())


def test_the_ten_points_of_ice_are_items() -> None:
    assert len(set(ICE_ITEMS)) == 10
    assert set(ICE_ITEMS) <= set(CheckAnswers.model_fields)


def test_a_point_is_right_wrong_or_not_assessable() -> None:
    assert set(get_args(IceItem)) == {"correct", "wrong"} | NOT_ASSESSABLE


def test_what_cannot_be_excluded_counts_as_crs() -> None:
    assert set(get_args(Cause)) > CRS_CAUSES
    assert {"crs", "cannot_exclude"} == CRS_CAUSES


@pytest.mark.parametrize(
    ("item", "taken", "refused"),
    [
        ("temperature_c", (25, 38.0, 45), (24.9, 45.1, 385, 101.5, "38", True)),
        ("highest_temperature_c", (25, 45), (24.9, 45.1)),
        ("systolic_mmhg", (20, 300), (19.9, 300.1)),
        ("diastolic_mmhg", (10, 200), (9.9, 200.1)),
        ("heart_rate_bpm", (10, 300), (9.9, 300.1)),
        ("respiratory_rate_per_min", (1, 100), (0.9, 100.1)),
        ("spo2_percent", (1, 100), (0.9, 100.1, 980)),
        ("oxygen_flow_l_min", (0.01, 100), (0, -1, 100.1)),
        ("seizure_minutes", (0, 1440), (-0.1, 1441)),
        ("identity", ("match",), ("mismatch", "")),
        ("oxygen_device", ("room_air", "ecmo"), ("mask",)),
        ("vasopressors", ([], ["norepinephrine"]), (["coffee"], "norepinephrine")),
        ("ice_year", ("correct", "hand_injury"), (1, True, "right")),
        ("hypotension", (True, False), ("yes", 1)),
        ("note", ("", "x" * 4000), ("x" * 4001, "\x00", 5)),
        ("seizure_at", ("2026-03-01T08:00:00+08:00",), ("2026-03-01T08:00:00", "yesterday")),
        ("ice_writing_strokes", ([], [[[0.5, 0.5, 0]]]), ([[[0.5, 0.5]]], [[0.5]])),
    ],
)
def test_takes_what_is_possible_and_refuses_the_rest(
    item: str, taken: tuple[object, ...], refused: tuple[object, ...]
) -> None:
    for value in taken:
        assert CheckAnswers.model_validate_json(json.dumps({item: value})) != CheckAnswers()
    for value in refused:
        with pytest.raises(ValidationError):
            CheckAnswers.model_validate_json(json.dumps({item: value}))


@pytest.mark.parametrize("text", ['{"temperature_c": NaN}', '{"temperature_c": Infinity}', '{"fever": 1}', '{"note":'])
def test_refuses_what_is_no_answer(text: str) -> None:
    with pytest.raises(ValidationError):
        CheckAnswers.model_validate_json(text)


@pytest.mark.parametrize(("diastolic", "systolic"), [(90, 90), (60, 120), (60, None), (None, 120)])
def test_takes_a_diastolic_up_to_the_systolic(diastolic: float | None, systolic: float | None) -> None:
    assert CheckAnswers(diastolic_mmhg=diastolic, systolic_mmhg=systolic).diastolic_mmhg == diastolic


def test_refuses_a_diastolic_above_the_systolic() -> None:
    with pytest.raises(ValidationError, match="at most the systolic pressure, 90 mmHg"):
        CheckAnswers(diastolic_mmhg=90.1, systolic_mmhg=90)


def test_refuses_an_unarousable_ice_beside_a_patient_who_wakes() -> None:
    assert CheckAnswers(ice_unable="unarousable", consciousness="unarousable").consciousness == "unarousable"
    assert CheckAnswers(ice_unable="unarousable").consciousness is None
    assert CheckAnswers(ice_unable="sedated", consciousness="alert").ice_unable == "sedated"
    with pytest.raises(ValidationError, match="another reason"):
        CheckAnswers(ice_unable="unarousable", consciousness="awakens_to_touch")


def test_an_override_says_why() -> None:
    assert Override(scale="crs", grade=2, reason="sepsis").grade == 2
    for wrong in ({"reason": "no"}, {"reason": "x" * 501}, {"grade": -1}, {"grade": 6}, {"scale": "ctcae"}):
        with pytest.raises(ValidationError):
            Override.model_validate({"scale": "crs", "grade": 2, "reason": "sepsis", **wrong})


def test_an_answer_has_an_author_and_a_time() -> None:
    with pytest.raises(ValidationError):
        GivenAnswer.model_validate({"item": "note", "author_id": "nurse-a"})
