"""The one thread that writes: saves queue, are durable when acknowledged, and never wait for themselves."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

import pytest

from bedside.errors import InputRefused, StoreError
from bedside.models.journal import JournalEntry
from bedside.models.projections import Draft
from bedside.store.store import Store
from bedside.store.unit_of_work import UnitOfWork
from tests.store.records import NOW, SUBJECT, assessment, intervention, new, subject


def enrol(work: UnitOfWork) -> JournalEntry:
    """Enrol the subject."""
    return work.append(new(subject()))


def treat(minute: int, work: UnitOfWork) -> JournalEntry:
    """Record a treatment."""
    return work.append(new(intervention(given_at=NOW + timedelta(minutes=minute))))


def test_saves_of_many_threads_stand_one_after_the_other(store: Store) -> None:
    store.write(enrol)
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda minute: store.write(partial(treat, minute)), range(80)))
    assert sorted(entry.seq for entry in made) == list(range(4, 84))
    with store.read() as reader:
        assert len(reader.interventions(SUBJECT)) == 80
    assert store.check().sound


def test_saves_of_one_thread_keep_their_order(store: Store) -> None:
    store.write(enrol)
    futures = [store.submit(partial(treat, minute)) for minute in range(20)]
    assert [future.result().seq for future in futures] == list(range(4, 24))


def test_an_error_reaches_who_waits_and_the_next_save_goes_on(store: Store) -> None:
    def fail(_: UnitOfWork) -> None:
        raise LookupError("mine")

    failed, saved = store.submit(fail), store.submit(enrol)
    with pytest.raises(LookupError, match="mine"):
        failed.result()
    assert saved.result().seq == 3


def test_a_save_is_visible_to_others_when_it_is_acknowledged(store: Store) -> None:
    store.write(enrol)
    for minute in range(10):
        made = store.write(partial(treat, minute))
        with ThreadPoolExecutor(1) as pool, store.read() as reader:
            assert pool.submit(reader.entry, made.entry_id).result() == made


def test_all_writing_is_done_on_one_thread(store: Store) -> None:
    with ThreadPoolExecutor(4) as pool:
        threads = set(pool.map(lambda _: store.write(lambda _: threading.current_thread().name), range(20)))
    assert len(threads) == 1
    assert next(iter(threads)).startswith("bedside-writer")


@pytest.mark.parametrize(
    "again",
    [
        lambda store: store.write(enrol),
        lambda store: store.submit(enrol),
        lambda store: store.batch().__enter__(),
        lambda store: store.read().__enter__(),
        lambda store: store.close(),
    ],
)
def test_a_unit_of_work_cannot_wait_for_itself(store: Store, again: Callable[[Store], object]) -> None:
    with pytest.raises(RuntimeError, match="unit of work"):
        store.write(lambda _: again(store))
    assert store.write(enrol).seq == 3


class TestBatch:
    """Many units of work in one transaction."""

    def test_is_durable_as_a_whole(self, store: Store, reopened: Callable[[], Store]) -> None:
        with store.batch():
            store.write(enrol)
            assert [store.submit(partial(treat, minute)).result().seq for minute in range(5)] == [4, 5, 6, 7, 8]
        store = reopened()
        with store.read() as reader:
            assert len(reader.interventions(SUBJECT)) == 5
            assert reader.head().seq == 8
        assert store.check().sound
        assert store.write(partial(treat, 9)).seq == 9

    def test_reads_what_it_has_written_and_others_do_not(self, store: Store) -> None:
        with store.batch():
            store.write(enrol)
            with store.read() as reader:
                assert reader.subject(SUBJECT).age_years == 61
            with ThreadPoolExecutor(1) as pool:
                assert pool.submit(lambda: _subjects(store)).result() == 0
        assert _subjects(store) == 1

    def test_a_failing_unit_leaves_nothing_and_the_others_stay(self, store: Store) -> None:
        def fail(work: UnitOfWork) -> None:
            treat(1, work)
            raise LookupError("mine")

        with store.batch():
            store.write(enrol)
            with pytest.raises(LookupError):
                store.write(fail)
            store.write(partial(treat, 2))
        with store.read() as reader:
            assert [entry.seq for _, entry in reader.entries()] == [1, 2, 3, 4]
            assert [shown.given_at for shown in reader.interventions(SUBJECT)] == [NOW + timedelta(minutes=2)]
        assert store.check().sound

    def test_a_failing_block_leaves_nothing(self, store: Store) -> None:
        def block() -> None:
            with store.batch():
                store.write(enrol)
                raise LookupError("mine")

        with pytest.raises(LookupError):
            block()
        assert _subjects(store) == 0
        assert store.write(enrol).seq == 3
        assert store.check().sound

    def test_writes_of_others_wait_for_its_end(self, store: Store) -> None:
        with ThreadPoolExecutor(1) as pool:
            with store.batch():
                store.write(enrol)
                waiting = pool.submit(store.write, partial(treat, 1))
                store.write(partial(treat, 2))
                assert not waiting.done()
            assert waiting.result().seq == 5

    def test_holds_no_other_and_cannot_be_closed(self, store: Store) -> None:
        with store.batch():
            with pytest.raises(RuntimeError, match="in this thread already"), store.batch():
                pass
            with pytest.raises(RuntimeError, match="cannot be closed"):
                store.close()
            store.write(enrol)
        assert _subjects(store) == 1

    def test_one_undone_by_the_file_cannot_go_on(self, store: Store) -> None:
        def lose(work: UnitOfWork) -> None:
            # What SQLite does by itself when the disk is full.
            work._connection.exec_driver_sql("ROLLBACK")
            raise LookupError("mine")

        def block() -> None:
            with store.batch():
                store.write(enrol)
                with pytest.raises(LookupError):
                    store.write(lose)
                with pytest.raises(StoreError, match="undone as a whole"):
                    store.write(partial(treat, 1))

        with pytest.raises(StoreError, match="undone as a whole"):
            block()
        assert _subjects(store) == 0
        assert store.write(enrol).seq == 3

    def test_keeps_drafts_and_refusals_as_single_writes_do(self, store: Store) -> None:
        def start(work: UnitOfWork) -> Draft:
            return work.drafts.start(
                subject_id=SUBJECT, started_by="nurse-a", started_at=NOW, due_at=None, step="patient"
            )

        with store.batch():
            draft = store.write(start)
            with pytest.raises(InputRefused):
                store.write(
                    lambda work: work.drafts.keep_answer(draft.draft_id, "note", "\x00", author_id="nurse-a", at=NOW)
                )
        with store.read() as reader:
            assert reader.drafts() == (draft,)


def test_a_batch_says_when_it_is_durable(store: Store) -> None:
    steps: list[str] = []
    store._writer._at_step = steps.append
    with store.batch():
        store.write(enrol)
        assert "committed" not in steps
    assert steps == ["begun", "entry_written", "projected", "batch_ending", "committed"]


def test_a_closed_store_writes_nothing(store: Store) -> None:
    store.close()
    for act in (lambda: store.write(enrol), lambda: store.batch().__enter__(), lambda: store.read().__enter__()):
        with pytest.raises(StoreError, match="closed"):
            act()


def test_closing_finishes_what_is_queued(store: Store, reopened: Callable[[], Store]) -> None:
    store.write(enrol)
    futures = [store.submit(partial(treat, minute)) for minute in range(10)]
    store = reopened()
    assert all(future.done() for future in futures)
    with store.read() as reader:
        assert len(reader.interventions(SUBJECT)) == 10


def test_a_large_record_is_kept(store: Store) -> None:
    store.write(enrol)
    strokes = tuple(tuple((x / 1000, x / 1000, x) for x in range(1000)) for _ in range(20))
    record = assessment(ice_writing_strokes=strokes, note="ñ" * 4000)
    made = store.write(lambda work: work.append(new(record)))
    with store.read() as reader:
        assert reader.assessment(made.record_id) == (made, record)


def _subjects(store: Store) -> int:
    with store.read() as reader:
        return len(reader.board())
