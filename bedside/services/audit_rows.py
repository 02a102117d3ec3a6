"""What one entry of the audit trail says: who, when, why, on which device, and every field that it set or changed."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final, NamedTuple
from uuid import UUID

from bedside.models.canonical import JsonValue
from bedside.models.journal import Kind
from bedside.store.trail import Mark
from bedside.store.trail_reader import TrailEntry, TrailReader

_KEYS: Final = ("item", "scale")
"""Fields that name an element of a list better than its place does, which moves when another one is put in."""


class FieldChange(NamedTuple):
    """One field of a record: what it said before and what it says now; None where it said nothing.

    `path` names it from the record down, as in `answers.temperature_c`, `values[0].facts.value` or, where an element
    has a name of its own, `given[temperature_c].author_id`.
    """

    path: str
    old: JsonValue
    new: JsonValue


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Who looked an entry over, when, and what they said of it."""

    by: str
    at: datetime
    note: str = ""


@dataclass(frozen=True)
class AuditRow:
    """One entry. `author` is a user id; times carry the ward's offset; `delay_s` is how long after it was true it was
    written; `jump_ms` is how far the wall clock leapt before it, None where it did not."""

    position: int
    entry_id: UUID
    record_id: UUID
    parents: tuple[UUID, ...]
    about: tuple[UUID, ...]
    kind: str
    act: str
    subject_id: str
    author: str
    role: str
    reason: str
    device: str
    recorded_at: datetime
    observed_at: datetime
    delay_s: int
    jump_ms: int | None
    marks: Mark
    payload: bytes | None
    before: bytes | None
    """What the version said that this one replaces; None for a new record and after a redaction."""
    reviews: tuple[Reviewed, ...] = ()

    @cached_property
    def changes(self) -> tuple[FieldChange, ...]:
        """Each field with its old and new value; nothing of what was redacted."""
        return tuple(changes_between(self.before, self.payload))

    @property
    def correction(self) -> bool:
        """Whether it replaces an earlier version."""
        return bool(self.parents)

    @property
    def void(self) -> bool:
        """Whether it takes a record back."""
        return self.payload == b""

    @property
    def redacted(self) -> bool:
        """Whether what it said was taken out of the journal."""
        return self.payload is None

    @property
    def late(self) -> bool:
        """Whether it was written more than a quarter of an hour after it was true."""
        return Mark.LATE in self.marks

    @property
    def access(self) -> Mapping[str, JsonValue]:
        """What an entry of kind access says; empty for any other."""
        return {change.path: change.new for change in self.changes} if self.kind == Kind.ACCESS.value else {}


def rows_of(trail: TrailReader, entries: Iterable[TrailEntry]) -> list[AuditRow]:
    """The rows of these entries, in their order."""
    read = [(entry, json.loads(entry.header)) for entry in entries]
    replaced = {UUID(header["parents"][0]) for _, header in read if header["parents"]}
    payloads = trail.payloads(replaced) if replaced else {}
    return [_row(entry, header, payloads) for entry, header in read]


def _row(entry: TrailEntry, header: dict[str, object], payloads: Mapping[UUID, bytes | None]) -> AuditRow:
    parents, about = _ids(header["parents"]), _ids(header["about"])
    recorded_at = datetime.fromisoformat(str(header["recorded_at"]))
    observed_at = datetime.fromisoformat(str(header["observed_at"]))
    return AuditRow(
        position=entry.position,
        entry_id=UUID(str(header["entry_id"])),
        record_id=UUID(str(header["record_id"])),
        parents=parents,
        about=about,
        kind=str(header["kind"]),
        act=entry.act,
        subject_id=str(header["subject_id"]),
        role=str(header["role"]),
        reason=str(header["reason"]),
        author=str(header["author_id"]),
        device=str(header["device_id"]),
        recorded_at=recorded_at,
        observed_at=observed_at,
        delay_s=max(0, int((recorded_at - observed_at).total_seconds())),
        jump_ms=entry.jump_ms,
        marks=entry.marks,
        payload=entry.payload,
        before=payloads.get(parents[0]) if parents else None,
    )


def _ids(told: object) -> tuple[UUID, ...]:
    return tuple(UUID(one) for one in told) if isinstance(told, list) else ()


def changes_between(before: bytes | None, after: bytes | None) -> Iterator[FieldChange]:
    """Every field whose value differs between two payloads, in the order of their names; both as stored, empty for a
    void and None for one that does not exist or was redacted."""
    if after is None:
        return
    old, new = fields_of(before), fields_of(after)
    for path in sorted(old.keys() | new.keys()):
        if old.get(path) != new.get(path):
            yield FieldChange(path, old.get(path), new.get(path))


def fields_of(payload: bytes | None) -> dict[str, JsonValue]:
    """The fields of a payload by their paths; a list of plain values is one field."""
    return dict(_fields("", json.loads(payload))) if payload else {}


def _fields(path: str, value: JsonValue) -> Iterator[tuple[str, JsonValue]]:
    if isinstance(value, dict) and (value or not path):
        for name, part in value.items():
            yield from _fields(f"{path}.{name}" if path else name, part)
    elif isinstance(value, list) and any(isinstance(part, dict) for part in value):
        names = [_name_of(part, index) for index, part in enumerate(value)]
        if len(set(names)) < len(names):
            names = [str(index) for index in range(len(names))]
        for name, part in zip(names, value, strict=True):
            yield from _fields(f"{path}[{name}]", part)
    else:
        yield path, value


def _name_of(part: JsonValue, index: int) -> str:
    if isinstance(part, dict):
        for key in _KEYS:
            if key in part:
                return str(part[key])
    return str(index)
