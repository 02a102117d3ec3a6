"""A save that waits for another program is said in the window, and so is its end."""

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from bedside.services.desk import Desk
from bedside.views.main_window import MainWindow
from bedside.views.waiting import WaitingNotice
from tests.services.conftest import at_desk, clock, desk, folder, instruments, template

__all__ = ["at_desk", "clock", "desk", "folder", "instruments", "template"]


def tells(desk: Desk) -> Callable[[float], None]:
    """What the store would call on its own thread."""
    return desk.store._writer.patience._told


def test_the_wait_and_its_end_are_said(qtbot: QtBot, desk: Desk) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    WaitingNotice(window, desk, window)
    store = threading.Thread(target=tells(desk), args=(30.2,))
    store.start()
    qtbot.waitUntil(lambda: "waited for 30 s" in window.notice.text)
    store.join()
    assert "Nothing is lost" in window.notice.text
    tells(desk)(0)
    qtbot.waitUntil(lambda: window.notice.text.startswith("The store is free again"))


def test_a_save_does_not_fail_for_a_window_that_is_gone(desk: Desk) -> None:
    owner = QObject()
    window = MainWindow()
    WaitingNotice(window, desk, owner)
    delete(owner)
    tells(desk)(5.0)
    window.deleteLater()
