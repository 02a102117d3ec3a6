"""Fields for figures, times and notes: told when finished, selected on entry, never filled by accident."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from bedside.views.theme import LIGHT, apply_theme
from bedside.views.widgets.keypad import Keypad
from bedside.views.widgets.note_field import NoteField
from bedside.views.widgets.number_field import NumberField, reads_figures
from bedside.views.widgets.tiles import Tile
from bedside.views.widgets.time_field import TimeField

UNITS = (("celsius", "°C"), ("fahrenheit", "°F"))


class Form(QWidget):
    """A number, a temperature, a time, a note and a keypad, as on a page."""

    def __init__(self) -> None:
        super().__init__()
        self.rate = NumberField("rate", "Heart rate", "/min")
        self.temperature = NumberField("temperature", "Temperature", "°C", UNITS)
        self.time = TimeField("time", "Time")
        self.note = NoteField("note", "Note")
        self.keypad = Keypad("keypad")
        column = QVBoxLayout(self)
        for part in (self.rate, self.temperature, self.time, self.note, self.keypad):
            column.addWidget(part)


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    """A shown form."""
    made = Form()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def _press(form: Form, name: str) -> None:
    button = form.findChild(QPushButton, name) or form.findChild(Tile, name)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


# ---------------------------------------------------------------------- numbers


def test_a_number_is_told_when_it_is_finished(form: Form, qtbot: QtBot) -> None:
    form.rate.take_focus()
    with qtbot.assertNotEmitted(form.rate.entered):
        QTest.keyClicks(form.rate.edit, "82")
    with qtbot.waitSignal(form.rate.entered) as told:
        QTest.keyClick(form.rate.edit, Qt.Key.Key_Return)
    assert told.args == ["82", ""]
    with qtbot.assertNotEmitted(form.rate.entered):
        QTest.keyClick(form.rate.edit, Qt.Key.Key_Return)


def test_leaving_the_field_finishes_it(form: Form, qtbot: QtBot) -> None:
    form.rate.take_focus()
    QTest.keyClicks(form.rate.edit, "82")
    with qtbot.waitSignal(form.rate.entered):
        form.note.setFocus()


def test_filling_emits_nothing_and_leaves_typing_alone(form: Form, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(form.rate.entered):
        form.rate.show_text("80")
    assert form.rate.text == "80"
    form.rate.take_focus()
    QTest.keyClicks(form.rate.edit, "9")
    form.rate.show_text("70")
    assert form.rate.text == "9"


def test_typing_replaces_what_was_there(form: Form) -> None:
    form.rate.show_text("80")
    form.rate.take_focus()
    QTest.keyClicks(form.rate.edit, "120")
    assert form.rate.text == "120"


def test_a_press_into_the_field_selects_but_never_what_is_typed_meanwhile(form: Form) -> None:
    form.rate.show_text("80")
    QTest.mouseClick(form.rate.edit, Qt.MouseButton.LeftButton)
    QTest.keyClicks(form.rate.edit, "1")
    QApplication.processEvents()
    QTest.keyClicks(form.rate.edit, "2")
    assert "12" in form.rate.text
    form.note.setFocus()
    QTest.mouseClick(form.rate.edit, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert form.rate.edit.selectedText() == form.rate.text


def test_the_wheel_changes_nothing(form: Form) -> None:
    form.rate.show_text("80")
    form.rate.take_focus()
    middle = QPointF(form.rate.edit.rect().center())
    wheel = QWheelEvent(
        middle,
        form.rate.edit.mapToGlobal(middle),
        QPointF(0, 120).toPoint(),
        QPointF(0, 120).toPoint(),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(form.rate.edit, wheel)
    QTest.keyClick(form.rate.edit, Qt.Key.Key_Up)
    assert form.rate.text == "80"


def test_a_pause_is_told_apart_from_finishing(form: Form, qtbot: QtBot) -> None:
    form.rate.take_focus()
    with qtbot.waitSignal(form.rate.paused, timeout=5_000) as told:
        QTest.keyClicks(form.rate.edit, "82")
    assert told.args == ["82", ""]
    QTest.keyClick(form.rate.edit, Qt.Key.Key_Backspace)
    with qtbot.assertNotEmitted(form.rate.paused, wait=50):
        QTest.keyClick(form.rate.edit, Qt.Key.Key_Backspace)


def test_a_change_of_unit_tells_the_same_figures_anew(form: Form, qtbot: QtBot) -> None:
    form.temperature.show_text("100.4", "celsius")
    with qtbot.waitSignal(form.temperature.entered) as told:
        _press(form, "temperature.unit.fahrenheit")
    assert told.args == ["100.4", "fahrenheit"]
    assert form.temperature.unit == "fahrenheit"
    with qtbot.assertNotEmitted(form.temperature.entered):
        _press(form, "temperature.unit.fahrenheit")
        form.temperature.show_text("", "celsius")
        _press(form, "temperature.unit.fahrenheit")


def test_a_refusal_marks_the_field(form: Form) -> None:
    for field in (form.rate, form.time):
        field.show_refused(True)
        assert field.edit.property("refused") == "true"
        field.show_refused(False)
        assert field.edit.property("refused") == "false"
    form.note.show_refused(True)
    assert form.note.property("refused") == "true"


def test_a_field_says_its_unit_to_a_screen_reader(form: Form) -> None:
    assert form.rate.edit.accessibleName() == "Heart rate, /min"
    assert form.time.edit.accessibleName() == "Time"


def test_fields_grow_with_the_text(form: Form) -> None:
    before = form.rate.edit.width(), form.time.edit.width(), form.note.height()
    apply_theme(LIGHT.scaled(200))
    QApplication.processEvents()
    after = form.rate.edit.width(), form.time.edit.width(), form.note.height()
    assert all(large > small for large, small in zip(after, before, strict=True))


# ---------------------------------------------------------------------- times


def test_a_time_is_told_as_typed_and_the_day_is_left_open(form: Form, qtbot: QtBot) -> None:
    form.time.take_focus()
    QTest.keyClicks(form.time.edit, "0314")
    with qtbot.waitSignal(form.time.entered) as told:
        form.time.commit()
    assert told.args == ["0314", ""]
    assert form.time.text == "0314"


@pytest.mark.parametrize(("typed", "day"), [("14:10", "yesterday"), ("14:10", "today"), ("", "now")])
def test_a_day_is_told_with_the_time(form: Form, qtbot: QtBot, typed: str, day: str) -> None:
    form.time.show_time(typed, "")
    with qtbot.waitSignal(form.time.entered) as told:
        _press(form, f"time.day.{day}")
    assert told.args == [typed, day]


def test_a_day_without_a_time_asks_for_the_time(form: Form, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(form.time.entered):
        _press(form, "time.day.today")
    assert form.window().focusWidget() is form.time.edit


def test_a_kept_time_shows_its_day(form: Form, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(form.time.entered):
        form.time.show_time("14:10", "yesterday")
    chosen = form.findChild(Tile, "time.day.yesterday")
    assert chosen is not None
    assert chosen.isChecked()
    form.time.show_time("14:10", "yesterday")
    form.time.show_time("", "yesterday")
    assert not chosen.isChecked()


# ---------------------------------------------------------------------- notes


def test_a_note_is_told_after_a_pause_and_when_it_is_left(form: Form, qtbot: QtBot) -> None:
    form.note.setFocus()
    with qtbot.waitSignal(form.note.entered, timeout=5_000) as told:
        QTest.keyClicks(form.note, "slept well")
    assert told.args == ["slept well"]
    QTest.keyClicks(form.note, ".")
    with qtbot.waitSignal(form.note.entered) as told:
        form.rate.take_focus()
    assert told.args == ["slept well."]


def test_enter_in_a_note_goes_on_and_shift_enter_starts_a_line(form: Form, qtbot: QtBot) -> None:
    form.note.setFocus()
    QTest.keyClicks(form.note, "one")
    QTest.keyClick(form.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(form.note, "two")
    with qtbot.waitSignal(form.note.entered) as told:
        QTest.keyClick(form.note, Qt.Key.Key_Return)
    assert told.args == ["one\ntwo"]


def test_filling_a_note_emits_nothing_and_leaves_typing_alone(form: Form, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(form.note.entered, wait=50):
        form.note.show_text("kept")
        form.note.commit()
    assert form.note.toPlainText() == "kept"
    form.note.setFocus()
    form.note.show_text("other")
    assert form.note.toPlainText() == "kept"


# ---------------------------------------------------------------------- keypad


def test_the_keypad_types_where_the_keyboard_is(form: Form) -> None:
    form.rate.take_focus()
    for key in ("8", "2", "erase", "4"):
        _press(form, f"keypad.{key}")
    assert form.rate.text == "84"
    form.time.take_focus()
    for key in ("9", ".", "1", "5"):
        _press(form, f"keypad.{key}")
    assert form.time.text == "9:15"
    assert form.rate.text == "84"


def test_the_keypad_types_nothing_into_words(form: Form) -> None:
    form.note.setFocus()
    _press(form, "keypad.7")
    assert form.note.toPlainText() == ""
    assert not reads_figures(form.note)
    assert not reads_figures(None)
    assert not reads_figures(QLineEdit(form))


def test_the_keypad_tells_of_its_enter_key(form: Form, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.keypad.enter_pressed):
        _press(form, "keypad.enter")


def test_what_the_keypad_typed_counts_as_typed(form: Form, qtbot: QtBot) -> None:
    form.rate.take_focus()
    _press(form, "keypad.7")
    with qtbot.waitSignal(form.rate.entered) as told:
        form.rate.commit()
    assert told.args == ["7", ""]


def test_a_flat_keypad_has_the_same_keys_in_two_lines(form: Form) -> None:
    tall = form.keypad.sizeHint()
    form.keypad.show_flat(True)
    form.keypad.show_flat(True)
    assert form.keypad.sizeHint().height() < tall.height()
    assert form.keypad.sizeHint().width() > tall.width()
    form.keypad.show_flat(False)
    assert form.keypad.sizeHint() == tall


def test_every_key_has_a_name(form: Form) -> None:
    names = [button.accessibleName() for button in form.keypad.findChildren(QPushButton)]
    assert all(names)
    assert {"Erase", "Decimal point", "Next field"} <= set(names)


def test_a_style_change_is_heard_by_every_field(form: Form) -> None:
    for field in (form.rate, form.time, form.note):
        QApplication.sendEvent(field, QEvent(QEvent.Type.StyleChange))
        assert field.width() > 0
