"""What whoever signs in is told of what went wrong at the gate meanwhile, in one line."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from bedside.views.moments import clock_time, date_words
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
