"""Nothing is deleted, nothing is half done: the old store stands or the new one, wherever it is cut off."""

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest

from bedside.errors import (
    BackupUnusable,
    LockedOut,
    NotPermitted,
    RestoreDecided,
    SignInError,
    StoreError,
    StoreFull,
    StoreInUse,
)
from bedside.models.journal import JournalEntry
from bedside.models.people import Access
from bedside.store import restore as module
from bedside.store.attempts import ATTEMPTS_FILE
from bedside.store.backup import copy_file, write_backup
from bedside.store.check import check_folder
from bedside.store.checkpoints import StretchReport
from bedside.store.entries import read_payload
from bedside.store.keys import relabel_slot, remove_slot
from bedside.store.manifest import FILES, read_manifest
from bedside.store.restore import Restored, Restoring, restore_store
from bedside.store.slots import DATABASE_FILE, SLOTS_FILE, SlotUser, users
from bedside.store.store import Store, create_store, open_store
from bedside.store.swap import PLAN_FILE, SET_ASIDE, STAGING
from bedside.store.unit_of_work import UnitOfWork
from bedside.store.verification import Fault
from bedside.store.witness import WITNESS_FILE
from tests.store.children import Tell, run
from tests.store.records import CHEAP, NOW, NURSE, PASSWORD, HandClock, assessment, new, subject

STEPS = [
    "restore_copied",
    "chain_beginning",
    "chain_begun",
    "restore_prepared",
    "restore_decided",
    "restore_set_aside",
    "restore_keys_placed",
    "restore_old_moved",
    "restore_placed",
    "restore_witnessed",
]
DECIDED = STEPS.index("restore_decided")


def permit(_: SlotUser) -> None:
    """Everybody may."""


def by(state: Path, at_step: Callable[[str], None] | None = None) -> Restoring:
    """A restore by the nurse of the tests."""
    asked = Restoring(NURSE.user_id, PASSWORD, HandClock(), "the disk failed", permit, state)
    return asked if at_step is None else replace(asked, at_step=at_step)


@dataclass
class Site:
    """A store with three checks saved after its backup of five, and the device's state folder."""

    folder: Path
    backup: Path
    state: Path

    def open(self) -> Store:
        """The store in the folder."""
        return open_store(self.folder, NURSE.user_id, PASSWORD, HandClock(), witness_folder=self.state)

    def save(self, count: int) -> None:
        """Save so many checks."""
        with self.open() as store:
            for _ in range(count):
                store.write(partial(UnitOfWork.append, new=new(assessment())))

    def restore(self) -> Restored:
        """Put the backup in place."""
        return restore_store(self.backup, self.folder, by(self.state))

    def entries(self) -> list[JournalEntry]:
        """The journal; everything verifies and goes on."""
        self.save(1)
        with self.open() as store:
            assert store.check().faults == ()
            with store.read() as reader:
                return [entry for _, entry in reader.entries()]

    def files(self) -> dict[str, bytes]:
        """Everything in the folder but the lock and what was counted of wrong passwords."""
        return {
            str(file.relative_to(self.folder)): file.read_bytes()
            for file in self.folder.rglob("*")
            if file.is_file() and file.name not in ("store.lock", ATTEMPTS_FILE)
        }


@pytest.fixture
def site(folder: Path, tmp_path: Path) -> Site:
    """Closed."""
    state = tmp_path / "state"
    with create_store(
        folder, NURSE, PASSWORD, "site-1", "trial-1", HandClock(), cost=CHEAP, witness_folder=state
    ) as store:
        store.write(partial(UnitOfWork.append, new=new(subject())))
        backup, _ = write_backup(store, tmp_path / "backups", NOW, "nurse-a")
    made = Site(folder, backup, state)
    made.save(3)
    return made


def restored_entry(entries: list[JournalEntry]) -> JournalEntry:
    """The one that says so."""
    found = [entry for entry in entries if entry.reason == "the disk failed"]
    assert len(found) == 1
    return found[0]


def test_the_backup_stands_in_place_under_a_new_chain(site: Site) -> None:
    with site.open() as store:
        old_device, old_chain = store.device_id, store.chain_id
    old = site.files()
    done = site.restore()
    assert (done.made_at, done.made_by, done.set_aside is not None) == (NOW, "nurse-a", True)
    entries = site.entries()
    assert len(entries) == done.entries + 3  # its own entry, the new device's keys, one more check
    entry = restored_entry(entries)
    said = read_payload(entry)
    assert isinstance(said, Access)
    assert (said.act, said.area, said.detail) == (
        "restored",
        "store",
        f"backup of 2026-03-01T08:00+08:00, {done.entries} entries",
    )
    assert (entry.seq, entry.previous_hash) == (1, entries[done.entries - 1].hash)
    assert entry.chain_id != old_chain
    assert entry.device_id != old_device
    assert done.set_aside is not None
    kept = {name: (done.set_aside / name).read_bytes() for name in (*FILES, WITNESS_FILE)}
    assert kept == {name: old[name] for name in kept}
    assert not (site.folder / STAGING).exists()
    assert not (site.folder / PLAN_FILE).exists()


