"""Answering a term: one question at a time, only those that still matter, each answer changeable, none filled in."""

import pytest
from PySide6.QtCore import Qt

from bedside.views.adverse_event.grade_panel import GradePanel
from bedside.views.adverse_event.question_card import QuestionCard
from bedside.views.adverse_event.state import NONE_OF_THESE, NOT_KNOWN, ChoiceState, QuestionState
from bedside.views.widgets.grade_badge import GradeBadge
from tests.views.adverse_event.hands import ENTER, Hands


def badge(hands: Hands) -> GradeBadge:
    found = hands.find("panel.badge")
    assert isinstance(found, GradeBadge)
    return found


# ---------------------------------------------------------------------------------------------- nothing is filled in


def test_a_term_opens_with_nothing_answered(hands: Hands) -> None:
    hands.open("hypotension")
    term = hands.term
    assert (term.answered, term.died, term.grade.recorded) == ((), False, None)
    assert hands.question.value is None
    assert not hands.question.not_known
    assert hands.line("onset_at").text() == ""
    assert badge(hands).state.numeral == "?"


def test_the_head_says_term_class_version_and_that_the_words_are_a_draft(hands: Hands) -> None:
    hands.open("hypotension")
    assert hands.text("term") == "Hypotension"
    assert hands.text("second") == "低血压 · Vascular disorders"
    assert hands.text("version") == "CTCAE 4.03 · draft wording, not yet approved"


def test_the_title_says_for_whom(hands: Hands) -> None:
    assert hands.text("title") == "Adverse event · Bed 12 · 01-001 · D+1"


# ---------------------------------------------------------------------------------------------- one at a time


def test_the_question_has_the_keyboard_and_a_digit_answers_it(hands: Hands) -> None:
    hands.open("hypotension")
    assert (hands.question.key, hands.at) == ("present", "choice.present.true")
    hands.type("1")
    assert [each.key for each in hands.term.answered] == ["present"]
    assert hands.question.key != "present"
    assert hands.at.startswith(f"choice.{hands.question.key}.")


def test_enter_presses_what_has_the_keyboard_once(hands: Hands) -> None:
    hands.open("hypotension")
    hands.type(ENTER)
    assert [(each.key, each.answer) for each in hands.term.answered] == [("present", "Yes")]


def test_questions_that_no_longer_matter_are_not_asked(hands: Hands) -> None:
    hands.open("hypotension")
    hands.click("choice.present.true", "choice.hospitalisation_indicated.true")
    assert hands.bounds == (3, 4)
    while hands.term.current is not None:
        assert hands.question.key != "symptoms"
        hands.click(f"choice.{hands.question.key}.{'none_of_these' if hands.question.kind == 'several' else 'false'}")
    assert hands.bounds == (3, 3)
    assert hands.text("settled") == "Nothing else is asked."
    assert hands.at == "onset_at"


def test_every_question_of_a_term_can_be_answered_to_a_grade(hands: Hands) -> None:
    hands.open("hypotension")
    hands.click("choice.present.true", "choice.hospitalisation_indicated.false", "choice.interventions.none_of_these")
    assert hands.bounds == (1, 1)
    assert hands.term.panel.missing == ()
    assert hands.text("panel.words") == "grade 1"
    assert hands.text("proposal") == "CTCAE 4.03 grade 1, as the answers say"


def test_not_known_is_offered_and_leaves_the_grade_open(hands: Hands) -> None:
    hands.open("hypotension")
    hands.click("choice.present.true", "choice.hospitalisation_indicated.not_known")
    row = hands.term.answered[-1]
    assert (row.key, row.answer, row.not_known) == ("hospitalisation_indicated", "Not known", True)
    assert hands.question.key != "hospitalisation_indicated"
    while hands.term.current is not None:
        hands.click(f"choice.{hands.question.key}.not_known")
    assert hands.bounds == (1, 4)
    assert hands.text("settled").startswith("Nothing else is asked: what is not known")
    assert len(hands.term.panel.missing) >= 2
    assert hands.term.grade.opened


