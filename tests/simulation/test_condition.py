"""A synthetic patient between key hours."""

import random

import pytest

from bedside.simulation.condition import Condition, Vitals, at, condition_at, reading
from bedside.simulation.courses import COURSES

COURSE = (
    at(10, temperature_c=37.0),
    at(20, temperature_c=39.0, hypotension=True),
    at(30, hypotension=False, vasopressors=("norepinephrine",)),
)


@pytest.mark.parametrize(
    ("hour", "temperature"), [(0, 36.7), (10, 37.0), (15, 38.0), (20, 39.0), (25, 39.0), (30, 39.0), (99, 39.0)]
)
def test_vital_signs_glide_from_key_hour_to_key_hour(hour: float, temperature: float) -> None:
    assert condition_at(COURSE, hour).vitals.temperature_c == pytest.approx(temperature)


@pytest.mark.parametrize(
    ("hour", "low", "drugs"), [(19.9, False, ()), (20, True, ()), (30, False, ("norepinephrine",))]
)
def test_findings_hold_from_their_key_hour_on(hour: float, low: bool, drugs: tuple[str, ...]) -> None:
    found = condition_at(COURSE, hour).findings
    assert (found.hypotension, found.vasopressors) == (low, drugs)


def test_no_course_is_a_patient_without_a_finding() -> None:
    assert condition_at((), 100) == Condition()


def test_a_key_hour_with_an_unknown_name_is_refused_where_it_is_written() -> None:
    with pytest.raises(ValueError, match="a condition has no temprature_c"):
        at(3, temprature_c=38)


def test_a_reading_scatters_a_little_and_never_beyond_what_can_be() -> None:
    chance = random.Random(1)
    readings = [reading(Vitals(temperature_c=36.8, spo2_percent=99.9), chance) for _ in range(300)]
    assert {round(shown.temperature_c, 1) for shown in readings} == {36.7, 36.8, 36.9}
    assert max(shown.spo2_percent for shown in readings) == 100
    assert all(shown.systolic_mmhg == int(shown.systolic_mmhg) for shown in readings)


def test_the_same_chance_reads_the_same() -> None:
    assert reading(Vitals(), random.Random(3)) == reading(Vitals(), random.Random(3))


def test_every_course_of_the_ward_is_named_and_in_the_order_of_hours() -> None:
    assert len({course.name for course in COURSES}) == len(COURSES) == 12
    assert len({course.bed for course in COURSES}) == 12
    for course in COURSES:
        hours = [key.hour for key in course.hours]
        assert hours == sorted(hours)
        assert [dose.hour for dose in course.doses] == sorted(dose.hour for dose in course.doses)
