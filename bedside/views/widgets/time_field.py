"""A time of day and its day: 'now' in one press, else hh:mm and today or yesterday."""

from typing import Literal

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from bedside.views.widgets.tiles import SMALL, TileGroup
from bedside.views.widgets.typed_field import TypedField

Day = Literal["", "today", "yesterday", "now"]
"""Which day a typed time belongs to; "" leaves it to the latest that has already been."""

_TYPED = r"[0-9]{0,2}:?[0-9]{0,2}"


class TimeField(TypedField):
    """One time. `entered` carries the text as typed and the day; 'now' comes without text."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(name, title, _TYPED, parent)
        self.edit.setPlaceholderText(self.tr("hh:mm"))
        self.edit.setProperty("clock", True)
        days = (("now", self.tr("Now")), ("today", self.tr("Today")), ("yesterday", self.tr("Yesterday")))
        self._days = TileGroup(f"{name}.day", title, days, digits="", narrowest=SMALL)
        self._days.pressed.connect(self._on_day_pressed)
        self._line.addWidget(self._days, 1)
        self._fit()

    def show_time(self, text: str, day: str) -> None:
        """Show a kept time and its day ("" for another than today and yesterday); emits nothing."""
        self._days.show_checked((day,) if text and day else ())
        self._show(text)

    @Slot(str)
    def _on_day_pressed(self, day: str) -> None:
        self.edit.setModified(False)
        if day == "now":
            self.entered.emit("", day)
        elif self.edit.text():
            self.entered.emit(self.edit.text(), day)
        else:
            self.take_focus()
