"""Paints the list of checks: small badges, figures in line, and below the time what is unusual about the record."""

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from bedside.views.moments import moment_words
from bedside.views.patient import words
from bedside.views.patient.checks_model import FEVER_ROLE, NOW_ROLE, NUMBERS, ROW_ROLE, CheckColumn
from bedside.views.patient.state import CheckRow
from bedside.views.theme import SPACE, SPACE_3, SPACE_4, SPACE_HALF, Theme, current_theme, font
from bedside.views.widgets.grade_badge import badge_size, paint_badge

Index = QModelIndex | QPersistentModelIndex
BAR = 3
"""Width of the bar that marks the chosen row."""


def small_badges() -> Theme:
    """The worn theme with badges that fit a row of a list: here the row is the target, not the badge."""
    theme = current_theme()
    return replace(theme, target=theme.length(32), title=theme.length(20))


def row_height() -> int:
    """Two lines of words, and never under a target."""
    theme = current_theme()
    lines = QFontMetrics(font(theme)).height() + QFontMetrics(font(theme, "small")).height()
    return max(theme.target, lines + SPACE)


class CheckDelegate(QStyledItemDelegate):
    """One cell of the table."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: CheckRow = index.data(ROW_ROLE)
        column, rect = CheckColumn(index.column()), QRect(option.rect)
        painter.save()
        paint_ground(painter, rect, selected=is_selected(option), first=column == CheckColumn.TIME)
        if column in (CheckColumn.CRS, CheckColumn.ICANS):
            small = small_badges()
            corner = QPointF(rect.left() + SPACE, rect.top() + (rect.height() - badge_size(small).height()) / 2)
            paint_badge(painter, corner, row.crs if column == CheckColumn.CRS else row.icans, small)
        else:
            self._paint_words(painter, rect, row, column, index)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, row: CheckRow, column: CheckColumn, index: Index) -> None:
        below = words.marks(row) if column == CheckColumn.TIME else ""
        fever = column == CheckColumn.TEMPERATURE and has_fever(row, index.data(FEVER_ROLE))
        bold = fever or column == CheckColumn.WORST
        inner = rect.adjusted(SPACE_3 if column == CheckColumn.TIME else SPACE, 0, -SPACE, 0)
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        side = Qt.AlignmentFlag.AlignRight if column in NUMBERS else Qt.AlignmentFlag.AlignLeft
        paint_lines(painter, inner, text, below, bold=bold, side=side)


class CheckCardDelegate(QStyledItemDelegate):
    """One check as a card, where the list is too narrow for columns."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        theme = current_theme()
        body, small = QFontMetrics(font(theme)).height(), QFontMetrics(font(theme, "small")).height()
        return QSize(0, 2 * body + 2 * small + 4 * SPACE_HALF + SPACE_3)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: CheckRow = index.data(ROW_ROLE)
        now: datetime = index.data(NOW_ROLE)
        rect = QRect(option.rect)
        painter.save()
        paint_ground(painter, rect, selected=is_selected(option), first=True)
        small = small_badges()
        size = badge_size(small)
        left = rect.right() - SPACE_3 - 2 * size.width() - SPACE
        for place, badge in enumerate((row.crs, row.icans)):
            corner = QPointF(left + place * (size.width() + SPACE), rect.top() + SPACE)
            paint_badge(painter, corner, badge, small)
        inner = rect.adjusted(SPACE_4, SPACE, left - rect.right() - SPACE, -SPACE)
        wide = rect.adjusted(SPACE_4, SPACE, -SPACE_3, -SPACE)
        theme = current_theme()
        unusual = " · ".join(part for part in (_worst_words(row), words.marks(row)) if part)
        lines = (
            ("body", True, moment_words(row.observed_at, now), inner, "text"),
            ("small", False, row.author, inner, "muted"),
            ("body", False, " · ".join(words.figures(row)), wide, "text"),
            ("small", False, unusual, wide, "caution"),
        )
        top = rect.top() + SPACE
        for size_name, bold, text, room, token in lines:
            metrics = QFontMetrics(font(theme, size_name, bold=bold))
            line = QRect(room.left(), top, room.width(), metrics.height())
            _paint_line(painter, line, text, size_name, theme.colour(token), bold=bold)
            top += metrics.height() + SPACE_HALF
        painter.restore()


def has_fever(row: CheckRow, fever_c: float) -> bool:
    """Whether the temperature at the check reaches the protocol's threshold."""
    return row.temperature_c is not None and row.temperature_c >= fever_c


def paint_lines(painter: QPainter, rect: QRect, text: str, below: str, *, bold: bool, side: Qt.AlignmentFlag) -> None:
    """Words and, small and in caution, what stands below; both cut with dots where the cell ends."""
    theme = current_theme()
    main, small = QFontMetrics(font(theme, bold=bold)), QFontMetrics(font(theme, "small"))
    high = main.height() + (small.height() if below else 0)
    top = rect.top() + (rect.height() - high) // 2
    line = QRect(rect.left(), top, rect.width(), main.height())
    _paint_line(painter, line, text, "body", theme.colour("text"), bold=bold, side=side)
    if below:
        line = QRect(rect.left(), line.bottom() + 1, rect.width(), small.height())
        _paint_line(painter, line, below, "small", theme.colour("caution"), bold=False, side=side)


def _paint_line(
    painter: QPainter,
    line: QRect,
    text: str,
    size: str,
    colour: QColor,
    *,
    bold: bool,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    face = font(current_theme(), size, bold=bold)
    painter.setFont(face)
    painter.setPen(colour)
    painter.drawText(line, side, QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, line.width()))


def _worst_words(row: CheckRow) -> str:
    worse = words.worst(row)
    return words.worst_since(worse) if worse else ""


def paint_ground(painter: QPainter, rect: QRect, *, selected: bool, first: bool) -> None:
    """The ground of a cell and the line below it; the first cell of the chosen row carries a bar."""
    theme = current_theme()
    painter.fillRect(rect, theme.colour("raised" if selected else "surface"))
    painter.setPen(QPen(theme.colour("raised"), 1))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    if selected and first:
        painter.fillRect(QRect(rect.left(), rect.top(), BAR, rect.height() - 1), theme.colour("accent"))


def is_selected(option: QStyleOptionViewItem) -> bool:
    """Whether the cell belongs to the chosen row."""
    return bool(option.state & QStyle.StateFlag.State_Selected)
