"""One start in a process of its own, telling when it painted and when it was ready: `KIND STARTED_AT [FOLDER]`."""

import json
import resource
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QMainWindow


class FirstPaint(QObject):
    """Notes when the first window was painted."""

    def __init__(self, started_at: float) -> None:
        super().__init__()
        self.started_at = started_at
        self.told: dict[str, float] = {}

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and "painted_s" not in self.told:
            self.told["painted_s"] = time.time() - self.started_at
            application = QApplication.instance()
            if application is not None:
                # Looking at every event any longer would slow down what is measured.
                application.removeEventFilter(self)
        return False

    @Slot()
    def ready(self) -> None:
        """Note that a user can sign in."""
        self.told.setdefault("ready_s", time.time() - self.started_at)

    @Slot()
    def finish(self) -> None:
        """Tell everything and leave."""
        self.told["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(self.told), flush=True)
        QApplication.exit(0)


def bare(watch: FirstPaint) -> None:
    """The floor: a main window and nothing else."""
    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1366, 768)
    application.installEventFilter(watch)
    window.show()
    QTimer.singleShot(200, watch.finish)
    application.exec()


def app(watch: FirstPaint, arguments: list[str], *, to_the_board: bool) -> None:
    """Bedside as `__main__` starts it, watched from outside."""
    from bedside import __main__ as program
    from bedside.app import run
    from bedside.app.options import Options
    from bedside.views.main_window import MainWindow

    class Watched(run.Start):
        def __init__(self, options: Options, window: MainWindow) -> None:
            super().__init__(options, window)
            application = QApplication.instance()
            if application is None:
                raise RuntimeError("the application is made before the start")
            application.installEventFilter(watch)

        @Slot()
        def _on_loaded(self) -> None:
            super()._on_loaded()
            from bedside.app.desktop import Desktop

            self.desktop = next(child for child in self.children() if isinstance(child, Desktop))
            self.desktop.ready.connect(watch.ready)
            if to_the_board:
                self.desktop.ready.connect(self.enter_first)
                self.desktop.entered.connect(self.linger)
            else:
                self.desktop.ready.connect(watch.finish)

        @Slot()
        def enter_first(self) -> None:
            """Sign the first of the demo's users in, as pressing its buttons does."""
            screen = self.desktop.sign_in.screen
            user = screen.state.users[0]
            screen.sign_in_requested.emit(user.user_id, user.demo_password)

        @Slot()
        def linger(self) -> None:
            """Give the board the time to fill."""
            QTimer.singleShot(2_000, watch.finish)

    run.Start = Watched  # type: ignore[misc]  # the composition root has no other seam, and needs none
    program.main(arguments)


def main() -> None:
    """Start what was asked for."""
    kind, started_at, folder = sys.argv[1], float(sys.argv[2]), sys.argv[3]
    watch = FirstPaint(started_at)
    if kind == "bare":
        bare(watch)
    elif kind == "demo":
        app(watch, ["--demo"], to_the_board=True)
    else:
        app(watch, ["--folder", str(Path(folder))], to_the_board=False)


if __name__ == "__main__":
    main()
