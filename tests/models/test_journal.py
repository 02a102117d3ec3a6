"""The journal entry: what its hashes cover, what breaks a chain, and what does not."""

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID, uuid4

import pytest
import rfc8785
from pydantic import ValidationError

from bedside.models.canonical import canonical_bytes
from bedside.models.journal import (
    GENESIS,
    WITHOUT_SUBJECT,
    JournalEntry,
    Kind,
    fault_of,
    hash_of_header,
    hash_of_payload,
    read_entry,
)

WARD = timezone(timedelta(hours=8))
SALT = bytes(range(16))
PAYLOAD = b'{"a":1}'
CHAIN = UUID(int=7)


def entry(previous: JournalEntry | None = None, **changes: object) -> JournalEntry:
    """A sealed entry that follows `previous`."""
    fields: dict[str, object] = {
        "entry_id": uuid4(),
        "record_id": UUID(int=1),
        "kind": Kind.ASSESSMENT,
        "parents": (),
        "about": (UUID(int=9),),
        "subject_id": "01-001",
        "site_id": "site-1",
        "payload": PAYLOAD,
        "payload_salt": SALT,
        "schema_version": 1,
        "author_id": "nurse-a",
        "role": "nurse",
        "reason": "",
        "chain_id": CHAIN,
        "device_id": UUID(int=3),
        "seq": previous.seq + 1 if previous else 1,
        "recorded_at": datetime(2026, 3, 1, 8, 0, 0, 123000, tzinfo=WARD),
        "observed_at": datetime(2026, 3, 1, 7, 0, tzinfo=WARD),
        "boot_id": "boot",
        "monotonic_ms": 5,
        "server_offset_ms": None,
        "offset_age_s": None,
        "payload_hash": hash_of_payload(SALT, PAYLOAD),
        "previous_hash": previous.hash if previous else GENESIS,
        "hash": GENESIS,
        **changes,
    }
    return JournalEntry.model_validate(fields).sealed()


def test_hash_covers_every_field_but_payload_salt_and_itself() -> None:
    made = entry()
    assert set(made.header()) == set(JournalEntry.model_fields) - {"payload", "payload_salt", "hash"}
    assert made.hash == hashlib.sha256(rfc8785.dumps(json.loads(json.dumps(made.header())))).hexdigest()


def test_payload_hash_covers_salt_and_payload() -> None:
    assert hash_of_payload(SALT, PAYLOAD) == hashlib.sha256(SALT + PAYLOAD).hexdigest()


def test_header_spells_times_with_the_wards_offset() -> None:
    header = entry().header()
    assert header["recorded_at"] == "2026-03-01T08:00:00.123+08:00"
    assert header["observed_at"] == "2026-03-01T07:00:00.000+08:00"


OTHERS: dict[str, object] = {
    "entry_id": uuid4(),
    "record_id": uuid4(),
    "kind": Kind.INTERVENTION,
    "parents": (uuid4(),),
    "about": (),
    "subject_id": "01-002",
    "site_id": "site-2",
    "schema_version": 2,
    "author_id": "nurse-b",
    "role": "investigator",
    "reason": "mistyped",
    "chain_id": uuid4(),
    "device_id": uuid4(),
    "seq": 2,
    "recorded_at": datetime(2026, 3, 1, 8, 0, 0, 124000, tzinfo=WARD),
    "observed_at": datetime(2026, 2, 28, 23, 0, tzinfo=UTC),
    "boot_id": "other",
    "monotonic_ms": 6,
    "server_offset_ms": 0,
    "offset_age_s": 0,
    "payload_hash": "0" * 64,
    "previous_hash": "1" * 64,
    "hash": "2" * 64,
}


@pytest.mark.parametrize("field", sorted(OTHERS))
def test_a_change_of_any_field_is_found(field: str) -> None:
    changed = entry().model_copy(update={field: OTHERS[field]})
    assert fault_of(changed, None) == "its fields do not match its hash"


@pytest.mark.parametrize("changes", [{"payload": b'{"a":2}'}, {"payload": b""}, {"payload_salt": bytes(16)}])
def test_a_change_of_payload_or_salt_is_found(changes: dict[str, bytes]) -> None:
    assert fault_of(entry().model_copy(update=changes), None) == "its payload does not match its hash"


@pytest.mark.parametrize("field", ["payload", "payload_salt"])
def test_payload_and_salt_go_together(field: str) -> None:
    changed = entry().model_copy(update={field: None})
    assert fault_of(changed, None) == "payload and salt are not both there or both gone"


def test_a_redaction_breaks_no_chain() -> None:
    first = entry()
    second = entry(first)
    redacted = first.model_copy(update={"payload": None, "payload_salt": None})
    assert fault_of(redacted, None) is None
    assert fault_of(second, redacted) is None


def test_a_chain_holds() -> None:
    first = entry()
    second = entry(first)
    assert fault_of(first, None) is None
    assert fault_of(second, first) is None
    assert fault_of(entry(second), second) is None


def test_a_chain_starts_at_one() -> None:
    assert fault_of(entry(seq=2), None) == "the chain starts at 2"


def test_a_gap_is_found() -> None:
    first = entry()
    third = entry(first, seq=3)
    assert fault_of(third, first) == "number 2 is missing before it"
    assert fault_of(entry(first, seq=1), first) == "number 2 is missing before it"


def test_another_chain_is_found() -> None:
    first = entry()
    assert fault_of(entry(first, chain_id=uuid4()), first) == "it belongs to another chain"


def test_an_exchanged_entry_is_found() -> None:
    assert fault_of(entry(entry()), entry()) == "it does not follow the entry before it"


def test_a_new_version_needs_its_reason() -> None:
    parents = (uuid4(),)
    for reason in ("", "  "):
        with pytest.raises(ValidationError, match="a reason"):
            entry(parents=parents, reason=reason)
    assert entry(parents=parents, reason="mistyped").parents == parents


@pytest.mark.parametrize("kind", list(Kind))
def test_only_what_is_of_no_patient_may_name_none(kind: Kind) -> None:
    if kind in WITHOUT_SUBJECT:
        assert entry(kind=kind, subject_id="").subject_id == ""
    else:
        with pytest.raises(ValidationError, match="subject_id"):
            entry(kind=kind, subject_id="")


@pytest.mark.parametrize(
    "changes",
    [
        {"seq": 0},
        {"schema_version": 0},
        {"monotonic_ms": -1},
        {"offset_age_s": -1},
        {"subject_id": "a b"},
        {"site_id": ""},
        {"author_id": ""},
        {"role": ""},
        {"reason": "\x00"},
        {"payload_hash": "A" * 64},
        {"previous_hash": ""},
        {"hash": "0" * 63},
        {"recorded_at": datetime(2026, 3, 1)},  # noqa: DTZ001
        {"kind": "diagnosis"},
        {"extra": 1},
    ],
)
def test_refuses(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        entry(**changes)


def test_is_read_back_from_its_stored_parts() -> None:
    made = entry(parents=(uuid4(),), reason="原因 👍", server_offset_ms=-3, offset_age_s=0)
    header = canonical_bytes(made.header())
    read = read_entry(header, made.payload, made.payload_salt, made.hash)
    assert read == made
    assert canonical_bytes(read.header()) == header
    assert read.recorded_at.utcoffset() == timedelta(hours=8)
    assert hash_of_header(header) == made.hash


@pytest.mark.parametrize("header", [b"", b"{}", b"null", b"\xff", b'{"entry_id":1}'])
def test_a_header_that_is_none_is_refused(header: bytes) -> None:
    with pytest.raises((ValueError, TypeError)):
        read_entry(header, None, None, GENESIS)
