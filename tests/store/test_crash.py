"""Killed at any moment: what was acknowledged is there, nothing is half there, and the chain verifies."""

import os
import random
import select
import signal
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from bedside.errors import StoreMissing
from bedside.models.identifiers import shared_record_id
from bedside.models.projections import Draft
from bedside.store.store import Store, create_store, open_store
from bedside.store.unit_of_work import UnitOfWork, no_step
from bedside.store.witness import WITNESS_FILE
from tests.store.children import Child, Outcome, Tell, run
from tests.store.records import CHEAP, COLLEAGUE, NOW, NURSE, PASSWORD, SUBJECT, HandClock, assessment, new, subject

SAVE_STEPS = ["begun", "entry_written", "projected", "before_commit", "committed"]


@pytest.fixture
def ward(folder: Path) -> Path:
    """A closed store with one subject."""
    with create_store(folder, NURSE, PASSWORD, "site-1", "trial-1", HandClock(), cost=CHEAP) as store:
        store.write(lambda work: work.append(new(subject())))
    return folder


def open_ward(folder: Path, at_step: Callable[[str], None] = no_step) -> Store:
    """The store as a process of its own opens it."""
    return open_store(folder, NURSE.user_id, PASSWORD, HandClock(), at_step=at_step)


def dies_at(step: str, times: int) -> Callable[[str], None]:
    """Ends the process the `times`-th time that `step` is reached."""
    left = [times]

    def at_step(reached: str) -> None:
        if reached == step:
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)

    return at_step


def save_checks(store: Store, tell: Tell, count: int = 1_000_000) -> None:
    """Save checks one after the other, telling each entry when it is acknowledged."""
    for minute in range(count):
        check = new(assessment(), observed_at=NOW + timedelta(minutes=minute))
        tell(str(store.write(lambda work, check=check: work.append(check)).entry_id))  # type: ignore[misc]


def journal_after(folder: Path) -> list[str]:
    """Every check in the journal after a restart; all that can be verified has been."""
    with open_ward(folder) as store:
        report = store.check()
        assert report.faults == ()
        with store.read() as reader:
            entries = [str(entry.entry_id) for _, entry in reader.entries(limit=100_000)]
            shown = {str(check.entry_id) for check in reader.assessments(SUBJECT)}
            assert shown == set(entries[3:])
            assert reader.subject(SUBJECT).assessments == len(shown)
        # It goes on: the chain takes the next entry.
        store.write(lambda work: work.append(new(assessment(), observed_at=NOW - timedelta(days=1))))
        assert store.check().faults == ()
    return entries[3:]


@pytest.mark.parametrize("step", SAVE_STEPS)
def test_killed_in_a_save(ward: Path, step: str) -> None:
    outcome = run(lambda tell: save_checks(open_ward(ward, dies_at(step, 4)), tell))
    assert outcome.ended == -signal.SIGKILL
    assert len(outcome.told) == 3
    entries = journal_after(ward)
    assert entries[:3] == outcome.told
    # Durable and not yet told is allowed; told and not durable never.
    assert len(entries) == (4 if step == "committed" else 3)


def test_killed_at_random_many_times(ward: Path) -> None:
    chance = random.Random(7)
    acknowledged: list[str] = []
    for _ in range(25):
        child = Child(lambda tell: save_checks(open_ward(ward), tell))
        told = [child.next() for _ in range(chance.randrange(1, 4))]
        select.select([], [], [], chance.random() * 0.01)
        child.kill()
        acknowledged += [*told, *child.outcome().told]
        with open_ward(ward) as store:
            assert store.check().faults == ()
            with store.read() as reader:
                there = {str(entry.entry_id) for _, entry in reader.entries(limit=100_000)}
        assert set(acknowledged) <= there
    assert len(acknowledged) == len(set(acknowledged)) >= 25


def test_the_harness_sees_an_acknowledgement_before_the_commit(ward: Path) -> None:
    def sabotaged(tell: Tell) -> None:
        def save(work: UnitOfWork) -> None:
            tell(str(work.append(new(assessment())).entry_id))

        open_ward(ward, dies_at("before_commit", 1)).write(save)

    outcome = run(sabotaged)
    assert len(outcome.told) == 1
    assert outcome.told[0] not in journal_after(ward)


@pytest.mark.parametrize("step", ["begun", "before_commit", "committed"])
def test_killed_while_answers_are_kept(ward: Path, step: str) -> None:
    def answer(tell: Tell) -> None:
        store = open_ward(ward, dies_at(step, 6))

        def start(work: UnitOfWork) -> Draft:
            return work.drafts.start(
                subject_id=SUBJECT, started_by="nurse-a", started_at=NOW, due_at=None, step="patient"
            )

        draft = store.write(start)
        for number in range(10):
            store.write(
                lambda work, number=number: work.drafts.keep_answer(  # type: ignore[misc]
                    draft.draft_id, f"item_{number}", number, author_id="nurse-a", at=NOW, step=f"step {number}"
                )
            )
            tell([str(draft.draft_id), number])

    outcome = run(answer)
    assert [number for _, number in outcome.told] == [0, 1, 2, 3]
    with open_ward(ward) as store, store.read() as reader:
        draft = reader.draft(UUID(outcome.told[0][0]))
    there = 5 if step == "committed" else 4
    assert draft.values() == {f"item_{number}": number for number in range(there)}
    assert draft.step == f"step {there - 1}"


