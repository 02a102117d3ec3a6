"""A real ward with a cheap store, and one check on a shown screen."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from bedside.resources import resource_path
from bedside.services.desk import Desk
from bedside.views.assess.presenter import AssessPresenter
from bedside.views.assess.screen import AssessScreen
from bedside.views.tasks import DirectRunner
from tests.services.conftest import at_desk, clock, desk, folder, instruments, template, ward
from tests.services.ward import Ward
from tests.views.assess.hands import Hands, Waiting

__all__ = ["at_desk", "clock", "desk", "folder", "instruments", "template", "ward"]


@pytest.fixture
def window(qapp: QApplication) -> Iterator[QMainWindow]:  # noqa: ARG001 - there must be an application
    """A window of the size of a ward laptop; gone when the test is over, so that none is restyled for another."""
    made = QMainWindow()
    made.resize(1366, 768)
    yield made
    made.close()
    delete(made)


@pytest.fixture
def screen(window: QMainWindow) -> AssessScreen:
    """The screen of the check in that window."""
    made = AssessScreen(resource_path("pictures"))
    window.setCentralWidget(made)
    return made


@pytest.fixture
def presenter(screen: AssessScreen, desk: Desk) -> AssessPresenter:
    """Works without threads: every job is done at once."""
    return AssessPresenter(screen, DirectRunner(), desk, screen)


@pytest.fixture
def hands(qtbot: QtBot, window: QMainWindow, screen: AssessScreen, presenter: AssessPresenter, ward: Ward) -> Hands:
    """A nurse's hands on the check of the ward's patient, who was seen well eight hours ago."""
    ward.check(ice_language="en")
    ward.pass_time(hours=8)
    presenter.open_subject(ward.subject_id)
    window.show()
    qtbot.waitExposed(window)
    return Hands(qtbot, window, screen)


@pytest.fixture
def waiting(screen: AssessScreen, desk: Desk, ward: Ward) -> tuple[AssessPresenter, Waiting]:
    """An opened check whose later jobs wait."""
    runner = Waiting()
    presenter = AssessPresenter(screen, runner, desk, screen)
    presenter.open_subject(ward.subject_id)
    runner.drain()
    return presenter, runner
