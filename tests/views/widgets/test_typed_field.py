"""What numbers and times have in common: a line that tells its text once, and is left alone while it is typed in."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from bedside.views import theme as themes
from bedside.views.widgets.number_field import NumberField
from bedside.views.widgets.time_field import TimeField
from bedside.views.widgets.typed_field import FIGURES_WIDE, TypedField


@pytest.fixture
def field(qtbot: QtBot) -> TypedField:
    """A line for up to three figures that has the keyboard."""
    made = TypedField("field", "Count", "[0-9]{0,3}")
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.take_focus()
    return made


def test_a_text_is_told_once_when_it_is_finished(field: TypedField, qtbot: QtBot) -> None:
    QTest.keyClicks(field.edit, "12x345")
    assert field.text == "123"
    with qtbot.waitSignal(field.entered) as told:
        field.commit()
    assert told.args == ["123", ""]
    with qtbot.assertNotEmitted(field.entered):
        field.commit()


def test_a_field_never_typed_in_tells_nothing(field: TypedField, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(field.entered):
        QTest.keyClick(field.edit, Qt.Key.Key_Return)


def test_what_was_not_taken_is_marked(field: TypedField) -> None:
    field.show_refused(True)
    assert field.edit.property("refused") == "true"
    field.show_refused(False)
    assert field.edit.property("refused") == "false"


def test_its_name_is_read_out_and_a_keypad_may_type_into_it(field: TypedField) -> None:
    assert (field.edit.objectName(), field.edit.accessibleName()) == ("field", "Count")
    assert field.edit.property("figures") is True


def test_it_grows_with_the_text(field: TypedField) -> None:
    themes.apply_theme(themes.LIGHT.scaled(200))
    try:
        assert field.edit.width() == 2 * FIGURES_WIDE
    finally:
        themes.apply_theme(themes.LIGHT)
    assert field.edit.width() == FIGURES_WIDE


def test_numbers_and_times_say_what_stands_beside_the_text(qtbot: QtBot) -> None:
    number = NumberField("n", "Temperature", "", (("celsius", "C"), ("fahrenheit", "F")))
    time = TimeField("t", "When")
    for made in (number, time):
        qtbot.addWidget(made)
    assert (number.beside, time.beside) == ("celsius", "")
