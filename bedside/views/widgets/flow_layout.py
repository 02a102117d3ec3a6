"""Lays things in a line and goes on below where the window is narrow or the text large, so that nothing is clipped."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from bedside.views.theme import SPACE, SPACE_HALF


class FlowLayout(QLayout):
    """Left to right, then down; each line is as high as its highest item, items are centred in it.

    Room left over is shared above and below.
    """

    def __init__(self, parent: QWidget | None = None, spacing: int = SPACE, line_spacing: int = SPACE) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._line_spacing = line_spacing
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem:
        # Qt asks past the end to learn where it is, and takes None for "no more"; the stub does not know.
        return self._items[index] if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def takeAt(self, index: int) -> QLayoutItem:
        return self._items.pop(index) if 0 <= index < len(self._items) else None  # type: ignore[return-value]  # as above

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay(rect, move=True)

    def sizeHint(self) -> QSize:
        """The room of one long line."""
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in shown) + self.spacing() * max(0, len(shown) - 1)
        height = max((size.height() for size in shown), default=0)
        return self._with_margins(QSize(width, height))

    def minimumSize(self) -> QSize:
        """The room of the widest item alone."""
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return self._with_margins(size)

    def _with_margins(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _lay(self, rect: QRect, *, move: bool) -> int:
        """Place every item within `rect`'s width; returns the height that took, margins included."""
        margins = self.contentsMargins()
        room = rect.marginsRemoved(margins)
        y = room.y()
        if move:
            y += max(0, rect.height() - self._lay(rect, move=False)) // 2
        for line in self._lines(room.width()):
            height = max(item.sizeHint().height() for item in line)
            if move:
                self._place(line, QPoint(room.x(), y), height, room.width())
            y += height + self._line_spacing
        used = y - self._line_spacing if self._items else y
        return max(0, used - rect.y()) + margins.bottom()

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        x = 0
        for item in self._items:
            if item.isEmpty():
                continue
            wide = item.sizeHint().width()
            if not lines or x + wide > width:
                lines.append([])
                x = 0
            lines[-1].append(item)
            x += wide + self.spacing()
        return lines

    def _place(self, line: list[QLayoutItem], corner: QPoint, height: int, width: int) -> None:
        x = corner.x()
        for item in line:
            size = item.sizeHint()
            wide = min(size.width(), width)
            item.setGeometry(QRect(x, corner.y() + (height - size.height()) // 2, wide, size.height()))
            x += wide + self.spacing()


class FlowBox(QWidget):
    """A line of things that goes on below where it must, and is never squeezed: it knows how high it has to be."""

    def __init__(self, parent: QWidget, line_spacing: int = SPACE_HALF) -> None:
        super().__init__(parent)
        self.flow = FlowLayout(self, spacing=SPACE, line_spacing=line_spacing)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(hint.width(), max(hint.height(), self.heightForWidth(self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
