"""Sends answers to disk in the order they were given, tries again what could not be kept, and knows what is kept."""

from collections import deque
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from bedside.errors import InputRefused
from bedside.services import assessments
from bedside.services.assessments import AnswerKept
from bedside.services.desk import Desk
from bedside.views.assess.session import CheckSession, Values
from bedside.views.assess.state import SavedState
from bedside.views.messages import message_for
from bedside.views.tasks import Runner

RETRY_S = 5
"""What could not be kept is tried again by itself."""


class Keeping(QObject):
    """The answers of the check in hand on their way to disk, one durable commit for each time of answering."""

    changed = Signal()
    """`saved`, or what the session holds as stored, is another."""
    taken_back = Signal()
    """The store has refused answers, so the grade shown is of others."""
    may_leave = Signal()
    """Everything is on disk, and somebody waits for that to leave."""

    def __init__(self, runner: Runner, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._desk = desk
        self._session: CheckSession | None = None
        self._batches: deque[Values] = deque()
        self._leaving = False
        self._again = QTimer(self, singleShot=True, interval=RETRY_S * 1000)
        self._again.timeout.connect(self.retry)
        self.saved = SavedState()

    def begin(self, session: CheckSession | None) -> None:
        """Keep the answers of `session` from now on; None: of no check."""
        self._session = session
        self._batches.clear()
        self._leaving = False
        self.saved = SavedState()
        if session is not None and session.check.draft.answers:
            kept_at = session.check.draft.updated_at.astimezone(self._desk.clock.now().tzinfo)
            self.saved = SavedState(text=self._saved_words(kept_at.strftime("%H:%M:%S")))

    @property
    def all_kept(self) -> bool:
        """Whether nothing is on its way and nothing has failed."""
        return not self._batches and (self._session is None or not self._session.unsaved)

    def send(self, values: Values) -> None:
        """Keep `values`."""
        session = self._session
        if session is None:
            return
        self._leaving = False
        self._send(session, values)

    def leave(self) -> bool:
        """Whether one may leave now. If not, `may_leave` follows; whoever was told why not and asks again, may."""
        if self._leaving or self.all_kept:
            return True
        self._leaving = True
        self.retry()
        return False

    def tell(self, failed: str) -> None:
        """Say something else that could not be done, where it is said what is not on disk."""
        self.saved = replace(self.saved, failed=failed)
        self.changed.emit()

    @Slot()
    def retry(self) -> None:
        """Try to keep what could not be kept."""
        if self._session is not None and self._session.unsaved:
            self._send(self._session, self._session.unsaved)

    def _send(self, session: CheckSession, values: Values) -> None:
        self._batches.append(dict(values))
        job = partial(assessments.keep_answers, self._desk, session.check.draft_id, dict(values), session.page)
        self._runner.run(job, self._on_kept, self._on_failed)

    @Slot(object)
    def _on_kept(self, kept: tuple[AnswerKept, ...]) -> None:
        if self._session is None or not self._batches:
            return
        self._session.confirm_stored(self._batches.popleft())
        self.saved = SavedState(
            text=self._saved_words(kept[-1].kept_at.strftime("%H:%M:%S")),
            acknowledged=self.saved.acknowledged + 1,
            waiting=len(self._batches),
            failed=self.saved.failed if self._session.unsaved else "",
        )
        self.changed.emit()
        if self._leaving and self.all_kept:
            self.may_leave.emit()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if self._session is None or not self._batches:
            return
        values = self._batches.popleft()
        if isinstance(error, InputRefused):
            self._session.refused_by_store(values, error)
            self.taken_back.emit()
        else:
            self._session.not_stored(values)
            failed = self._failed_words(error)
            self.saved = SavedState(self.saved.text, self.saved.acknowledged, len(self._batches), failed)
            self._again.start()
        self.changed.emit()

    def _failed_words(self, error: Exception) -> str:
        if self._leaving:
            words = self.tr("Not saved: {reason}. Leaving now loses what is marked; press again to leave all the same")
            return words.format(reason=message_for(error))
        words = self.tr("Not saved: {reason}. It stays here and is tried again every {seconds} seconds")
        return words.format(reason=message_for(error), seconds=RETRY_S)

    def _saved_words(self, time: str) -> str:
        return self.tr("Draft saved {time}").format(time=time)
