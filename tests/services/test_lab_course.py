"""One analyte over the days, and bands that are where the grading says they are, for any unit and limits."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bedside.models.ctcae import CtcaeFacts
from bedside.services.lab_course import Band, bands, lab_course
from bedside.services.laboratory import LabValue, record_lab_panel
from bedside.services.terms import dictionary_for
from tests.services.states import demo_protocol
from tests.services.ward import Ward


def record(ward: Ward, hours_ago: float, *values: LabValue) -> None:
    taken_at = ward.clock.now() - timedelta(hours=hours_ago)
    record_lab_panel(ward.desk, ward.subject_id, taken_at=taken_at, values=values)


def test_bands_follow_the_unit() -> None:
    expected = [(4, None, 0.5), (3, 0.5, 1.0), (2, 1.0, 1.5), (1, 1.5, 2.0)]
    found = bands(demo_protocol(), "neutrophils_abs", "10*9/L", 2.0, 7.5, None)
    assert [(band.grade, band.low, band.high) for band in found] == expected
    smaller = bands(demo_protocol(), "neutrophils_abs", "/uL", 2000.0, 7500.0, None)
    times = [(grade, low and low * 1000, high and high * 1000) for grade, low, high in expected]
    assert [(band.grade, band.low, band.high) for band in smaller] == times


def test_bands_follow_the_limits() -> None:
    first = bands(demo_protocol(), "alt", "U/L", None, 40.0, None)
    assert first == (Band(1, 40, 120), Band(2, 120, 200), Band(3, 200, 800), Band(4, 800, None))
    other = bands(demo_protocol(), "alt", "U/L", None, 50.0, None)
    assert [(band.low, band.high) for band in other] == [(50, 150), (150, 250), (250, 1000), (1000, None)]


def test_a_limit_that_is_not_told_makes_no_band() -> None:
    assert bands(demo_protocol(), "alt", "U/L", None, None, None) == ()
    counts = bands(demo_protocol(), "neutrophils_abs", "10*9/L", None, None, None)
    assert [band.grade for band in counts] == [4, 3, 2]


def test_both_directions_have_bands_and_the_last_is_open() -> None:
    found = bands(demo_protocol(), "sodium", "mmol/L", 136.0, 145.0, None)
    assert [band.grade for band in found] == [4, 3, 1, 1, 2, 3, 4]
    assert (found[0].low, found[-1].high) == (None, None)


def test_an_analyte_without_a_numeric_term_has_no_bands() -> None:
    assert bands(demo_protocol(), "ldh", "U/L", None, 250.0, None) == ()


@settings(max_examples=150)
@given(
    analyte=st.sampled_from(["alt", "neutrophils_abs", "sodium", "creatinine", "hemoglobin", "platelets"]),
    times=st.floats(0.02, 30),
)
def test_every_value_lies_in_the_band_of_its_grade(analyte: str, times: float) -> None:
    dictionary = dictionary_for(demo_protocol())
    unit = dictionary.laboratory.analyte(analyte).units[0].code
    limits = {"sodium": (136.0, 145.0), "hemoglobin": (130.0, 175.0), "alt": (7.0, 40.0)}.get(analyte, (2.0, 7.5))
    value = limits[0] * times
    found = bands(demo_protocol(), analyte, unit, *limits, limits[1] * 0.9)
    facts = CtcaeFacts(analyte=analyte, value=value, unit=unit, lln=limits[0], uln=limits[1], baseline=limits[1] * 0.9)
    highest = dictionary.laboratory.analyte(analyte).highest
    if highest is not None and value > float(highest[0]):
        return
    grade = max(result.at_least for result in dictionary.grade_analyte(facts))
    edges = [edge for band in found for edge in (band.low, band.high) if edge is not None]
    if any(abs(value / edge - 1) < 1e-3 for edge in edges):
        return
    inside = [
        band.grade
        for band in found
        if (band.low is None or band.low < value) and (band.high is None or value < band.high)
    ]
    assert inside == ([grade] if grade else [])


def test_a_course_is_told_in_the_unit_of_the_newest_value(ward: Ward) -> None:
    record(ward, 9, LabValue("hemoglobin", 10.5, "g/dL", lln=13, uln=17.5))
    record(ward, 5, LabValue("sodium", 140, "mmol/L"))
    record(ward, 1, LabValue("hemoglobin", 95, "g/L", lln=130, uln=175))
    course = lab_course(ward.desk, ward.subject_id, "hemoglobin")
    assert (course.unit, course.left_out, course.name.en) == ("g/L", 0, "Hemoglobin")
    older, newer = course.points
    assert (older.value, older.lln, older.uln) == pytest.approx((105, 130, 175))
    assert (older.reported, older.unit) == (10.5, "g/dL")
    assert newer.value == 95
    assert older.bands == newer.bands
    assert newer.system == "CTCAE 4.03"
    assert next((name.en, result.grade) for name, result in newer.grades) == ("Anemia", 2)


def test_what_does_not_convert_is_left_out_and_counted(ward: Ward) -> None:
    record(ward, 9, LabValue("alt", 30, "[IU]/L", uln=40))
    record(ward, 1, LabValue("alt", 90, "U/L", uln=40))
    course = lab_course(ward.desk, ward.subject_id, "alt")
    assert [point.value for point in course.points] == [90]
    assert course.left_out == 1


def test_without_a_value_the_course_is_empty(ward: Ward) -> None:
    assert lab_course(ward.desk, ward.subject_id, "alt").points == ()
