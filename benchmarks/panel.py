"""From a key pressed to the grade panel painted, through a whole check in a real window; the longest hold."""

import os
from time import perf_counter

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import delete

from bedside.resources import resource_path
from bedside.views.appearance import Appearance, Chosen
from bedside.views.assess.presenter import AssessPresenter
from bedside.views.assess.screen import AssessScreen
from bedside.views.main_window import MainWindow
from bedside.views.tasks import TaskRunner
from benchmarks.desk import SUBJECT, desk_with_a_patient
from benchmarks.table import Figure, percentile

ENTER = "\r"
KEYS = "".join(
    (
        *(" ", ENTER),
        *("36.8", ENTER, "82", ENTER, "16", ENTER),
        *("118", ENTER, "72", ENTER, "1", "1", "1", ENTER),
        *("1", "97", ENTER),
        *("2", ENTER),
        *("1111", ENTER, "111", ENTER, "1", ENTER, "1", ENTER, "1", ENTER),
        *("1", "1", ENTER, "1", "1", ENTER),
        *("1", ENTER),
    )
)
"""A check without a finding on a patient's first round, typed from the first page to the review."""

ROUNDS = 6


def measure() -> list[Figure]:
    """The panel figures."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    answers: list[float] = []
    events: list[float] = []
    for _ in range(ROUNDS):
        _one_check(answers, events)
    return [
        Figure(
            "key to grade panel painted, p95",
            percentile(answers, 95) * 1000,
            "ms",
            16,
            note=f"median {percentile(answers, 50) * 1000:.2f} ms over {len(answers)} keys that answer or type",
        ),
        Figure("longest hold of the window in a check", max(events) * 1000, "ms", 50),
    ]


def _one_check(answers: list[float], events: list[float]) -> None:
    """Type one whole check and note how long each key took, and each turn of the event loop."""
    application = QApplication.instance() or QApplication([])
    with desk_with_a_patient() as (desk, _clock):
        appearance = Appearance(Chosen(), lambda _look: None)
        appearance.apply()
        runner, window = TaskRunner(), MainWindow()
        screen = AssessScreen(resource_path("pictures"))
        presenter = AssessPresenter(screen, runner, desk)
        presenter.open_subject(SUBJECT)
        window.show_screen(screen)
        window.show()
        runner.finish()
        application.processEvents()
        for key in KEYS:
            start = perf_counter()
            focused: QWidget | None = window.focusWidget()
            focus = window if focused is None else focused
            if key == ENTER:
                QTest.keyClick(focus, Qt.Key.Key_Return)
            else:
                QTest.keyClicks(focus, key)
            shown = perf_counter()
            application.processEvents()
            painted = perf_counter()
            events.extend((shown - start, painted - shown))
            if key != ENTER:
                answers.append(painted - start)
            while runner.busy:
                before = perf_counter()
                application.processEvents()
                events.append(perf_counter() - before)
        if screen.state.page.key != "review":
            raise RuntimeError(f"the keys of this benchmark end on the page {screen.state.page.key}, not on the review")
        runner.finish()
        window.close()
        # Here and now: left to the collector, it could be taken apart on the store's thread.
        delete(window)
