"""Makes the files of a new store so that there is a whole one or none, wherever the making is cut off."""

import os
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import insert

from bedside.clock import Clock
from bedside.errors import StoreError
from bedside.models.base import Code, Model
from bedside.models.identifiers import shared_record_id
from bedside.models.journal import GENESIS, Kind
from bedside.models.people import UserRecord
from bedside.models.refusals import refusals
from bedside.models.tables import chains, device
from bedside.store.database import Database
from bedside.store.entries import ChainHead, Device, NewEntry, fresh_id
from bedside.store.files import refusal_of, sync_folder
from bedside.store.keys import Unlocked, add_slot, create_key_slots, new_key, public_keys
from bedside.store.migrations import migrate
from bedside.store.passwords import require_password
from bedside.store.sealing import UserSecret, new_secret
from bedside.store.slots import DATABASE_FILE, SLOTS_FILE, Argon2Cost, SlotUser
from bedside.store.unit_of_work import AtStep, UnitOfWork

UNFINISHED = DATABASE_FILE + ".new"
"""The database while it is being made. Where it lies and `store.db` does not, nothing was ever acknowledged."""


class _Place(Model):
    site_id: Code
    trial_id: Code


def create_files(
    folder: Path,
    first_user: SlotUser,
    password: str,
    site_id: str,
    trial_id: str,
    clock: Clock,
    cost: Argon2Cost,
    at_step: AtStep,
) -> Unlocked:
    """Make database and key slots in `folder`, whose lock is held; the database takes its name last. Returns what the
    password would open.

    Raises:
        InputRefused: password, user, site or trial cannot be taken.
        StoreError: there is a store already, or the folder cannot be used.
    """
    require_password(password, first_user)
    secret = new_secret()
    record = user_record(first_user, secret)
    _require_place(site_id, trial_id)
    _require_vacant(folder)
    key = new_key()
    now = clock.now()
    made = Device(fresh_id(now), fresh_id(now), site_id, trial_id)
    try:
        _make_database(folder / UNFINISHED, key, made, record, clock, at_step)
        at_step("database_made")
        create_key_slots(folder, str(made.store_id))
        add_slot(folder, key, first_user, password, cost, secret=secret)
        at_step("slots_made")
        os.replace(folder / UNFINISHED, folder / DATABASE_FILE)
        sync_folder(folder)
    except OSError as error:
        _clear_unfinished(folder)
        raise refusal_of(error, folder) from error
    except BaseException:
        _clear_unfinished(folder)
        raise
    at_step("store_made")
    return Unlocked(key, secret, must_change=False)


def user_record(user: SlotUser, secret: UserSecret) -> UserRecord:
    """The journal's record of a user, with the public keys of their secret.

    Raises:
        InputRefused: id, name or role cannot be taken.
    """
    sealing, signing = public_keys(secret)
    named = {"user_id": user.user_id, "printed_name": user.printed_name, "role": user.role, "active": True}
    try:
        return UserRecord.model_validate({**named, "sealing_key": sealing, "signing_key": signing})
    except ValidationError as error:
        raise refusals(error, UserRecord)[0] from None


def _require_place(site_id: str, trial_id: str) -> None:
    try:
        _Place(site_id=site_id, trial_id=trial_id)
    except ValidationError as error:
        raise refusals(error, _Place)[0] from None


def _require_vacant(folder: Path) -> None:
    """Refuse a folder with a store or any half of one, except the leavings of a making that was cut off."""
    if (folder / DATABASE_FILE).exists():
        raise StoreError(problem=f"{folder} holds a store already")
    if (folder / UNFINISHED).exists():
        _clear_unfinished(folder)
    elif (folder / SLOTS_FILE).exists():
        raise StoreError(problem=f"{folder} holds the keys of a store whose {DATABASE_FILE} is missing")


def _clear_unfinished(folder: Path) -> None:
    if (folder / DATABASE_FILE).exists():
        return
    # The database goes last: while it lies there, the rest is known to be leavings.
    for name in (SLOTS_FILE, UNFINISHED + "-wal", UNFINISHED + "-shm", UNFINISHED):
        (folder / name).unlink(missing_ok=True)


def _make_database(path: Path, key: bytes, made: Device, record: UserRecord, clock: Clock, at_step: AtStep) -> None:
    # SQLite gives its -wal and -shm the mode of the file, so this one mode covers all three.
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    database = Database(path, key, new=True)
    with database.translated(), database.writer() as connection:
        migrate(connection)
        with connection.begin():
            now = clock.now()
            chain_id = fresh_id(now)
            place = {"site_id": made.site_id, "trial_id": made.trial_id, "created_at": now}
            connection.execute(insert(device).values(store_id=made.store_id, device_id=made.device_id, **place))
            start = {"chain_id": chain_id, "started_at": now, "seq": 0, "hash": GENESIS, "current": True}
            connection.execute(insert(chains).values(**start))
            work = UnitOfWork(connection, made, clock, ChainHead(chain_id, 0, GENESIS), at_step)
            _first_entries(work, made, record)
            work.keep_head()


def _first_entries(work: UnitOfWork, made: Device, record: UserRecord) -> None:
    created = NewEntry(
        kind=Kind.ACCESS,
        payload=work.make_device_keys("store_created"),
        author_id=record.user_id,
        role=record.role,
        observed_at=work.now(),
    )
    work.append(created)
    record_id = shared_record_id(made.trial_id, made.site_id, record.user_id, Kind.USER)
    work.append(replace(created, kind=Kind.USER, record_id=record_id, payload=record))
