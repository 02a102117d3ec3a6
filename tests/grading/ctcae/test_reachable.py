"""Each criterion alone reaches its own grade, and nothing a nurse can answer lowers one; over every clinical term."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from bedside.grading.ctcae.atoms import Atom, MeasureAtom, WordAtom
from bedside.grading.ctcae.terms import Alternative, Term
from bedside.grading.ctcae.told import OF_THE_PATIENT
from bedside.models.ctcae import CtcaeFacts, Question
from tests.grading.ctcae.answered import bounds, refuses
from tests.grading.ctcae.conftest import VERSIONS, shipped

ALL = {version: [term for term in shipped(version).terms if not term.by_value] for version in VERSIONS}

PRINTED_TWICE = {("5.0", "hypertension", 1)}
"""An adolescent's diastolic pressure of 80 stands in grades 1 and 2; the higher one holds."""
OTHER_DEATHS = {("4.03", "fetal-death"), ("5.0", "death-neonatal")}
"""A child was lost, which is grade 5 of one term and grade 4 of the other."""


def told_by(alternative: Alternative, term: Term) -> dict[str, Any]:
    """The least that a person would answer so that it holds."""
    told: dict[str, Any] = {}
    for atom in alternative.atoms:
        fact = term.facts[atom.fact]
        if isinstance(atom, MeasureAtom):
            told[fact.key] = _number(atom)
        elif fact.key.startswith("intervention_"):
            told.setdefault("interventions", []).append(fact.key.removeprefix("intervention_"))
        elif isinstance(atom, WordAtom) and fact.kind == "scale":
            told[fact.key] = fact.levels[atom.word.level].word
        else:
            told[fact.key] = True
    return told


def _number(atom: MeasureAtom) -> float:
    """The limit, or what lies next to it on the side that counts."""
    step = 1.0 if atom.measure.whole else 0.01
    beside = {">=": 0.0, "<=": 0.0, ">": step, "<": -step}[atom.sign]
    return round(atom.limit + beside, 6)


def grades_alone(version: str) -> Iterator[tuple[str, int, int]]:
    """Term, the grade of a criterion, and the grade that it gives alone."""
    for term in ALL[version]:
        for alternative in term.alternatives:
            yield term.code, alternative.grade, bounds(term.code, told_by(alternative, term), version)[0]


@pytest.mark.parametrize("version", VERSIONS)
def test_each_criterion_reaches_its_grade_and_no_higher_one(version: str) -> None:
    found = {(code, grade) for code, grade, alone in grades_alone(version) if alone != grade}
    assert found == {(code, grade) for known, code, grade in PRINTED_TWICE if known == version}


@pytest.mark.parametrize("version", VERSIONS)
def test_a_death_is_grade_five_wherever_there_is_one_and_asked_nowhere_else(version: str) -> None:
    for term in (each for each in ALL[version] if (version, each.code) not in OTHER_DEATHS):
        assert ("death" in term.facts) == (5 in term.grades), term.code
        if 5 in term.grades:
            assert bounds(term.code, {"death": True}, version) == (5, 5), term.code
            assert bounds(term.code, {"death": False}, version) == bounds(term.code, {}, version), term.code


def answers_to(question: Question) -> SearchStrategy[Any]:
    """Any answer that the question takes."""
    if question.kind == "yes_no":
        return st.booleans()
    if question.kind == "several":
        words = [choice.word for choice in question.choices]
        return st.lists(st.sampled_from(words), unique=True)
    if question.kind == "scale":
        return st.sampled_from([choice.word for choice in question.choices])
    whole = st.integers(int(question.lowest), int(question.highest)).map(float)
    return whole if question.whole else whole | st.floats(question.lowest, question.highest)


@composite
def events(draw: DrawFn) -> tuple[str, Term, dict[str, Any]]:
    """A version, any term of it, and answers to some of its questions."""
    version = draw(st.sampled_from(VERSIONS))
    term = draw(st.sampled_from(ALL[version]))
    questions = shipped(version).questions(term)
    asked = draw(st.lists(st.sampled_from(questions), unique_by=lambda each: each.key))
    return version, term, {question.key: draw(answers_to(question)) for question in asked}


