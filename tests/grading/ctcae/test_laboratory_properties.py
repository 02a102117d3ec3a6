"""What must hold of every laboratory value: worse is never graded lower, nothing falls between grades, units agree."""

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bedside.grading.ctcae.terms import Term
from bedside.models.ctcae import CtcaeFacts
from tests.grading.ctcae.conftest import VERSIONS, shipped

MODES: dict[str, dict[str, Any]] = {
    "corrected, fasting": {
        "calcium_kind": "corrected",
        "fasting": True,
        "on_anticoagulation": True,
        "patient": "adult",
    },
    "ionized": {"calcium_kind": "ionized", "fasting": False, "on_anticoagulation": False, "patient": "child"},
    "unknown": {},
}


def numeric(version: str) -> list[Term]:
    """The terms that a value grades."""
    return [term for term in shipped(version).terms if term.by_value]


TERMS = [(version, term) for version in VERSIONS for term in numeric(version)]


def rising(version: str, code: str) -> bool:
    """Whether a higher value is worse."""
    analyte = shipped(version).laboratory.by_term[code]
    return code in analyte.high


def told(version: str, term: Term, kind: str, **fields: Any) -> CtcaeFacts:
    """Facts of one value of a kind, in the usual unit of its analyte."""
    unit = shipped(version).laboratory.by_term[term.code].units[0].code
    findings = {name: word for name, word in MODES[kind].items() if name in term.modes}
    return CtcaeFacts.model_validate(
        {"ctcae": version, "term": term.code, "unit": unit, "findings": findings, **fields}
    )


def ceiling(version: str, term: Term) -> float:
    """The highest value that is taken in the usual unit."""
    analyte = shipped(version).laboratory.by_term[term.code]
    return min(analyte.most(analyte.units[0]), 1e6)


def amounts(most: float) -> st.SearchStrategy[float]:
    """Amounts up to `most`, as many small as large ones: what can be measured goes far beyond what is graded."""
    return st.floats(0, 5).map(lambda places: most * 10**-places)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(TERMS), st.data())
def test_a_worse_value_is_never_graded_lower(case: tuple[str, Term], data: st.DataObject) -> None:
    version, term = case
    dictionary = shipped(version)
    most = ceiling(version, term)
    kind = data.draw(st.sampled_from(list(MODES)))
    lln, uln = sorted(data.draw(st.tuples(*[amounts(most)] * 2)))
    limits: dict[str, Any] = {"lln": lln, "uln": uln}
    for name in data.draw(st.sets(st.sampled_from(["lln", "uln"]))):
        limits[name] = None
    limits["baseline"] = data.draw(st.none() | amounts(most))
    values = sorted(data.draw(st.tuples(*[amounts(most) | st.just(0.0)] * 2)))
    low, high = (dictionary.grade(told(version, term, kind, value=value, **limits)) for value in values)
    better, worse = (low, high) if rising(version, term.code) else (high, low)
    if term.code == "oligospermia" and version == "5.0" and values[0] == 0:
        return  # no sperm at all is another term
    assert better.at_least <= worse.at_least
    assert better.at_most <= worse.at_most


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(TERMS), st.data())
def test_no_value_falls_between_two_grades(case: tuple[str, Term], data: st.DataObject) -> None:
    """With limits and baseline told, every value has a grade or a range with what would settle it."""
    version, term = case
    most = ceiling(version, term)
    lln, uln, baseline = sorted(data.draw(st.tuples(*[amounts(most)] * 3)))
    value = data.draw(amounts(most))
    facts = told(
        version, term, data.draw(st.sampled_from(list(MODES))), value=value, lln=lln, uln=uln, baseline=baseline
    )
    result = shipped(version).grade(facts)
    assert 0 <= result.at_least <= result.at_most <= 5
    assert result.determined == (result.grade is not None) == (not result.missing)
    assert result.grade in (None, 0, *term.grades)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(TERMS), st.data())
def test_less_known_never_settles_more(case: tuple[str, Term], data: st.DataObject) -> None:
    """What is told lies within what was possible before it was told."""
    version, term = case
    most = ceiling(version, term)
    lln, uln, baseline = sorted(data.draw(st.tuples(*[amounts(most)] * 3)))
    known = {"lln": lln, "uln": uln, "baseline": baseline}
    kept = data.draw(st.sets(st.sampled_from(list(known))))
    value, kind = data.draw(amounts(most)), data.draw(st.sampled_from(list(MODES)))
    if term.code == "hemoglobin-increased" and "baseline" not in kept:
        known["baseline"] = lln  # a setting takes an unknown baseline for one within limits
    whole = shipped(version).grade(told(version, term, kind, value=value, **known))
    part = shipped(version).grade(told(version, term, "unknown", value=value, **{name: known[name] for name in kept}))
    assert part.at_least <= whole.at_least
    assert whole.at_most <= part.at_most


PRINTED_TWICE = [
    ("neutrophil-count-decreased", "10*9/L", "/mm3", 1000),
    ("white-blood-cell-decreased", "10*9/L", "10*3/uL", 1),
    ("platelet-count-decreased", "10*9/L", "/mm3", 1000),
    ("lymphocyte-count-decreased", "10*9/L", "10*6/L", 1000),
    ("cd4-lymphocytes-decreased", "10*9/L", "/uL", 1000),
    ("leukocytosis", "/mm3", "10*3/mL", 1),
    ("hypoalbuminemia", "g/L", "g/dL", 0.1),
    ("hyperkalemia", "mmol/L", "umol/L", 1000),
    ("fibrinogen-decreased", "g/L", "mg/dL", 100),
    ("proteinuria", "g/(24.h)", "mg/(24.h)", 1000),
    ("hyperuricemia", "mmol/L", "umol/L", 1000),
]


@pytest.mark.parametrize(("code", "unit", "other", "times"), PRINTED_TWICE)
@settings(max_examples=60, deadline=None)
@given(
    steps=st.integers(0, 900),
    lln=st.none() | st.integers(1, 900),
    over=st.integers(0, 900),
    baseline=st.none() | st.integers(1, 900),
)
def test_one_value_in_two_units_is_one_grade(
    code: str, unit: str, other: str, times: float, steps: int, lln: int | None, over: int, baseline: int | None
) -> None:
    """Where one unit is a power of ten of the other; values in steps as fine as any limit."""

    def at(factor: float, unit: str) -> tuple[int, int]:
        def scaled(number: int | None) -> float | None:
            return None if number is None else number / 100 * factor

        numbers = {"value": scaled(steps), "lln": scaled(lln), "baseline": scaled(baseline)}
        upper = scaled((lln or 1) + over)
        result = shipped("4.03").grade(CtcaeFacts.model_validate({"term": code, "unit": unit, "uln": upper, **numbers}))
        return result.at_least, result.at_most

    assert at(1, unit) == at(times, other)


@given(st.floats(0.001, 1000), st.sampled_from(["1.5", "3.0", "5.0", "20.0"]))
def test_a_multiple_of_a_limit_is_not_past_it_by_rounding(uln: float, times: str) -> None:
    """3 x 1.1 is 3.3000000000000003 to a computer; 3.3 is still no more than that, and the next value up is."""
    dictionary = shipped("4.03")

    def grade(value: float) -> int:
        facts = CtcaeFacts(term="alanine-aminotransferase-increased", value=value, unit="U/L", uln=uln)
        return dictionary.grade(facts).at_least

    limit = float(times) * uln
    assert grade(limit) == grade(math.nextafter(limit, 0)) == grade(math.nextafter(limit, 1e9))
    assert grade(limit * 1.000001) >= grade(limit)
