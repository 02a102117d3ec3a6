"""Holds what is stored against itself: the chains over the bytes that were hashed, and at opening their end."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, select

from bedside.errors import StoreDamaged
from bedside.models.journal import GENESIS, JournalEntry, fault_of, hash_of_header, read_entry
from bedside.models.tables import chains, device, journal
from bedside.store.entries import ChainHead, Device

_CHUNK = 1000
_LAST = (
    select(journal.c.seq, journal.c.hash)
    .where(journal.c.chain_id == bindparam("chain"))
    .order_by(journal.c.seq.desc())
    .limit(1)
)
_AFTER = select(journal).where(journal.c.position > bindparam("after")).order_by(journal.c.position).limit(_CHUNK)
_DERIVED = ("entry_id", "record_id", "kind", "subject_id", "chain_id", "seq", "payload_hash", "previous_hash")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not hold: where, and what."""

    where: str
    fault: str


def read_device(connection: Connection, store_id: str) -> Device:
    """The device's own row.

    Raises:
        StoreDamaged: it is missing, or the key slots (`store_id`) belong to another store.
    """
    with connection.begin():
        row = connection.execute(select(device)).one_or_none()
    if row is None:
        raise StoreDamaged(problem="it does not say which store it is")
    if str(row.store_id) != store_id:
        raise StoreDamaged(problem="keys.json belongs to another store")
    return Device(row.store_id, row.device_id, row.site_id, row.trial_id)


def require_sound_end(connection: Connection) -> ChainHead:
    """The end of the current chain, where the next entry goes.

    Raises:
        StoreDamaged: the journal does not end where the chain says.
    """
    with connection.begin():
        row = connection.execute(select(chains).where(chains.c.current.is_(True))).one_or_none()
        if row is None:
            raise StoreDamaged(problem="no chain is open")
        fault = _fault_at_end(connection, ChainHead(row.chain_id, row.seq, row.hash))
    if fault:
        raise StoreDamaged(problem=fault)
    return ChainHead(row.chain_id, row.seq, row.hash)


def _fault_at_end(connection: Connection, head: ChainHead) -> str | None:
    last = connection.execute(_LAST, {"chain": head.chain_id}).one_or_none()
    if (last.seq, last.hash) != (head.seq, head.hash) if last else head.seq != 0:
        return f"the journal does not end at entry {head.seq}, where its chain does"
    return None


def chain_faults(connection: Connection) -> Iterator[Fault]:
    """Everything wrong with the journal's chains, entry by entry over the stored bytes."""
    starts = _starts(connection)
    before: dict[UUID, JournalEntry] = {}
    for row in _rows(connection):
        where = f"entry {row.position}"
        if row.chain_id not in starts:
            yield Fault(where, "its chain is not known")
        try:
            entry = read_entry(row.header, row.payload, row.payload_salt, row.hash)
        except ValueError:
            yield Fault(where, "its header cannot be read")
            continue
        previous = before.get(entry.chain_id)
        found = _fault_of_row(row, entry) or fault_of(entry, previous)
        if found is None and previous is None and entry.previous_hash != starts.get(entry.chain_id):
            found = "it does not follow what its chain starts from"
        if found:
            yield Fault(where, found)
        before[entry.chain_id] = entry
    for row in connection.execute(select(chains)).all():
        at_end = _fault_at_end(connection, ChainHead(row.chain_id, row.seq, row.hash))
        if at_end:
            yield Fault(f"chain {row.chain_id}", at_end)


def _fault_of_row(row: Row[*tuple[Any, ...]], entry: JournalEntry) -> str | None:
    if row.hash != hash_of_header(row.header):
        return "its stored header does not match its hash"
    for name in _DERIVED:
        if getattr(row, name) != getattr(entry, name):
            return f"its column {name} differs from its header"
    return None if row.recorded_at == entry.recorded_at else "its column recorded_at differs from its header"


def _starts(connection: Connection) -> dict[UUID, str]:
    """What the first entry of each chain follows: the end of its predecessor, or nothing."""
    rows = connection.execute(select(chains)).all()
    ends = {row.chain_id: row.hash for row in rows}
    return {row.chain_id: GENESIS if row.predecessor is None else ends.get(row.predecessor, "") for row in rows}


def _rows(connection: Connection) -> Iterator[Row[*tuple[Any, ...]]]:
    after = 0
    while rows := connection.execute(_AFTER, {"after": after}).all():
        yield from rows
        after = rows[-1].position
