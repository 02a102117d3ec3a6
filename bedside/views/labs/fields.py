"""The small fields of a laboratory row: a number whose caption stands inside it, and its unit."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from bedside.views.labs.state import LONGEST
from bedside.views.theme import SPACE, SPACE_3, current_theme, font, set_kind
from bedside.views.widgets.typed_field import FigureEdit

UNIT_WIDTH = 120
"""At 100 % text."""

STEPS = {Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
"""Keys that go up and down a column."""


class LabEdit(FigureEdit):
    """A number as a report gives it; anything may be typed or pasted, and is read or refused in the row."""

    stepped = Signal(int)
    """To the same column of the next row (1) or the one before (-1)."""

    def __init__(self, name: str, caption: str, spoken: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._caption = caption
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setMaxLength(LONGEST)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self.setProperty("figures", True)
        theme = current_theme()
        if caption:
            self.setTextMargins(QFontMetrics(font(theme, "small")).horizontalAdvance(caption), 0, 0, 0)
        self.setFixedWidth(theme.length(116 if caption else 96))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The caption stays beside the number, so that nobody has to remember which limit this is."""
        super().paintEvent(event)
        if not self._caption:
            return
        theme = current_theme()
        painter = QPainter(self)
        painter.setFont(font(theme, "small"))
        painter.setPen(theme.colour("muted"))
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect().adjusted(SPACE, 0, 0, 0), side, self._caption)
        painter.end()


class UnitButton(QPushButton):
    """The unit of a row: a press opens the choice, a digit takes one at once. Nothing is chosen beforehand."""

    chosen = Signal(str)
    stepped = Signal(int)

    def __init__(self, name: str, caption: str, spoken: str, units: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self._caption, self._spoken, self._units = caption, spoken, tuple(units)
        self.setObjectName(name)
        set_kind(self, "choice")
        self.clicked.connect(self._on_clicked)
        self.show_unit("")

    def sizeHint(self) -> QSize:
        """All units take the same room, so that the columns align; a style sheet knows no fixed width."""
        return QSize(current_theme().length(UNIT_WIDTH), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def show_unit(self, code: str) -> None:
        """Show a unit; "" for none. Emits nothing."""
        words = dict(self._units).get(code, "")
        self.setText(f"{words or self._caption} ▾")
        self.setAccessibleName(f"{self._spoken}: {words}" if words else self._spoken)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = int(event.text()) - 1 if event.text() in tuple("123456789") else -1
        if 0 <= place < len(self._units):
            self.chosen.emit(self._units[place][0])
        elif (step := STEPS.get(Qt.Key(event.key()))) is not None:
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)

    def made_menu(self) -> QMenu:
        """The units to choose from; it goes when it is closed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place, (code, words) in enumerate(self._units, 1):
            menu.addAction(f"&{place}  {words}").setData(code)
        menu.setMinimumWidth(self.width() + SPACE_3)
        menu.triggered.connect(self._on_triggered)
        return menu

    @Slot()
    def _on_clicked(self) -> None:
        self.made_menu().popup(self.mapToGlobal(QPoint(0, self.height())))

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        self.chosen.emit(str(action.data()))
