"""The form page: refusals at their fields or above the button, Enter goes on, Escape goes back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from bedside.views.widgets.form_page import FormPage


@pytest.fixture
def page(qtbot: QtBot) -> FormPage:
    made = FormPage("form", "Board", "Save")
    made.add_field("bed", "Bed", "As on the door")
    made.add_caption("Anything else")
    made.add_field("name", "Name")
    qtbot.addWidget(made)
    made.resize(600, 500)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_nothing_is_filled_in_or_refused_at_first(page: FormPage) -> None:
    assert page.texts() == {"bed": "", "name": ""}
    assert page.refusal == ""
    assert [field.refusal for field in page.fields.values()] == ["", ""]


def test_a_refusal_stands_at_its_field(page: FormPage) -> None:
    page.refuse("name", "Needed")
    assert page.fields["name"].refusal == "Needed"
    assert page.fields["bed"].refusal == ""
    assert page.refusal == ""
    assert page.fields["name"].field.hasFocus()


def test_a_refusal_of_no_field_stands_above_the_button(page: FormPage) -> None:
    page.refuse("given_at", "Not in the future")
    shown = page.findChild(QLabel, "form.refusal")
    assert shown is not None
    assert (page.refusal, shown.text()) == ("Not in the future", "Not in the future")
    page.refuse("", "")
    assert page.refusal == ""


def test_enter_goes_from_field_to_field(page: FormPage) -> None:
    page.focus_first()
    assert page.fields["bed"].field.hasFocus()
    QTest.keyClicks(page.fields["bed"].field, "12")
    QTest.keyClick(page.fields["bed"].field, Qt.Key.Key_Return)
    assert page.fields["name"].field.hasFocus()
    assert page.texts()["bed"] == "12"


def test_the_tab_key_goes_down_the_page_and_to_the_button_last(page: FormPage) -> None:
    page.focus_first()
    stops = []
    for _step in range(4):
        focused = QApplication.focusWidget()
        assert focused is not None
        stops.append(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert stops == ["form.bed", "form.name", "form.save", "form.back"]


def test_the_button_saves_unless_it_is_being_done(qtbot: QtBot, page: FormPage) -> None:
    with qtbot.waitSignal(page.save_requested):
        QTest.mouseClick(page.save, Qt.MouseButton.LeftButton)
    page.show_busy(True)
    with qtbot.assertNotEmitted(page.save_requested):
        QTest.mouseClick(page.save, Qt.MouseButton.LeftButton)


def test_there_are_two_ways_back(qtbot: QtBot, page: FormPage) -> None:
    back = page.findChild(QPushButton, "form.back")
    assert back is not None
    with qtbot.waitSignal(page.back_requested):
        QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    page.focus_first()
    with qtbot.waitSignal(page.back_requested):
        QTest.keyClick(page.fields["bed"].field, Qt.Key.Key_Escape)


def test_filling_emits_nothing(qtbot: QtBot, page: FormPage) -> None:
    with qtbot.assertNotEmitted(page.save_requested):
        page.fill({"bed": "7"})
    assert page.texts()["bed"] == "7"
