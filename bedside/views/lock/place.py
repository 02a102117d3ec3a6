"""Remembers the very place where somebody was, down to the cursor, and gives it back."""

from PySide6.QtCore import QObject, QSignalBlocker, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QWidget
from shiboken6 import isValid


class Place(QObject):
    """What has the keyboard in a window, where everything is scrolled to, and which other windows stand before it."""

    def __init__(self, window: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._focus: QWidget | None = window.focusWidget()
        self._cursor = _cursor_of(self._focus)
        self._scrolled = [
            (area, area.horizontalScrollBar().value(), area.verticalScrollBar().value())
            for area in window.findChildren(QAbstractScrollArea)
            if area.isVisible()
        ]
        self._before: list[QWidget] = []

    def leave(self) -> QSignalBlocker | None:
        """Put away menus and other windows. While the blocker that comes back blocks, a line does not take the loss of
        the keyboard for the end of typing: half a number is not an answer. (A note is: it is kept as far as it goes.)
        """
        popup = QApplication.activePopupWidget()
        while popup is not None:
            popup.close()
            following = QApplication.activePopupWidget()
            popup = following if following is not popup else None
        for other in QApplication.topLevelWidgets():
            if other is not self._window and other.isVisible():
                other.hide()
                self._before.append(other)
        return QSignalBlocker(self._focus) if isinstance(self._focus, QLineEdit) else None

    def give_back(self) -> None:
        """Put the keyboard, the cursor and everything else where it was, as far as it is still there."""
        for area, x, y in self._scrolled:
            if isValid(area):
                area.horizontalScrollBar().setValue(x)
                area.verticalScrollBar().setValue(y)
        if self._focus is not None and isValid(self._focus):
            self._focus.setFocus(Qt.FocusReason.OtherFocusReason)
            if isinstance(self._focus, QLineEdit) and self._cursor is not None:
                start, length, position = self._cursor
                self._focus.setCursorPosition(position)
                if length:
                    self._focus.setSelection(start, length)
        for other in self._before:
            if isValid(other):
                other.show()


def _cursor_of(widget: QWidget | None) -> tuple[int, int, int] | None:
    """Start and length of what is selected in a line, and where its cursor is."""
    if not isinstance(widget, QLineEdit):
        return None
    return widget.selectionStart(), len(widget.selectedText()), widget.cursorPosition()
