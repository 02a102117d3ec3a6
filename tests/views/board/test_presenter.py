"""The board's glue against a real store: what the ward is becomes rows, the selection stays with the patient."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from bedside.errors import StoreReadOnly
from bedside.models.projections import GradeBounds
from bedside.services.desk import Desk
from bedside.services.ward import ward_board
from bedside.views.appearance import Appearance, Chosen
from bedside.views.board import presenter as module
from bedside.views.board.presenter import REFRESH_MS, BoardPresenter
from bedside.views.board.state import Note
from bedside.views.tasks import DirectRunner
from tests.services.ward import FEVER, Ward


@pytest.fixture
def presenter(qtbot: QtBot, desk: Desk) -> Iterator[BoardPresenter]:
    appearance = Appearance(Chosen("light", 100, "en"), lambda _look: None)
    made = BoardPresenter(desk, DirectRunner(), appearance)
    qtbot.addWidget(made.screen)
    made.screen.resize(1366, 768)
    made.screen.show()
    yield made
    made.stop()


def test_before_the_ward_is_read_the_board_says_so(presenter: BoardPresenter) -> None:
    assert not presenter.state.loaded
    assert presenter.state.ward == "Site site-1"
    assert presenter.state.fever_c == 38.0


def test_an_empty_ward_has_no_rows(presenter: BoardPresenter) -> None:
    presenter.refresh()
    assert presenter.state.loaded
    assert (presenter.state.rows, presenter.state.selected) == ((), "")


def test_a_patient_becomes_a_row(presenter: BoardPresenter, ward: Ward) -> None:
    ward.check(FEVER)
    ward.pass_time(hours=3)
    presenter.refresh()
    (row,) = presenter.state.rows
    assert (row.subject_id, row.bed, row.day) == ("01-001", "12", 1)
    assert (row.crs.at_least, row.crs.at_most, row.icans.at_least) == (1, 1, 0)
    assert (row.temperature_c, row.due_state, row.due_why, row.due_minutes) == (38.6, "overdue", "fever", 60)
    assert Note("unsigned", (1,)) in row.notes
    assert (presenter.state.overdue, presenter.state.unsigned) == (1, 1)
    assert presenter.screen.state == presenter.state


def test_an_open_check_stands_in_its_row(presenter: BoardPresenter, ward: Ward) -> None:
    ward.start()
    presenter.refresh()
    (row,) = presenter.state.rows
    assert row.open_check is not None
    assert row.open_check.started_by == "Nurse A"


def test_the_first_row_is_selected_and_then_whatever_was(presenter: BoardPresenter, ward: Ward) -> None:
    ward.admit("01-002", days_ago=3)
    presenter.refresh()
    first = presenter.state.selected
    assert first == presenter.state.rows[0].subject_id
    other = presenter.state.rows[1].subject_id
    presenter.screen.subject_selected.emit(other)
    presenter.refresh()
    assert presenter.state.selected == other


def test_a_selected_patient_who_has_gone_is_not_selected(presenter: BoardPresenter, ward: Ward) -> None:
    presenter.refresh()
    presenter.select("01-999")
    presenter.refresh()
    assert presenter.state.selected == ward.subject_id


@pytest.mark.parametrize("scanned", ["01-001", "R-01-001", " 01-001\r"])
def test_a_scanned_wristband_opens_its_patient(
    qtbot: QtBot, presenter: BoardPresenter, ward: Ward, scanned: str
) -> None:
    presenter.refresh()
    with qtbot.waitSignal(presenter.patient_requested) as told:
        presenter.screen.scan_entered.emit(scanned)
    assert told.args == [ward.subject_id]
    assert presenter.state.selected == ward.subject_id


@pytest.mark.usefixtures("ward")
def test_an_unknown_wristband_is_said_without_its_number(qtbot: QtBot, presenter: BoardPresenter) -> None:
    with qtbot.waitSignal(presenter.told) as told, qtbot.assertNotEmitted(presenter.patient_requested):
        presenter.screen.scan_entered.emit("R-999")
    assert told.args is not None
    kind, text = told.args
    assert kind == "danger"
    assert "999" not in text


def test_a_ward_that_cannot_be_read_is_told(
    qtbot: QtBot, presenter: BoardPresenter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_desk: Desk) -> None:
        raise StoreReadOnly(folder="ward")

    monkeypatch.setattr(module, "ward_board", broken)
    with qtbot.waitSignal(presenter.told) as told:
        presenter.refresh()
    assert told.args == ["danger", "The store in ward cannot be written; give write permission and try again"]
    assert not presenter.state.loaded


def test_the_board_is_read_again_by_itself(qtbot: QtBot, presenter: BoardPresenter, ward: Ward) -> None:
    timer = presenter.findChild(QTimer)
    assert timer is not None
    assert timer.interval() == REFRESH_MS == 30_000
    timer.setInterval(1)
    qtbot.waitUntil(lambda: presenter.state.loaded)
    assert [row.subject_id for row in presenter.state.rows] == [ward.subject_id]
    presenter.stop()
    assert not timer.isActive()


def test_wishes_are_passed_on(qtbot: QtBot, presenter: BoardPresenter) -> None:
    for name in ("patient_requested", "check_requested"):
        with qtbot.waitSignal(getattr(presenter, name)) as told:
            getattr(presenter.screen, name).emit("01-001")
        assert told.args == ["01-001"]
    for name in ("admission_requested", "sign_out_requested"):
        with qtbot.waitSignal(getattr(presenter, name)):
            getattr(presenter.screen, name).emit()


def test_a_new_screen_shows_what_the_old_one_showed(qtbot: QtBot, presenter: BoardPresenter, ward: Ward) -> None:
    presenter.refresh()
    old = presenter.screen
    new = presenter.rebuild()
    qtbot.addWidget(new)
    assert new is not old
    assert new.state == presenter.state
    new.subject_selected.emit(ward.subject_id)
    assert presenter.state.selected == ward.subject_id


def test_a_row_without_grades_is_unknown_and_not_none(desk: Desk, ward: Ward) -> None:
    board = ward_board(desk)
    row = module.patient_row(board.rows[0], "nurse-a")
    assert (row.subject_id, row.crs.numeral, row.icans.numeral) == (ward.subject_id, "?", "?")
    graded = module.patient_row(replace(board.rows[0], crs=GradeBounds(2, 3), crs_change="up"), "nurse-a")
    assert (graded.crs.at_least, graded.crs.at_most, graded.crs.trend) == (2, 3, "up")
