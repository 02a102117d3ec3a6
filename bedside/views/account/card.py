"""One matter of the page: a title, a sentence, fields, what was refused, and its buttons."""

import itertools

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from bedside.views.theme import SPACE, SPACE_3, SPACE_4, set_kind, set_look
from bedside.views.widgets.flow_layout import FlowBox
from bedside.views.widgets.form_field import FormField
from bedside.views.widgets.lines import Wrapped, say, wrapped


class Card(QFrame):
    """Fields are secrets: dots, no menu, nothing to copy."""

    done_requested = Signal()
    """The first button, or Enter in the last field."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self._name = name
        self.fields: dict[str, FormField] = {}
        self.words = Wrapped()
        self.words.setObjectName(f"{name}.words")
        set_look(self.words, "role", "muted")
        self._error = wrapped("danger", f"{name}.refusal")
        heading = Wrapped()
        heading.setText(title)
        set_look(heading, "role", "section")
        self._buttons = FlowBox(self, line_spacing=SPACE)
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.inside.setSpacing(SPACE_3)
        for part in (heading, self.words, self._error, self._buttons):
            self.inside.addWidget(part)

    def add_field(self, key: str, label: str, hint: str = "", *, figures: bool = False) -> None:
        """Add a line for a secret above the buttons; `figures`: it takes nothing else."""
        field = FormField(f"{self._name}.{key}", label, hint)
        field.hide_letters()
        if figures:
            field.field.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhHiddenText)
            field.field.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{0,8}"), field.field))
        self.fields[key] = field
        self.inside.insertWidget(self.inside.count() - 2, field)

    def add_button(self, key: str, kind: str) -> QPushButton:
        """Add a button; its words are the caller's."""
        button = QPushButton()
        button.setObjectName(f"{self._name}.{key}")
        set_kind(button, kind)
        self._buttons.flow.addWidget(button)
        return button

    def join(self) -> None:
        """Let Enter lead from field to field, and from the last do what the card is for."""
        fields = list(self.fields.values())
        for field, following in itertools.pairwise(fields):
            field.entered.connect(following.field.setFocus)
        if fields:
            fields[-1].entered.connect(self.done_requested)

    def texts(self) -> dict[str, str]:
        """What stands in the fields, space and all."""
        return {key: field.field.text() for key, field in self.fields.items()}

    def refuse(self, key: str, reason: str) -> None:
        """Say why, at the field `key` or below all."""
        for name, field in self.fields.items():
            field.refuse(reason if name == key else "")
        say(self._error, "" if key in self.fields else reason)

    def show_busy(self, busy: bool) -> None:
        """Whether the answer is awaited."""
        for field in self.fields.values():
            field.setEnabled(not busy)
        for button in self._buttons.findChildren(QPushButton):
            button.setEnabled(not busy)

    def clear(self) -> None:
        """Forget what was typed."""
        for field in self.fields.values():
            field.field.clear()
