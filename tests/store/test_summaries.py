"""The figures that boards show of a check."""

import pytest

from bedside.models.check import ICE_ITEMS, CheckAnswers, Override
from bedside.models.projections import GradeBounds
from bedside.store.summaries import bounds, ice_range, shown_bounds
from tests.store.records import ICE_DONE, assessment, result


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, None),
        (dict.fromkeys(ICE_ITEMS, "correct"), (10, 10)),
        (dict.fromkeys(ICE_ITEMS, "wrong"), (0, 0)),
        (ICE_DONE, (8, 8)),
        ({**ICE_DONE, "ice_writing": "hand_injury"}, (8, 9)),
        ({**ICE_DONE, "ice_writing": None}, (8, 9)),
        (dict.fromkeys(ICE_ITEMS, "asleep"), (0, 10)),
        ({"ice_year": "correct"}, (1, 10)),
        ({"ice_unable": "unarousable"}, (0, 0)),
        ({"ice_unable": "refused"}, None),
        ({"ice_unable": "not_woken", **ICE_DONE}, None),
    ],
)
def test_ice_is_a_range_and_never_guessed(answers: dict[str, object], expected: tuple[int, int] | None) -> None:
    assert ice_range(CheckAnswers.model_validate(answers)) == expected


def test_shows_the_grade_of_the_rules() -> None:
    check = assessment(crs=1, crs_at_most=3, icans=2)
    assert shown_bounds(check, "crs") == GradeBounds(1, 3)
    assert shown_bounds(check, "icans") == GradeBounds(2, 2)


def test_shows_the_grade_that_a_person_set() -> None:
    overrides = (
        Override(scale="crs", grade=3, reason="first thought"),
        Override(scale="icans", grade=0, reason="sedated"),
        Override(scale="crs", grade=0, reason="transfusion"),
    )
    check = assessment(crs=2, icans=1, overrides=overrides)
    assert shown_bounds(check, "crs") == GradeBounds(0, 0)
    assert shown_bounds(check, "icans") == GradeBounds(0, 0)


def test_bounds_are_those_of_the_result() -> None:
    assert bounds(result("ASTCT 2019 CRS", 0, 4)) == GradeBounds(0, 4)
