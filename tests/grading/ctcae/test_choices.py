"""Each setting takes the other reading where NCI is silent, and has its reason."""

from typing import Any

import pytest

from bedside.errors import CriteriaError
from bedside.resources import resource_root
from tests.grading.ctcae.conftest import shipped
from tests.grading.ctcae.samples import facts, under

ANC = "Neutrophil count decreased"


@pytest.mark.parametrize(
    ("version", "choice", "value", "told", "before", "after"),
    [
        ("4.03", "within_limits", "not_an_event", (ANC, 1.4, "10*9/L", {"lln": 1.3}), (2, 2), (0, 0)),
        ("4.03", "within_limits", "not_an_event", (ANC, 1.2, "10*9/L", {"lln": 1.3}), (2, 2), (2, 2)),
        ("4.03", "within_limits", "not_an_event", (ANC, 1.2, "10*9/L", {}), (2, 2), (0, 2)),
        ("4.03", "within_limits", "not_an_event", ("Hyperkalemia", 5.6, "mmol/L", {"uln": 5.7}), (2, 2), (0, 0)),
        (
            "4.03",
            "within_limits",
            "not_an_event",
            ("Creatinine increased", 90, "umol/L", {"uln": 100, "baseline": 50}),
            (2, 2),
            (0, 0),
        ),
        ("4.03", "between_steps", "next", ("Chronic kidney disease", 59.5, "mL/min", {"lln": 90}), (1, 1), (2, 2)),
        ("4.03", "between_steps", "next", ("Bone marrow hypocellular", 50, "%", {}), (2, 2), (3, 3)),
        ("4.03", "between_steps", "next", ("Proteinuria", 3.45, "g/24h", {"patient": "adult"}), (2, 2), (3, 3)),
        ("5.0", "between_steps", "next", ("Hyponatremia", 124.5, "mmol/L", {"symptomatic": False}), (2, 2), (3, 3)),
        ("4.03", "twice_baseline", "grade_1", ("Acute kidney injury", 2, "mg/dL", {"baseline": 1}), (2, 2), (1, 1)),
        (
            "4.03",
            "inr_on_anticoagulation",
            "baseline_only",
            ("INR increased", 2.6, None, {"uln": 1.2, "baseline": 2.5, "on_anticoagulation": True}),
            (2, 2),
            (1, 1),
        ),
        (
            "4.03",
            "inr_on_anticoagulation",
            "baseline_only",
            ("INR increased", 2.6, None, {"uln": 1.2, "on_anticoagulation": False}),
            (2, 2),
            (2, 2),
        ),
        (
            "5.0",
            "hemoglobin_increased_over",
            "baseline",
            ("Hemoglobin increased", 15, "g/dL", {"uln": 17, "baseline": 12}),
            (0, 0),
            (2, 2),
        ),
        (
            "4.03",
            "hemoglobin_increased_without_baseline",
            "unknown",
            ("Hemoglobin increased", 20, "g/dL", {"uln": 17}),
            (2, 2),
            (0, 2),
        ),
        (
            "4.03",
            "hemoglobin_increased_without_baseline",
            "unknown",
            ("Hemoglobin increased", 20, "g/dL", {"uln": 17, "baseline_abnormal": False}),
            (2, 2),
            (2, 2),
        ),
        ("4.03", "hypokalemia_grade_2", "number_alone", ("Hypokalemia", 3.2, "mmol/L", {"lln": 3.5}), (1, 2), (2, 2)),
        (
            "4.03",
            "proteinuria_from",
            "any",
            ("Proteinuria", 0.1, "g/24h", {"uln": 0.15, "patient": "adult"}),
            (0, 0),
            (1, 1),
        ),
        ("4.03", "oligospermia_grade_1", "as_printed", ("Oligospermia", 90, "10*6/mL", {"lln": 15}), (0, 0), (1, 1)),
    ],
)
def test_a_setting_takes_the_other_reading(
    version: str,
    choice: str,
    value: str,
    told: tuple[str, float, str | None, dict[str, Any]],
    before: tuple[int, int],
    after: tuple[int, int],
) -> None:
    term, number, unit, more = told
    given = facts(term, number, unit, ctcae=version, **more)
    for dictionary, wanted in ((shipped(version), before), (under(version, **{choice: value}), after)):
        result = dictionary.grade(given)
        assert (result.at_least, result.at_most) == wanted


def test_every_setting_has_its_reason_and_is_about_terms_that_exist() -> None:
    codes = {term.code for version in ("4.03", "5.0") for term in shipped(version).terms}
    for choice in shipped("4.03").laboratory.explained.values():
        assert choice.reason.endswith(".")
        assert choice.terms <= codes
        assert all(sentence.endswith(".") for sentence in choice.values.values())


@pytest.mark.parametrize(
    ("choices", "problem"),
    [
        ({"foo": "x"}, "choices.foo: no such choice; known are within_limits, "),
        ({"twice_baseline": "x"}, "choices.twice_baseline: x is none of grade_2, grade_1"),
    ],
)
def test_an_unknown_setting_is_refused(choices: dict[str, str], problem: str) -> None:
    with pytest.raises(CriteriaError, match=problem):
        under(**choices)


def test_the_page_tells_of_every_reading_and_every_analyte() -> None:
    page = (resource_root().parent / "docs" / "ctcae-laboratory.md").read_text(encoding="utf-8")
    laboratory = shipped("4.03").laboratory
    for name, choice in laboratory.explained.items():
        assert f"**`{name}`**" in page
        assert choice.reason in page
        assert all(f"`{value}`{': ' if value != choice.default else ' (default): '}" in page for value in choice.values)
    for analyte in laboratory.analytes:
        units = ", ".join(unit.code for unit in analyte.units)
        assert f"| `{analyte.id}` | {units} |" in page
        assert f"| {', '.join(analyte.loinc)} |" in page
