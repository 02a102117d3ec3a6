"""A store gets a new key without anybody's password, and wherever that is cut off it opens as whole as before."""

import os
import shutil
import signal
from collections.abc import Mapping
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from bedside.errors import SignInError, StoreDamaged, StoreError, StoreFull, StoreKeyWrong
from bedside.store import rekey as rekey_module
from bedside.store.database import Database, connect
from bedside.store.keys import Unlocked, remove_slot, set_password, unlock, write_slots
from bedside.store.recovery import new_codes, recover, set_recovery
from bedside.store.rekey import REKEYED, settle_rekey
from bedside.store.slots import DATABASE_FILE, SLOTS_FILE, SlotFile, read_slots
from bedside.store.store import Store, create_store, open_store
from bedside.store.witness import WITNESS_FILE
from tests.store.children import Tell, run
from tests.store.records import CHEAP, COLLEAGUE, NURSE, PASSWORD, HandClock, assessment, new, subject

FIRST_RELEASE = Path(__file__).parents[1] / "fixtures" / "stores" / "v0001"
STEPS = ("rekey_begun", "rekey_exported", "rekey_swapped", "rekey_done")
CODES = new_codes()


def make(folder: Path) -> Store:
    """A store with two nurses, recovery codes and a check."""
    store = create_store(folder, NURSE, PASSWORD, "site-1", "trial-1", HandClock(), cost=CHEAP)
    store.add_user(COLLEAGUE, "another one", cost=CHEAP)
    set_recovery(folder, store.key, CODES)
    store.write(lambda work: work.append(new(subject())))
    store.write(lambda work: work.append(new(assessment(note="kept"))))
    return store


def journal(store: Store) -> list[str]:
    """Every entry's hash; the store verifies."""
    assert store.check().faults == ()
    with store.read() as reader:
        return [entry.hash for _, entry in reader.entries()]


def reopened(folder: Path, user: str = NURSE.user_id, password: str = PASSWORD) -> Store:
    """The store, by a user; a change of keys that was cut off is settled."""
    store = open_store(folder, user, password, HandClock())
    assert read_slots(folder).pending == 0
    assert not (folder / REKEYED).exists()
    return store


class TestWhole:
    """A change of keys that nothing disturbs."""

    def test_the_store_goes_on_under_another_key(self, folder: Path, clock: HandClock) -> None:
        with make(folder) as store:
            before, old = journal(store), store.key
            store.rekey(clock)
            assert store.key != old
            assert journal(store) == before
            store.write(lambda work: work.append(new(assessment(note="later"))))
            assert len(journal(store)) == len(before) + 1
        with pytest.raises(StoreKeyWrong):
            connect(folder / DATABASE_FILE, old, writes=False)

    def test_everybody_opens_it_with_the_password_they_had(self, folder: Path, clock: HandClock) -> None:
        with make(folder) as store:
            store.rekey(clock)
            key = store.key
        for user_id, password in ((NURSE.user_id, PASSWORD), (COLLEAGUE.user_id, "another one")):
            with reopened(folder, user_id, password) as again:
                assert again.key == key
        assert recover(folder, *CODES).key == key
        assert read_slots(folder).generation == 2
        assert [len(slot.sealed) for slot in read_slots(folder).slots] == [1, 1]

    def test_again_and_again(self, folder: Path, clock: HandClock) -> None:
        with make(folder) as store:
            keys = {store.key}
            for _ in range(3):
                store.rekey(clock)
                keys.add(store.key)
            assert len(keys) == 4
        reopened(folder).close()

    def test_who_was_taken_away_before_does_not_get_it(self, folder: Path, clock: HandClock) -> None:
        with make(folder) as store:
            kept = (folder / SLOTS_FILE).read_bytes()
            remove_slot(folder, store.key, COLLEAGUE.user_id)
            store.rekey(clock)
        (folder / SLOTS_FILE).write_bytes(kept)
        with pytest.raises(StoreKeyWrong):
            open_store(folder, COLLEAGUE.user_id, "another one", clock)

    def test_triggers_and_schema_come_along(self, folder: Path, clock: HandClock) -> None:
        with make(folder) as store:
            before = schema(store)
            store.rekey(clock)
            assert schema(store) == before
            with pytest.raises(Exception, match="append-only"):
                store.write(lambda work: work._connection.exec_driver_sql("DELETE FROM journal"))

    def test_a_witness_goes_on_to_vouch(self, folder: Path, tmp_path: Path, clock: HandClock) -> None:
        make(folder).close()
        state = tmp_path / "state"
        with open_store(folder, NURSE.user_id, PASSWORD, clock, witness_folder=state) as store:
            before = journal(store)
            store.rekey(clock)
        with open_store(folder, NURSE.user_id, PASSWORD, clock, witness_folder=state) as store:
            after = journal(store)
            assert after[: len(before)] == before
            assert len(after) == len(before) + 1  # what says that there is a new key, and no copy is suspected
            with store.read() as reader:
                assert b"rekeyed" in (reader.entries()[-1][1].payload or b"")

    def test_a_witness_that_says_nothing_is_no_hindrance(self, folder: Path, clock: HandClock) -> None:
        with make(folder) as store:
            (folder / WITNESS_FILE).write_bytes(b"nothing")
            old = store.key
            store.rekey(clock)
            assert store.key != old
        reopened(folder).close()

    def test_a_slot_of_the_first_release_is_left_out(self, tmp_path: Path, clock: HandClock) -> None:
        folder = Path(shutil.copytree(FIRST_RELEASE, tmp_path / "old"))
        with open_store(folder, "nurse-a", PASSWORD, clock) as store:
            store.rekey(clock)
        assert [slot.user.user_id for slot in read_slots(folder).slots] == ["nurse-a"]
        with pytest.raises(SignInError):
            open_store(folder, "nurse-b", PASSWORD, clock)
        open_store(folder, "nurse-a", PASSWORD, clock).close()


