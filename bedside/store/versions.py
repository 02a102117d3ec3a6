"""Which version of a record stands: the one that nothing replaces, the later one of two that conflict."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, bindparam, func, select

from bedside.models.base import Model
from bedside.models.journal import JournalEntry, Kind, read_entry
from bedside.models.tables import journal
from bedside.store.entries import read_payload

ENTRY = select(journal.c.position, journal.c.header, journal.c.payload, journal.c.payload_salt, journal.c.hash)
"""The columns that make an entry; `entry_of` reads their rows."""

_VERSIONS = ENTRY.where(journal.c.record_id == bindparam("record")).order_by(journal.c.position)
_OF_SUBJECT = ENTRY.where(journal.c.subject_id == bindparam("who"), journal.c.kind == bindparam("kind")).order_by(
    journal.c.position
)
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Version:
    """The version of a record that is shown."""

    position: int
    entry: JournalEntry
    payload: Model
    conflict: bool


def versions(connection: Connection, record_id: UUID) -> list[tuple[int, JournalEntry]]:
    """Every version of a record with its position, oldest first."""
    return [(row.position, entry_of(row)) for row in connection.execute(_VERSIONS, {"record": record_id})]


def current_versions(connection: Connection, record_id: UUID) -> list[tuple[int, JournalEntry]]:
    """The versions that nothing replaces: one, or more where they conflict."""
    return _not_replaced(versions(connection, record_id))


def shown_version(connection: Connection, record_id: UUID) -> Version | None:
    """The version of a record to show; None where it is void or redacted."""
    return _shown(versions(connection, record_id))


def shown_of_subject(connection: Connection, subject_id: str, kind: Kind) -> list[Version]:
    """The version to show of each record of one kind of a subject, by index, in the order the records were made."""
    records: dict[UUID, list[tuple[int, JournalEntry]]] = {}
    for row in connection.execute(_OF_SUBJECT, {"who": subject_id, "kind": kind.value}):
        entry = entry_of(row)
        records.setdefault(entry.record_id, []).append((row.position, entry))
    return [shown for every in records.values() if (shown := _shown(every)) is not None]


def shown_of_kinds(connection: Connection, kinds: Iterable[Kind]) -> Iterator[Version]:
    """The version to show of each record of these kinds in the whole journal, in small steps so that memory stays
    flat: those that have one version first."""
    wanted = list(kinds)
    several = _records_with_several_versions(connection, wanted)
    for row in _rows(connection, wanted):
        entry = entry_of(row)
        payload = None if entry.record_id in several else read_payload(entry)
        if payload is not None:
            yield Version(row.position, entry, payload, conflict=False)
    for record_id in several:
        shown = shown_version(connection, record_id)
        if shown is not None:
            yield shown


def every_entry(connection: Connection) -> Iterator[tuple[int, JournalEntry]]:
    """The whole journal by position, in small steps so that memory stays flat."""
    for row in _rows(connection, list(Kind)):
        yield row.position, entry_of(row)


def _shown(every: list[tuple[int, JournalEntry]]) -> Version | None:
    current = _not_replaced(every)
    for position, entry in reversed(current):
        payload = read_payload(entry)
        if payload is not None:
            return Version(position, entry, payload, conflict=len(current) > 1)
    return None


def _not_replaced(every: list[tuple[int, JournalEntry]]) -> list[tuple[int, JournalEntry]]:
    replaced = {parent for _, entry in every for parent in entry.parents}
    return [(position, entry) for position, entry in every if entry.entry_id not in replaced]


def _records_with_several_versions(connection: Connection, kinds: list[Kind]) -> frozenset[UUID]:
    query = (
        select(journal.c.record_id)
        .where(journal.c.kind.in_(kinds))
        .group_by(journal.c.record_id)
        .having(func.count() > 1)
    )
    return frozenset(connection.execute(query).scalars())


def _rows(connection: Connection, kinds: list[Kind]) -> Iterator[Row[Any, Any, Any, Any, Any]]:
    query: Select[Any, Any, Any, Any, Any] = (
        ENTRY.where(journal.c.kind.in_(kinds), journal.c.position > bindparam("after"))
        .order_by(journal.c.position)
        .limit(_CHUNK)
    )
    after = 0
    while rows := connection.execute(query, {"after": after}).all():
        yield from rows
        after = rows[-1].position


def entry_of(row: Row[Any, Any, Any, Any, Any]) -> JournalEntry:
    """The journal entry that a row holds."""
    return read_entry(row.header, row.payload, row.payload_salt, row.hash)
