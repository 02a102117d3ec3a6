"""Watches over a session: nobody at the desk, a lid that was shut, a wall clock that leapt."""

from datetime import timedelta

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot

from bedside.clock import Clock

TICK_MS = 1_000
LEAP_MS = 60_000
"""The wall clock may drift this far from the elapsed clock; more is a leap that people should know of."""

HANDS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    }
)
"""What only a hand at the desk does."""


class SessionWatch(QObject):
    """Judges by the elapsed clock, which no change of the wall clock moves, and looks at every tick and every touch.

    The touch that comes first after a time too long (a lid opened, a program that was stopped) is not let through: it
    would be the first thing to reach a page that should have been covered.
    """

    idled = Signal()
    """Nobody did anything for the limit: the window is to be locked."""
    expired = Signal()
    """Nobody did anything for so long that the session is over."""
    clock_leapt = Signal(int)
    """The wall clock leapt against the elapsed clock, by so many milliseconds."""

    def __init__(self, clock: Clock, limit: timedelta, session: timedelta, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._limit_ms, self._session_ms = limit // _MS, session // _MS
        self._active_at = clock.monotonic_ms()
        self._offset_ms = self._offset()
        self._locked = self._over = False
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def stop(self) -> None:
        """The session is over."""
        self._timer.stop()

    @Slot(bool)
    def show_locked(self, locked: bool) -> None:
        """While locked no touch counts as work; when the lock opens the time begins anew."""
        self._locked = locked
        if not locked:
            self._active_at = self._clock.monotonic_ms()

    @Slot()
    def look(self) -> bool:
        """Say what is due; True when the window is to be covered now."""
        if self._over:
            return True
        idle_ms = self._clock.monotonic_ms() - self._active_at
        self._look_at_wall()
        if idle_ms >= self._session_ms:
            self._over = True
            self.stop()
            self.expired.emit()
            return True
        if idle_ms >= self._limit_ms and not self._locked:
            self._locked = True
            self.idled.emit()
            return True
        return False

    def _look_at_wall(self) -> None:
        offset_ms = self._offset()
        leap_ms = offset_ms - self._offset_ms
        if abs(leap_ms) >= LEAP_MS:
            self._offset_ms = offset_ms
            self.clock_leapt.emit(leap_ms)

    def _offset(self) -> int:
        return round(self._clock.now().timestamp() * 1000) - self._clock.monotonic_ms()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() not in HANDS:
            return False
        if self.look():
            return True
        if not self._locked:
            self._active_at = self._clock.monotonic_ms()
        return False


_MS = timedelta(milliseconds=1)
