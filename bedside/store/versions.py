"""Which version of a record stands: the one that nothing replaces, the later one of two that conflict."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, select

from bedside.models.base import Model
from bedside.models.journal import JournalEntry, read_entry
from bedside.models.tables import journal
from bedside.store.entries import read_payload

ENTRY = select(journal.c.position, journal.c.header, journal.c.payload, journal.c.payload_salt, journal.c.hash)
"""The columns that make an entry; `entry_of` reads their rows."""

_VERSIONS = ENTRY.where(journal.c.record_id == bindparam("record")).order_by(journal.c.position)


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
    every = versions(connection, record_id)
    replaced = {parent for _, entry in every for parent in entry.parents}
    return [(position, entry) for position, entry in every if entry.entry_id not in replaced]


def shown_version(connection: Connection, record_id: UUID) -> Version | None:
    """The version of a record to show; None where it is void or redacted."""
    current = current_versions(connection, record_id)
    for position, entry in reversed(current):
        payload = read_payload(entry)
        if payload is not None:
            return Version(position, entry, payload, conflict=len(current) > 1)
    return None


def entry_of(row: Row[Any, Any, Any, Any, Any]) -> JournalEntry:
    """The journal entry that a row holds."""
    return read_entry(row.header, row.payload, row.payload_salt, row.hash)
