"""Runs the desktop from first line to exit status: the window is painted first, all else is loaded behind it."""

import sys
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication

from bedside.views.main_window import MainWindow

if TYPE_CHECKING:
    from bedside.app.options import Options

FAILED = 1
SWITCH_S = 0.001
"""How long another thread's Python may keep the window waiting at a time; the interpreter's own 5 ms are felt."""


class Start(QObject):
    """Loads the desktop's code on a thread of its own, then builds the desktop in the window that stands already."""

    _loaded = Signal()
    _broken = Signal(str)

    def __init__(self, options: "Options", window: MainWindow) -> None:
        super().__init__()
        self._options, self._window = options, window
        self._close = _nothing
        self._loaded.connect(self._on_loaded, Qt.ConnectionType.QueuedConnection)
        self._broken.connect(self._on_broken, Qt.ConnectionType.QueuedConnection)
        window.painted.connect(self.begin, Qt.ConnectionType.QueuedConnection)

    @Slot()
    def begin(self) -> None:
        """Start loading, once the window stands: a thread that imports would hold up the first paint."""
        threading.Thread(target=self._load, name="loading", daemon=True).start()

    def finish(self) -> None:
        """Leave in good order: the desk, the store, the log."""
        self._close()

    def _load(self) -> None:
        try:
            # The deferred imports: everything of the desktop but the bare window.
            import bedside.app.desktop
            import bedside.app.hooks  # noqa: F401
        except Exception as error:
            self._broken.emit(f"{type(error).__name__}: {error}")
            raise
        self._loaded.emit()

    @Slot()
    def _on_loaded(self) -> None:
        from bedside.app.desktop import Desktop
        from bedside.app.hooks import install_hooks

        desktop = Desktop(self._options, window=self._window, parent=self)
        self._close = install_hooks(desktop, smoke=self._options.smoke)
        desktop.open()

    @Slot(str)
    def _on_broken(self, reason: str) -> None:
        sys.stderr.write(f"Bedside cannot start: {reason}\n")
        QApplication.exit(FAILED)


def run(options: "Options") -> int:
    """Open the window and stay until it is closed; the exit status."""
    sys.setswitchinterval(SWITCH_S)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Bedside")
    window = MainWindow()
    start = Start(options, window)
    window.show()
    try:
        return application.exec()
    finally:
        start.finish()


def _nothing() -> None:
    """What there is to close before anything was opened."""
