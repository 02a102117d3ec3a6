"""What the criteria say of told facts: bounds, what decided, what is missing; exactly, over every completion."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bedside.errors import InputRefused
from bedside.grading.ctcae import Dictionary
from bedside.grading.ctcae.atoms import MeasureAtom, WordAtom
from bedside.grading.ctcae.terms import Term
from bedside.grading.ctcae.told import Told
from bedside.models.ctcae import CtcaeFacts
from tests.grading.ctcae.conftest import VERSIONS, Grade, shipped

CLINICAL = [(version, term.code) for version in VERSIONS for term in shipped(version).terms if not term.by_value]


def mildest(term: Term) -> Told:
    """Every fact of `term` at its mildest, no number given."""
    told = Told(low={"present": 0, "death": 0}, high={"present": 0, "death": 0})
    for key, fact in term.facts.items():
        if fact.kind != "number":
            told.low[key] = told.high[key] = 0
    return told


def with_only(dictionary: Dictionary, term: Term, alternative: Any) -> Told:
    """Nothing but what `alternative` asks, and what that implies."""
    told = mildest(term)
    for atom in alternative.atoms:
        if isinstance(atom, WordAtom):
            for fact in dictionary.vocabulary.implied_by(atom.word.name):
                told.low[fact] = told.high[fact] = 1
            told.low[atom.fact] = told.high[atom.fact] = atom.word.level
        elif isinstance(atom, MeasureAtom):
            told.numbers[atom.fact] = atom.limit + {"<": -0.01, ">": 0.01}.get(atom.sign, 0.0)
    told.low["present"] = told.high["present"] = 1
    return told


@pytest.mark.parametrize("version", VERSIONS)
def test_each_grade_of_each_clinical_term_can_be_reached(version: str) -> None:
    dictionary = shipped(version)
    swallowed = []
    for term in dictionary.terms:
        for grade in () if term.by_value else term.grades:
            reaching = [each for each in term.alternatives if each.grade == grade]
            outcomes = [term.outcome(with_only(dictionary, term, each)).at_least for each in reaching]
            if grade not in outcomes:
                swallowed.append((term.code, grade, outcomes))
    assert swallowed == []


@pytest.mark.parametrize("version", VERSIONS)
def test_nothing_told_leaves_every_grade_but_death_open(version: str) -> None:
    for term in shipped(version).terms:
        if term.by_value:
            continue
        outcome = term.outcome(Told())
        assert outcome.at_least == 0, term.code
        told_of_death = {each for each in term.alternatives if any(atom.fact == "death" for atom in each.atoms)}
        assert outcome.at_most == max([each.grade for each in {*term.alternatives} - told_of_death], default=0), (
            term.code
        )
        assert bool(outcome.missing) == (outcome.at_most > 0), term.code


def completions(term: Term, told: Told) -> list[Told]:
    """Every way in which the unknown facts may turn out; of an event called absent nothing else will be found."""
    unknown = [fact for key, fact in term.facts.items() if key not in told.low and key != "death"]
    absent = told.high.get("present") == 0
    ranges = [range(1 if absent else len(fact.levels) or 2) for fact in unknown]
    found = []
    for levels in product(*ranges):
        whole = Told(dict(told.low), dict(told.high), told.numbers)
        for fact, level in zip(unknown, levels, strict=True):
            whole.low[fact.key] = whole.high[fact.key] = level
        found.append(whole)
    return found


SMALL = [
    (version, code)
    for version, code in CLINICAL
    if len(shipped(version).by_name[code].facts) <= 6
    and all(fact.kind != "number" for fact in shipped(version).by_name[code].facts.values())
]


@given(st.sampled_from(SMALL), st.data())
@settings(max_examples=150, deadline=None)
def test_bounds_are_those_of_every_completion(which: tuple[str, str], data: st.DataObject) -> None:
    version, code = which
    term = shipped(version).by_name[code]
    told = Told(low={"death": 0}, high={"death": 0})
    for key, fact in term.facts.items():
        level = data.draw(st.none() | st.integers(0, (len(fact.levels) or 2) - 1))
        if level is not None and key != "death":
            told.low[key] = told.high[key] = level
    found = term.outcome(told)
    outcomes = [term.outcome(whole).at_least for whole in completions(term, told)]
    assert (found.at_least, found.at_most) == (min(outcomes), max(outcomes))


@given(st.sampled_from(SMALL), st.data())
@settings(max_examples=150, deadline=None)
def test_more_severe_facts_never_lower_a_grade(which: tuple[str, str], data: st.DataObject) -> None:
    version, code = which
    term = shipped(version).by_name[code]
    mild, worse = Told(), Told()
    for key, fact in term.facts.items():
        top = (len(fact.levels) or 2) - 1
        low = data.draw(st.integers(0, top))
        high = data.draw(st.integers(low, top))
        mild.low[key] = mild.high[key] = low
        worse.low[key] = worse.high[key] = high
    assert term.outcome(mild).at_least <= term.outcome(worse).at_least


def test_a_grade_says_what_decided_it(grade: Grade) -> None:
    result = grade("Fatigue", **{"adl": "self_care", "not-relieved-by-rest": True})
    assert (result.grade, result.system, result.source[:3]) == (3, "CTCAE 4.03", "NCI")
    assert [(found.finding, found.grade, found.rule) for found in result.decided_by] == [
        ("not-relieved-by-rest", 3, "fatigue.G3"),
        ("adl", 3, "fatigue.G3"),
    ]
    assert result.decided_by[1].value.en == "limits self-care"
    assert result.rules == ("fatigue.G3",)


def test_what_is_not_told_leaves_the_grade_open(grade: Grade) -> None:
    result = grade("Diarrhea", stools_over_baseline=5)
    assert (result.grade, result.at_least, result.at_most) == (None, 2, 4)
    assert "hospitalisation_indicated" in result.missing
    assert "death" not in result.missing


@pytest.mark.parametrize(("stools", "expected"), [(1, 1), (3, 1), (4, 2), (6, 2), (7, 3)])
def test_a_number_is_graded_at_its_boundaries(grade: Grade, stools: int, expected: int) -> None:
    settled = {"interventions": [], "adl": "none", "hospitalisation_indicated": False, "life_threatening": False}
    term = shipped("4.03").term("Diarrhea")
    settled = {key: value for key, value in settled.items() if key in term.facts or key == "interventions"}
    others = {key: False for key, fact in term.facts.items() if fact.kind == "yes_no" and key not in settled}
    others = {key: value for key, value in others.items() if not key.startswith("intervention_")}
    assert grade("Diarrhea", stools_over_baseline=stools, **settled, **others).grade == expected


def test_a_death_counts_only_where_it_is_told(grade: Grade) -> None:
    assert grade("Sepsis", present=True, life_threatening=False, interventions=[]).at_most < 5
    assert grade("Sepsis", death=True).grade == 5


def test_presence_alone_reaches_the_lowest_grade(grade: Grade) -> None:
    result = grade("Fall", present=True)
    assert result.at_least == 1


def test_an_answer_that_fits_no_grade_says_so(grade: Grade) -> None:
    term = shipped("4.03").term("Fatigue")
    answers = {key: False if fact.kind == "yes_no" else fact.levels[0].word for key, fact in term.facts.items()}
    result = grade("Fatigue", **answers)
    assert result.grade == 0
    assert [note.code for note in result.notes] == ["none_fits"]


def test_what_is_printed_for_two_grades_counts_for_the_lower(grade: Grade) -> None:
    assert grade("Generalized muscle weakness", symptoms="mild").at_least == 1


@pytest.mark.parametrize("name", ["fatigue", "FATIGUE", "  Fatigue ", "Sinus tachycardia", "sinus-tachycardia"])
def test_a_term_is_found_by_name_or_code_however_it_is_written(name: str) -> None:
    assert shipped("4.03").term(name).code in ("fatigue", "sinus-tachycardia")


def test_an_unknown_term_names_the_nearest_three() -> None:
    with pytest.raises(InputRefused) as refused:
        shipped("4.03").term("Neutrofil count decreased")
    assert refused.value.field == "term"
    assert refused.value.allowed.partition("such as ")[2].count(",") == 2
    assert "Neutrophil count decreased" in refused.value.allowed


def test_grading_needs_a_term() -> None:
    with pytest.raises(InputRefused, match="term: nothing is refused"):
        shipped("4.03").grade(CtcaeFacts())


def test_cells_say_every_grade_of_the_term_in_both_languages() -> None:
    cells = shipped("4.03").cells(shipped("4.03").term("Syncope"))
    assert [cell.grade for cell in cells] == [3]
    assert all(text.en and text.zh for cell in cells for text in cell.alternatives)
