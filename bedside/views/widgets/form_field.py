"""A labelled field whose refusal stands in its own place, in one line, and is read out with it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from bedside.views.theme import SPACE_HALF, set_look
from bedside.views.widgets.showing import show_if


class FormField(QWidget):
    """Label above, field, and below it a hint that gives way to the refusal."""

    entered = Signal()
    """The Enter key was pressed in the field."""

    def __init__(self, name: str, label: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = hint
        self.field = QLineEdit()
        self.field.setObjectName(name)
        self.field.setAccessibleName(label)
        self.field.returnPressed.connect(self.entered)
        self.field.textEdited.connect(self._on_text_edited)
        caption = self._caption = QLabel(label)
        caption.setWordWrap(True)
        set_look(caption, "role", "strong")
        caption.setBuddy(self.field)
        self._below = QLabel()
        self._below.setObjectName(f"{name}.refusal")
        self._below.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_HALF)
        for widget in (caption, self.field, self._below):
            layout.addWidget(widget)
        self.setFocusProxy(self.field)
        self.refuse("")

    @property
    def text(self) -> str:
        """What stands in the field, without space around it."""
        return self.field.text().strip()

    @property
    def refusal(self) -> str:
        """Why the value was not taken; empty when it was."""
        return self._below.text() if self.field.property("refused") == "true" else ""

    def hide_letters(self) -> None:
        """Show dots for what is typed: a password. Qt lets nothing of such a field be copied, cut or dragged."""
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def keep_secret(self) -> None:
        """Let nothing of a readable secret be marked, and so nothing be copied, cut or dragged."""
        self.field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.field.selectionChanged.connect(self.field.deselect)

    def ask(self, label: str) -> None:
        """Ask for something else than at first."""
        self._caption.setText(label)
        self.field.setAccessibleName(label)

    def refuse(self, reason: str) -> None:
        """Show why the value cannot be taken; an empty reason takes the refusal back."""
        set_look(self.field, "refused", "true" if reason else "false")
        set_look(self._below, "role", "danger" if reason else "small")
        self._below.setText(reason or self._hint)
        show_if(self._below, bool(reason or self._hint))
        self.field.setAccessibleDescription(reason or self._hint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # The line has told it, and may have passed the keyboard on: the same press must not press a button there.
            event.accept()
        else:
            super().keyPressEvent(event)

    @Slot(str)
    def _on_text_edited(self, _text: str) -> None:
        if self.refusal:
            self.refuse("")
