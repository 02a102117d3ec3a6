"""What the forms of this page have in common: lines and big choices by name, and a refusal that stands at either."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from bedside.errors import InputRefused
from bedside.views.messages import message_for, refusal_words
from bedside.views.tasks import Runner
from bedside.views.widgets.choice_field import ChoiceField
from bedside.views.widgets.form_page import FormPage


class PeopleForm(FormPage):
    """A form page that asks with big choices too."""

    def __init__(self, name: str, back_text: str, save_text: str, parent: QWidget | None = None) -> None:
        super().__init__(name, back_text, save_text, parent)
        self.choices: dict[str, ChoiceField] = {}

    def add_choice(self, name: str, choice: ChoiceField) -> ChoiceField:
        """Add a question of big choices."""
        self.choices[name] = choice
        self.column.addWidget(choice)
        return choice

    def chosen(self, name: str) -> str:
        """The code that is chosen; "" for none, or while it is not asked."""
        return self.choices[name].code if name in self.choices else ""

    def refuse_at(self, field: str, reason: str) -> None:
        """Show why `field` was not taken, where it stands; with no reason everything is fine."""
        for name, choice in self.choices.items():
            choice.refuse(reason if name == field else "")
        asked = self.choices.get(field) if reason else None
        self.refuse("" if asked is not None else field, "" if asked is not None else reason)
        if asked is not None:
            asked.take_focus()


class Saving(QObject):
    """Does what a form asks for, off the GUI thread; what is refused is said at its field and nothing is done."""

    saved = Signal(str)
    """It is done; what to tell of it."""
    failed = Signal(object)
    """The error, which the form shows already."""

    def __init__(self, runner: Runner, form: PeopleForm, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner, self._form, self._said = runner, form, ""

    def run(self, job: Callable[[], object], said: str) -> None:
        """Do `job`, then tell `said`."""
        self._form.refuse_at("", "")
        self._form.show_busy(True)
        self._said = said
        self._runner.run(job, self._on_done, self._on_failed)

    def refuse(self, error: Exception) -> None:
        """Show why it was not done."""
        if not isinstance(error, InputRefused):
            self._form.refuse_at("", message_for(error))
            return
        here = error.field in self._form.fields or error.field in self._form.choices
        self._form.refuse_at(error.field, refusal_words(error, at_field=here))

    @Slot(object)
    def _on_done(self, _result: object) -> None:
        self._form.show_busy(False)
        self.saved.emit(self._said)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._form.show_busy(False)
        self.refuse(error)
        self.failed.emit(error)
