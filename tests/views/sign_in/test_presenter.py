"""The sign-in's glue: what the gate answers becomes a state, every refusal its line, no password stays."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from bedside.errors import InputRefused, SignInError, StoreInUse
from bedside.views.appearance import Appearance, Chosen
from bedside.views.sign_in.presenter import SignInPresenter
from bedside.views.sign_in.state import SetUp
from bedside.views.tasks import DirectRunner
from bedside.views.widgets.person import UserTile

NURSE, DOCTOR = UserTile("nurse-a", "Nurse A", "nurse"), UserTile("doctor", "Investigator A", "investigator")
ANSWERS = SetUp("01", "n-one", "N. One", "nurse", "right horse", "right horse")


class FakeGate:
    """Opens for one password; keeps what it was asked."""

    trial_id = "TRIAL-1"

    def __init__(self, users: Sequence[UserTile] = (NURSE, DOCTOR)) -> None:
        self.known = users
        self.error: Exception | None = None
        self.asked: list[object] = []

    def users(self) -> Sequence[UserTile]:
        if self.error is not None:
            raise self.error
        return self.known

    def sign_in(self, user_id: str, password: str) -> object:
        self.asked.append((user_id, password))
        if password != "right horse":
            raise self.error or SignInError()
        return f"desk of {user_id}"

    def set_up(self, answers: SetUp) -> object:
        self.asked.append(answers)
        if self.error is not None:
            raise self.error
        return f"desk of {answers.user_id}"


@pytest.fixture
def presenter(qtbot: QtBot) -> SignInPresenter:
    appearance = Appearance(Chosen("light", 100, "en"), lambda _look: None)
    made = SignInPresenter(appearance, DirectRunner(), demo=False)
    qtbot.addWidget(made.screen)
    made.screen.show()
    return made


def password_field(presenter: SignInPresenter) -> QLineEdit:
    field = presenter.screen.findChild(QLineEdit, "sign_in.password")
    assert field is not None
    return field


def test_users_are_offered_when_the_gate_opens(qtbot: QtBot, presenter: SignInPresenter) -> None:
    with qtbot.waitSignal(presenter.ready):
        presenter.open_gate(FakeGate())
    assert presenter.state.phase == "users"
    assert presenter.state.users == (NURSE, DOCTOR)
    assert presenter.state.chosen == ""


def test_a_single_user_is_chosen_already(presenter: SignInPresenter) -> None:
    presenter.open_gate(FakeGate((NURSE,)))
    assert presenter.state.chosen == "nurse-a"


def test_without_a_store_the_first_run_begins(qtbot: QtBot, presenter: SignInPresenter) -> None:
    with qtbot.waitSignal(presenter.ready):
        presenter.open_gate(FakeGate(()))
    assert (presenter.state.phase, presenter.state.trial_id) == ("first_run", "TRIAL-1")


def test_a_gate_that_cannot_be_read_stops_with_its_line(presenter: SignInPresenter) -> None:
    gate = FakeGate()
    gate.error = StoreInUse(folder="ward")
    presenter.open_gate(gate)
    assert presenter.state.phase == "stopped"
    assert presenter.state.error == "Another Bedside on this computer has the store open; close it first"


def test_the_right_password_signs_in(qtbot: QtBot, presenter: SignInPresenter) -> None:
    presenter.open_gate(FakeGate())
    presenter.screen.user_chosen.emit("nurse-a")
    password_field(presenter).setText("right horse")
    with qtbot.waitSignal(presenter.signed_in) as told:
        presenter.screen.sign_in_requested.emit("nurse-a", "right horse")
    assert told.args == ["desk of nurse-a"]
    assert password_field(presenter).text() == ""
    assert not presenter.state.busy


def test_a_wrong_password_is_said_in_one_line_and_forgotten(qtbot: QtBot, presenter: SignInPresenter) -> None:
    presenter.open_gate(FakeGate())
    presenter.screen.user_chosen.emit("nurse-a")
    password_field(presenter).setText("wrong")
    with qtbot.assertNotEmitted(presenter.signed_in):
        presenter.screen.sign_in_requested.emit("nurse-a", "wrong")
    assert presenter.state.error == "User or password is not right"
    assert password_field(presenter).text() == ""


def test_a_store_in_use_is_said_at_the_password(presenter: SignInPresenter) -> None:
    gate = FakeGate()
    presenter.open_gate(gate)
    gate.error = StoreInUse(folder="ward")
    presenter.screen.user_chosen.emit("nurse-a")
    presenter.screen.sign_in_requested.emit("nurse-a", "any")
    assert presenter.state.phase == "users"
    assert presenter.state.error.startswith("Another Bedside")


def test_choosing_another_user_forgets_password_and_refusal(presenter: SignInPresenter) -> None:
    presenter.open_gate(FakeGate())
    presenter.screen.user_chosen.emit("nurse-a")
    presenter.screen.sign_in_requested.emit("nurse-a", "wrong")
    password_field(presenter).setText("half")
    presenter.screen.user_chosen.emit("doctor")
    assert (presenter.state.chosen, presenter.state.error, password_field(presenter).text()) == ("doctor", "", "")


def test_before_the_gate_is_open_nothing_is_asked(presenter: SignInPresenter) -> None:
    presenter.screen.sign_in_requested.emit("nurse-a", "right horse")
    presenter.screen.set_up_requested.emit(ANSWERS)
    assert presenter.state.phase == "opening"


@pytest.mark.parametrize(
    ("answers", "field", "line"),
    [
        (replace(ANSWERS, site_id=""), "site_id", "Needed"),
        (replace(ANSWERS, name=""), "name", "Needed"),
        (replace(ANSWERS, user_id=""), "user_id", "Needed"),
        (replace(ANSWERS, role=""), "role", "Choose your role"),
        (replace(ANSWERS, password="1234567", password_again="1234567"), "password", "At least 8 characters"),
        (replace(ANSWERS, password_again="right house"), "password_again", "The two passwords differ"),
    ],
)
def test_a_first_run_is_looked_over_before_anything_is_made(
    presenter: SignInPresenter, answers: SetUp, field: str, line: str
) -> None:
    gate = FakeGate(())
    presenter.open_gate(gate)
    presenter.screen.set_up_requested.emit(answers)
    assert gate.asked == []
    assert (presenter.state.error_field, presenter.state.error) == (field, line)


def test_a_first_run_signs_its_user_in(qtbot: QtBot, presenter: SignInPresenter) -> None:
    presenter.open_gate(FakeGate(()))
    with qtbot.waitSignal(presenter.signed_in) as told:
        presenter.screen.set_up_requested.emit(ANSWERS)
    assert told.args == ["desk of n-one"]


def test_what_the_store_refuses_stands_at_its_field(presenter: SignInPresenter) -> None:
    gate = FakeGate(())
    presenter.open_gate(gate)
    gate.error = InputRefused("site_id", "0 1", "letters and digits")
    presenter.screen.set_up_requested.emit(ANSWERS)
    assert presenter.state.error_field == "site_id"
    assert not presenter.state.busy


def test_after_signing_out_the_users_are_read_again(presenter: SignInPresenter) -> None:
    gate = FakeGate()
    presenter.open_gate(gate)
    presenter.screen.user_chosen.emit("nurse-a")
    gate.known = (NURSE,)
    presenter.show_again()
    assert presenter.state.users == (NURSE,)
    assert presenter.state.phase == "users"


def test_trying_again_is_asked_for(qtbot: QtBot, presenter: SignInPresenter) -> None:
    presenter.stop(StoreInUse(folder="ward"))
    with qtbot.waitSignal(presenter.reopen_requested):
        presenter.screen.retry_requested.emit()
    assert presenter.state.phase == "opening"


def test_a_new_screen_shows_what_the_old_one_showed(qtbot: QtBot, presenter: SignInPresenter) -> None:
    presenter.open_gate(FakeGate())
    presenter.screen.user_chosen.emit("doctor")
    old = presenter.screen
    new = presenter.rebuild()
    qtbot.addWidget(new)
    assert new is not old
    assert new.state == presenter.state
    with qtbot.waitSignal(presenter.signed_in):
        new.sign_in_requested.emit("doctor", "right horse")
