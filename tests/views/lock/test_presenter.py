"""The lock's glue: whose secret is asked, what is taken for a PIN, and that nothing typed is kept."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from bedside.errors import StoreError
from bedside.services.desk import Desk
from bedside.views.lock.presenter import LockPresenter
from bedside.views.lock.state import LockState
from bedside.views.tasks import DirectRunner
from tests.views.lock.hands import OTHER, OWNER, PIN, SECRET, FakeKeeper

SINCE, NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC), datetime(2026, 3, 1, 11, 5, tzinfo=UTC)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def keeper(desk: Desk) -> FakeKeeper:
    return FakeKeeper(desk)


@pytest.fixture
def lock(qtbot: QtBot, keeper: FakeKeeper) -> LockPresenter:
    made = LockPresenter(DirectRunner(), keeper, OWNER, SINCE, NOW)
    qtbot.addWidget(made.screen)
    made.screen.resize(900, 700)
    made.screen.show()
    made.screen.activateWindow()
    qtbot.waitUntil(made.screen.isActiveWindow)
    made.open()
    return made


def label(lock: LockPresenter, name: str) -> str:
    found = lock.screen.findChild(QLabel, name)
    assert found is not None, name
    return found.text() if found.isVisible() else ""


def field(lock: LockPresenter) -> QLineEdit:
    found = lock.screen.findChild(QLineEdit, "lock.secret")
    assert found is not None
    return found


def press(lock: LockPresenter, name: str) -> None:
    found = lock.screen.findChild(QPushButton, name)
    assert found is not None, name
    QTest.mouseClick(found, LEFT)


def shown(lock: LockPresenter, name: str) -> bool:
    return any(widget.isVisible() for widget in lock.screen.findChildren(QWidget, name))


def test_it_says_whose_session_it_is_and_since_when(lock: LockPresenter) -> None:
    assert label(lock, "lock.who") == "Nurse A"
    assert label(lock, "lock.whose") == "Nurse A's session, since 08:00; locked at 11:05. Nothing was closed."
    assert field(lock).hasFocus()
    assert field(lock).echoMode() == QLineEdit.EchoMode.Password


@pytest.mark.parametrize(("typed", "is_pin"), [(SECRET, False), (PIN, True)])
def test_password_or_pin_opens(qtbot: QtBot, lock: LockPresenter, keeper: FakeKeeper, typed: str, is_pin: bool) -> None:
    QTest.keyClicks(field(lock), typed)
    with qtbot.waitSignal(lock.unlocked):
        QTest.keyClick(field(lock), Qt.Key.Key_Return)
    assert keeper.asked == [("", typed, is_pin)]
    assert field(lock).text() == ""


def test_a_wrong_secret_stays_locked_and_is_forgotten(qtbot: QtBot, lock: LockPresenter) -> None:
    QTest.keyClicks(field(lock), "wrong horse")
    with qtbot.assertNotEmitted(lock.unlocked):
        press(lock, "lock.go_on")
    assert lock.state.error == label(lock, "lock.secret.refusal") == "User or password is not right"
    assert field(lock).text() == ""
    assert field(lock).hasFocus()


def test_figures_are_a_password_where_there_is_no_pin(lock: LockPresenter, keeper: FakeKeeper) -> None:
    keeper.pins = frozenset()
    lock.screen.go_on_requested.emit("9999")
    lock.screen.go_on_requested.emit("9999")
    assert keeper.asked == [("", "9999", True), ("", "9999", False)]


@pytest.mark.parametrize(
    ("secret", "is_pin"), [("123", False), ("1234", True), ("12345678", True), ("123456789", False), ("12a4", False)]
)
def test_four_to_eight_figures_are_a_pin(secret: str, is_pin: bool) -> None:
    state = LockState(OWNER, SINCE, NOW, with_pin=frozenset({OWNER.user_id}))
    assert state.is_pin(secret) is is_pin
    assert not replace(state, choosing=True).is_pin("1234")


def test_somebody_else_takes_the_desk(qtbot: QtBot, lock: LockPresenter, keeper: FakeKeeper, desk: Desk) -> None:
    press(lock, "lock.somebody_else")
    assert label(lock, "lock.who") == "Who comes to the desk?"
    assert not shown(lock, "lock.secret")
    assert not shown(lock, "lock.user.nurse-a")
    press(lock, "lock.user.nurse-b")
    assert field(lock).hasFocus()
    QTest.keyClicks(field(lock), SECRET)
    with qtbot.waitSignal(lock.switched) as told, qtbot.assertNotEmitted(lock.unlocked):
        QTest.keyClick(field(lock), Qt.Key.Key_Return)
    assert told.args == [desk]
    assert keeper.asked == [(OTHER.user_id, SECRET, False)]


def test_the_keyboard_goes_to_the_tiles_while_nobody_is_chosen(lock: LockPresenter) -> None:
    press(lock, "lock.somebody_else")
    focus: QWidget | None = lock.screen.focusWidget()
    assert focus is not None
    assert focus.objectName() == "lock.user.nurse-b"


def test_the_way_back_to_the_owner_forgets_what_was_typed(lock: LockPresenter) -> None:
    press(lock, "lock.somebody_else")
    press(lock, "lock.user.nurse-b")
    QTest.keyClicks(field(lock), "half")
    press(lock, "lock.somebody_else")
    assert lock.state.asked == OWNER
    assert field(lock).text() == ""


def test_nobody_chosen_is_asked_nothing(lock: LockPresenter, keeper: FakeKeeper) -> None:
    press(lock, "lock.somebody_else")
    lock.screen.go_on_requested.emit(SECRET)
    assert keeper.asked == []


def test_while_it_is_asked_it_is_not_asked_again(qtbot: QtBot, lock: LockPresenter) -> None:
    lock.screen.show_state(replace(lock.state, busy=True))
    with qtbot.assertNotEmitted(lock.screen.go_on_requested):
        press(lock, "lock.go_on")
        QTest.keyClick(field(lock), Qt.Key.Key_Return)


def test_its_own_user_goes_on_where_the_others_cannot_be_read(qtbot: QtBot, keeper: FakeKeeper) -> None:
    keeper.error = StoreError(problem="gone")
    made = LockPresenter(DirectRunner(), keeper, OWNER, SINCE, NOW)
    qtbot.addWidget(made.screen)
    made.open()
    assert made.state.others == ()
    with qtbot.waitSignal(made.unlocked):
        made.screen.go_on_requested.emit(SECRET)


def test_signing_out_is_asked_for(qtbot: QtBot, lock: LockPresenter) -> None:
    with qtbot.waitSignal(lock.sign_out_requested):
        press(lock, "lock.sign_out")


def test_a_demo_says_its_password_and_fills_it_in(lock: LockPresenter) -> None:
    lock.screen.show_state(replace(lock.state, owner=replace(OWNER, demo_password=SECRET)))
    assert SECRET in label(lock, "lock.demo_password")
    press(lock, "lock.fill_password")
    assert field(lock).text() == SECRET
