"""Stands between somebody and a check that a colleague has in hand: who has it, and the reason for taking it over."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from bedside.errors import InputRefused
from bedside.services.assessments import CheckInHand, take_over_check
from bedside.services.desk import Desk
from bedside.services.held_check import HeldCheck, held_check
from bedside.views.messages import message_for, refusal_words
from bedside.views.moments import moment_words
from bedside.views.tasks import Runner
from bedside.views.widgets.form_page import FormPage
from bedside.views.widgets.lines import say, wrapped


class TakeOverForm(FormPage):
    """Whose check it is, in a sentence; and the reason."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("take_over", self.tr("Back"), self.tr("Take over"), parent)
        self._whose = wrapped("section", "take_over.whose")
        self._means = wrapped("muted", "take_over.means")
        self.column.addWidget(self._whose)
        self.column.addWidget(self._means)
        self.add_field(
            "reason", self.tr("Why do you take it over?"), self.tr("Stays in the audit trail with both names")
        )

    def show_held(self, title: str, whose: str, means: str) -> None:
        """Say whose it is and what taking it over means."""
        self.bar.title.setText(title)
        say(self._whose, whose)
        say(self._means, means)


class TakeOverPresenter(QObject):
    """One check of a colleague: taken over with a reason, or left alone."""

    opened = Signal()
    """It is read, and the form can be shown."""
    failed = Signal(str)
    """It could not be read; the one line says why."""
    closed = Signal()
    taken = Signal(object)
    """The check, now in this user's hand."""

    def __init__(self, runner: Runner, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner, self._desk = runner, desk
        self._held: HeldCheck | None = None
        self.screen = TakeOverForm()
        self.screen.save_requested.connect(self._on_save_requested)
        self.screen.back_requested.connect(self.closed)

    def open_draft(self, draft_id: UUID) -> None:
        """Read whose it is and how far it has come."""
        self._runner.run(partial(held_check, self._desk, draft_id), self._on_read, self._on_not_read)

    @Slot(object)
    def _on_read(self, held: HeldCheck) -> None:
        self._held, now = held, self._desk.clock.now()
        told = {"name": held.holder_name, "count": held.answers}
        times = {"since": moment_words(held.started_at, now), "last": moment_words(held.updated_at, now)}
        whose = self.tr("{name} has this check in hand since {since}. Answers so far: {count}, the last at {last}")
        means = self.tr(
            "Every answer stays under the name of whoever gave it. {name} can give no more answers to this check and "
            "is told so. If {name} is at the bed, go back."
        )
        self.screen.show_held(
            self.tr("Check of {subject}").format(subject=held.subject_id),
            whose.format(**told, **times),
            means.format(name=held.holder_name),
        )
        self.opened.emit()

    @Slot(object)
    def _on_not_read(self, error: Exception) -> None:
        self.failed.emit(message_for(error))

    @Slot()
    def _on_save_requested(self) -> None:
        if self._held is None:
            return
        self.screen.refuse("", "")
        self.screen.show_busy(True)
        job = partial(take_over_check, self._desk, self._held.draft_id, self.screen.texts()["reason"])
        self._runner.run(job, self._on_taken, self._on_refused)

    @Slot(object)
    def _on_taken(self, check: CheckInHand) -> None:
        self.screen.show_busy(False)
        self.taken.emit(check)

    @Slot(object)
    def _on_refused(self, error: Exception) -> None:
        self.screen.show_busy(False)
        if isinstance(error, InputRefused):
            self.screen.refuse(error.field, refusal_words(error, at_field=error.field in self.screen.fields))
        else:
            self.screen.refuse("", message_for(error))
