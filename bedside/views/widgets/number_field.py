"""A number with its unit: typed by keys or keypad, told when it is finished, never changed by a wheel or an arrow."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRegularExpression, QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from bedside.views.theme import SPACE, current_theme, set_look
from bedside.views.widgets.tiles import SMALL, TileGroup

PAUSE_MS = 1200
"""After this pause a finished-looking number may be taken without a key, so that a pulled plug takes nothing along."""

_TYPED = r"[0-9]{0,4}([.,][0-9]{0,2})?"


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


class NumberField(QWidget):
    """One number. `entered` carries the text and the unit code when the person has finished; `paused` likewise, when
    typing has only stopped: the answer is then taken if nothing about it needs asking."""

    entered = Signal(str, str)
    paused = Signal(str, str)

    def __init__(
        self, name: str, title: str, unit: str, units: Sequence[tuple[str, str]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._shown = ""
        self._unit = units[0][0] if units else ""
        self.edit = FigureEdit(self)
        self.edit.setObjectName(name)
        self.edit.setAccessibleName(f"{title}, {unit}" if unit else title)
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.edit.setValidator(QRegularExpressionValidator(QRegularExpression(_TYPED), self.edit))
        self.edit.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self.edit.setProperty("figures", True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._on_pause_over)
        self.edit.editingFinished.connect(self._on_editing_finished)
        self.edit.textEdited.connect(self._on_text_edited)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignTop)
        self._units = TileGroup(f"{name}.unit", title, units, digits="", narrowest=SMALL) if units else None
        if self._units is not None:
            self._units.show_checked((self._unit,))
            self._units.pressed.connect(self._on_unit_pressed)
            layout.addWidget(self._units)
        else:
            layout.addWidget(QLabel(unit, self))
        layout.addStretch(1)
        self._fit()

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.edit.text()

    @property
    def unit(self) -> str:
        """The unit code that is chosen; "" where there is only one unit."""
        return self._unit

    def show_text(self, text: str, unit: str = "") -> None:
        """Show a kept number; emits nothing. What is being typed is left alone."""
        if unit and unit != self._unit:
            self._set_unit(unit)
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
        if self._units is not None:
            self._units.setMinimumWidth(current_theme().length(2 * SMALL) + SPACE)

    def _set_unit(self, unit: str) -> None:
        self._unit = unit
        if self._units is not None:
            self._units.show_checked((unit,))

    @Slot()
    def _on_editing_finished(self) -> None:
        self._pause.stop()
        if self.edit.isModified():
            self.edit.setModified(False)
            self._shown = self.edit.text()
            self.entered.emit(self.edit.text(), self._unit)

    @Slot(str)
    def _on_text_edited(self, text: str) -> None:
        if text:
            self._pause.start()
        else:
            self._pause.stop()

    @Slot()
    def _on_pause_over(self) -> None:
        if self.edit.isModified() and self.edit.text():
            self.paused.emit(self.edit.text(), self._unit)

    @Slot(str)
    def _on_unit_pressed(self, unit: str) -> None:
        if unit == self._unit:
            return
        self._set_unit(unit)
        # The figure stays as typed: what was read on the thermometer was read in the unit now chosen.
        if self.edit.text():
            self.edit.setModified(False)
            self.entered.emit(self.edit.text(), unit)


def reads_figures(widget: QObject | None) -> bool:
    """Whether a keypad may type into `widget`."""
    return isinstance(widget, QLineEdit) and bool(widget.property("figures"))
