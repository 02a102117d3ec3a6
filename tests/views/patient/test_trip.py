"""Whole ways over the page in the real window with a real runner; the outcome is read from a re-opened store."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from bedside.grading import Instruments
from bedside.models.projections import InterventionSummary
from bedside.services.desk import Desk
from bedside.services.sign_in import sign_in, sign_out
from bedside.services.ward import patient_page
from bedside.simulation.clock import ManualClock
from bedside.views import i18n
from bedside.views import theme as themes
from bedside.views.assess.check_words import CheckWords
from bedside.views.main_window import MainWindow
from bedside.views.patient.presenter import PatientPresenter
from bedside.views.tasks import TaskRunner
from tests.services.conftest import NURSE_A, PASSWORD
from tests.services.ward import FEVER, Ward

LEFT = Qt.MouseButton.LeftButton


class Visit:
    """One patient's page in a shown window, and the hands that use it."""

    def __init__(self, qtbot: QtBot, window: MainWindow, runner: TaskRunner, presenter: PatientPresenter) -> None:
        self._qtbot, self.window, self.runner, self.presenter = qtbot, window, runner, presenter

    def part(self, name: str) -> QWidget:
        """The widget of this name that is seen."""
        found = [widget for widget in self.window.findChildren(QWidget, name) if widget.isVisible()]
        assert found, name
        return found[0]

    def press(self, *names: str) -> None:
        """By mouse or finger."""
        for name in names:
            QTest.mouseClick(self.part(name), LEFT)

    def keys(self, text: str) -> None:
        """Type into whatever has the keyboard."""
        QTest.keyClicks(self._focused(), text)

    def key(self, *keys: Qt.Key) -> None:
        """Press keys one after the other."""
        for one in keys:
            QTest.keyClick(self._focused(), one)

    def tab_to(self, name: str) -> None:
        """Go on with Tab until this has the keyboard."""
        for _step in range(60):
            if self._focused().objectName() == name:
                return
            self.key(Qt.Key.Key_Tab)
        raise AssertionError(name)

    def told(self, text: str) -> None:
        """Wait until the window tells this."""
        self._qtbot.waitUntil(lambda: self.window.notice.text == text)

    def _focused(self) -> QWidget:
        focused = QApplication.focusWidget()
        assert focused is not None
        return focused


@pytest.fixture
def visit(qtbot: QtBot, desk: Desk, ward: Ward) -> Iterator[Visit]:
    ward.check()
    ward.pass_time(hours=4)
    ward.check(FEVER)
    ward.pass_time(hours=1)
    window, runner = MainWindow(), TaskRunner()
    presenter = PatientPresenter(runner, desk, desk.clock, CheckWords())
    presenter.told.connect(window.tell)
    window.show_screen(presenter.screen)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    presenter.open(ward.subject_id)
    qtbot.waitUntil(lambda: presenter.state.detail is not None)
    yield Visit(qtbot, window, runner, presenter)
    presenter.stop()
    runner.finish()
    delete(presenter)
    window.close()
    delete(window)


@pytest.fixture
def reopened(
    desk: Desk, folder: Path, clock: ManualClock, instruments: Instruments
) -> Iterator[Callable[[], tuple[InterventionSummary, ...]]]:
    """Signs out, opens the store again, and answers what was given to the patient."""
    opened: list[Desk] = []

    def look() -> tuple[InterventionSummary, ...]:
        sign_out(desk)
        opened.append(sign_in(folder, NURSE_A.user_id, PASSWORD, clock, desk.protocol, instruments))
        return patient_page(opened[-1], "01-001").interventions

    yield look
    for one in opened:
        one.store.close()


def test_a_treatment_by_mouse_is_found_in_the_store(
    visit: Visit, reopened: Callable[[], tuple[InterventionSummary, ...]], clock: ManualClock
) -> None:
    visit.press("patient.record_treatment", "treatment.drug.tocilizumab", "treatment.dose")
    visit.keys("8")
    visit.press("treatment.dose_unit.mg/kg", "treatment.route.iv", "treatment.given_at.day.now", "treatment.save")
    visit.told(f"Recorded: tocilizumab 8 mg/kg, {clock.now():%H:%M}")
    (given,) = reopened()
    assert (given.drug, given.name, given.dose, given.dose_unit, given.route) == (
        "tocilizumab",
        "tocilizumab",
        8.0,
        "mg/kg",
        "iv",
    )
    assert given.given_at == clock.now()


