"""Copies an open store, encrypted as it lies, without keeping a save waiting; a copy counts only once it was opened."""

import hashlib
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from io import BufferedWriter
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy import func, select

from bedside.errors import BackupUnusable, StoreDamaged
from bedside.models.tables import journal
from bedside.store.checkpoints import Checkpoint, hold_since_checkpoint, newest_checkpoint
from bedside.store.database import Database, connect, translated
from bedside.store.entries import ChainHead, Device
from bedside.store.files import refusal_of, sync_folder
from bedside.store.keys import read_own_slots
from bedside.store.manifest import FILES, BackedUpFile, Head, Manifest, SignedHead, write_manifest
from bedside.store.migrations import SCHEMA_VERSION
from bedside.store.slots import DATABASE_FILE, SLOTS_FILE
from bedside.store.store import Store
from bedside.store.unit_of_work import AtStep, no_step
from bedside.store.verification import read_device, require_sound_end

UNFINISHED: Final = ".unfinished"
"""End of a backup's name until it is whole and has been opened."""

_CHUNK = 4 * 1024 * 1024
_SYNC_EVERY = 2
"""Chunks after which a copy is synced: never so much at once that a save waits behind it at the disk."""

Progress = Callable[[int, int], None]
"""Told how many bytes are done, of how many."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What opening a copy showed: whose it is, how many entries it has, where its journal ends, and up to where its
    device vouches for it."""

    device: Device
    entries: int
    head: ChainHead
    vouched: Checkpoint | None


def no_progress(_: int, __: int) -> None:
    """Where nobody waits for it."""


def write_backup(
    store: Store,
    into: Path,
    made_at: datetime,
    made_by: str,
    progress: Progress = no_progress,
    at_step: AtStep = no_step,
) -> tuple[Path, Manifest]:
    """Make one verified backup of `store` in the folder `into`: a whole one or none, because it takes its name last.

    Raises:
        StoreDamaged: what was written since the last checkpoint does not hold.
        BackupUnusable: the copy does not verify; it was thrown away.
        StoreError: of the kind that fits (no space, no permission ...); what was written is thrown away.
    """
    name = f"{name_start(store.store_id, store.device_id)}{store.site_id}-{made_at:%Y%m%dT%H%M%S}-{os.urandom(3).hex()}"
    unfinished = into / (name + UNFINISHED)
    try:
        into.mkdir(mode=0o700, parents=True, exist_ok=True)
        clear_unfinished(into, store.store_id, store.device_id)
        unfinished.mkdir(mode=0o700)
        _vouch(store)
        key, digests = _copy_files(store, unfinished, progress)
        at_step("backup_copied")
        proof = prove(unfinished, key)
        at_step("backup_proven")
        manifest = _manifest(unfinished, proof, made_at, made_by, digests)
        write_manifest(unfinished, manifest)
        at_step("backup_described")
        os.rename(unfinished, into / name)
        sync_folder(into)
        at_step("backup_made")
    except OSError as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise refusal_of(error, into) from error
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    return into / name, manifest


def prove(folder: Path, key: bytes) -> Proof:
    """Open the copy in `folder`; hold every page to its code, the journal's end to its chain, and the slots to the key.

    Raises:
        BackupUnusable: something in it does not hold.
        StoreError: it cannot be opened.
    """
    database = Database(folder / DATABASE_FILE, key)
    with database.translated(), database.writer() as connection:
        with connection.begin():
            for line in connection.exec_driver_sql("PRAGMA cipher_integrity_check").scalars():
                raise BackupUnusable(backup=folder.name, problem=line)
            entries = connection.execute(select(func.count()).select_from(journal)).scalar_one()
            # Entries before the checkpoint were held before it was signed, and every page has just been.
            for fault in hold_since_checkpoint(connection).faults:
                raise BackupUnusable(backup=folder.name, problem=f"{fault.where}: {fault.fault}")
            vouched = newest_checkpoint(connection)
        device = read_device(connection, read_own_slots(folder, key).store_id)
        return Proof(device, entries, require_sound_end(connection), vouched)


