"""Printed ranges are held against each other: a gap, an overlap or an open end is found, and a known one passes."""

import json
from collections.abc import Mapping
from functools import partial
from typing import Any

import pytest

from bedside.errors import CriteriaError
from bedside.grading.ctcae import load_dictionary
from bedside.grading.ctcae.laboratory import LabComparison, Laboratory, read_laboratory
from bedside.grading.ctcae.ranges import RangeReader
from tests.grading.ctcae.conftest import VERSIONS, shipped, shipped_texts, terms_data

Cells = dict[str, list[list[str]]]

K = "hypokalemia"
FINE: Cells = {
    "1": [["value < LLN to 3.0 mmol/L"]],
    "2": [["value < 3.0 mmol/L to 2.5 mmol/L"]],
    "4": [["value < 2.5 mmol/L"], ["death"]],
}


def problems(cells: Mapping[str, Any], term: str = K, version: str = "4.03") -> list[str]:
    """The sentences about cells of a term."""
    return shipped(version).laboratory.problems(term, cells)


def with_cell(grade: str, *texts: str) -> Cells:
    """The fine cells, with one grade otherwise."""
    return {**FINE, grade: [[text] for text in texts]}


def test_ranges_that_meet_are_fine() -> None:
    assert problems(FINE) == []


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (
            with_cell("2", "value < 2.9 mmol/L to 2.5 mmol/L"),
            "a gap between grade 1, to 3, and grade 2, from 2.9",
        ),
        (
            with_cell("2", "value < 3.1 mmol/L to 2.5 mmol/L"),
            "an overlap of grade 1, to 3, with grade 2, from 3.1",
        ),
        (
            with_cell("2", "value <= 3.0 mmol/L to 2.5 mmol/L"),
            "an overlap of grade 1, to 3, with grade 2, from 3",
        ),
        (
            with_cell("1", "value < LLN to above 3.0 mmol/L"),
            "a gap between grade 1, to 3, and grade 2, from 3",
        ),
        (
            with_cell("2", "value < 3.0 mmol/L"),
            "an overlap of grade 2, which has no end, with grade 4, from 2.5",
        ),
        (
            {"1": FINE["1"], "4": [["death"]]},
            "grade 1 ends at 3, and no grade begins there",
        ),
        (
            {"1": [["value > ULN to 2.0 ULN"]], "2": [["value > 2.5 ULN"]]},
            "a gap between grade 1, to 2, and grade 2, from 2.5",
        ),
        (
            {"1": [["value < BASELINE - 0 % to above BASELINE - 20 %"]], "2": [["value <= BASELINE - 25 %"]]},
            "a gap between grade 1, to -0.2, and grade 2, from -0.25",
        ),
        (
            {"1": [["value > ULN + 0 mmol/L to ULN + 2 mmol/L"]], "2": [["value >= ULN + 2 mmol/L"]]},
            "an overlap of grade 1, to 2, with grade 2, from 2",
        ),
    ],
)
def test_what_does_not_meet_is_told(cells: Cells, told: str) -> None:
    assert problems(cells) == [told]


def test_each_printed_unit_has_to_meet() -> None:
    cells = {
        "1": [["value < LLN to 3.0 mmol/L = 12 mg/dL"]],
        "2": [["value < 3.0 mmol/L = 11 mg/dL"]],
    }
    assert problems(cells, "hypocalcemia") == ["a gap between grade 1, to 12, and grade 2, from 11"]


def test_one_range_told_apart_by_a_clinical_fact_is_no_overlap() -> None:
    cells = {**FINE, "2": [["value < LLN to 3.0 mmol/L", "symptomatic"]], "3": [["value < 3.0 mmol/L to 2.5 mmol/L"]]}
    assert problems(cells) == []


def test_kinds_of_value_have_ranges_of_their_own() -> None:
    apart = {
        "1": [
            ["mode fasting is true", "value > ULN to 5 mmol/L"],
            ["mode fasting is false", "value > ULN to 6 mmol/L"],
        ],
        "2": [["mode fasting is true", "value > 5 mmol/L"], ["mode fasting is false", "value > 6 mmol/L"]],
    }
    assert problems(apart) == []
    assert problems({**apart, "2": apart["2"][:1]}) == ["grade 1 ends at 6, and no grade begins there"]


