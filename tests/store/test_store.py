"""A store as use cases see it: made, opened, shared by users, refused in words, closed clean."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bedside.errors import (
    InputRefused,
    SignInError,
    StoreDamaged,
    StoreError,
    StoreInUse,
    StoreKeyWrong,
    StoreMissing,
    StoreReadOnly,
    StoreTooNew,
)
from bedside.models.journal import GENESIS, Kind
from bedside.models.people import Access, UserRecord
from bedside.store import creation
from bedside.store.attempts import ATTEMPTS_FILE
from bedside.store.database import Database
from bedside.store.entries import read_payload
from bedside.store.keys import add_slot, create_key_slots, public_keys, unlock
from bedside.store.migrations import SCHEMA_VERSION
from bedside.store.slots import DATABASE_FILE, SLOTS_FILE, SlotUser
from bedside.store.store import Store, create_store, open_store
from bedside.store.witness import WITNESS_FILE
from tests.store.records import CHEAP, COLLEAGUE, NOW, NURSE, PASSWORD, HandClock, new, subject


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder but the lock, which says nothing."""
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.name != "store.lock"}


def reopen(store: Store, clock: HandClock) -> Store:
    """The same store, opened by the same nurse."""
    return open_store(store.folder, NURSE.user_id, PASSWORD, clock)


def test_a_new_store_begins_with_its_making_and_its_first_user(store: Store) -> None:
    with store.read() as reader:
        (_, made), (_, first) = reader.entries()
    assert (made.seq, made.previous_hash, made.kind) == (1, GENESIS, Kind.ACCESS)
    created, nurse = read_payload(made), read_payload(first)
    assert isinstance(created, Access)
    assert (created.act, created.area) == ("store_created", str(store.device_id))
    assert re.fullmatch("signing [0-9a-f]{64} sealing [0-9a-f]{64}", created.detail)
    assert store.unlocked.secret is not None
    sealing, signing = public_keys(store.unlocked.secret)
    expected = UserRecord(user_id="nurse-a", printed_name="Nurse A", role="nurse", active=True)
    assert nurse == expected.model_copy(update={"sealing_key": sealing, "signing_key": signing})
    assert {(entry.author_id, entry.role) for entry in (made, first)} == {("nurse-a", "nurse")}
    assert {entry.chain_id for entry in (made, first)} == {store.chain_id}
    assert {entry.device_id for entry in (made, first)} == {store.device_id}
    assert (store.site_id, store.trial_id, store.user) == ("site-1", "trial-1", NURSE)


def test_it_is_the_same_store_when_opened_again(store: Store, reopened: Callable[[], Store]) -> None:
    before = (store.store_id, store.device_id, store.chain_id, store.site_id, store.trial_id, store.folder)
    again = reopened()
    assert (again.store_id, again.device_id, again.chain_id, again.site_id, again.trial_id, again.folder) == before
    assert again.user == NURSE


def test_two_stores_share_no_id(store: Store, tmp_path: Path, clock: HandClock) -> None:
    with create_store(tmp_path / "other", NURSE, PASSWORD, "site-1", "trial-1", clock, cost=CHEAP) as other:
        ids = {store.store_id, store.device_id, store.chain_id, other.store_id, other.device_id, other.chain_id}
        assert len(ids) == 6
        mine, others = (unlock(one.folder, NURSE.user_id, PASSWORD) for one in (store, other))
        assert mine.key != others.key
        assert mine.secret != others.secret


def test_closing_leaves_one_file_and_can_be_done_twice(store: Store) -> None:
    store.write(lambda work: work.append(new(subject())))
    store.close()
    store.close()
    assert set(files(store.folder)) == {DATABASE_FILE, SLOTS_FILE, WITNESS_FILE}


def test_files_are_for_their_owner_alone(store: Store) -> None:
    store.write(lambda work: work.append(new(subject())))
    assert store.folder.stat().st_mode & 0o777 == 0o700
    for file in store.folder.iterdir():
        assert file.stat().st_mode & 0o077 == 0, file.name


def test_a_reader_in_another_thread_does_not_keep_it_from_closing(store: Store, clock: HandClock) -> None:
    store.write(lambda work: work.append(new(subject())))
    with store.read() as reader:
        assert len(reader.board()) == 1
    store.close()
    with reopen(store, clock) as again, again.read() as reader:
        assert len(reader.board()) == 1


Break = Callable[[Path], None]


def spoil_slots(folder: Path) -> None:
    """Half of keys.json."""
    path = folder / SLOTS_FILE
    path.write_bytes(path.read_bytes()[:40])