def name_start(store_id: UUID, device_id: UUID) -> str:
    """What the name of every backup of a store begins with that one device made."""
    return f"bedside-{store_id.hex[-8:]}-{device_id.hex[-8:]}-"


def clear_unfinished(into: Path, store_id: UUID, device_id: UUID) -> None:
    """Throw away what a backup of this store left that was cut off on this device; another one's may still go on."""
    for left in into.glob(f"{name_start(store_id, device_id)}*{UNFINISHED}"):
        shutil.rmtree(left, ignore_errors=True)


def copy_file(source: Path, target: Path, progress: Progress = no_progress) -> str:
    """Copy a file through to the disk, for its owner alone; returns the SHA-256 of what was copied, hex.

    Raises:
        OSError: it cannot be read or written; `target` exists.
    """
    digest, done = hashlib.sha256(), 0
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with source.open("rb", buffering=0) as reading, os.fdopen(descriptor, "wb") as writing:
        size = os.fstat(reading.fileno()).st_size
        while chunk := reading.read(_CHUNK):
            digest.update(chunk)
            writing.write(chunk)
            done += len(chunk)
            if done // _CHUNK % _SYNC_EVERY == 0:
                _sync(writing)
            progress(done, size)
        _sync(writing)
    return digest.hexdigest()


def _sync(writing: BufferedWriter) -> None:
    writing.flush()
    os.fsync(writing.fileno())


def digest_of_file(path: Path) -> str:
    """The SHA-256 of a file, hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _vouch(store: Store) -> None:
    """Let the device vouch for the journal as it stands, once what is new in it was held."""
    for fault in store.hold_new_entries().faults:
        raise StoreDamaged(problem=f"{fault.where}: {fault.fault}")
    store.make_checkpoint("backup")


def _copy_files(store: Store, unfinished: Path, progress: Progress) -> tuple[bytes, dict[str, str]]:
    """Copy the database and the slots that belong to it; returns the key that opens them, and their digests."""
    target, log = unfinished / DATABASE_FILE, f"{DATABASE_FILE}-wal"
    with store.steady_file() as folded:
        # The key and its slots change only in a file that may be changed.
        key = store.key
        digests = {DATABASE_FILE: copy_file(store.folder / DATABASE_FILE, target, progress)}
        if not folded:
            # Somebody reads an earlier moment, so what came after it stands in the log alone.
            copy_file(store.folder / log, unfinished / log)
        digests[SLOTS_FILE] = copy_file(store.folder / SLOTS_FILE, unfinished / SLOTS_FILE)
    if not folded:
        with translated(unfinished):
            copy = connect(target, key, writes=True)
            copy.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            copy.close()
        digests[DATABASE_FILE] = digest_of_file(target)
    return key, digests


def _manifest(folder: Path, proof: Proof, made_at: datetime, made_by: str, digests: dict[str, str]) -> Manifest:
    head = Head(chain_id=proof.head.chain_id, seq=proof.head.seq, hash=proof.head.hash)
    vouched = proof.vouched
    return Manifest(
        checkpoint=None
        if vouched is None
        else SignedHead(
            chain_id=vouched.end.chain_id,
            seq=vouched.end.seq,
            hash=vouched.end.hash,
            signature=vouched.signature.hex(),
        ),
        store_id=proof.device.store_id,
        device_id=proof.device.device_id,
        site_id=proof.device.site_id,
        trial_id=proof.device.trial_id,
        schema_version=SCHEMA_VERSION,
        made_at=made_at,
        made_by=made_by,
        entries=proof.entries,
        head=head,
        files={name: BackedUpFile(bytes=(folder / name).stat().st_size, sha256=digests[name]) for name in FILES},
    )
