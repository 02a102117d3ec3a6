"""Holds what is stored against itself: the chains over the bytes that were hashed, and at opening their end.

It runs over the columns as they lie in the file. A header in the one spelling that Bedside writes is recognised by a
pattern and never parsed; only what does not fit goes the slow way, which names the fault. So a whole journal is held
to its hashes in little more time than reading and hashing it takes.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, bindparam, select

from bedside.errors import StoreDamaged
from bedside.models.canonical import canonical_bytes
from bedside.models.journal import GENESIS, JournalEntry, Kind, hash_of_header, read_entry
from bedside.models.tables import chains, device, journal
from bedside.store.entries import ChainHead, Device

_CHUNK = 1000
_LAST = (
    select(journal.c.seq, journal.c.hash)
    .where(journal.c.chain_id == bindparam("chain"))
    .order_by(journal.c.seq.desc())
    .limit(1)
)
_BEFORE = select(journal.c.hash).where(journal.c.chain_id == bindparam("chain"), journal.c.seq == bindparam("before"))

_ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_IDS = rf'\[(?:"{_ID}"(?:,"{_ID}")*)?\]'
_TEXT = r'"[^"\\\x00-\x1f]*"'
_WHOLE = "(?:0|[1-9][0-9]*)"
_HEADER = re.compile(
    rf'\{{"about":{_IDS},"author_id":{_TEXT},"boot_id":{_TEXT},"chain_id":"({_ID})","device_id":"{_ID}",'
    rf'"entry_id":"({_ID})","kind":"([a-z_]+)","monotonic_ms":{_WHOLE},"observed_at":{_TEXT},'
    rf'"offset_age_s":(?:null|{_WHOLE}),"parents":{_IDS},"payload_hash":"([0-9a-f]{{64}})",'
    rf'"previous_hash":"([0-9a-f]{{64}})","reason":{_TEXT},"record_id":"({_ID})","recorded_at":"([^"\\]*)",'
    rf'"role":{_TEXT},"schema_version":{_WHOLE},"seq":({_WHOLE}),"server_offset_ms":(?:null|-?{_WHOLE}),'
    rf'"site_id":{_TEXT},"subject_id":"([^"\\]*)"\}}'
)
"""A canonical header without anything escaped in it: what nearly every entry has."""


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


class StoredRow(NamedTuple):
    """One row of the journal as it lies in the file: ids as bytes, times as text."""

    position: int
    entry_id: bytes
    record_id: bytes
    kind: str
    subject_id: str
    chain_id: bytes
    seq: int
    recorded_at: str
    header: bytes
    payload: bytes | None
    payload_salt: bytes | None
    payload_hash: str
    previous_hash: str
    hash: str


_ROWS = f"SELECT {', '.join(StoredRow._fields)} FROM journal WHERE position > ? ORDER BY position"

Progress = Callable[[int], None]
"""Told how many entries were held so far; raises to break off."""


def stored_rows(connection: Connection, after: int = 0) -> Iterator[Sequence[tuple[Any, ...]]]:
    """The journal's rows after a position, by position and in small lots, as the file has them."""
    # The bare cursor: a row object a row would cost more than the hashing.
    cursor = connection.connection.cursor()
    try:
        cursor.execute(_ROWS, (after,))
        while rows := cursor.fetchmany(_CHUNK):
            yield rows
    finally:
        cursor.close()


def no_progress(_: int) -> None:
    """Where nobody waits for it."""


def chain_faults(
    connection: Connection, *, after: int = 0, end: ChainHead | None = None, progress: Progress = no_progress
) -> Iterator[Fault]:
    """Everything wrong with the journal's chains, entry by entry over the stored bytes.

    `after`: only what lies behind this position, where the chain of `end` stood as `end` says.
    """
    walk = _Walk(connection, end)
    held = 0
    for rows in stored_rows(connection, after):
        at = walk.pass_over(rows, 0)
        while at < len(rows):
            yield from walk.faults_of(StoredRow._make(rows[at]))
            at = walk.pass_over(rows, at + 1)
        held += len(rows)
        progress(held)
    yield from walk.unexplained()
    for chain in connection.execute(select(chains)).all():
        at_end = _fault_at_end(connection, ChainHead(chain.chain_id, chain.seq, chain.hash))
        if at_end:
            yield Fault(f"chain {chain.chain_id}", at_end)


