"""Big choices of equal size, laid in as many columns as fit: by digit, by arrow and space, or by a gloved finger."""

from collections.abc import Collection, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLayout, QLayoutItem, QSizePolicy, QWidget

from bedside.views.theme import SPACE, SPACE_3, Theme, current_theme, font, set_kind

DIGITS: Final = "1234567890-="
"""The key of each tile, in order; the last two stand beside the zero on every keyboard."""

NARROWEST, WIDEST = 120, 280
"""Width of a tile at 100 % text."""
SMALL: Final = 80
"""The narrowest tile of a group that stands beside a field."""

_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignCenter)
_ARROWS: Final = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}


class Tile(QAbstractButton):
    """One choice. Its text wraps; its digit stands small in the corner; a tick says that it is chosen."""

    def __init__(self, code: str, text: str, digit: str, narrowest: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.code = code
        self._digit = digit
        self._narrowest = narrowest
        # Measuring text is most of what laying out costs, and a page is laid out at every answer.
        self._natural: int | None = None
        self._heights: dict[int, int] = {}
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        set_kind(self, "choice")

    def nextCheckState(self) -> None:
        """Nothing: what is chosen is shown by the state, never by the press itself."""

    def natural_width(self) -> int:
        """The width at which the text stands in at most two lines, between the limits of a tile."""
        if self._natural is None:
            theme = current_theme()
            narrowest = theme.length(self._narrowest)
            metrics = QFontMetrics(font(theme, "body"))
            one_line = metrics.horizontalAdvance(self.text())
            longest = max((metrics.horizontalAdvance(word) for word in self.text().split()), default=0)
            wanted = one_line if one_line <= narrowest else max(one_line * 0.62, longest)
            sides = 2 * (SPACE + self._side_width(theme))
            self._natural = int(min(max(wanted + sides, narrowest), max(theme.length(WIDEST), longest + sides)))
        return self._natural

    def height_at(self, width: int) -> int:
        """The height that `width` needs: never under a control's."""
        if width not in self._heights:
            theme = current_theme()
            box = self._text_box(QRect(0, 0, width, 10_000), theme)
            text = QFontMetrics(font(theme, "body")).boundingRect(box, _WRAP, self.text())
            self._heights[width] = max(theme.control, text.height() + SPACE_3)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        width = self.natural_width()
        return QSize(width, self.height_at(width))

    def minimumSizeHint(self) -> QSize:
        theme = current_theme()
        return QSize(theme.target, theme.target)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # A trembling finger: the second tap must not take back what the first has chosen.
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Arrows belong to the group; the button's own would check whatever they pass.
        if event.key() in _ARROWS:
            event.ignore()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._natural = None
            self._heights.clear()
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        ground = "accent" if on else "raised" if self.isDown() or self.underMouse() else "surface"
        painter.setPen(QPen(theme.colour("accent" if on or self.isDown() else "border"), theme.line))
        painter.setBrush(theme.colour(ground))
        half = theme.line / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), theme.radius, theme.radius)
        self._paint_corner(painter, theme, on)
        painter.setPen(theme.colour("on_accent" if on else "text"))
        painter.setFont(font(theme, "body"))
        painter.drawText(self._text_box(self.rect(), theme), _WRAP, self.text())
        painter.end()

    def _paint_corner(self, painter: QPainter, theme: Theme, on: bool) -> None:
        painter.setFont(font(theme, "small"))
        painter.setPen(theme.colour("on_accent" if on else "muted"))
        corner = self.rect().adjusted(SPACE, 0, -SPACE, 0)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(corner, middle | int(Qt.AlignmentFlag.AlignLeft), self._digit)
        if on:
            painter.drawText(corner, middle | int(Qt.AlignmentFlag.AlignRight), "✓")

    def _side_width(self, theme: Theme) -> int:
        """The room at either side for the digit and the tick."""
        return QFontMetrics(font(theme, "small")).horizontalAdvance("✓") + SPACE // 2

    def _text_box(self, rect: QRect, theme: Theme) -> QRect:
        side = SPACE + self._side_width(theme)
        return rect.adjusted(side, SPACE // 2, -side, -SPACE // 2)


class TileLayout(QLayout):
    """Equal tiles in rows as even as can be; the number of columns follows the width."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        tiles = self._tiles()
        if not tiles:
            return QSize(0, 0)
        columns = min(len(tiles), 3)
        width = columns * max(tile.natural_width() for tile in tiles) + (columns - 1) * SPACE
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        theme = current_theme()
        return QSize(theme.target, theme.target if self._items else 0)

    def _tiles(self) -> list[Tile]:
        widgets = [item.widget() for item in self._items]
        return [widget for widget in widgets if isinstance(widget, Tile)]

    def _place(self, rect: QRect, *, move: bool) -> int:
        tiles = self._tiles()
        if not tiles:
            return 0
        widest = max(tile.natural_width() for tile in tiles)
        fitting = max(1, min(len(tiles), (rect.width() + SPACE) // (widest + SPACE)))
        rows = -(-len(tiles) // fitting)
        columns = -(-len(tiles) // rows)
        room = (rect.width() - (columns - 1) * SPACE) // columns
        width = min(room, max(widest, current_theme().length(WIDEST)))
        top = rect.y()
        for start in range(0, len(tiles), columns):
            row = tiles[start : start + columns]
            height = max(tile.height_at(width) for tile in row)
            if move:
                for place, tile in enumerate(row):
                    tile.setGeometry(QRect(QPoint(rect.x() + place * (width + SPACE), top), QSize(width, height)))
            top += height + SPACE
        return top - SPACE - rect.y()


class TileGroup(QWidget):
    """Tiles of which the keyboard sees one stop: Tab enters, arrows move, space or a digit presses."""

    pressed = Signal(str)
    """A person pressed the tile with this code."""
    pressed_again = Signal(str)
    """A person pressed the tile that was already chosen; a digit key never does this."""

    def __init__(
        self,
        name: str,
        title: str,
        choices: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
        *,
        digits: str = DIGITS,
        narrowest: int = NARROWEST,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        layout = TileLayout(self)
        self._tiles: list[Tile] = []
        self._digits = digits
        for place, (code, text) in enumerate(choices):
            tile = Tile(code, text, digits[place] if place < len(digits) else "", narrowest, self)
            tile.setObjectName(f"{name}.{code}")
            tile.clicked.connect(self._on_tile_clicked)
            layout.addWidget(tile)
            self._tiles.append(tile)
        self._stop_at(0)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes in the order of their digits."""
        return tuple(tile.code for tile in self._tiles)

    @property
    def checked(self) -> tuple[str, ...]:
        """The codes that are shown as chosen."""
        return tuple(tile.code for tile in self._tiles if tile.isChecked())

    def show_checked(self, codes: Collection[str]) -> None:
        """Show these as chosen; emits nothing."""
        for place, tile in enumerate(self._tiles):
            tile.setChecked(tile.code in codes)
            if tile.isChecked() and not self._has_focus():
                self._stop_at(place)

    def take_focus(self) -> None:
        """Put the keyboard on the chosen tile, else on the first."""
        checked = [tile for tile in self._tiles if tile.isChecked()]
        (checked or self._tiles)[0].setFocus(Qt.FocusReason.TabFocusReason)

    def press_digit(self, digit: str) -> bool:
        """Press the tile of a digit key; False when there is none."""
        place = self._digits.find(digit) if digit else -1
        if not 0 <= place < len(self._tiles):
            return False
        self._stop_at(place)
        self.pressed.emit(self._tiles[place].code)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _ARROWS.get(Qt.Key(event.key()))
        if step is not None and self._has_focus():
            self._move(step)
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not self.press_digit(event.text()):
            event.ignore()

    def _has_focus(self) -> bool:
        return any(tile.hasFocus() for tile in self._tiles)

    def _move(self, step: int) -> None:
        here = next(place for place, tile in enumerate(self._tiles) if tile.hasFocus())
        there = (here + step) % len(self._tiles)
        self._stop_at(there)
        self._tiles[there].setFocus(Qt.FocusReason.TabFocusReason)

    def _stop_at(self, place: int) -> None:
        """Make one tile the group's stop for the Tab key; the others keep to clicks and arrows."""
        for index, tile in enumerate(self._tiles):
            tile.setFocusPolicy(Qt.FocusPolicy.StrongFocus if index == place else Qt.FocusPolicy.ClickFocus)

    @Slot()
    def _on_tile_clicked(self) -> None:
        tile = self.sender()
        if isinstance(tile, Tile):
            self._stop_at(self._tiles.index(tile))
            (self.pressed_again if tile.isChecked() else self.pressed).emit(tile.code)