def test_what_was_set_aside_can_be_opened(site: Site) -> None:
    before = check_folder(site.folder, NURSE.user_id, PASSWORD)
    aside = site.restore().set_aside
    assert aside is not None
    assert check_folder(aside, NURSE.user_id, PASSWORD) == before


def test_it_can_be_done_twice(site: Site) -> None:
    first, second = site.restore().set_aside, site.restore().set_aside
    assert first != second
    assert restored_entry(site.entries()).seq == 1


def test_it_works_on_a_new_computer(site: Site, tmp_path: Path) -> None:
    fresh = Site(tmp_path / "new" / "ward", site.backup, tmp_path / "new state")
    assert fresh.restore().set_aside is None
    assert len(fresh.entries()) > 3
    assert (fresh.folder.stat().st_mode & 0o777) == 0o700
    for file in fresh.folder.iterdir():
        assert file.stat().st_mode & 0o077 == 0, file.name


def test_an_older_key_is_told(site: Site) -> None:
    assert not site.restore().older_key
    with site.open() as store:
        store.rekey(HandClock())
    assert site.restore().older_key
    assert not site.restore().older_key


def test_what_another_store_says_of_its_people_is_not_asked(site: Site, tmp_path: Path) -> None:
    other, theirs = tmp_path / "other", SlotUser("nurse-z", "Nurse Z", "nurse")
    with create_store(other, theirs, PASSWORD, "site-2", "trial-1", HandClock(), cost=CHEAP) as store:
        store.rekey(HandClock())
    there = Site(other, site.backup, site.state)
    assert not there.restore().older_key
    assert restored_entry(there.entries()).seq == 1


@pytest.mark.parametrize(
    "damage",
    [
        lambda folder: (folder / DATABASE_FILE).write_bytes(b"x" * 9000),
        lambda folder: (folder / DATABASE_FILE).unlink(),
        lambda folder: (folder / SLOTS_FILE).unlink(),
        lambda folder: (folder / SLOTS_FILE).write_text("{"),
        lambda folder: [file.unlink() for file in folder.iterdir()],
        lambda folder: (folder / f"{DATABASE_FILE}-wal").write_bytes(b"y" * 5000),
    ],
)
def test_it_works_over_a_damaged_store(site: Site, damage: Callable[[Path], object]) -> None:
    damage(site.folder)
    left = {name: data for name, data in site.files().items() if name in (DATABASE_FILE, SLOTS_FILE)}
    site.restore()
    (aside,) = site.folder.glob(f"{SET_ASIDE}*")
    assert {name: (aside / name).read_bytes() for name in left} == left
    assert restored_entry(site.entries()).seq == 1


def unchanged(site: Site, asked: Restoring, error: type[Exception], match: str = ".") -> None:
    """It is refused, and nothing has changed."""
    before = site.files()
    with pytest.raises(error, match=match):
        restore_store(site.backup, site.folder, asked)
    assert site.files() == before
    site.open().close()


