"""Keeping answers: what is said to be on disk is; what is not is marked, tried again, and never overtakes another."""

import pytest
from PySide6.QtCore import QTimer

from bedside.errors import InputRefused, StoreFull
from bedside.services import assessments
from bedside.services.desk import Desk
from bedside.services.ward import patient_page
from bedside.views.assess.presenter import AssessPresenter
from bedside.views.assess.screen import AssessScreen
from tests.services.ward import SINCE_NOTHING, WELL, Ward
from tests.views.assess.hands import ENTER, Hands, Waiting, give, kept, review


def test_saved_is_said_only_after_the_commit(
    waiting: tuple[AssessPresenter, Waiting], screen: AssessScreen, desk: Desk, ward: Ward
) -> None:
    _, runner = waiting
    screen.given.answer_given.emit("identity", "match")
    assert screen.state.page.questions[0].value == "match"
    assert screen.state.saved.text == ""
    assert screen.state.saved.acknowledged == 0
    assert kept(desk, ward.subject_id) == {}
    runner.drain()
    assert screen.state.saved.text == "Draft saved 08:00:00"
    assert screen.state.saved.acknowledged == 1
    assert kept(desk, ward.subject_id) == {"identity": "match"}


def test_the_label_counts_what_was_acknowledged(hands: Hands) -> None:
    hands.type(" ", ENTER, "38.6", ENTER)
    label = hands.find("assess.saved")
    assert label.property("acknowledged") == 2
    assert hands.text("assess.saved") == "Draft saved 16:00:00"


def test_answers_are_kept_in_the_order_they_were_given(
    waiting: tuple[AssessPresenter, Waiting], screen: AssessScreen, desk: Desk, ward: Ward
) -> None:
    _, runner = waiting
    for temperature in ("38.1", "38.2", "38.3"):
        screen.given.number_entered.emit("temperature_c", temperature, "celsius", True)
    runner.step()
    assert screen.state.saved.waiting == 2
    runner.drain()
    assert screen.state.saved.waiting == 0
    assert kept(desk, ward.subject_id)["temperature_c"] == 38.3


def test_an_answer_that_takes_a_question_away_takes_its_answer_along(hands: Hands, desk: Desk, ward: Ward) -> None:
    give(hands, {"oxygen_device": "nasal_cannula", "oxygen_flow_l_min": 4.0, "oxygen_reason": "hypoxia"})
    assert kept(desk, ward.subject_id)["oxygen_flow_l_min"] == 4.0
    give(hands, {"oxygen_device": "room_air"})
    assert kept(desk, ward.subject_id) == {"oxygen_device": "room_air"}


class Failing:
    """Makes the store fail, then work again."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
        self._works = assessments.keep_answers
        self._error = error
        self._monkeypatch = monkeypatch

    def break_it(self) -> None:
        def fail(*_: object) -> None:
            raise self._error

        self._monkeypatch.setattr(assessments, "keep_answers", fail)

    def mend_it(self) -> None:
        self._monkeypatch.setattr(assessments, "keep_answers", self._works)


def test_an_answer_that_cannot_be_kept_stays_marked_until_it_is(
    hands: Hands, desk: Desk, ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing = Failing(monkeypatch, StoreFull(folder="here"))
    failing.break_it()
    hands.type(" ")
    assert hands.question("identity").value == "match"
    assert hands.question("identity").unsaved
    assert hands.text("assess.failed").startswith("Not saved: No space is left")
    assert hands.text("assess.unsaved.identity") == "Not saved yet"
    assert hands.text("assess.saved") == ""
    hands.click("assess.retry")
    assert hands.question("identity").unsaved
    failing.mend_it()
    hands.click("assess.retry")
    assert not hands.question("identity").unsaved
    assert hands.text("assess.failed") == ""
    assert kept(desk, ward.subject_id) == {"identity": "match"}


def test_what_was_not_kept_is_tried_again_by_itself(
    hands: Hands, presenter: AssessPresenter, desk: Desk, ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing = Failing(monkeypatch, StoreFull(folder="here"))
    failing.break_it()
    hands.type(" ")
    assert hands.text("assess.failed").endswith("tried again every 5 seconds")
    again = presenter.findChild(QTimer)
    assert isinstance(again, QTimer)
    assert again.isActive()
    failing.mend_it()
    again.timeout.emit()
    assert hands.text("assess.failed") == ""
    assert kept(desk, ward.subject_id) == {"identity": "match"}


def test_an_answer_that_failed_never_comes_after_the_one_that_replaced_it(
    hands: Hands, desk: Desk, ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing = Failing(monkeypatch, StoreFull(folder="here"))
    failing.break_it()
    give(hands, {"heart_rate_bpm": 80.0})
    failing.mend_it()
    give(hands, {"heart_rate_bpm": 90.0})
    assert hands.text("assess.failed") == ""
    hands.screen.retry_requested.emit()
    assert kept(desk, ward.subject_id) == {"heart_rate_bpm": 90.0}


def test_the_board_waits_for_what_is_not_kept_and_may_be_had_without(
    hands: Hands, presenter: AssessPresenter, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[int] = []
    presenter.closed.connect(lambda: left.append(1))
    failing = Failing(monkeypatch, StoreFull(folder="here"))
    failing.break_it()
    hands.type(" ")
    hands.screen.board_requested.emit()
    assert left == []
    assert "Leaving now loses what is marked" in hands.text("assess.failed")
    hands.screen.board_requested.emit()
    assert left == [1]


def test_the_board_comes_once_all_is_kept(waiting: tuple[AssessPresenter, Waiting], desk: Desk, ward: Ward) -> None:
    presenter, runner = waiting
    left: list[int] = []
    presenter.closed.connect(lambda: left.append(1))
    presenter.screen.given.answer_given.emit("identity", "match")
    presenter.screen.board_requested.emit()
    assert left == []
    runner.drain()
    assert left == [1]
    assert kept(desk, ward.subject_id) == {"identity": "match"}


def test_completing_saves_first_what_was_not_saved(
    hands: Hands, desk: Desk, ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing = Failing(monkeypatch, StoreFull(folder="here"))
    give(hands, {**WELL, **SINCE_NOTHING, "temperature_c": None})
    failing.break_it()
    give(hands, {"temperature_c": 36.9})
    failing.mend_it()
    review(hands)
    hands.click("review.complete")
    summary = patient_page(desk, ward.subject_id).assessments[0]
    assert summary.temperature_c == 36.9


def test_what_the_store_refuses_is_taken_back_and_said_at_the_field(
    hands: Hands, desk: Desk, ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.type(" ", ENTER, "38.6", ENTER)
    failing = Failing(monkeypatch, InputRefused("temperature_c", 39.0, "a number"))
    failing.break_it()
    hands.screen.given.number_entered.emit("temperature_c", "39", "celsius", True)
    assert hands.question("temperature_c").value == 38.6
    assert hands.question("temperature_c").error
    failing.mend_it()
    assert kept(desk, ward.subject_id)["temperature_c"] == 38.6