def test_a_treatment_by_keys_alone_is_found_in_the_store(
    visit: Visit, reopened: Callable[[], tuple[InterventionSummary, ...]], clock: ManualClock
) -> None:
    visit.key(Qt.Key.Key_T)
    visit.keys("1")  # an antipyretic
    visit.key(Qt.Key.Key_Tab)
    visit.keys("1")  # paracetamol
    visit.tab_to("treatment.dose")
    visit.keys("1000")
    visit.key(Qt.Key.Key_Return)
    visit.keys("1")  # mg
    visit.key(Qt.Key.Key_Tab)
    visit.keys("1")  # by mouth
    visit.key(Qt.Key.Key_Tab)
    half_past = clock.now() - timedelta(minutes=30)
    visit.keys(f"{half_past:%H%M}")
    visit.tab_to("treatment.save")
    visit.key(Qt.Key.Key_Space)
    visit.told(f"Recorded: paracetamol 1000 mg, {half_past:%H:%M}")
    (given,) = reopened()
    assert (given.drug, given.name, given.dose) == ("antipyretic", "paracetamol", 1000.0)
    assert given.given_at == half_past.replace(second=0, microsecond=0)


def test_after_saving_the_page_shows_the_treatment_and_has_the_keyboard(visit: Visit, qtbot: QtBot) -> None:
    visit.press("patient.record_treatment", "treatment.drug.tocilizumab", "treatment.dose")
    visit.keys("8")
    visit.press("treatment.dose_unit.mg/kg", "treatment.route.iv", "treatment.given_at.day.now", "treatment.save")
    qtbot.waitUntil(lambda: len(visit.presenter.state.treatments) == 1)
    assert visit.part("patient.checks").hasFocus()
    visit.press("patient.as_table")
    table = visit.part("patient.readings")
    assert isinstance(table, QTableView)
    rows = range(table.model().rowCount())
    said = [str(table.model().index(row, 2).data()) for row in rows]
    assert "tocilizumab 8 mg/kg, into a vein" in said


def test_going_through_the_checks_by_keys_shows_each(visit: Visit, qtbot: QtBot) -> None:
    visit.key(Qt.Key.Key_Down)
    older = visit.presenter.state.checks[1].record_id
    qtbot.waitUntil(lambda: visit.presenter.state.detail is not None)
    assert visit.presenter.state.detail is not None
    assert visit.presenter.state.detail.record_id == older
    visit.key(Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: visit.presenter.state.detail is not None)
    assert visit.presenter.state.detail is not None
    assert visit.presenter.state.detail.record_id == visit.presenter.state.checks[0].record_id


def test_a_page_left_while_it_is_read_does_no_harm(visit: Visit, qtbot: QtBot) -> None:
    visit.presenter.refresh()
    visit.key(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not visit.runner.busy)


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("size", [(1366, 768), (1024, 768), (480, 800)])
def test_in_chinese_nothing_is_wider_than_its_window(
    qtbot: QtBot, desk: Desk, ward: Ward, size: tuple[int, int], percent: int
) -> None:
    ward.check(FEVER)
    if not i18n.apply_language("zh_CN"):
        raise AssertionError("the translation is not compiled; run ./dev setup")
    themes.apply_theme(themes.LIGHT.scaled(percent))
    runner = TaskRunner()
    presenter = PatientPresenter(runner, desk, desk.clock, CheckWords())
    qtbot.addWidget(presenter.screen)
    presenter.screen.resize(*size)
    presenter.screen.show()
    presenter.open(ward.subject_id)
    qtbot.waitUntil(lambda: presenter.state.detail is not None)
    presenter.stop()
    runner.finish()
    assert presenter.screen.width() <= size[0]
    assert presenter.state.detail is not None
    assert presenter.state.detail.groups[0].title == "患者"
    for edit in presenter.screen.findChildren(QLineEdit):
        assert edit.width() <= size[0]


def test_a_saved_treatment_waives_tomorrow_s_fever_on_the_page(visit: Visit, ward: Ward, qtbot: QtBot) -> None:
    visit.press("patient.record_treatment", "treatment.drug.tocilizumab", "treatment.dose")
    visit.keys("8")
    visit.press("treatment.dose_unit.mg/kg", "treatment.route.iv", "treatment.given_at.day.now", "treatment.save")
    qtbot.waitUntil(lambda: len(visit.presenter.state.treatments) == 1)
    given_at: datetime = visit.presenter.state.treatments[0].given_at
    ward.pass_time(hours=8)
    ward.check(systolic_mmhg=84, diastolic_mmhg=50, hypotension=True, hypotension_cause="crs")
    visit.presenter.open(ward.subject_id)
    qtbot.waitUntil(lambda: visit.presenter.state.detail is not None)
    assert visit.presenter.state.detail is not None
    crs = visit.presenter.state.detail.grades[0]
    assert crs.badge.numeral == "2"
    assert crs.waived_by is not None
    assert crs.waived_by.given_at == given_at
