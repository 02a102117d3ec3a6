"""What a typed number and a typed time have in common: a line for figures, told once it is finished."""

from PySide6.QtCore import QEvent, QRegularExpression, QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from bedside.views.theme import SPACE, current_theme, set_look

FIGURES_WIDE = 112
"""Width of the line at 100 % text."""


class FigureEdit(QLineEdit):
    """A line for figures: everything is selected on entry, so that typing replaces it."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.MouseFocusReason:
            # Later, because the press that brought the focus would put the cursor among the figures again.
            QTimer.singleShot(0, self, self._select_untouched)
        else:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.deselect()

    @Slot()
    def _select_untouched(self) -> None:
        # A figure typed meanwhile must not be selected: the next would replace it.
        if self.hasFocus() and not self.isModified():
            self.selectAll()


class TypedField(QWidget):
    """A line that takes what matches `pattern`. `entered` carries the text when the person has finished, and beside it
    what the field says of it: the unit of a number, the day of a time."""

    entered = Signal(str, str)

    def __init__(self, name: str, title: str, pattern: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self.edit = FigureEdit(self)
        self.edit.setObjectName(name)
        self.edit.setAccessibleName(title)
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.edit.setValidator(QRegularExpressionValidator(QRegularExpression(pattern), self.edit))
        self.edit.setProperty("figures", True)
        self.edit.editingFinished.connect(self._on_editing_finished)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(SPACE)
        self._line.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignTop)

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.edit.text()

    @property
    def beside(self) -> str:
        """What is told beside the text."""
        return ""

    def show_refused(self, refused: bool) -> None:
        """Mark the field as holding something that was not taken."""
        set_look(self.edit, "refused", "true" if refused else "false")

    def take_focus(self) -> None:
        """Put the keyboard into the field."""
        self.edit.setFocus(Qt.FocusReason.TabFocusReason)
        self.edit.selectAll()

    def commit(self) -> None:
        """Take what is being typed as finished."""
        self._on_editing_finished()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        self.edit.setFixedWidth(current_theme().length(FIGURES_WIDE))

    def _show(self, text: str) -> None:
        """Show a kept text; emits nothing. What is being typed is left alone."""
        if text == self._shown:
            return
        self._shown = text
        if not (self.edit.hasFocus() and self.edit.isModified()):
            with QSignalBlocker(self.edit):
                self.edit.setText(text)

    @Slot()
    def _on_editing_finished(self) -> None:
        if self.edit.isModified():
            self.edit.setModified(False)
            self._shown = self.edit.text()
            self.entered.emit(self.edit.text(), self.beside)
