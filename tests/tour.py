"""Leads the real window through every screen on a synthetic ward; pictures and the accessibility audit look along."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QEventLoop, QPoint, QSize, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QWidget
from shiboken6 import delete

from bedside import settings
from bedside.app.desktop import Desktop
from bedside.app.gate import read_protocol_file
from bedside.app.options import Options
from bedside.grading import load_instruments
from bedside.resources import resource_texts
from bedside.simulation.clock import ManualClock
from bedside.simulation.ward import SEED, STAFF, demo_store
from bedside.store.slots import Argon2Cost
from tests.tour_adverse_event import adverse_event_stops
from tests.tour_labs import labs_stops
from tests.tour_oversight import oversight_stops
from tests.tour_people import people_stops
from tests.tour_session import PASSWORD, first_run_stops, session_stops

NOW: Final = datetime(2026, 11, 22, 3, 12, tzinfo=timezone(timedelta(hours=8)))
"""A night shift; the clock stands, so that two tours of one program show the same."""
CHEAP: Final = Argon2Cost(time_cost=1, memory_kib=64, parallelism=1)
WAIVED, INTENSIVE, RETURNED, PLANNED = "01-004", "01-005", "01-006", "01-001"
"""Subjects of the synthetic ward: on tocilizumab with the fever gone, with all drugs, with CRS that came back, and not
yet infused."""

LAPTOP, NARROW = QSize(1366, 768), QSize(480, 900)


@dataclass(frozen=True, slots=True)
class Look:
    """How the window is worn on one tour."""

    name: str
    theme: settings.ThemeChoice = "light"
    percent: int = 100
    language: settings.LanguageChoice = "en"
    size: QSize = LAPTOP


LOOKS: Final = (
    Look("light"),
    Look("dark", theme="dark"),
    Look("night", theme="night"),
    Look("narrow", size=NARROW),
    Look("large", percent=200),
    Look("chinese", language="zh_CN"),
    Look("chinese-narrow", language="zh_CN", size=NARROW),
    Look("chinese-large", language="zh_CN", percent=200),
)


@contextmanager
def ward_template() -> Iterator[Path]:
    """A folder with the synthetic ward's store, made once; each tour walks a copy of it."""
    protocol = read_protocol_file(None)
    with tempfile.TemporaryDirectory(prefix="bedside-tour-") as folder:
        store = Path(folder) / "store"
        store.mkdir()
        instruments = load_instruments(resource_texts("criteria"), protocol)
        passwords = {user.user_id: PASSWORD for user in STAFF}
        demo_store(store, ManualClock(NOW), protocol, instruments, passwords, seed=SEED, cost=CHEAP)
        yield store


