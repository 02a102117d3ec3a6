"""The arithmetic of the time line: what lies where, what is shown, and what joins when there is no room."""

import itertools
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bedside.views.patient.course import (
    SHORTEST,
    Course,
    GradeRun,
    Reading,
    TimeAxis,
    course_of,
    day_of,
    grade_runs,
    infusion_shown,
    nearest,
    rows_for,
    same_course,
    scale_of,
    thinned,
    wide_enough,
    worst_runs,
)
from bedside.views.patient.state import CheckRow
from bedside.views.widgets.badge_state import BadgeState
from tests.views.patient.patients import INFUSED, NIGHT, NOW, badge, check, dose, state

HOUR = timedelta(hours=1)


def crs_of(row: CheckRow) -> BadgeState:
    return row.crs


def test_the_axis_maps_moments_to_pixels_and_back() -> None:
    axis = TimeAxis(NOW - 10 * HOUR, NOW, 100, 200)
    assert axis.x(NOW - 10 * HOUR) == 100
    assert axis.x(NOW - 5 * HOUR) == 150
    assert axis.x(NOW) == 200
    assert axis.moment(150) == NOW - 5 * HOUR


def test_an_axis_without_width_still_answers() -> None:
    assert TimeAxis(NOW - HOUR, NOW, 10, 10).moment(10) == NOW - HOUR


def test_days_are_the_calendar_s_cut_to_the_axis() -> None:
    days = list(TimeAxis(NOW - 30 * HOUR, NOW, 0, 1).days())
    assert [(start.day, end.day) for start, end in days] == [(20, 21), (21, 22), (22, 22)]
    assert days[0][0] == NOW - 30 * HOUR
    assert days[-1][1] == NOW
    assert all((start.hour, start.minute) == (0, 0) for start, _end in days[1:])


def test_a_course_begins_with_the_first_thing_recorded() -> None:
    course = course_of(state(check(2), check(20), treatments=(dose(30),), head=replace(NIGHT.head, infused_at=None)))
    assert (course.start, course.end) == (NOW - 30 * HOUR, NOW)
    assert [reading.at for reading in course.readings] == [NOW - 30 * HOUR, NOW - 20 * HOUR, NOW - 2 * HOUR]


def test_a_course_begins_with_the_infusion_when_that_came_first() -> None:
    assert course_of(state(check(2))).start == INFUSED


def test_a_planned_infusion_does_not_stretch_the_course() -> None:
    planned = replace(NIGHT.head, infused_at=NOW + 20 * HOUR)
    assert course_of(state(check(20), head=planned)).start == NOW - 20 * HOUR


def test_a_short_course_is_as_long_as_the_shortest() -> None:
    fresh = replace(NIGHT.head, infused_at=None)
    assert course_of(state(check(1), head=fresh)).start == NOW - SHORTEST
    assert course_of(state(head=fresh)).readings == ()


def test_only_the_last_hours_are_shown_when_asked_for() -> None:
    course = course_of(replace(NIGHT, last_hours=24))
    assert course.start == NOW - 24 * HOUR
    assert [row.record_id for row in course.checks] == ["check-10", "check-6", "check-2", "check-1"]
    assert course.lead is not None
    assert course.lead.record_id == "check-30"


def test_the_whole_course_has_no_lead() -> None:
    assert course_of(NIGHT).lead is None


def test_a_treatment_between_checks_knows_the_check_before_it() -> None:
    (reading,) = [found for found in course_of(NIGHT).readings if found.at == NOW - 4 * HOUR]
    assert reading.check is None
    assert reading.before is not None
    assert reading.before.record_id == "check-6"
    assert [row.drug for row in reading.treatments] == ["tocilizumab"]


def test_every_treatment_after_a_check_knows_it() -> None:
    course = course_of(state(check(9), treatments=(dose(3), dose(6))))
    assert [reading.before.record_id for reading in course.readings if reading.before is not None] == ["check-9"] * 2


def test_what_was_given_at_a_check_is_one_reading_with_it() -> None:
    course = course_of(state(check(2), treatments=(dose(2), dose(2, "steroid"))))
    (reading,) = course.readings
    assert reading.check is not None
    assert reading.before is None
    assert [row.drug for row in reading.treatments] == ["steroid", "tocilizumab"]


# ---------------------------------------------------------------------------------------------- grades