def foreign_slots(folder: Path) -> None:
    """The keys of another store, of a user with the same password."""
    other = folder.parent / "other"
    create_store(other, NURSE, PASSWORD, "site-1", "trial-1", HandClock(), cost=CHEAP).close()
    (folder / SLOTS_FILE).write_bytes((other / SLOTS_FILE).read_bytes())


def other_store_id(folder: Path) -> None:
    """keys.json of this key that names another store: made anew, as its parts are bound together."""
    key = unlock(folder, NURSE.user_id, PASSWORD).key
    create_key_slots(folder, "store-2")
    add_slot(folder, key, NURSE, PASSWORD, CHEAP)


def empty_database(folder: Path) -> None:
    """A file of no bytes."""
    (folder / DATABASE_FILE).write_bytes(b"")


def no_database(folder: Path) -> None:
    """The database gone."""
    (folder / DATABASE_FILE).unlink()


def no_slots(folder: Path) -> None:
    """The keys gone."""
    (folder / SLOTS_FILE).unlink()


def sql(statement: str) -> Break:
    """A change made by somebody who has the key."""

    def act(folder: Path) -> None:
        connection = Database(folder / DATABASE_FILE, unlock(folder, NURSE.user_id, PASSWORD).key).writer()
        with connection.begin():
            connection.exec_driver_sql("DROP TRIGGER journal_refuses_delete")
            connection.exec_driver_sql(statement)
        connection.close()

    return act


@pytest.mark.parametrize(
    ("act", "kind"),
    [
        (spoil_slots, StoreDamaged),
        (no_slots, StoreDamaged),
        (foreign_slots, StoreKeyWrong),
        (other_store_id, StoreDamaged),
        (empty_database, StoreDamaged),
        (no_database, StoreMissing),
        (sql(f"PRAGMA user_version = {SCHEMA_VERSION + 1}"), StoreTooNew),
        (sql("DELETE FROM device"), StoreDamaged),
        (sql("DELETE FROM chains"), StoreDamaged),
        (sql("UPDATE chains SET seq = 3"), StoreDamaged),
        (sql("UPDATE chains SET hash = '0'"), StoreDamaged),
        (sql("DELETE FROM journal WHERE seq = 2"), StoreDamaged),
        (sql("DELETE FROM journal"), StoreDamaged),
    ],
)
def test_what_cannot_be_opened_is_told_and_left_alone(
    store: Store, clock: HandClock, act: Break, kind: type[StoreError]
) -> None:
    store.close()
    act(store.folder)
    before = files(store.folder)
    for _ in range(2):
        with pytest.raises(StoreError) as caught:
            reopen(store, clock)
        assert type(caught.value) is kind
        assert "\n" not in str(caught.value)
    assert files(store.folder) == before


@pytest.mark.parametrize(("user_id", "password"), [("nurse-a", "wrong password"), ("nobody", PASSWORD), ("", "")])
def test_a_wrong_sign_in_changes_nothing_but_the_count(
    store: Store, clock: HandClock, user_id: str, password: str
) -> None:
    store.close()
    before = files(store.folder)
    with pytest.raises(SignInError):
        open_store(store.folder, user_id, password, clock)
    after = files(store.folder)
    assert after.pop(ATTEMPTS_FILE)
    assert after == before
    reopen(store, clock).close()


def test_a_missing_folder_is_told_and_not_made(tmp_path: Path, clock: HandClock) -> None:
    with pytest.raises(StoreMissing) as caught:
        open_store(tmp_path / "nowhere", NURSE.user_id, PASSWORD, clock)
    assert "nothing was created" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_holds_no_store(tmp_path: Path, clock: HandClock) -> None:
    with pytest.raises(StoreMissing):
        open_store(tmp_path, NURSE.user_id, PASSWORD, clock)
    assert files(tmp_path) == {}


def test_a_second_instance_is_told_and_the_first_goes_on(store: Store, clock: HandClock) -> None:
    with pytest.raises(StoreInUse, match="another Bedside"):
        reopen(store, clock)
    with pytest.raises(StoreInUse):
        create_store(store.folder, NURSE, PASSWORD, "site-1", "trial-1", clock, cost=CHEAP)
    assert store.write(lambda work: work.append(new(subject()))).seq == 3


