"""Has the ward backed up when its schedule asks for it, beside everything else; only a failure is told."""

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot

from bedside.errors import UserFacingError
from bedside.services.backups import BackupMade, back_up, backup_due
from bedside.services.desk import Desk
from bedside.views.main_window import MainWindow
from bedside.views.messages import message_for
from bedside.views.tasks import Runner, TaskRunner

LOOK_MS = 10 * 60_000
"""How often the schedule is looked at; the store itself knows when the last backup was tried."""


class BackupWatch(QObject):
    """Made with a ward and gone with it."""

    def __init__(self, window: MainWindow, desk: Desk, parent: QObject, runner: Runner | None = None) -> None:
        """`runner`: a test's; without one it has a lane of its own, so that no save waits for a copy."""
        super().__init__(parent)
        self._window, self._desk = window, desk
        self._runner = runner if runner is not None else TaskRunner(self)
        self._stopped = self._busy = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def stop(self) -> None:
        """The ward is being left: begin no other backup, and break off the one that is under way."""
        self._timer.stop()
        self._stopped = True

    def tell_of_sign_out(self, outcome: object) -> None:
        """Say it if a sign-out came back with an error: it kept nobody, but its backup is missing."""
        if isinstance(outcome, UserFacingError):
            self._window.tell("danger", failure_at_sign_out(outcome))

    @Slot()
    def look(self) -> None:
        """Back up if it is time."""
        if not self._busy and not self._stopped:
            self._busy = True
            self._runner.run(self._back_up_if_due, self._on_made, self._on_failed)

    def _back_up_if_due(self) -> BackupMade | None:
        if not backup_due(self._desk, self._desk.clock.now()):
            return None
        return back_up(self._desk, progress=self._go_on)

    def _go_on(self, _done: int, _of: int) -> None:
        """Told on the lane's thread."""
        if self._stopped:
            raise LeftError

    @Slot(object)
    def _on_made(self, _made: object) -> None:
        self._busy = False

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._busy = False
        if not self._stopped:
            self._window.tell("danger", failure(message_for(error)))


class LeftError(Exception):
    """The ward was left while a backup was under way."""


def failure(reason: str) -> str:
    """That a scheduled backup failed, and why."""
    words = QCoreApplication.translate("Backups", "The backup failed: {reason}. Work goes on; it is tried again")
    return words.format(reason=reason)


def failure_at_sign_out(error: UserFacingError) -> str:
    """That the backup of a sign-out failed, and why."""
    words = QCoreApplication.translate("Backups", "Signed out. The backup failed: {reason}")
    return words.format(reason=message_for(error))
