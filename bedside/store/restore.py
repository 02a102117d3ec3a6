"""Puts a backup in the place of a store, or where there is none, under a new chain; what stood there is kept."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from bedside.clock import Clock
from bedside.errors import BackupUnusable, NotPermitted, RestoreDecided, StoreError
from bedside.store.arrival import who_signs_in
from bedside.store.attempts import BINDING, guarded_unlock
from bedside.store.backup import Progress, copy_file, no_progress
from bedside.store.checkpoints import hold_since_checkpoint
from bedside.store.clones import Fork, Opening, begin_chain
from bedside.store.database import Database
from bedside.store.entries import ChainHead, Device
from bedside.store.files import refusal_of, sync_folder
from bedside.store.keys import Unlocked, unlock
from bedside.store.lock import take_lock
from bedside.store.manifest import FILES, Manifest, read_manifest
from bedside.store.migrations import migrate
from bedside.store.projections import rebuild
from bedside.store.settings_here import keep_setting
from bedside.store.slots import DATABASE_FILE, SlotFile, SlotUser, read_slots
from bedside.store.swap import SET_ASIDE, STAGING, swap
from bedside.store.unit_of_work import AtStep, no_step
from bedside.store.verification import read_device, require_sound_end
from bedside.store.witness import Witness


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put in place: entries and age of the backup, and where what stood there before lies now (None: there was
    nothing). `older_key`: since the backup the store was given a new key, which this undid."""

    entries: int
    made_at: datetime
    made_by: str
    set_aside: Path | None
    older_key: bool


@dataclass(frozen=True, slots=True)
class Restoring:
    """Who restores and why. `permit` is asked with the person whom the backup's journal knows, and with whom the store
    that stands there knows, and raises if they may not; `witness_folder` as for opening a store."""

    user_id: str
    password: str
    clock: Clock
    reason: str
    permit: Callable[[SlotUser], None]
    witness_folder: Path | None = None
    progress: Progress = no_progress
    at_step: AtStep = no_step


def restore_store(backup: Path, folder: Path, by: Restoring) -> Restored:
    """Put the backup in the folder `backup` in the place of the store in `folder`. Works without one there, or with one
    that is damaged, because the old one is never opened; it is moved aside.

    Raises:
        BackupUnusable: a file of the backup is not what its manifest says, or does not verify.
        NotPermitted: the person has lost access to the store that stands there.
        SignInError: the backup knows no such user or password; counted beside the store that stands there. LockedOut:
            too often.
        RestoreDecided: it could not be finished now, and is at the next start.
        StoreError: of the kind that fits. On any error but RestoreDecided the old store stands as it did.
    """
    manifest = read_manifest(backup)
    lock = take_lock(folder, make=True)
    try:
        try:
            _stage(backup, folder / STAGING, manifest, by)
            device, head, key = _prepare(folder, backup, manifest, by)
            older_key = _older_key(folder)
            by.at_step("restore_prepared")
        except BaseException:
            shutil.rmtree(folder / STAGING, ignore_errors=True)
            raise
        stood = (folder / DATABASE_FILE).exists()
        aside = f"{SET_ASIDE}{by.clock.now():%Y%m%dT%H%M%S}-{os.urandom(2).hex()}"
        with _decided():
            swap(folder, aside, by.at_step)
        with Witness(key, device.store_id, folder, by.witness_folder) as witness:
            witness.begin(device.device_id, head)
        by.at_step("restore_witnessed")
    except OSError as error:
        raise refusal_of(error, folder) from error
    finally:
        lock.release()
    return Restored(manifest.entries, manifest.made_at, manifest.made_by, folder / aside if stood else None, older_key)


@contextmanager
def _decided() -> Iterator[None]:
    """Tell a swap that breaks off for what it is: once its plan is written, the next start finishes it. A plan that
    cannot be written is told by its own store error, and the old store stands."""
    try:
        yield
    except OSError as error:
        raise RestoreDecided(problem=error.strerror or type(error).__name__) from error


def _stage(backup: Path, staged: Path, manifest: Manifest, by: Restoring) -> None:
    staged.mkdir(mode=0o700)
    for name in FILES:
        progress = by.progress if name == DATABASE_FILE else no_progress
        if copy_file(backup / name, staged / name, progress) != manifest.files[name].sha256:
            raise BackupUnusable(backup=backup.name, problem=f"{name} is not what its manifest says")
    sync_folder(staged)
    by.at_step("restore_copied")


def _prepare(folder: Path, backup: Path, manifest: Manifest, by: Restoring) -> tuple[Device, ChainHead, bytes]:
    """Open the copy, hold it to its codes and to who may restore, and begin its new chain."""
    staged = folder / STAGING
    key = _unlock(staged, folder, by).key
    database = Database(staged / DATABASE_FILE, key)
    with database.translated(), database.writer() as connection:
        _require_sound_pages(connection, backup)
        migrate(connection, rebuild)
        device = read_device(connection, read_slots(staged).store_id)
        with connection.begin():
            for fault in hold_since_checkpoint(connection).faults:
                raise BackupUnusable(backup=backup.name, problem=f"{fault.where}: {fault.fault}")
            user = who_signs_in(connection, by.user_id)
        by.permit(user)
        _require_access(folder, by)
        fork = _fork(manifest, by, Witness(key, device.store_id, folder, by.witness_folder))
        opening = Opening(user, by.clock, by.at_step)
        with connection.begin():
            # Attempts that this computer counted belong to the store that stood here, and move aside with it.
            keep_setting(connection, BINDING, None)
        device, head = begin_chain(connection, device, require_sound_end(connection), opening, fork)
        connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return device, head, key


def _unlock(staged: Path, folder: Path, by: Restoring) -> Unlocked:
    """Open the copy's slots; guesses count beside the store that stands there, and who is locked out of it waits."""
    if _standing_slots(folder) is None:
        return unlock(staged, by.user_id, by.password)
    return guarded_unlock(staged, by.user_id, by.password, by.clock, beside=folder)


def _require_access(folder: Path, by: Restoring) -> None:
    """Refuse who has been sent away, or may no more, since the backup: it would give back what was taken from them."""
    standing = _standing_slots(folder)
    if standing is None or standing.store_id != read_slots(folder / STAGING).store_id:
        return
    slot = standing.slot_of(by.user_id)
    if slot is None:
        raise NotPermitted(
            act="this restore",
            reason="since this backup your access was ended; who has access can do it, or two recovery codes give it",
        )
    by.permit(slot.user)


def _older_key(folder: Path) -> bool:
    """Whether the store that stands there was given a new key since the backup was made."""
    standing, staged = _standing_slots(folder), read_slots(folder / STAGING)
    return standing is not None and standing.store_id == staged.store_id and staged.generation < standing.generation


def _standing_slots(folder: Path) -> SlotFile | None:
    """The slots of the store that stands there; None where there are none that can be read."""
    try:
        return read_slots(folder)
    except StoreError:
        return None


def _fork(manifest: Manifest, by: Restoring, witness: Witness) -> Fork:
    seals = tuple(told.seal.hex() for told in (witness.here, witness.own) if told is not None)
    return Fork(
        "restored",
        f"backup of {manifest.made_at.isoformat(timespec='minutes')}, {manifest.entries} entries",
        reason=by.reason,
        digest=manifest.files[DATABASE_FILE].sha256,
        new_device=True,
        superseded=seals,
    )


def _require_sound_pages(connection: Connection, backup: Path) -> None:
    with connection.begin():
        for line in connection.exec_driver_sql("PRAGMA cipher_integrity_check").scalars():
            raise BackupUnusable(backup=backup.name, problem=line)