class _Walk:
    """Goes through the journal by position and knows where each chain stands."""

    def __init__(self, connection: Connection, end: ChainHead | None) -> None:
        self._connection = connection
        self._partial = end is not None
        self._starts = _starts(connection)
        self._names = {chain_id: str(UUID(bytes=chain_id)) for chain_id in self._starts}
        self._ends: dict[bytes, tuple[int, str]] = {} if end is None else {end.chain_id.bytes: (end.seq, end.hash)}
        self._without_payload: dict[str, int] = {}
        self._redacted: set[str] = set()

    def pass_over(self, rows: Sequence[tuple[Any, ...]], start: int) -> int:
        """Go past the rows from `start` on that hold in every respect, found the fast way; where the first other one
        is, or how many rows there are."""
        ends, names, match = self._ends, self._names, _HEADER.fullmatch
        for index in range(start, len(rows)):
            _, entry, record, kind, subject, chain, seq, at, header, payload, salt, payload_hash, previous, said = rows[
                index
            ]
            if payload is None or salt is None or kind == "redaction" or ends.get(chain) != (seq - 1, previous):
                return index
            if sha256(header).hexdigest() != said or sha256(salt + payload).hexdigest() != payload_hash:
                return index
            found = match(header.decode("utf-8", "replace"))
            if found is None:
                return index
            in_chain, is_entry, *told, of_record, told_at, number, who = found.groups()
            if told != [kind, payload_hash, previous] or in_chain != names.get(chain) or who != subject:
                return index
            if told_at != at or int(number) != seq or is_entry.replace("-", "") != entry.hex():
                return index
            if (of_record != is_entry or record != entry) and of_record.replace("-", "") != record.hex():
                return index
            ends[chain] = (seq, said)
        return len(rows)

    def faults_of(self, row: StoredRow) -> Iterator[Fault]:
        """What is wrong with a row that did not pass; nothing where only the fast way was too narrow for it."""
        where = f"entry {row.position}"
        if row.chain_id not in self._starts:
            yield Fault(where, "its chain is not known")
        try:
            entry = read_entry(row.header, row.payload, row.payload_salt, row.hash)
        except ValueError:
            yield Fault(where, "its header cannot be read")
            return
        found = _fault_of_row(row, entry) or _fault_of_payload(row) or self._fault_of_place(entry)
        if found:
            yield Fault(where, found)
        self._note_redaction(row, entry)
        self._ends[entry.chain_id.bytes] = (entry.seq, entry.hash)

    def unexplained(self) -> Iterator[Fault]:
        """Entries without their payload that no redaction in the journal speaks of."""
        for entry_id, position in self._without_payload.items():
            if entry_id not in self._redacted:
                yield Fault(f"entry {position}", "its payload is gone and no redaction says so")

    def _note_redaction(self, row: StoredRow, entry: JournalEntry) -> None:
        if row.payload is None:
            self._without_payload[str(entry.entry_id)] = row.position
        if entry.kind is Kind.REDACTION and row.payload:
            self._redacted.add(_redacted_entry(row.payload))

    def _fault_of_place(self, entry: JournalEntry) -> str | None:
        chain = entry.chain_id.bytes
        last = self._ends.get(chain) or self._known_end(chain, entry.seq)
        if last is None:
            if entry.seq != 1:
                return f"the chain starts at {entry.seq}"
            follows = entry.previous_hash == self._starts.get(chain)
            return None if follows else "it does not follow what its chain starts from"
        if entry.seq != last[0] + 1:
            return f"number {last[0] + 1} is missing before it"
        return None if entry.previous_hash == last[1] else "it does not follow the entry before it"

    def _known_end(self, chain: bytes, seq: int) -> tuple[int, str] | None:
        """Where a chain stood before the part of the journal that this walk goes through."""
        if not self._partial:
            return None
        found = self._connection.execute(_BEFORE, {"chain": UUID(bytes=chain), "before": seq - 1}).scalar_one_or_none()
        return None if found is None else (seq - 1, found)


def _redacted_entry(payload: bytes) -> str:
    try:
        return str(json.loads(payload)["entry"])
    except (ValueError, KeyError, TypeError):
        return ""


def _fault_of_row(row: StoredRow, entry: JournalEntry) -> str | None:
    if row.hash != hash_of_header(row.header):
        return "its stored header does not match its hash"
    told = {
        "entry_id": entry.entry_id.bytes,
        "record_id": entry.record_id.bytes,
        "kind": entry.kind.value,
        "subject_id": entry.subject_id,
        "chain_id": entry.chain_id.bytes,
        "seq": entry.seq,
        "payload_hash": entry.payload_hash,
        "previous_hash": entry.previous_hash,
        "recorded_at": entry.recorded_at.isoformat(timespec="milliseconds"),
    }
    for name, value in told.items():
        if getattr(row, name) != value:
            return f"its column {name} differs from its header"
    return None if row.header == canonical_bytes(entry.header()) else "its fields do not match its hash"


def _fault_of_payload(row: StoredRow) -> str | None:
    if (row.payload is None) != (row.payload_salt is None):
        return "payload and salt are not both there or both gone"
    if row.payload is None or row.payload_salt is None:
        return None
    if sha256(row.payload_salt + row.payload).hexdigest() != row.payload_hash:
        return "its payload does not match its hash"
    return None


def _starts(connection: Connection) -> dict[bytes, str]:
    """What the first entry of each chain follows: the end of its predecessor, or nothing."""
    rows = connection.execute(select(chains)).all()
    ends = {row.chain_id: row.hash for row in rows}
    return {row.chain_id.bytes: GENESIS if row.predecessor is None else ends.get(row.predecessor, "") for row in rows}