def test_a_grade_holds_until_the_next_check_and_equal_ones_run_together() -> None:
    course = course_of(state(check(2, crs=2), check(4, crs=1), check(6, crs=1), check(8, crs=0)))
    runs = grade_runs(course, crs_of)
    assert [(run.start, run.end, run.badge.numeral) for run in runs] == [
        (NOW - 8 * HOUR, NOW - 6 * HOUR, "0"),
        (NOW - 6 * HOUR, NOW - 2 * HOUR, "1"),
        (NOW - 2 * HOUR, NOW, "2"),
    ]


def test_at_least_two_is_not_the_same_as_two() -> None:
    course = course_of(state(check(2, crs=badge("crs", 2, 4)), check(4, crs=2)))
    assert len(grade_runs(course, crs_of)) == 2


def test_the_grade_before_the_first_hour_shown_still_holds() -> None:
    runs = grade_runs(course_of(replace(NIGHT, last_hours=24)), lambda row: row.icans)
    assert (runs[0].start, runs[0].badge.numeral) == (NOW - 24 * HOUR, "1")


def test_what_was_worse_lies_between_two_checks() -> None:
    runs = worst_runs(course_of(NIGHT), lambda row: row.crs_worst)
    assert [(run.start, run.end, run.badge.numeral) for run in runs] == [(NOW - 10 * HOUR, NOW - 6 * HOUR, "3")]


def test_what_was_worse_since_a_check_out_of_sight_begins_at_the_edge() -> None:
    only = state(check(2, crs_worst=badge("crs", 3)), check(40), last_hours=24)
    assert worst_runs(course_of(only), lambda row: row.crs_worst)[0].start == NOW - 24 * HOUR


def runs_of(*grades: tuple[float, int | None]) -> tuple[GradeRun, ...]:
    """Runs by their width in hours and their grade, up to NOW."""
    end, made = NOW, []
    for width, grade in reversed(grades):
        made.append(GradeRun(end - width * HOUR, end, badge("crs", grade)))
        end -= width * HOUR
    return tuple(reversed(made))


AXIS = TimeAxis(NOW - 100 * HOUR, NOW, 0, 100)
"""One pixel an hour."""


def looks(runs: tuple[GradeRun, ...]) -> list[tuple[str, bool]]:
    return [(run.badge.numeral, run.partly) for run in runs]


def test_wide_runs_stay_as_they_are() -> None:
    assert looks(wide_enough(runs_of((10, 0), (20, 2), (5, 1)), AXIS, 3, 8)) == [
        ("0", False),
        ("2", False),
        ("1", False),
    ]


@pytest.mark.parametrize("order", [(0, 3), (3, 0)])
def test_of_two_narrow_runs_the_worse_is_shown(order: tuple[int, int]) -> None:
    (run,) = wide_enough(runs_of((1, order[0]), (1, order[1])), AXIS, 3, 8)
    assert run.badge.numeral == "3"
    assert not run.partly


def test_a_narrow_last_run_joins_the_one_before() -> None:
    (run,) = wide_enough(runs_of((20, 1), (1, 4)), AXIS, 3, 8)
    assert (run.badge.numeral, run.end) == ("4", NOW)


def test_none_and_not_known_in_turn_are_none_in_part() -> None:
    turns = [(4.0, 0 if number % 2 else None) for number in range(10)]
    assert looks(wide_enough(runs_of(*turns), AXIS, 3, 8)) == [("0", True)]


def test_a_grade_is_never_joined_with_none_while_it_can_be_seen() -> None:
    assert looks(wide_enough(runs_of((4, 0), (4, 2), (4, None)), AXIS, 3, 8)) == [
        ("0", False),
        ("2", False),
        ("?", False),
    ]


def test_narrow_runs_of_which_nothing_is_known_stay_unknown() -> None:
    unknown = (GradeRun(NOW - 2 * HOUR, NOW - HOUR, badge("crs", None)), GradeRun(NOW - HOUR, NOW, badge("crs", None)))
    assert looks(wide_enough(unknown, AXIS, 3, 8)) == [("?", False)]


@given(st.lists(st.tuples(st.floats(0.2, 12), st.sampled_from([None, 0, 1, 2, 3, 4])), min_size=1, max_size=40))
def test_joining_keeps_the_time_and_never_loses_the_worst(grades: list[tuple[float, int | None]]) -> None:
    runs = runs_of(*grades)
    joined = wide_enough(runs, AXIS, 3, 8)
    assert (joined[0].start, joined[-1].end) == (runs[0].start, runs[-1].end)
    assert all(before.end == after.start for before, after in itertools.pairwise(joined))
    known = [run.badge.at_least or 0 for run in runs if run.badge.known]
    assert max((run.badge.at_least or 0 for run in joined if run.badge.known), default=0) == max(known, default=0)


