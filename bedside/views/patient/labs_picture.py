"""Draws one analyte over the days: its values, the limits of the laboratory, and the bands of the CTCAE behind them."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from bedside.views.moments import DAY, day_words
from bedside.views.patient import labs_words as words
from bedside.views.patient.course import TimeAxis, nearest
from bedside.views.patient.labs_state import LabBand, LabCurve, LabDot, LabsState, ValueScale, scale_for
from bedside.views.patient.painted_once import PaintedOnce
from bedside.views.theme import GRADE_COLOURS, SPACE, SPACE_HALF, Theme, current_theme, font
from bedside.views.widgets.badge_state import SCALE_NAMES
from bedside.views.widgets.lab_words import number_text
from bedside.views.widgets.notice_bar import announce

BAND_ALPHA = 70
"""Of 255: a band is a ground, and must leave values and words on it readable."""
LOWEST, WIDEST = 220, 520
DOT = 4.5


class LabsPicture(QWidget):
    """Shows the curve of a `LabsState`; the crosshair stands on one value and is moved by mouse or arrow keys."""

    reading_changed = Signal(str)
    """Everything about the value under the crosshair."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("patient.labs.picture")
        self.setAccessibleName(self.tr("Values over the days"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._state: LabsState | None = None
        self._cross = -1
        self._picture = PaintedOnce(self)

    def sizeHint(self) -> QSize:
        return QSize(WIDEST, current_theme().length(LOWEST))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, current_theme().length(LOWEST))

    @property
    def curve(self) -> LabCurve | None:
        """What is drawn; None where there is nothing."""
        curve = self._state.curve if self._state is not None else None
        return curve if curve is not None and curve.dots else None

    @property
    def dot(self) -> LabDot | None:
        """The value under the crosshair."""
        curve = self.curve
        return curve.dots[self._cross] if curve is not None and 0 <= self._cross < len(curve.dots) else None

    def show_state(self, state: LabsState) -> None:
        """Show a curve; the crosshair goes to its newest value."""
        if self._state is not None and state.curve is self._state.curve and state.as_of == self._state.as_of:
            return
        self._state = state
        self._picture.forget()
        self._cross = len(state.curve.dots) - 1 if state.curve is not None else -1
        self._tell()
        self.update()

    # ------------------------------------------------------------------ the crosshair

    def _tell(self) -> None:
        dot = self.dot
        said = words.reading(self._state, dot) if self._state is not None and dot is not None else ""
        self.setAccessibleDescription(said)
        self.reading_changed.emit(said)

    def _move_to(self, place: int) -> None:
        if place != self._cross:
            self._cross = place
            self._tell()
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self.curve.dots) - 1 if self.curve is not None else -1
        moves = {
            Qt.Key.Key_Left: max(self._cross - 1, 0),
            Qt.Key.Key_Right: min(self._cross + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if key not in moves or last < 0:
            super().keyPressEvent(event)
            return
        self._move_to(moves[key])
        announce(self, self.accessibleDescription())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._state is not None and self.curve is not None:
            moments = [dot.at for dot in self.curve.dots]
            place = nearest(moments, self._axis(self._state, self.curve).moment(event.position().x()))
            self._move_to(-1 if place is None else place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    # ------------------------------------------------------------------ painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._picture.forget()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self._picture.forget()
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._state is None or self.curve is None:
            return
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture.drawn(self._draw))
        dot = self.dot
        if dot is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            theme, room = current_theme(), self._room()
            x = self._axis(self._state, self.curve).x(dot.at)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawLine(QPointF(x, room.top()), QPointF(x, room.bottom()))
            painter.setBrush(theme.colour("accent"))
            y = room.bottom() - scale_for(self.curve.dots).part(dot.value) * room.height()
            painter.drawEllipse(QPointF(x, y), DOT + 1, DOT + 1)
        painter.end()

    def _draw(self, painter: QPainter) -> None:
        """The picture without the crosshair."""
        if self._state is not None and self.curve is not None:
            axis, room = self._axis(self._state, self.curve), self._room()
            LabsDrawing(painter, current_theme(), self._state, self.curve, axis, room).draw()

    def _room(self) -> QRectF:
        """Where values are drawn: right of their scale, above the days, left of the grades."""
        metrics = QFontMetricsF(font(current_theme(), "small"))
        left, below = metrics.horizontalAdvance("00000.0") + SPACE, metrics.height() + SPACE
        right = metrics.horizontalAdvance("G4") + 2 * SPACE
        above = metrics.height() + SPACE_HALF
        return QRectF(left, above, self.width() - left - right, self.height() - below - above)

    def _axis(self, state: LabsState, curve: LabCurve) -> TimeAxis:
        room = self._room()
        zone = state.as_of.tzinfo
        first = min(dot.at for dot in curve.dots).astimezone(zone)
        start = min(first, state.as_of - 2 * DAY) - DAY / 8
        return TimeAxis(start, max(state.as_of, curve.dots[-1].at.astimezone(zone)), room.left(), room.right())


class LabsDrawing:
    """Paints one curve into its room."""

    def __init__(
        self, painter: QPainter, theme: Theme, state: LabsState, curve: LabCurve, axis: TimeAxis, room: QRectF
    ) -> None:
        self._painter, self._theme, self._state = painter, theme, state
        self._curve, self._axis, self._room = curve, axis, room
        self._scale: ValueScale = scale_for(curve.dots)
        self._small = font(theme, "small")

    def draw(self) -> None:
        """All of it, from the ground up."""
        self._painter.setFont(self._small)
        for left, right, dot in self._stretches():
            self._bands(left, right, dot)
            self._limits(left, right, dot)
        self._figures()
        self._days()
        self._line()
        self._unit()

    def y(self, value: float) -> float:
        """The pixel of a value."""
        return self._room.bottom() - self._scale.part(value) * self._room.height()

    def _stretches(self) -> Iterator[tuple[float, float, LabDot]]:
        """From one change to the next: the limits of a sample hold until others come; before the first hold its own."""
        changes = [
            (self._axis.x(dot.at), dot)
            for before, dot in pairwise(self._curve.dots)
            if (dot.bands, dot.lln, dot.uln) != (before.bands, before.lln, before.uln)
        ]
        lefts = [self._room.left(), *(x for x, _dot in changes)]
        rights = [*lefts[1:], self._room.right()]
        yield from zip(lefts, rights, [self._curve.dots[0], *(dot for _x, dot in changes)], strict=True)

    def _bands(self, left: float, right: float, dot: LabDot) -> None:
        last = right >= self._room.right()
        for band in dot.bands:
            top = self._room.top() if band.high is None else self.y(band.high)
            bottom = self._room.bottom() if band.low is None else self.y(band.low)
            if bottom - top < 1:
                continue
            self._painter.fillRect(QRectF(left, top, right - left, bottom - top), self._ground(band))
            self._edge(left, right, band)
            if last:
                self._numeral(band, top, bottom)

    def _ground(self, band: LabBand) -> QColor:
        colours = GRADE_COLOURS[band.grade]
        ground = QColor(colours.ground if colours is not None else self._theme.surface)
        ground.setAlpha(BAND_ALPHA)
        return ground

    def _edge(self, left: float, right: float, band: LabBand) -> None:
        self._painter.setPen(QPen(self._theme.colour("border"), 1, Qt.PenStyle.DotLine))
        for edge in (band.low, band.high):
            if edge is not None and self._scale.low < edge < self._scale.high:
                self._painter.drawLine(QPointF(left, self.y(edge)), QPointF(right, self.y(edge)))

    def _numeral(self, band: LabBand, top: float, bottom: float) -> None:
        """The grade beside its band: a colour alone says nothing."""
        if bottom - top < QFontMetricsF(self._small).height() * 0.8:
            return
        wide = QFontMetricsF(self._small).horizontalAdvance("G4") + SPACE
        beside = QRectF(self._room.right() + SPACE, top, wide, bottom - top)
        self._painter.setPen(self._theme.colour("text"))
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        self._painter.drawText(beside, side, f"G{band.grade}")

    def _limits(self, left: float, right: float, dot: LabDot) -> None:
        self._painter.setPen(QPen(self._theme.colour("good"), 1.5, Qt.PenStyle.DashLine))
        for limit in (dot.lln, dot.uln):
            if limit is not None:
                self._painter.drawLine(QPointF(left, self.y(limit)), QPointF(right, self.y(limit)))

    def _figures(self) -> None:
        height = QFontMetricsF(self._small).height()
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        for tick in self._scale.ticks():
            y = self.y(tick)
            self._painter.setPen(self._theme.colour("muted"))
            self._painter.drawText(
                QRectF(0, y - height, self._room.left() - SPACE, 2 * height), side, number_text(tick)
            )
            self._painter.setPen(QPen(self._theme.colour("border"), 1))
            self._painter.drawLine(QPointF(self._room.left() - SPACE_HALF, y), QPointF(self._room.left(), y))

    def _days(self) -> None:
        """Midnights as ticks, each day's name where there is room for it."""
        taken = 0.0
        self._painter.setPen(QPen(self._theme.colour("border"), 1))
        self._painter.drawLine(self._room.bottomLeft(), self._room.bottomRight())
        metrics = QFontMetricsF(self._small)
        for start, _end in self._axis.days():
            x, day = self._axis.x(start), self._state.day(start)
            said = day_words(day) if day is not None else f"{start:%d.%m.}"
            if x < taken or x + metrics.horizontalAdvance(said) > self._room.right():
                continue
            self._painter.setPen(self._theme.colour("muted"))
            self._painter.drawText(QPointF(x + 2, self._room.bottom() + metrics.height()), said)
            self._painter.setPen(QPen(self._theme.colour("border"), 1))
            self._painter.drawLine(QPointF(x, self._room.bottom()), QPointF(x, self._room.bottom() + SPACE_HALF))
            taken = x + metrics.horizontalAdvance(said) + 2 * SPACE

    def _line(self) -> None:
        points = [QPointF(self._axis.x(dot.at), self.y(dot.value)) for dot in self._curve.dots]
        self._painter.setPen(QPen(self._theme.colour("text"), 1.5))
        for first, second in pairwise(points):
            self._painter.drawPolyline(QPolygonF([first, second]))
        self._painter.setBrush(self._theme.colour("surface"))
        for point in points:
            self._painter.drawEllipse(point, DOT, DOT)

    def _unit(self) -> None:
        self._painter.setPen(self._theme.colour("muted"))
        beside = QFontMetricsF(self._small).horizontalAdvance("G4") + SPACE
        above = QRectF(0, 0, self._room.right() + beside, self._room.top())
        self._painter.drawText(above, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, self._curve.unit)
        # Grades of two scales may not be taken for each other, so the bands say whose they are.
        scales = dict.fromkeys(SCALE_NAMES[badge.scale] for badge, _said in self._curve.dots[-1].grades)
        self._painter.drawText(above, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, ", ".join(scales))
