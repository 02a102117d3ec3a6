"""The killed process: the real window on a real store, driven by events, telling its parent what the window says.

It prints a line for each answer that it gives, and one for each that the window's own 'Draft saved' label has
acknowledged; its parent kills it at a moment of its own. The product knows nothing of it.

``python -m tests.trips.driver`` loads the program once. For each line FOLDER, USER, PASSWORD, SUBJECT, FLAGS (tabs
between them) it forks a process that opens the window, says ``started PID``, and says ``ended`` when that is gone.
"""

import os
import sys
import threading
import traceback
from collections.abc import Iterator, Mapping
from itertools import cycle
from pathlib import Path
from uuid import UUID

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

import bedside.app.gate
import bedside.views.ward  # noqa: F401 - both are loaded here once, instead of by each process again
from bedside.app.desktop import Desktop
from bedside.app.options import Options
from bedside.models.canonical import JsonValue
from bedside.services import assessments
from bedside.services.assessments import AnswerKept
from bedside.services.desk import Desk
from bedside.views.assess.screen import AssessScreen

SLOW_COMMIT_S = 0.05
"""How much later the sabotaged build writes than it says."""

MOST_WAITING = 2
"""So many answers are given ahead of their acknowledgement, as by a quick hand."""

PAGE = "temperature"
RANGES = (("temperature_c", 36.0, 0.1), ("heart_rate_bpm", 60, 1), ("respiratory_rate_per_min", 12, 1))
"""Number fields of that page, with what is typed first and the step to the next."""


def tell(*words: object) -> None:
    """One line to the parent, at once."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def answers() -> Iterator[tuple[str, str]]:
    """Field and figures, without end; one field never gets the same figures twice running."""
    for turn in cycle(range(20)):
        for item, first, step in RANGES:
            yield item, f"{first + turn * step:.1f}" if step < 1 else f"{first + turn * step:.0f}"


class Driver(QObject):
    """Signs in, opens the check, and types one answer after the other until it is killed."""

    def __init__(self, desktop: Desktop, user: str, password: str, subject: str) -> None:
        super().__init__()
        self._desktop, self._user, self._password, self._subject = desktop, user, password, subject
        self._answers = answers()
        self._given: list[tuple[str, str]] = []
        self._acknowledged = 0
        self._timer = QTimer(self)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._on_tick)
        desktop.ready.connect(self._on_ready)
        desktop.entered.connect(self._on_entered)

    @Slot()
    def _on_ready(self) -> None:
        self._click(f"sign_in.user.{self._user}")
        QTest.keyClicks(self._shown("sign_in.password"), self._password)
        self._click("sign_in.enter")

    @Slot()
    def _on_entered(self) -> None:
        if self._desktop.ward is not None:
            self._desktop.ward.open_check(self._subject)
        self._timer.start()

    @Slot()
    def _on_tick(self) -> None:
        screen = self._desktop.window.findChild(AssessScreen)
        if screen is None or not screen.isVisible():
            return
        if screen.state.page.key != PAGE:
            self._click(f"assess.step.{PAGE}")
            return
        self._read_label()
        if len(self._given) - self._acknowledged < MOST_WAITING:
            self._answer(screen)

    def _read_label(self) -> None:
        label = self._desktop.window.findChild(QLabel, "assess.saved")
        shown = label.property("acknowledged") if label is not None and label.isVisible() else None
        while isinstance(shown, int) and self._acknowledged < shown:
            tell("kept", *self._given[self._acknowledged])
            self._acknowledged += 1

    def _answer(self, screen: AssessScreen) -> None:
        item, figures = next(self._answers)
        present = next(question.value for question in screen.state.page.questions if question.item == item)
        if present == float(figures):
            return
        self._given.append((item, figures))
        tell("gave", item, figures)
        field = self._shown(f"assess.number.{item}")
        if isinstance(field, QLineEdit):
            field.setFocus()
            field.selectAll()
            QTest.keyClicks(field, figures)
            QTest.keyClick(field, Qt.Key.Key_Tab)

    def _shown(self, name: str) -> QWidget:
        return next(one for one in self._desktop.window.findChildren(QWidget, name) if one.isVisible())

    def _click(self, name: str) -> None:
        widget = self._shown(name)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=widget.rect().center())


def acknowledge_before_the_commit() -> None:
    """The sabotage: tell first and write a little later, as a build would that forgot to wait."""
    honest = assessments.keep_answers

    def hasty(desk: Desk, draft_id: UUID, values: Mapping[str, JsonValue], step: str) -> tuple[AnswerKept, ...]:
        late = threading.Timer(SLOW_COMMIT_S, honest, (desk, draft_id, values, step))
        late.daemon = True
        late.start()
        now = desk.clock.now()
        return tuple(AnswerKept(draft_id, item, value, desk.user.user_id, now) for item, value in values.items())

    vars(assessments)["keep_answers"] = hasty


def run(folder: str, user: str, password: str, subject: str, flags: str) -> int:
    """Open the window and answer until killed."""
    if "sabotage" in flags:
        acknowledge_before_the_commit()
    application = QApplication(sys.argv[:1])
    desktop = Desktop(Options(folder=Path(folder)), preferences_folder=Path(folder) / "preferences")
    driver = Driver(desktop, user, password, subject)
    driver.setParent(desktop)
    desktop.open()
    return application.exec()


def main() -> None:
    """Serve until there is no more to serve."""
    for line in sys.stdin:
        process = os.fork()
        if process == 0:
            status = 1
            try:
                status = run(*line.rstrip("\n").split("\t"))
            except Exception:
                traceback.print_exc()
            finally:
                os._exit(status)
        tell("started", process)
        os.waitpid(process, 0)
        tell("ended")


if __name__ == "__main__":
    main()
