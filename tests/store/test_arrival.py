"""What opening a store sets right about keys, and the earlier `keys.json` that it refuses."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bedside.errors import SignInError, StoreDamaged
from bedside.models.journal import Kind
from bedside.models.people import Access
from bedside.store.arrival import journal_user
from bedside.store.device_keys import device_signer
from bedside.store.entries import read_payload
from bedside.store.keys import add_slot, public_keys
from bedside.store.slots import SLOTS_FILE, read_slots
from bedside.store.store import Store, open_store
from tests.store.records import CHEAP, COLLEAGUE, NURSE, PASSWORD, HandClock

FIRST_RELEASE = Path(__file__).parents[1] / "fixtures" / "stores" / "v0001"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A store that the first release left."""
    return Path(shutil.copytree(FIRST_RELEASE, tmp_path / "old"))


def doings(store: Store) -> list[tuple[str, str]]:
    """Who did what about access and users, the latest last."""
    with store.read() as reader:
        entries = [(entry, read_payload(entry)) for _, entry in reader.entries()]
    return [
        (entry.author_id, payload.act if isinstance(payload, Access) else entry.reason)
        for entry, payload in entries
        if entry.kind in (Kind.ACCESS, Kind.USER)
    ]


class TestFirstRelease:
    """A store of the first release."""

    def test_gets_keys_for_who_opens_it_and_for_the_device(self, old: Path, clock: HandClock) -> None:
        with open_store(old, "nurse-a", PASSWORD, clock) as store:
            assert store.unlocked.secret is not None
            with store.read() as reader:
                nurse, colleague = reader.users()
            assert (nurse.sealing_key, nurse.signing_key) == public_keys(store.unlocked.secret)
            assert colleague.sealing_key is None
            assert doings(store)[-2:] == [("nurse-a", "keys made at sign-in"), ("nurse-a", "device_key_made")]

    def test_is_settled_once(self, old: Path, clock: HandClock) -> None:
        open_store(old, "nurse-a", PASSWORD, clock).close()
        slots = (old / SLOTS_FILE).read_bytes()
        with open_store(old, "nurse-a", PASSWORD, clock) as store:
            assert doings(store).count(("nurse-a", "keys made at sign-in")) == 1
        assert (old / SLOTS_FILE).read_bytes() == slots

    def test_gets_keys_for_each_who_comes_later(self, old: Path, clock: HandClock) -> None:
        open_store(old, "nurse-a", PASSWORD, clock).close()
        with open_store(old, "nurse-b", PASSWORD, clock) as store:
            assert doings(store)[-1] == ("nurse-b", "keys made at sign-in")
        assert not any(slot.is_first_format for slot in read_slots(old).slots)


def test_the_device_signs_with_the_key_that_the_journal_names(store: Store) -> None:
    with store.read() as reader:
        created = read_payload(reader.entries()[0][1])
        signer = device_signer(reader._connection, store.device_id)
    assert isinstance(created, Access)
    assert signer is not None
    assert created.detail.split()[1] == signer.public_key().public_bytes_raw().hex()


def test_a_store_that_lacks_nothing_is_not_written_to(store: Store, clock: HandClock) -> None:
    before = doings(store)
    store.close()
    with open_store(store.folder, NURSE.user_id, PASSWORD, clock) as again:
        assert doings(again) == before


def test_an_earlier_file_of_keys_is_refused(store: Store, clock: HandClock) -> None:
    path = store.folder / SLOTS_FILE
    earlier = path.read_bytes()
    store.add_user(COLLEAGUE, "another one", cost=CHEAP)
    store.close()
    open_store(store.folder, NURSE.user_id, PASSWORD, clock).close()
    later = path.read_bytes()
    path.write_bytes(earlier)
    with pytest.raises(StoreDamaged, match="an earlier one"):
        open_store(store.folder, NURSE.user_id, PASSWORD, clock)
    path.write_bytes(later)
    open_store(store.folder, NURSE.user_id, PASSWORD, clock).close()


def end_access(store: Store, user_id: str) -> None:
    """Journal that somebody's access has ended, and leave their slot."""
    with store.read() as reader:
        record = next(user for user in reader.users() if user.user_id == user_id)
    ended = record.model_copy(update={"active": False})
    store.write(lambda work: journal_user(work, ended, by=NURSE, reason="left"))


def test_who_has_no_access_any_more_is_refused_though_the_slot_opens(store: Store, clock: HandClock) -> None:
    end_access(store, NURSE.user_id)
    store.close()
    with pytest.raises(SignInError):
        open_store(store.folder, NURSE.user_id, PASSWORD, clock)


def test_who_is_in_no_journal_is_refused(store: Store, clock: HandClock) -> None:
    add_slot(store.folder, store.unlocked.key, COLLEAGUE, "another one", CHEAP)
    store.close()
    with pytest.raises(SignInError):
        open_store(store.folder, COLLEAGUE.user_id, "another one", clock)


def test_a_slot_left_over_is_taken_away_by_the_next_who_comes(store: Store, clock: HandClock) -> None:
    store.add_user(COLLEAGUE, "another one", cost=CHEAP)
    end_access(store, COLLEAGUE.user_id)
    store.close()
    with open_store(store.folder, NURSE.user_id, PASSWORD, clock):
        assert read_slots(store.folder).slot_of(COLLEAGUE.user_id) is None


def test_name_and_role_come_from_the_journal(store: Store, clock: HandClock) -> None:
    with store.read() as reader:
        (record,) = reader.users()
    promoted = record.model_copy(update={"role": "monitor", "printed_name": "Monitor A"})
    store.write(lambda work: journal_user(work, promoted, by=NURSE, reason="moved"))
    store.close()
    with open_store(store.folder, NURSE.user_id, PASSWORD, clock) as again:
        assert again.user == replace(NURSE, role="monitor", printed_name="Monitor A")


def test_a_doctored_role_opens_nothing(store: Store, clock: HandClock) -> None:
    store.close()
    path = store.folder / SLOTS_FILE
    data = json.loads(path.read_text())
    data["slots"][0]["role"] = "administrator"
    path.write_text(json.dumps(data))
    with pytest.raises(StoreDamaged, match="changed outside"):
        open_store(store.folder, NURSE.user_id, PASSWORD, clock)
