"""Recording: refusals at their fields, another grade only with a reason, and 'saved' only after the commit."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from bedside.errors import InputRefused, StoreFull
from bedside.services.adverse_events import AdverseEventRow, adverse_events
from bedside.services.desk import Desk
from bedside.views.adverse_event import presenter as presenting
from bedside.views.adverse_event.presenter import AdverseEventPresenter
from tests.services.ward import Ward
from tests.views.adverse_event.hands import ENTER, Hands
from tests.views.patient.test_treatment import SlowRunner

MILD = ("choice.present.true", "choice.hospitalisation_indicated.false", "choice.interventions.none_of_these")
"""Hypotension of grade 1."""


def mild(hands: Hands) -> None:
    """Answer hypotension to grade 1."""
    hands.open("hypotension")
    hands.click(*MILD)


def now(hands: Hands) -> None:
    """It began now."""
    hands.click("onset_at.day.now")


def recorded(desk: Desk, ward: Ward) -> tuple[AdverseEventRow, ...]:
    """What is on disk."""
    return adverse_events(desk, ward.subject_id)


def test_an_event_as_proposed_is_recorded(hands: Hands, qtbot: QtBot, desk: Desk, ward: Ward) -> None:
    mild(hands)
    now(hands)
    with qtbot.waitSignal(hands.presenter.saved) as told:
        hands.click("save")
    assert told.args == [ward.subject_id, "Recorded: Hypotension, CTCAE 4.03 grade 1"]
    (row,) = recorded(desk, ward)
    assert (row.term, row.grade, row.overridden, row.author) == ("hypotension", 1, False, "Nurse A")
    assert row.onset_at == desk.clock.now().replace(second=0, microsecond=0)


def test_the_whole_way_by_keyboard(hands: Hands, desk: Desk, ward: Ward) -> None:
    hands.type("hypotenson", ENTER, "1", "2")
    hands.tab_to("choice.interventions.medical")
    hands.type("3")
    assert hands.at == "onset_at"
    hands.type("0730")
    hands.tab_to("note")
    hands.type("after the bath")
    hands.tab_to("save")
    hands.type(ENTER)
    (row,) = recorded(desk, ward)
    assert (row.term, row.grade, row.note) == ("hypotension", 1, "after the bath")
    assert (row.onset_at.hour, row.onset_at.minute) == (7, 30)


def test_control_s_saves(hands: Hands, desk: Desk, ward: Ward) -> None:
    mild(hands)
    now(hands)
    QTest.keyClick(hands.focus, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert len(recorded(desk, ward)) == 1


# ---------------------------------------------------------------------------------------------- refusals


def test_without_an_onset_nothing_is_recorded_and_the_field_says_why(hands: Hands, desk: Desk, ward: Ward) -> None:
    mild(hands)
    hands.click("save")
    assert hands.text("onset_at.refusal") == "Needed: a time such as 10:30"
    assert hands.at == "onset_at"
    assert recorded(desk, ward) == ()
    now(hands)
    hands.click("save")
    assert len(recorded(desk, ward)) == 1


def test_an_open_grade_is_refused_until_one_is_chosen_with_a_reason(hands: Hands, desk: Desk, ward: Ward) -> None:
    hands.open("hypotension")
    hands.click("choice.present.true", "choice.hospitalisation_indicated.not_known")
    assert hands.term.grade.offered == (1, 2, 3, 4)
    now(hands)
    hands.click("save")
    assert hands.text("grade.refusal") == "Needed: answer more questions, or choose a grade and say why"
    hands.click("grade.2", "save")
    assert recorded(desk, ward) == ()
    assert hands.at == "reason"
    hands.type("no doctor was near")
    hands.click("save")
    (row,) = recorded(desk, ward)
    assert (row.grade, row.at_least, row.at_most, row.override_reason) == (2, 1, 4, "no doctor was near")


def test_an_open_range_offers_only_the_grades_within_it(hands: Hands) -> None:
    hands.open("hypotension")
    hands.click("choice.present.true", "choice.hospitalisation_indicated.true")
    assert hands.bounds == (3, 4)
    assert hands.term.grade.offered == (3, 4)
    assert "grade 3 to 4 open" in hands.text("proposal")


def test_a_number_being_typed_is_taken_before_saving(hands: Hands, desk: Desk, ward: Ward) -> None:
    hands.open("rash maculo")
    hands.type("35")
    now(hands)
    assert hands.bounds == (3, 3)
    hands.click("save")
    assert recorded(desk, ward)[0].grade == 3


def test_a_number_being_typed_is_taken_when_keys_save(hands: Hands, desk: Desk, ward: Ward) -> None:
    hands.open("rash maculo")
    now(hands)
    hands.find("number.bsa_percent").setFocus()
    hands.type("35")
    QTest.keyClick(hands.focus, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert [row.grade for row in recorded(desk, ward)] == [3]


def test_a_wrong_number_keeps_the_event_from_being_recorded(hands: Hands, desk: Desk, ward: Ward) -> None:
    hands.open("rash maculo")
    now(hands)
    hands.line("number.bsa_percent").setFocus()
    hands.type("400")
    hands.click("save")
    assert hands.text("question.refusal")
    assert recorded(desk, ward) == ()


def test_another_event_needs_a_word_of_what_it_was(hands: Hands, desk: Desk, ward: Ward) -> None:
    hands.open("eye disorders - other")
    assert hands.term.specify
    while hands.term.current is not None:
        hands.type("1")
        if hands.has("these"):
            hands.click("these")
    if hands.term.grade.recorded is None:
        hands.click("grade.1")
        hands.line("reason").setText("seen")
    now(hands)
    hands.click("save")
    assert hands.text("note.refusal") == "Needed: what the event was, in a few words"
    assert hands.at == "note"
    hands.type("a stye")
    hands.click("save")
    assert [row.note for row in recorded(desk, ward)] == ["a stye"]


def test_an_onset_before_the_baseline_window_is_refused_by_the_service_at_its_field(
    hands: Hands, desk: Desk, ward: Ward
) -> None:
    mild(hands)
    hands.click("onset_at.another_day")
    hands.type((desk.clock.now() - timedelta(days=200)).strftime("%Y-%m-%d"))
    hands.line("onset_at").setFocus()
    hands.type("1000")
    hands.click("save")
    assert hands.text("onset_at.refusal")
    assert recorded(desk, ward) == ()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (StoreFull(folder="store"), "No space is left on this computer; free some and try again. Nothing was lost"),
        (InputRefused("facts", "x", "y"), "facts: x cannot be taken. Allowed: y"),
    ],
)
def test_what_belongs_to_no_field_is_said_beside_the_button(
    hands: Hands, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    def fail(*_given: object, **_more: object) -> None:
        raise error

    monkeypatch.setattr(presenting, "record_adverse_event", fail)
    mild(hands)
    now(hands)
    hands.click("save")
    assert hands.text("refusal") == said
    assert hands.find("save").isEnabled()


# ---------------------------------------------------------------------------------------------- another grade


def test_another_grade_opens_only_the_grades_that_the_term_has_and_needs_a_reason(
    hands: Hands, desk: Desk, ward: Ward
) -> None:
    mild(hands)
    assert not hands.has("grade.1")
    assert not hands.has("reason")
    hands.click("choose_grade")
    assert hands.term.grade.offered == (1, 2, 3, 4)
    assert hands.at == "grade.1"
    hands.type("3")
    assert hands.at == "reason"
    now(hands)
    hands.click("save")
    assert hands.text("reason.refusal") == "Needed: a reason, because the answers say otherwise"
    hands.line("reason").setText("worse than it reads")
    hands.click("save")
    (row,) = recorded(desk, ward)
    assert (row.grade, row.at_least, row.overridden) == (3, 1, True)


def test_going_back_to_the_proposed_grade_needs_no_reason(hands: Hands, desk: Desk, ward: Ward) -> None:
    mild(hands)
    hands.click("choose_grade", "grade.3", "grade.1")
    assert not hands.has("reason")
    hands.click("grade.3", "grade.3")
    assert hands.term.grade.chosen is None
    now(hands)
    hands.click("save")
    assert not recorded(desk, ward)[0].overridden


def test_a_changed_answer_takes_a_chosen_grade_back(hands: Hands) -> None:
    mild(hands)
    hands.click("choose_grade", "grade.3", "change.hospitalisation_indicated")
    hands.click("choice.hospitalisation_indicated.not_known")
    assert hands.term.grade.chosen is None


# ---------------------------------------------------------------------------------------------- death


def test_a_death_is_never_assumed_and_stated_by_itself(hands: Hands, desk: Desk, ward: Ward) -> None:
    mild(hands)
    assert not hands.term.died
    hands.click("died")
    assert hands.text("died.said") == "This is grade 5. Press it again to take it back."
    assert hands.bounds == (5, 5)
    assert hands.term.grade.offered == ()
    now(hands)
    hands.click("save")
    assert recorded(desk, ward)[0].grade == 5


def test_a_death_can_be_taken_back(hands: Hands) -> None:
    mild(hands)
    hands.click("died", "died")
    assert not hands.term.died
    assert hands.bounds == (1, 1)


def test_a_term_without_grade_five_has_no_such_statement(hands: Hands) -> None:
    hands.open("nausea")
    assert not hands.term.mortal
    assert not hands.has("died")


# ---------------------------------------------------------------------------------------------- only after the commit


def test_saved_is_said_only_after_the_commit(hands: Hands, qtbot: QtBot) -> None:
    mild(hands)
    now(hands)
    slow = SlowRunner()
    hands.presenter._runner = slow
    with qtbot.assertNotEmitted(hands.presenter.saved):
        hands.click("save")
        assert not hands.find("save").isEnabled()
        hands.presenter.screen.save_requested.emit()
    assert len(slow.go_on) == 1
    with qtbot.waitSignal(hands.presenter.saved):
        slow.go_on.pop()()


# ---------------------------------------------------------------------------------------------- leaving


def test_leaving_with_answers_asks_first(hands: Hands, qtbot: QtBot) -> None:
    mild(hands)
    with qtbot.assertNotEmitted(hands.presenter.closed):
        hands.click("back")
    assert hands.text("leave_question") == "Nothing of this event is saved yet. Leave all the same?"
    assert hands.at == "stay"
    hands.click("stay")
    assert not hands.has("leave")
    assert hands.bounds == (1, 1)
    hands.click("back", "leave")
    assert hands.presenter.state.term is None
    assert hands.at == "search"


def test_escape_asks_and_escape_stays(hands: Hands) -> None:
    mild(hands)
    hands.key(Qt.Key.Key_Escape)
    assert hands.presenter.state.leaving
    hands.key(Qt.Key.Key_Escape)
    assert not hands.presenter.state.leaving


@pytest.mark.parametrize("field", ["note", "onset_at"])
def test_what_was_only_typed_is_asked_about_too(hands: Hands, field: str) -> None:
    hands.open("hypotension")
    assert not hands.presenter.unsaved
    hands.find(field).setFocus()
    hands.type("12")
    assert hands.presenter.unsaved


def test_without_answers_the_way_back_is_free(hands: Hands, qtbot: QtBot, ward: Ward) -> None:
    hands.open("hypotension")
    hands.key(Qt.Key.Key_Escape)
    assert (hands.presenter.state.term, hands.at) == (None, "search")
    with qtbot.waitSignal(hands.presenter.closed) as left:
        hands.key(Qt.Key.Key_Escape)
    assert left.args == [ward.subject_id]


def test_another_term_starts_with_no_answers(hands: Hands) -> None:
    mild(hands)
    hands.click("back", "leave")
    hands.type("nausea", ENTER)
    assert (hands.term.code, hands.term.answered) == ("nausea", ())
    assert hands.line("onset_at").text() == ""


def test_nothing_happens_without_a_term(presenter: AdverseEventPresenter, desk: Desk, ward: Ward) -> None:
    screen = presenter.screen
    screen.answered.emit("present", True)
    screen.typed.emit("bsa_percent", "3")
    screen.change_asked.emit("present")
    screen.death_stated.emit(True)
    screen.grade_opened.emit()
    screen.grade_chosen.emit(3)
    screen.value_typed.emit("value", "3")
    screen.analyte_chosen.emit("platelets")
    screen.unit_chosen.emit("g/L")
    screen.save_requested.emit()
    assert presenter.state.term is None
    assert recorded(desk, ward) == ()
