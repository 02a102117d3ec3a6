"""Free text that is told when typing pauses or the field is left; Enter goes on, Shift and Enter starts a line."""

from PySide6.QtCore import QEvent, QMimeData, QSignalBlocker, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, Qt
from PySide6.QtWidgets import QPlainTextEdit

from bedside.views.theme import current_theme, set_look

PAUSE_MS = 500
_LINES = 4
LONGEST_PASTE = 8000
"""Characters; twice what a record takes, so that too much is still refused and never cut to fit."""


class NoteField(QPlainTextEdit):
    """A few lines. `entered` carries the whole text."""

    entered = Signal(str)

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setTabChangesFocus(True)
        self._told = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.commit)
        self.textChanged.connect(self._on_text_changed)
        self._fit()

    def show_text(self, text: str) -> None:
        """Show kept text; emits nothing. What is being typed is left alone."""
        if text != self._told and not self.hasFocus():
            self._told = text
            with QSignalBlocker(self):
                self.setPlainText(text)

    def show_refused(self, refused: bool) -> None:
        """Mark the text as not taken."""
        set_look(self, "refused", "true" if refused else "false")

    @Slot()
    def commit(self) -> None:
        """Tell the text if it has changed since it was last told."""
        self._pause.stop()
        text = self.toPlainText()
        if text != self._told:
            self._told = text
            self.entered.emit(text)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste, but no more than a person could have written: laying out a whole file would freeze the window."""
        self.insertPlainText(source.text()[:LONGEST_PASTE])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.commit()
            event.ignore()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.commit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(_LINES * self.fontMetrics().lineSpacing() + current_theme().control // 2)

    @Slot()
    def _on_text_changed(self) -> None:
        self._pause.start()
