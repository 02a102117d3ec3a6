"""The journal entry: the one thing that is written, shown, signed, synced and audited; and how a chain binds it.

`payload_hash` is SHA-256 over the salt and the payload's canonical bytes; `hash` is SHA-256 over the canonical bytes
of every other field, `payload_hash` and `previous_hash` among them. A redaction can therefore remove payload and salt
and break no chain.
"""

import hashlib
import json
from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from bedside.models.base import Code, Model, Moment, Name, Text
from bedside.models.canonical import JsonValue, canonical_bytes

GENESIS = "0" * 64
"""`previous_hash` of the first entry of a chain that has no predecessor."""

SALT_LENGTH = 16

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Kind(StrEnum):
    """What a record is."""

    SUBJECT = "subject"
    INFUSION = "infusion"
    ASSESSMENT = "assessment"
    NOT_DONE = "not_done"
    ADVERSE_EVENT = "adverse_event"
    LAB_PANEL = "lab_panel"
    INTERVENTION = "intervention"
    RESPONSE = "response"
    REVIEW = "review"
    ADJUDICATION = "adjudication"
    SIGNATURE = "signature"
    QUERY = "query"
    ALERT = "alert"
    ACKNOWLEDGEMENT = "acknowledgement"
    RESOLUTION = "resolution"
    CONSENT = "consent"
    DISPOSITION = "disposition"
    USER = "user"
    DELEGATION = "delegation"
    ACCESS = "access"
    PROTOCOL = "protocol"
    REDACTION = "redaction"


WITHOUT_SUBJECT = frozenset({Kind.USER, Kind.DELEGATION, Kind.ACCESS, Kind.PROTOCOL, Kind.REDACTION})
"""Kinds whose `subject_id` may be empty."""


class JournalEntry(Model):
    """One entry, in the field order of the contract. Times carry the ward's offset; hashes are lower-case hex.

    `payload` holds the canonical bytes (RFC 8785) that were hashed, empty for a void; both it and `payload_salt` are
    None once redacted.
    """

    entry_id: UUID
    record_id: UUID
    kind: Kind
    parents: tuple[UUID, ...]
    about: tuple[UUID, ...]
    subject_id: Code | Annotated[str, Field(max_length=0)]
    site_id: Code
    payload: bytes | None
    payload_salt: bytes | None
    schema_version: Annotated[int, Field(ge=1)]
    author_id: Code
    role: Name
    reason: Text
    chain_id: UUID
    device_id: UUID
    seq: Annotated[int, Field(ge=1)]
    recorded_at: Moment
    observed_at: Moment
    boot_id: Name
    monotonic_ms: Annotated[int, Field(ge=0)]
    server_offset_ms: int | None
    offset_age_s: Annotated[int, Field(ge=0)] | None
    payload_hash: Sha256
    previous_hash: Sha256
    hash: Sha256

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.parents and not self.reason.strip():
            raise ValueError("a reason, because this version replaces another")
        if not self.subject_id and self.kind not in WITHOUT_SUBJECT:
            raise ValueError(f"a subject_id, which a record of kind {self.kind} needs")
        return self

    def header(self) -> dict[str, JsonValue]:
        """Every field that `hash` covers, as JSON."""
        return {
            "entry_id": str(self.entry_id),
            "record_id": str(self.record_id),
            "kind": self.kind.value,
            "parents": [str(parent) for parent in self.parents],
            "about": [str(entry) for entry in self.about],
            "subject_id": self.subject_id,
            "site_id": self.site_id,
            "schema_version": self.schema_version,
            "author_id": self.author_id,
            "role": self.role,
            "reason": self.reason,
            "chain_id": str(self.chain_id),
            "device_id": str(self.device_id),
            "seq": self.seq,
            "recorded_at": self.recorded_at.isoformat(timespec="milliseconds"),
            "observed_at": self.observed_at.isoformat(timespec="milliseconds"),
            "boot_id": self.boot_id,
            "monotonic_ms": self.monotonic_ms,
            "server_offset_ms": self.server_offset_ms,
            "offset_age_s": self.offset_age_s,
            "payload_hash": self.payload_hash,
            "previous_hash": self.previous_hash,
        }

    def sealed(self) -> Self:
        """This entry with the `hash` that its other fields have."""
        return self.model_copy(update={"hash": hash_of_header(canonical_bytes(self.header()))})


def read_entry(header: bytes, payload: bytes | None, payload_salt: bytes | None, entry_hash: str) -> JournalEntry:
    """The entry that was stored as these parts; whether they belong together is `fault_of`'s question.

    Raises:
        ValueError: `header` is not the JSON of an entry.
    """
    fields = json.loads(header)
    parts = {"payload": payload, "payload_salt": payload_salt, "hash": entry_hash}
    # Not strict, because JSON spells ids and times as text; every byte of it stands under the hash anyway.
    return JournalEntry.model_validate({**fields, **parts}, strict=False)


def hash_of_payload(salt: bytes, payload: bytes) -> str:
    """SHA-256 over salt and payload, hex."""
    return hashlib.sha256(salt + payload).hexdigest()


def hash_of_header(header: bytes) -> str:
    """SHA-256 over the canonical header bytes, hex."""
    return hashlib.sha256(header).hexdigest()


def fault_of(entry: JournalEntry, previous: JournalEntry | None) -> str | None:
    """What is wrong with `entry` as the successor of `previous` (None: the first of its chain), or None.

    A redacted entry (no payload, no salt) is held to its header alone.
    """
    if entry.hash != hash_of_header(canonical_bytes(entry.header())):
        return "its fields do not match its hash"
    if (entry.payload is None) != (entry.payload_salt is None):
        return "payload and salt are not both there or both gone"
    if (
        entry.payload is not None
        and entry.payload_salt is not None
        and entry.payload_hash != hash_of_payload(entry.payload_salt, entry.payload)
    ):
        return "its payload does not match its hash"
    if previous is None:
        return None if entry.seq == 1 else f"the chain starts at {entry.seq}"
    if entry.chain_id != previous.chain_id:
        return "it belongs to another chain"
    if entry.seq != previous.seq + 1:
        return f"number {previous.seq + 1} is missing before it"
    if entry.previous_hash != previous.hash:
        return "it does not follow the entry before it"
    return None
