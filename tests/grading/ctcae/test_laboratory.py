"""The laboratory file: panels by its analytes, and what makes it unusable."""

import json
from typing import Any

import pytest

from bedside.errors import CriteriaError, InputRefused
from bedside.grading.ctcae.laboratory import Laboratory, read_laboratory
from tests.grading.ctcae.conftest import shipped, shipped_texts
from tests.grading.ctcae.samples import facts, graded


def panel(analyte: str, value: float, unit: str | None, *, version: str = "4.03", **told: Any) -> dict[str, Any]:
    """Lowest and highest grade for each term that a value of an analyte proposes."""
    results = shipped(version).grade_analyte(facts(None, value, unit, analyte=analyte, ctcae=version, **told))
    codes = shipped(version).laboratory.terms_of(analyte)
    return {code: (each.at_least, each.at_most) for code, each in zip(codes, results, strict=True)}


def test_a_panel_proposes_both_directions() -> None:
    assert panel("potassium", 6.2, "mmol/L", lln=3.5, uln=5.1) == {"hypokalemia": (0, 0), "hyperkalemia": (3, 3)}
    assert panel("718-7", 7.9, "g/dL", lln=12, uln=16) == {"anemia": (3, 3), "hemoglobin-increased": (0, 0)}


def test_what_is_told_of_the_patient_counts_only_for_the_abnormal_direction() -> None:
    told: dict[str, Any] = {"lln": 3.5, "uln": 5.1, "hospitalisation_indicated": True}
    assert panel("potassium", 5.2, "mmol/L", **told) == {"hypokalemia": (0, 0), "hyperkalemia": (3, 3)}
    assert panel("potassium", 3.4, "mmol/L", **told) == {"hypokalemia": (3, 3), "hyperkalemia": (0, 0)}
    assert panel("potassium", 4.0, "mmol/L", **told) == {"hypokalemia": (0, 0), "hyperkalemia": (0, 0)}


def test_an_unknown_limit_leaves_open_whether_it_counts() -> None:
    found = panel("potassium", 5.2, "mmol/L", lln=3.5, hospitalisation_indicated=True)
    assert found == {"hypokalemia": (0, 0), "hyperkalemia": (0, 3)}
    found = panel("potassium", 3.2, "mmol/L", uln=5, hospitalisation_indicated=True)
    assert found["hypokalemia"] == (0, 3)


def test_a_term_that_is_named_is_the_event_itself() -> None:
    """Then the 'or' of the text holds as printed."""
    assert graded("Hyperkalemia", 5.0, "mmol/L", uln=5.1, hospitalisation_indicated=True).grade == 3


def test_a_finding_of_one_term_does_not_hinder_the_other() -> None:
    told: dict[str, Any] = {"lln": 3.9, "uln": 5.6, "fasting": True}
    assert panel("glucose", 10, "mmol/L", **told) == {"hypoglycemia": (0, 0), "hyperglycemia": (2, 2)}
    with pytest.raises(InputRefused, match=r"findings\.foo"):
        panel("glucose", 10, "mmol/L", foo=True)


def test_a_term_beside_an_analyte_is_not_looked_at() -> None:
    told = facts("Hypokalemia", 5.2, "mmol/L", analyte="potassium", uln=5.1, lln=3.5)
    assert [each.at_least for each in shipped("4.03").grade_analyte(told)] == [0, 1]


def test_a_version_proposes_what_it_grades_by_numbers() -> None:
    old, new = shipped("4.03").laboratory, shipped("5.0").laboratory
    assert old.terms_of("creatinine") == ("creatinine-increased", "acute-kidney-injury")
    assert new.terms_of("creatinine") == ("creatinine-increased",)
    assert (old.terms_of("ldh"), new.terms_of("ldh")) == ((), ("blood-lactate-dehydrogenase-increased",))


def changed(**fields: Any) -> Laboratory:
    """The shipped file with other fields; None leaves one out."""
    data = {**json.loads(shipped_texts()["laboratory"]), **fields}
    kept = {name: field for name, field in data.items() if field is not None}
    return read_laboratory({**shipped_texts(), "laboratory": json.dumps(kept)}, "4.03", {})


def first_analyte(**fields: Any) -> dict[str, Any]:
    """The shipped analytes, the first with other fields."""
    first, *others = json.loads(shipped_texts()["laboratory"])["analytes"]
    return {"analytes": [{**first, **fields}, *others]}


def choice(**fields: Any) -> dict[str, Any]:
    """The shipped choices, one with other fields."""
    choices = json.loads(shipped_texts()["laboratory"])["choices"]
    return {"choices": {**choices, "twice_baseline": {**choices["twice_baseline"], **fields}}}


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"source": None}, "laboratory.json, source: is missing"),
        ({"units": None}, "laboratory.json, 'units': is missing or unknown"),
        (first_analyte(units=["foo"]), "laboratory.json, foo: is no unit"),
        (first_analyte(unitless="foo"), "laboratory.json, foo: is no unit"),
        (choice(default="foo"), "laboratory.json, choices.twice_baseline: the default is none of its values"),
        (choice(reason=""), "laboratory.json, choices.twice_baseline: has no reason"),
        ({"choices": {}}, "laboratory.json, 'calcium_molar_mass': is missing or unknown"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_by_place(fields: dict[str, Any], problem: str) -> None:
    with pytest.raises(CriteriaError) as refused:
        changed(**fields)
    assert str(refused.value) == f"criteria {problem}"


def test_an_analyte_without_a_highest_takes_any_amount() -> None:
    assert graded("Cardiac troponin I increased", 1e9, "ng/L", uln=26, infarction_level=100).grade == 3
    assert changed(**first_analyte(highest=None)).analyte("hemoglobin").most is not None
