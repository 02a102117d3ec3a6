"""The window: one screen on top, notices over any, the focus ring where the keyboard is."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from bedside.views.main_window import SMALLEST, MainWindow
from bedside.views.theme import LIGHT


def opened(qtbot: QtBot) -> MainWindow:
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def test_one_screen_is_on_top(qtbot: QtBot) -> None:
    window = opened(qtbot)
    first, second = QLabel("first"), QLabel("second")
    window.show_screen(first)
    window.show_screen(second)
    assert window.shown is second
    assert second.isVisible()
    assert not first.isVisible()
    window.show_screen(first)
    assert window.shown is first


def test_a_dropped_screen_is_gone(qtbot: QtBot) -> None:
    window = opened(qtbot)
    first, second = QLabel("first"), QLabel("second")
    window.show_screen(first)
    window.show_screen(second)
    with qtbot.waitSignal(second.destroyed):
        window.drop_screen(second)
    assert window.shown is first


def test_a_notice_stands_over_any_screen(qtbot: QtBot) -> None:
    window = opened(qtbot)
    window.show_screen(QLabel("screen"))
    window.tell("good", "Check of 01-004 saved 03:16")
    assert window.notice.isVisible()
    assert window.notice.text == "Check of 01-004 saved 03:16"


def test_closing_is_told_before_the_window_goes(qtbot: QtBot) -> None:
    window = opened(qtbot)
    with qtbot.waitSignal(window.closing):
        window.close()
    assert not window.isVisible()


def test_the_window_can_be_as_narrow_as_a_phone_held_upright(qtbot: QtBot) -> None:
    window = opened(qtbot)
    window.resize(200, 200)
    assert (window.width(), window.height()) == (SMALLEST.width(), SMALLEST.height())


def with_buttons(qtbot: QtBot) -> tuple[MainWindow, QPushButton, QPushButton]:
    window = opened(qtbot)
    screen = QWidget()
    layout = QVBoxLayout(screen)
    first, second = QPushButton("first"), QPushButton("second")
    layout.addWidget(first)
    layout.addWidget(second)
    window.show_screen(screen)
    qtbot.waitUntil(first.isVisible)
    return window, first, second


def around(window: MainWindow, button: QPushButton) -> QRect:
    reach = LIGHT.ring + LIGHT.ring_gap
    corner = button.mapTo(window, button.rect().topLeft())
    return QRect(corner, button.size()).adjusted(-reach, -reach, reach, reach)


def test_the_ring_is_three_wide_two_away_and_follows(qtbot: QtBot) -> None:
    window, first, second = with_buttons(qtbot)
    first.setFocus()
    assert window.focus_ring.ring == around(window, first)
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()
    assert window.focus_ring.ring == around(window, second)


def test_the_ring_moves_with_what_it_surrounds(qtbot: QtBot) -> None:
    window, first, _second = with_buttons(qtbot)
    first.setFocus()
    before = window.focus_ring.ring
    window.resize(1000, 700)
    qtbot.waitUntil(lambda: window.focus_ring.ring != before)
    assert window.focus_ring.ring == around(window, first)


def test_the_ring_goes_with_what_it_surrounds(qtbot: QtBot) -> None:
    window, first, second = with_buttons(qtbot)
    first.setFocus()
    first.hide()
    qtbot.waitUntil(second.hasFocus)
    assert window.focus_ring.ring == around(window, second)
    second.hide()
    assert window.focus_ring.ring == QRect() or not second.hasFocus()


def test_the_ring_survives_the_end_of_what_it_surrounds(qtbot: QtBot) -> None:
    window, first, second = with_buttons(qtbot)
    first.setFocus()
    with qtbot.waitSignal(first.destroyed):
        first.deleteLater()
    second.setFocus()
    assert window.focus_ring.ring == around(window, second)


def test_the_ring_lets_clicks_through_and_is_painted(qtbot: QtBot) -> None:
    window, first, _second = with_buttons(qtbot)
    first.setFocus()
    with qtbot.waitSignal(first.clicked):
        QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    ring = window.focus_ring.ring
    picture = window.grab().toImage()
    assert picture.pixelColor(ring.left() + 1, ring.center().y()).name().upper() == LIGHT.accent


def test_the_ring_survives_screens_that_come_and_go(qtbot: QtBot) -> None:
    window = opened(qtbot)
    button = QPushButton()
    for _number in range(60):
        button = QPushButton()
        old = window.shown
        window.show_screen(button)
        button.setFocus()
        if old is not None:
            window.drop_screen(old)
        QApplication.processEvents()
    assert window.focus_ring.ring == window.rect()


def test_enter_presses_the_button_that_has_the_keyboard(qtbot: QtBot) -> None:
    window = opened(qtbot)
    button = QPushButton("Nurse A")
    window.show_screen(button)
    button.setFocus()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        with qtbot.waitSignal(button.clicked):
            QTest.keyClick(button, key)


def test_enter_presses_nothing_where_no_button_has_the_keyboard(qtbot: QtBot) -> None:
    window = opened(qtbot)
    page = QWidget()
    layout = QVBoxLayout(page)
    line, button = QLabel("words"), QPushButton("Sign out")
    line.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    layout.addWidget(line)
    layout.addWidget(button)
    window.show_screen(page)
    line.setFocus()
    with qtbot.assertNotEmitted(button.clicked):
        QTest.keyClick(line, Qt.Key.Key_Return)


def test_a_cover_hides_every_screen_and_every_notice(qtbot: QtBot) -> None:
    window = opened(qtbot)
    page, cover = QLabel("01-004"), QLabel("Locked")
    window.show_screen(page)
    window.tell("danger", "Check of 01-004 not saved")
    window.put_on_cover(cover)
    assert window.cover is cover
    assert [label.text() for label in window.findChildren(QLabel) if label.isVisible()] == ["Locked"]
    # Whatever happens beneath stays beneath.
    window.show_screen(QLabel("01-005"))
    window.tell("danger", "Check of 01-005 not saved")
    assert [label.text() for label in window.findChildren(QLabel) if label.isVisible()] == ["Locked"]
    with qtbot.waitSignal(cover.destroyed):
        window.take_off_cover()
    shown = {label.text() for label in window.findChildren(QLabel) if label.isVisible()}
    assert shown == {"01-005", "Check of 01-005 not saved"}
    window.take_off_cover()
    assert window.cover is None