@pytest.mark.parametrize("step", ["begun", "entry_written", "projected", "before_commit", "committed"])
def test_killed_in_the_completion_the_draft_or_the_check_is_there(ward: Path, step: str) -> None:
    with open_ward(ward) as store:
        draft = store.write(
            lambda work: work.drafts.start(
                subject_id=SUBJECT, started_by="nurse-a", started_at=NOW, due_at=None, step="review"
            )
        )

    def complete(_: Tell) -> None:
        def both(work: UnitOfWork) -> None:
            work.append(new(assessment()))
            work.drafts.finish(draft.draft_id)

        open_ward(ward, dies_at(step, 1)).write(both)

    assert run(complete).ended == -signal.SIGKILL
    with open_ward(ward) as store:
        assert store.check().sound
        with store.read() as reader:
            checks, drafts = len(reader.assessments(SUBJECT)), len(reader.drafts())
    assert (checks, drafts) == ((1, 0) if step == "committed" else (0, 1))


@pytest.mark.parametrize("step", ["entry_written", "batch_ending", "committed"])
def test_killed_in_a_batch_it_is_there_as_a_whole_or_not_at_all(ward: Path, step: str) -> None:
    def write(tell: Tell) -> None:
        store = open_ward(ward, dies_at(step, 10 if step == "entry_written" else 1))
        with store.batch():
            save_checks(store, tell, count=20)

    assert run(write).ended == -signal.SIGKILL
    assert len(journal_after(ward)) == (20 if step == "committed" else 0)


@pytest.mark.parametrize("step", ["entry_written", "database_made", "slots_made", "store_made"])
def test_killed_while_it_is_made_there_is_a_whole_store_or_none(folder: Path, step: str) -> None:
    def make(_: Tell) -> None:
        create_store(folder, NURSE, PASSWORD, "site-1", "trial-1", HandClock(), cost=CHEAP, at_step=dies_at(step, 1))

    assert run(make).ended == -signal.SIGKILL
    if step == "store_made":
        with open_ward(folder) as store:
            assert store.check().sound
        return
    with pytest.raises(StoreMissing):
        open_ward(folder)
    with create_store(folder, NURSE, PASSWORD, "site-1", "trial-1", HandClock(), cost=CHEAP) as store:
        assert store.check().sound


def test_killed_while_a_user_is_added_they_can_be_added_again(ward: Path) -> None:
    def add(_: Tell) -> None:
        open_ward(ward, dies_at("committed", 1)).add_user(COLLEAGUE, "another one", cost=CHEAP)

    assert run(add).ended == -signal.SIGKILL
    with open_ward(ward) as store:
        store.add_user(COLLEAGUE, "another one", cost=CHEAP)
        record = shared_record_id("trial-1", "site-1", COLLEAGUE.user_id, "user")
        with store.read() as reader:
            assert len(reader.versions(record)) == 2  # the second with the keys of the slot that was written
        assert store.check().sound
    open_store(ward, COLLEAGUE.user_id, "another one", HandClock()).close()


def _copy(folder: Path, names: tuple[str, ...]) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in names}


@pytest.mark.parametrize("lost", ["tail", "shm", "all"])
def test_a_log_that_lost_its_end_gives_an_earlier_moment_and_never_half_of_one(ward: Path, lost: str) -> None:
    """What the disk may do to a log that was never folded into the file: the store is at some save, whole."""
    copies: dict[str, bytes] = {}

    def save(tell: Tell) -> None:
        save_checks(open_ward(ward), tell, count=6)
        os.kill(os.getpid(), signal.SIGKILL)

    outcome: Outcome = run(save)
    copies = _copy(ward, ("store.db-wal",))
    log = copies["store.db-wal"]
    assert len(outcome.told) == 6
    if lost == "tail":
        (ward / "store.db-wal").write_bytes(log[: len(log) * 2 // 3])
    elif lost == "all":
        (ward / "store.db-wal").unlink()
    (ward / "store.db-shm").unlink()
    (ward / WITNESS_FILE).unlink()  # it was never synced either
    entries = journal_after(ward)
    assert entries == outcome.told[: len(entries)]
    assert len(entries) == {"shm": 6, "all": 0}.get(lost, len(entries))
    assert len(entries) < 6 or lost == "shm"


def test_a_flipped_bit_in_the_log_is_never_taken_for_data(ward: Path) -> None:
    def save(tell: Tell) -> None:
        save_checks(open_ward(ward), tell, count=6)
        os.kill(os.getpid(), signal.SIGKILL)

    outcome = run(save)
    log = bytearray((ward / "store.db-wal").read_bytes())
    log[len(log) // 2] ^= 4
    (ward / "store.db-wal").write_bytes(log)
    (ward / WITNESS_FILE).unlink()
    entries = journal_after(ward)
    assert entries == outcome.told[: len(entries)]
    assert len(entries) < 6


def test_opening_after_a_kill_takes_no_time_to_speak_of(ward: Path) -> None:
    run(lambda tell: save_checks(open_ward(ward, dies_at("committed", 200)), tell))
    started = time.perf_counter()
    open_ward(ward).close()
    assert time.perf_counter() - started < 2