def schema(store: Store) -> list[tuple[str, str]]:
    """Everything the file says it holds."""
    with store.read() as reader:
        rows = reader._connection.exec_driver_sql("SELECT name, sql FROM sqlite_master ORDER BY name").all()
        version = reader._connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    return [*((row.name, str(row.sql)) for row in rows), ("", str(version))]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("opener", [(NURSE.user_id, PASSWORD), (COLLEAGUE.user_id, "another one")])
def test_killed_at_any_step_it_opens_whole(folder: Path, step: str, opener: tuple[str, str]) -> None:
    with make(folder) as store:
        before, old = journal(store), store.key

    def act(_: Tell) -> None:
        def die(at: str) -> None:
            if at == step:
                os.kill(os.getpid(), signal.SIGKILL)

        open_store(folder, NURSE.user_id, PASSWORD, HandClock()).rekey(HandClock(), die)

    assert run(act).ended == -signal.SIGKILL
    assert recover(folder, *CODES).key == unlock(folder, *opener).key
    with reopened(folder, *opener) as again:
        after, swapped = journal(again), step not in STEPS[:2]
        assert after[: len(before)] == before
        assert len(after) - len(before) == swapped  # what says that the change was finished
        assert (again.key == old) != swapped
        again.rekey(HandClock())
    reopened(folder).close()


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("_export", StoreFull(folder="here")),
        ("_require_folded", StoreError(problem="some")),
        ("_require_folded", OSError(28, "no space")),
    ],
)
def test_what_cannot_be_finished_leaves_the_old_key(
    folder: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch, name: str, refusal: Exception
) -> None:
    with make(folder) as store:
        before, old = journal(store), store.key

        def fail(*_: object) -> None:
            raise refusal

        with monkeypatch.context() as broken:
            broken.setattr(rekey_module, name, fail)
            with pytest.raises(StoreError):
                store.rekey(clock)
        assert store.key == old
        assert journal(store) == before
        assert read_slots(folder).pending == 0
        store.rekey(clock)
    reopened(folder).close()


class FullFor:
    """Has room for a number of files of key slots, then refuses every other."""

    def __init__(self, room: int) -> None:
        self._room = room

    def __call__(self, folder: Path, file: SlotFile, keys: Mapping[int, bytes]) -> None:
        if not self._room:
            raise StoreFull(folder=folder)
        self._room -= 1
        write_slots(folder, file, keys)


@pytest.mark.parametrize("room", [0, 1])
@pytest.mark.parametrize("taken_away", [False, True])
def test_a_full_disk_that_stays_full_locks_nobody_out(
    folder: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch, room: int, taken_away: bool
) -> None:
    with make(folder) as store:
        before, old = journal(store), store.key

        def full(*_: object) -> None:
            raise StoreFull(folder=folder)

        with monkeypatch.context() as broken:
            broken.setattr(rekey_module, "_export", full)
            broken.setattr(rekey_module, "write_slots", FullFor(room))
            with pytest.raises(StoreFull):
                store.rekey(clock)
        assert store.key == old
        assert journal(store) == before
        if taken_away:
            remove_slot(folder, store.key, COLLEAGUE.user_id)
        else:
            set_password(folder, store.key, COLLEAGUE.user_id, "another two", secret=None)
        assert recover(folder, *CODES).key == old
    reopened(folder).close()
    if not taken_away:
        reopened(folder, COLLEAGUE.user_id, "another two").close()
    with reopened(folder) as store:
        store.rekey(clock)
        assert recover(folder, *CODES).key == store.key != old


