"""Somebody at the real window: events on what is shown, waiting for what is to appear, nothing else."""

import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTableView, QWidget
from pytestqt.qtbot import QtBot

from bedside.app.desktop import Desktop
from bedside.clock import SystemClock
from bedside.grading import Instruments
from bedside.models.projections import AssessmentSummary
from bedside.models.protocol import TrialProtocol
from bedside.services.sign_in import sign_in
from bedside.services.ward import patient_page

WAIT_MS = 30_000
"""Longer than anything takes, shorter than patience."""


class Traveller:
    """Sees and touches the window of one desktop."""

    def __init__(self, qtbot: QtBot, desktop: Desktop) -> None:
        self.qtbot = qtbot
        self.window = desktop.window
        self.window.activateWindow()

    def until(self, seen: Callable[[], bool]) -> None:
        """Wait until something is seen."""
        self.qtbot.waitUntil(seen, timeout=WAIT_MS)

    def sees(self, name: str) -> bool:
        """Whether a widget of this name is shown."""
        return any(widget.isVisible() for widget in self.window.findChildren(QWidget, name))

    def shown(self, name: str) -> QWidget:
        """The shown widget of this name, once it is there."""
        self.until(lambda: self.sees(name))
        return next(widget for widget in self.window.findChildren(QWidget, name) if widget.isVisible())

    def text(self, name: str) -> str:
        """What a shown label says."""
        label = self.shown(name)
        assert isinstance(label, QLabel)
        return label.text()

    # ------------------------------------------------------------------ mouse

    def click(self, name: str) -> None:
        """Press a shown, enabled widget in its middle."""
        widget = self.shown(name)
        self.until(widget.isEnabled)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=widget.rect().center())
        QApplication.processEvents()

    def click_patient(self, subject_id: str) -> None:
        """Press the row of a patient on the board."""
        table = self.shown("board.table")
        assert isinstance(table, QTableView)
        self.until(lambda: self._row(table, subject_id) is not None)
        place = self._row(table, subject_id)
        assert place is not None
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QApplication.processEvents()

    def _row(self, table: QTableView, subject_id: str) -> QPoint | None:
        model = table.model()
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                index = model.index(row, column)
                if subject_id in str(index.data()):
                    table.scrollTo(index)
                    return table.visualRect(index).center()
        return None

    # ------------------------------------------------------------------ keyboard

    @property
    def at(self) -> str:
        """The name of what has the keyboard."""
        focus: QWidget | None = self.window.focusWidget()
        return focus.objectName() if focus is not None else ""

    def _focus(self) -> QWidget:
        focus: QWidget | None = self.window.focusWidget()
        return focus if focus is not None else self.window

    def arrow_to(self, subject_id: str) -> None:
        """Choose a patient's row of the board with the arrow keys."""
        table = self._focus()
        assert isinstance(table, QTableView)
        self.press(Qt.Key.Key_Home)
        for _ in range(table.model().rowCount()):
            row = table.currentIndex().row()
            if any(subject_id in str(table.model().index(row, column).data()) for column in range(3)):
                return
            self.press(Qt.Key.Key_Down)
        raise AssertionError(f"the arrows never came to {subject_id}")

    def press(self, key: Qt.Key, times: int = 1) -> None:
        """Press a key."""
        for _ in range(times):
            QTest.keyClick(self._focus(), key)
            QApplication.processEvents()

    def type(self, text: str) -> None:
        """Type a text; a carriage return is the Enter key."""
        for letter in text:
            if letter == "\r":
                self.press(Qt.Key.Key_Return)
            else:
                QTest.keyClicks(self._focus(), letter)
                QApplication.processEvents()

    def tab_to(self, name: str) -> None:
        """Press Tab until the keyboard is at `name`."""
        self.shown(name)
        for _ in range(60):
            if self.at == name:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never came to {name}")


def checks_on_disk(
    folder: Path, copy: Path, user_id: str, password: str, subject_id: str, rules: tuple[TrialProtocol, Instruments]
) -> tuple[AssessmentSummary, ...]:
    """The checks of a patient, newest first, as a store that is opened anew tells them."""
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("*.lock"))
    desk = sign_in(copy, user_id, password, SystemClock(), *rules)
    try:
        return patient_page(desk, subject_id).assessments
    finally:
        desk.store.close()