# ---------------------------------------------------------------------------------------------- thinning and room

POINTS = st.lists(st.tuples(st.floats(0, 500), st.floats(30, 45)), max_size=300).map(lambda found: sorted(found))


@given(POINTS)
def test_thinning_keeps_the_ends_and_every_peak(points: list[tuple[float, float]]) -> None:
    numbers = thinned(points)
    kept = [points[number] for number in numbers]
    assert len(kept) <= 4 * 251
    assert list(numbers) == sorted(set(numbers))
    if points:
        assert (kept[0], kept[-1]) == (points[0], points[-1])
        assert max(y for _x, y in kept) == max(y for _x, y in points)
        assert min(y for _x, y in kept) == min(y for _x, y in points)


def test_few_points_are_all_kept() -> None:
    assert thinned([(0, 1), (10, 2), (20, 1)]) == (0, 1, 2)
    assert thinned([]) == ()


def test_thousands_of_points_cost_no_more_than_the_picture_is_wide() -> None:
    points = [(number / 100, float(number % 7)) for number in range(50_000)]
    assert len(thinned(points)) <= 4 * 251


@pytest.mark.parametrize(
    ("spans", "rows", "placed"),
    [
        ([(0, 10), (10, 20)], 1, (0, 0)),
        ([(0, 10), (5, 15)], 1, (0, None)),
        ([(0, 10), (5, 15), (8, 20)], 2, (0, 1, None)),
        ([(50, 60), (0, 10), (20, 40)], 1, (0, 0, 0)),
        ([(0, 100), (40, 60)], 1, (0, None)),
        ([], 2, ()),
        ([(0, 1)], 0, (None,)),
    ],
)
def test_labels_stand_where_they_do_not_touch(
    spans: list[tuple[float, float]], rows: int, placed: tuple[int | None, ...]
) -> None:
    assert rows_for(spans, rows) == placed


def test_the_nearest_reading_is_found() -> None:
    moments = [NOW - 10 * HOUR, NOW - 4 * HOUR, NOW]
    assert nearest(moments, NOW - 6 * HOUR) == 1
    assert nearest(moments, NOW + HOUR) == 2
    assert nearest([], NOW) is None


@pytest.mark.parametrize(
    ("values", "limits"),
    [([], (36, 40)), ([36.5, 39.9], (36, 40)), ([40.1], (36, 41)), ([35.9], (35, 40)), ([34.0, 42.0], (34, 42))],
)
def test_a_scale_holds_every_value_in_whole_steps(values: list[float], limits: tuple[float, float]) -> None:
    assert scale_of(values, 36, 40, 1) == limits


# ---------------------------------------------------------------------------------------------- days


def test_a_day_is_counted_by_the_ward_s_calendar() -> None:
    assert day_of(NIGHT, NOW) == 4
    assert day_of(NIGHT, INFUSED) == 0
    assert day_of(NIGHT, INFUSED - 21 * HOUR) == -1
    assert day_of(replace(NIGHT, head=replace(NIGHT.head, infused_at=None)), NOW) is None


def test_the_infusion_is_shown_while_it_lies_in_the_course() -> None:
    assert infusion_shown(NIGHT, course_of(NIGHT)) == INFUSED
    recent = replace(NIGHT, last_hours=24)
    assert infusion_shown(recent, course_of(recent)) is None
    assert infusion_shown(NIGHT, Course(NOW - HOUR, NOW, (Reading(NOW),))) is None


def test_the_course_is_the_same_until_something_is_read_or_asked_for() -> None:
    assert same_course(replace(NIGHT, selected="check-2", shown="table"), NIGHT)
    assert not same_course(NIGHT, None)
    for other in (
        replace(NIGHT, last_hours=24),
        replace(NIGHT, as_of=NOW + HOUR),
        replace(NIGHT, checks=NIGHT.checks[1:]),
        replace(NIGHT, treatments=()),
        replace(NIGHT, fever_c=37.8),
        replace(NIGHT, head=replace(NIGHT.head, bed="13")),
    ):
        assert not same_course(other, NIGHT)
