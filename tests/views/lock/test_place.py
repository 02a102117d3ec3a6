"""Somebody's place is given back down to the cursor; half a number is neither lost nor taken for an answer."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from bedside.views.lock.place import Place
from bedside.views.main_window import MainWindow
from bedside.views.widgets.number_field import NumberField


class Page(QWidget):
    """A long page with a number in the middle."""

    def __init__(self) -> None:
        super().__init__()
        body = QWidget()
        lines = QVBoxLayout(body)
        for number in range(40):
            lines.addWidget(QLabel(f"Patient 01-{number:03}"))
        self.number = NumberField("number", "Temperature", "°C")
        lines.insertWidget(20, self.number)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setWidget(body)
        QVBoxLayout(self).addWidget(self.area)


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot) -> Iterator[MainWindow]:  # noqa: ARG001
    made = MainWindow()
    made.resize(800, 600)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()
    delete(made)


@pytest.fixture
def page(window: MainWindow) -> Page:
    made = Page()
    window.show_screen(made)
    return made


def covered(window: MainWindow, place: Place) -> None:
    kept = place.leave()
    window.put_on_cover(QLineEdit())
    if kept is not None:
        kept.unblock()


def test_keyboard_cursor_text_and_scroll_are_given_back(qtbot: QtBot, window: MainWindow, page: Page) -> None:
    edit = page.number.edit
    page.number.take_focus()
    QTest.keyClicks(edit, "38")
    edit.setCursorPosition(1)
    page.area.verticalScrollBar().setValue(217)
    place = Place(window)
    with qtbot.assertNotEmitted(page.number.entered):
        covered(window, place)
        assert not edit.isVisible()
        window.take_off_cover()
        place.give_back()
    assert window.shown is page
    assert edit.hasFocus()
    assert (edit.text(), edit.cursorPosition(), edit.isModified()) == ("38", 1, True)
    assert edit.selectedText() == ""
    assert page.area.verticalScrollBar().value() == 217
    with qtbot.waitSignal(page.number.entered) as told:
        QTest.keyClicks(edit, "9")
        QTest.keyClick(edit, Qt.Key.Key_Return)
    assert told.args == ["398", ""]


def test_what_was_selected_is_selected_again(window: MainWindow, page: Page) -> None:
    edit = page.number.edit
    page.number.take_focus()
    QTest.keyClicks(edit, "38.4")
    edit.setSelection(1, 2)
    place = Place(window)
    covered(window, place)
    window.take_off_cover()
    place.give_back()
    assert edit.selectedText() == "8."


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)")
def test_menus_are_closed_and_other_windows_put_away_and_given_back(qtbot: QtBot, window: MainWindow) -> None:
    menu = QMenu(window)
    menu.addAction("Open patient 01-004")
    picture = QWidget(window, Qt.WindowType.Dialog)
    picture.show()
    menu.popup(window.pos())
    qtbot.waitUntil(menu.isVisible)
    place = Place(window)
    covered(window, place)
    assert not menu.isVisible()
    assert not picture.isVisible()
    window.take_off_cover()
    place.give_back()
    assert picture.isVisible()
    assert not menu.isVisible()


def test_what_is_gone_meanwhile_is_not_missed(window: MainWindow, page: Page) -> None:
    page.number.take_focus()
    other = QWidget(window, Qt.WindowType.Dialog)
    other.show()
    place = Place(window)
    covered(window, place)
    delete(page)
    delete(other)
    window.take_off_cover()
    place.give_back()
    assert window.shown is None


def test_a_window_without_a_keyboard_has_a_place_too(window: MainWindow) -> None:
    window.show_screen(QLabel("Nothing to press"))
    place = Place(window)
    covered(window, place)
    window.take_off_cover()
    place.give_back()
    assert window.cover is None
