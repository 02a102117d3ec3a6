"""A grade as numeral, word and shape, so that it is read at two metres and never by its colour alone."""

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from bedside.views.theme import GRADE_COLOURS, SPACE_HALF, Theme, current_theme, font
from bedside.views.widgets.badge_state import SCALE_NAMES, BadgeState, Scale, Trend

OUTLINE = 1.5

__all__ = ["SCALE_NAMES", "BadgeState", "GradeBadge", "Scale", "Trend", "badge_sentence", "badge_size", "paint_badge"]


def grade_words(state: BadgeState) -> str:
    """The badge as a person would say it: 'grade 2', 'at least grade 2', 'none', 'not known'."""
    if not state.known:
        return QCoreApplication.translate("GradeBadge", "not known")
    if state.numeral == "0":
        return QCoreApplication.translate("GradeBadge", "none")
    if state.open_upward:
        return QCoreApplication.translate("GradeBadge", "at least grade {grade}").format(grade=state.numeral)
    return QCoreApplication.translate("GradeBadge", "grade {grade}").format(grade=state.numeral)


def trend_words(trend: Trend | None) -> str:
    """The change since the last check in words; empty when there is nothing to compare with."""
    if trend is None:
        return ""
    return {
        "up": QCoreApplication.translate("GradeBadge", "higher than last time"),
        "down": QCoreApplication.translate("GradeBadge", "lower than last time"),
        "level": QCoreApplication.translate("GradeBadge", "as last time"),
    }[trend]


def badge_sentence(state: BadgeState) -> str:
    """All that the badge shows, for a screen reader and a tool tip."""
    signed = QCoreApplication.translate("GradeBadge", "not signed yet") if state.unsigned else ""
    parts = (f"{SCALE_NAMES[state.scale]} {grade_words(state)}", trend_words(state.trend), signed)
    return ", ".join(part for part in parts if part)


def badge_size(theme: Theme) -> QSize:
    """The room a badge takes: its square, and the trend beside it."""
    return QSize(theme.target + SPACE_HALF + _trend_width(theme), theme.target)


def paint_badge(painter: QPainter, corner: QPointF, state: BadgeState, theme: Theme) -> None:
    """Draw a badge with its square's top left at `corner`; nothing is drawn outside `badge_size`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inset = OUTLINE / 2
    square = QRectF(corner.x() + inset, corner.y() + inset, theme.target - OUTLINE, theme.target - OUTLINE)
    _paint_ground(painter, square, state, theme)
    _paint_numeral(painter, square, state, theme)
    if state.unsigned:
        _paint_unsigned(painter, square, theme)
    if state.trend is not None:
        left = square.right() + inset + SPACE_HALF
        _paint_trend(painter, QPointF(left, square.center().y()), state.trend, theme)
    painter.restore()


def _trend_width(theme: Theme) -> int:
    return theme.length(12)


def _paint_ground(painter: QPainter, square: QRectF, state: BadgeState, theme: Theme) -> None:
    pen = QPen(theme.colour("text"), OUTLINE)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if not state.known:
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(square, theme.radius, theme.radius)
        return
    painter.setPen(pen)
    colours = GRADE_COLOURS[state.at_least or 0]
    if colours is None:
        painter.drawEllipse(square)
        return
    painter.setBrush(QColor(colours.ground))
    painter.drawRoundedRect(square, theme.radius, theme.radius)


def _paint_numeral(painter: QPainter, square: QRectF, state: BadgeState, theme: Theme) -> None:
    colours = GRADE_COLOURS[state.at_least or 0] if state.known else None
    painter.setPen(QColor(colours.numeral) if colours is not None else theme.colour("text"))
    painter.setFont(font(theme, "title", bold=True))
    if not state.open_upward:
        painter.drawText(square, Qt.AlignmentFlag.AlignCenter, state.numeral)
        return
    # The mark and the numeral stand side by side: a small sign in a corner would be missed at two metres.
    painter.drawText(square.adjusted(square.width() * 0.34, 0, 0, 0), Qt.AlignmentFlag.AlignCenter, state.numeral)
    painter.setFont(font(theme, "body", bold=True))
    painter.drawText(square.adjusted(0, 0, -square.width() * 0.54, 0), Qt.AlignmentFlag.AlignCenter, "≥")


def _paint_unsigned(painter: QPainter, square: QRectF, theme: Theme) -> None:
    """A hollow dot on the upper right corner, on a ground of its own so that no grade's colour swallows it."""
    diameter = theme.length(10)
    painter.setPen(QPen(theme.colour("text"), OUTLINE))
    painter.setBrush(theme.colour("surface"))
    painter.drawEllipse(QRectF(square.right() - diameter, square.top(), diameter, diameter))


def _paint_trend(painter: QPainter, middle_left: QPointF, trend: Trend, theme: Theme) -> None:
    width, half = float(_trend_width(theme)), theme.length(6)
    x, y = middle_left.x(), middle_left.y()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("text"))
    if trend == "level":
        for offset in (-4.0, 2.0):
            painter.drawRect(QRectF(x, y + offset, width - 2, 2.5))
        return
    tip = -half if trend == "up" else half
    corners = [QPointF(x, y - tip), QPointF(x + width, y - tip), QPointF(x + width / 2, y + tip)]
    painter.drawPolygon(QPolygonF(corners))


class GradeBadge(QWidget):
    """Shows one `BadgeState`; its accessible name says the same in words."""

    def __init__(self, scale: Scale, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._state = BadgeState(scale, None, None)
        self.show_state(self._state)

    @property
    def state(self) -> BadgeState:
        """What is shown now."""
        return self._state

    def show_state(self, state: BadgeState) -> None:
        """Show another grade."""
        self._state = state
        sentence = badge_sentence(state)
        self.setAccessibleName(sentence)
        self.setToolTip(sentence)
        self.update()

    def sizeHint(self) -> QSize:
        return badge_size(current_theme())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_badge(painter, QPointF(0, 0), self._state, current_theme())
        painter.end()
