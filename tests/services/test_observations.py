"""How a completed check reads as observations: of its moment, and of the time since the check before."""

from datetime import UTC, datetime, timedelta
from typing import Literal
from uuid import UUID

import pytest

from bedside.grading.episodes import Ending, Observation
from bedside.models.projections import CheckSeen, GradeBounds, ScaleSeen
from bedside.services.observations import ending, observations, opened_by
from tests.services.states import demo_protocol

PROTOCOL = demo_protocol()
START = datetime(2026, 3, 2, 8, tzinfo=UTC)
BEFORE, NOTED, NOW = START, START + timedelta(hours=1), START + timedelta(hours=4)
NONE = GradeBounds(0, 0)
QUIET = ScaleSeen(NONE, NONE, sign_free=True, worst_sign_free=True)
WELL = CheckSeen(UUID(int=1), BEFORE, QUIET, QUIET, None, {})


def grade(at_least: int, at_most: int | None = None) -> GradeBounds:
    """Bounds of a grade."""
    return GradeBounds(at_least, at_least if at_most is None else at_most)


def read(
    shown: GradeBounds,
    worst: GradeBounds,
    *,
    free: bool | None = None,
    worst_free: bool | None = None,
    highest: float | None = None,
    sign_at: datetime | None = None,
    scale: Literal["crs", "icans"] = "crs",
) -> list[Observation]:
    """What is read of one check after a quiet one, without the quiet one's own."""
    seen = ScaleSeen(shown, worst, free, worst_free, sign_at=sign_at)
    crs, icans = (seen, QUIET) if scale == "crs" else (QUIET, seen)
    return list(observations(scale, [WELL, CheckSeen(UUID(int=2), NOW, crs, icans, highest, {})], PROTOCOL))[1:]


def test_a_quiet_check_is_of_its_moment() -> None:
    assert read(NONE, NONE, free=True, worst_free=True) == [Observation(NOW, 0, 0, True)]


def test_a_grade_that_the_check_itself_found_is_of_its_moment() -> None:
    since, now = read(grade(1), grade(1, 3), free=False, worst_free=False)
    assert since == Observation(NOW, 1, 3, False)
    assert now == Observation(NOW, 1, 1, False)


def test_a_higher_one_since_the_check_before_is_between_the_two() -> None:
    since, now = read(grade(1), grade(3), free=False, worst_free=False)
    assert since == Observation(NOW, 3, 3, False, after=BEFORE)
    assert now == Observation(NOW, 1, 1, False)


def test_a_fever_is_of_the_time_that_was_noted() -> None:
    since, _ = read(NONE, grade(1), free=True, worst_free=False, highest=38.0, sign_at=NOTED)
    assert since == Observation(NOTED, 1, 1, False)


def test_what_rose_above_the_fever_came_after_it() -> None:
    fever, rest, _ = read(NONE, grade(2), free=True, worst_free=False, highest=38.4, sign_at=NOTED)
    assert fever == Observation(NOTED, 1, 1, False)
    assert rest == Observation(NOW, 2, 2, False, after=NOTED)


@pytest.mark.parametrize("highest", [37.9, None])
def test_the_time_of_what_is_no_fever_is_no_sign(highest: float | None) -> None:
    since, _ = read(NONE, grade(2), free=True, worst_free=False, highest=highest, sign_at=NOTED)
    assert since == Observation(NOW, 2, 2, False, after=BEFORE)


@pytest.mark.parametrize("at", [BEFORE - timedelta(minutes=1), BEFORE, NOW + timedelta(minutes=1)])
def test_a_time_outside_the_two_checks_is_not_taken(at: datetime) -> None:
    since, _ = read(NONE, grade(1), free=True, worst_free=False, highest=38.4, sign_at=at)
    assert since == Observation(NOW, 1, 1, False, after=BEFORE)


def test_a_seizure_is_of_the_time_that_was_noted_whatever_its_grade() -> None:
    since, _ = read(NONE, grade(3), free=True, worst_free=False, sign_at=NOTED, scale="icans")
    assert since == Observation(NOTED, 3, 3, False)


@pytest.mark.parametrize(
    ("scale", "bounds", "free"),
    [("icans", NONE, True), ("icans", grade(0, 3), None), ("icans", grade(1), None), ("crs", NONE, None)],
)
def test_an_earlier_release_did_not_record_signs_of_icans(
    scale: Literal["crs", "icans"], bounds: GradeBounds, free: bool | None
) -> None:
    *_, now = read(bounds, bounds, scale=scale)
    assert now.sign_free is free


def test_a_grade_that_a_person_set_stands_for_both() -> None:
    crs = ScaleSeen(grade(2), grade(3, 4), sign_free=True, worst_sign_free=False, proposed=grade(0, 1))
    check = CheckSeen(UUID(int=2), NOW, crs, QUIET, None, {})
    assert list(observations("crs", [check], PROTOCOL)) == [Observation(NOW, 2, 2, False, proposed=(3, 4))]


def test_each_scale_ends_by_its_own_settings() -> None:
    rules = PROTOCOL.episodes.model_copy(update={"crs_sign_free_hours": 12.0, "icans_sign_free_hours": 36.0})
    protocol = PROTOCOL.model_copy(update={"episodes": rules})
    assert ending("crs", protocol) == Ending(timedelta(hours=12), "restarts")
    assert ending("icans", protocol) == Ending(timedelta(hours=36), "passed_over")


def test_the_check_that_told_of_a_sign_is_the_first_from_then_on() -> None:
    later = CheckSeen(UUID(int=2), NOW, QUIET, QUIET, None, {})
    assert opened_by(NOTED, (WELL, later)) == later
    assert opened_by(BEFORE, (WELL, later)) == WELL
