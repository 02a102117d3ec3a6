"""Backups as people make them: where they go, who may, what the journal says, when the next is due, what goes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bedside.errors import BackupFolderMissing, BackupUnusable, InputRefused, NotPermitted, StoreError, StoreFull
from bedside.models.journal import Kind
from bedside.models.people import Access
from bedside.services import backups as module
from bedside.services.backups import (
    BackupMade,
    BackupSettings,
    back_up,
    back_up_at_sign_out,
    backup_due,
    backup_settings,
    backups_in,
    set_backup_settings,
)
from bedside.services.desk import Desk
from bedside.simulation.clock import ManualClock
from bedside.store.check import check_folder
from bedside.store.entries import read_payload
from bedside.store.slots import SlotUser
from tests.services.conftest import NURSE_A, PASSWORD

COORDINATOR = SlotUser("coord-a", "Coordinator A", "coordinator")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where backups go."""
    return tmp_path / "second disk"


@pytest.fixture
def coordinator(desk: Desk) -> Desk:
    """The same desk with somebody who may configure at it."""
    return replace(desk, user=COORDINATOR)


def said(desk: Desk, *acts: str) -> list[Access]:
    """The journal's entries of these acts."""
    with desk.store.read() as reader:
        found = [read_payload(entry) for _, entry in reader.entries() if entry.kind is Kind.ACCESS]
    return [access for access in found if isinstance(access, Access) and access.act in acts]


def failing(error: Exception) -> Callable[..., None]:
    """Stands in for a backup that fails."""

    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


