"""Watches over a session: nobody at the desk, a lid that was shut, a wall clock that leapt."""

from datetime import timedelta

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QWindow

from bedside.clock import Clock

TICK_MS = 1_000
LEAP_MS = 60_000
"""The wall clock may drift this far from the elapsed clock; more is a leap that people should know of."""

HANDS = frozenset(
    {
        QEvent.Type.KeyPress,
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

    It listens to the windows and not to the application: every event of every widget would pass through it there, at
    the price of a frame for a page. What an input method writes passes no window; the cursor that it moves is heard.
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
        self._locked = self._over = self._stopped = False
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        QGuiApplication.inputMethod().cursorRectangleChanged.connect(self._on_written)

    @Slot(QWindow)
    def listen_to(self, window: QWindow | None) -> None:
        """Look at what hands do in `window`, too; once, however often it is told."""
        if window is not None and not self._stopped:
            window.installEventFilter(self)

    def stop(self) -> None:
        """The session is over: nothing is said and nothing is held back any more."""
        self._stopped = True
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
            self._timer.stop()
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
        return event.type() in HANDS and self._is_too_late()

    @Slot()
    def _on_written(self) -> None:
        self._is_too_late()

    def _is_too_late(self) -> bool:
        """Whether a hand comes after a time too long; if not, it is work."""
        if self._stopped:
            return False
        if self.look():
            return True
        if not self._locked:
            self._active_at = self._clock.monotonic_ms()
        return False


_MS = timedelta(milliseconds=1)