# ---------------------------------------------------------------------------------------------- several and numbers


def test_a_list_is_put_together_and_told_when_it_is_whole(hands: Hands) -> None:
    hands.open("hypotension")
    hands.type("1", "2")
    assert hands.question.kind == "several"
    hands.type("1")
    assert hands.question.kind == "several"
    hands.type("2")
    hands.click("choice.interventions.urgent")
    hands.type(ENTER)
    assert hands.term.answered[-1].value == ["medical"]


def test_none_of_these_is_an_answer_and_not_known_is_another(hands: Hands) -> None:
    hands.open("hypotension")
    hands.type("1", "2")
    hands.click("choice.interventions.none_of_these")
    row = hands.term.answered[-1]
    assert (row.value, row.answer) == ([], "None of these")
    hands.click("change.interventions", "choice.interventions.not_known")
    row = hands.term.answered[-1]
    assert (row.value, row.not_known) == (None, True)


def test_a_list_that_is_begun_again_is_no_longer_none(hands: Hands) -> None:
    hands.open("hypotension")
    hands.type("1", "2")
    hands.click("choice.interventions.none_of_these", "change.interventions")
    card = hands.find("question.interventions")
    assert isinstance(card, QuestionCard)
    assert card.tiles.checked == (NONE_OF_THESE,)
    hands.click("choice.interventions.medical")
    assert card.tiles.checked == ("medical",)
    hands.click("these")
    assert hands.term.answered[-1].value == ["medical"]
    assert hands.bounds[0] == 2


def test_a_number_is_typed_with_its_unit_and_ends_with_enter(hands: Hands) -> None:
    hands.open("rash maculo")
    assert (hands.question.key, hands.question.unit, hands.at) == ("bsa_percent", "%", "number.bsa_percent")
    hands.type("35", ENTER)
    assert hands.term.answered[0].answer == "35 %"
    assert hands.bounds == (3, 3)
    assert hands.at == "onset_at"


def test_enter_in_a_number_does_not_answer_the_question_that_follows(hands: Hands) -> None:
    hands.open("rash maculo")
    hands.type("5", ENTER)
    assert [row.key for row in hands.term.answered] == ["bsa_percent"]
    assert hands.at.startswith(f"choice.{hands.question.key}.")
    assert hands.question.value is None


@pytest.mark.parametrize("typed", ["0,5", "0.5"])
def test_a_number_may_have_a_comma(hands: Hands, typed: str) -> None:
    hands.open("rash maculo")
    hands.type(typed, ENTER)
    assert hands.term.answered[0].value == 0.5


def test_a_number_that_cannot_be_is_refused_in_one_line(hands: Hands) -> None:
    hands.open("rash maculo")
    hands.type("350", ENTER)
    assert hands.text("question.refusal") == "350 cannot be taken. Allowed: a number from 0 to 100 %"
    assert hands.term.answered == ()
    assert hands.at == "number.bsa_percent"


def test_an_empty_number_is_no_answer_and_not_known_is_one(hands: Hands) -> None:
    hands.open("rash maculo")
    hands.type(ENTER)
    assert not list(hands.term.answered)
    hands.click("choice.bsa_percent.not_known")
    assert [row.not_known for row in hands.term.answered] == [True]


# ---------------------------------------------------------------------------------------------- changing


def test_an_answer_can_be_changed_and_keeps_its_place(hands: Hands) -> None:
    hands.open("hypotension")
    hands.click("choice.present.true", "choice.hospitalisation_indicated.true", "change.present")
    assert (hands.question.key, hands.question.value, hands.term.editing) == ("present", True, True)
    card = hands.find("question.present")
    assert isinstance(card, QuestionCard)
    assert card.tiles.checked == ("true",)
    hands.click("choice.present.false")
    assert next((each.key, each.answer) for each in hands.term.answered) == ("present", "No")


