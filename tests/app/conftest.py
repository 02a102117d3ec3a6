"""A desktop whose choices are kept in the test's own folder, and who waits for it without sleeping."""

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from bedside import logs
from bedside.app.desktop import Desktop
from bedside.app.options import Options
from bedside.simulation import ward
from bedside.simulation.courses import COURSES
from bedside.store.slots import Argon2Cost
from bedside.views.theme import LIGHT, apply_theme

PASSWORD = "amber-lotus-421"
Make = Callable[[Options], Desktop]


@pytest.fixture
def make(
    qapp: QApplication,  # noqa: ARG001 - there must be an application
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Make]:
    """Makes desktops that are closed and gone when the test is over; a demo has three patients."""
    monkeypatch.setattr(ward, "COURSES", COURSES[:3])
    monkeypatch.setattr(ward.demo_store, "__kwdefaults__", {"seed": 7, "cost": Argon2Cost(1, 8, 1)})
    made: list[Desktop] = []

    def build(options: Options) -> Desktop:
        desktop = Desktop(options, preferences_folder=tmp_path / "preferences", new_password=lambda: PASSWORD)
        made.append(desktop)
        return desktop

    yield build
    for desktop in made:
        desktop.window.close()
        delete(desktop.window)
        delete(desktop)
    logs.close()
    apply_theme(LIGHT)


@pytest.fixture
def hooks_put_back() -> Iterator[None]:
    """What a running desktop hooks into Python is as it was when the test is over."""
    kept = sys.excepthook, threading.excepthook, signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    yield
    sys.excepthook, threading.excepthook = kept[:2]
    signal.signal(signal.SIGINT, kept[2])
    signal.signal(signal.SIGTERM, kept[3])