class TestRefused:
    """The old store stands."""

    def test_without_the_password(self, site: Site) -> None:
        unchanged(site, replace(by(site.state), password="wrong horse"), SignInError)

    def test_who_guesses_is_locked_out_as_at_the_sign_in(self, site: Site) -> None:
        wrong = replace(by(site.state), password="wrong horse")
        for _ in range(4):
            unchanged(site, wrong, SignInError)
        with pytest.raises(LockedOut):
            restore_store(site.backup, site.folder, wrong)
        for attempt in (site.restore, site.open):
            with pytest.raises(LockedOut):
                attempt()

    def test_who_is_locked_out_at_the_sign_in(self, site: Site) -> None:
        for _ in range(5):
            with pytest.raises(SignInError):
                open_store(site.folder, NURSE.user_id, "wrong horse", HandClock(), witness_folder=site.state)
        with pytest.raises(LockedOut):
            site.restore()

    def test_nobody_is_counted_where_no_store_stands(self, site: Site, tmp_path: Path) -> None:
        fresh = tmp_path / "new" / "ward"
        for _ in range(6):
            with pytest.raises(SignInError) as caught:
                restore_store(site.backup, fresh, replace(by(site.state), password="wrong horse"))
            assert not isinstance(caught.value, LockedOut)
        assert not (fresh / ATTEMPTS_FILE).exists()

    def test_for_who_has_lost_access_since(self, site: Site) -> None:
        with site.open() as store:
            remove_slot(site.folder, store.key, NURSE.user_id)
        before = site.files()
        with pytest.raises(NotPermitted, match="your access was ended"):
            site.restore()
        assert site.files() == before

    def test_for_who_has_lost_the_right_to_since(self, site: Site) -> None:
        with site.open() as store:
            relabel_slot(site.folder, store.key, replace(NURSE, role="monitor"))

        def refuse(user: SlotUser) -> None:
            if user.role == "monitor":
                raise NotPermitted(act="restore", reason=user.role)

        before = site.files()
        with pytest.raises(NotPermitted, match="monitor"):
            restore_store(site.backup, site.folder, replace(by(site.state), permit=refuse))
        assert site.files() == before

    def test_for_who_may_not(self, site: Site) -> None:
        def refuse(user: SlotUser) -> None:
            raise NotPermitted(act="restore", reason=user.role)

        unchanged(site, replace(by(site.state), permit=refuse), NotPermitted, "nurse")

    def test_a_backup_whose_file_was_changed(self, site: Site) -> None:
        data = bytearray((site.backup / DATABASE_FILE).read_bytes())
        data[5000] ^= 1
        (site.backup / DATABASE_FILE).write_bytes(data)
        unchanged(site, by(site.state), BackupUnusable, r"store\.db is not what its manifest says")

    def test_a_backup_that_was_bad_when_it_was_made(self, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        data = bytearray((site.backup / DATABASE_FILE).read_bytes())
        data[len(data) - 5000] ^= 1
        (site.backup / DATABASE_FILE).write_bytes(data)

        def unsuspecting(source: Path, target: Path, progress: Callable[[int, int], None]) -> str:
            copy_file(source, target, progress)
            return read_manifest(site.backup).files[source.name].sha256

        monkeypatch.setattr(module, "copy_file", unsuspecting)
        unchanged(site, by(site.state), BackupUnusable)

    def test_a_backup_whose_journal_does_not_hold(self, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        report = StretchReport(0, 1, (Fault("entry 5", "its payload does not match its hash"),))
        monkeypatch.setattr(module, "hold_since_checkpoint", lambda _: report)
        unchanged(site, by(site.state), BackupUnusable, "entry 5")

    def test_what_is_no_backup(self, site: Site, tmp_path: Path) -> None:
        site.backup = tmp_path
        unchanged(site, by(site.state), BackupUnusable, "manifest")

    def test_while_the_store_is_open(self, site: Site) -> None:
        with site.open(), pytest.raises(StoreInUse):
            site.restore()

    @pytest.mark.parametrize("step", STEPS[:DECIDED])
    def test_without_space(self, site: Site, step: str) -> None:
        def full(reached: str) -> None:
            if reached == step:
                raise OSError(28, "No space left on device")

        unchanged(site, by(site.state, full), StoreFull)


@pytest.mark.parametrize("fresh", [False, True])
@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_the_old_store_stands_or_the_new(site: Site, tmp_path: Path, step: str, fresh: bool) -> None:
    if fresh:
        site = Site(tmp_path / "new" / "ward", site.backup, tmp_path / "new state")
        old: list[JournalEntry] = []
    else:
        old = site.entries()

    def act(_: Tell) -> None:
        def die(reached: str) -> None:
            if reached == step:
                os.kill(os.getpid(), signal.SIGKILL)

        restore_store(site.backup, site.folder, by(site.state, die))

    assert run(act).ended == -signal.SIGKILL
    if STEPS.index(step) >= DECIDED:
        # The sign-in screen reads the tiles without the lock; the next to take it finishes.
        if STEPS.index(step) > STEPS.index("restore_set_aside"):
            assert [user.user_id for user in users(site.folder)] == [NURSE.user_id]
        check_or_make_keys(site)
        assert restored_entry(site.entries()).seq == 1
        aside = list(site.folder.glob(f"{SET_ASIDE}*"))
        assert len(aside) == 1
        assert (aside[0] / DATABASE_FILE).exists() is not fresh
    elif not fresh:
        assert [user.user_id for user in users(site.folder)] == [NURSE.user_id]
        assert site.entries()[: len(old)] == old
    else:
        with pytest.raises(StoreError, match="no store"):
            site.open()
    assert not (site.folder / STAGING).exists()
    assert not (site.folder / PLAN_FILE).exists()
    site.restore()
    assert restored_entry(site.entries()).seq == 1


def check_or_make_keys(site: Site) -> None:
    """Whoever looks first finds one store."""
    assert check_folder(site.folder, NURSE.user_id, PASSWORD).faults == ()


def test_a_swap_that_fails_goes_on_the_next_time(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(reached: str) -> None:
        if reached == "restore_keys_placed":
            raise OSError(5, "Input/output error")

    with pytest.raises(RestoreDecided, match=r"Input/output error.*finished at the next start"):
        restore_store(site.backup, site.folder, by(site.state, cut))
    with monkeypatch.context() as broken:

        def fail(*_: object) -> None:
            raise OSError(5, "Input/output error")

        broken.setattr("bedside.store.swap.os.replace", fail)
        for _ in range(2):  # the lock was let go
            with pytest.raises(StoreError, match="Input/output"):
                site.open()
    assert restored_entry(site.entries()).seq == 1
