"""Behind the sign-in: every way from the board and back, and signing out closes the store."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from bedside.errors import StoreError
from bedside.models.journal import Kind
from bedside.services.desk import Desk
from bedside.store.slots import SlotUser
from bedside.store.store import open_store
from bedside.views import area_pages
from bedside.views import ward as module
from bedside.views.adverse_event.presenter import AdverseEventPresenter
from bedside.views.appearance import Appearance, Chosen
from bedside.views.assess.presenter import AssessPresenter
from bedside.views.board.admission import AdmissionPresenter
from bedside.views.home.presenter import HomePresenter
from bedside.views.main_window import MainWindow
from bedside.views.patient.presenter import PatientPresenter
from bedside.views.tasks import DirectRunner
from bedside.views.ward import Ward
from tests.services.conftest import PASSWORD
from tests.services.ward import Ward as Patients
from tests.views.test_areas import BlankPage


@pytest.fixture
def window(qapp: QApplication) -> Iterator[MainWindow]:  # noqa: ARG001 - there must be an application
    made = MainWindow()
    made.show()
    yield made
    made.close()
    delete(made)


@pytest.fixture
def shell(window: MainWindow, desk: Desk, ward: Patients) -> Iterator[Ward]:
    ward.check()
    appearance = Appearance(Chosen("light", 100, "en"), lambda _look: None)
    made = Ward(window, desk, DirectRunner(), appearance)
    made.enter()
    yield made
    made.board.stop()
    if isinstance(made.page, PatientPresenter):
        made.page.stop()


def page_of(shell: Ward) -> object:
    """What lies over the board, asked anew each time."""
    return shell.page


def on_board(window: MainWindow, shell: Ward) -> bool:
    return window.shown is shell.board.screen and shell.page is None


def test_the_board_comes_first_and_is_read(window: MainWindow, shell: Ward) -> None:
    assert on_board(window, shell)
    assert [row.subject_id for row in shell.board.state.rows] == ["01-001"]


def test_a_patient_is_opened_and_left(window: MainWindow, shell: Ward) -> None:
    shell.board.screen.patient_requested.emit("01-001")
    assert isinstance(shell.page, PatientPresenter)
    assert window.shown is shell.page.screen
    shell.page.closed.emit()
    assert on_board(window, shell)


def test_a_check_is_opened_from_the_board_and_left(window: MainWindow, shell: Ward) -> None:
    shell.board.screen.check_requested.emit("01-001")
    assert isinstance(shell.page, AssessPresenter)
    assert window.shown is shell.page.screen
    shell.page.closed.emit()
    assert on_board(window, shell)
    assert shell.board.state.rows[0].open_check is not None


def test_a_check_is_opened_from_a_patient(window: MainWindow, shell: Ward) -> None:
    shell.board.screen.patient_requested.emit("01-001")
    assert isinstance(shell.page, PatientPresenter)
    shell.page.check_requested.emit("01-001")
    page = page_of(shell)
    assert isinstance(page, AssessPresenter)
    assert window.shown is page.screen


def test_an_adverse_event_is_opened_from_a_patient_and_left(window: MainWindow, shell: Ward) -> None:
    shell.open_patient("01-001")
    assert isinstance(shell.page, PatientPresenter)
    shell.page.screen.adverse_event_requested.emit()
    event = page_of(shell)
    assert isinstance(event, AdverseEventPresenter)
    assert window.shown is event.screen
    assert event.state.patient.startswith("Bed 12 · 01-001")
    event.screen.back_requested.emit()
    assert isinstance(page_of(shell), PatientPresenter)


def test_a_recorded_event_is_told_and_shown_on_the_patients_page(window: MainWindow, shell: Ward) -> None:
    shell.open_adverse_event("01-001", "Bed 12")
    event = page_of(shell)
    assert isinstance(event, AdverseEventPresenter)
    event.saved.emit("01-001", "Recorded: Nausea, CTCAE 4.03 grade 1")
    patient = page_of(shell)
    assert isinstance(patient, PatientPresenter)
    assert patient.state.shown == "events"
    assert window.notice.text == "Recorded: Nausea, CTCAE 4.03 grade 1"


def test_a_check_that_cannot_be_opened_leaves_the_board(window: MainWindow, shell: Ward) -> None:
    shell.open_check("01-999")
    assert on_board(window, shell)
    assert "01-999" in window.notice.text


def test_a_saved_check_is_told_on_the_board(window: MainWindow, shell: Ward) -> None:
    shell.open_check("01-001")
    assert isinstance(shell.page, AssessPresenter)
    shell.page.check_saved.emit("01-001")
    assert on_board(window, shell)
    assert shell.board.state.selected == "01-001"


def test_a_patient_is_added_and_selected(window: MainWindow, shell: Ward) -> None:
    shell.board.screen.admission_requested.emit()
    assert isinstance(shell.page, AdmissionPresenter)
    assert window.shown is shell.page.screen
    shell.page.admitted.emit("01-001")
    assert on_board(window, shell)
    assert window.notice.text == "01-001 is on the ward"


def test_adding_can_be_given_up(window: MainWindow, shell: Ward) -> None:
    shell.open_admission()
    assert isinstance(shell.page, AdmissionPresenter)
    shell.page.closed.emit()
    assert on_board(window, shell)
    assert window.notice.text == ""


def test_what_a_screen_tells_is_shown(window: MainWindow, shell: Ward) -> None:
    shell.board.told.emit("caution", "Look here")
    assert window.notice.text == "Look here"


def test_a_page_that_was_left_is_gone(qtbot: QtBot, shell: Ward) -> None:
    shell.open_patient("01-001")
    assert shell.page is not None
    screen = shell.page.screen
    with qtbot.waitSignal(screen.destroyed):
        shell.back_to_board()


def test_another_size_builds_the_board_anew(window: MainWindow, shell: Ward) -> None:
    old = shell.board.screen
    shell.rebuild()
    assert window.shown is shell.board.screen
    assert shell.board.screen is not old
    shell.open_admission()
    shell.rebuild()
    page = page_of(shell)
    assert isinstance(page, AdmissionPresenter)
    assert page_of(shell) is page
    assert window.shown is not shell.board.screen


def test_signing_out_closes_the_store(qtbot: QtBot, shell: Ward, desk: Desk, folder: Path) -> None:
    shell.open_patient("01-001")
    with qtbot.waitSignal(shell.signed_out):
        shell.board.screen.sign_out_requested.emit()
    with open_store(folder, "nurse-a", PASSWORD, desk.clock) as store, store.read() as reader:
        written = [entry for _position, entry in reader.entries(0, 1000)]
    assert written[-1].kind == Kind.ACCESS
    assert b"signed_out" in (written[-1].payload or b"")
    shell.leave()


def test_a_sign_out_that_cannot_be_journalled_still_leaves(
    qtbot: QtBot, shell: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_desk: Desk) -> None:
        raise StoreError(problem="full")

    monkeypatch.setattr(module, "sign_out", full)
    with qtbot.waitSignal(shell.signed_out):
        shell.leave()


def test_the_keyboard_is_on_the_rows_after_coming_back(qtbot: QtBot, window: MainWindow, shell: Ward) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    shell.open_admission()
    shell.back_to_board()
    assert shell.board.screen.view.hasFocus()
    with qtbot.waitSignal(shell.board.check_requested):
        QTest.keyClicks(shell.board.screen.view, "s")


def test_a_row_is_known_again_after_it_changed(shell: Ward) -> None:
    state = shell.board.state
    assert replace(state, selected="").selected_row is None
    assert state.selected_row == state.rows[0]


# ---------------------------------------------------------------- areas


def shell_of(window: MainWindow, desk: Desk, role: str) -> Ward:
    """The ward of somebody in another role."""
    user = SlotUser("somebody", "Somebody", role)
    appearance = Appearance(Chosen("light", 100, "en"), lambda _look: None)
    return Ward(window, replace(desk, user=user), DirectRunner(), appearance)


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> dict[str, type[BlankPage]]:
    """People, audit and health are there, with nothing in them."""
    made = dict.fromkeys(("people", "audit", "health"), BlankPage)
    monkeypatch.setattr(area_pages, "PAGES", made)
    return made


@pytest.mark.usefixtures("pages")
def test_an_area_is_opened_from_the_menu_and_left(window: MainWindow, desk: Desk, ward: Patients) -> None:  # noqa: ARG001
    shell = shell_of(window, desk, "nurse")
    shell.enter()
    shell.board.screen.page_requested.emit("health")
    page = page_of(shell)
    assert isinstance(page, BlankPage)
    assert (page.opened, page.desk.user.role) == (1, "nurse")
    assert window.shown is page.screen
    page.told.emit("good", "All is well")
    assert window.notice.text == "All is well"
    page.closed.emit()
    assert on_board(window, shell)
    shell.board.stop()


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize("name", ["audit", "nonsense", "account"])
def test_an_area_that_is_not_for_this_user_stays_closed(window: MainWindow, desk: Desk, name: str) -> None:
    shell = shell_of(window, desk, "nurse")
    shell.enter()
    shell.open_area(name)
    assert on_board(window, shell)
    shell.board.stop()


@pytest.mark.usefixtures("pages")
def test_an_administrator_lands_on_the_people_and_has_no_board(window: MainWindow, desk: Desk) -> None:
    shell = shell_of(window, desk, "administrator")
    shell.enter()
    page = page_of(shell)
    assert isinstance(page, BlankPage)
    assert window.shown is page.screen
    with pytest.raises(TypeError, match="no board"):
        _ = shell.board
    page.closed.emit()
    assert isinstance(shell.base, HomePresenter)
    assert window.shown is shell.base.screen
    old = shell.base.screen
    shell.rebuild()
    assert window.shown is shell.base.screen
    assert shell.base.screen is not old


def test_a_lock_and_a_sign_out_break_off_a_verification(shell: Ward) -> None:
    stop = shell._verifying._stop
    shell.lock.covered.emit(True)
    assert stop.is_set()
    shell.lock.covered.emit(False)
    assert not shell._verifying._stop.is_set()
    shell.leave()
    assert shell._verifying._stop.is_set()
    assert not shell._verifying._timer.isActive()
