"""The sign-in screen: each phase shows its own part, what is typed is told once and kept nowhere."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from bedside.views.appearance import Appearance, Chosen
from bedside.views.sign_in.screen import SignInScreen
from bedside.views.sign_in.state import SetUp, SignInState
from bedside.views.widgets.person import UserTile

NURSE = UserTile("nurse-a", "Nurse A", "nurse")
DOCTOR = UserTile("doctor", "Investigator A", "investigator", "amber-lotus-421")
USERS = SignInState("users", users=(NURSE, DOCTOR))


@pytest.fixture
def screen(qtbot: QtBot) -> SignInScreen:
    made = SignInScreen(Appearance(Chosen("light", 100, "en"), lambda _look: None))
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def button(screen: QWidget, name: str) -> QPushButton:
    found = screen.findChild(QPushButton, name)
    assert found is not None, name
    return found


def line(screen: QWidget, name: str) -> QLineEdit:
    found = screen.findChild(QLineEdit, name)
    assert found is not None, name
    return found


def label(screen: QWidget, name: str) -> QLabel:
    found = screen.findChild(QLabel, name)
    assert found is not None, name
    return found


def shown(screen: SignInScreen) -> set[str]:
    names = ("sign_in.password", "sign_in.create", "sign_in.stopped", "sign_in.user.nurse-a")
    found = {name: screen.findChild(QWidget, name) for name in names}
    return {name for name, widget in found.items() if widget is not None and widget.isVisible()}


@pytest.mark.parametrize(
    ("state", "names"),
    [
        (SignInState(), set()),
        (SignInState(demo=True), set()),
        (USERS, {"sign_in.user.nurse-a"}),
        (replace(USERS, chosen="nurse-a"), {"sign_in.user.nurse-a", "sign_in.password"}),
        (SignInState("first_run"), {"sign_in.create"}),
        (SignInState("stopped", error="The store is damaged"), {"sign_in.stopped"}),
    ],
)
def test_each_phase_shows_its_own_part(screen: SignInScreen, state: SignInState, names: set[str]) -> None:
    screen.show_state(state)
    assert shown(screen) == names
    assert screen.state == state


def test_a_tile_has_name_and_role(screen: SignInScreen) -> None:
    screen.show_state(USERS)
    assert button(screen, "sign_in.user.nurse-a").text() == "Nurse A\nNurse"
    assert button(screen, "sign_in.user.doctor").text() == "Investigator A\nInvestigator"


def test_choosing_a_tile_is_told(qtbot: QtBot, screen: SignInScreen) -> None:
    screen.show_state(USERS)
    with qtbot.waitSignal(screen.user_chosen) as told:
        QTest.mouseClick(button(screen, "sign_in.user.doctor"), Qt.MouseButton.LeftButton)
    assert told.args == ["doctor"]


def test_showing_a_state_tells_nothing(qtbot: QtBot, screen: SignInScreen) -> None:
    with qtbot.assertNotEmitted(screen.user_chosen), qtbot.assertNotEmitted(screen.sign_in_requested):
        screen.show_state(replace(USERS, chosen="doctor"))
        screen.show_state(replace(USERS, chosen="nurse-a"))
    assert button(screen, "sign_in.user.nurse-a").isChecked()
    assert not button(screen, "sign_in.user.doctor").isChecked()


@pytest.mark.parametrize("by_key", [True, False])
def test_user_and_password_are_told(qtbot: QtBot, screen: SignInScreen, by_key: bool) -> None:
    screen.show_state(replace(USERS, chosen="nurse-a"))
    screen.focus_password()
    field = line(screen, "sign_in.password")
    assert field.hasFocus()
    QTest.keyClicks(field, " right horse ")
    with qtbot.waitSignal(screen.sign_in_requested) as told:
        if by_key:
            QTest.keyClick(field, Qt.Key.Key_Return)
        else:
            QTest.mouseClick(button(screen, "sign_in.enter"), Qt.MouseButton.LeftButton)
    assert told.args == ["nurse-a", " right horse "]


def test_nothing_can_be_asked_twice(qtbot: QtBot, screen: SignInScreen) -> None:
    screen.show_state(replace(USERS, chosen="nurse-a", busy=True))
    with qtbot.assertNotEmitted(screen.sign_in_requested):
        QTest.mouseClick(button(screen, "sign_in.enter"), Qt.MouseButton.LeftButton)
        QTest.keyClick(line(screen, "sign_in.password"), Qt.Key.Key_Return)
    assert button(screen, "sign_in.enter").text() == "Opening…"


def test_a_refusal_stands_at_the_password(screen: SignInScreen) -> None:
    screen.show_state(replace(USERS, chosen="nurse-a", error="User or password is not right"))
    refusal = label(screen, "sign_in.password.refusal")
    assert refusal.isVisible()
    assert refusal.text() == "User or password is not right"


def test_the_password_is_never_readable(screen: SignInScreen) -> None:
    screen.show_state(replace(USERS, chosen="nurse-a"))
    field = line(screen, "sign_in.password")
    QTest.keyClicks(field, "right horse")
    assert field.echoMode() == QLineEdit.EchoMode.Password
    screen.clear_password()
    assert field.text() == ""


def test_a_demo_says_its_password_and_fills_it_in(screen: SignInScreen) -> None:
    screen.show_state(replace(USERS, chosen="doctor", demo=True))
    assert "amber-lotus-421" in label(screen, "sign_in.demo_password").text()
    QTest.mouseClick(button(screen, "sign_in.fill_password"), Qt.MouseButton.LeftButton)
    assert line(screen, "sign_in.password").text() == "amber-lotus-421"


def test_a_real_ward_says_no_password(screen: SignInScreen) -> None:
    screen.show_state(replace(USERS, chosen="nurse-a"))
    assert not label(screen, "sign_in.demo_password").isVisible()


def test_a_stop_offers_to_try_again(qtbot: QtBot, screen: SignInScreen) -> None:
    screen.show_state(SignInState("stopped", error="The store is damaged"))
    assert label(screen, "sign_in.stopped").text() == "The store is damaged"
    with qtbot.waitSignal(screen.retry_requested):
        QTest.mouseClick(button(screen, "sign_in.retry"), Qt.MouseButton.LeftButton)


def test_the_keyboard_starts_at_the_first_thing(screen: SignInScreen) -> None:
    screen.show_state(USERS)
    screen.focus_first()
    assert button(screen, "sign_in.user.nurse-a").hasFocus()
    screen.show_state(SignInState("first_run"))
    screen.focus_first()
    assert line(screen, "sign_in.site_id").hasFocus()


def test_the_first_run_tells_all_answers(qtbot: QtBot, screen: SignInScreen) -> None:
    screen.show_state(SignInState("first_run", trial_id="TRIAL-1"))
    screen.focus_first()
    for name, text in (("site_id", " 01 "), ("name", "N. One")):
        QTest.keyClicks(line(screen, f"sign_in.{name}"), text)
    QTest.mouseClick(button(screen, "sign_in.role.nurse"), Qt.MouseButton.LeftButton)
    for name, text in (("user_id", "n-one"), ("new_password", " right horse"), ("password_again", " right horse")):
        QTest.keyClicks(line(screen, f"sign_in.{name}"), text)
    with qtbot.waitSignal(screen.set_up_requested) as told:
        QTest.keyClick(line(screen, "sign_in.password_again"), Qt.Key.Key_Return)
    assert told.args == [SetUp("01", "n-one", "N. One", "nurse", " right horse", " right horse")]


def test_a_first_run_without_a_role_tells_so(qtbot: QtBot, screen: SignInScreen) -> None:
    screen.show_state(SignInState("first_run"))
    with qtbot.waitSignal(screen.set_up_requested) as told:
        QTest.mouseClick(button(screen, "sign_in.create"), Qt.MouseButton.LeftButton)
    assert told.args is not None
    assert told.args[0].role == ""


@pytest.mark.parametrize("field", ["site_id", "name", "user_id", "password", "password_again"])
def test_a_refusal_of_the_first_run_stands_at_its_field(screen: SignInScreen, field: str) -> None:
    screen.show_state(SignInState("first_run", error="Needed", error_field=field))
    name = {"password": "new_password"}.get(field, field)
    assert label(screen, f"sign_in.{name}.refusal").text() == "Needed"
    assert label(screen, "sign_in.first_run_error").text() == ""


def test_any_other_refusal_of_the_first_run_stands_above_its_button(screen: SignInScreen) -> None:
    screen.show_state(SignInState("first_run", error="Choose your role", error_field="role"))
    assert label(screen, "sign_in.first_run_error").text() == "Choose your role"


def test_a_first_run_under_way_cannot_be_asked_for_again(screen: SignInScreen) -> None:
    screen.show_state(SignInState("first_run", busy=True))
    assert not button(screen, "sign_in.create").isEnabled()
    assert button(screen, "sign_in.create").text() == "Creating…"
