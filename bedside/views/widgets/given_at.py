"""A moment in the past as a person says it: now, a time today or yesterday, or a date for what was longer ago."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from bedside.errors import InputRefused
from bedside.views.messages import refusal_words
from bedside.views.moments import clock_time, moment_words
from bedside.views.theme import SPACE_HALF, set_kind, set_look
from bedside.views.widgets.form_field import FormField
from bedside.views.widgets.lines import say, wrapped
from bedside.views.widgets.time_field import TimeField

Now = Callable[[], datetime]


class GivenAt(QWidget):
    """Empty until a person answers; a time that cannot be is refused in one line below it."""

    answered = Signal()

    def __init__(self, name: str, caption: str, now: Now) -> None:
        super().__init__()
        self._now = now
        self._typed: tuple[str, str] = ("", "")
        label = QLabel(caption)
        label.setWordWrap(True)
        set_look(label, "role", "strong")
        self.time = TimeField(name, caption)
        self.time.entered.connect(self._on_time_entered)
        example = self.tr("Year-month-day, for example 2026-11-22")
        self.date = FormField(f"{name}.date", self.tr("Date"), example)
        self.date.hide()
        self._earlier = QPushButton(self.tr("Another day"))
        self._earlier.setObjectName(f"{name}.another_day")
        set_kind(self._earlier, "quiet")
        self._earlier.clicked.connect(self._on_earlier_clicked)
        self._refusal = wrapped("danger", f"{name}.refusal")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_HALF)
        for widget in (label, self.time, self.date, self._refusal):
            layout.addWidget(widget)
        layout.addWidget(self._earlier, 0, Qt.AlignmentFlag.AlignLeft)

    def read(self) -> datetime:
        """The moment that is meant.

        Raises:
            InputRefused: there is none, or it cannot be.
        """
        self.time.commit()
        return read_moment(*self._typed, self.date.text, self._now())

    def refuse(self, reason: str) -> None:
        """Show why the time cannot be taken; an empty reason takes the refusal back."""
        self.time.show_refused(bool(reason))
        say(self._refusal, reason)

    @property
    def refusal(self) -> str:
        """Why the time was not taken; empty when it was."""
        return self._refusal.text()

    def take_focus(self) -> None:
        """Put the keyboard into the time."""
        self.time.take_focus()

    @Slot(str, str)
    def _on_time_entered(self, text: str, day: str) -> None:
        self.refuse("")
        self._typed = (text, day)
        if not text and day != "now":
            self.time.show_time("", "")
            return
        now = self._now()
        try:
            moment = read_moment(text, day, self.date.text, now)
        except InputRefused as refusal:
            self.time.show_time(text, day)
            self.refuse(refusal_words(refusal, at_field=True))
            return
        if not self.date.text:
            # Shown as understood, so that nobody has to guess which night 23:50 belongs to.
            self._typed = (clock_time(moment), "today" if moment.date() == now.date() else "yesterday")
            self.time.show_time(*self._typed)
        self.answered.emit()

    @Slot()
    def _on_earlier_clicked(self) -> None:
        self._earlier.hide()
        self.date.show()
        self.date.field.setFocus(Qt.FocusReason.OtherFocusReason)


def read_moment(text: str, day: str, on: str, now: datetime) -> datetime:
    """The moment that a typed time of day means: of the date `on` where one is typed, else of `day` ("now", "today",
    "yesterday", or "" for the latest that has been).

    Raises:
        InputRefused: no time, not a time or date, or one that has not been yet.
    """
    if day == "now" and not on:
        return now.replace(second=0, microsecond=0)
    hour, minute = read_clock(text)
    moment = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    if on:
        asked = read_date(on)
        moment = moment.replace(year=asked.year, month=asked.month, day=asked.day)
    elif day == "yesterday" or (day == "" and moment > now):
        moment -= timedelta(days=1)
    if moment > now:
        allowed = QCoreApplication.translate("Forms", "a time up to now, {now}").format(now=clock_time(now))
        raise InputRefused("given_at", moment_words(moment, now), allowed)
    return moment


def read_clock(text: str) -> tuple[int, int]:
    """Hour and minute of 9:05, 09:05 or 0905.

    Raises:
        InputRefused: not a time of day.
    """
    hour, minute = text.split(":", 1) if ":" in text else (text[:-2], text[-2:])
    figures = hour.isdigit() and minute.isdigit() and (hour + minute).isascii() and len(minute) == 2
    if not figures or int(hour) > 23 or int(minute) > 59:
        raise InputRefused("given_at", text[:20], QCoreApplication.translate("Forms", "a time such as 10:30"))
    return int(hour), int(minute)


def read_date(text: str) -> date:
    """A typed date.

    Raises:
        InputRefused: not a date.
    """
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 (only the date is taken)
    except ValueError:
        allowed = QCoreApplication.translate("Forms", "a date such as 2026-11-22")
        raise InputRefused("given_at", text[:20], allowed) from None
