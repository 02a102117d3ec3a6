"""A desktop whose choices are kept in the test's own folder, and who waits for it without sleeping."""

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
