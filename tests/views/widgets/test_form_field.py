"""The field: its label names it, its refusal stands in its place and goes when it is mended."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from bedside.views.main_window import MainWindow
from bedside.views.widgets.form_field import FormField


def made(qtbot: QtBot, hint: str = "For example 01") -> FormField:
    field = FormField("first.site", "Site number", hint)
    qtbot.addWidget(field)
    field.show()
    return field


def below(field: FormField) -> QLabel:
    label = field.findChild(QLabel, "first.site.refusal")
    assert label is not None
    return label


def test_it_is_named_by_its_label(qtbot: QtBot) -> None:
    field = made(qtbot)
    assert field.field.accessibleName() == "Site number"
    assert field.field.objectName() == "first.site"
    assert below(field).text() == "For example 01"


def test_without_a_hint_there_is_no_empty_line(qtbot: QtBot) -> None:
    assert not below(made(qtbot, "")).isVisible()


def test_a_refusal_takes_the_hints_place_and_is_read_out(qtbot: QtBot) -> None:
    field = made(qtbot)
    field.refuse("Needed")
    assert (field.refusal, below(field).text()) == ("Needed", "Needed")
    assert field.field.accessibleDescription() == "Needed"
    assert field.field.property("refused") == "true"


def test_typing_takes_the_refusal_back(qtbot: QtBot) -> None:
    field = made(qtbot)
    field.refuse("Needed")
    QTest.keyClicks(field.field, " 01 ")
    assert field.refusal == ""
    assert below(field).text() == "For example 01"
    assert field.text == "01"


def test_enter_is_told(qtbot: QtBot) -> None:
    field = made(qtbot)
    with qtbot.waitSignal(field.entered):
        QTest.keyClick(field.field, Qt.Key.Key_Return)


def test_a_password_is_not_shown(qtbot: QtBot) -> None:
    field = made(qtbot)
    field.hide_letters()
    assert field.field.echoMode() == QLineEdit.EchoMode.Password


def test_enter_in_the_line_presses_no_button_that_it_leads_to(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    page = QWidget()
    field, button = FormField("dose", "Dose"), QPushButton("mg")
    layout = QVBoxLayout(page)
    layout.addWidget(field)
    layout.addWidget(button)
    field.entered.connect(button.setFocus)
    window.show_screen(page)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field.field.setFocus()
    with qtbot.assertNotEmitted(button.clicked):
        QTest.keyClick(field.field, Qt.Key.Key_Return)
    assert button.hasFocus()
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Return)
