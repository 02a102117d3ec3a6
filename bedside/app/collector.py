"""Collects reference cycles on the GUI thread alone: Qt objects must not be destroyed on the thread that just ran."""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

LOOK_MS = 200
"""How often the counts are looked at: as good as at once for memory, and nothing for the processor."""


class Collector(QObject):
    """Takes the place of Python's automatic collection, which runs on whatever thread happens to allocate.

    From `start` to `stop` cycles are collected by a timer of this object's thread, by the same thresholds. What is
    there at `freeze` (modules, classes, the window's own) is not looked through by any later pass.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_enabled = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    @property
    def running(self) -> bool:
        """Whether it has taken over."""
        return self._timer.isActive()

    @Slot()
    def start(self) -> None:
        """Take over; once, however often it is asked."""
        if self.running:
            return
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._timer.start()

    @Slot()
    def freeze(self) -> None:
        """Leave what is there now out of every later pass."""
        if self.running:
            gc.freeze()

    @Slot()
    def stop(self) -> None:
        """Give collection back as it was found."""
        if not self.running:
            return
        self._timer.stop()
        gc.unfreeze()
        if self._was_enabled:
            gc.enable()

    @Slot()
    def look(self) -> None:
        """Collect the oldest generation that is due, and with it the younger ones, as Python itself does."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation] > 0:
                gc.collect(generation)
                return
