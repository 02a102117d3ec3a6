"""How long the window is held while the audit page scrolls on, with a million entries in its list already."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from bedside.models.canonical import JsonValue
from bedside.views.appearance import Appearance, Chosen
from bedside.views.assess.check_words import CheckWords
from bedside.views.audit.model import AuditModel
from bedside.views.audit.screen import AuditScreen
from bedside.views.audit.state import AuditState
from benchmarks.table import Figure, percentile, seconds_of

ENTRIES = 1_000_000
LOT, PAGE, PAGES = 100_000, 50, 200
ENTRY_ID = UUID(int=1)
NOW = datetime(2026, 11, 22, 3, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Change:
    """One field of an entry."""

    path: str
    old: JsonValue
    new: JsonValue


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the trail, as the services give it."""

    position: int
    recorded_at: datetime = NOW
    observed_at: datetime = NOW - timedelta(hours=3)
    author: str = "nurse-a"
    role: str = "nurse"
    kind: str = "assessment"
    act: str = ""
    subject_id: str = "01-004"
    reason: str = "read off wrongly"
    changes: tuple[Change, ...] = (Change("answers.temperature_c", 38.6, 36.8),)
    correction: bool = True
    void: bool = False
    redacted: bool = False
    late: bool = True
    jump_ms: int | None = None
    delay_s: int = 10_800
    device: str = "7c0c5b1e"
    reviews: tuple[()] = ()
    entry_id: UUID = ENTRY_ID


def measure() -> list[Figure]:
    """The longest hold of the window while pages come in at the end of the list and are painted."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    appearance = Appearance(Chosen("light", 100, "en"), lambda _look: None)
    appearance.apply()
    model = AuditModel(NOW)
    screen = AuditScreen(model, CheckWords())
    screen.resize(1366, 768)
    screen.show()
    state = AuditState(NOW, total=2 * ENTRIES, names={"nurse-a": "Nurse A"}, reading=False)
    model.begin()
    for last in range(2 * ENTRIES, ENTRIES, -LOT):
        model.append([Entry(position) for position in range(last, last - LOT, -1)], more=True)
    screen.show_state(state)
    application.processEvents()
    bar = screen.entries.table.verticalScrollBar()

    def scroll(last: int) -> None:
        model.append([Entry(position) for position in range(last, last - PAGE, -1)], more=True)
        screen.show_state(state)
        bar.setValue(bar.maximum())
        application.processEvents()

    took = [seconds_of(partial(scroll, ENTRIES - page * PAGE)) for page in range(PAGES)]
    delete(screen)
    return [
        Figure(
            f"audit page scrolled on and painted, {ENTRIES:,} entries in the list, p95",
            percentile(took, 95) * 1000,
            "ms",
            50,
            note=f"longest {max(took) * 1000:.1f} ms over {PAGES} pages of {PAGE}",
        )
    ]
