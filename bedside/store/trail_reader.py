"""Reads the audit trail out of one moment of a store: which entries, and what lies in the journal for each."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, bindparam, func, select

from bedside.models.canonical import JsonValue
from bedside.models.tables import journal, trail
from bedside.store.alcoa_counts import AlcoaCounts, read_alcoa_counts
from bedside.store.export import Exported, export_journal
from bedside.store.trail import Mark
from bedside.store.trail_search import TrailFilter, count_found, find_positions
from bedside.store.verification import Progress, no_progress

_ROWS = (
    select(trail.c.position, trail.c.flags, trail.c.jump_ms, trail.c.act, journal.c.header, journal.c.payload)
    .join(journal, journal.c.position == trail.c.position)
    .where(trail.c.position.in_(bindparam("wanted", expanding=True)))
    .order_by(trail.c.position.desc())
)
_PAYLOADS = select(journal.c.entry_id, journal.c.payload).where(
    journal.c.entry_id.in_(bindparam("wanted", expanding=True))
)
_POSITION = select(journal.c.position).where(journal.c.entry_id == bindparam("entry"))
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class TrailEntry:
    """One entry as it is stored; `payload` is empty for a void and None once redacted."""

    position: int
    marks: Mark
    jump_ms: int | None
    act: str
    header: bytes
    payload: bytes | None


class TrailReader:
    """The audit trail of one moment."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, wanted: Sequence[TrailFilter], *, before: int | None = None, limit: int | None = None) -> list[int]:
        """Positions of the entries that any of `wanted` describes, the newest first."""
        return find_positions(self._connection, wanted, before=before, limit=limit)

    def count(self, wanted: Sequence[TrailFilter], *, first: int = 0, last: int = 2**62) -> int:
        """How many entries any of `wanted` describes, between these positions, both included."""
        return count_found(self._connection, wanted, from_position=first, until=last)

    def entries(self, positions: Sequence[int]) -> list[TrailEntry]:
        """The entries at these positions, the newest first."""
        rows = self._connection.execute(_ROWS, {"wanted": positions})
        return [
            TrailEntry(row.position, Mark(row.flags), row.jump_ms, row.act, row.header, row.payload) for row in rows
        ]

    def payloads(self, entries: Iterable[UUID]) -> dict[UUID, bytes | None]:
        """What these entries hold, as far as they are here."""
        rows = self._connection.execute(_PAYLOADS, {"wanted": list(entries)})
        return {row.entry_id: row.payload for row in rows}

    def position_of(self, entry_id: UUID) -> int | None:
        """Where an entry stands; None where it is not here."""
        return self._connection.execute(_POSITION, {"entry": entry_id}).scalar_one_or_none()

    def every_entry(self) -> Iterator[TrailEntry]:
        """The whole trail, the oldest first, in small steps so that memory stays flat."""
        after = 0
        while positions := self._next(after):
            yield from reversed(self.entries(positions))
            after = positions[-1]

    def _next(self, after: int) -> list[int]:
        query = select(trail.c.position).where(trail.c.position > after).order_by(trail.c.position).limit(_CHUNK)
        return list(self._connection.execute(query).scalars())

    def export(
        self,
        path: Path,
        told: Mapping[str, JsonValue],
        beside: Callable[[int], Mapping[str, Iterable[bytes]]],
        progress: Progress = no_progress,
    ) -> Exported:
        """Write the whole trail into a new folder; see `export.export_journal`."""
        return export_journal(self._connection, path, told, beside, progress)

    def last_position(self) -> int:
        """Where the newest entry stands; 0 where there is none."""
        return self._connection.execute(select(func.max(trail.c.position))).scalar_one() or 0

    def alcoa_counts(self, care: Sequence[str]) -> AlcoaCounts:
        """What the report by ALCOA+ is made of; `care` are the kinds that are recorded of patients."""
        return read_alcoa_counts(self._connection, care)
