"""Lets go of a check, so that whoever comes next may go on with it without giving a reason."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from bedside.services.assessments import CheckInHand, hand_over_check
from bedside.services.desk import Desk
from bedside.views.messages import message_for
from bedside.views.tasks import Runner


class HandOver(QObject):
    """One check at a time."""

    done = Signal(str)
    """Subject id: the check is in nobody's hand."""
    failed = Signal(str)
    """It still is in this user's; the one line says why."""

    def __init__(self, runner: Runner, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._runner, self._desk, self._subject_id = runner, desk, ""

    def let_go(self, check: CheckInHand) -> None:
        """Hand `check` over."""
        self._subject_id = check.subject.subject_id
        self._runner.run(partial(hand_over_check, self._desk, check.draft_id), self._on_done, self._on_failed)

    @Slot(object)
    def _on_done(self, _nothing: object) -> None:
        self.done.emit(self._subject_id)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(message_for(error))
