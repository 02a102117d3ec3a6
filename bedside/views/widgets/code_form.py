"""Shows one recovery code to the person who keeps it, and asks a group of it back before it is never shown again."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from bedside.views.theme import SPACE_4, set_kind, set_look
from bedside.views.widgets.code_step import CodeStep
from bedside.views.widgets.form_field import FormField
from bedside.views.widgets.lines import Wrapped


class CodeForm(QWidget):
    """Renders a `CodeStep`. What is shown cannot be marked or copied: a code belongs on paper."""

    typed_back = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step: CodeStep | None = None
        self._title, self._words = self._line(f"{name}.code_for", "section"), self._line(f"{name}.code_words", "muted")
        self._code = self._line(f"{name}.code", "title")
        self._code.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._back = FormField(f"{name}.code_back", self.tr("A group of the code"))
        self._back.keep_secret()
        self._back.entered.connect(self._on_go_on)
        self._go_on = QPushButton()
        self._go_on.setObjectName(f"{name}.code_go_on")
        set_kind(self._go_on, "primary")
        self._go_on.clicked.connect(self._on_go_on)
        card = QFrame()
        card.setProperty("card", "true")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        inside.addWidget(self._code)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_4)
        for part in (self._title, self._words, card, self._back, self._go_on):
            layout.addWidget(part)

    def _line(self, name: str, role: str) -> Wrapped:
        made = Wrapped()
        made.setObjectName(name)
        set_look(made, "role", role)
        return made

    @property
    def step(self) -> CodeStep | None:
        """What is shown now."""
        return self._step

    def show_step(self, step: CodeStep) -> None:
        """Show the code of `step`; emits nothing."""
        self._step = step
        self._title.setText(self.tr("Recovery code for person {n} of 2").format(n=step.number + 1))
        self._words.setText(
            self.tr(
                "Write it on paper and keep it apart from the other one. If nobody's password opens this store any "
                "more, both codes together do. It is not shown again."
            )
        )
        # Spaces let the line break between groups, and only there.
        self._code.setText(step.code.replace("-", " - "))
        wrong = self.tr("That is not group {n} of this code").format(n=step.group) if step.wrong else ""
        self._back.ask(self.tr("Type group {n} back from the paper").format(n=step.group))
        self._back.refuse(wrong)
        self._go_on.setText(self.tr("Done") if step.is_last else self.tr("Now person 2"))

    def clear(self) -> None:
        """Forget what was typed."""
        self._back.field.clear()

    def take_focus(self) -> None:
        """Let the keyboard go to the field."""
        self._back.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_go_on(self) -> None:
        self.typed_back.emit(self._back.text)
