"""A number with its unit: typed by keys or keypad, told when it is finished, never changed by a wheel or an arrow."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from bedside.views.theme import SPACE, current_theme
from bedside.views.widgets.tiles import SMALL, TileGroup
from bedside.views.widgets.typed_field import TypedField

PAUSE_MS = 1200
"""After this pause a finished-looking number may be taken without a key, so that a pulled plug takes nothing along."""

_TYPED = r"[0-9]{0,4}([.,][0-9]{0,2})?"


class NumberField(TypedField):
    """One number. `entered` carries the text and the unit code when the person has finished; `paused` likewise, when
    typing has only stopped: the answer is then taken if nothing about it needs asking."""

    paused = Signal(str, str)
    _units: TileGroup | None = None

    def __init__(
        self, name: str, title: str, unit: str, units: Sequence[tuple[str, str]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(name, f"{title}, {unit}" if unit else title, _TYPED, parent)
        self._unit = units[0][0] if units else ""
        self.edit.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._on_pause_over)
        self.edit.textEdited.connect(self._on_text_edited)
        if units:
            self._units = TileGroup(f"{name}.unit", title, units, digits="", narrowest=SMALL)
            self._units.show_checked((self._unit,))
            self._units.pressed.connect(self._on_unit_pressed)
            self._line.addWidget(self._units)
        else:
            self._line.addWidget(QLabel(unit, self))
        self._line.addStretch(1)
        self._fit()

    @property
    def unit(self) -> str:
        """The unit code that is chosen; "" where there is only one unit."""
        return self._unit

    @property
    def beside(self) -> str:
        """The unit."""
        return self._unit

    def show_text(self, text: str, unit: str = "") -> None:
        """Show a kept number; emits nothing. What is being typed is left alone."""
        if unit and unit != self._unit:
            self._set_unit(unit)
        self._show(text)

    def _fit(self) -> None:
        super()._fit()
        if self._units is not None:
            self._units.setMinimumWidth(current_theme().length(2 * SMALL) + SPACE)

    def _set_unit(self, unit: str) -> None:
        self._unit = unit
        if self._units is not None:
            self._units.show_checked((unit,))

    @Slot()
    def _on_editing_finished(self) -> None:
        self._pause.stop()
        super()._on_editing_finished()

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
