"""What one unit of work does to the journal: all of it or nothing, versions side by side, never a change."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from sqlalchemy import exc

from bedside.errors import InputRefused, NotFound
from bedside.models.journal import JournalEntry, Kind, fault_of
from bedside.store.store import Store
from bedside.store.unit_of_work import UnitOfWork
from tests.store.records import NOW, SUBJECT, HandClock, assessment, infusion, intervention, new, subject


def entries(store: Store) -> list[JournalEntry]:
    """The whole journal."""
    with store.read() as reader:
        return [entry for _, entry in reader.entries()]


def test_an_entry_reads_back_as_it_was_acknowledged(store: Store, reopened: Callable[[], Store]) -> None:
    made = store.write(lambda work: work.append(new(subject())))
    assert entries(store)[-1] == made
    store = reopened()
    assert entries(store)[-1] == made
    with store.read() as reader:
        assert reader.entry(made.entry_id) == made


def test_the_chain_goes_on_over_units_of_work_and_restarts(store: Store, reopened: Callable[[], Store]) -> None:
    def two(work: UnitOfWork) -> None:
        work.append(new(subject()))
        work.append(new(infusion()))

    store.write(two)
    store = reopened()
    store.write(lambda work: work.append(new(assessment())))
    chain = entries(store)
    assert [entry.seq for entry in chain] == [1, 2, 3, 4, 5]
    assert all(fault_of(entry, previous) is None for previous, entry in zip([None, *chain], chain, strict=False))
    with store.read() as reader:
        head = reader.head()
    assert (head.chain_id, head.seq, head.hash) == (store.chain_id, 5, chain[-1].hash)


def test_a_failing_unit_leaves_nothing(store: Store) -> None:
    before = entries(store)

    def fail(work: UnitOfWork) -> None:
        work.append(new(subject()))
        work.append(new(intervention()))
        work.drafts.start(subject_id=SUBJECT, started_by="nurse-a", started_at=NOW, due_at=None, step="a")
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        store.write(fail)
    assert entries(store) == before
    with store.read() as reader:
        assert (reader.board(), reader.drafts(), reader.interventions(SUBJECT)) == ((), (), ())
    assert store.write(lambda work: work.append(new(subject()))).seq == before[-1].seq + 1


def test_times_keep_the_wards_offset(store: Store, clock: HandClock) -> None:
    clock.move(hours=1, milliseconds=7)
    made = store.write(lambda work: work.append(new(subject(), observed_at=NOW - timedelta(days=2))))
    assert made.recorded_at == NOW + timedelta(hours=1, milliseconds=7)
    assert made.observed_at == NOW - timedelta(days=2)
    assert entries(store)[-1].recorded_at.utcoffset() == timedelta(hours=8)


def test_a_clock_that_goes_back_keeps_the_order(store: Store, clock: HandClock) -> None:
    clock.move(hours=-3)
    first = store.write(lambda work: work.append(new(subject())))
    clock.move(days=-30_000)
    second = store.write(lambda work: work.append(new(infusion())))
    assert second.recorded_at < first.recorded_at
    assert [entry.entry_id for entry in entries(store)[-2:]] == [first.entry_id, second.entry_id]
    assert store.check().sound


@pytest.fixture
def first(store: Store) -> JournalEntry:
    """The first version of a check of an enrolled subject."""
    store.write(lambda work: work.append(new(subject())))
    return store.write(lambda work: work.append(new(assessment(crs=1))))


def amend(store: Store, parent: JournalEntry, crs: int, reason: str = "mistyped") -> JournalEntry:
    """Another version of `parent`."""
    version = new(assessment(crs=crs), record_id=parent.record_id, parents=(parent.entry_id,), reason=reason)
    return store.write(lambda work: work.append(version))


def test_an_amendment_replaces_what_is_shown_and_keeps_what_was(store: Store, first: JournalEntry) -> None:
    second = amend(store, first, crs=2)
    with store.read() as reader:
        (shown,) = reader.assessments(SUBJECT)
        assert (shown.entry_id, shown.record_id, shown.crs.at_least) == (second.entry_id, first.record_id, 2)
        assert not shown.conflict
        assert reader.versions(first.record_id) == (first, second)
        assert reader.current_versions(first.record_id) == (second,)


def test_two_amendments_of_one_version_are_both_kept_and_flagged(store: Store, first: JournalEntry) -> None:
    second = amend(store, first, crs=2)
    third = amend(store, first, crs=3)
    with store.read() as reader:
        (shown,) = reader.assessments(SUBJECT)
        assert (shown.entry_id, shown.conflict) == (third.entry_id, True)
        assert reader.current_versions(first.record_id) == (second, third)
    settled = new(
        assessment(crs=2),
        record_id=first.record_id,
        parents=(second.entry_id, third.entry_id),
        reason="the first was right",
    )
    fourth = store.write(lambda work: work.append(settled))
    with store.read() as reader:
        (shown,) = reader.assessments(SUBJECT)
        assert (shown.entry_id, shown.conflict) == (fourth.entry_id, False)


def test_a_void_takes_it_off_the_screens_and_not_out_of_the_journal(store: Store, first: JournalEntry) -> None:
    void = new(assessment(), record_id=first.record_id, parents=(first.entry_id,), reason="wrong patient")
    second = store.write(lambda work: work.append(replace(void, payload=None)))
    with store.read() as reader:
        assert reader.assessments(SUBJECT) == ()
        assert reader.subject(SUBJECT).last is None
        assert reader.versions(first.record_id) == (first, second)
        with pytest.raises(NotFound):
            reader.assessment(first.record_id)


def test_a_void_against_an_amendment_shows_the_amendment_as_conflict(store: Store, first: JournalEntry) -> None:
    void = new(assessment(), record_id=first.record_id, parents=(first.entry_id,), reason="wrong patient")
    second = amend(store, first, crs=2)
    store.write(lambda work: work.append(replace(void, payload=None)))
    with store.read() as reader:
        (shown,) = reader.assessments(SUBJECT)
    assert (shown.entry_id, shown.conflict) == (second.entry_id, True)


def test_a_parent_that_is_not_here_is_refused(store: Store, first: JournalEntry) -> None:
    stranger = new(assessment(), record_id=first.record_id, parents=(uuid4(),), reason="a")
    with pytest.raises(NotFound, match="version"):
        store.write(lambda work: work.append(stranger))


def test_a_parent_is_of_the_same_record_kind_and_patient(store: Store, first: JournalEntry) -> None:
    right = new(assessment(), record_id=first.record_id, parents=(first.entry_id,), reason="a")
    for wrong in (
        replace(right, record_id=uuid4()),
        replace(right, record_id=None),
        replace(right, subject_id="01-002"),
        replace(right, kind=Kind.INTERVENTION, payload=intervention()),
    ):
        with pytest.raises(InputRefused, match="same record"):
            store.write(partial(UnitOfWork.append, new=wrong))


def test_a_new_version_without_a_reason_is_refused(store: Store, first: JournalEntry) -> None:
    with pytest.raises(InputRefused, match="reason"):
        amend(store, first, crs=2, reason=" ")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET payload = x'00'",
        "UPDATE journal SET payload = NULL, payload_salt = NULL",
        "UPDATE OR REPLACE journal SET position = position + 1",
        "DELETE FROM journal",
        "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE position = 1",
        "REPLACE INTO journal SELECT NULL, entry_id, record_id, kind, subject_id, x'00', 9, recorded_at, header, "
        "payload, payload_salt, payload_hash, previous_hash, hash FROM journal WHERE position = 1",
        "REPLACE INTO journal SELECT NULL, x'00', record_id, kind, subject_id, chain_id, seq, recorded_at, header, "
        "payload, payload_salt, payload_hash, previous_hash, hash FROM journal WHERE position = 1",
    ],
)
def test_the_file_itself_refuses_a_change_of_the_journal(store: Store, statement: str) -> None:
    before = entries(store)
    with pytest.raises(exc.IntegrityError, match="append-only"):
        store.write(lambda work: work._connection.exec_driver_sql(statement))
    assert entries(store) == before


def test_tells_its_steps_in_order(store: Store) -> None:
    steps: list[str] = []
    store._writer._at_step = steps.append
    store.write(lambda work: work.append(new(subject())))
    assert steps == ["begun", "entry_written", "projected", "before_commit", "committed"]


def test_reads_what_it_has_written(store: Store) -> None:
    def enrol(work: UnitOfWork) -> None:
        work.append(new(subject()))
        assert work.reader.subject(SUBJECT).age_years == 61

    store.write(enrol)


def test_knows_the_time_of_the_store(store: Store, clock: HandClock) -> None:
    clock.move(hours=3)
    assert store.write(lambda work: work.now()) == clock.now()
