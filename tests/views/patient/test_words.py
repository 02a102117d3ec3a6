"""What the page says in words: the same figures for the table, the chart, the list and the screen reader."""

from dataclasses import replace
from datetime import timedelta
from typing import get_args

import pytest

from bedside.models.records import Drug, Intervention
from bedside.views.patient import words
from bedside.views.patient.course import Reading, course_of
from bedside.views.patient.state import DueState, EpisodeLine
from bedside.views.patient.treatment import COMMON, DRUGS, ROUTES, UNITS
from tests.views.patient.patients import HEAD, NIGHT, NOW, badge, check, dose, state

HOUR = timedelta(hours=1)


def test_figures_have_fixed_decimals() -> None:
    row = check(1, temperature_c=38.0, systolic_mmhg=96.0, diastolic_mmhg=60.0, spo2_percent=93.0)
    assert words.temperature(row) == "38.0"
    assert words.pressure(row) == "96/60"
    assert words.saturation(row) == "93"
    assert words.ice(row) == "10"


def test_what_was_not_measured_is_a_dash_and_not_said() -> None:
    row = check(
        1, temperature_c=None, systolic_mmhg=None, diastolic_mmhg=None, spo2_percent=None, ice_low=None, ice_high=None
    )
    assert {words.temperature(row), words.pressure(row), words.saturation(row), words.ice(row)} == {"–"}
    assert words.figures(row) == []


def test_a_systolic_alone_is_shown_as_such() -> None:
    assert words.pressure(check(1, diastolic_mmhg=None)) == "120/–"


def test_a_partly_assessed_ice_is_shown_with_its_bounds() -> None:
    assert words.ice(check(1, ice_low=7, ice_high=9)) == "7–9"


@pytest.mark.parametrize(
    ("grade", "at_most", "shown"), [(0, 0, "0"), (2, 2, "2"), (2, 4, "≥ 2"), (None, None, "?"), (4, 5, "≥ 4")]
)
def test_a_grade_is_never_firmer_than_known(grade: int | None, at_most: int | None, shown: str) -> None:
    assert words.grade(badge("crs", grade, at_most)) == shown


def test_the_worst_since_is_named_by_its_scale() -> None:
    row = check(1, crs_worst=badge("crs", 3), icans_worst=badge("icans", 2, 4))
    assert words.worst(row) == "CRS 3, ICANS ≥ 2"
    assert words.worst(check(1)) == ""


def test_what_is_unusual_about_a_record_is_said() -> None:
    assert words.marks(check(1)) == ""
    assert words.marks(check(1, late_minutes=40)) == "written 40 min late"
    assert words.marks(check(1, late_minutes=100, overridden=True, conflict=True)) == (
        "written 1 h 40 late · grade set by hand · two versions"
    )


@pytest.mark.parametrize(("amount", "shown"), [(8, "8"), (0.1, "0.1"), (1000, "1000"), (0.125, "0.125"), (7.50, "7.5")])
def test_a_dose_has_no_trailing_zeros(amount: float, shown: str) -> None:
    assert words.dose(dose(1, dose=amount, dose_unit="mg")) == f"{shown} mg"


def test_micrograms_are_written_as_on_the_ward() -> None:
    assert words.dose(dose(1, dose=0.1, dose_unit="ug/kg/min")) == "0.1 µg/kg/min"
    assert words.unit("units") == "units"


def test_a_treatment_is_name_dose_and_route() -> None:
    assert words.treatment(dose(4)) == "tocilizumab 8 mg/kg, into a vein"


def test_every_code_of_a_treatment_has_words() -> None:
    codes = {name: set(get_args(Intervention.model_fields[name].annotation)) for name in ("dose_unit", "route")}
    assert set(DRUGS) == set(get_args(Drug))
    assert (set(UNITS), set(ROUTES)) == (codes["dose_unit"], codes["route"])
    assert all(words.drug(code) != code for code in DRUGS)
    assert all(words.route(code) != code for code in ROUTES if code not in ("rectal", "inhaled"))
    assert set(COMMON) <= set(DRUGS)
    assert words.drug("unheard-of") == words.route("unheard-of") == words.drug_name("unheard-of") == "unheard-of"


def test_an_open_episode_is_said_with_its_beginning_and_its_worst() -> None:
    assert words.episode(HEAD.episodes[0], NOW) == "CRS since 21 Nov 14:10, worst 2"


