"""A real ward with a cheap store, and the laboratory screen of its patient."""

import pytest
from pytestqt.qtbot import QtBot

from bedside.services.analytes import USUAL_PANEL
from bedside.services.desk import Desk
from bedside.views.labs.presenter import LabsPresenter
from bedside.views.tasks import DirectRunner
from tests.services.conftest import clock, desk, folder, instruments, template, ward
from tests.services.ward import Ward
from tests.views.labs.bench import Bench

__all__ = ["clock", "desk", "folder", "instruments", "template", "ward"]


@pytest.fixture
def bench(qtbot: QtBot, desk: Desk, ward: Ward) -> Bench:
    """The screen with its rows, shown, and the hands that use it."""
    return opened(qtbot, desk, ward)


def opened(qtbot: QtBot, desk: Desk, ward: Ward) -> Bench:
    """Open the screen of the ward's patient and wait for its rows."""
    presenter = LabsPresenter(DirectRunner(), desk, ward.subject_id, "Bed 12 · 01-001")
    qtbot.addWidget(presenter.screen)
    presenter.screen.resize(1366, 768)
    presenter.screen.show()
    presenter.screen.activateWindow()
    qtbot.waitUntil(presenter.screen.isActiveWindow)
    presenter.open()
    qtbot.waitUntil(lambda: set(USUAL_PANEL) <= presenter.judged.keys())
    return Bench(presenter)
