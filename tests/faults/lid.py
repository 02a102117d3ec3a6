"""A window whose computer sleeps: it answers a check until it is stopped, and finds much time gone when it goes on.

``python -m tests.faults.lid FOLDER USER PASSWORD SUBJECT SLEPT [sabotage]``. The file SLEPT holds the milliseconds that
both clocks are further on than they were; its parent writes it while the process stands still. Besides what
tests.trips.driver tells, it tells `locked`, and `signed_out` when the session is over.
"""

import sys
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication

from bedside.app.desktop import Desktop
from bedside.app.options import Options
from bedside.app.session_watch import SessionWatch
from bedside.clock import SystemClock
from tests.trips.driver import Driver, tell


class SleepingClock(SystemClock):
    """The computer's clocks after a sleep that the test says was long."""

    def __init__(self, slept: Path) -> None:
        super().__init__()
        self._slept = slept

    def now(self) -> datetime:
        """See `Clock.now`."""
        return super().now() + timedelta(milliseconds=self._gone())

    def monotonic_ms(self) -> int:
        """See `Clock.monotonic_ms`."""
        return super().monotonic_ms() + self._gone()

    def _gone(self) -> int:
        return int(self._slept.read_text() or 0) if self._slept.exists() else 0


class Sleeper(Driver):
    """Answers until the window is covered or gone, and says which."""

    def __init__(self, desktop: Desktop, user: str, password: str, subject: str) -> None:
        super().__init__(desktop, user, password, subject)
        self._said = ""

    def _on_tick(self) -> None:
        ward = self._desktop.ward
        if ward is None:
            self._say("signed_out")
        elif ward.lock.presenter is not None:
            self._say("locked covered" if ward.lock.presenter.screen.isVisible() else "locked bare")
        elif not self._said:
            super()._on_tick()

    def _say(self, words: str) -> None:
        if words != self._said:
            self._said = words
            tell(words)


def look_away(self: SessionWatch) -> bool:  # noqa: ARG001 - it takes the place of a method
    """The sabotage: whatever time it is, nothing is due."""
    return False


def main(folder: str, user: str, password: str, subject: str, slept: str, *flags: str) -> int:
    """Open the window and answer until killed."""
    if "sabotage" in flags:
        vars(sys.modules[SessionWatch.__module__])["HANDS"] = frozenset()
        SessionWatch.look = look_away  # type: ignore[method-assign]
    application = QApplication(sys.argv[:1])
    desktop = Desktop(
        Options(folder=Path(folder)), preferences_folder=Path(folder) / "preferences", clock=SleepingClock(Path(slept))
    )
    sleeper = Sleeper(desktop, user, password, subject)
    sleeper.setParent(desktop)
    desktop.open()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
