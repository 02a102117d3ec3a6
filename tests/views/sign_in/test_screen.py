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
from bedside.views.widgets.code_step import CodeStep
from bedside.views.widgets.person import UserTile

NURSE = UserTile("nurse-a", "Nurse A", "nurse")
DOCTOR = UserTile("doctor", "Investigator A", "investigator", "amber-lotus-421")
STEP = CodeStep(("ABCD-EFGH-JKMN", "PQRS-TVWX-YZ01"), (1, 2))
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
    names = (
        "sign_in.password",
        "sign_in.own_password",
        "sign_in.create",
        "sign_in.code",
        "sign_in.add_people",
        "sign_in.stopped",
        "sign_in.restore",
        "sign_in.user.nurse-a",
    )
    found = {name: screen.findChild(QWidget, name) for name in names}
    return {name for name, widget in found.items() if widget is not None and widget.isVisible()}


@pytest.mark.parametrize(
    ("state", "names"),
    [
        (SignInState(), set()),
        (SignInState(demo=True), set()),
        (USERS, {"sign_in.user.nurse-a"}),
        (replace(USERS, chosen="nurse-a"), {"sign_in.user.nurse-a", "sign_in.password"}),
        (
            replace(USERS, chosen="nurse-a", must_change=True),
            {"sign_in.user.nurse-a", "sign_in.password", "sign_in.own_password"},
        ),
        (SignInState("first_run"), {"sign_in.create"}),
        (SignInState("codes", codes=STEP), {"sign_in.code"}),
        (SignInState("made"), {"sign_in.add_people"}),
        (SignInState("stopped", error="The store is in use"), {"sign_in.stopped"}),
        (SignInState("stopped", error="Damaged", can_restore=True), {"sign_in.stopped", "sign_in.restore"}),
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
    for name, text in (("user_id", "n-one"), ("new_password", " right horse"), ("password_again", " right horse")):
        QTest.keyClicks(line(screen, f"sign_in.{name}"), text)
    with qtbot.waitSignal(screen.set_up_requested) as told:
        QTest.keyClick(line(screen, "sign_in.password_again"), Qt.Key.Key_Return)
    assert told.args == [SetUp("01", "n-one", "N. One", " right horse", " right horse")]


def test_the_first_user_is_told_to_be_an_administrator(screen: SignInScreen) -> None:
    screen.show_state(SignInState("first_run", trial_id="TRIAL-1"))
    said = " ".join(part.text() for part in screen.findChildren(QLabel) if part.isVisible())
    assert "TRIAL-1" in said
    assert "administrator" in said


@pytest.mark.parametrize("field", ["site_id", "name", "user_id", "password", "password_again"])
def test_a_refusal_of_the_first_run_stands_at_its_field(screen: SignInScreen, field: str) -> None:
    screen.show_state(SignInState("first_run", error="Needed", error_field=field))
    name = {"password": "new_password"}.get(field, field)
    assert label(screen, f"sign_in.{name}.refusal").text() == "Needed"
    assert label(screen, "sign_in.first_run_error").text() == ""


def test_any_other_refusal_of_the_first_run_stands_above_its_button(screen: SignInScreen) -> None:
    screen.show_state(SignInState("first_run", error="No space is left"))
    assert label(screen, "sign_in.first_run_error").text() == "No space is left"


def test_a_first_run_under_way_cannot_be_asked_for_again(screen: SignInScreen) -> None:
    screen.show_state(SignInState("first_run", busy=True))
    assert not button(screen, "sign_in.create").isEnabled()
    assert button(screen, "sign_in.create").text() == "Creating…"


# ---------------------------------------------------------------- a password that must go


def test_old_and_new_password_are_told_at_once(qtbot: QtBot, screen: SignInScreen) -> None:
    screen.show_state(replace(USERS, chosen="nurse-a"))
    line(screen, "sign_in.password").setText("given by another")
    screen.show_state(replace(USERS, chosen="nurse-a", must_change=True))
    screen.focus_password()
    assert line(screen, "sign_in.own_password").hasFocus()
    assert not line(screen, "sign_in.password").isEnabled()
    assert "somebody else" in label(screen, "sign_in.must_change").text()
    QTest.keyClicks(line(screen, "sign_in.own_password"), "my own horse")
    QTest.keyClick(line(screen, "sign_in.own_password"), Qt.Key.Key_Return)
    assert line(screen, "sign_in.own_password_again").hasFocus()
    QTest.keyClicks(line(screen, "sign_in.own_password_again"), "my own hors")
    with qtbot.waitSignal(screen.change_requested) as told, qtbot.assertNotEmitted(screen.sign_in_requested):
        QTest.keyClick(line(screen, "sign_in.own_password_again"), Qt.Key.Key_Return)
    assert told.args == ["nurse-a", "given by another", "my own horse", "my own hors"]


@pytest.mark.parametrize(
    ("field", "name"), [("", "own_password"), ("password", "own_password"), ("password_again", "own_password_again")]
)
def test_a_refused_new_password_is_said_at_its_field(screen: SignInScreen, field: str, name: str) -> None:
    screen.show_state(replace(USERS, chosen="nurse-a", must_change=True, error="Needed", error_field=field))
    assert label(screen, f"sign_in.{name}.refusal").text() == "Needed"
    assert label(screen, "sign_in.password.refusal").text() == ""


def test_passwords_are_never_readable_or_copied(screen: SignInScreen) -> None:
    screen.show_state(replace(USERS, chosen="nurse-a", must_change=True))
    for name in ("password", "own_password", "own_password_again"):
        field = line(screen, f"sign_in.{name}")
        assert field.echoMode() == QLineEdit.EchoMode.Password
        assert field.contextMenuPolicy() == Qt.ContextMenuPolicy.NoContextMenu
    screen.clear_new_password()
    assert line(screen, "sign_in.own_password").text() == ""


# ---------------------------------------------------------------- recovery codes


def test_a_code_is_shown_with_what_is_asked_back(qtbot: QtBot, screen: SignInScreen) -> None:
    screen.show_state(SignInState("codes", codes=STEP))
    screen.focus_first()
    assert label(screen, "sign_in.code_for").text() == "Recovery code for person 1 of 2"
    assert label(screen, "sign_in.code").text() == "ABCD - EFGH - JKMN"
    assert line(screen, "sign_in.code_back").accessibleName() == "Type group 2 back from the paper"
    assert line(screen, "sign_in.code_back").hasFocus()
    QTest.keyClicks(line(screen, "sign_in.code_back"), "efgh")
    with qtbot.waitSignal(screen.group_typed_back) as told:
        QTest.mouseClick(button(screen, "sign_in.code_go_on"), Qt.MouseButton.LeftButton)
    assert told.args == ["efgh"]


def test_the_second_code_stands_alone(screen: SignInScreen) -> None:
    screen.show_state(SignInState("codes", codes=STEP.following().refused()))
    assert label(screen, "sign_in.code_for").text() == "Recovery code for person 2 of 2"
    said = " ".join(part.text() for part in screen.findChildren(QLabel) if part.isVisible())
    assert "ABCD" not in said
    assert label(screen, "sign_in.code_back.refusal").text() == "That is not group 3 of this code"
    assert button(screen, "sign_in.code_go_on").text() == "Done"


def test_a_code_cannot_be_marked_or_copied(screen: SignInScreen) -> None:
    screen.show_state(SignInState("codes", codes=STEP))
    flags = label(screen, "sign_in.code").textInteractionFlags()
    assert not flags & Qt.TextInteractionFlag.TextSelectableByMouse
    assert not flags & Qt.TextInteractionFlag.TextSelectableByKeyboard
    field = line(screen, "sign_in.code_back")
    QTest.keyClicks(field, "EFGH")
    field.selectAll()
    assert field.selectedText() == ""
    assert field.contextMenuPolicy() == Qt.ContextMenuPolicy.NoContextMenu


def test_the_way_on_from_a_new_store_is_to_its_people(qtbot: QtBot, screen: SignInScreen) -> None:
    screen.show_state(SignInState("made"))
    screen.focus_first()
    with qtbot.waitSignal(screen.add_people_requested):
        QTest.keyClick(button(screen, "sign_in.add_people"), Qt.Key.Key_Space)


def test_a_backup_is_offered_where_it_may_help(qtbot: QtBot, screen: SignInScreen) -> None:
    screen.show_state(SignInState("stopped", error="Damaged", can_restore=True))
    with qtbot.waitSignal(screen.restore_requested):
        QTest.mouseClick(button(screen, "sign_in.restore"), Qt.MouseButton.LeftButton)


def test_a_lost_store_is_restored_instead_of_making_another(qtbot: QtBot, screen: SignInScreen) -> None:
    screen.show_state(SignInState("first_run"))
    with qtbot.waitSignal(screen.restore_requested):
        QTest.mouseClick(button(screen, "sign_in.restore_instead"), Qt.MouseButton.LeftButton)
    screen.show_state(SignInState("first_run", busy=True))
    assert not button(screen, "sign_in.restore_instead").isEnabled()


def test_a_field_that_appears_is_brought_into_sight(qtbot: QtBot, screen: SignInScreen) -> None:
    screen.resize(480, 400)
    screen.show_state(replace(USERS, chosen="nurse-a"))
    screen.show_state(replace(USERS, chosen="nurse-a", must_change=True))
    screen.focus_password()
    field = line(screen, "sign_in.own_password")
    qtbot.waitUntil(lambda: field.visibleRegion().boundingRect() == field.rect())
