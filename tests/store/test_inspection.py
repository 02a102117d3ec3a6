"""A store that is looked at: everything can be read, nothing is written, and the lock is given back."""

from pathlib import Path

import pytest
from filelock import BaseFileLock

from bedside.errors import SignInError, StoreInUse, StoreMissing, StoreReadOnly
from bedside.models.journal import Kind
from bedside.store.inspection import inspected
from bedside.store.lock import take_lock
from bedside.store.store import Store, open_store
from tests.store.records import NURSE, PASSWORD, HandClock, adverse_event, new, subject


@pytest.fixture
def closed(store: Store) -> Path:
    """A store with one event, closed."""
    store.write(lambda work: work.append(new(subject())))
    store.write(lambda work: work.append(new(adverse_event())))
    store.close()
    return store.folder


def files(folder: Path) -> dict[str, bytes]:
    """What lies in the folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".lock"}


def test_reads_and_leaves_every_byte_as_it_was(closed: Path) -> None:
    before = files(closed)
    with inspected(closed, NURSE.user_id, PASSWORD) as reader:
        (found,) = reader.records_of_kinds([Kind.ADVERSE_EVENT])
        assert found.payload == adverse_event()
    after = files(closed)
    assert {name: data for name, data in after.items() if data} == {name: data for name, data in before.items() if data}


def test_cannot_write(closed: Path) -> None:
    with pytest.raises(StoreReadOnly), inspected(closed, NURSE.user_id, PASSWORD) as reader:
        reader._connection.exec_driver_sql("DELETE FROM users")


def test_the_store_can_be_opened_again(closed: Path) -> None:
    with inspected(closed, NURSE.user_id, PASSWORD) as reader:
        assert reader.counts()["subjects"] == 1
        with pytest.raises(StoreInUse):
            open_store(closed, NURSE.user_id, PASSWORD, HandClock())
    open_store(closed, NURSE.user_id, PASSWORD, HandClock()).close()


def test_a_wrong_password_opens_nothing_and_gives_the_lock_back(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[BaseFileLock] = []

    def take(folder: Path) -> BaseFileLock:
        # Kept, because a lock that nobody holds on to lets go by itself, later.
        taken.append(take_lock(folder))
        return taken[-1]

    monkeypatch.setattr("bedside.store.inspection.take_lock", take)
    with pytest.raises(SignInError), inspected(closed, NURSE.user_id, "wrong password"):
        pass
    assert [lock.is_locked for lock in taken] == [False]
    open_store(closed, NURSE.user_id, PASSWORD, HandClock()).close()


def test_no_store_is_told_and_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing), inspected(tmp_path / "nowhere", NURSE.user_id, PASSWORD):
        pass
    assert not (tmp_path / "nowhere").exists()
