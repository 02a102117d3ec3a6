"""A backup is made when the schedule asks for one; only a failure is told; leaving the ward breaks it off."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from bedside.errors import BackupUnusable, StoreFull
from bedside.services.backups import backups_in, set_backup_settings
from bedside.services.desk import Desk
from bedside.store.slots import SlotUser
from bedside.views import backup_watch as module
from bedside.views.backup_watch import LOOK_MS, BackupWatch, LeftError, failure_at_sign_out
from bedside.views.main_window import MainWindow
from bedside.views.tasks import DirectRunner, TaskRunner


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    made = MainWindow()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def coordinator(desk: Desk, tmp_path: Path) -> Desk:
    """Somebody who may, with a folder set."""
    here = replace(desk, user=SlotUser("coordinator-a", "Coordinator A", "coordinator"))
    set_backup_settings(here, tmp_path / "backups")
    return here


@pytest.fixture
def watch(window: MainWindow, coordinator: Desk) -> Iterator[BackupWatch]:
    made = BackupWatch(window, coordinator, window, DirectRunner())
    yield made
    made.stop()


def test_a_backup_is_made_when_it_is_due_and_said_by_nobody(
    watch: BackupWatch, window: MainWindow, tmp_path: Path
) -> None:
    watch.look()
    watch.look()
    assert len(backups_in(tmp_path / "backups")) == 1
    assert window.notice.text == ""


def test_the_schedule_is_looked_at_every_ten_minutes(watch: BackupWatch) -> None:
    assert (watch._timer.interval(), watch._timer.isActive()) == (LOOK_MS, True)
    watch.stop()
    assert not watch._timer.isActive()


def test_nothing_is_made_without_a_folder(window: MainWindow, desk: Desk, tmp_path: Path) -> None:
    BackupWatch(window, desk, window, DirectRunner()).look()
    assert not (tmp_path / "backups").exists()
    assert window.notice.text == ""


def test_a_failure_is_told_and_work_goes_on(
    watch: BackupWatch, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object, **_named: object) -> None:
        raise StoreFull(folder="x")

    monkeypatch.setattr(module, "back_up", full)
    watch.look()
    assert window.notice.text.startswith("The backup failed: No space is left")
    window.notice.clear()
    watch.look()
    assert window.notice.text != ""


def test_leaving_breaks_off_what_is_under_way(
    watch: BackupWatch, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def left_meanwhile(_desk: Desk, *, progress: object) -> None:
        watch.stop()
        assert callable(progress)
        progress(1, 2)
        raise AssertionError("it went on")

    monkeypatch.setattr(module, "back_up", left_meanwhile)
    watch.look()
    assert window.notice.text == ""
    with pytest.raises(LeftError):
        watch._go_on(1, 2)
    watch.look()


def test_it_has_a_lane_of_its_own(window: MainWindow, coordinator: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    watch = BackupWatch(window, coordinator, window)
    runner = watch.findChild(TaskRunner)
    assert runner is not None
    with qtbot.waitSignal(runner.idle):
        watch.look()
        watch.look()
    assert len(backups_in(tmp_path / "backups")) == 1
    watch.stop()


def test_a_sign_out_says_what_became_of_its_backup(watch: BackupWatch, window: MainWindow) -> None:
    watch.tell_of_sign_out(None)
    assert window.notice.text == ""
    error = BackupUnusable(backup="sign-out", problem="it took too long")
    watch.tell_of_sign_out(error)
    assert window.notice.text == failure_at_sign_out(error)
    assert window.notice.text.startswith("Signed out. The backup failed: ")
