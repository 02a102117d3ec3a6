"""Reads what tells whether a store is well: its size, its clock, what waits to be sent, when it was last looked at."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, bindparam, func, select

from bedside.models.journal import Kind
from bedside.models.people import Access, AccessAct
from bedside.models.tables import device, journal, trail, unix_ms
from bedside.store.device_keys import device_signer
from bedside.store.entries import read_payload
from bedside.store.sealing import password_key
from bedside.store.slots import DATABASE_FILE, read_slots
from bedside.store.versions import ENTRY, entry_of

GROUPS: Final = 8
"""Of four hex characters each, of a fingerprint: 128 bits, short enough to be written on paper."""

_OF_ACT = (trail.c.kind == Kind.ACCESS.value, trail.c.act == bindparam("act"))
_LAST_OF_ACT = ENTRY.where(journal.c.position == select(func.max(trail.c.position)).where(*_OF_ACT).scalar_subquery())
_SINCE = select(func.count()).where(*_OF_ACT, trail.c.recorded_ms >= bindparam("since"))
_LAST_JUMP = (
    select(trail.c.jump_ms, journal.c.recorded_at)
    .join(journal, journal.c.position == trail.c.position)
    .where(trail.c.flags != 0, trail.c.jump_ms.is_not(None))
    .order_by(trail.c.position.desc())
    .limit(1)
)
_ENTRIES = select(func.count()).select_from(trail)
_OLDEST = select(journal.c.recorded_at).order_by(journal.c.position).limit(1)
_DEVICE = select(device.c.device_id)


@dataclass(frozen=True, slots=True)
class VitalSigns:
    """What the journal says. `last`: of each act asked for, when it was last done and what it said; `since`: how often
    since a moment. `jump_ms` is how far the wall clock leapt at `jumped_at`. Nothing is sent yet, so every entry waits.
    """

    entries: int
    oldest_at: datetime | None
    jumped_at: datetime | None
    jump_ms: int | None
    last: Mapping[str, tuple[datetime, Access]]
    since: Mapping[str, int]
    fingerprint: str
    """Of this device's signing key; empty where it has none."""


def read_vital_signs(
    connection: Connection, acts: Iterable[AccessAct], counted: Iterable[AccessAct], since: datetime
) -> VitalSigns:
    """Look at the journal by its indices: the cost does not grow with it, but for the count."""
    jump = connection.execute(_LAST_JUMP).one_or_none()
    given = {"since": unix_ms(since)}
    return VitalSigns(
        entries=connection.execute(_ENTRIES).scalar_one(),
        oldest_at=connection.execute(_OLDEST).scalar_one_or_none(),
        jumped_at=None if jump is None else jump.recorded_at,
        jump_ms=None if jump is None else jump.jump_ms,
        last={act: found for act in acts if (found := _last(connection, act)) is not None},
        since={act: connection.execute(_SINCE, {**given, "act": act}).scalar_one() for act in counted},
        fingerprint=_fingerprint(connection),
    )


def _last(connection: Connection, act: AccessAct) -> tuple[datetime, Access] | None:
    row = connection.execute(_LAST_OF_ACT, {"act": act}).one_or_none()
    if row is None:
        return None
    entry = entry_of(row)
    payload = read_payload(entry)
    # Whose words were taken out still says when it was done.
    return entry.recorded_at, payload if isinstance(payload, Access) else Access(act=act)


def _fingerprint(connection: Connection) -> str:
    signer = device_signer(connection, connection.execute(_DEVICE).scalar_one())
    if signer is None:
        return ""
    digest = hashlib.sha256(signer.public_key().public_bytes_raw()).hexdigest()
    return " ".join(digest[start : start + 4] for start in range(0, 4 * GROUPS, 4))


def sizes(folder: Path) -> tuple[int, int]:
    """Bytes of the store's file and of the log that is not folded into it yet."""
    return _size(folder / DATABASE_FILE), _size(folder / f"{DATABASE_FILE}-wal")


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def guess_a_password(folder: Path, user_id: str) -> bool:
    """Do what one guess of a user's password costs, to be timed; False where the user has no slot."""
    slot = read_slots(folder).slot_of(user_id)
    if slot is None:
        return False
    password_key("a guess", bytes(16), slot.cost)
    return True