class Tour:
    """One window in one look. `stops` walks it and answers the name of each screen while it is shown."""

    def __init__(self, look: Look, template: Path, folder: Path) -> None:
        self.look = look
        self.folder = folder
        store = folder / "store"
        shutil.copytree(template, store)
        QApplication.setCursorFlashTime(0)
        self.desktop = self.opened(Options(folder=store))

    def opened(self, options: Options) -> Desktop:
        """A window opened with `options`, once it is ready."""
        kept = settings.Preferences(self.look.theme, self.look.percent, self.look.language)
        settings.write_preferences(self.folder / "preferences", kept)
        desktop = Desktop(options, ManualClock(NOW), self.folder / "preferences", lambda: PASSWORD)
        desktop.window.resize(self.look.size)
        desktop.open()
        desktop.window.activateWindow()
        self.desktop = desktop
        self.settle()
        return desktop

    @property
    def shown(self) -> QWidget:
        """What lies on top: the window, or what covers it."""
        covering = QApplication.activeModalWidget()
        return covering if covering is not None else self.desktop.window

    def close(self) -> None:
        """Leave; nothing of this tour is left for the next."""
        self.desktop.window.close()
        self.settle()
        delete(self.desktop.window)
        delete(self.desktop)

    # ------------------------------------------------------------------ hands

    def settle(self) -> None:
        """Let everything under way come to its end: jobs, queued signals, layouts."""
        while self.desktop.runner.busy:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        for _ in range(4):
            QApplication.processEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def find(self, name: str) -> QWidget:
        """The widget of this object name that is shown.

        Raises:
            LookupError: none is.
        """
        found = [widget for widget in self.shown.findChildren(QWidget, name) if widget.isVisible()]
        if not found:
            raise LookupError(f"{name} is not shown in look {self.look.name}")
        return found[0]

    def has(self, name: str) -> bool:
        """Whether a widget of this object name is shown."""
        return any(widget.isVisible() for widget in self.shown.findChildren(QWidget, name))

    def click(self, *names: str) -> None:
        """Press widgets one after the other."""
        for name in names:
            widget = self.find(name)
            if isinstance(widget, QAbstractButton) and not widget.isEnabled():
                raise LookupError(f"{name} cannot be pressed in look {self.look.name}")
            QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(widget.width() // 2, widget.height() // 2))
            self.settle()

    def type(self, name: str, text: str, *, enter: bool = False) -> None:
        """Write into a field in place of what stands there."""
        field = self.find(name)
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(field, text)
        if enter:
            QTest.keyClick(field, Qt.Key.Key_Return)
        self.settle()

    def choose(self, item: str, *codes: str) -> None:
        """Answer a question of the check by its tiles."""
        for code in codes:
            self.click(f"assess.choice.{item}.{code}")

    def number(self, item: str, text: str) -> None:
        """Answer a question of the check by a figure."""
        self.type(f"assess.number.{item}", text, enter=True)

    def write(self, name: str, strokes: tuple[tuple[tuple[float, float], ...], ...]) -> None:
        """Draw on a sheet with the mouse; points in parts of its width and height."""
        sheet = self.find(name)
        for stroke in strokes:
            points = [QPoint(round(x * sheet.width()), round(y * sheet.height())) for x, y in stroke]
            QTest.mousePress(sheet, Qt.MouseButton.LeftButton, pos=points[0])
            for point in points[1:]:
                QTest.mouseMove(sheet, point)
            QTest.mouseRelease(sheet, Qt.MouseButton.LeftButton, pos=points[-1])
        self.settle()

    def click_first_row(self, name: str) -> None:
        """Press the first row of a list."""
        view = self.find(name)
        if not isinstance(view, QAbstractItemView):
            raise TypeError(f"{name} is no list")
        middle = view.visualRect(view.model().index(0, 0)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
        self.settle()

    def shortcut(self, keys: str) -> None:
        """Press a shortcut of the screen that is shown."""
        for shortcut in self.desktop.window.findChildren(QShortcut):
            owner = shortcut.parent()
            if shortcut.key().toString() == keys and isinstance(owner, QWidget) and owner.isVisible():
                shortcut.activated.emit()
        self.settle()

    def open_patient(self, subject_id: str) -> None:
        """By the scan field, as a wristband does it."""
        self.shortcut("F3")
        self.type("board.find", subject_id, enter=True)

    # ------------------------------------------------------------------ the way

    def stops(self) -> Iterator[str]:
        """The name of each screen in turn, while it is shown."""
        yield from self._sign_in()
        yield from self._patients()
        yield from self._forms()
        yield from adverse_event_stops(self, WAIVED)
        yield from labs_stops(self, INTENSIVE)
        yield from self._check()
        yield from self._ice()
        yield from self._end_of_check()
        yield from session_stops(self)

    def _sign_in(self) -> Iterator[str]:
        yield "sign-in"
        self.click("sign_in.user.nurse-a")
        self.type("sign_in.password", "not the password", enter=True)
        yield "sign-in-wrong"
        self.type("sign_in.password", PASSWORD, enter=True)
        yield "board"

    def _patients(self) -> Iterator[str]:
        self.open_patient(INTENSIVE)
        yield "patient"
        if self.has("patient.part.checks"):
            self.click("patient.part.checks")
            yield "patient-checks"
            self.click_first_row("patient.check_cards" if self.has("patient.check_cards") else "patient.checks")
            yield "patient-detail"
            self.click("patient.detail.back", "patient.part.course")
        self.click("patient.as_table")
        yield "patient-table"
        self.click("patient.as_episodes")
        yield "patient-episodes"
        self.click("patient.as_episodes", "patient.back")
        self.open_patient(RETURNED)
        self.shortcut("E")
        yield "patient-episodes-returned"
        self.click("patient.as_episodes", "patient.back")
        self.open_patient(PLANNED)
        yield "patient-planned"
        self.click("patient.back")

    def _forms(self) -> Iterator[str]:
        self.open_patient(WAIVED)
        self.click("patient.record_treatment")
        yield "treatment"
        self.click("treatment.drug.steroid", "treatment.name.steroid.dexamethasone")
        self.type("treatment.dose", "lots")
        self.click("treatment.save")
        yield "treatment-refused"
        self.click("treatment.back", "patient.back")
        self.shortcut("Ctrl+N")
        yield "add-patient"
        self.type("admission.subject_id", "first one")
        self.click("admission.save")
        yield "add-patient-refused"
        self.click("admission.back")

    def _check(self) -> Iterator[str]:
        self.open_patient(WAIVED)
        self.click("patient.start_check")
        yield "check-1-patient"
        self.choose("identity", "match")
        self.click("assess.next")
        yield "check-2-temperature"
        self.number("temperature_c", "101.5")
        yield "check-2-temperature-refused"
        self.number("temperature_c", "41.6")
        yield "check-2-temperature-unlikely"
        self.click("assess.soft.temperature_c.change")
        self.number("temperature_c", "36.9")
        self.number("heart_rate_bpm", "104")
        self.number("respiratory_rate_per_min", "22")
        self.choose("temperature_since", "higher")
        yield "check-2-temperature-since"
        self.choose("temperature_since", "not_higher")
        self.click("assess.next")
        self.number("systolic_mmhg", "86")
        self.number("diastolic_mmhg", "48")
        self.choose("hypotension", "yes")
        self.choose("vasopressors", "none")
        yield "check-3-circulation"
        self.choose("inotropes", "none")
        self.choose("vasopressors_since", "some")
        yield "check-3-circulation-since"
        self.choose("vasopressors_since", "none")
        self.click("assess.next")
        self.choose("oxygen_device", "nasal_cannula")
        self.number("oxygen_flow_l_min", "4")
        yield "check-4-oxygen"
        self.number("spo2_percent", "93")
        self.choose("oxygen_since", "not_more")
        self.click("assess.next")
        yield "check-5-cause"
        self.choose("hypotension_cause", "crs")
        self.choose("oxygen_reason", "hypoxia")
        self.click("assess.next")

    def _ice(self) -> Iterator[str]:
        yield "check-6-ice"
        self.choose("ice_language", "zh" if self.look.language == "zh_CN" else "en")
        self.click("assess.next")
        for item in ("ice_year", "ice_month", "ice_city"):
            self.choose(item, "correct")
        self.choose("ice_hospital", "not_assessable")
        yield "check-6-ice-orientation"
        self.choose("ice_hospital", "wrong")
        self.click("assess.next")
        yield "check-6-ice-naming"
        self.click("assess.pictures.show")
        yield "check-6-ice-picture"
        self.click("assess.viewer.close")
        for number in (1, 2, 3):
            self.choose(f"ice_naming_{number}", "correct")
        self.click("assess.next")
        yield "check-6-ice-command"
        self.choose("ice_command", "correct")
        self.click("assess.next")
        self.write("assess.canvas", HANDWRITING)
        yield "check-6-ice-writing"
        self.choose("ice_writing", "wrong")
        self.click("assess.next")
        for count in ("100", "90", "80"):
            self.click(f"assess.count.{count}")
        yield "check-6-ice-attention"
        self.choose("ice_attention", "wrong")
        self.click("assess.next")

    def _end_of_check(self) -> Iterator[str]:
        self.choose("consciousness", "awakens_to_voice")
        yield "check-7-neuro"
        self.choose("consciousness_cause", "cannot_exclude")
        self.choose("motor_weakness", "none")
        self.click("assess.next")
        self.choose("seizures", "some")
        yield "check-7-seizures"
        self.choose("seizures", "none")
        self.choose("raised_icp", "none")
        self.choose("imaging", "pending")
        self.choose("neuro_attributed_to_icans", "yes")
        self.click("assess.next")
        yield "check-8-events"
        self.choose("other_events", "none")
        self.click("assess.next")
        yield "check-9-review"
        self.click("assess.review.icans.open_override", "assess.override.icans.grade.3")
        yield "check-9-review-override"
        self.click("review.complete")
        yield "check-9-review-refused"
        self.type("assess.override.icans.reason", "Seen with Dr. B., worse than the score")
        self.click("review.complete")
        yield "saved"

    def first_run(self) -> Iterator[str]:
        """People, tasks and protocol, oversight, then a new computer. Opens other windows in place of this one."""
        yield from people_stops(self, PASSWORD, INTENSIVE)
        yield from oversight_stops(self, PASSWORD)
        yield from first_run_stops(self)


def _wave(left: float, right: float, middle: float, high: float, turns: int) -> tuple[tuple[float, float], ...]:
    """A line that goes up and down `turns` times between left and right."""
    steps = 2 * turns
    return tuple(
        (left + (right - left) * step / steps, middle + (high if step % 2 else -high)) for step in range(steps + 1)
    )


HANDWRITING: Final = (
    _wave(0.06, 0.30, 0.55, 0.12, 5),
    _wave(0.36, 0.62, 0.58, 0.09, 6),
    _wave(0.68, 0.90, 0.62, 0.14, 4),
    ((0.93, 0.70), (0.935, 0.71)),
)
"""What a shaking hand leaves on the sheet."""


@contextmanager
def tour(look: Look, template: Path) -> Iterator[Tour]:
    """A tour in one look, closed and cleared away at the end."""
    with tempfile.TemporaryDirectory(prefix="bedside-tour-") as folder:
        made = Tour(look, template, Path(folder))
        try:
            yield made
        finally:
            made.close()
