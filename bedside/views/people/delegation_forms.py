"""The forms of the delegation log: giving somebody something to do, and ending it."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from PySide6.QtWidgets import QWidget

from bedside.errors import InputRefused
from bedside.services.delegations import TASKS
from bedside.views.people import words
from bedside.views.people.form import PeopleForm
from bedside.views.widgets.choice_field import ChoiceField
from bedside.views.widgets.given_at import read_date


class DelegateForm(PeopleForm):
    """Whom, what, and from which day to which; days left out mean from now, and until it is ended."""

    def __init__(self, people: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """`people`: id and words of everybody who can be delegated to."""
        super().__init__("delegate", self.tr("Delegation log"), self.tr("Delegate"), parent)
        self.bar.title.setText(self.tr("Delegate a task"))
        tasks = tuple((code, words.task(code)) for code in TASKS)
        self.add_choice("user_id", ChoiceField("delegate.user_id", self.tr("To whom?"), tuple(people)))
        self.add_choice("task", ChoiceField("delegate.task", self.tr("What?"), tasks))
        example = self.tr("Year-month-day, for example 2026-11-22.")
        self.add_field("starts_at", self.tr("First day"), self.tr("{example} Empty: from now").format(example=example))
        until = self.tr("{example} Empty: until it is ended").format(example=example)
        self.add_field("ends_at", self.tr("Last day"), until)


class EndDelegationForm(PeopleForm):
    """The reason why a line ends now."""

    def __init__(self, line: str, parent: QWidget | None = None) -> None:
        """`line` says which."""
        super().__init__("end_delegation", self.tr("Delegation log"), self.tr("End this delegation now"), parent)
        self.bar.title.setText(line)
        self.add_field("reason", self.tr("Reason"), self.tr("The line stays in the log, ended now"))


def first_moment(text: str, now: datetime, field: str = "starts_at") -> datetime | None:
    """When a typed first day begins; None where none was typed, or it is today: then it is from now.

    Raises:
        InputRefused: not a date, by its field.
    """
    day = _day(field, text)
    return None if day is None or day == now.date() else _midnight(day, now)


def last_moment(text: str, now: datetime) -> datetime | None:
    """When a typed last day ends; None where none was typed.

    Raises:
        InputRefused: not a date.
    """
    day = _day("ends_at", text)
    return None if day is None else _midnight(day + timedelta(days=1), now)


def _day(field: str, text: str) -> date | None:
    if not text:
        return None
    try:
        return read_date(text)
    except InputRefused as refusal:
        raise InputRefused(field, refusal.given, refusal.allowed) from None


def _midnight(day: date, now: datetime) -> datetime:
    return datetime.combine(day, time(), tzinfo=now.tzinfo)
