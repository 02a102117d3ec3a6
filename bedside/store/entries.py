"""What a use case hands to the journal, and how it becomes an entry: stamped, salted, chained and hashed."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pydantic import ValidationError

from bedside.clock import Clock
from bedside.errors import InputRefused, StoreTooNew
from bedside.models.base import Model
from bedside.models.canonical import canonical_bytes
from bedside.models.identifiers import entry_id
from bedside.models.journal import SALT_LENGTH, JournalEntry, Kind, hash_of_header, hash_of_payload
from bedside.models.records import KINDS, SCHEMA_VERSION
from bedside.models.refusals import refusals
from bedside.models.tables import unix_ms

_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
"""U+0000 as canonical JSON spells it; not the six characters that somebody typed, whose backslash is doubled."""

_UNHASHED = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """Something to be recorded. Without `record_id` it starts a record of its own; without `payload` it voids one."""

    kind: Kind
    payload: Model | None
    author_id: str
    role: str
    observed_at: datetime
    subject_id: str = ""
    record_id: UUID | None = None
    reason: str = ""
    parents: tuple[UUID, ...] = ()
    about: tuple[UUID, ...] = ()
    schema_version: int = SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class Device:
    """Which store this is, on which device, of which site and trial."""

    store_id: UUID
    device_id: UUID
    site_id: str
    trial_id: str


@dataclass(frozen=True, slots=True)
class ChainHead:
    """The end of a chain: number and hash of its last entry; number 0 and what to follow before there is one."""

    chain_id: UUID
    seq: int
    hash: str


def seal_entry(new: NewEntry, device: Device, head: ChainHead, clock: Clock) -> tuple[JournalEntry, bytes]:
    """The journal entry that `new` becomes after `head`, and the bytes of its header that were hashed.

    Raises:
        InputRefused: a field of it cannot be recorded (no reason for a new version, no subject, U+0000 ...).
    """
    payload = payload_bytes(new)
    salt = secrets.token_bytes(SALT_LENGTH)
    recorded_at = clock.now()
    made_id = fresh_id(recorded_at)
    try:
        entry = JournalEntry(
            entry_id=made_id,
            record_id=new.record_id or made_id,
            kind=new.kind,
            parents=new.parents,
            about=new.about,
            subject_id=new.subject_id,
            site_id=device.site_id,
            payload=payload,
            payload_salt=salt,
            schema_version=new.schema_version,
            author_id=new.author_id,
            role=new.role,
            reason=new.reason,
            chain_id=head.chain_id,
            device_id=device.device_id,
            seq=head.seq + 1,
            recorded_at=recorded_at,
            observed_at=new.observed_at,
            boot_id=clock.boot_id,
            monotonic_ms=clock.monotonic_ms(),
            server_offset_ms=None,
            offset_age_s=None,
            payload_hash=hash_of_payload(salt, payload),
            previous_hash=head.hash,
            hash=_UNHASHED,
        )
    except ValidationError as error:
        raise refusals(error, JournalEntry)[0] from None
    header = canonical_bytes(entry.header())
    return entry.model_copy(update={"hash": hash_of_header(header)}), header


def fresh_id(moment: datetime) -> UUID:
    """A new id that sorts by `moment`; a clock set to before 1970 must not keep anybody from recording."""
    return entry_id(max(0, unix_ms(moment)), secrets.token_bytes(10))


def payload_bytes(new: NewEntry) -> bytes:
    """The canonical bytes of the payload, null fields left out; empty for a void.

    Raises:
        InputRefused: it holds U+0000 or a lone surrogate, or it voids nothing.
    """
    if new.payload is None:
        if not new.parents:
            raise InputRefused("payload", "none", "a void only of an earlier version")
        return b""
    model = KINDS.get(new.kind)
    if model is not None and type(new.payload) is not model:
        raise TypeError(f"a record of kind {new.kind} carries {model.__name__}, not {type(new.payload).__name__}")
    try:
        payload = canonical_bytes(new.payload.model_dump(mode="json", exclude_none=True))
    except UnicodeError:
        raise InputRefused("payload", "a lone surrogate", "text") from None
    if rb"\u0000" in payload and _NUL.search(payload):
        raise InputRefused("payload", "the character U+0000", "text without it")
    return payload


def read_payload(entry: JournalEntry) -> Model | None:
    """The record an entry carries, an older version of it brought up to date; None for a void, a redaction and a kind
    that this release only keeps.

    Raises:
        StoreTooNew: it was written by a newer program.
        ValueError: it is not what its kind says.
    """
    if not entry.payload:
        return None
    if entry.schema_version > SCHEMA_VERSION:
        raise StoreTooNew(found=f"{entry.kind} {entry.schema_version}", known=SCHEMA_VERSION)
    model = KINDS.get(entry.kind)
    return None if model is None else model.model_validate_json(entry.payload)
