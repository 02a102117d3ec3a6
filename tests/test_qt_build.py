"""Guards the pin of PySide6: a build that loses references to None passes every test and aborts on the ward."""

import os
import subprocess
import sys

import pytest

PREAMBLE = """
import sys
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget
class Sender(QObject):
    told = Signal(bool)
application, widget, sender = QApplication([]), QWidget(), Sender()
held = [None] * 50_000, [True] * 50_000  # spare references, so that a leak is counted and does not abort
before = sys.getrefcount(None), sys.getrefcount(True)
"""
VERDICT = """
after = sys.getrefcount(None), sys.getrefcount(True)
print(min(after[0] - before[0], after[1] - before[1]))
"""
HABITS = {
    "void calls": "for _ in range(5_000): widget.setEnabled(True)",
    "names": "for i in range(5_000): widget.setObjectName('x')",
    "emits": "sender.told.connect(widget.setVisible)\nfor _ in range(2_000): sender.told.emit(False)",
    "connections": "for _ in range(2_000): sender.told.disconnect(sender.told.connect(widget.setEnabled))",
    "events": "for _ in range(2_000): application.processEvents()",
}


@pytest.mark.parametrize("habit", HABITS)
def test_qt_keeps_the_references_it_does_not_own(habit: str) -> None:
    outcome = subprocess.run(
        [sys.executable, "-c", PREAMBLE + HABITS[habit] + VERDICT],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert outcome.returncode == 0, outcome.stderr
    # Others come and go by the dozen; the faulty build loses one a call.
    assert int(outcome.stdout) > -500
