"""Choosing one, several or none, and right or wrong with a reason: filling never answers, only a person does."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from bedside.views.widgets.choice import OneOf, RightOrWrong, SeveralOf
from bedside.views.widgets.tiles import Tile

DRUGS = (("nor", "Norepinephrine"), ("epi", "Epinephrine"), ("vaso", "Vasopressin"))


@pytest.fixture
def one(qtbot: QtBot) -> OneOf:
    """Oral, axillary, tympanic."""
    made = OneOf("one", "Where", (("oral", "Mouth"), ("axillary", "Armpit"), ("tympanic", "Ear")))
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def several(qtbot: QtBot) -> SeveralOf:
    """No, or which of three drugs."""
    made = SeveralOf("several", "Vasopressor", "No", "Yes, which?", DRUGS)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def verdict(qtbot: QtBot) -> RightOrWrong:
    """Correct, wrong, or one of two reasons."""
    reasons = (("asleep", "Asleep"), ("refused", "Refused"))
    made = RightOrWrong("verdict", "Year", (("correct", "Correct"), ("wrong", "Wrong")), "Cannot be judged", reasons)
    qtbot.addWidget(made)
    made.show()
    return made


def _press(widget: QWidget, name: str) -> None:
    tile = widget.findChild(Tile, name)
    assert tile is not None
    assert tile.isVisible()
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton)


def test_one_of_many_tells_the_code_and_takes_it_back(one: OneOf, qtbot: QtBot) -> None:
    with qtbot.waitSignal(one.answered) as told:
        _press(one, "one.axillary")
    assert told.args == ["axillary"]
    one.show_code("axillary")
    assert one.shown == "axillary"
    with qtbot.waitSignal(one.answered) as told:
        _press(one, "one.axillary")
    assert told.args == [None]
    one.show_code("")
    assert one.shown == ""


@pytest.mark.parametrize("key", [Qt.Key.Key_Backspace, Qt.Key.Key_Delete])
def test_backspace_and_delete_take_the_answer_back(one: OneOf, qtbot: QtBot, key: Qt.Key) -> None:
    one.show_code("oral")
    one.take_focus()
    with qtbot.waitSignal(one.answered) as told:
        QTest.keyClick(one.window().focusWidget(), key)
    assert told.args == [None]


def test_a_digit_never_takes_an_answer_back(one: OneOf, qtbot: QtBot) -> None:
    one.show_code("oral")
    with qtbot.waitSignal(one.answered) as told:
        assert one.press_digit("1")
    assert told.args == ["oral"]
    assert not one.press_digit("9")


def test_filling_answers_nothing(one: OneOf, several: SeveralOf, verdict: RightOrWrong, qtbot: QtBot) -> None:
    with (
        qtbot.assertNotEmitted(one.answered),
        qtbot.assertNotEmitted(several.answered),
        qtbot.assertNotEmitted(verdict.answered),
    ):
        one.show_code("oral")
        several.show_codes(("nor",))
        several.show_codes(())
        several.show_codes(None)
        verdict.show_code("asleep")
        verdict.show_code("correct")
        verdict.show_code("")


def test_none_is_an_answer_and_unanswered_is_not(several: SeveralOf, qtbot: QtBot) -> None:
    assert several.shown != ()
    with qtbot.waitSignal(several.answered) as told:
        _press(several, "several.none")
    assert told.args == [[]]
    several.show_codes(())
    assert several.shown == ()
    with qtbot.waitSignal(several.answered) as told:
        _press(several, "several.none")
    assert told.args == [None]


def test_several_are_chosen_one_by_one_in_the_order_of_the_list(several: SeveralOf, qtbot: QtBot) -> None:
    with qtbot.waitSignals([several.answered, several.opened]):
        _press(several, "several.some")
    with qtbot.waitSignal(several.answered) as told:
        _press(several, "several.which.vaso")
    assert told.args == [["vaso"]]
    several.show_codes(("vaso",))
    with qtbot.waitSignal(several.answered) as told:
        assert several.press_digit("1")
    assert told.args == [["nor", "vaso"]]
    several.show_codes(("nor", "vaso"))
    assert several.shown == ("nor", "vaso")
    with qtbot.waitSignal(several.answered) as told:
        _press(several, "several.which.nor")
    assert told.args == [["vaso"]]


def test_the_last_one_taken_out_leaves_no_answer(several: SeveralOf, qtbot: QtBot) -> None:
    several.show_codes(("epi",))
    with qtbot.waitSignal(several.answered) as told:
        _press(several, "several.which.epi")
    assert told.args == [None]


def test_opening_the_list_is_no_answer_and_takes_back_none(several: SeveralOf, qtbot: QtBot) -> None:
    several.show_codes(())
    with qtbot.waitSignal(several.answered) as told:
        _press(several, "several.some")
    assert told.args == [None]
    several.show_codes(None)
    tile = several.findChild(Tile, "several.which.nor")
    assert tile is not None
    assert tile.isVisible()


def test_an_opened_and_unused_list_closes_when_the_page_is_left(several: SeveralOf) -> None:
    _press(several, "several.some")
    several.close_list()
    several.show_codes(None)
    tile = several.findChild(Tile, "several.which.nor")
    assert tile is not None
    assert not tile.isVisible()
    several.show_codes(("nor",))
    several.close_list()
    assert tile.isVisible()


def test_pressing_the_opener_again_closes_the_list(several: SeveralOf, qtbot: QtBot) -> None:
    several.show_codes(("nor",))
    with qtbot.waitSignal(several.answered) as told:
        _press(several, "several.some")
    assert told.args == [None]


def test_the_keyboard_enters_where_the_answer_is(several: SeveralOf) -> None:
    several.take_focus()
    assert several.window().focusWidget().objectName() == "several.none"
    several.show_codes(("epi",))
    several.take_focus()
    assert several.window().focusWidget().objectName() == "several.which.epi"


@pytest.mark.parametrize("code", ["correct", "wrong"])
def test_a_verdict_is_told_at_once(verdict: RightOrWrong, qtbot: QtBot, code: str) -> None:
    with qtbot.waitSignal(verdict.answered) as told:
        _press(verdict, f"verdict.{code}")
    assert told.args == [code]
    verdict.show_code(code)
    assert verdict.shown == code


def test_not_assessable_needs_its_reason(verdict: RightOrWrong, qtbot: QtBot) -> None:
    verdict.show_code("correct")
    with qtbot.waitSignal(verdict.answered) as told:
        _press(verdict, "verdict.not_assessable")
    assert told.args == [None]
    verdict.show_code("")
    assert verdict.shown == ""
    with qtbot.waitSignal(verdict.answered) as told:
        _press(verdict, "verdict.which.refused")
    assert told.args == ["refused"]
    verdict.show_code("refused")
    assert verdict.shown == "refused"
    with qtbot.waitSignal(verdict.answered) as told:
        _press(verdict, "verdict.which.refused")
    assert told.args == [None]


def test_reasons_that_were_only_opened_close_when_the_page_is_left(verdict: RightOrWrong) -> None:
    _press(verdict, "verdict.not_assessable")
    verdict.close_list()
    verdict.show_code("")
    reason = verdict.findChild(Tile, "verdict.which.asleep")
    assert reason is not None
    assert not reason.isVisible()
