"""From the empty window to the board and back: first run, demo, sign-out, other looks, a start that fails."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from bedside.app.desktop import Desktop
from bedside.app.options import Options
from bedside.app.session_watch import SessionWatch
from bedside.clock import SystemClock
from bedside.settings import Preferences, read_preferences
from bedside.store.slots import Argon2Cost, SlotUser, users
from bedside.store.store import create_store, open_store
from bedside.views.lock.lock import Lock
from bedside.views.people.presenter import PeoplePresenter
from bedside.views.theme import NIGHT, current_theme
from bedside.views.ward import Ward
from tests.app.conftest import PASSWORD, Make

LEFT = Qt.MouseButton.LeftButton
LONG = 60_000
NURSE = SlotUser("nurse-a", "Nurse A", "nurse")
CHEAP = Argon2Cost(1, 8, 1)


def press(desktop: Desktop, name: str) -> None:
    button = desktop.window.findChild(QPushButton, name)
    assert button is not None, name
    QTest.mouseClick(button, LEFT)


def write(desktop: Desktop, name: str, text: str) -> None:
    field = desktop.window.findChild(QLineEdit, name)
    assert field is not None, name
    QTest.keyClicks(field, text)


def phase(desktop: Desktop) -> str:
    return desktop.sign_in.state.phase


def demo(qtbot: QtBot, make: Make) -> Desktop:
    desktop = make(Options(demo=True))
    with qtbot.waitSignal(desktop.ready, timeout=LONG):
        desktop.open()
    return desktop


def signed_in(qtbot: QtBot, make: Make) -> Desktop:
    desktop = demo(qtbot, make)
    press(desktop, "sign_in.user.nurse-a")
    press(desktop, "sign_in.fill_password")
    with qtbot.waitSignal(desktop.entered, timeout=LONG):
        press(desktop, "sign_in.enter")
    ward = desktop.ward
    assert ward is not None
    qtbot.waitUntil(lambda: ward.board.state.loaded, timeout=LONG)
    return desktop


def test_a_demo_is_entered_by_the_password_on_its_screen(qtbot: QtBot, make: Make) -> None:
    desktop = signed_in(qtbot, make)
    assert desktop.ward is not None
    assert desktop.window.shown is desktop.ward.board.screen
    assert len(desktop.ward.board.state.rows) == 3


def test_a_demos_folder_goes_with_its_window(qtbot: QtBot, make: Make) -> None:
    desktop = signed_in(qtbot, make)
    folder = desktop.store_folder
    assert folder is not None
    assert (folder / "store.db").exists()
    desktop.window.close()
    assert not folder.parent.exists()
    assert desktop.store_folder is None


def test_a_wrong_password_stays_at_the_gate(qtbot: QtBot, make: Make) -> None:
    desktop = demo(qtbot, make)
    press(desktop, "sign_in.user.nurse-b")
    write(desktop, "sign_in.password", "wrong horse")
    press(desktop, "sign_in.enter")
    qtbot.waitUntil(lambda: desktop.sign_in.state.error != "", timeout=LONG)
    assert desktop.sign_in.state.error == "User or password is not right"
    assert desktop.ward is None


def test_signing_out_leads_back_and_in_again(qtbot: QtBot, make: Make) -> None:
    desktop = signed_in(qtbot, make)
    action = desktop.window.findChild(QAction, "user_menu.sign_out")
    assert action is not None
    with qtbot.waitSignal(desktop.sign_in.ready, timeout=LONG):
        action.trigger()
    assert desktop.ward is None
    assert desktop.window.shown is desktop.sign_in.screen
    press(desktop, "sign_in.user.investigator-a")
    press(desktop, "sign_in.fill_password")
    with qtbot.waitSignal(desktop.entered, timeout=LONG):
        press(desktop, "sign_in.enter")


def test_a_first_run_makes_the_store_and_enters_it(qtbot: QtBot, make: Make, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "store"
    desktop = make(Options(folder=folder))
    with qtbot.waitSignal(desktop.ready, timeout=LONG):
        desktop.open()
    assert desktop.sign_in.state.phase == "first_run"
    assert not folder.exists()
    for name, text in (("site_id", "01"), ("name", "N. One"), ("user_id", "n-one")):
        write(desktop, f"sign_in.{name}", text)
    for name in ("new_password", "password_again"):
        write(desktop, f"sign_in.{name}", PASSWORD)
    press(desktop, "sign_in.create")
    qtbot.waitUntil(lambda: phase(desktop) == "codes", timeout=LONG)
    for _ in range(2):
        write(desktop, "sign_in.code_back", asked_group(desktop))
        press(desktop, "sign_in.code_go_on")
    with qtbot.waitSignal(desktop.entered, timeout=LONG):
        press(desktop, "sign_in.add_people")
    assert [(user.printed_name, user.role) for user in users(folder)] == [("N. One", "administrator")]
    assert desktop.ward is not None
    assert isinstance(desktop.ward.page, PeoplePresenter)


def asked_group(desktop: Desktop) -> str:
    """The group of the shown code that is to be typed back."""
    step = desktop.sign_in.state.codes
    assert step is not None
    return step.code.split("-")[step.group - 1]


def test_a_window_closed_over_the_codes_leaves_the_store_free(qtbot: QtBot, make: Make, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    desktop = make(Options(folder=folder))
    with qtbot.waitSignal(desktop.ready, timeout=LONG):
        desktop.open()
    for name, text in (("site_id", "01"), ("name", "N. One"), ("user_id", "n-one")):
        write(desktop, f"sign_in.{name}", text)
    for name in ("new_password", "password_again"):
        write(desktop, f"sign_in.{name}", PASSWORD)
    press(desktop, "sign_in.create")
    qtbot.waitUntil(lambda: phase(desktop) == "codes", timeout=LONG)
    desktop.window.close()
    open_store(folder, "n-one", PASSWORD, SystemClock()).close()


# ---------------------------------------------------------------- the lock


def the_ward(desktop: Desktop) -> Ward:
    """The ward that is open."""
    assert desktop.ward is not None
    return desktop.ward


def is_covered(desktop: Desktop) -> bool:
    return desktop.window.cover is not None


def secret_of(desktop: Desktop, secret: str) -> None:
    write(desktop, "lock.secret", secret)
    press(desktop, "lock.go_on")


def test_an_idle_ward_is_locked_and_given_back(qtbot: QtBot, make: Make) -> None:
    desktop = signed_in(qtbot, make)
    ward = the_ward(desktop)
    watch = desktop.findChild(SessionWatch)
    assert watch is not None
    watch.idled.emit()
    assert is_covered(desktop)
    secret_of(desktop, "wrong horse")
    locked = ward.lock.presenter
    assert locked is not None
    qtbot.waitUntil(lambda: locked.state.error != "", timeout=LONG)
    with qtbot.waitSignal(ward.lock.covered, timeout=LONG):
        secret_of(desktop, PASSWORD)
    assert not is_covered(desktop)
    assert desktop.ward is ward


def test_another_user_takes_the_desk_on_the_same_store(qtbot: QtBot, make: Make) -> None:
    desktop = signed_in(qtbot, make)
    former = the_ward(desktop)
    former.lock.put_on()
    locked = former.lock.presenter
    assert locked is not None
    qtbot.waitUntil(lambda: bool(locked.state.others), timeout=LONG)
    press(desktop, "lock.somebody_else")
    press(desktop, "lock.user.nurse-b")
    press(desktop, "lock.fill_password")
    with qtbot.waitSignal(desktop.entered, timeout=LONG):
        press(desktop, "lock.go_on")
    assert the_ward(desktop) is not former
    menus = [menu for menu in desktop.window.findChildren(QPushButton, "user_menu") if menu.isVisible()]
    assert ["Nurse B" in menu.accessibleName() for menu in menus] == [True]
    watches = [each for each in desktop.findChildren(SessionWatch) if each.findChildren(QTimer)[0].isActive()]
    assert len(watches) == 1


def test_hands_on_the_window_are_seen(qtbot: QtBot, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    desktop = signed_in(qtbot, make)
    looked: list[SessionWatch] = []

    def look(watch: SessionWatch) -> bool:
        looked.append(watch)
        return False

    monkeypatch.setattr(SessionWatch, "look", look)
    QTest.keyClick(desktop.window.windowHandle(), Qt.Key.Key_Down)
    assert set(looked) == {desktop.findChild(SessionWatch)}


def test_a_session_that_nobody_came_back_to_is_ended(qtbot: QtBot, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    desktop = signed_in(qtbot, make)
    the_ward(desktop).lock.put_on()
    watch = desktop.findChild(SessionWatch)
    assert watch is not None
    noted: list[str] = []
    monkeypatch.setattr(Lock, "note_ended", lambda _lock: noted.append("ended"))
    with qtbot.waitSignal(desktop.sign_in.ready, timeout=LONG):
        watch.expired.emit()
    assert noted == ["ended"]
    assert desktop.ward is None
    assert not is_covered(desktop)
    assert desktop.window.shown is desktop.sign_in.screen
    assert "session was ended" in desktop.window.notice.text


def test_a_start_that_fails_says_why_and_can_be_tried_again(qtbot: QtBot, make: Make, tmp_path: Path) -> None:
    protocol = tmp_path / "trial.toml"
    protocol.write_text("nonsense", encoding="utf-8")
    desktop = make(Options(folder=tmp_path / "store", protocol=protocol))
    with qtbot.waitSignal(desktop.stopped, timeout=LONG) as told:
        desktop.open()
    assert told.args is not None
    assert "trial.toml" in told.args[0]
    assert phase(desktop) == "stopped"
    good = Path("resources/protocols/bedside-demo.toml").read_text(encoding="utf-8")
    protocol.write_text(good, encoding="utf-8")
    with qtbot.waitSignal(desktop.ready, timeout=LONG):
        press(desktop, "sign_in.retry")
    assert phase(desktop) == "first_run"


def test_looks_are_kept_and_worn_at_the_next_start(qtbot: QtBot, make: Make, tmp_path: Path) -> None:
    desktop = demo(qtbot, make)
    for name in ("theme.night", "percent.150"):
        action = desktop.window.findChild(QAction, f"user_menu.{name}")
        assert action is not None
        action.trigger()
    assert read_preferences(tmp_path / "preferences") == Preferences("night", 150, "system")
    assert current_theme() == NIGHT.scaled(150)
    assert make(Options(folder=tmp_path / "other")).appearance.theme == NIGHT.scaled(150)


def test_a_look_that_cannot_be_kept_is_worn_all_the_same(qtbot: QtBot, make: Make, tmp_path: Path) -> None:
    (tmp_path / "preferences").write_text("in the way", encoding="utf-8")
    desktop = demo(qtbot, make)
    desktop.appearance.choose_theme("night")
    assert current_theme() == NIGHT


@pytest.mark.parametrize("inside", [False, True])
def test_another_size_builds_what_is_shown_anew(qtbot: QtBot, make: Make, inside: bool) -> None:
    desktop = signed_in(qtbot, make) if inside else demo(qtbot, make)
    old = desktop.window.shown
    desktop.appearance.choose_percent(125)
    assert desktop.window.shown is not old
    expected = desktop.ward.board.screen if desktop.ward is not None else desktop.sign_in.screen
    assert desktop.window.shown is expected


def test_closing_while_the_ward_is_being_made_waits_and_leaves_nothing(make: Make) -> None:
    desktop = make(Options(demo=True))
    desktop.open()
    desktop.window.close()
    assert not desktop.runner.busy
    assert desktop.store_folder is None


def test_closing_while_a_password_is_looked_at_leaves_the_store_free(make: Make, qtbot: QtBot, tmp_path: Path) -> None:
    store = create_store(tmp_path / "store", NURSE, PASSWORD, "01", "TRIAL-1", SystemClock(), cost=CHEAP)
    store.close()
    desktop = make(Options(folder=tmp_path / "store"))
    with qtbot.waitSignal(desktop.ready, timeout=LONG):
        desktop.open()
    write(desktop, "sign_in.password", PASSWORD)
    press(desktop, "sign_in.enter")
    desktop.window.close()
    open_store(tmp_path / "store", NURSE.user_id, PASSWORD, SystemClock()).close()


def test_a_store_in_use_is_said_at_the_password(make: Make, qtbot: QtBot, tmp_path: Path) -> None:
    with create_store(tmp_path / "store", NURSE, PASSWORD, "01", "TRIAL-1", SystemClock(), cost=CHEAP):
        desktop = make(Options(folder=tmp_path / "store"))
        with qtbot.waitSignal(desktop.ready, timeout=LONG):
            desktop.open()
        write(desktop, "sign_in.password", PASSWORD)
        press(desktop, "sign_in.enter")
        qtbot.waitUntil(lambda: desktop.sign_in.state.error != "", timeout=LONG)
    assert desktop.sign_in.state.error == "Another Bedside on this computer has the store open; close it first"