def test_what_a_full_disk_left_is_settled_before_the_store_goes_on(
    folder: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with make(folder) as store:

        def full(*_: object) -> None:
            raise StoreFull(folder=folder)

        with monkeypatch.context() as broken:
            broken.setattr(rekey_module, "_export", full)
            broken.setattr(rekey_module, "settle_rekey", full)
            with pytest.raises(StoreFull):
                store.rekey(clock)
        assert read_slots(folder).pending == 0
        assert not (folder / REKEYED).exists()


def test_keys_that_were_changed_meanwhile_stop_it_before_the_swap(folder: Path, clock: HandClock) -> None:
    with make(folder) as store:
        old = store.key

        def meddle(at: str) -> None:
            if at == "rekey_exported":
                remove_slot(folder, old, COLLEAGUE.user_id)

        with pytest.raises(StoreDamaged, match="changed"):
            store.rekey(clock, meddle)
        assert store.key == old
    reopened(folder).close()


def test_who_reads_meanwhile_is_waited_for_another_time(folder: Path, clock: HandClock) -> None:
    with make(folder) as store:
        old = store.key
        reading = Database(folder / DATABASE_FILE, old)
        with reading.reader() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM journal").all()
            store.write(lambda work: work.append(new(assessment(note="meanwhile"))))
            with pytest.raises(StoreError, match="another program reads it"):
                store.rekey(clock)
        reading.close_readers()
        assert store.key == old
        store.rekey(clock)
        assert store.key != old


def test_a_copy_that_differs_does_not_take_its_place(
    folder: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with make(folder) as store:
        old = store.key
        copy = rekey_module._copy

        def lossy(connection: dbapi2.Connection, path: Path, fresh: bytes) -> dict[str, int]:
            return {**copy(connection, path, fresh), "journal": 1}

        monkeypatch.setattr(rekey_module, "_copy", lossy)
        with pytest.raises(StoreDamaged, match="differs"):
            store.rekey(clock)
        assert store.key == old


def test_a_store_that_cannot_be_opened_again_is_closed(
    folder: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = make(folder)

    def fail(*_: object) -> None:
        raise StoreError(problem="gone")

    with monkeypatch.context() as broken:
        broken.setattr("bedside.store.store._open", fail)
        with pytest.raises(StoreError, match="gone"):
            store.rekey(clock)
    store.close()
    reopened(folder).close()


def test_a_key_that_does_not_open_the_database_settles_nothing(folder: Path) -> None:
    store = make(folder)
    with pytest.raises(KeyboardInterrupt):
        store.rekey(HandClock(), Stop("rekey_swapped"))
    store.close()
    before = (folder / SLOTS_FILE).read_bytes()
    assert not settle_rekey(folder, Unlocked(bytes(32), None, must_change=False), None)
    assert (folder / SLOTS_FILE).read_bytes() == before
    reopened(folder).close()


class Stop:
    """Ends what runs at a step, as nothing but a defect would."""

    def __init__(self, step: str) -> None:
        self._step = step

    def __call__(self, step: str) -> None:
        if step == self._step:
            raise KeyboardInterrupt


@pytest.mark.parametrize("step", STEPS[:2])
def test_what_stops_it_before_the_swap_is_taken_back(folder: Path, clock: HandClock, step: str) -> None:
    with make(folder) as store:
        old = store.key
        with pytest.raises(KeyboardInterrupt):
            store.rekey(clock, Stop(step))
        assert store.key == old
        assert read_slots(folder).pending == 0
        assert len(journal(store)) == 5


def test_a_disk_that_refuses_when_it_is_settled_is_told(
    folder: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = make(folder)
    with pytest.raises(KeyboardInterrupt):
        store.rekey(clock, Stop("rekey_swapped"))

    def refuse(_: Path) -> None:
        raise OSError(30, "read-only")

    with monkeypatch.context() as broken:
        broken.setattr(rekey_module, "sync_folder", refuse)
        with pytest.raises(StoreError):
            open_store(folder, NURSE.user_id, PASSWORD, clock)
    reopened(folder).close()
