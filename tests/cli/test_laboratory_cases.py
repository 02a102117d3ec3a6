"""The shipped cases of laboratory values, made by others from NCI's text: each is answered as they expect it."""

import pytest

from bedside.cli.laboratory_cases import LaboratoryCase, disagreement, laboratory_runs, read_laboratory_cases
from bedside.errors import CriteriaError
from bedside.resources import resource_texts
from tests.grading.ctcae.conftest import shipped

CASES = read_laboratory_cases(resource_texts("selftest", suffix=".json")["ctcae-4.03"], "ctcae-4.03.json").cases


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_case_is_answered_as_expected(case: LaboratoryCase) -> None:
    assert disagreement(case, shipped("4.03")) is None


def test_all_cases_are_there_and_few_need_a_word() -> None:
    assert len(CASES) == len({case.id for case in CASES}) == 535
    assert len([case for case in CASES if case.note]) == 18
    assert {case.not_gradable for case in CASES} == {
        None,
        "missing_limit_or_baseline",
        "missing_value",
        "missing_unit",
        "wrong_unit",
    }


def test_the_self_test_counts_them() -> None:
    assert list(laboratory_runs()) == [("ctcae-4.03", 535, ())]


def _case(**change: object) -> LaboratoryCase:
    whole = {"id": "x", "term": "Hyperkalemia", "value": 5.7, "unit": "mmol/L", "uln": 5.0, "expected": 2}
    return LaboratoryCase.model_validate({**whole, **change})


def test_another_grade_is_told() -> None:
    assert disagreement(_case(expected=3), shipped("4.03")) == "x: grade 2, not 3"
    assert disagreement(_case(expected=0, allowed=[0, 1]), shipped("4.03")) == "x: grade 2, not 0"
    assert disagreement(_case(expected=1, allowed=[1, 2]), shipped("4.03")) is None


def test_a_range_is_told_where_a_grade_is_expected() -> None:
    assert disagreement(_case(value=5.2, uln=None, expected=1), shipped("4.03")) == "x: grade 0 to 1, not 1"


def test_a_grade_is_told_where_none_can_be_given() -> None:
    case = _case(expected=None, not_gradable="missing_limit_or_baseline")
    assert disagreement(case, shipped("4.03")) == "x: grade 2, although missing_limit_or_baseline"


def test_a_range_is_no_answer_where_the_unit_is_missing() -> None:
    case = _case(term="Haptoglobin decreased", unit=None, expected=None, not_gradable="missing_unit")
    assert disagreement(case, shipped("4.03")) == "x: grade 0 to 1, although missing_unit"
    assert disagreement(_case(unit=None, expected=None, not_gradable="missing_unit"), shipped("4.03")) is None


def test_a_refusal_is_told_where_a_grade_is_expected() -> None:
    told = disagreement(_case(unit="mg/dL"), shipped("4.03"))
    assert told is not None
    assert told.startswith('x: unit: "mg/dL" is refused')


@pytest.mark.parametrize(
    ("text", "where"), [("{", "line 1"), ('{"source": "s", "ctcae": "4.03", "cases": [{}]}', "cases.0.id")]
)
def test_a_damaged_file_is_refused(text: str, where: str) -> None:
    with pytest.raises(CriteriaError, match=where):
        read_laboratory_cases(text, "x.json")
