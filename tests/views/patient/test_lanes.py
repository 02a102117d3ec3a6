"""The lanes share the height: nothing overlaps, the scales hold every value, and the small ones go first."""

import itertools
from dataclasses import replace

import pytest

from bedside.views.patient.course import course_of
from bedside.views.patient.lanes import Lane, Lanes, Room, share_out
from tests.views.patient.patients import NIGHT, badge, check, state

LINE = 17.0


def shared(height: float = 600) -> Lanes:
    return share_out(Room(640, height, 80, LINE), course_of(NIGHT), 38.0)


def lane(lanes: Lanes, title: str) -> Lane:
    return next(found for found in (*lanes.figures, lanes.crs, lanes.icans) if found.title == title)


@pytest.mark.parametrize("height", [300, 400, 470, 600, 1200])
def test_lanes_stand_one_below_the_other_within_the_picture(height: float) -> None:
    lanes = shared(height)
    placed = sorted((*lanes.figures, lanes.crs, lanes.icans), key=lambda found: found.top)
    order = [found.title for found in placed]
    assert order == [title for title in ("T °C", "CRS", "ICE", "ICANS", "BP", "SpO2") if title in order]
    assert all(after.top >= before.bottom + LINE for before, after in itertools.pairwise(placed))
    assert placed[0].top > lanes.events
    assert placed[-1].bottom <= lanes.bottom


def test_pressure_and_oxygen_are_left_out_where_there_is_no_room() -> None:
    assert [found.title for found in shared(300).figures] == ["T °C", "ICE"]
    assert [found.title for found in shared(600).figures] == ["T °C", "ICE", "BP", "SpO2"]


def test_a_scale_widens_for_what_was_measured() -> None:
    hot = course_of(state(check(1, temperature_c=41.2), check(3, temperature_c=34.8)))
    lanes = share_out(Room(640, 900, 80, LINE), hot, 38.0)
    warmth = lane(lanes, "T °C")
    assert (warmth.low, warmth.high) == (34, 42)
    assert warmth.top <= warmth.y(41.2) < warmth.y(34.8) <= warmth.bottom


def test_the_highest_in_between_fits_too() -> None:
    burst = course_of(state(check(1, temperature_c=38.0, highest_temperature_c=41.5)))
    assert lane(share_out(Room(640, 600, 80, LINE), burst, 38.0), "T °C").high == 42


def test_figures_beside_a_lane_do_not_touch() -> None:
    for height in (300, 400, 600, 900):
        for found in shared(height).figures:
            gaps = [found.y(low) - found.y(high) for low, high in zip(found.ticks, found.ticks[1:], strict=False)]
            assert all(gap >= LINE * 0.99 for gap in gaps), (height, found.title)


def test_a_tick_gives_way_to_the_fever_threshold() -> None:
    lanes = share_out(Room(640, 600, 80, LINE), course_of(NIGHT), 37.8)
    warmth = lane(lanes, "T °C")
    assert warmth.limit == 37.8
    assert 38.0 not in warmth.ticks
    assert 38.0 in lane(shared(600), "T °C").ticks


def test_points_are_what_was_measured_oldest_first() -> None:
    course = course_of(NIGHT)
    values = [value for _at, value in lane(shared(), "T °C").points(course)]
    assert values == [36.8, 36.8, 38.2, 38.9, 37.4, 36.9]
    assert len(lane(shared(), "SpO2").points(course)) == 6


def test_a_partly_assessed_test_is_a_bar_and_no_point() -> None:
    course = course_of(NIGHT)
    ice = lane(shared(), "ICE")
    assert [(low, high) for _at, low, high in ice.bars(course)] == [(7, 9)]
    assert [value for _at, value in ice.points(course)] == [10, 10, 10, 10, 10]


def test_a_higher_temperature_in_between_is_a_bar() -> None:
    assert [found[1:] for found in lane(shared(), "T °C").bars(course_of(NIGHT))] == [(38.9, 39.4)]
    level = course_of(state(check(1, temperature_c=38.0, highest_temperature_c=38.0)))
    assert list(lane(shared(), "T °C").bars(level)) == []


def test_each_grade_is_a_step_higher() -> None:
    crs = shared().crs
    tops = [crs.step(badge("crs", grade), LINE) for grade in range(6)]
    assert tops == sorted(tops, reverse=True)
    assert len(set(tops)) == 6
    assert tops[0] == crs.bottom - LINE
    assert tops[5] == pytest.approx(crs.top)
    assert crs.step(badge("crs", None), LINE) == tops[0]


def test_an_empty_course_has_lanes_and_no_points() -> None:
    empty = course_of(replace(NIGHT, checks=(), treatments=(), selected=""))
    lanes = share_out(Room(640, 600, 80, LINE), empty, 38.0)
    assert all(not found.points(empty) for found in lanes.figures)
    assert lanes.event_rows == 1
