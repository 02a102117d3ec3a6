"""A store that cannot be opened leads from the gate through the guided restore back to the board."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from bedside import settings
from bedside.app.desktop import Desktop
from bedside.app.gate import read_protocol_file
from bedside.app.options import Options
from bedside.clock import SystemClock
from bedside.grading import load_instruments
from bedside.resources import resource_texts
from bedside.services.backups import back_up
from bedside.services.sign_in import set_up_site, sign_out
from bedside.store.slots import DATABASE_FILE, Argon2Cost, SlotUser
from bedside.views.restore.pages import BackupsPage, ConfirmPage, DonePage, FolderPage
from tests.app.conftest import PASSWORD, Make

LONG = 60_000
COORDINATOR = SlotUser("coordinator-a", "Coordinator A", "coordinator")


@pytest.fixture
def backed_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with a backup beside it in `backups`; this computer keeps what it knows of it in the test's folder."""
    monkeypatch.setattr(settings, "default_state_folder", lambda: tmp_path / "state")
    protocol, clock = read_protocol_file(None), SystemClock()
    desk = set_up_site(
        tmp_path / "store",
        "01",
        protocol.id,
        COORDINATOR,
        PASSWORD,
        clock,
        protocol,
        load_instruments(resource_texts("criteria"), protocol),
        cost=Argon2Cost(1, 8, 1),
    )
    back_up(desk, tmp_path / "backups")
    sign_out(desk)
    return tmp_path / "store"


def press(desktop: Desktop, name: str) -> None:
    """Press a button of what is shown."""
    shown = desktop.window.shown
    assert shown is not None
    button = next(found for found in shown.findChildren(QPushButton, name) if found.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def write(desktop: Desktop, name: str, text: str) -> None:
    """Write into a line of what is shown."""
    shown = desktop.window.shown
    assert shown is not None
    line = shown.findChild(QLineEdit, name)
    assert line is not None, name
    line.setText(text)


def through_the_restore(qtbot: QtBot, desktop: Desktop, backups: Path) -> None:
    """From the folder to the sign-in."""
    way = desktop.way_back
    assert way is not None
    assert isinstance(way.page, FolderPage)
    write(desktop, "restore.folder.folder", str(backups))
    press(desktop, "restore.folder.save")
    qtbot.waitUntil(lambda: isinstance(way.page, BackupsPage), timeout=LONG)
    press(desktop, "restore.backup.0")
    assert isinstance(way.page, ConfirmPage)
    for name, text in (("user_id", "coordinator-a"), ("password", PASSWORD), ("reason", "the disk failed")):
        write(desktop, f"restore.confirm.{name}", text)
    press(desktop, "restore.confirm.save")
    qtbot.waitUntil(lambda: isinstance(way.page, DonePage), timeout=LONG)
    with qtbot.waitSignal(desktop.ready, timeout=LONG):
        press(desktop, "restore.done.save")
    assert desktop.way_back is None


def stopped_at_the_gate(qtbot: QtBot, make: Make, store: Path) -> Desktop:
    """Somebody tries to sign in and cannot."""
    desktop = make(Options(folder=store))
    with qtbot.waitSignal(desktop.ready, timeout=LONG):
        desktop.open()
    write(desktop, "sign_in.password", PASSWORD)
    press(desktop, "sign_in.enter")
    qtbot.waitUntil(lambda: desktop.sign_in.state.can_restore, timeout=LONG)
    return desktop


def test_a_damaged_store_is_restored_from_its_backup(qtbot: QtBot, make: Make, backed_up: Path, tmp_path: Path) -> None:
    file = backed_up / DATABASE_FILE
    file.write_bytes(file.read_bytes()[:4096] + bytes(8192))
    desktop = stopped_at_the_gate(qtbot, make, backed_up)
    press(desktop, "sign_in.restore")
    through_the_restore(qtbot, desktop, tmp_path / "backups")
    write(desktop, "sign_in.password", PASSWORD)
    with qtbot.waitSignal(desktop.entered, timeout=LONG):
        press(desktop, "sign_in.enter")


def test_the_guided_restore_can_be_left(qtbot: QtBot, make: Make, backed_up: Path) -> None:
    file = backed_up / DATABASE_FILE
    file.write_bytes(file.read_bytes()[:4096] + bytes(8192))
    desktop = stopped_at_the_gate(qtbot, make, backed_up)
    press(desktop, "sign_in.restore")
    press(desktop, "restore.folder.back")
    assert desktop.window.shown is desktop.sign_in.screen
    assert desktop.way_back is None


def test_a_new_computer_takes_a_backup_instead_of_a_first_user(
    qtbot: QtBot, make: Make, backed_up: Path, tmp_path: Path
) -> None:
    assert backed_up.exists()
    desktop = make(Options(folder=tmp_path / "new"))
    with qtbot.waitSignal(desktop.ready, timeout=LONG):
        desktop.open()
    press(desktop, "sign_in.restore_instead")
    through_the_restore(qtbot, desktop, tmp_path / "backups")
    write(desktop, "sign_in.password", PASSWORD)
    with qtbot.waitSignal(desktop.entered, timeout=LONG):
        press(desktop, "sign_in.enter")


def test_the_health_page_leads_out_and_into_the_restore(
    qtbot: QtBot, make: Make, backed_up: Path, tmp_path: Path
) -> None:
    desktop = make(Options(folder=backed_up))
    with qtbot.waitSignal(desktop.ready, timeout=LONG):
        desktop.open()
    write(desktop, "sign_in.password", PASSWORD)
    with qtbot.waitSignal(desktop.entered, timeout=LONG):
        press(desktop, "sign_in.enter")
    assert desktop.ward is not None
    desktop.ward.open_area("health")
    press(desktop, "health.restore")
    press(desktop, "health.restoring.save")
    qtbot.waitUntil(lambda: desktop.way_back is not None, timeout=LONG)
    through_the_restore(qtbot, desktop, tmp_path / "backups")
    write(desktop, "sign_in.password", PASSWORD)
    with qtbot.waitSignal(desktop.entered, timeout=LONG):
        press(desktop, "sign_in.enter")


def test_nothing_opens_before_the_gate_stands(make: Make, backed_up: Path) -> None:
    desktop = make(Options(folder=backed_up))
    desktop.sign_in.restore_requested.emit()
    assert desktop.way_back is None
