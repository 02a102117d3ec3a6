"""Reading what is typed: numbers in every usual spelling, and one clear fault where a row cannot be used."""

import pytest

from bedside.views.labs.state import (
    Fault,
    ProposalLine,
    Reading,
    RowEntry,
    is_seldom,
    read_number,
    read_row,
    reading_key,
)
from bedside.views.widgets.badge_state import BadgeState

UNITS = ("10*9/L", "/uL")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("7", 7.0),
        ("0.5", 0.5),
        ("0,5", 0.5),
        ("12,34", 12.34),
        (" 140 ", 140.0),
        ("1.", 1.0),
        ("0,125", 0.125),
        ("1500", 1500.0),
        ("1.500", 1.5),
        ("１２．５", 12.5),
        ("０，５", 0.5),
        ("0", 0.0),
    ],
)
def test_a_number_is_read_with_point_comma_or_wide_figures(typed: str, read: float) -> None:
    assert read_number(typed) == read


@pytest.mark.parametrize("typed", ["1,500", "12,000", "１，５００"])
def test_a_comma_before_three_figures_is_never_guessed(typed: str) -> None:
    assert read_number(typed) == "two_readings"


@pytest.mark.parametrize(
    "typed", ["abc", "<0.1", "1.2.3", "1,000,000", "1e3", "٣", ".", ",", "12 g/L", "9" * 30, "-", "--1"]
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    assert read_number(typed) == "no_number"


@pytest.mark.parametrize("typed", ["-1", "-0.5", "−3"])
def test_a_negative_number_is_called_so(typed: str) -> None:
    assert read_number(typed) == "negative"


def test_a_number_beyond_measure_is_refused() -> None:
    assert read_number("1000000000") == 1e9
    assert read_number("1000000001") == "too_large"


def test_a_row_without_a_value_is_no_fault() -> None:
    assert read_row(RowEntry("platelets"), UNITS) is None
    assert read_row(RowEntry("platelets", value="  ", lln="x"), UNITS) is None


def test_a_row_is_read_in_numbers_and_what_is_left_out_is_unknown() -> None:
    entry = RowEntry("platelets", "80", "10*9/L", lln="125")
    assert read_row(entry, UNITS) == Reading(80.0, "10*9/L", 125.0, None, None)
    whole = RowEntry("platelets", "80", "10*9/L", "125", "350", "210")
    assert read_row(whole, UNITS) == Reading(80.0, "10*9/L", 125.0, 350.0, 210.0)


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (RowEntry("platelets", "80"), Fault("unit", "no_unit")),
        (RowEntry("platelets", "80", "g/L"), Fault("unit", "no_unit")),
        (RowEntry("platelets", "-80", "10*9/L"), Fault("value", "negative", "-80")),
        (RowEntry("platelets", "80", "10*9/L", "350", "125"), Fault("lln", "swapped", "350")),
        (RowEntry("platelets", "80", "10*9/L", "125", "125"), Fault("lln", "swapped", "125")),
        (RowEntry("platelets", "80", "10*9/L", "x"), Fault("lln", "no_number", "x")),
        (RowEntry("platelets", "80", "10*9/L", "", "3,500"), Fault("uln", "two_readings", "3,500")),
        (RowEntry("platelets", "80", "10*9/L", "", "", "-1"), Fault("baseline", "negative", "-1")),
    ],
)
def test_the_first_fault_of_a_row_is_told_with_its_column(entry: RowEntry, fault: Fault) -> None:
    assert read_row(entry, UNITS) == fault


def test_what_a_person_types_is_no_longer_taken_over() -> None:
    from_before = RowEntry("platelets", unit="10*9/L", lln="125", limits_of=None)
    assert from_before.typed("lln", "130").lln == "130"
    assert from_before.typed("unit", "/uL").unit == "/uL"
    assert from_before.typed("uln", "350") == RowEntry("platelets", unit="10*9/L", lln="125", uln="350")
    assert from_before.typed("value", "80").value == "80"
    assert from_before.typed("baseline", "200").baseline == "200"


def test_what_is_seldom_seen_is_asked_about_in_its_unit() -> None:
    bounds = {"10*9/L": (0.0, 1500.0)}
    assert is_seldom(Reading(1501, "10*9/L", None, None, None), bounds)
    assert not is_seldom(Reading(1500, "10*9/L", None, None, None), bounds)
    assert not is_seldom(Reading(1501, "/uL", None, None, None), bounds)


def test_a_confirmed_reading_is_this_number_in_this_unit() -> None:
    keys = {reading_key(Reading(value, unit, None, None, None)) for value in (80, 81) for unit in UNITS}
    assert len(keys) == 4


def test_proposals_stand_by_certain_grade_then_by_possible_grade() -> None:
    def line(low: int, high: int) -> ProposalLine:
        return ProposalLine("x", BadgeState("ctcae-4.03", low, high), f"{low}-{high}")

    found = sorted((line(0, 2), line(1, 1), line(3, 3), line(1, 4)), key=lambda each: each.by_grade)
    assert [each.title for each in found] == ["3-3", "1-4", "1-1", "0-2"]
