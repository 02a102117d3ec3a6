"""Only what separates a term's grades is asked, and first what settles them soonest."""

from typing import Any

import pytest
from pydantic import JsonValue

from bedside.grading.ctcae import Dictionary
from bedside.grading.ctcae.terms import Term
from bedside.models.ctcae import CtcaeFacts, Question
from tests.grading.ctcae.conftest import VERSIONS, shipped


def ask(dictionary: Dictionary, term: Term, **findings: Any) -> Question | None:
    return dictionary.next_question(term, CtcaeFacts(term=term.name, findings=findings))


def mildest_answer(question: Question) -> JsonValue:
    if question.kind == "yes_no":
        return question.key == "present"  # called absent, nothing more would be asked
    if question.kind == "several":
        return []
    return question.choices[0].word if question.kind == "scale" else question.lowest


@pytest.mark.parametrize("version", VERSIONS)
def test_answering_what_is_asked_settles_every_clinical_term(version: str) -> None:
    dictionary = shipped(version)
    for term in (each for each in dictionary.terms if not each.by_value):
        findings: dict[str, JsonValue] = {}
        while (question := ask(dictionary, term, **findings)) is not None:
            assert question.key not in findings, (term.code, question.key)
            findings[question.key] = mildest_answer(question)
        assert dictionary.grade(CtcaeFacts(term=term.name, findings=findings)).determined, term.code
        assert len(findings) <= len(dictionary.questions(term)), term.code


def test_presence_is_asked_first() -> None:
    dictionary = shipped("4.03")
    question = ask(dictionary, dictionary.term("Fall"))
    assert question is not None
    assert question.key == "present"


def test_a_settled_grade_asks_nothing() -> None:
    dictionary = shipped("4.03")
    assert ask(dictionary, dictionary.term("Sepsis"), death=True) is None


def test_an_answer_that_settles_part_leaves_out_what_cannot_matter() -> None:
    dictionary = shipped("4.03")
    first = dictionary.grade(CtcaeFacts(term="Diarrhea", findings={"stools_over_baseline": 8}))
    assert first.at_least == 3
    assert "adl" not in first.missing


def test_questions_say_which_grades_they_decide() -> None:
    dictionary = shipped("4.03")
    questions = {each.key: each for each in dictionary.questions(dictionary.term("Diarrhea"))}
    assert questions["stools_over_baseline"].grades == (1, 2, 3)
    assert questions["stools_over_baseline"].kind == "number"
    assert questions["stools_over_baseline"].whole


def test_treatments_are_one_question() -> None:
    dictionary = shipped("4.03")
    keys = [each.key for each in dictionary.questions(dictionary.term("Cholecystitis"))]
    assert keys.count("interventions") == 1
    assert not any(key.startswith("intervention_") for key in keys)


def test_kinds_of_value_are_asked() -> None:
    dictionary = shipped("4.03")
    questions = {each.key: each for each in dictionary.questions(dictionary.term("Hypercalcemia"))}
    assert {choice.word for choice in questions["calcium_kind"].choices} == {"corrected", "ionized"}
    fasting = {each.key: each for each in dictionary.questions(dictionary.term("Hyperglycemia"))}["fasting"]
    assert fasting.kind == "yes_no"


@pytest.mark.parametrize("version", VERSIONS)
def test_every_question_speaks_both_languages(version: str) -> None:
    dictionary = shipped(version)
    for term in dictionary.terms:
        for question in dictionary.questions(term):
            assert question.text.en, (term.code, question.key)
            assert question.text.zh, (term.code, question.key)
            assert all(choice.text.en and choice.text.zh for choice in question.choices), (term.code, question.key)
