"""F19: another program holds the file, as a virus scanner does; a save waits, tells, and is done once."""

import fcntl
import select
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from bedside.errors import StoreError, StoreLocked
from bedside.store import database, patience
from bedside.store.slots import DATABASE_FILE
from tests.faults.acts import ignore, make_ward, open_ward, save
from tests.faults.found import Said, lost_or_doubled
from tests.faults.scale import soaking, tell_figures, tries
from tests.store.children import Child, Tell, run

HELD_S = tries(2, 30)
ATTEMPT_S = database.BUSY_SECONDS if soaking() else 0.3
LOG_INDEX = DATABASE_FILE + "-shm"

# Bytes that SQLite locks: https://www.sqlite.org/walformat.html (2.3) and https://www.sqlite.org/lockingv3.html.
WRITE_LOCK = (LOG_INDEX, 120, 1)
EVERY_LOCK_OF_THE_LOG = (LOG_INDEX, 120, 8)
WHOLE_FILE = (DATABASE_FILE, 0x40000000, 512)

Place = tuple[str, int, int]


def hold(folder: Path, place: Place, seconds: float) -> Child:
    """Another program that holds `place` exclusively for so long; it has it when this returns."""

    def act(tell: Tell) -> None:
        name, start, length = place
        with (folder / name).open("r+b") as file:
            fcntl.lockf(file, fcntl.LOCK_EX, length, start)
            tell("held")
            select.select([], [], [], seconds)

    holder = Child(act)
    assert holder.next() == "held"
    return holder


def saving(folder: Path, prepare: Callable[[], None] | None = None, *, wait_s: float = 60.0) -> Child:
    """A Bedside that saves until it had to wait and has saved again, or was refused; it tells all of it."""

    def act(tell: Tell) -> None:
        if prepare is not None:
            prepare()
        vars(database)["BUSY_SECONDS"], vars(patience)["WAIT_SECONDS"] = ATTEMPT_S, wait_s
        waits: list[float] = []
        store = open_ward(folder, ignore)
        store.on_waiting(waits.append)
        tell(["open"])
        try:
            while 0 not in waits:
                save(store, tell)
        except StoreError as error:
            tell(["refused", type(error).__name__, str(error)])
        tell(["waits", *waits])
        vars(patience)["WAIT_SECONDS"] = 60.0
        with suppress(StoreLocked):
            save(store, tell)
        store.close()

    return Child(act)


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    """A closed store with one subject."""
    make_ward(tmp_path / "ward")
    return tmp_path / "ward"


def test_a_save_waits_tells_and_is_done_once(ward: Path) -> None:
    child = saving(ward)
    told = [child.next()]
    holder = hold(ward, WRITE_LOCK, HELD_S)
    told += child.outcome().told
    holder.outcome()
    said = Said()
    said.hear(told)
    lost = lost_or_doubled(ward, said)
    waits = next(one[1:] for one in told if one[0] == "waits")
    tell_figures("f19", held_s=HELD_S, told=len(waits), longest_wait_s=f"{max(waits):.1f}", lost=len(lost))
    assert lost == []
    assert not [one for one in told if one[0] == "refused"]
    assert waits[-1] == 0
    assert waits[:-1] == sorted(waits[:-1])
    assert ATTEMPT_S <= waits[0] <= waits[-2] < HELD_S + 1


def test_a_build_that_does_not_wait_is_caught(ward: Path) -> None:
    def impatient() -> None:
        vars(patience)["Patience"].until_free = lambda _self, begin: begin()

    child = saving(ward, impatient)
    child.next()
    holder = hold(ward, WRITE_LOCK, 5 * ATTEMPT_S)
    told = child.outcome().told
    holder.outcome()
    assert [one[1] for one in told if one[0] == "refused"] == [StoreLocked.__name__]


def test_after_a_minute_it_says_so_and_nothing_is_lost(ward: Path) -> None:
    child = saving(ward, wait_s=ATTEMPT_S)
    told = [child.next()]
    holder = hold(ward, WRITE_LOCK, 6 * ATTEMPT_S)
    told += child.outcome().told
    holder.outcome()
    refused = [one for one in told if one[0] == "refused"]
    assert [one[1] for one in refused] == [StoreLocked.__name__]
    assert "another program" in refused[0][2]
    assert "nothing was lost" in refused[0][2]
    said = Said()
    said.hear(told)
    assert lost_or_doubled(ward, said) == []
    assert told[-1][0] == "check"


def test_an_index_held_as_a_whole_is_waited_for_too(ward: Path) -> None:
    child = saving_some(ward)
    told = [child.next()]
    holder = hold(ward, EVERY_LOCK_OF_THE_LOG, HELD_S)
    told += child.outcome().told
    holder.outcome()
    said = Said()
    said.hear(told)
    assert lost_or_doubled(ward, said) == []
    assert told[-1] == ["over"]


def saving_some(folder: Path) -> Child:
    """A Bedside that saves for longer than the other holds on."""

    def act(tell: Tell) -> None:
        vars(database)["BUSY_SECONDS"] = ATTEMPT_S
        store = open_ward(folder, ignore)
        tell(["open"])
        for _ in range(400):
            save(store, tell)
        store.close()
        tell(["over"])

    return Child(act)


def test_a_closed_store_whose_file_is_held_opens_when_it_is_free(ward: Path) -> None:
    holder = hold(ward, WHOLE_FILE, HELD_S)

    def act(tell: Tell) -> None:
        vars(database)["BUSY_SECONDS"] = ATTEMPT_S
        store = open_ward(ward, ignore)
        save(store, tell)
        store.close()

    outcome = run(act)
    holder.outcome()
    said = Said()
    said.hear(outcome.told)
    assert said.count == 1
    assert lost_or_doubled(ward, said) == []
