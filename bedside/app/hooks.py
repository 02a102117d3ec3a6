"""What the running desktop does besides its user's work: errors nobody caught, signals, `--smoke`, and garbage."""

import signal
import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from bedside import logs
from bedside.app.collector import Collector
from bedside.app.desktop import Desktop
from bedside.views.messages import unexpected_message

FAILED = 1
SIGNAL_POLL_MS = 250


class CrashNotice(QObject):
    """Takes an error from any thread: into the log without its text, onto the screen as one line."""

    crashed = Signal()

    def __init__(self, desktop: Desktop) -> None:
        super().__init__(desktop)
        self._desktop = desktop
        self.crashed.connect(self._on_crashed, Qt.ConnectionType.QueuedConnection)

    def on_main_error(self, _kind: type[BaseException], error: BaseException, _traceback: TracebackType | None) -> None:
        """For `sys.excepthook`."""
        logs.log_error(error)
        self.crashed.emit()

    def on_thread_error(self, arguments: threading.ExceptHookArgs) -> None:
        """For `threading.excepthook`."""
        if arguments.exc_value is not None:
            logs.log_error(arguments.exc_value)
        self.crashed.emit()

    @Slot()
    def _on_crashed(self) -> None:
        self._desktop.window.tell("danger", unexpected_message())


class Smoke(QObject):
    """Ends a `--smoke` start as soon as it is known whether the program is whole."""

    def __init__(self, desktop: Desktop) -> None:
        super().__init__(desktop)
        desktop.ready.connect(self._on_ready)
        desktop.stopped.connect(self._on_stopped)

    @Slot()
    def _on_ready(self) -> None:
        sys.stdout.write("ready\n")
        QApplication.exit(0)

    @Slot(str)
    def _on_stopped(self, reason: str) -> None:
        sys.stderr.write(f"{reason}\n")
        QApplication.exit(FAILED)


def install_hooks(desktop: Desktop, *, smoke: bool) -> Callable[[], None]:
    """Answer to errors, signals and `--smoke`, and collect garbage on this thread while the window is up; what it
    returns closes the desktop and the log in good order."""
    notice = CrashNotice(desktop)
    sys.excepthook = notice.on_main_error
    threading.excepthook = notice.on_thread_error
    if smoke:
        Smoke(desktop)
    _leave_on_signals(desktop)
    collector = Collector(desktop)
    collector.start()
    desktop.ready.connect(collector.freeze)
    desktop.window.closing.connect(collector.stop)

    def close() -> None:
        collector.stop()
        desktop.close()
        logs.close()

    return close


def _leave_on_signals(desktop: Desktop) -> None:
    """Let Ctrl-C and a session's end close the window in good order."""

    def leave(_number: int, _frame: object) -> None:
        desktop.window.close()
        QApplication.quit()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, leave)
    # Python looks at its signals only between its own instructions; this gives it some.
    pulse = QTimer(desktop)
    pulse.timeout.connect(_pulse)
    pulse.start(SIGNAL_POLL_MS)


def _pulse() -> None:
    """Nothing: being called is the point."""
