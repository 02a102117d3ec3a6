"""How something to be recorded becomes an entry: stamped, salted, chained, and refused where it cannot be kept."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from bedside.errors import InputRefused, StoreTooNew
from bedside.models.base import Model
from bedside.models.canonical import canonical_bytes
from bedside.models.journal import GENESIS, Kind, fault_of
from bedside.models.people import Access
from bedside.models.records import SCHEMA_VERSION
from bedside.store.entries import ChainHead, Device, NewEntry, payload_bytes, read_payload, seal_entry
from tests.store.records import NOW, SUBJECT, HandClock, assessment, intervention, new, subject

DEVICE = Device(UUID(int=1), UUID(int=2), "site-1", "trial-1")
HEAD = ChainHead(UUID(int=3), 41, "4" * 64)


def test_stamps_it_with_the_clock_and_the_device(clock: HandClock) -> None:
    clock.move(seconds=5)
    entry, header = seal_entry(new(subject(), observed_at=NOW), DEVICE, HEAD, clock)
    assert (entry.device_id, entry.site_id) == (DEVICE.device_id, "site-1")
    assert (entry.recorded_at, entry.observed_at) == (NOW + timedelta(seconds=5), NOW)
    assert entry.recorded_at.utcoffset() == timedelta(hours=8)
    assert (entry.boot_id, entry.monotonic_ms) == ("boot-1", 6000)
    assert (entry.server_offset_ms, entry.offset_age_s) == (None, None)
    assert entry.entry_id.int >> 80 == int(clock.now().timestamp() * 1000)
    assert header == canonical_bytes(entry.header())


def test_chains_it_to_the_one_before(clock: HandClock) -> None:
    first, _ = seal_entry(new(subject()), DEVICE, ChainHead(UUID(int=3), 0, GENESIS), clock)
    assert fault_of(first, None) is None
    second, _ = seal_entry(new(subject()), DEVICE, ChainHead(first.chain_id, first.seq, first.hash), clock)
    assert fault_of(second, first) is None


def test_two_entries_of_one_thing_share_nothing_that_tells(clock: HandClock) -> None:
    one, _ = seal_entry(new(subject()), DEVICE, HEAD, clock)
    other, _ = seal_entry(new(subject()), DEVICE, HEAD, clock)
    assert one.payload == other.payload
    assert one.entry_id != other.entry_id
    assert one.payload_salt != other.payload_salt
    assert one.payload_hash != other.payload_hash


def test_a_record_is_named_by_its_first_entry_unless_it_has_a_name(clock: HandClock) -> None:
    entry, _ = seal_entry(new(intervention()), DEVICE, HEAD, clock)
    assert entry.record_id == entry.entry_id
    named = uuid4()
    assert seal_entry(new(intervention(), record_id=named), DEVICE, HEAD, clock)[0].record_id == named


@pytest.mark.parametrize("record", [subject(), assessment(crs=1, crs_at_most=3), intervention()])
def test_a_payload_is_read_back(clock: HandClock, record: Any) -> None:
    entry, _ = seal_entry(new(record), DEVICE, HEAD, clock)
    assert read_payload(entry) == record


def test_a_void_has_no_payload(clock: HandClock) -> None:
    void = replace(new(subject()), payload=None, record_id=uuid4(), parents=(uuid4(),), reason="entered twice")
    entry, _ = seal_entry(void, DEVICE, HEAD, clock)
    assert entry.payload == b""
    assert read_payload(entry) is None


def test_a_void_of_nothing_is_refused(clock: HandClock) -> None:
    with pytest.raises(InputRefused, match="earlier version"):
        seal_entry(replace(new(subject()), payload=None), DEVICE, HEAD, clock)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"parents": (uuid4(),)}, "reason"),
        ({"subject_id": ""}, "subject_id"),
        ({"subject_id": "no spaces allowed"}, "subject_id"),
        ({"reason": "a\x00"}, "reason"),
        ({"reason": "\ud800"}, "reason"),
        ({"reason": "x" * 4001}, "reason"),
        ({"author_id": ""}, "author_id"),
        ({"role": ""}, "role"),
        ({"observed_at": NOW.replace(tzinfo=None)}, "observed_at"),
        ({"schema_version": 0}, "schema_version"),
    ],
)
def test_refuses_what_cannot_be_kept_in_one_line(clock: HandClock, changes: dict[str, Any], said: str) -> None:
    with pytest.raises(InputRefused) as caught:
        seal_entry(replace(new(subject()), **changes), DEVICE, HEAD, clock)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


class Loose(Model):
    """A payload whose text nobody has looked at."""

    text: str


def loose(text: str) -> NewEntry:
    """A record of a kind that this release does not write."""
    return replace(new(subject()), kind=Kind.QUERY, payload=Loose(text=text))


@pytest.mark.parametrize("text", ["\x00", "a\x00b", "\\\x00", "\\\\\x00"])
def test_refuses_nul_wherever_it_hides(text: str) -> None:
    with pytest.raises(InputRefused, match=r"U\+0000"):
        payload_bytes(loose(text))


@pytest.mark.parametrize("text", ["\\u0000", "\\\\u0000", "u0000", "\\", "\x01"])
def test_takes_what_only_looks_like_nul(text: str) -> None:
    assert payload_bytes(loose(text)) == canonical_bytes({"text": text})


def test_refuses_lone_surrogates() -> None:
    with pytest.raises(InputRefused, match="surrogate"):
        payload_bytes(loose("a").__class__(**{**_fields(loose("a")), "payload": Loose.model_construct(text="\ud800")}))


def _fields(entry: NewEntry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in NewEntry.__slots__}


def test_a_kind_carries_its_own_model_only() -> None:
    with pytest.raises(TypeError, match="carries Subject, not Access"):
        payload_bytes(replace(new(subject()), payload=Access(act="signed_in")))


def test_a_newer_payload_is_told(clock: HandClock) -> None:
    entry, _ = seal_entry(replace(new(subject()), schema_version=SCHEMA_VERSION + 1), DEVICE, HEAD, clock)
    with pytest.raises(StoreTooNew, match=f"subject {SCHEMA_VERSION + 1}"):
        read_payload(entry)


def test_a_kind_of_a_later_release_is_kept_unread(clock: HandClock) -> None:
    entry, _ = seal_entry(loose("a"), DEVICE, HEAD, clock)
    assert entry.subject_id == SUBJECT
    assert read_payload(entry) is None


def test_a_redacted_payload_is_read_as_none(clock: HandClock) -> None:
    entry, _ = seal_entry(new(subject()), DEVICE, HEAD, clock)
    assert read_payload(entry.model_copy(update={"payload": None, "payload_salt": None})) is None
