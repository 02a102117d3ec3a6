"""What the audit screen shows: rows as they come from the trail, the filter, and where a review has been."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from bedside.models.canonical import JsonValue


class Change(Protocol):
    """One field of a record: what it said and what it says."""

    @property
    def path(self) -> str: ...
    @property
    def old(self) -> JsonValue: ...
    @property
    def new(self) -> JsonValue: ...


class Reviewed(Protocol):
    """Who (a user id) looked an entry over, when, and what they said of it."""

    @property
    def by(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def note(self) -> str: ...


class Row(Protocol):
    """One entry of the trail."""

    @property
    def position(self) -> int: ...
    @property
    def entry_id(self) -> UUID: ...
    @property
    def recorded_at(self) -> datetime: ...
    @property
    def observed_at(self) -> datetime: ...
    @property
    def author(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def act(self) -> str: ...
    @property
    def subject_id(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def changes(self) -> Sequence[Change]: ...
    @property
    def correction(self) -> bool: ...
    @property
    def void(self) -> bool: ...
    @property
    def redacted(self) -> bool: ...
    @property
    def late(self) -> bool: ...
    @property
    def jump_ms(self) -> int | None: ...
    @property
    def delay_s(self) -> int: ...
    @property
    def device(self) -> str: ...
    @property
    def reviews(self) -> Sequence[Reviewed]: ...


EVERYTHING = ""
"""The name of no query."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the trail is narrowed to; empty and None: not narrowed. Times are aware, `until` is not included."""

    query: str = EVERYTHING
    subject_id: str = ""
    author: str = ""
    kind: str = ""
    since: datetime | None = None
    until: datetime | None = None

    @property
    def narrowed(self) -> bool:
        """Whether anything but a query narrows the list."""
        return bool(self.subject_id or self.author or self.kind or self.since or self.until)


@dataclass(frozen=True, slots=True)
class Leave:
    """What the person at the desk may do here."""

    review: bool = False
    export: bool = False


@dataclass(frozen=True, slots=True)
class AuditState:
    """The screen. `total` is None until it was counted; `names` are printed names by user id."""

    as_of: datetime
    leave: Leave = field(default_factory=Leave)
    wanted: Wanted = field(default_factory=Wanted)
    total: int | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    reading: bool = True
