"""The forms of the delegation log: giving somebody something to do, and ending it."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from bedside.errors import InputRefused
from bedside.services.delegations import tasks_for
from bedside.views.people import words
from bedside.views.people.form import PeopleForm
from bedside.views.widgets.choice_field import ChoiceField
from bedside.views.widgets.given_at import read_date
from bedside.views.widgets.user_tiles import role_words


class DelegateForm(PeopleForm):
    """Whom, what, and from which day to which; days left out mean from now, and until it is ended. The tasks that are
    offered are those that the chosen person's role can be given."""

    def __init__(self, people: Sequence[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        """`people`: id, printed name and role of everybody who can be delegated to."""
        super().__init__("delegate", self.tr("Delegation log"), self.tr("Delegate"), parent)
        self.bar.title.setText(self.tr("Delegate a task"))
        self._roles = {user_id: role for user_id, _, role in people}
        whom = tuple((user_id, f"{name} · {role_words(role)}") for user_id, name, role in people)
        self.add_choice("user_id", ChoiceField("delegate.user_id", self.tr("To whom?"), whom))
        self.choices["user_id"].chosen.connect(self._on_person_chosen)
        self._tasks = {role: self._made_tasks(role) for role in dict.fromkeys(self._roles.values())}
        example = self.tr("Year-month-day, for example 2026-11-22.")
        self.add_field("starts_at", self.tr("First day"), self.tr("{example} Empty: from now").format(example=example))
        until = self.tr("{example} Empty: until it is ended").format(example=example)
        self.add_field("ends_at", self.tr("Last day"), until)

    def _made_tasks(self, role: str) -> ChoiceField:
        tasks = tuple((code, words.task(code)) for code in tasks_for(role))
        made = ChoiceField("delegate.task", self.tr("What?"), tasks)
        made.hide()
        self.column.addWidget(made)
        return made

    @Slot(str)
    def _on_person_chosen(self, user_id: str) -> None:
        role = self._roles.get(user_id, "")
        for each, tasks in self._tasks.items():
            tasks.setVisible(each == role)
        self.choices.pop("task", None)
        if role:
            self.choices["task"] = self._tasks[role]


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
