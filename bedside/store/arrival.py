"""What opening a store sets right about keys: slots of older formats, public keys and device keys not yet journalled,
slots of people whose access has ended; and an earlier `keys.json` is refused."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from bedside.errors import SignInError, StoreDamaged
from bedside.models.identifiers import shared_record_id
from bedside.models.journal import Kind
from bedside.models.people import Access, UserRecord
from bedside.store.database import Database
from bedside.store.device_keys import device_signer
from bedside.store.entries import Device, NewEntry
from bedside.store.keys import Unlocked, public_keys, remove_slot, upgrade_slot
from bedside.store.people import read_users
from bedside.store.sealing import UserSecret
from bedside.store.settings_here import setting
from bedside.store.slots import SLOTS_FILE, SlotUser, read_slots
from bedside.store.unit_of_work import UnitOfWork

Write = Callable[[Callable[[UnitOfWork], None]], None]
"""Runs a unit of work."""

KEYS: Final = "keys"
"""Setting: how often `keys.json` had been written when the store last saw it, and which key of the store it held."""


@dataclass(frozen=True, slots=True)
class Due:
    """What has to be written: a user's record with their keys, the device's keys, that the store has a new key, and
    that `keys.json` is another one."""

    record: UserRecord | None
    device: bool
    rekeyed: bool
    slots: bool

    def __bool__(self) -> bool:
        return self.record is not None or self.device or self.slots


def who_signs_in(connection: Connection, user_id: str) -> SlotUser:
    """The person as the journal knows them, whatever is printed on the tile.

    Raises:
        SignInError: the journal knows nobody of this id, or their access has ended.
    """
    for user in read_users(connection):
        if user.user_id == user_id and user.active:
            return SlotUser(user.user_id, user.printed_name, user.role)
    raise SignInError


def settle_slots(
    folder: Path, users: Sequence[UserRecord], user_id: str, password: str, unlocked: Unlocked
) -> Unlocked:
    """Bring the slot of who signs in to the present format, and take away those of people whose access has ended."""
    ended = {user.user_id for user in users if not user.active} - {user_id}
    for slot in read_slots(folder).slots:
        if slot.user.user_id in ended:
            remove_slot(folder, unlocked.key, slot.user.user_id)
    if unlocked.secret is not None:
        return unlocked
    return replace(unlocked, secret=upgrade_slot(folder, unlocked.key, user_id, password))


def settled(
    database: Database, device: Device, write: Write, user: SlotUser, password: str, unlocked: Unlocked
) -> Unlocked:
    """Set all of it right for a user whose `password` has just opened `unlocked`, which comes back with what is new.

    Raises:
        StoreDamaged: `keys.json` is an earlier one than this store has seen.
    """
    folder = database.path.parent
    with database.reader() as connection:
        due_at_opening(connection, device, folder, user.user_id, unlocked)
        users = read_users(connection)
    unlocked = settle_slots(folder, users, user.user_id, password, unlocked)
    with database.reader() as connection:
        due = due_at_opening(connection, device, folder, user.user_id, unlocked)
    if due:
        write(lambda work: settle_journal(work, user, due, folder))
    return unlocked


def due_at_opening(connection: Connection, device: Device, folder: Path, user_id: str, unlocked: Unlocked) -> Due:
    """What `settle_journal` has to write, usually nothing.

    Raises:
        StoreDamaged: `keys.json` is older than one that this store has seen: somebody put it back, with what opened it.
    """
    file, seen = read_slots(folder), setting(connection, KEYS)
    sequence, generation = seen if isinstance(seen, list) else (0, file.generation)
    if file.sequence < sequence:
        raise StoreDamaged(problem=f"{SLOTS_FILE} is an earlier one")
    record = next((user for user in read_users(connection) if user.user_id == user_id and user.active), None)
    if record is not None and unlocked.secret is not None:
        keyed = with_keys(record, unlocked.secret)
        record = None if keyed == record else keyed
    return Due(
        record=record,
        device=device_signer(connection, device.device_id) is None,
        rekeyed=file.generation > generation,
        slots=seen != [file.sequence, file.generation],
    )


def settle_journal(work: UnitOfWork, user: SlotUser, due: Due, folder: Path) -> None:
    """Write what is due."""
    if due.record is not None:
        journal_user(work, due.record, by=user, reason="keys made at sign-in")
    if due.device:
        work.append(_access(work, user, work.make_device_keys()))
    if due.rekeyed:
        work.append(_access(work, user, Access(act="rekeyed", detail="finished when the store was opened")))
    remember_slots(work, folder)


def remember_slots(work: UnitOfWork, folder: Path) -> None:
    """Let the store know its `keys.json`, so that one from before this is refused."""
    file = read_slots(folder)
    work.keep_setting(KEYS, [file.sequence, file.generation])


def _access(work: UnitOfWork, user: SlotUser, access: Access) -> NewEntry:
    return NewEntry(kind=Kind.ACCESS, payload=access, author_id=user.user_id, role=user.role, observed_at=work.now())


def with_keys(record: UserRecord, secret: UserSecret) -> UserRecord:
    """The record with the public keys of the user's secret."""
    sealing, signing = public_keys(secret)
    return record.model_copy(update={"sealing_key": sealing, "signing_key": signing})


def journal_user(work: UnitOfWork, record: UserRecord, *, by: SlotUser, reason: str) -> None:
    """Journal a user's record, as a new version for `reason` where there is one already."""
    record_id = shared_record_id(work.device.trial_id, work.device.site_id, record.user_id, Kind.USER)
    known = tuple(entry.entry_id for entry in work.reader.current_versions(record_id))
    work.append(
        NewEntry(
            kind=Kind.USER,
            record_id=record_id,
            payload=record,
            author_id=by.user_id,
            role=by.role,
            observed_at=work.now(),
            parents=known,
            reason=reason if known else "",
        )
    )
