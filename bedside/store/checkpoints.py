"""Checkpoints: the device's signature under where a chain stood, so that opening need not hold years of entries again.

A chain binds every earlier entry, so one signature vouches for all of them. It vouches against whoever has not the
device's key, which lies in the encrypted file: a copy of the audit trail outside of it, above all.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import chain, islice
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import Connection, Row, bindparam, insert, select

from bedside.errors import StoreDamaged
from bedside.models.tables import checkpoints, device_keys, journal
from bedside.store.device_keys import device_signer
from bedside.store.entries import ChainHead
from bedside.store.verification import Fault, chain_faults

_JUST_HELD = frozenset({"opened"})
"""Occasions on which everything was held a moment ago, before anybody else could write."""

FEW_FAULTS = 5
"""Faults that an opening names; the whole check lists more."""

_NEWEST = select(checkpoints).order_by(checkpoints.c.position.desc()).limit(1)
_PLACE = select(journal.c.position).where(journal.c.chain_id == bindparam("chain"), journal.c.seq == bindparam("last"))
_ENTRY = select(journal.c.chain_id, journal.c.seq, journal.c.header, journal.c.hash).where(
    journal.c.position == bindparam("position")
)
_HASH = select(journal.c.hash).where(journal.c.chain_id == bindparam("chain"), journal.c.seq == bindparam("last"))
_SIGNERS = select(device_keys.c.signing_key)
_INSERT = insert(checkpoints).prefix_with("OR REPLACE")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """One as it is stored; `device_id` is the device that wrote the entry."""

    end: ChainHead
    position: int
    made_at: datetime
    made_for: str
    signature: bytes
    device_id: UUID


@dataclass(frozen=True, slots=True)
class StretchReport:
    """What was held: how many entries after which position, and what of them does not hold; 0: the whole journal."""

    after: int
    entries: int
    faults: tuple[Fault, ...]


def statement_of(end: ChainHead) -> bytes:
    """The bytes that a checkpoint signs."""
    return f"bedside checkpoint 1\n{end.chain_id}\n{end.seq}\n{end.hash}\n".encode()


def keep_checkpoint(connection: Connection, device_id: UUID, end: ChainHead, made_at: datetime, made_for: str) -> bool:
    """Sign where the chain stands and keep it, once what was written since the newest one was held; part of the
    caller's transaction. False where there is no entry or the device has no key yet.

    Raises:
        StoreDamaged: something does not hold; it is not vouched for, so that the next opening still finds it.
    """
    position = connection.execute(_PLACE, {"chain": end.chain_id, "last": end.seq}).scalar_one_or_none()
    signer = device_signer(connection, device_id)
    if position is None or signer is None:
        return False
    if made_for not in _JUST_HELD:
        _require_sound(hold_since_checkpoint(connection))
    row = {"chain_id": end.chain_id, "seq": end.seq, "hash": end.hash, "position": position}
    signature = signer.sign(statement_of(end))
    connection.execute(_INSERT, {**row, "made_at": made_at, "made_for": made_for, "signature": signature})
    return True


def every_checkpoint(connection: Connection) -> list[Checkpoint]:
    """Those that hold, in the order in which they were made."""
    rows = connection.execute(select(checkpoints).order_by(checkpoints.c.position)).all()
    return [good for row in rows if (good := _held(connection, row)) is not None]


def newest_checkpoint(connection: Connection) -> Checkpoint | None:
    """The newest one, if its signature holds and its entry is here as it was signed; None otherwise."""
    row = connection.execute(_NEWEST).one_or_none()
    return None if row is None else _held(connection, row)


def _held(connection: Connection, row: Row[Any]) -> Checkpoint | None:
    end = ChainHead(row.chain_id, row.seq, row.hash)
    entry = connection.execute(_ENTRY, {"position": row.position}).one_or_none()
    if entry is None or (entry.chain_id, entry.seq, entry.hash) != (end.chain_id, end.seq, end.hash):
        return None
    if sha256(entry.header).hexdigest() != end.hash:
        return None
    device_id = UUID(json.loads(entry.header)["device_id"])
    signer = device_signer(connection, device_id)
    if signer is None or not _is_signed(signer.public_key(), row.signature, end):
        return None
    return Checkpoint(end, row.position, row.made_at, row.made_for, row.signature, device_id)


def checkpoint_faults(connection: Connection, *, proven: bool = False) -> Iterator[Fault]:
    """Every checkpoint that a device signed and the journal contradicts, which no chain made anew can mend; and those
    that no device here signed, unless only what is `proven` against the journal is asked for."""
    keys = [key.public_key() for key in device_signers(connection)]
    for row in connection.execute(select(checkpoints).order_by(checkpoints.c.position)).all():
        end = ChainHead(row.chain_id, row.seq, row.hash)
        if not any(_is_signed(key, row.signature, end) for key in keys):
            if keys and not proven:
                yield Fault(f"checkpoint {row.seq}", "no device of this store signed it")
        elif connection.execute(_HASH, {"chain": end.chain_id, "last": end.seq}).scalar_one_or_none() != end.hash:
            yield Fault(f"checkpoint {row.seq}", "the journal holds something else than the device signed")


def device_signers(connection: Connection) -> list[Ed25519PrivateKey]:
    """What every device of this store signs with, as far as its key lies here."""
    return [Ed25519PrivateKey.from_private_bytes(seed) for seed in connection.execute(_SIGNERS).scalars()]


def _is_signed(key: Ed25519PublicKey, signature: bytes, end: ChainHead) -> bool:
    try:
        key.verify(signature, statement_of(end))
    except InvalidSignature:
        return False
    return True


def require_sound_since_checkpoint(connection: Connection) -> StretchReport:
    """As `hold_since_checkpoint`, for an opening.

    Raises:
        StoreDamaged: something does not hold.
    """
    with connection.begin():
        report = hold_since_checkpoint(connection)
    _require_sound(report)
    return report


def _require_sound(report: StretchReport) -> None:
    if report.faults:
        first, *others = (f"{fault.where}: {fault.fault}" for fault in report.faults)
        raise StoreDamaged(problem=first + (" and more" if others else ""))


def hold_since_checkpoint(connection: Connection) -> StretchReport:
    """Hold what was written since the newest checkpoint to its hashes; where that is missing or forged, the whole
    journal."""
    good = newest_checkpoint(connection)
    held = 0

    def count(so_far: int) -> None:
        nonlocal held
        held = so_far

    found: Iterator[Fault]
    if good is None:
        found = chain(chain_faults(connection, progress=count), checkpoint_faults(connection, proven=True))
    else:
        found = chain_faults(connection, after=good.position, end=good.end, progress=count)
    faults = tuple(islice(found, FEW_FAULTS))
    return StretchReport(0 if good is None else good.position, held, faults)
