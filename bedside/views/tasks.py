"""The one door to work off the GUI thread: a job runs on the store's own lane, its result comes back to the window."""

from collections.abc import Callable
from contextlib import suppress
from itertools import count
from threading import Event
from typing import Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRunnable, QThreadPool, Signal, Slot
from shiboken6 import isValid

T = TypeVar("T")


class BrokenOffError(Exception):
    """A task was asked to stop; raised out of its progress."""


class BreakOff:
    """Handed to a task as its progress; breaks it off once somebody asks for that."""

    def __init__(self) -> None:
        self._asked = Event()

    def ask(self) -> None:
        """Let the task end at its next step."""
        self._asked.set()

    def __call__(self, _done: int) -> None:
        """Told on the task's thread."""
        if self._asked.is_set():
            raise BrokenOffError


class Runner(Protocol):
    """What a presenter needs of a task runner."""

    def run(self, job: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        """Do `job` elsewhere; then call `done` with its result, or `failed` with its error, on the GUI thread."""
        ...


class _Job(QRunnable):
    """Carries a job to the pool and its outcome to the runner's signal; it owns no signal that could die with it."""

    def __init__(self, ticket: int, job: Callable[[], object], report: Callable[[int, object, object], None]) -> None:
        super().__init__()
        self._ticket = ticket
        self._job = job
        self._report = report

    def run(self) -> None:
        result: object = None
        error: Exception | None = None
        try:
            result = self._job()
        except Exception as caught:  # what a job may raise is its caller's to judge, in `failed`
            error = caught
        with suppress(RuntimeError):  # the runner went with its page meanwhile: nobody waits for the outcome
            self._report(self._ticket, result, error)


class TaskRunner(QObject):
    """Jobs one after the other on one thread (the lane of the store), outcomes on the GUI thread in the same order."""

    idle = Signal()
    """No job is under way or waiting."""
    _finished = Signal(int, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._pool.setExpiryTimeout(-1)
        self._tickets = count()
        self._waiting: dict[int, tuple[Callable[..., None], Callable[[Exception], None]]] = {}
        self._finished.connect(self._on_finished)

    @property
    def busy(self) -> bool:
        """Whether an outcome is still to come."""
        return bool(self._waiting)

    def run(self, job: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        """See `Runner.run`; called on the GUI thread. A callback whose QObject has gone by then is dropped."""
        ticket = next(self._tickets)
        self._waiting[ticket] = (done, failed)
        self._pool.start(_Job(ticket, job, self._finished.emit))

    def finish(self) -> None:
        """Do all that is waiting, also what its outcomes ask for, and hand the outcomes over before returning."""
        while self._waiting:
            self._pool.waitForDone()
            QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)

    @Slot(int, object, object)
    def _on_finished(self, ticket: int, result: object, error: object) -> None:
        done, failed = self._waiting.pop(ticket)
        if isinstance(error, Exception):
            if alive(failed):
                failed(error)
        elif alive(done):
            done(result)
        if not self._waiting:
            self.idle.emit()


class DirectRunner:
    """Does each job at once on the calling thread: for tests, which then need not wait."""

    def run(self, job: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        """See `Runner.run`."""
        try:
            result = job()
        except Exception as error:
            failed(error)
        else:
            done(result)


def alive(callback: Callable[..., None]) -> bool:
    """Whether a callback can still be called: a bound method of a deleted QObject cannot."""
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)
