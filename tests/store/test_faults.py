"""No space, no permission, a lock held by others: said in words, nothing lost, and work goes on when it is mended."""

import os
import resource
import shutil
import tempfile
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from bedside.errors import StoreError, StoreFull, StoreReadOnly
from bedside.store.slots import DATABASE_FILE, LOCK_FILE, SLOTS_FILE, users
from bedside.store.store import Store, create_store, open_store
from bedside.store.unit_of_work import UnitOfWork
from tests.store.children import Tell, run
from tests.store.records import CHEAP, COLLEAGUE, NURSE, PASSWORD, HandClock, assessment, new, subject

NOBODY = 65534
HUGE = 1 << 40


@pytest.fixture
def ward(folder: Path) -> Path:
    """A closed store with one subject."""
    with create_store(folder, NURSE, PASSWORD, "site-1", "trial-1", HandClock(), cost=CHEAP) as store:
        store.write(lambda work: work.append(new(subject())))
    return folder


def limit_files(size: int) -> None:
    """Let no file of this process grow beyond `size` bytes, as a quota does."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def save(store: Store) -> str:
    """Save one check with a note."""
    return str(store.write(lambda work: work.append(new(assessment(note="x" * 2000)))).entry_id)


def save_until_full(store: Store, tell: Tell) -> None:
    """Save until it is refused; tells each entry, then the refusal."""
    try:
        while True:
            tell(save(store))
    except StoreError as error:
        tell([type(error).__name__, str(error)])


def test_no_space_is_told_and_loses_nothing(ward: Path) -> None:
    def act(tell: Tell) -> None:
        store = open_store(ward, NURSE.user_id, PASSWORD, HandClock())
        limit_files(384 * 1024)
        save_until_full(store, tell)
        save_until_full(store, tell)
        limit_files(HUGE)
        tell(save(store))
        tell(store.check().sound)
        store.close()

    outcome = run(act)
    assert outcome.ended == 0
    *saved, refused, again, afterwards, sound = outcome.told
    assert refused[0] == again[0] == StoreFull.__name__
    assert "free some space" in refused[1]
    assert len(saved) > 3
    assert sound
    with open_store(ward, NURSE.user_id, PASSWORD, HandClock()) as store, store.read() as reader:
        assert [str(entry.entry_id) for _, entry in reader.entries()][3:] == [*saved, afterwards]


def test_no_space_in_a_batch_loses_the_batch_and_says_so(ward: Path) -> None:
    def act(tell: Tell) -> None:
        store = open_store(ward, NURSE.user_id, PASSWORD, HandClock())
        limit_files(384 * 1024)
        try:
            with store.batch():
                for _ in range(3000):
                    save(store)
        except StoreFull as error:
            tell(str(error))
        limit_files(HUGE)
        tell(save(store))
        store.close()

    outcome = run(act)
    assert outcome.ended == 0
    refused, afterwards = outcome.told
    assert "no space" in refused
    with open_store(ward, NURSE.user_id, PASSWORD, HandClock()) as store:
        with store.read() as reader:
            assert [str(entry.entry_id) for _, entry in reader.entries()][3:] == [afterwards]
        assert store.check().sound


def test_no_space_at_the_end_keeps_what_was_saved(ward: Path) -> None:
    def act(tell: Tell) -> None:
        store = open_store(ward, NURSE.user_id, PASSWORD, HandClock())
        tell(save(store))
        limit_files(1)
        store.close()

    outcome = run(act)
    assert outcome.ended == 0
    with open_store(ward, NURSE.user_id, PASSWORD, HandClock()) as store, store.read() as reader:
        assert [str(entry.entry_id) for _, entry in reader.entries()][3:] == outcome.told


def test_no_space_for_a_new_store_leaves_none(folder: Path) -> None:
    def act(tell: Tell) -> None:
        limit_files(20 * 1024)
        try:
            create_store(folder, NURSE, PASSWORD, "site-1", "trial-1", HandClock(), cost=CHEAP)
        except StoreFull as error:
            tell(str(error))
        limit_files(HUGE)
        tell(sorted(file.name for file in folder.iterdir()))
        create_store(folder, NURSE, PASSWORD, "site-1", "trial-1", HandClock(), cost=CHEAP).close()

    outcome = run(act)
    assert outcome.ended == 0
    refused, left = outcome.told
    assert "no space" in refused
    assert left in ([], [LOCK_FILE])


def test_no_space_for_a_user_keeps_the_others(ward: Path) -> None:
    def act(tell: Tell) -> None:
        store = open_store(ward, NURSE.user_id, PASSWORD, HandClock())
        limit_files(600)
        try:
            store.add_user(COLLEAGUE, "another one", cost=CHEAP)
        except StoreFull:
            tell("full")
        limit_files(HUGE)
        tell([user.user_id for user in users(ward)])
        store.add_user(COLLEAGUE, "another one", cost=CHEAP)
        store.close()

    outcome = run(act)
    assert outcome.ended == 0
    assert outcome.told == ["full", [NURSE.user_id]]
    open_store(ward, COLLEAGUE.user_id, "another one", HandClock()).close()


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder that another user can reach; pytest's own cannot be entered by others."""
    folder = Path(tempfile.mkdtemp(prefix="bedside-faults-"))
    folder.chmod(0o777)
    yield folder
    shutil.rmtree(folder)


