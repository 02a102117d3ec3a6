"""The ring follows the keyboard, three pixels wide and two away, and ends where a scroll area cuts its control off."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import invalidate

from bedside.views.widgets.focus_ring import FocusRing

REACH = 5


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(400, 300)
    return made


def shown(window: QWidget, qtbot: QtBot) -> FocusRing:
    ring = FocusRing(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return ring


def around(widget: QWidget, window: QWidget) -> QRect:
    corner = widget.mapTo(window, widget.rect().topLeft())
    return QRect(corner, widget.size()).adjusted(-REACH, -REACH, REACH, REACH)


def test_the_ring_stands_around_what_has_the_keyboard(window: QWidget, qtbot: QtBot) -> None:
    button = QPushButton("One", window)
    button.setGeometry(100, 100, 80, 48)
    ring = shown(window, qtbot)
    button.setFocus()
    assert ring.ring == around(button, window)
    button.move(150, 120)
    assert ring.ring == around(button, window)
    button.clearFocus()
    assert ring.ring.isEmpty()


def test_what_has_scrolled_out_of_sight_has_no_ring_there(window: QWidget, qtbot: QtBot) -> None:
    tall = QWidget()
    tall.setFixedSize(300, 900)
    scroll = QScrollArea(window)
    scroll.setGeometry(20, 20, 340, 200)
    scroll.setWidget(tall)
    big = QPushButton("Big", tall)
    big.setGeometry(10, 10, 200, 800)
    ring = shown(window, qtbot)
    big.setFocus()
    sight = QRect(scroll.viewport().mapTo(window, scroll.viewport().rect().topLeft()), scroll.viewport().size())
    assert sight.adjusted(-REACH, -REACH, REACH, REACH).contains(ring.ring)
    scroll.verticalScrollBar().setValue(300)
    assert sight.adjusted(-REACH, -REACH, REACH, REACH).contains(ring.ring)


def test_what_has_scrolled_out_whole_has_no_ring_until_it_is_back(window: QWidget, qtbot: QtBot) -> None:
    tall = QWidget()
    tall.setFixedSize(300, 900)
    scroll = QScrollArea(window)
    scroll.setGeometry(20, 20, 340, 200)
    scroll.setWidget(tall)
    small = QPushButton("Small", tall)
    small.setGeometry(10, 10, 200, 48)
    ring = shown(window, qtbot)
    small.setFocus()
    before = ring.ring
    assert not before.isEmpty()
    scroll.verticalScrollBar().setValue(400)
    assert ring.ring.isEmpty()
    scroll.verticalScrollBar().setValue(0)
    assert ring.ring == before


def test_a_control_in_a_layout_is_ringed_whole(window: QWidget, qtbot: QtBot) -> None:
    layout = QVBoxLayout(window)
    inner = QWidget()
    QVBoxLayout(inner).addWidget(QPushButton("One"))
    layout.addWidget(inner)
    ring = shown(window, qtbot)
    button = inner.findChild(QPushButton)
    assert button is not None
    button.setFocus()
    assert ring.ring == around(button, window)


def test_a_part_that_the_binding_has_lost_does_not_stop_the_ring(window: QWidget, qtbot: QtBot) -> None:
    inner = QWidget(window)
    inner.resize(300, 200)
    button = QPushButton("One", inner)
    button.setGeometry(10, 10, 80, 48)
    ring = shown(window, qtbot)
    button.setFocus()
    place = around(button, window)
    lost = next(widget for widget in ring._followed if widget is inner)
    del inner
    invalidate(lost)
    button.move(50, 20)
    assert ring.ring == place.translated(40, 10)
