"""Says over whatever is on top that a save waits for another program, so that nobody takes the wait for a loss."""

from contextlib import suppress

from PySide6.QtCore import QObject, Signal, Slot

from bedside.services.desk import Desk
from bedside.services.waiting import on_waiting
from bedside.views.main_window import MainWindow


class WaitingNotice(QObject):
    """Made with a ward and gone with it."""

    _waited = Signal(float)

    def __init__(self, window: MainWindow, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._waited.connect(self._on_waited)
        on_waiting(desk, self._tell)

    def _tell(self, seconds: float) -> None:
        """Pass it on to the window's own thread."""
        with suppress(RuntimeError):  # the window may be gone, and the save must not fail for that
            self._waited.emit(seconds)

    @Slot(float)
    def _on_waited(self, seconds: float) -> None:
        if not seconds:
            self._window.tell("good", self.tr("The store is free again; saving goes on"))
            return
        words = self.tr(
            "Another program (a virus scanner, a backup) holds the store: saving has waited for {seconds} s and goes"
            " on by itself. Nothing is lost"
        )
        self._window.tell("caution", words.format(seconds=round(seconds)))