def test_a_changed_number_shows_what_was_typed(hands: Hands) -> None:
    hands.open("rash maculo")
    hands.type("35", ENTER)
    hands.click("change.bsa_percent")
    assert hands.line("number.bsa_percent").text() == "35"
    hands.line("number.bsa_percent").selectAll()
    hands.type("12", ENTER)
    assert hands.term.answered[0].value == 12
    assert hands.bounds[0] == 2


def test_tab_goes_from_the_answers_over_the_question_to_what_is_recorded(hands: Hands) -> None:
    hands.open("hypotension")
    hands.type("1")
    hands.tab_to("change.present")
    hands.key(Qt.Key.Key_Tab)
    assert hands.at.startswith("choice.hospitalisation_indicated.")
    hands.key(Qt.Key.Key_Tab)
    assert hands.at == "died"
    hands.key(Qt.Key.Key_Tab)
    assert hands.at == "onset_at"
    hands.tab_to("note")
    hands.key(Qt.Key.Key_Tab)
    assert hands.at == "save"


# ---------------------------------------------------------------------------------------------- the panel


def test_the_panel_names_what_decided_and_what_is_missing(hands: Hands) -> None:
    hands.open("hypotension")
    hands.type("1")
    assert hands.bounds == (1, 4)
    assert hands.text("panel.words") == "at least grade 1"
    assert "– Is life in immediate danger from it?" in hands.text("panel.missing")
    assert hands.text("panel.decided")


def test_only_the_grades_that_the_term_has_are_shown_and_the_reached_one_is_marked(hands: Hands) -> None:
    hands.open("nausea")
    assert [cell.grade for cell in hands.term.panel.cells] == [1, 2, 3]
    assert not any(cell.reached for cell in hands.term.panel.cells)
    while hands.term.current is not None:
        hands.type("1")
        if hands.has("these"):
            hands.click("these")
    reached = [cell.grade for cell in hands.term.panel.cells if cell.reached]
    assert reached == [hands.bounds[0]]


def test_without_the_official_file_one_line_says_so(hands: Hands) -> None:
    hands.open("nausea")
    assert hands.text("panel.official") == "NCI's official wording is not imported on this computer."


def test_a_panel_of_fewer_grades_hides_the_rest(hands: Hands) -> None:
    hands.open("hypotension")
    panel = hands.find("panel")
    assert isinstance(panel, GradePanel)
    many = hands.term.panel
    hands.click("back")
    hands.open("nausea")
    panel = hands.find("panel")
    assert isinstance(panel, GradePanel)
    few = hands.term.panel
    panel.show_panel(many)
    assert hands.has("cell.5")
    panel.show_panel(few)
    assert not hands.has("cell.5")


# ---------------------------------------------------------------------------------------------- the card alone


def test_a_scale_answers_with_its_word(hands: Hands) -> None:
    hands.open("nausea")
    while hands.question.kind != "scale":
        hands.click(f"choice.{hands.question.key}.not_known")
    second = hands.question.choices[1]
    hands.type("2")
    assert (hands.term.answered[-1].value, hands.term.answered[-1].answer) == (second.word, second.text)


def test_a_card_shows_a_kept_answer_of_each_kind(hands: Hands) -> None:
    choices = (ChoiceState("a", "A"), ChoiceState("b", "B"))
    shown = {
        QuestionState("k", "scale", "K", choices, value="b"): ("b",),
        QuestionState("k", "yes_no", "K", (ChoiceState("true", "Y"), ChoiceState("false", "N")), value=False): (
            "false",
        ),
        QuestionState("k", "scale", "K", choices, not_known=True): (NOT_KNOWN,),
    }
    for question, checked in shown.items():
        card = QuestionCard(question, hands.window)
        assert card.tiles.checked == checked
        assert card.text == ""
        card.deleteLater()
