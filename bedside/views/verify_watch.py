"""Has the whole journal verified once a day, beside everything else; only a failure is told."""

from threading import Event

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot

from bedside.services.desk import Desk
from bedside.services.verifying import verify_when_due
from bedside.views.main_window import MainWindow
from bedside.views.messages import message_for
from bedside.views.tasks import BrokenOffError, Runner, TaskRunner

LOOK_MS = 10 * 60_000
"""How often it is looked whether one is due; the store itself knows when the last one was."""


class VerifyWatch(QObject):
    """Made with a ward and gone with it."""

    def __init__(self, window: MainWindow, desk: Desk, parent: QObject, runner: Runner | None = None) -> None:
        """`runner`: a test's; without one it has a lane of its own, so that neither a save nor a backup waits."""
        super().__init__(parent)
        self._window, self._desk = window, desk
        self._runner = runner if runner is not None else TaskRunner(self)
        self._stop = Event()
        self._left = self._busy = self._missed = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def stop(self) -> None:
        """The ward is being left: begin no other verification, and break off the one that is under way."""
        self._timer.stop()
        self._left = True
        self._stop.set()

    def pause(self) -> None:
        """The window is locked: break off what is under way, and begin nothing until `resume`."""
        self._missed = self._missed or self._busy
        self._stop.set()

    def resume(self) -> None:
        """The window is open again: catch up on what the lock broke off or kept from beginning."""
        if self._left:
            return
        self._stop = Event()
        if self._missed:
            self._missed = False
            self.look()

    @Slot()
    def look(self) -> None:
        """Verify if it is time."""
        if self._stop.is_set():
            self._missed = True
        elif not self._busy:
            self._busy = True
            stop = self._stop
            self._runner.run(lambda: self._faults(stop), self._on_verified, self._on_failed)

    def _faults(self, stop: Event) -> str:
        """Where the journal does not hold first, and why; empty where it holds or nothing was due."""

        def go_on(_done: int) -> None:
            if stop.is_set():
                raise BrokenOffError

        report = verify_when_due(self._desk, go_on)
        if report is None or report.sound:
            return ""
        return f"{report.faults[0].where}, {report.faults[0].fault}"

    @Slot(object)
    def _on_verified(self, fault: str) -> None:
        self._busy = False
        if fault and not self._left:
            self._window.tell("danger", does_not_hold(fault))

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._busy = False
        if isinstance(error, BrokenOffError):
            # Unlocked before the lane had noticed the lock: what `resume` asked for found it busy still.
            if not self._stop.is_set():
                self.look()
        elif not self._left:
            self._window.tell("danger", failure(message_for(error)))


def does_not_hold(fault: str) -> str:
    """That a verification which began by itself found a fault, and which."""
    return QCoreApplication.translate("Verifying", "The store does not hold: {fault}").format(fault=fault)


def failure(reason: str) -> str:
    """That a verification could not be done, and why."""
    words = QCoreApplication.translate("Verifying", "The store could not be verified: {reason}. It is tried again")
    return words.format(reason=reason)
