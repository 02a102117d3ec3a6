"""The answer of a grading as a record and as a contract."""

from typing import Any

import pytest
from pydantic import ValidationError

from bedside.models.grade import Answer, Finding, GradeResult, Remark, Review
from bedside.models.protocol import Wording

TEXT = Wording(en="fever", zh="发热")
RESULT = GradeResult(
    system="ASTCT 2019 CRS",
    grade=None,
    at_least=1,
    at_most=4,
    determined=False,
    decided_by=(
        Finding(finding="fever", finding_text=TEXT, value=Wording(en="39 °C", zh="39 度"), grade=1, rule="CRS-01"),
    ),
    missing=("vasopressors",),
    review=(Review(code="late_onset", text=TEXT, urgent=False, rule="CRS-21"),),
    notes=(Remark(code="waived", text=TEXT),),
    source="Lee 2019",
    rules=("CRS-01",),
)


def test_the_contract_has_exactly_these_keys() -> None:
    assert list(RESULT.as_contract()) == [
        "system",
        "grade",
        "at_least",
        "at_most",
        "determined",
        "decided_by",
        "missing",
        "review",
        "notes",
        "source",
    ]
    assert list(RESULT.as_contract()) == list(Answer.model_fields)


@pytest.mark.parametrize(("language", "value", "text"), [("en", "39 °C", "fever"), ("zh", "39 度", "发热")])
def test_texts_are_in_the_language_asked_for(language: str, value: str, text: str) -> None:
    answer = RESULT.as_contract(language)
    assert answer["decided_by"] == [{"finding": "fever", "value": value, "grade": 1}]
    assert answer["review"] == [{"code": "late_onset", "text": text}]
    assert answer["notes"] == [text]


@pytest.mark.parametrize("change", [{"at_least": 6}, {"grade": -1}, {"more": 1}, {"missing": ["a"]}])
def test_a_result_that_cannot_be_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        GradeResult(**{**dict(RESULT), **change})


def test_a_result_survives_json() -> None:
    assert GradeResult.model_validate_json(RESULT.model_dump_json()) == RESULT
