"""Confirms that a planned infusion has begun, and when: every day and every check counts from it."""

from datetime import datetime
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from bedside.errors import InputRefused
from bedside.services.subjects import InfusionSaved
from bedside.views.messages import message_for, refusal_words
from bedside.views.moments import moment_words
from bedside.views.tasks import Runner
from bedside.views.widgets.form_page import FormPage
from bedside.views.widgets.given_at import GivenAt, Now


class Confirm(Protocol):
    """The use case `services.subjects.confirm_infusion`, with desk and patient already given."""

    def __call__(self, *, infused_at: datetime) -> InfusionSaved: ...


class InfusionForm(FormPage):
    """One question: when did it begin?"""

    def __init__(self, patient: str, now: Now, parent: QWidget | None = None) -> None:
        super().__init__("infusion", self.tr("Patient"), self.tr("Confirm infusion"), parent)
        self.bar.title.setText(self.tr("Confirm infusion · {patient}").format(patient=patient))
        self.infused_at = GivenAt("infusion.infused_at", self.tr("When did the infusion begin?"), now)
        self.column.addWidget(self.infused_at)

    def focus_first(self) -> None:
        """Put the keyboard where the answer belongs."""
        self.infused_at.take_focus()


class InfusionPresenter(QObject):
    """Confirms off the GUI thread, and says so only after the commit."""

    saved = Signal(str)
    """What is on disk now, in words."""
    closed = Signal()

    def __init__(self, runner: Runner, confirm: Confirm, now: Now, patient: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner, self._confirm, self._now = runner, confirm, now
        self.screen = InfusionForm(patient, now)
        self.screen.save_requested.connect(self._on_save_requested)
        self.screen.back_requested.connect(self.closed)

    @Slot()
    def _on_save_requested(self) -> None:
        self.screen.refuse("", "")
        try:
            infused_at = self.screen.infused_at.read()
        except InputRefused as refusal:
            self.screen.infused_at.refuse(refusal_words(refusal, at_field=True))
            return
        self.screen.show_busy(True)
        self._runner.run(partial(self._confirm, infused_at=infused_at), self._on_saved, self._on_failed)

    @Slot(object)
    def _on_saved(self, saved: InfusionSaved) -> None:
        self.screen.show_busy(False)
        moment = moment_words(saved.infused_at, self._now())
        self.saved.emit(self.tr("Recorded: infusion begun {moment}").format(moment=moment))

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.screen.show_busy(False)
        if isinstance(error, InputRefused):
            self.screen.infused_at.refuse(refusal_words(error, at_field=True))
        else:
            self.screen.refuse("", message_for(error))
