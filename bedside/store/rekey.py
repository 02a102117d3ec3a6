"""Gives a store a new key so that, wherever it is cut off, somebody's password opens a whole store.

The new key is sealed to everybody beside the old one, then the database is written again under the new key, then that
takes the old one's name, and last the old key is dropped. While both are there, `keys.unlock` takes the one that opens
the database, and the next opening finishes what was begun or takes it back.
"""

import hmac
import os
from dataclasses import replace
from pathlib import Path
from typing import Final

from sqlcipher3 import dbapi2

from bedside.errors import StoreDamaged, StoreError
from bedside.store.database import connect, opens, translated
from bedside.store.files import refusal_of, sync_folder
from bedside.store.keys import Unlocked, covered, new_key, read_own_slots, with_one_key, write_slots
from bedside.store.recovery import resealed
from bedside.store.sealing import changed_outside, mac_of, seal
from bedside.store.slots import DATABASE_FILE, SlotFile, read_slots
from bedside.store.unit_of_work import AtStep
from bedside.store.witness import renew_testimonies

REKEYED: Final = DATABASE_FILE + ".rekeyed"
"""The database under its new key until it takes the name of the old one."""

_LOG, _INDEX = DATABASE_FILE + "-wal", DATABASE_FILE + "-shm"


def rekey_files(folder: Path, key: bytes, witness_folder: Path | None, at_step: AtStep) -> bytes:
    """Give the closed store in `folder`, whose lock is held, a new key, which comes back.

    Slots of the first release, to which nothing can be sealed, are dropped: their users need a new password.

    Raises:
        StoreError: of the kind that fits. The old key holds then, unless it came after the new database had its name;
            what `keys.json` holds opens either.
    """
    file = read_own_slots(folder, key)
    fresh = new_key()
    both = _with_both(file, fresh)
    write_slots(folder, both, {file.generation: key, both.pending: fresh})
    try:
        at_step("rekey_begun")
        _export(folder, key, fresh)
        at_step("rekey_exported")
        _require_folded(folder)
        _require_sealed(folder, both)
        os.replace(folder / REKEYED, folder / DATABASE_FILE)
        sync_folder(folder)
    except BaseException as error:
        settle_rekey(folder, Unlocked(key, None, must_change=False, other_key=fresh), witness_folder)
        if isinstance(error, OSError):
            raise refusal_of(error, folder) from error
        raise
    at_step("rekey_swapped")
    settle_rekey(folder, Unlocked(fresh, None, must_change=False, other_key=key), witness_folder)
    at_step("rekey_done")
    return fresh


def settle_rekey(folder: Path, unlocked: Unlocked, witness_folder: Path | None) -> bool:
    """Finish a change of keys that was cut off, or take it back, by which key opens the database; whether the store has
    a new key now. The store's lock must be held.

    Raises:
        StoreError: it cannot be written.
    """
    file = read_slots(folder)
    begun = file.pending or (folder / REKEYED).exists()
    if not begun or not opens(folder / DATABASE_FILE, unlocked.key):
        return False
    try:
        (folder / REKEYED).unlink(missing_ok=True)
        sync_folder(folder)  # the new database has its name for good before the old key is dropped
    except OSError as error:
        raise refusal_of(error, folder) from error
    if not file.pending:
        return False
    finished = _is_pending(file, unlocked.key)
    if finished and unlocked.other_key is not None:
        # A witness under the old key would vouch for nothing, and the store be taken for a copy.
        renew_testimonies(folder, witness_folder, file.store_id, unlocked.other_key, unlocked.key)
    kept = file.pending if finished else file.generation
    if finished:
        file = replace(file, slots=tuple(slot for slot in file.slots if not slot.is_first_format))
    write_slots(folder, with_one_key(file, kept), {kept: unlocked.key})
    return finished


def _is_pending(file: SlotFile, key: bytes) -> bool:
    return hmac.compare_digest(file.macs.get(file.pending, b""), mac_of(key, covered(file)))


def _with_both(file: SlotFile, fresh: bytes) -> SlotFile:
    generation = file.generation + 1
    slots = tuple(
        slot
        if slot.is_first_format
        else replace(
            slot,
            sealed=(*slot.sealed, seal(file.store_id, slot.user.user_id, generation, slot.sealing_key, fresh)),
        )
        for slot in file.slots
    )
    recovery = file.recovery and resealed(file.recovery, file.store_id, generation, fresh)
    return replace(file, slots=slots, recovery=recovery, pending=generation)


def _export(folder: Path, key: bytes, fresh: bytes) -> None:
    """Write the whole database again under `fresh`, down to the disk, and hold the two against each other."""
    path = folder / REKEYED
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    try:
        connection = connect(folder / DATABASE_FILE, key, writes=True)
        with translated(folder):
            try:
                before = _copy(connection, path, fresh)
            finally:
                connection.close()
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    copy = connect(path, fresh, writes=False)
    with translated(folder):
        try:
            after = _sizes(copy)
            faults = copy.execute("PRAGMA cipher_integrity_check").fetchall()
        finally:
            copy.close()
    if faults or after != before:
        raise StoreDamaged(problem="its copy under the new key differs")


def _copy(connection: dbapi2.Connection, path: Path, fresh: bytes) -> dict[str, int]:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    connection.execute(f"ATTACH DATABASE ? AS fresh KEY \"x'{fresh.hex()}'\"", (str(path),))
    connection.execute("SELECT sqlcipher_export('fresh')").fetchone()
    connection.execute(f"PRAGMA fresh.user_version = {version}")
    connection.execute("DETACH DATABASE fresh")
    return _sizes(connection)


def _sizes(connection: dbapi2.Connection) -> dict[str, int]:
    """Rows of each table, and the schema's version."""
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    sizes = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in names}
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return {**sizes, "": version}


def _require_sealed(folder: Path, both: SlotFile) -> None:
    """Refuse to take a database away from everybody: the slots were written meanwhile and lack its new key."""
    if read_slots(folder).pending != both.pending:
        raise changed_outside()


def _require_folded(folder: Path) -> None:
    """Refuse while some of the old database stands in its log alone, which no new one must find."""
    log = folder / _LOG
    if log.exists() and log.stat().st_size:
        raise StoreError(problem="another program reads it; try again later")
    for name in (_LOG, _INDEX):
        (folder / name).unlink(missing_ok=True)
