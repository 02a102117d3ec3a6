"""A printed limit as text: read, refused with the reason, said in words."""

import pytest

from bedside.grading.ctcae.atoms import AtomError
from tests.grading.ctcae.conftest import shipped


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("value ~ 3 mmol/L", "is no comparison of a value"),
        ("value < FOO", "FOO is no reference; known are LLN, ULN"),
        ("value < 3 foo", "foo is no unit"),
        ("value < LLN + 3 foo", "foo is no unit"),
        ("value < 3", "has no unit"),
        ("value < three", "is no number with its unit"),
        ("value < 3 mg/dL", "mg/dL does not convert to every unit of potassium"),
        ("value < 2 LLN - 3 mmol/L", "multiplies a reference and adds to it"),
    ],
)
def test_a_comparison_that_cannot_be_read_is_refused(text: str, problem: str) -> None:
    with pytest.raises(AtomError, match=problem):
        shipped("4.03").laboratory.compile(text, "hypokalemia")


def test_a_comparison_needs_an_analyte() -> None:
    with pytest.raises(AtomError, match=r"no analyte of laboratory\.json has the term fatigue"):
        shipped("4.03").laboratory.compile("value < LLN", "fatigue")


@pytest.mark.parametrize(
    ("term", "text", "english", "chinese"),
    [
        ("inr-increased", "value > 1.2 to 1.5", "> 1.2 to 1.5", "> 1.2 至 1.5"),
        ("hypokalemia", "value <= LLN", "≤ LLN", "≤ 正常值下限"),
        (
            "ggt-increased",
            "value > 2.5 ULN to 5.0 ULN",
            "> 2.5 × ULN to 5 × ULN",
            "> 2.5 × 正常值上限 至 5 × 正常值上限",
        ),
        (
            "hemoglobin-increased",
            "value > ULN_OR_HIGHER_BASELINE + 0 g/dL",
            "> ULN, or a baseline above it, + 0 g/dL",
            "> 正常值上限（基线更高时以基线为准） + 0 g/dL",
        ),
        ("hemolysis", "value <= BASELINE - 2 g/dL", "≤ baseline - 2 g/dL", "≤ 基线 - 2 g/dL"),
        (
            "fibrinogen-decreased",
            "value <= BASELINE - 25 % to above BASELINE - 50 %",
            "≤ baseline - 25% to above baseline - 50%",
            "≤ 基线 - 25% 至 高于 基线 - 50%",
        ),
        (
            "acute-kidney-injury",
            "value >= BASELINE + 0.3 mg/dL to below 2 ULN",
            "≥ baseline + 0.3 mg/dL to below 2 × ULN",
            "≥ 基线 + 0.3 mg/dL 至 低于 2 × 正常值上限",
        ),
    ],
)
def test_a_limit_is_said_in_words(term: str, text: str, english: str, chinese: str) -> None:
    comparison = shipped("4.03").laboratory.compile(text, term)
    assert (comparison.limit_text("en"), comparison.limit_text("zh")) == (english, chinese)
