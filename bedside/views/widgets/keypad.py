"""Figures for a gloved finger: types into whichever figure field holds the keyboard."""

from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from bedside.views.theme import SPACE, set_kind, set_look
from bedside.views.widgets.number_field import reads_figures

ERASE, ENTER = "erase", "enter"
_ROWS: Final = (("7", "8", "9"), ("4", "5", "6"), ("1", "2", "3"), (".", "0", ERASE))
_FLAT: Final = (("1", "2", "3", "4", "5", "6"), ("7", "8", "9", "0", ".", ERASE))


class Keypad(QWidget):
    """Twelve keys and 'next field'. They take no focus, so that the field they type into keeps it."""

    enter_pressed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Keypad"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACE)
        self._keys = {key: self._button(name, key) for row in _ROWS for key in row}
        self._enter = self._button(name, ENTER)
        self._enter.setText(self.tr("Next field"))
        self._flat = False
        self._lay_out()

    def show_flat(self, flat: bool) -> None:
        """Take two lines instead of four, for under a narrow page."""
        if flat != self._flat:
            self._flat = flat
            self._lay_out()

    def _lay_out(self) -> None:
        rows = _FLAT if self._flat else _ROWS
        for row, keys in enumerate(rows):
            for column, key in enumerate(keys):
                self._grid.addWidget(self._keys[key], row, column)
        self._grid.addWidget(self._enter, len(rows), 0, 1, len(rows[0]))

    def _button(self, name: str, key: str) -> QPushButton:
        button = QPushButton("⌫" if key == ERASE else key, self)
        button.setAccessibleName(_key_name(key))
        set_kind(button, "plain")
        button.setObjectName(f"{name}.{key}")
        button.setProperty("key", key)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_look(button, "narrow", "true")
        button.setAutoRepeat(key == ERASE)
        button.clicked.connect(self._on_button_clicked)
        return button

    @Slot()
    def _on_button_clicked(self) -> None:
        key = str(self.sender().property("key"))
        if key == ENTER:
            self.enter_pressed.emit()
            return
        # The window's own, not the application's: the window need not be the active one.
        field = self.window().focusWidget()
        if isinstance(field, QLineEdit) and reads_figures(field):
            _type(field, key)


def _type(field: QLineEdit, key: str) -> None:
    if key == ERASE:
        field.backspace()
    else:
        # Decimal point for a number, colon for a time: the field takes the one that is its own.
        field.insert(":" if key == "." and field.property("clock") else key)
    field.setModified(True)
    field.textEdited.emit(field.text())


def _key_name(key: str) -> str:
    if key == ERASE:
        return QCoreApplication.translate("Keypad", "Erase")
    if key == ENTER:
        return QCoreApplication.translate("Keypad", "Next field")
    return QCoreApplication.translate("Keypad", "Decimal point") if key == "." else key