class TestMaking:
    """By hand."""

    def test_it_is_there_and_journalled(self, desk: Desk, target: Path) -> None:
        made = back_up(desk, target)
        (seen,) = backups_in(target)
        assert (seen.path, seen.made_at, seen.entries, seen.size) == (
            made.path,
            made.made_at,
            made.entries,
            made.size,
        )
        assert (seen.made_by, seen.site_id, seen.trial_id) == ("nurse-a", "site-1", "BEDSIDE-DEMO")
        assert seen.store_id == str(desk.store.store_id)
        (entry,) = said(desk, "backed_up")
        assert (entry.area, entry.detail, entry.count) == ("backup", made.path.name, made.entries)
        assert check_folder(made.path, NURSE_A.user_id, PASSWORD).sound

    def test_it_goes_where_the_settings_say(self, coordinator: Desk, target: Path) -> None:
        set_backup_settings(coordinator, target)
        assert back_up(coordinator).path.parent == target

    def test_without_a_folder_it_is_refused(self, desk: Desk) -> None:
        with pytest.raises(InputRefused, match="folder"):
            back_up(desk)

    @pytest.mark.parametrize("inside", ["", "backups", "../ward/deep"])
    def test_one_inside_the_stores_own_folder_is_refused(self, desk: Desk, folder: Path, inside: str) -> None:
        with pytest.raises(InputRefused, match="outside"):
            back_up(desk, folder / inside)

    def test_a_monitor_may_not(self, desk: Desk, target: Path) -> None:
        monitor = replace(desk, user=SlotUser("mon-a", "Monitor A", "monitor"))
        with pytest.raises(NotPermitted):
            back_up(monitor, target)
        assert not target.exists()

    @pytest.mark.parametrize("error", [StoreFull(folder="x"), BackupUnusable(backup="x", problem="page 3")])
    def test_a_failure_is_journalled_and_told(
        self, desk: Desk, target: Path, monkeypatch: pytest.MonkeyPatch, error: StoreError
    ) -> None:
        monkeypatch.setattr(module, "write_backup", failing(error))
        with pytest.raises(type(error)):
            back_up(desk, target)
        (entry,) = said(desk, "backed_up", "backup_failed")
        assert (entry.act, entry.detail) == ("backup_failed", error.code)

    def test_a_failure_that_cannot_be_journalled_is_told_all_the_same(
        self, desk: Desk, target: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(module, "write_backup", failing(StoreFull(folder="there")))
        monkeypatch.setattr(module, "journal_access", failing(StoreError(problem="no space here")))
        with pytest.raises(StoreFull, match="there"):
            back_up(desk, target)


class TestSchedule:
    """By itself."""

    def test_nothing_is_due_before_somebody_says_where(self, desk: Desk, clock: ManualClock) -> None:
        assert backup_settings(desk) == BackupSettings()
        assert not backup_due(desk, clock.now())
        assert back_up_at_sign_out(desk) is None

    def test_it_is_due_at_once_and_then_after_the_interval(
        self, coordinator: Desk, target: Path, clock: ManualClock
    ) -> None:
        set_backup_settings(coordinator, target, every_hours=12)
        assert backup_due(coordinator, clock.now())
        back_up(coordinator)
        due = {hours: backup_due(coordinator, clock.now() + timedelta(hours=hours)) for hours in (0, 11, 12, 30)}
        assert due == {0: False, 11: False, 12: True, 30: True}
        assert backup_due(coordinator, clock.now() - timedelta(minutes=1))

    def test_one_that_failed_is_tried_again_after_an_hour(
        self, coordinator: Desk, target: Path, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        set_backup_settings(coordinator, target)
        with monkeypatch.context() as broken:
            broken.setattr(module, "write_backup", failing(StoreFull(folder="x")))
            with pytest.raises(StoreFull):
                back_up(coordinator)
        assert not backup_due(coordinator, clock.now() + timedelta(minutes=59))
        assert backup_due(coordinator, clock.now() + timedelta(minutes=60))

    def test_one_made_elsewhere_does_not_put_the_next_off(
        self, coordinator: Desk, target: Path, clock: ManualClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        set_backup_settings(coordinator, target)
        back_up(coordinator, tmp_path / "stick")
        assert backup_due(coordinator, clock.now())
        back_up(coordinator)
        monkeypatch.setattr(module, "write_backup", failing(StoreFull(folder="x")))
        with pytest.raises(StoreFull):
            back_up(coordinator, tmp_path / "stick")
        assert not backup_due(coordinator, clock.now() + timedelta(hours=2))

    def test_one_that_is_refused_is_not_tried_again_at_once(
        self, coordinator: Desk, folder: Path, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as moved:
            # The store was moved there after the setting was made.
            moved.setattr(module, "_outside", lambda _, inside: inside)
            set_backup_settings(coordinator, folder / "backups")
        with pytest.raises(InputRefused):
            back_up(coordinator)
        assert [entry.act for entry in said(coordinator, "backup_failed")] == ["backup_failed"]
        assert not backup_due(coordinator, clock.now() + timedelta(minutes=10))

    def test_a_folder_that_is_not_there_is_told_and_never_made(
        self, coordinator: Desk, target: Path, clock: ManualClock
    ) -> None:
        set_backup_settings(coordinator, target)
        target.rmdir()
        for given in (None, target):
            with pytest.raises(BackupFolderMissing, match="second disk"):
                back_up(coordinator, given)
        assert not target.exists()
        assert not backup_due(coordinator, clock.now() + timedelta(minutes=10))
        assert {entry.detail for entry in said(coordinator, "backup_failed")} == {"backup_folder_missing"}

    def test_it_is_not_due_for_who_may_not(self, coordinator: Desk, target: Path, clock: ManualClock) -> None:
        set_backup_settings(coordinator, target)
        monitor = replace(coordinator, user=SlotUser("mon-a", "Monitor A", "monitor"))
        assert not backup_due(monitor, clock.now())
        assert back_up_at_sign_out(monitor) is None

    def test_at_sign_out_one_is_made(self, coordinator: Desk, target: Path) -> None:
        set_backup_settings(coordinator, target)
        assert isinstance(back_up_at_sign_out(coordinator), BackupMade)
        set_backup_settings(coordinator, target, on_sign_out=False)
        assert back_up_at_sign_out(coordinator) is None

    def test_at_sign_out_a_failure_keeps_nobody(self, coordinator: Desk, tmp_path: Path) -> None:
        set_backup_settings(coordinator, tmp_path / "backups")
        (tmp_path / "backups").rmdir()
        assert isinstance(back_up_at_sign_out(coordinator), StoreError)
        assert [entry.act for entry in said(coordinator, "backed_up", "backup_failed")] == ["backup_failed"]

    def test_at_sign_out_one_that_takes_too_long_is_given_up(
        self, coordinator: Desk, target: Path, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def slow(*given: object) -> None:
            progress = given[-1]
            assert callable(progress)
            progress(1, 2)
            clock.advance(module.SIGN_OUT_WAIT + timedelta(seconds=1))
            progress(2, 2)

        set_backup_settings(coordinator, target)
        monkeypatch.setattr(module, "write_backup", slow)
        assert isinstance(back_up_at_sign_out(coordinator), BackupUnusable)


class TestSettings:
    """Where and how often."""

    def test_they_are_kept_and_journalled_without_the_folder(self, coordinator: Desk, target: Path) -> None:
        set_backup_settings(coordinator, target, 6, False, keep_last=3, keep_weeks=2)
        assert backup_settings(coordinator) == BackupSettings(
            folder=target, every_hours=6, on_sign_out=False, keep_last=3, keep_weeks=2
        )
        set_backup_settings(coordinator, target)
        set_backup_settings(coordinator, None)
        assert backup_settings(coordinator) == BackupSettings()
        told = said(coordinator, "settings_changed")
        assert [(entry.area, entry.detail) for entry in told] == [
            ("backups", "every 6 h"),
            ("backups", "every 24 h and at sign-out"),
            ("backups", "nowhere"),
        ]

    def test_a_nurse_may_not_set_them(self, desk: Desk, target: Path) -> None:
        with pytest.raises(NotPermitted):
            set_backup_settings(desk, target)

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"every_hours": 0}, "every_hours"),
            ({"every_hours": 169}, "every_hours"),
            ({"keep_last": 0}, "keep_last"),
            ({"keep_weeks": -1}, "keep_weeks"),
        ],
    )
    def test_what_cannot_be_is_refused(
        self, coordinator: Desk, target: Path, given: dict[str, Any], field: str
    ) -> None:
        with pytest.raises(InputRefused) as caught:
            set_backup_settings(coordinator, target, **given)
        assert caught.value.field == field
        assert backup_settings(coordinator) == BackupSettings()

    def test_a_folder_that_cannot_be_made_is_refused(self, coordinator: Desk, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        with pytest.raises(StoreError):
            set_backup_settings(coordinator, tmp_path / "file" / "backups")
        assert backup_settings(coordinator) == BackupSettings()

    def test_the_stores_own_folder_is_refused(self, coordinator: Desk, folder: Path) -> None:
        with pytest.raises(InputRefused, match="outside"):
            set_backup_settings(coordinator, folder / "backups")


class TestSeen:
    """What a folder holds."""

    def test_the_newest_come_first_and_those_that_cannot_be_used_last(
        self, desk: Desk, target: Path, clock: ManualClock
    ) -> None:
        made = []
        for _ in range(3):
            made.append(back_up(desk, target).path)
            clock.advance(timedelta(hours=1))
        (made[1] / "store.db").write_bytes(b"")
        (target / "bedside-other").mkdir()
        (target / "notes.txt").touch()
        seen = backups_in(target)
        assert [one.path for one in seen[:2]] == [made[2], made[0]]
        assert {one.path: one.problem for one in seen[2:]} == {
            made[1]: "store.db is missing or cut",
            target / "bedside-other": "manifest.json: No such file or directory",
        }

    def test_a_folder_that_is_not_there_holds_none(self, target: Path) -> None:
        assert backups_in(target) == ()

    def test_one_that_cannot_be_read_is_told(self, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module, "backups_of", failing(OSError(5, "Input/output error")))
        with pytest.raises(StoreError, match="Input/output"):
            backups_in(target)


class TestRetention:
    """What goes."""

    def test_old_ones_go_and_the_last_stay(self, coordinator: Desk, target: Path, clock: ManualClock) -> None:
        set_backup_settings(coordinator, target, keep_last=2, keep_weeks=1)
        made = []
        for _ in range(5):
            made.append(back_up(coordinator))
            clock.advance(timedelta(days=1))
        assert sum(one.removed for one in made) == 2
        left = {seen.path for seen in backups_in(target)}
        assert left == {made[4].path, made[3].path, made[2].path}
        assert set(target.iterdir()) == left

    def test_of_one_day_the_newest_stays(self, coordinator: Desk, target: Path, clock: ManualClock) -> None:
        set_backup_settings(coordinator, target)
        made = []
        for _ in range(3):
            made.append(back_up(coordinator))
            clock.advance(timedelta(minutes=1))
        assert [one.removed for one in made] == [0, 1, 1]
        assert [seen.path for seen in backups_in(target)] == [made[2].path]

    def test_those_of_another_device_in_the_same_folder_stay(
        self, coordinator: Desk, target: Path, clock: ManualClock
    ) -> None:
        set_backup_settings(coordinator, target, keep_last=1, keep_weeks=0)
        twins = back_up(coordinator).path
        manifest = (twins / "manifest.json").read_text()
        store = coordinator.store
        (twins / "manifest.json").write_text(manifest.replace(str(store.device_id), str(store.store_id)))
        made = []
        for _ in range(2):
            clock.advance(timedelta(days=1))
            made.append(back_up(coordinator))
        assert [one.removed for one in made] == [0, 1]
        assert {seen.path for seen in backups_in(target)} == {twins, made[1].path}

    def test_where_somebody_puts_them_by_hand_none_goes(
        self, coordinator: Desk, target: Path, tmp_path: Path, clock: ManualClock
    ) -> None:
        set_backup_settings(coordinator, target, keep_last=1, keep_weeks=0)
        for count in range(1, 5):
            assert back_up(coordinator, tmp_path / "archive").removed == 0
            assert len(backups_in(tmp_path / "archive")) == count
            clock.advance(timedelta(days=1))

    def test_one_that_cannot_be_removed_is_left_for_the_next_time(
        self, coordinator: Desk, target: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(module, "clear_old", failing(OSError(13, "Permission denied")))
        set_backup_settings(coordinator, target)
        assert back_up(coordinator).removed == 0
