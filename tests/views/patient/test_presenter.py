"""The page's glue on a real store: what is read, what is chosen, what is saved, and who hears of it."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from bedside.errors import StoreReadOnly
from bedside.services.audit_rows import rows_of
from bedside.services.desk import Desk
from bedside.services.ward import assessment_detail, patient_page
from bedside.store.trail_search import TrailFilter
from bedside.views.assess.check_words import CheckWords
from bedside.views.patient import presenter as module
from bedside.views.patient.presenter import REFRESH_MS, TICK_MS, PatientPresenter
from bedside.views.tasks import DirectRunner, TaskRunner
from tests.services.ward import FEVER, Ward

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def presenter(qtbot: QtBot, desk: Desk) -> Iterator[PatientPresenter]:
    made = PatientPresenter(DirectRunner(), desk, desk.clock, CheckWords())
    qtbot.addWidget(made.screen)
    made.screen.resize(1366, 768)
    made.screen.show()
    made.screen.activateWindow()
    qtbot.waitUntil(made.screen.isActiveWindow)
    yield made
    made.stop()


@pytest.fixture
def opened(presenter: PatientPresenter, ward: Ward) -> PatientPresenter:
    """The page of a patient with two checks."""
    ward.check()
    ward.pass_time(hours=4)
    ward.check(FEVER)
    presenter.open(ward.subject_id)
    return presenter


def part(presenter: PatientPresenter, name: str) -> QWidget:
    """The widget of this name; the one that is seen where a form before it waits to be deleted."""
    found = presenter.screen.findChildren(QWidget, name)
    assert found, name
    return next((widget for widget in found if widget.isVisible()), found[0])


def text(presenter: PatientPresenter, name: str) -> str:
    found = part(presenter, name)
    assert isinstance(found, QLabel)
    return found.text() if found.isVisible() else ""


def press(presenter: PatientPresenter, *names: str) -> None:
    for name in names:
        QTest.mouseClick(part(presenter, name), LEFT)


# ---------------------------------------------------------------------------------------------- reading


def test_opening_a_patient_shows_the_page_with_its_newest_check(opened: PatientPresenter) -> None:
    assert opened.state.loaded
    assert len(opened.state.checks) == 2
    assert text(opened, "patient.title") == "Bed 12 · 01-001 · D+1"
    assert text(opened, "patient.detail.crs.grade") == "CRS grade 1"
    assert opened.state.detail is not None
    assert opened.state.detail.record_id == opened.state.checks[0].record_id


def test_answers_are_said_in_the_words_of_the_check(opened: PatientPresenter) -> None:
    assert opened.state.detail is not None
    groups = {group.title: {line.label: line.value for line in group.answers} for group in opened.state.detail.groups}
    assert groups["Temperature"]["Temperature"] == "38.6 °C"
    assert groups["Oxygen"]["Oxygen device"] == "Room air"
    assert groups["Cause"]["Cause of the fever"] == "CRS"
    assert groups["Patient"] == {"Right patient": "Yes, wristband matches"}


def test_the_fever_threshold_is_the_protocol_s(opened: PatientPresenter, desk: Desk) -> None:
    assert opened.state.fever_c == desk.protocol.thresholds.fever_c


def test_another_check_is_read_when_it_is_gone_to(opened: PatientPresenter) -> None:
    QTest.keyClick(part(opened, "patient.checks"), Qt.Key.Key_Down)
    assert opened.state.selected == opened.state.checks[1].record_id
    assert text(opened, "patient.detail.crs.grade") == "CRS none"


def test_going_to_the_same_check_reads_nothing(opened: PatientPresenter) -> None:
    before = opened.state.detail
    opened.select(opened.state.selected)
    opened.select("")
    assert opened.state.detail is before


def test_a_refresh_brings_what_was_recorded_meanwhile(opened: PatientPresenter, ward: Ward) -> None:
    chosen = opened.state.checks[1].record_id
    opened.select(chosen)
    ward.pass_time(hours=1)
    ward.check(FEVER)
    opened.refresh()
    assert len(opened.state.checks) == 3
    assert opened.state.selected == chosen
    assert text(opened, "patient.detail.crs.grade") == "CRS none"


def test_another_patient_starts_afresh(opened: PatientPresenter, ward: Ward) -> None:
    ward.admit("01-002", bed="14")
    opened.open("01-002")
    assert opened.state.checks == ()
    assert opened.state.detail is None
    assert text(opened, "patient.title") == "Bed 14 · 01-002 · D+1"


def test_what_is_read_too_late_is_not_shown(opened: PatientPresenter, ward: Ward) -> None:
    late = module.read_rows(ward.desk, ward.subject_id)
    ward.admit("01-002")
    opened.open("01-002")
    opened._on_page_read(late)
    assert opened.state.subject_id == "01-002"
    assert opened.state.checks == ()


def test_a_check_read_too_late_is_not_shown(opened: PatientPresenter, ward: Ward) -> None:
    late = assessment_detail(ward.desk, UUID(opened.state.checks[0].record_id))
    opened.select(opened.state.checks[1].record_id)
    opened._on_detail_read(late)
    assert text(opened, "patient.detail.crs.grade") == "CRS none"


def test_nothing_is_read_before_a_patient_is_opened(presenter: PatientPresenter) -> None:
    presenter.refresh()
    assert not presenter.state.loaded


def test_a_patient_who_is_not_here_is_said_so(presenter: PatientPresenter, qtbot: QtBot) -> None:
    with qtbot.waitSignal(presenter.told) as told:
        presenter.open("99-999")
    assert told.args == ["danger", "99-999 is not on this device"]


def test_a_store_that_fails_is_said_and_the_page_stays(
    opened: PatientPresenter, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> object:
        raise StoreReadOnly(folder="here")

    monkeypatch.setattr(module, "patient_page", fail)
    with qtbot.waitSignal(opened.told) as told:
        opened.refresh()
    assert told.args == ["danger", "The store in here cannot be written; give write permission and try again"]
    assert len(opened.state.checks) == 2


def test_it_refreshes_by_itself_until_it_is_left(opened: PatientPresenter, qtbot: QtBot) -> None:
    timers = opened.findChildren(QTimer)
    assert sorted(timer.interval() for timer in timers) == [REFRESH_MS, TICK_MS] == [30_000, 60_000]
    assert all(timer.isActive() for timer in timers)
    with qtbot.waitSignal(opened.closed):
        press(opened, "patient.back")
    assert not any(timer.isActive() for timer in timers)


def test_the_countdown_goes_on_each_minute_without_reading(
    opened: PatientPresenter, ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    ward.give("tocilizumab")
    opened.refresh()
    press(opened, "patient.as_episodes")
    assert text(opened, "patient.clock.next") == "Earliest next 20:00, in 8 h 00"
    monkeypatch.setattr(module, "patient_page", None)
    ward.pass_time(minutes=1)
    (minute,) = [timer for timer in opened.findChildren(QTimer) if timer.interval() == TICK_MS]
    minute.timeout.emit()
    assert text(opened, "patient.clock.next") == "Earliest next 20:00, in 7 h 59"


def test_what_is_not_seen_counts_nothing_down(opened: PatientPresenter, ward: Ward) -> None:
    ward.give("tocilizumab")
    opened.refresh()
    press(opened, "patient.as_episodes", "patient.as_episodes")
    said = part(opened, "patient.clock.next")
    assert isinstance(said, QLabel)
    before = said.text()
    ward.pass_time(minutes=1)
    opened.screen.tell_time(ward.clock.now())
    assert said.text() == before


# ---------------------------------------------------------------------------------------------- what is chosen


def test_the_wish_for_a_check_is_handed_on(opened: PatientPresenter, qtbot: QtBot) -> None:
    with qtbot.waitSignal(opened.check_requested) as asked:
        press(opened, "patient.start_check")
    assert asked.args == ["01-001"]


def test_an_open_check_is_continued(opened: PatientPresenter, ward: Ward) -> None:
    ward.start()
    opened.refresh()
    button = part(opened, "patient.start_check")
    assert button.property("text") == "Continue check"
    assert text(opened, "patient.hint").startswith("Open check by Nurse A")


def test_picture_table_and_span_are_kept_in_the_state(opened: PatientPresenter) -> None:
    press(opened, "patient.as_table", "patient.hours.24")
    assert (opened.state.shown, opened.state.last_hours) == ("table", 24)
    assert part(opened, "patient.readings").isVisible()
    press(opened, "patient.as_table")
    assert opened.state.shown == "time_line"
    assert part(opened, "patient.time_line").isVisible()


def test_episodes_are_shown_and_left_by_their_button_or_a_span(opened: PatientPresenter) -> None:
    shown = []
    for name in ("as_episodes", "as_episodes", "as_episodes", "hours.24"):
        press(opened, f"patient.{name}")
        shown.append(opened.state.shown)
        assert part(opened, "patient.episodes_view").isVisible() is (shown[-1] == "episodes")
    assert shown == ["episodes", "time_line", "episodes", "time_line"]
    assert opened.state.last_hours == 24


def test_causes_are_said_as_the_check_asks_them(opened: PatientPresenter, ward: Ward) -> None:
    ward.pass_time(hours=4)
    ward.check({**FEVER, "fever_cause": "infection"})
    opened.refresh()
    assert [row.cause for row in opened.state.apart] == ["Infection"]


# ---------------------------------------------------------------------------------------------- treatments


def record(opened: PatientPresenter) -> None:
    press(opened, "patient.record_treatment", "treatment.drug.tocilizumab")
    dose = part(opened, "treatment.dose")
    assert isinstance(dose, QLineEdit)
    QTest.keyClicks(dose, "8")
    press(opened, "treatment.dose_unit.mg/kg", "treatment.route.iv", "treatment.given_at.day.now", "treatment.save")


def test_a_treatment_is_recorded_and_the_page_shows_it(opened: PatientPresenter, ward: Ward, qtbot: QtBot) -> None:
    with qtbot.waitSignal(opened.told) as told, qtbot.waitSignal(opened.treatment_saved) as saved:
        record(opened)
    assert told.args == ["good", f"Recorded: tocilizumab 8 mg/kg, {ward.clock.now():%H:%M}"]
    assert saved.args == ["01-001"]
    assert [row.name for row in opened.state.treatments] == ["tocilizumab"]
    assert part(opened, "patient.checks").isVisible()
    assert not part(opened, "treatment").isVisible()
    (kept,) = patient_page(ward.desk, ward.subject_id).interventions
    assert (kept.drug, kept.dose, kept.dose_unit, kept.route) == ("tocilizumab", 8.0, "mg/kg", "iv")


def test_a_treatment_before_the_trial_is_refused_at_its_time(opened: PatientPresenter, ward: Ward) -> None:
    press(opened, "patient.record_treatment", "treatment.drug.tocilizumab")
    dose, given_at = part(opened, "treatment.dose"), part(opened, "treatment.given_at")
    QTest.keyClicks(dose, "8")
    press(opened, "treatment.dose_unit.mg/kg", "treatment.route.iv", "treatment.given_at.another_day")
    early = ward.clock.now() - timedelta(days=40)
    QTest.keyClicks(part(opened, "treatment.given_at.date"), early.strftime("%Y-%m-%d"))
    QTest.keyClicks(given_at, "1030")
    press(opened, "treatment.save")
    assert "Allowed: a time from day -5 of the infusion on" in text(opened, "treatment.given_at.refusal")
    assert patient_page(ward.desk, ward.subject_id).interventions == ()


def test_the_way_back_from_the_form_leads_to_the_page(opened: PatientPresenter, ward: Ward, qtbot: QtBot) -> None:
    press(opened, "patient.record_treatment")
    assert part(opened, "treatment").isVisible()
    with qtbot.assertNotEmitted(opened.closed):
        press(opened, "treatment.back")
    assert part(opened, "patient.checks").isVisible()
    assert patient_page(ward.desk, ward.subject_id).interventions == ()


def test_each_form_is_a_new_one(opened: PatientPresenter) -> None:
    press(opened, "patient.record_treatment", "treatment.drug.steroid", "treatment.back", "patient.record_treatment")
    assert text(opened, "treatment.title") == "Record treatment · Bed 12 · 01-001 · D+1"
    forms = [form for form in opened.screen.findChildren(QWidget, "treatment") if form.isVisible()]
    assert len(forms) == 1
    tile = forms[0].findChild(QWidget, "treatment.drug.steroid")
    assert tile is not None
    assert not tile.property("checked")


def test_a_planned_infusion_is_confirmed(presenter: PatientPresenter, ward: Ward, qtbot: QtBot) -> None:
    ward.admit("01-002", given=False, days_ago=-1)
    presenter.open("01-002")
    press(presenter, "patient.confirm_infusion", "infusion.infused_at.day.now")
    with qtbot.waitSignal(presenter.told) as told, qtbot.waitSignal(presenter.infusion_saved) as saved:
        press(presenter, "infusion.save")
    assert told.args == ["good", f"Recorded: infusion begun {ward.clock.now():%H:%M}"]
    assert saved.args == ["01-002"]
    assert presenter.state.head.infusion_given
    assert not part(presenter, "patient.confirm_infusion").isVisible()


# ---------------------------------------------------------------------------------------------- off the GUI thread


def test_with_a_real_runner_nothing_is_read_on_the_gui_thread(qtbot: QtBot, desk: Desk, ward: Ward) -> None:
    ward.check(FEVER)
    runner = TaskRunner()
    presenter = PatientPresenter(runner, desk, desk.clock, CheckWords())
    qtbot.addWidget(presenter.screen)
    presenter.screen.show()
    presenter.open(ward.subject_id)
    assert not presenter.state.loaded
    qtbot.waitUntil(lambda: presenter.state.detail is not None)
    presenter.stop()
    runner.finish()
    table = presenter.screen.findChild(QTableView, "patient.checks")
    assert table is not None
    assert table.model().rowCount() == 1


def test_each_opening_is_journalled_once_with_who_looked_at_whom(opened: PatientPresenter, desk: Desk) -> None:
    def views() -> list[tuple[str, str]]:
        with desk.store.read() as reader:
            found = reader.trail.find([TrailFilter(acts=("viewed",))])
            return [(row.subject_id, row.author) for row in rows_of(reader.trail, reader.trail.entries(found))]

    assert views() == [("01-001", "nurse-a")]
    opened.refresh()
    opened.turn_to("labs")
    assert len(views()) == 1
    opened.open("01-001")
    assert len(views()) == 2
