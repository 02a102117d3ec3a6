"""What a session is told besides its work: what failed at the gate meanwhile, and a clock that leaps."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from bedside.services.credentials import notices
from bedside.services.desk import Desk
from bedside.views.moments import clock_time, date_words
from bedside.views.tasks import Runner
from bedside.views.widgets.notice_bar import NoticeKind


class Notice(Protocol):
    """What is needed of one failure."""

    @property
    def act(self) -> str:
        """Which, by the name the journal has for it."""
        ...

    @property
    def at(self) -> datetime:
        """When."""
        ...


class SessionNotices(QObject):
    """Tells one line at a time; made for one desk."""

    told = Signal(str, str)
    """Kind and words."""

    def __init__(self, runner: Runner, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner, self._desk = runner, desk

    def read(self) -> None:
        """Find out what failed since this user was last here."""
        self._runner.run(partial(notices, self._desk), self._on_read, self._on_unread)

    @Slot(object)
    def _on_read(self, found: Sequence[Notice]) -> None:
        told = told_of(found)
        if told is not None:
            self.told.emit(*told)

    @Slot(object)
    def _on_unread(self, _error: Exception) -> None:
        """They stay in the audit trail; nobody is kept from working by it."""

    @Slot(int)
    def warn_of_clock(self, leap_ms: int) -> None:
        """Say that this computer's clock was moved: times that are entered now may not fit those before."""
        words = self.tr("This computer's clock was put {direction} by {minutes} min. Is {time} right?")
        direction = self.tr("forward") if leap_ms > 0 else self.tr("back")
        minutes, time = round(abs(leap_ms) / 60_000), clock_time(self._desk.clock.now())
        self.told.emit("caution", words.format(direction=direction, minutes=minutes, time=time))


def told_of(notices: Sequence[Notice]) -> tuple[NoticeKind, str] | None:
    """Kind and words of the notice about `notices`, which are newest first; None where nothing happened."""
    if not notices:
        return None
    if any(notice.act == "attempts_tampered" for notice in notices):
        return "danger", QCoreApplication.translate(
            "Notices", "The list of failed sign-ins was changed outside Bedside. Tell the administrator."
        )
    last = notices[0].at
    counted = QCoreApplication.translate("Notices", "Failed sign-ins since you were here: {n}; the last on {when}")
    return "caution", counted.format(n=len(notices), when=f"{date_words(last)} {clock_time(last)}")