class TestCreation:
    """A store is made whole or not at all."""

    @pytest.mark.parametrize(
        "changes",
        [
            {"password": "short"},
            {"site_id": ""},
            {"site_id": "a b"},
            {"trial_id": "x" * 65},
            {"first_user": SlotUser("nurse a", "Nurse A", "nurse")},
            {"first_user": SlotUser("nurse-a", "\x00", "nurse")},
            {"first_user": SlotUser("nurse-a", "Nurse A", "owner")},
        ],
    )
    def test_bad_input_makes_nothing(self, folder: Path, clock: HandClock, changes: dict[str, Any]) -> None:
        fields = {"first_user": NURSE, "password": PASSWORD, "site_id": "site-1", "trial_id": "trial-1", **changes}
        with pytest.raises(InputRefused) as caught:
            create_store(folder, clock=clock, cost=CHEAP, **fields)
        assert "\n" not in str(caught.value)
        assert files(folder) == {}

    def test_one_that_is_there_is_left_alone(self, store: Store, clock: HandClock) -> None:
        store.close()
        before = files(store.folder)
        with pytest.raises(StoreError, match="holds a store already"):
            create_store(store.folder, COLLEAGUE, PASSWORD, "site-1", "trial-1", clock, cost=CHEAP)
        assert files(store.folder) == before

    def test_keys_without_their_database_are_left_alone(self, store: Store, clock: HandClock) -> None:
        store.close()
        no_database(store.folder)
        before = files(store.folder)
        with pytest.raises(StoreError, match=r"store\.db is missing"):
            create_store(store.folder, COLLEAGUE, PASSWORD, "site-1", "trial-1", clock, cost=CHEAP)
        assert files(store.folder) == before

    def test_a_folder_with_other_files_is_used(self, folder: Path, clock: HandClock) -> None:
        folder.mkdir()
        (folder / "read me").write_text("mine")
        create_store(folder, NURSE, PASSWORD, "site-1", "trial-1", clock, cost=CHEAP).close()
        assert files(folder)["read me"] == b"mine"

    @pytest.mark.parametrize("step", ["entry_written", "database_made", "slots_made"])
    @pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(28, "No space left on device")])
    def test_one_cut_off_leaves_nothing(self, folder: Path, clock: HandClock, step: str, error: BaseException) -> None:
        def cut(reached: str) -> None:
            if reached == step:
                raise error

        with pytest.raises((KeyboardInterrupt, StoreError, OSError)):
            create_store(folder, NURSE, PASSWORD, "site-1", "trial-1", clock, cost=CHEAP, at_step=cut)
        assert files(folder) == {}
        create_store(folder, NURSE, PASSWORD, "site-1", "trial-1", clock, cost=CHEAP).close()

    def test_one_cut_off_after_its_last_step_is_whole(self, folder: Path, clock: HandClock) -> None:
        def cut(reached: str) -> None:
            if reached == "store_made":
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            create_store(folder, NURSE, PASSWORD, "site-1", "trial-1", clock, cost=CHEAP, at_step=cut)
        with open_store(folder, NURSE.user_id, PASSWORD, clock) as opened:
            assert opened.check().sound

    def test_one_whose_last_sync_failed_is_whole(
        self, folder: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(_: Path) -> None:
            raise OSError(5, "Input/output error")

        with monkeypatch.context() as broken:
            broken.setattr(creation, "sync_folder", fail)
            with pytest.raises(StoreError, match="Input/output"):
                create_store(folder, NURSE, PASSWORD, "site-1", "trial-1", clock, cost=CHEAP)
        with open_store(folder, NURSE.user_id, PASSWORD, clock) as opened:
            assert opened.check().sound

    def test_where_no_folder_can_be_is_told(self, tmp_path: Path, clock: HandClock) -> None:
        (tmp_path / "file").write_text("")
        with pytest.raises(StoreError):
            create_store(tmp_path / "file" / "ward", NURSE, PASSWORD, "site-1", "trial-1", clock, cost=CHEAP)


def test_slots_name_no_patient_and_no_site(store: Store) -> None:
    data = json.loads((store.folder / SLOTS_FILE).read_text())
    assert set(data) == {
        "app",
        "format",
        "store_id",
        "generation",
        "pending",
        "sequence",
        "slots",
        "recovery",
        "macs",
    }
    assert set(data["slots"][0]) == {
        "user_id",
        "printed_name",
        "role",
        "kdf",
        "time_cost",
        "memory_kib",
        "parallelism",
        "salt",
        "nonce",
        "wrapped",
        "must_change",
        "sealing_key",
        "signing_key",
        "sealed",
    }


def test_a_store_made_long_ago_is_dated_by_the_clock_it_was_given(store: Store) -> None:
    with store.read() as reader:
        assert reader.entries()[0][1].recorded_at == NOW


def test_a_reader_is_refused_as_read_only(store: Store) -> None:
    with pytest.raises(StoreReadOnly), store.read() as reader:
        reader._connection.exec_driver_sql("DELETE FROM users")
