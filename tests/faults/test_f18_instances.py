"""F18: two Bedsides on one store, a fork, and too little memory: said in words, nothing lost."""

import os
import resource
import select
import signal
from pathlib import Path

import psutil
import pytest

from bedside.errors import StoreError, StoreInUse
from bedside.store.unit_of_work import UnitOfWork
from tests.faults.acts import ignore, make_ward, open_ward, save
from tests.faults.found import Said, lost_or_doubled
from tests.faults.scale import tell_figures, tries
from tests.store.children import Child, Tell, run
from tests.store.records import assessment, new

STARTS = tries(5, 50)
MEGABYTE = 1 << 20
STEP = 16 * MEGABYTE
STEPS = tries(6, 30)


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    """A closed store with one subject."""
    make_ward(tmp_path / "ward")
    return tmp_path / "ward"


def holding(folder: Path) -> Child:
    """A Bedside that has saved once and stays open until it is killed."""

    def act(tell: Tell) -> None:
        store = open_ward(folder, ignore)
        save(store, tell)
        tell("open")
        select.select([], [], [], 60)
        store.close()

    return Child(act)


def test_a_second_one_is_refused_in_words_and_opens_when_the_first_was_killed(ward: Path) -> None:
    refused, said = 0, Said()
    for _ in range(STARTS):
        first = holding(ward)
        said.hear([first.next()])
        assert first.next() == "open"
        with pytest.raises(StoreInUse, match="another Bedside on this computer"):
            open_ward(ward, ignore)
        refused += 1
        first.kill()
        assert first.outcome().ended == -signal.SIGKILL
        assert lost_or_doubled(ward, said) == []
    tell_figures("f18-instances", starts=STARTS, refused=refused, lost=0)


def test_a_build_that_does_not_ask_for_the_lock_is_caught(ward: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class NoLock:
        def release(self) -> None:
            pass

    first = holding(ward)
    first.next(), first.next()
    monkeypatch.setattr("bedside.store.store.take_lock", lambda _folder: NoLock())
    with open_ward(ward, ignore) as second:
        second.write(lambda work: work.append(new(assessment())))
    first.kill()
    first.outcome()


def test_a_fork_of_the_program_can_neither_write_nor_close_the_store(ward: Path) -> None:
    def act(tell: Tell) -> None:
        store = open_ward(ward, ignore)
        save(store, tell)
        process = os.fork()
        if process == 0:
            for attempt in (lambda: save(store, tell), lambda: store.read().__enter__(), store.close):
                try:
                    attempt()
                except StoreError as error:
                    tell(["fork", str(error)])
            os._exit(0)
        os.waitpid(process, 0)
        save(store, tell)
        store.close()

    outcome = run(act)
    assert outcome.ended == 0
    said = Said()
    said.hear(outcome.told)
    assert [told[1] for told in outcome.told if told[0] == "fork"] == [
        "the store cannot be used: another process opened it"
    ] * 3
    assert said.count == 2
    assert lost_or_doubled(ward, said) == []


def test_another_process_is_known_by_its_number(ward: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_ward(ward, ignore)
    with monkeypatch.context() as forked:
        forked.setattr("bedside.store.writer.os.getpid", lambda: -1)
        for attempt in (store.close, lambda: store.write(UnitOfWork.now), lambda: store.read().__enter__()):
            with pytest.raises(StoreError, match="another process opened it"):
                attempt()
    store.close()


def starved(folder: Path, spare: int) -> tuple[list[object], int]:
    """Open, save and close with so many bytes of address space to spare; what was told, and how it ended."""

    def act(tell: Tell) -> None:
        # Libraries that give up at once say so on standard error, where a test's reader need not see it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        now = psutil.Process().memory_info().vms
        resource.setrlimit(resource.RLIMIT_AS, (now + spare, resource.RLIM_INFINITY))
        try:
            store = open_ward(folder, ignore)
            for _ in range(50):
                save(store, tell)
            store.close()
        except (MemoryError, StoreError, RuntimeError) as error:
            tell(["refused", type(error).__name__])

    outcome = run(act)
    return outcome.told, outcome.ended


def test_too_little_memory_ends_a_save_and_loses_none_before_it(ward: Path) -> None:
    said, refused, died, lost = Said(), 0, 0, []
    for step in range(STEPS):
        told, ended = starved(ward, step * STEP)
        died += ended != 0
        said.hear(told)  # type: ignore[arg-type]
        refused += sum(one[0] == "refused" for one in told)  # type: ignore[index]
        lost += lost_or_doubled(ward, said)
    tell_figures("f18-memory", runs=STEPS, refused=refused, died=died, acknowledged=said.count, lost=len(lost))
    assert lost == []
    assert refused + died > 0
    assert said.count > 0
