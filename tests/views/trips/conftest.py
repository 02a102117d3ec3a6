"""The real desktop on a ward of its own."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from bedside.app.desktop import Desktop
from bedside.app.options import Options
from bedside.clock import SystemClock
from bedside.grading import Instruments
from bedside.services.desk import Desk
from bedside.services.sign_in import set_up_site
from bedside.services.subjects import admit_subject
from tests.services.conftest import CHEAP, NURSE_A, PASSWORD, instruments
from tests.services.states import demo_protocol

__all__ = ["instruments"]

SUBJECT = "01-001"


def admit(desk: Desk, subject_id: str, bed: str) -> None:
    """A patient who was infused two days ago."""
    admit_subject(
        desk,
        subject_id=subject_id,
        bed=bed,
        full_name=f"Patient {subject_id}",
        record_number=f"R-{subject_id}",
        age_years=60,
        developmental_delay=False,
        product="product",
        infused_at=desk.clock.now() - timedelta(days=2),
        given=True,
    )


@pytest.fixture
def ward_folder(tmp_path: Path, instruments: Instruments) -> Path:
    """A store with Nurse A and two patients, closed."""
    folder = tmp_path / "ward"
    protocol = demo_protocol()
    desk = set_up_site(
        folder, "site-1", protocol.id, NURSE_A, PASSWORD, SystemClock(), protocol, instruments, cost=CHEAP
    )
    admit(desk, SUBJECT, "12")
    admit(desk, "01-002", "3")
    desk.store.close()
    return folder


@pytest.fixture
def opened(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> "Iterator[Opener]":  # noqa: ARG001
    """Opens desktops and closes them when the test is over."""
    opener = Opener(qtbot, tmp_path)
    yield opener
    opener.close()


class Opener:
    """Opens the real desktop with options, as the command line would."""

    def __init__(self, qtbot: QtBot, tmp_path: Path) -> None:
        self._qtbot, self._tmp_path = qtbot, tmp_path
        self._desktops: list[Desktop] = []

    def open(self, options: Options, new_password: Callable[[], str] | None = None) -> Desktop:
        """A desktop that is ready for a sign-in."""
        desktop = Desktop(options, preferences_folder=self._tmp_path / "preferences", new_password=new_password)
        self._desktops.append(desktop)
        with self._qtbot.waitSignal(desktop.ready, timeout=60_000):
            desktop.open()
        return desktop

    def close(self) -> None:
        """Close all, wait for the store's thread, and take the windows away."""
        for desktop in self._desktops:
            window = desktop.window
            desktop.close()
            while desktop.runner.busy:
                QApplication.processEvents()
            desktop.runner.finish()
            delete(desktop)
            delete(window)
