"""The one thread that writes: it owns the writing connection and the end of the chain, so saves never race."""

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Connection, RootTransaction
from sqlalchemy.engine.interfaces import DBAPICursor

from bedside.clock import Clock
from bedside.errors import StoreError
from bedside.store.database import translated
from bedside.store.entries import ChainHead, Device
from bedside.store.patience import Patience
from bedside.store.unit_of_work import AtStep, UnitOfWork

T = TypeVar("T")

_PAGES_TO_FOLD = 1000
"""SQLite's own measure of a log that has grown."""


class Writer:
    """Runs units of work one after the other; each is durable when its future is done."""

    def __init__(
        self,
        connection: Connection,
        folder: Path,
        device: Device,
        clock: Clock,
        head: ChainHead,
        at_step: AtStep,
        tell: Callable[[ChainHead], None],
    ) -> None:
        """`tell` is told the end of the chain after each commit that moved it, on the thread that committed."""
        self._connection = connection
        self._tell = tell
        self._folder = folder
        self._device = device
        self._clock = clock
        self._head = head
        self._at_step = at_step
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="bedside-writer")
        self._busy_thread: int | None = None
        self._batch_thread: int | None = None
        self._batch_lost = False
        self._process = os.getpid()
        self.patience = Patience()
        """How a lock that another program holds is waited for."""

    @property
    def chain_id(self) -> UUID:
        """The chain that is written now."""
        return self._head.chain_id

    def submit(self, fn: Callable[[UnitOfWork], T]) -> Future[T]:
        """Queue `fn`; the future holds its result after the durable commit, or its error after the roll-back.

        Raises:
            StoreError: the store is closed.
            RuntimeError: called from inside a unit of work, which would wait for itself.
        """
        if self.in_unit_of_work():
            raise RuntimeError("a unit of work cannot start another one: write through the one it was given")
        if self.in_batch():
            return _done(lambda: self._run_in_batch(fn))
        return self._queue(lambda: self._run(fn))

    def require_own_process(self) -> None:
        """Refuse a fork of the process that opened the store: it has no thread that writes, and locks are not its own.

        Raises:
            StoreError: this is another process.
        """
        if os.getpid() != self._process:
            raise StoreError(problem="another process opened it")

    def in_unit_of_work(self) -> bool:
        """Whether the calling thread is running a unit of work just now."""
        return self._busy_thread == threading.get_ident()

    def in_batch(self) -> bool:
        """Whether the calling thread has a batch open."""
        return self._batch_thread == threading.get_ident()

    def batch_connection(self) -> Connection:
        """The connection that the batch of the calling thread writes on, so that it can read what it wrote."""
        return self._connection

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Run every unit of work of the calling thread inside one transaction, durable at the end of the block.

        For building worlds, not for care: what is written inside is acknowledged before it is durable, and lost as a
        whole if the block fails. Units of work of other threads wait.
        """
        if self.in_batch() or self.in_unit_of_work():
            raise RuntimeError("a batch or a unit of work is open in this thread already")
        parked, over = threading.Event(), threading.Event()

        def park() -> None:
            parked.set()
            over.wait()

        parking = self._queue(park)
        parked.wait()
        # The writer thread stands still from here on, so the calling thread may use its connection.
        self._batch_thread = threading.get_ident()
        self._batch_lost = False
        before = self._head
        try:
            with translated(self._folder), self._begun():
                yield
                self._require_batch()
                self._at_step("batch_ending")
                self._keep_head()
        except BaseException:
            self._head = before
            raise
        finally:
            self._batch_thread = None
            over.set()
            parking.result()
        self._committed(before)

    def hold_log(self) -> bool:
        """Fold the log into the file once more and then no more, until `let_log_go`; whether all of it was folded.

        Raises:
            StoreError: the store is closed.
            RuntimeError: called from inside a batch or a unit of work, which would wait for itself.
        """
        if self.in_batch() or self.in_unit_of_work():
            raise RuntimeError("the log cannot be held from inside a batch or a unit of work")
        return self._queue(self._hold_log).result()

    def let_log_go(self) -> None:
        """Let SQLite fold the log again whenever it has grown."""
        self._queue(lambda: self._cursor().execute(f"PRAGMA wal_autocheckpoint = {_PAGES_TO_FOLD}")).result()

    def _hold_log(self) -> bool:
        cursor = self._cursor()
        cursor.execute("PRAGMA wal_autocheckpoint = 0")
        try:
            with translated(self._folder):
                busy, pages, folded = cursor.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        except BaseException:
            # Nobody would let it go, and the log would grow for the rest of the session.
            cursor.execute(f"PRAGMA wal_autocheckpoint = {_PAGES_TO_FOLD}")
            raise
        return not busy and pages == folded

    def _cursor(self) -> DBAPICursor:
        # On the bare connection: neither can be done inside a transaction.
        return self._connection.connection.cursor()

    def close(self, last: Callable[[Connection], None]) -> None:
        """Finish what is queued, run `last` on the connection, and end the thread.

        Raises:
            RuntimeError: called from inside a batch or a unit of work, which would wait for itself.
        """
        if self.in_batch() or self.in_unit_of_work():
            raise RuntimeError("a store cannot be closed from inside a batch or a unit of work")
        closing = self._queue(lambda: last(self._connection))
        self._executor.shutdown(wait=True)
        closing.result()

    def _begun(self) -> RootTransaction:
        def begin() -> RootTransaction:
            with translated(self._folder):
                return self._connection.begin()

        return self.patience.until_free(begin)

    def _queue(self, act: Callable[[], T]) -> Future[T]:
        self.require_own_process()
        try:
            return self._executor.submit(act)
        except RuntimeError:
            raise StoreError(problem="it is closed") from None

    def _run(self, fn: Callable[[UnitOfWork], T]) -> T:
        with translated(self._folder):
            with self._begun():
                work = self._work()
                result = self._inside(fn, work)
                work.keep_head()
                self._at_step("before_commit")
            before, self._head = self._head, work.head
        self._committed(before)
        return result

    def _committed(self, before: ChainHead) -> None:
        self._at_step("committed")
        if self._head is not before:
            self._tell(self._head)

    def _run_in_batch(self, fn: Callable[[UnitOfWork], T]) -> T:
        self._require_batch()
        with translated(self._folder):
            work = self._work()
            self._connection.exec_driver_sql("SAVEPOINT unit")
            try:
                result = self._inside(fn, work)
            except BaseException:
                self._undo_unit()
                raise
            self._connection.exec_driver_sql("RELEASE unit")
            self._head = work.head
        return result

    def _undo_unit(self) -> None:
        """Undo one unit of a batch. A full disk undoes the whole batch by itself, which then must not go on."""
        raw = self._connection.connection.dbapi_connection
        self._batch_lost = not getattr(raw, "in_transaction", False)
        if not self._batch_lost:
            self._connection.exec_driver_sql("ROLLBACK TO unit")
            self._connection.exec_driver_sql("RELEASE unit")

    def _require_batch(self) -> None:
        if self._batch_lost:
            raise StoreError(problem="the batch was undone as a whole; start it again")

    def _inside(self, fn: Callable[[UnitOfWork], T], work: UnitOfWork) -> T:
        self._busy_thread = threading.get_ident()
        try:
            self._at_step("begun")
            return fn(work)
        finally:
            self._busy_thread = None

    def _keep_head(self) -> None:
        self._work().keep_head()

    def _work(self) -> UnitOfWork:
        return UnitOfWork(self._connection, self._device, self._clock, self._head, self._at_step)


def _done(act: Callable[[], T]) -> Future[T]:
    future: Future[T] = Future()
    try:
        future.set_result(act())
    except BaseException as error:
        future.set_exception(error)
    return future