def as_nobody() -> None:
    """Give up the rights that let root write everywhere."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


@pytest.mark.parametrize(
    ("mode", "files"),
    [
        (0o555, {DATABASE_FILE: 0o444, SLOTS_FILE: 0o444, LOCK_FILE: 0o666}),
        (0o555, {DATABASE_FILE: 0o666, SLOTS_FILE: 0o444, LOCK_FILE: 0o666}),
        (0o777, {DATABASE_FILE: 0o444, SLOTS_FILE: 0o444, LOCK_FILE: 0o666}),
        (0o777, {DATABASE_FILE: 0o666, SLOTS_FILE: 0o666, LOCK_FILE: 0o444}),
        (0o555, {DATABASE_FILE: 0o666, SLOTS_FILE: 0o666, LOCK_FILE: None}),
    ],
)
def test_what_cannot_be_written_is_told_and_left_alone(
    open_to_all: Path, mode: int, files: dict[str, int | None]
) -> None:
    folder = open_to_all / "ward"
    create_store(folder, NURSE, PASSWORD, "site-1", "trial-1", HandClock(), cost=CHEAP).close()
    for name, rights in files.items():
        if rights is None:
            (folder / name).unlink()
        else:
            (folder / name).chmod(rights)
    folder.chmod(mode)
    before = {file.name: file.read_bytes() for file in folder.iterdir()}

    def act(tell: Tell) -> None:
        as_nobody()
        try:
            open_store(folder, NURSE.user_id, PASSWORD, HandClock())
        except StoreReadOnly as error:
            tell(str(error))

    outcome = run(act)
    folder.chmod(0o777)
    assert outcome.ended == 0
    assert len(outcome.told) == 1
    assert "write permission" in outcome.told[0]
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


def test_a_folder_that_cannot_be_made_is_told(open_to_all: Path) -> None:
    (open_to_all / "locked").mkdir(mode=0o555)

    def act(tell: Tell) -> None:
        as_nobody()
        try:
            create_store(open_to_all / "locked" / "ward", NURSE, PASSWORD, "site-1", "trial-1", HandClock(), cost=CHEAP)
        except StoreReadOnly as error:
            tell(str(error))

    assert len(run(act).told) == 1


def test_a_save_waits_for_a_lock_that_others_hold_for_a_moment(store: Store) -> None:
    other = store._database.writer()
    held = other.begin()
    waiting = store.submit(partial(UnitOfWork.append, new=new(subject())))
    release = threading.Timer(0.2, held.rollback)
    release.start()
    assert waiting.result().seq == 3
    release.join()
    other.close()
