"""The sign-in's glue: what the gate answers becomes a state, every refusal its line, no password stays."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from bedside.errors import (
    InputRefused,
    LockedOut,
    PasswordMustChange,
    SignInError,
    StoreDamaged,
    StoreInUse,
    StoreMissing,
)
from bedside.views.appearance import Appearance, Chosen
from bedside.views.sign_in.presenter import SignInPresenter
from bedside.views.sign_in.state import SetUp
from bedside.views.tasks import DirectRunner
from bedside.views.widgets.code_step import CodeStep
from bedside.views.widgets.person import UserTile

NURSE, DOCTOR = UserTile("nurse-a", "Nurse A", "nurse"), UserTile("doctor", "Investigator A", "investigator")
CODES = ("ABCD-EFGH-JKMN", "PQRS-TVWX-YZ01")
ANSWERS = SetUp("01", "n-one", "N. One", "right horse", "right horse")


class FakeGate:
    """Opens for one password; keeps what it was asked."""

    trial_id = "TRIAL-1"

    def __init__(self, users: Sequence[UserTile] = (NURSE, DOCTOR)) -> None:
        self.known = users
        self.error: Exception | None = None
        self.codes_error: Exception | None = None
        self.left: list[object] = []
        self.asked: list[object] = []

    def users(self) -> Sequence[UserTile]:
        if self.error is not None:
            raise self.error
        return self.known

    def sign_in(self, user_id: str, password: str) -> object:
        self.asked.append((user_id, password))
        if isinstance(self.error, PasswordMustChange):
            raise self.error
        if password != "right horse":
            raise self.error or SignInError()
        return f"desk of {user_id}"

    def set_up(self, answers: SetUp) -> object:
        self.asked.append(answers)
        if self.error is not None:
            raise self.error
        return f"desk of {answers.user_id}"

    def change_password(self, user_id: str, old: str, new: str) -> object:
        self.asked.append((user_id, old, new))
        if self.error is not None:
            raise self.error
        return f"desk of {user_id}"

    def recovery_codes(self, desk: object) -> tuple[str, str]:
        assert desk == "desk of n-one"
        if self.codes_error is not None:
            raise self.codes_error
        return CODES

    def leave(self, desk: object) -> None:
        self.left.append(desk)


@pytest.fixture
def presenter(qtbot: QtBot) -> SignInPresenter:
    appearance = Appearance(Chosen("light", 100, "en"), lambda _look: None)
    made = SignInPresenter(appearance, DirectRunner(), demo=False, choose=lambda _below: 3)
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
        (replace(ANSWERS, password="123456789", password_again="123456789"), "password", "At least 10 characters"),
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


def code(presenter: SignInPresenter) -> str:
    """The code that is shown."""
    assert presenter.state.codes is not None
    return presenter.state.codes.code


def test_a_first_run_shows_both_codes_and_then_signs_its_user_in(qtbot: QtBot, presenter: SignInPresenter) -> None:
    presenter.open_gate(FakeGate(()))
    with qtbot.assertNotEmitted(presenter.signed_in):
        presenter.screen.set_up_requested.emit(ANSWERS)
        assert (presenter.state.phase, code(presenter)) == ("codes", CODES[0])
        presenter.screen.group_typed_back.emit("abcd")
        assert code(presenter) == CODES[1]
        presenter.screen.group_typed_back.emit(" pqrs ")
    assert presenter.state.phase == "made"
    assert presenter.state.codes is None
    with qtbot.waitSignal(presenter.signed_in) as told:
        presenter.screen.add_people_requested.emit()
    assert told.args == ["desk of n-one"]
    with qtbot.assertNotEmitted(presenter.signed_in):
        presenter.screen.add_people_requested.emit()


@pytest.mark.parametrize("typed", ["", "EFGH", "ABC", "PQRS"])
def test_a_code_that_was_not_written_down_stays(presenter: SignInPresenter, typed: str) -> None:
    presenter.open_gate(FakeGate(()))
    presenter.screen.set_up_requested.emit(ANSWERS)
    presenter.screen.group_typed_back.emit(typed)
    assert code(presenter) == CODES[0]
    assert presenter.state.codes is not None
    assert presenter.state.codes.wrong


def test_a_group_is_known_however_it_is_written() -> None:
    step = CodeStep(("0O1L-AAAA", "BBBB-CCCC"), (0, 7))
    assert step.holds("oo il")
    assert step.holds("-001L-")
    assert not step.holds("001")
    assert (step.group, step.following().group) == (1, 2)


def test_without_codes_the_new_store_is_left(qtbot: QtBot, presenter: SignInPresenter) -> None:
    gate = FakeGate(())
    gate.codes_error = StoreInUse(folder="ward")
    presenter.open_gate(gate)
    with qtbot.assertNotEmitted(presenter.signed_in):
        presenter.screen.set_up_requested.emit(ANSWERS)
    assert gate.left == ["desk of n-one"]
    assert presenter.state.error.startswith("Another Bedside")


def test_a_window_closed_over_the_codes_signs_out(presenter: SignInPresenter) -> None:
    gate = FakeGate(())
    presenter.open_gate(gate)
    presenter.leave()
    presenter.screen.set_up_requested.emit(ANSWERS)
    presenter.leave()
    presenter.leave()
    assert gate.left == ["desk of n-one"]


def test_a_code_typed_back_without_a_code_is_nothing(presenter: SignInPresenter) -> None:
    presenter.open_gate(FakeGate())
    presenter.screen.group_typed_back.emit("ABCD")
    assert presenter.state.phase == "users"


# ---------------------------------------------------------------- a password that must go


def asked_to_change(presenter: SignInPresenter, gate: FakeGate) -> None:
    """The chosen user's password was set by somebody else."""
    presenter.open_gate(gate)
    presenter.screen.user_chosen.emit("nurse-a")
    password_field(presenter).setText("given by another")
    gate.error = PasswordMustChange()
    presenter.screen.sign_in_requested.emit("nurse-a", "given by another")
    gate.error = None


