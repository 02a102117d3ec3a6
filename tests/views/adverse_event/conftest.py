"""A real ward with a cheap store and a nurse's hands on the screen of an adverse event."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from bedside.services.desk import Desk
from bedside.views.adverse_event.presenter import AdverseEventPresenter
from bedside.views.main_window import MainWindow
from bedside.views.tasks import DirectRunner
from tests.services.conftest import at_desk, clock, desk, folder, instruments, template, ward
from tests.services.ward import Ward
from tests.views.adverse_event.hands import Hands

__all__ = ["at_desk", "clock", "desk", "folder", "instruments", "template", "ward"]


@pytest.fixture
def window(qapp: QApplication) -> Iterator[MainWindow]:  # noqa: ARG001 - there must be an application
    """A window of the size of a ward laptop; gone when the test is over."""
    made = MainWindow()
    made.resize(1366, 768)
    yield made
    made.close()
    delete(made)


@pytest.fixture
def presenter(window: QMainWindow, desk: Desk, ward: Ward) -> AdverseEventPresenter:
    """Works without threads: every job is done at once."""
    return AdverseEventPresenter(DirectRunner(), desk, ward.subject_id, "Bed 12 · 01-001 · D+1", window)


@pytest.fixture
def hands(qtbot: QtBot, window: MainWindow, presenter: AdverseEventPresenter) -> Hands:
    """The search is open and has the keyboard."""
    window.show_screen(presenter.screen)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    presenter.open()
    return Hands(window, presenter)
