"""Handwriting by pen, finger or mouse, kept as strokes so that last night's can be set beside this morning's."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QElapsedTimer, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QTabletEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from bedside.views.theme import SPACE, current_theme, font

Point = tuple[float, float, int]
"""x and y in 0..1 of the canvas, and milliseconds since the first touch."""
Strokes = tuple[tuple[Point, ...], ...]

_NEAREST: Final = 0.003
"""Points nearer than this to the one before are left out: they say nothing about the hand."""
_MOST_POINTS: Final = 6000
_WIDTH = 2.5


class WritingCanvas(QWidget):
    """A ruled sheet. `written` carries all strokes after each pen-up; a read-only sheet only shows."""

    written = Signal(object)

    def __init__(self, name: str, title: str, *, read_only: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_StaticContents)
        self._title = title if read_only else ""
        self._read_only = read_only
        self._strokes: list[tuple[Point, ...]] = []
        self._pen: list[Point] = []
        self._watch = QElapsedTimer()
        self._offset_ms = 0
        if not read_only:
            self.setCursor(Qt.CursorShape.CrossCursor)

    @property
    def strokes(self) -> Strokes:
        """What is written, finished strokes only."""
        return tuple(self._strokes)

    def show_strokes(self, strokes: Sequence[Sequence[Point]]) -> None:
        """Show kept strokes; emits nothing. A stroke under the pen is left alone."""
        shown = [tuple(stroke) for stroke in strokes]
        if shown != self._strokes and not self._pen:
            self._strokes = shown
            self._watch.invalidate()
            self._offset_ms = max((point[2] for stroke in shown for point in stroke), default=0)
            self.update()

    def sizeHint(self) -> QSize:
        theme = current_theme()
        return QSize(theme.length(420), theme.length(140 if self._read_only else 200))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 96)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._touch(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._move(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._lift()

    def tabletEvent(self, event: QTabletEvent) -> None:
        if event.type() is QEvent.Type.TabletPress:
            self._touch(event.position())
        elif event.type() is QEvent.Type.TabletMove and self._pen:
            self._move(event.position())
        elif event.type() is QEvent.Type.TabletRelease:
            self._lift()
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("border"), theme.line))
        painter.setBrush(theme.colour("background" if self._read_only else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.radius, theme.radius)
        line = self.height() * 0.72
        painter.drawLine(QPointF(2 * SPACE, line), QPointF(self.width() - 2 * SPACE, line))
        if self._title:
            painter.setFont(font(theme, "small"))
            painter.setPen(theme.colour("muted"))
            painter.drawText(self.rect().adjusted(SPACE, SPACE, -SPACE, -SPACE), self._title)
        ink = theme.colour("muted" if self._read_only else "text")
        painter.setPen(QPen(ink, _WIDTH, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stroke in (*self._strokes, tuple(self._pen)):
            self._paint_stroke(painter, stroke)
        painter.end()

    def _paint_stroke(self, painter: QPainter, stroke: Sequence[Point]) -> None:
        points = [QPointF(x * self.width(), y * self.height()) for x, y, _ in stroke]
        if len(points) == 1:
            painter.drawPoint(points[0])
        elif points:
            painter.drawPolyline(QPolygonF(points))

    def _touch(self, position: QPointF) -> None:
        if self._read_only:
            return
        if not self._watch.isValid():
            self._watch.start()
        self._pen = [self._point(position)]
        self.update()

    def _move(self, position: QPointF) -> None:
        if not self._pen or sum(map(len, self._strokes)) + len(self._pen) >= _MOST_POINTS:
            return
        point, last = self._point(position), self._pen[-1]
        if abs(point[0] - last[0]) + abs(point[1] - last[1]) >= _NEAREST:
            self._pen.append(point)
            self.update()

    def _lift(self) -> None:
        if not self._pen:
            return
        self._strokes.append(tuple(self._pen))
        self._pen = []
        self.update()
        self.written.emit(self.strokes)

    def _point(self, position: QPointF) -> Point:
        x = min(1.0, max(0.0, position.x() / max(1, self.width())))
        y = min(1.0, max(0.0, position.y() / max(1, self.height())))
        return round(x, 4), round(y, 4), self._offset_ms + int(self._watch.elapsed())