@given(events(), st.data())
def test_one_more_answer_only_narrows(event: tuple[str, Term, dict[str, Any]], data: st.DataObject) -> None:
    version, term, told = event
    low, high = bounds(term.code, told, version)
    left = [question for question in shipped(version).questions(term) if question.key not in told]
    for question in left[:1]:
        if "present" in (question.key, *told):
            return  # what is called absent and then found is told of below
        answer = data.draw(answers_to(question))
        lower, higher = bounds(term.code, {**told, question.key: answer}, version)
        if question.key == "death":  # nobody asks of each event whether the patient died, so a death may still raise it
            assert low <= lower
        else:
            assert low <= lower <= higher <= high


@pytest.mark.parametrize("version", VERSIONS)
def test_what_is_called_absent_has_no_grade_and_no_further_question(version: str) -> None:
    dictionary = shipped(version)
    for term in ALL[version]:
        facts = CtcaeFacts(term=term.code, findings={"present": False})
        assert bounds(term.code, {"present": False}, version) == (0, 0), term.code
        assert dictionary.next_question(term, facts) is None, term.code


@pytest.mark.parametrize("version", VERSIONS)
def test_what_was_found_outweighs_that_it_was_called_absent(version: str) -> None:
    for term in ALL[version]:
        for alternative in term.alternatives:
            told = told_by(alternative, term)
            found = {atom.fact for atom in alternative.atoms if isinstance(atom, WordAtom)} - {"present"}
            if any(not fact.startswith(OF_THE_PATIENT) for fact in found):
                absent = bounds(term.code, {**told, "present": False}, version)
                assert absent == bounds(term.code, {**told, "present": True}, version), (term.code, told)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"symptomatic": False, "symptoms": "severe"}, "findings.symptoms"),
        ({"symptomatic": True, "symptoms": "none"}, "findings.symptoms"),
        ({"hospitalisation_indicated": True, "symptomatic": True, "symptoms": "none"}, "findings.symptoms"),
    ],
)
def test_one_fact_told_twice_and_differently_is_refused(told: dict[str, Any], field: str) -> None:
    assert refuses("Delirium", told) == field


def test_one_fact_told_twice_alike_is_taken() -> None:
    assert bounds("Encephalopathy", {"symptomatic": True, "symptoms": "severe"}) == (3, 4)
    assert bounds("Hemorrhoids", {"symptomatic": False, "symptoms": "none"})[0] == 0
    assert refuses("Heart failure", {"intervention_indicated": True, "interventions": []}) == "interventions"
    assert refuses("Heart failure", {"intervention_indicated": False, "interventions": ["any"]}) == "interventions"


@given(events())
def test_what_could_be_asked_is_what_is_missing(event: tuple[str, Term, dict[str, Any]]) -> None:
    version, term, told = event
    dictionary = shipped(version)
    facts = CtcaeFacts(term=term.code, findings=told)
    result = dictionary.grade(facts)
    question = dictionary.next_question(term, facts)
    assert (question is None) == result.determined
    assert result.determined == (result.at_least == result.at_most) == (not result.missing)
    assert question is None or question.key not in told
    assert {result.at_least, result.at_most} <= {0, *term.grades}


@given(events())
def test_what_decided_it_are_atoms_of_that_grade(event: tuple[str, Term, dict[str, Any]]) -> None:
    version, term, told = event
    result = shipped(version).grade(CtcaeFacts(term=term.code, findings=told))
    assert all(found.grade == result.at_least for found in result.decided_by)
    assert bool(result.decided_by) == (result.at_least > 0)
    keys = {atom.fact for each in term.alternatives if each.grade == result.at_least for atom in facts_in(each)}
    assert {found.finding for found in result.decided_by} <= keys


def facts_in(alternative: Alternative) -> tuple[Atom, ...]:
    """Its atoms, those that are only shown too."""
    return alternative.atoms + alternative.shown
