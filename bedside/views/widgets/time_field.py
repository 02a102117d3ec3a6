"""A time of day and its day: 'now' in one press, else hh:mm and today or yesterday."""

from typing import Literal

from PySide6.QtCore import QEvent, QRegularExpression, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QWidget

from bedside.views.theme import SPACE, current_theme, set_look
from bedside.views.widgets.number_field import FigureEdit
from bedside.views.widgets.tiles import SMALL, TileGroup

Day = Literal["", "today", "yesterday", "now"]
"""Which day a typed time belongs to; "" leaves it to the latest that has already been."""

_TYPED = r"[0-9]{0,2}:?[0-9]{0,2}"


class TimeField(QWidget):
    """One time. `entered` carries the text as typed and the day; 'now' comes without text."""

    entered = Signal(str, str)

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self.edit = FigureEdit(self)
        self.edit.setObjectName(name)
        self.edit.setAccessibleName(title)
        self.edit.setPlaceholderText(self.tr("hh:mm"))
        self.edit.setProperty("figures", True)
        self.edit.setProperty("clock", True)
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.edit.setValidator(QRegularExpressionValidator(QRegularExpression(_TYPED), self.edit))
        self.edit.editingFinished.connect(self._on_editing_finished)
        days = (("now", self.tr("Now")), ("today", self.tr("Today")), ("yesterday", self.tr("Yesterday")))
        self._days = TileGroup(f"{name}.day", title, days, digits="", narrowest=SMALL)
        self._days.pressed.connect(self._on_day_pressed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._days, 1)
        self._fit()

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.edit.text()

    def show_time(self, text: str, day: str) -> None:
        """Show a kept time and its day ("" for another than today and yesterday); emits nothing."""
        self._days.show_checked((day,) if text and day else ())
        if text == self._shown:
            return
        self._shown = text
        if not (self.edit.hasFocus() and self.edit.isModified()):
            with QSignalBlocker(self.edit):
                self.edit.setText(text)

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
        self.edit.setFixedWidth(current_theme().length(112))

    @Slot()
    def _on_editing_finished(self) -> None:
        if self.edit.isModified():
            self.edit.setModified(False)
            self._shown = self.edit.text()
            self.entered.emit(self.edit.text(), "")

    @Slot(str)
    def _on_day_pressed(self, day: str) -> None:
        self.edit.setModified(False)
        if day == "now":
            self.entered.emit("", day)
        elif self.edit.text():
            self.entered.emit(self.edit.text(), day)
        else:
            self.take_focus()
