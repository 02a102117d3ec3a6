"""What the device vouched for need not be held again; whatever is wrong with that, the whole journal is held."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

import pytest

from bedside.errors import StoreDamaged
from bedside.models.canonical import canonical_bytes
from bedside.models.journal import hash_of_payload
from bedside.store import store as store_module
from bedside.store.checkpoints import (
    StretchReport,
    every_checkpoint,
    hold_since_checkpoint,
    newest_checkpoint,
    statement_of,
)
from bedside.store.entries import ChainHead
from bedside.store.store import Store
from bedside.store.unit_of_work import UnitOfWork
from bedside.store.verification import Fault
from tests.store.records import NOW, HandClock, intervention, new, subject
from tests.store.test_verification import tamper

Reopen = Callable[[], Store]


@pytest.fixture
def vouched(store: Store) -> Store:
    """Some entries, a checkpoint, and two entries behind it."""
    for entry in (new(subject()), new(intervention()), new(intervention())):
        store.write(partial(UnitOfWork.append, new=entry))
    assert store.make_checkpoint("sign_out")
    for _ in range(2):
        store.write(partial(UnitOfWork.append, new=new(intervention())))
    return store


def held(store: Store) -> StretchReport:
    """What an opening would hold now."""
    with store.read() as reader:
        return hold_since_checkpoint(reader._connection)


def length(store: Store) -> int:
    """How many entries there are."""
    with store.read() as reader:
        return reader.counts()["entries"]


def test_holds_only_what_was_written_since(vouched: Store) -> None:
    last = length(vouched)
    assert held(vouched) == StretchReport(after=last - 2, entries=2, faults=())
    with vouched.read() as reader:
        newest = newest_checkpoint(reader._connection)
        assert newest is not None
        assert every_checkpoint(reader._connection) == [newest]
        entry = reader.entries()[-3][1]
    assert (newest.end.chain_id, newest.end.seq, newest.end.hash) == (entry.chain_id, entry.seq, entry.hash)
    assert (newest.made_at, newest.made_for, newest.device_id) == (NOW, "sign_out", vouched.device_id)
    assert statement_of(newest.end).startswith(b"bedside checkpoint 1\n")


def test_without_a_checkpoint_the_whole_is_held(store: Store) -> None:
    assert held(store) == StretchReport(after=0, entries=length(store), faults=())


@pytest.mark.parametrize(
    "forgery",
    [
        "UPDATE checkpoints SET signature = zeroblob(64)",
        "UPDATE checkpoints SET hash = (SELECT payload_hash FROM journal LIMIT 1)",
        "UPDATE checkpoints SET position = position + 1",
        "UPDATE checkpoints SET position = 1000",
        "UPDATE checkpoints SET seq = seq + 1",
        "DELETE FROM device_keys",
        "UPDATE device_keys SET signing_key = zeroblob(32)",
        "DELETE FROM checkpoints",
    ],
)
def test_a_forged_or_missing_checkpoint_falls_back_to_the_whole(vouched: Store, forgery: str) -> None:
    tamper(vouched, forgery)
    assert held(vouched) == StretchReport(after=0, entries=length(vouched), faults=())


def test_a_checkpoint_whose_entry_was_changed_falls_back_to_the_whole(vouched: Store) -> None:
    place = length(vouched) - 2
    tamper(vouched, f"UPDATE journal SET header = CAST('{{}}' AS BLOB) WHERE position = {place}")
    report = held(vouched)
    assert report.after == 0
    assert f"entry {place}" in [fault.where for fault in report.faults]


def test_opening_refuses_what_was_changed_since(vouched: Store, reopened: Reopen) -> None:
    last = length(vouched)
    tamper(vouched, f"UPDATE journal SET payload_salt = zeroblob(16) WHERE position = {last}")
    with pytest.raises(StoreDamaged, match=rf"\(entry {last}: its payload does not match its hash\)"):
        reopened()


def test_opening_says_that_there_is_more(vouched: Store, reopened: Reopen) -> None:
    tamper(vouched, "UPDATE journal SET payload_salt = zeroblob(16)", "DELETE FROM checkpoints")
    with pytest.raises(StoreDamaged, match="entry 1: its payload does not match its hash and more"):
        reopened()


def test_what_lies_before_a_checkpoint_is_left_to_the_whole_check(vouched: Store, reopened: Reopen) -> None:
    tamper(vouched, "UPDATE journal SET payload_salt = zeroblob(16) WHERE position = 4")
    again = reopened()
    assert again.held_at_opening == 2
    assert [fault.where for fault in again.check_chains().faults] == ["entry 4"]


def reseal(store: Store, place: int) -> None:
    """Another payload at a position, and every hash from there on made anew, as somebody with the key would."""

    def act(work: UnitOfWork) -> None:
        hashes: dict[UUID, str] = {}
        for position, entry in work.reader.entries(after=place - 1):
            assert entry.payload is not None
            assert entry.payload_salt is not None
            payload = entry.payload.replace(b'"dose":8', b'"dose":80') if position == place else entry.payload
            told = {
                "payload_hash": hash_of_payload(entry.payload_salt, payload),
                "previous_hash": hashes.get(entry.chain_id, entry.previous_hash),
            }
            made = entry.model_copy(update=told).sealed()
            hashes[entry.chain_id] = made.hash
            work._connection.exec_driver_sql(
                "UPDATE journal SET payload = ?, payload_hash = ?, previous_hash = ?, header = ?, hash = ?"
                " WHERE position = ?",
                (payload, made.payload_hash, made.previous_hash, canonical_bytes(made.header()), made.hash, position),
            )
            work.head = ChainHead(made.chain_id, made.seq, made.hash)

    tamper(store)
    store.write(act)


def test_a_chain_made_anew_contradicts_what_the_device_signed(vouched: Store, reopened: Reopen) -> None:
    place = length(vouched) - 2
    reseal(vouched, place)
    fault = Fault(f"checkpoint {place}", "the journal holds something else than the device signed")
    assert vouched.check_chains().faults == (fault,)
    assert fault in vouched.check().faults
    assert held(vouched).faults == (fault,)
    with pytest.raises(StoreDamaged, match="something else than the device signed"):
        reopened()


def test_a_chain_made_anew_behind_every_checkpoint_is_what_only_a_witness_elsewhere_tells(vouched: Store) -> None:
    reseal(vouched, length(vouched))
    assert vouched.check_chains().sound


def test_a_checkpoint_that_nobody_signed_is_told_by_the_check(vouched: Store) -> None:
    tamper(vouched, "UPDATE checkpoints SET signature = zeroblob(64)")
    place = length(vouched) - 2
    assert vouched.check_chains().faults == (Fault(f"checkpoint {place}", "no device of this store signed it"),)
    tamper(vouched, "DELETE FROM device_keys")  # then nothing can be said of it
    assert vouched.check_chains().sound


def test_an_opening_that_held_many_vouches_for_them(
    vouched: Store, reopened: Reopen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "MANY", 1)
    assert reopened().held_at_opening == 2
    with reopened().read() as reader:
        assert [made.made_for for made in every_checkpoint(reader._connection)] == ["sign_out", "opened"]
    assert vouched.folder == reopened().folder
    assert reopened().held_at_opening == 0


def test_a_device_without_a_key_vouches_for_nothing(store: Store, clock: HandClock) -> None:
    tamper(store, "DELETE FROM device_keys")
    assert not store.make_checkpoint("sign_out")
    assert held(store).after == 0
    assert clock.now() == NOW