def test_a_range_that_its_own_criterion_closes_needs_no_next() -> None:
    assert problems({"1": [["value < 3.0 mmol/L to above 0 mmol/L", "value > 0 mmol/L"]]}) == []
    assert problems({"1": [["value < LLN", "value <= BASELINE - 25 %"]], "2": [["value <= BASELINE - 50 %"]]}) == []


def test_two_open_ranges_of_one_grade_are_one() -> None:
    assert problems({"1": [["value > ULN to 3.0 ULN"]], "2": [["value > 3.0 ULN"], ["value > 6.0 ULN"]]}) == []


def test_the_other_direction_is_another_matter() -> None:
    assert problems({"1": [["value < 3.0 mmol/L"]], "2": [["value > 5.0 mmol/L"]]}) == []


def test_only_the_reading_in_force_is_looked_at() -> None:
    cells = with_cell("2", "value < 3.0 mmol/L to 2.5 mmol/L")
    cells["1"].append(["choice twice_baseline is grade_1", "value < LLN to 2.9 mmol/L"])
    assert problems(cells) == []


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("fev1_percent <= 99 to 70", "fev1_percent < 70", []),
        ("fev1_percent <= 99 to above 70", "fev1_percent <= 70", []),
        ("fev1_percent <= 99 to 70", "fev1_percent <= 69", ["a gap between grade 1, to 70, and grade 2, from 69"]),
        ("fev1_percent <= 99 to 70", "fev1_percent <= 70", ["an overlap of grade 1, to 70, with grade 2, from 70"]),
        ("vomiting_episodes_24h >= 1 to 2", "vomiting_episodes_24h >= 3", []),
        ("vomiting_episodes_24h >= 1 to 2", "vomiting_episodes_24h >= 4",
         ["a gap between grade 1, to 2, and grade 2, from 4"]),
        ("fev1_percent <= 99 to 70", "death", []),
        ("fev1_percent <= 99", "fev1_percent <= 69", []),
        ("temperature_c >= 38 to 39", "temperature_c > 39.0 Cel = 102.2 [degF]", []),
        ("fev1_percent <= few to many", "fev1_percent <= 69", []),
    ],
)  # fmt: skip
def test_numbers_that_are_asked_have_to_meet_too(first: str, second: str, told: list[str]) -> None:
    assert problems({"1": [[first]], "2": [[second]]}, "fatigue") == told


def _compare(laboratory: Laboratory, code: str, text: str) -> LabComparison:
    return laboratory.compile(text, code)


@pytest.mark.parametrize("version", VERSIONS)
def test_every_gap_that_a_setting_explains_is_there(version: str) -> None:
    """What NCI printed otherwise in another version stands in that one."""
    found = set()
    for each in VERSIONS:
        laboratory = shipped(each).laboratory
        for code, term in terms_data(each).items():
            reader = RangeReader(laboratory.choices, partial(_compare, laboratory, code), laboratory.counted)
            found |= {f"{code}.{name}" for name, _ in reader.problems(term["grades"])}
    assert found == shipped(version).laboratory.spoken_of


@pytest.mark.parametrize("version", VERSIONS)
def test_the_other_readings_leave_no_gap_of_their_own(version: str) -> None:
    explained = shipped(version).laboratory.explained
    for name, choice in explained.items():
        for value in choice.values:
            laboratory = read_laboratory(shipped_texts(), version, {name: value})
            for code, term in terms_data(version).items():
                assert laboratory.problems(code, term["grades"]) == []


def test_a_dictionary_with_a_gap_is_not_used() -> None:
    texts = dict(shipped_texts())
    data = json.loads(texts["terms-4.03"])
    term = next(term for term in data["terms"] if term["code"] == K)
    term["grades"]["3"][0] = ["value < 2.9 mmol/L to 2.5 mmol/L"]
    with pytest.raises(
        CriteriaError, match=r"terms-4\.03\.json, hypokalemia: a gap between grade 1, to 3, and grade 3"
    ):
        load_dictionary({**texts, "terms-4.03": json.dumps(data)}, "4.03")
