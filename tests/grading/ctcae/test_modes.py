"""Kinds of value are asked and stated in words of both languages, and no other kind is known."""

import pytest

from bedside.grading.ctcae.atoms import AtomError, compile_words
from bedside.grading.ctcae.modes import MODES
from tests.grading.ctcae.conftest import VERSIONS, shipped
from tests.grading.ctcae.samples import graded


def test_every_kind_that_a_term_tells_apart_can_be_asked_and_stated() -> None:
    used = {
        (name, word)
        for version in VERSIONS
        for term in shipped(version).terms
        for name, words in term.modes.items()
        for word in words
    }
    assert used == {(name, word) for name, mode in MODES.items() for word in mode.statements}


@pytest.mark.parametrize("name", MODES)
def test_a_kind_is_said_in_both_languages(name: str) -> None:
    mode = MODES[name]
    for said in (mode.question, *mode.statements.values()):
        assert said.en
        assert said.zh
        assert said.en != said.zh


def test_a_question_offers_the_statements_as_answers() -> None:
    dictionary = shipped("4.03")
    asked = {question.key: question for question in dictionary.questions(dictionary.term("Proteinuria"))}
    assert asked["patient"].text.zh == "患者是成人还是儿童？"
    assert [(choice.word, choice.text.zh) for choice in asked["patient"].choices] == [
        ("adult", "成人"),
        ("child", "儿童"),
    ]


def test_what_decided_names_the_kind() -> None:
    result = graded("Hyperglycemia", 10, "mmol/L", uln=5.6, fasting=True)
    assert result.decided_by[0].value.en == "fasting"


@pytest.mark.parametrize("text", ["mode mood is good", "mode fasting is maybe"])
def test_another_kind_is_refused(text: str) -> None:
    with pytest.raises(AtomError, match="is no word, phrase or comparison"):
        compile_words(text, shipped("4.03").vocabulary)