def test_a_past_episode_has_an_end() -> None:
    past = EpisodeLine(NOW - 80 * HOUR, NOW - 30 * HOUR, 3)
    assert words.episode(past, NOW) == "CRS 18 Nov 19:12 to 20 Nov 21:12, worst 3"
    assert words.episode(replace(past, worst_open=True), NOW).endswith("worst ≥ 3")


def test_who_it_is_and_how_long_after_the_infusion() -> None:
    assert words.bed_and_subject(HEAD, "01-004") == "Bed 12 · 01-004 · D+4"
    assert words.person(HEAD, NOW) == "Patient 04 · 67 years · 3 d 07 h since infusion"


def test_what_is_not_known_of_a_patient_is_left_out() -> None:
    bare = replace(HEAD, bed="", name="", age_years=None, day=None, infused_at=None, since_infusion=None)
    assert words.bed_and_subject(bare, "01-004") == "01-004"
    assert words.person(bare, NOW) == "no infusion recorded"


def test_a_planned_infusion_is_said_so() -> None:
    planned = replace(HEAD, infusion_given=False, infused_at=NOW + 22 * HOUR, since_infusion=-22 * HOUR)
    assert words.infusion(planned, NOW) == "infusion planned for 23 Nov 01:12"
    overdue = replace(planned, infused_at=NOW - HOUR, since_infusion=HOUR)
    assert words.infusion(overdue, NOW) == "infusion planned for 02:12"


@pytest.mark.parametrize(
    ("due_state", "minutes", "said"),
    [
        ("overdue", 12, "Check overdue 12 min"),
        ("due_soon", 8, "Next check in 8 min"),
        ("later", 64, "Next check in 1 h 04"),
        ("later", 13 * 60, "Next check 16:12"),
        ("later", 84 * 60, "Next check 25 Nov 15:12"),
        ("none", 0, "No check due"),
    ],
)
def test_when_the_next_check_is_due(due_state: DueState, minutes: int, said: str) -> None:
    sign = -1 if due_state == "overdue" else 1
    due_at = NOW + sign * timedelta(minutes=minutes)
    assert words.due(replace(HEAD, due_state=due_state, due_minutes=minutes, due_at=due_at), NOW) == said


def test_an_open_check_is_said_with_its_author() -> None:
    assert words.open_check(HEAD, NOW) == ""
    opened = replace(HEAD, open_check_by="Nurse B", open_check_at=NOW - timedelta(minutes=3))
    assert words.open_check(opened, NOW) == "Open check by Nurse B, last answer 03:09"


def test_a_reading_says_all_values_of_its_moment() -> None:
    readings = {reading.at: reading for reading in course_of(NIGHT).readings}
    assert words.reading(readings[NOW - HOUR], NIGHT) == (
        "D+4 · 02:12 · CRS grade 2 · ICANS not known · 36.9 °C · BP 86/48 · SpO2 97 %"
    )
    assert words.reading(readings[NOW - 6 * HOUR], NIGHT).endswith("ICE 10 · worst CRS 3")


def test_a_reading_of_a_treatment_says_the_last_check_as_such() -> None:
    readings = {reading.at: reading for reading in course_of(NIGHT).readings}
    said = words.reading(readings[NOW - 4 * HOUR], NIGHT)
    assert said.startswith("D+3 · 21 Nov 23:12 · tocilizumab 8 mg/kg, into a vein · last check 21:12 · CRS grade 1")


def test_a_treatment_before_any_check_stands_alone() -> None:
    alone = state(treatments=(dose(4),))
    assert words.reading(course_of(alone).readings[0], alone) == (
        "D+3 · 21 Nov 23:12 · tocilizumab 8 mg/kg, into a vein"
    )


def test_without_an_infusion_a_moment_has_no_day() -> None:
    bare = replace(NIGHT, head=replace(HEAD, infused_at=None))
    assert words.moment_and_day(bare, NOW - HOUR) == "02:12"
    assert words.reading(Reading(NOW - HOUR), bare) == "02:12"


def test_a_check_is_one_sentence_for_a_screen_reader() -> None:
    row = check(6, crs=1, crs_worst=badge("crs", 3), late_minutes=40, author="Nurse B")
    assert words.check_sentence(row, NOW) == (
        "21 Nov 21:12, Nurse B, CRS grade 1, ICANS none, 36.8 °C, BP 120/70, SpO2 97 %, ICE 10, "
        "worst since the check before: CRS 3, written 40 min late"
    )