def test_a_password_that_must_go_is_replaced_and_opens(qtbot: QtBot, presenter: SignInPresenter) -> None:
    gate = FakeGate()
    asked_to_change(presenter, gate)
    assert (presenter.state.must_change, presenter.state.error) == (True, "")
    assert password_field(presenter).text() == "given by another"
    with qtbot.waitSignal(presenter.signed_in) as told:
        presenter.screen.change_requested.emit("nurse-a", "given by another", "my own horse", "my own horse")
    assert told.args == ["desk of nurse-a"]
    assert gate.asked[-1] == ("nurse-a", "given by another", "my own horse")
    assert not presenter.state.must_change
    assert password_field(presenter).text() == ""


@pytest.mark.parametrize(
    ("new", "again", "field", "line"),
    [
        ("short", "short", "password", "At least 10 characters"),
        ("my own horse", "my own hors", "password_again", "The two passwords differ"),
    ],
)
def test_a_new_password_is_looked_over_before_anything_is_asked(
    presenter: SignInPresenter, new: str, again: str, field: str, line: str
) -> None:
    gate = FakeGate()
    asked_to_change(presenter, gate)
    presenter.screen.change_requested.emit("nurse-a", "given by another", new, again)
    assert len(gate.asked) == 1
    assert (presenter.state.error_field, presenter.state.error) == (field, line)


def test_a_refused_new_password_can_be_tried_again(presenter: SignInPresenter) -> None:
    gate = FakeGate()
    asked_to_change(presenter, gate)
    gate.error = InputRefused("password", "one of those that are tried first", "several words")
    presenter.screen.change_requested.emit("nurse-a", "given by another", "password12", "password12")
    assert presenter.state.must_change
    assert "several words" in presenter.state.error
    assert password_field(presenter).text() == "given by another"


def test_choosing_somebody_else_asks_for_a_password_again(presenter: SignInPresenter) -> None:
    asked_to_change(presenter, FakeGate())
    presenter.screen.user_chosen.emit("doctor")
    assert not presenter.state.must_change


# ---------------------------------------------------------------- a store that cannot be opened


@pytest.mark.parametrize("error", [StoreDamaged(problem="page 7"), StoreMissing(folder="ward")])
def test_a_store_that_cannot_be_opened_offers_a_backup(
    qtbot: QtBot, presenter: SignInPresenter, error: Exception
) -> None:
    gate = FakeGate()
    presenter.open_gate(gate)
    presenter.screen.user_chosen.emit("nurse-a")
    gate.error = error
    presenter.screen.sign_in_requested.emit("nurse-a", "wrong")
    assert (presenter.state.phase, presenter.state.can_restore) == ("stopped", True)
    with qtbot.waitSignal(presenter.restore_requested):
        presenter.screen.restore_requested.emit()


def test_a_store_in_use_offers_none(presenter: SignInPresenter) -> None:
    presenter.stop(StoreInUse(folder="ward"))
    assert not presenter.state.can_restore


def test_a_lock_out_says_how_long(presenter: SignInPresenter) -> None:
    gate = FakeGate()
    presenter.open_gate(gate)
    gate.error = LockedOut(minutes=5)
    presenter.screen.user_chosen.emit("nurse-a")
    presenter.screen.sign_in_requested.emit("nurse-a", "wrong")
    assert "5 min" in presenter.state.error
    assert presenter.state.phase == "users"


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
