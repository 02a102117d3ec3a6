"""Paints the trail: a row of two lines where there is room for columns, a card of three where there is not."""

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from bedside.views.audit import act_words, words
from bedside.views.audit.model import ROW_ROLE, STATE_ROLE, AuditColumn, cell_text
from bedside.views.audit.state import AuditState, Row
from bedside.views.theme import SPACE, SPACE_3, SPACE_HALF, Theme, current_theme, font

Index = QModelIndex | QPersistentModelIndex
BAR = 3
"""Width of the bar that marks the opened row."""


def row_height() -> int:
    """A line of words and a small one, and never under a target."""
    theme = current_theme()
    return max(theme.target, _line("body") + _line("small") + SPACE)


def card_height() -> int:
    """A small line, a line of words, and a small one."""
    return _line("body") + 2 * _line("small") + 2 * SPACE


def _line(size: str) -> int:
    return _face(current_theme(), size)[2]


@lru_cache(maxsize=8)
def _face(theme: Theme, size: str) -> tuple[QFont, QFontMetrics, int]:
    """A face with its metrics and line height; made once, because a row asks for it a dozen times."""
    face = font(theme, size)
    metrics = QFontMetrics(face)
    return face, metrics, metrics.height()


class AuditDelegate(QStyledItemDelegate):
    """One cell; with all columns but the last hidden, the whole entry."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    @property
    def cards(self) -> bool:
        """Whether a row is painted as one card."""
        return self._view.isColumnHidden(AuditColumn.TIME)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, card_height() if self.cards else row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW_ROLE)
        state: AuditState = index.data(STATE_ROLE)
        column, rect = AuditColumn(index.column()), QRect(option.rect)
        painter.save()
        first = column == (AuditColumn.WHAT if self.cards else AuditColumn.TIME)
        self._paint_ground(painter, rect, selected=bool(option.state & QStyle.StateFlag.State_Selected), first=first)
        inner = rect.adjusted(SPACE_3 if first else SPACE, SPACE_HALF, -SPACE, -SPACE_HALF - 1)
        if self.cards:
            self._paint_card(painter, inner, row, state)
        else:
            upper = cell_text(row, column, state)
            below, colour = _below(row, column, state)
            self._paint_lines(painter, inner, ((upper, "body", "text"), (below, "small", colour)))
        painter.restore()

    def _paint_card(self, painter: QPainter, rect: QRect, row: Row, state: AuditState) -> None:
        head = (words.recorded(row, state.as_of), words.who(row, state.names), row.subject_id)
        below, colour = _below(row, AuditColumn.WHAT, state)
        lines = (
            (" · ".join(part for part in head if part), "small", "muted"),
            (words.what(row), "body", "text"),
            (below, "small", colour),
        )
        self._paint_lines(painter, rect, lines)

    def _paint_lines(self, painter: QPainter, rect: QRect, lines: tuple[tuple[str, str, str], ...]) -> None:
        shown = [line for line in lines if line[0]]
        top = rect.top() + (rect.height() - sum(_line(size) for _text, size, _colour in shown)) // 2
        for text, size, colour in shown:
            height = _line(size)
            self._paint_line(painter, QRect(rect.left(), top, rect.width(), height), text, size, colour)
            top += height

    def _paint_line(self, painter: QPainter, line: QRect, text: str, size: str, colour: str) -> None:
        theme = current_theme()
        face, metrics, _height = _face(theme, size)
        painter.setFont(face)
        painter.setPen(theme.colour(colour))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, shown)

    def _paint_ground(self, painter: QPainter, rect: QRect, *, selected: bool, first: bool) -> None:
        theme = current_theme()
        painter.fillRect(rect, theme.colour("raised" if selected else "surface"))
        painter.setPen(QPen(theme.colour("raised"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if selected and first:
            painter.fillRect(QRect(rect.left(), rect.top(), BAR, rect.height() - 1), theme.colour("accent"))


def _below(row: Row, column: AuditColumn, state: AuditState) -> tuple[str, str]:
    """The small line of a cell and its colour token."""
    if column == AuditColumn.WHO:
        return act_words.role(row.role), "muted"
    if column != AuditColumn.WHAT:
        return "", "muted"
    marked = words.marks(row, state.names)
    urgent = row.late or row.jump_ms is not None or row.correction
    return " · ".join((*marked, row.reason) if row.reason else marked), "caution" if urgent else "muted"
