"""Paints the board's rows: badges, the edge of what is overdue, two lines where there is something to say twice."""

from datetime import datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from bedside.views.board import words
from bedside.views.board.state import PatientRow
from bedside.views.board.table_model import FEVER_ROLE, NOW_ROLE, ROW_ROLE, Column, cell_text
from bedside.views.theme import SPACE, SPACE_3, SPACE_4, SPACE_HALF, Theme, current_theme, font
from bedside.views.widgets.badge_state import BadgeState
from bedside.views.widgets.grade_badge import badge_size, paint_badge

Index = QModelIndex | QPersistentModelIndex
EDGE = 6
"""Width of the coloured edge of a row."""


def edge_colour(row: PatientRow, theme: Theme) -> QColor | None:
    """Danger for overdue, caution for due soon, nothing otherwise."""
    token = {"overdue": "danger", "due_soon": "caution"}.get(row.due_state)
    return theme.colour(token) if token is not None else None


def due_colour(row: PatientRow, theme: Theme) -> QColor:
    """Of the words that say when the check is due."""
    return edge_colour(row, theme) or theme.colour("text")


def paint_ground(painter: QPainter, rect: QRect, row: PatientRow, selected: bool, edge: bool) -> None:
    """The row's ground, its line below, and its edge where this is the leftmost cell."""
    theme = current_theme()
    painter.fillRect(rect, theme.colour("raised" if selected else "surface"))
    painter.setPen(QPen(theme.colour("raised"), 1))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    colour = edge_colour(row, theme)
    if edge and colour is not None:
        painter.fillRect(QRect(rect.left(), rect.top(), EDGE, rect.height() - 1), colour)
    if edge and selected:
        # The chosen row carries a bar of its own: its lighter ground alone would be too faint to find.
        painter.fillRect(QRect(rect.left() + EDGE, rect.top(), 3, rect.height() - 1), theme.colour("accent"))


def paint_alert(painter: QPainter, centre: QPointF, theme: Theme) -> None:
    """An exclamation mark in a triangle's place: a filled circle in danger with a mark in the row's ground."""
    radius = theme.length(8)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("danger"))
    painter.drawEllipse(centre, radius, radius)
    painter.setPen(theme.colour("surface"))
    painter.setFont(font(theme, "small", bold=True))
    painter.drawText(
        QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius), Qt.AlignmentFlag.AlignCenter, "!"
    )
    painter.restore()


class RowDelegate(QStyledItemDelegate):
    """One cell of the table."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, current_theme().row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: PatientRow = index.data(ROW_ROLE)
        column = Column(index.column())
        rect: QRect = option.rect
        painter.save()
        paint_ground(painter, rect, row, _is_selected(option), edge=column == Column.BED)
        if column in (Column.CRS, Column.ICANS):
            _paint_cell_badge(painter, rect, row.crs if column == Column.CRS else row.icans)
        else:
            self._paint_words(painter, rect, row, column, index)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, row: PatientRow, column: Column, index: Index) -> None:
        now: datetime = index.data(NOW_ROLE)
        text, below = cell_text(row, column, now), second_line(row, column, now)
        colour = current_theme().colour("text")
        bold = column in (Column.BED, Column.SUBJECT)
        inner = rect.adjusted(SPACE, 0, -SPACE, 0)
        if column == Column.BED:
            inner.setLeft(rect.left() + EDGE + SPACE_3)
        if column == Column.NEXT:
            colour, bold = due_colour(row, current_theme()), row.due_state in ("overdue", "due_soon")
            inner = _alerted(painter, inner, row)
        if column == Column.TEMPERATURE and row.temperature_c is not None:
            bold = row.temperature_c >= index.data(FEVER_ROLE)
        right = column == Column.TEMPERATURE
        paint_two_lines(painter, inner, text, below, colour, bold=bold, right=right)


def second_line(row: PatientRow, column: Column, now: datetime) -> str:
    """What stands small below a cell's words."""
    if column == Column.NEXT:
        return words.due_reason(row)
    if column == Column.SINCE:
        return words.since_infusion(row)
    if column == Column.TEMPERATURE:
        return words.temperature_time(row, now)
    return ""


def paint_two_lines(
    painter: QPainter, rect: QRect, text: str, below: str, colour: QColor, *, bold: bool, right: bool = False
) -> None:
    """Words and, small and muted, what stands below; both cut with dots where the cell ends."""
    theme = current_theme()
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    main, small = font(theme, "body", bold=bold), font(theme, "small")
    main_metrics, small_metrics = QFontMetrics(main), QFontMetrics(small)
    high = main_metrics.height() + (small_metrics.height() if below else 0)
    top = rect.top() + (rect.height() - high) // 2
    painter.setFont(main)
    painter.setPen(colour)
    line = QRect(rect.left(), top, rect.width(), main_metrics.height())
    painter.drawText(line, side, main_metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width()))
    if below:
        painter.setFont(small)
        painter.setPen(theme.colour("muted"))
        line = QRect(rect.left(), line.bottom() + 1, rect.width(), small_metrics.height())
        painter.drawText(line, side, small_metrics.elidedText(below, Qt.TextElideMode.ElideRight, rect.width()))


def _is_selected(option: QStyleOptionViewItem) -> bool:
    return bool(option.state & QStyle.StateFlag.State_Selected)


def _alerted(painter: QPainter, rect: QRect, row: PatientRow) -> QRect:
    """Paint the alert of an overdue row; what is left of the cell. The words start in one line with or without it."""
    theme = current_theme()
    room = theme.length(8) * 2 + SPACE
    if row.due_state == "overdue":
        paint_alert(painter, QPointF(rect.left() + theme.length(8), rect.center().y() + 1), theme)
    return rect.adjusted(room, 0, 0, 0)


def _paint_cell_badge(painter: QPainter, rect: QRect, badge: BadgeState) -> None:
    size = badge_size(current_theme())
    paint_badge(
        painter, QPointF(rect.left() + SPACE, rect.top() + (rect.height() - size.height()) / 2), badge, current_theme()
    )


class CardDelegate(QStyledItemDelegate):
    """One patient as a card, where the window is too narrow for columns."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        theme = current_theme()
        body = QFontMetrics(font(theme, "body")).height()
        section = QFontMetrics(font(theme, "section", bold=True)).height()
        small = QFontMetrics(font(theme, "small")).height()
        words_high = section + 2 * body + small + 3 * SPACE_HALF
        badges = badge_size(theme).height() + small + SPACE_HALF
        one_more = body + SPACE_HALF
        stacked = _stacked(option.rect.width())
        high = words_high + one_more + SPACE + badges if stacked else max(words_high, badges)
        return QSize(0, high + 2 * SPACE_3)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: PatientRow = index.data(ROW_ROLE)
        rect: QRect = option.rect
        painter.save()
        paint_ground(painter, rect, row, _is_selected(option), edge=True)
        inner = rect.adjusted(EDGE + SPACE_3, SPACE_3, -SPACE_4, -SPACE_3)
        theme = current_theme()
        stacked = _stacked(rect.width())
        badges = _badges_width(theme)
        room = inner if stacked else inner.adjusted(0, 0, -badges - SPACE, 0)
        bottom = self._paint_lines(painter, room, row, index.data(NOW_ROLE), stacked=stacked)
        corner = QPoint(inner.left(), bottom + SPACE) if stacked else QPoint(inner.right() - badges, inner.top())
        for badge in (row.crs, row.icans):
            _paint_captioned(painter, corner, badge, theme)
            corner += QPoint(badge_size(theme).width() + SPACE_4, 0)
        painter.restore()

    def _paint_lines(self, painter: QPainter, room: QRect, row: PatientRow, now: datetime, *, stacked: bool) -> int:
        """The card's words; returns where they end."""
        theme = current_theme()
        course = [words.infusion_day(row), words.since_infusion(row)]
        warmth = [f"{words.temperature(row)} °C", words.temperature_time(row, now)]
        pairs = ["  ".join(part for part in pair if part) for pair in (course, warmth)]
        middle = pairs if stacked else [_one_line(pairs, course[0], room.width())]
        lines = [
            ("section", True, f"{row.bed or '–'} · {row.subject_id}", theme.colour("text")),
            ("body", row.due_state in ("overdue", "due_soon"), words.next_check(row, now), due_colour(row, theme)),
            *(("body", False, text, theme.colour("text")) for text in middle),
            ("small", False, words.notes(row), theme.colour("muted")),
        ]
        top = room.top()
        for size, bold, text, colour in lines:
            face = font(theme, size, bold=bold)
            metrics = QFontMetrics(face)
            line = QRect(room.left(), top, room.width(), metrics.height())
            if size == "body" and row.due_state == "overdue" and colour != theme.colour("text"):
                line = _alerted(painter, line, row)
            painter.setFont(face)
            painter.setPen(colour)
            painter.drawText(
                line, Qt.AlignmentFlag.AlignLeft, metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            )
            top += metrics.height() + SPACE_HALF
        return top - SPACE_HALF


def _one_line(pairs: list[str], day: str, width: int) -> str:
    """Day and temperature in one line; where it is too short for all, the hours since the infusion are left out."""
    whole = " · ".join(pairs)
    fits = QFontMetrics(font(current_theme())).horizontalAdvance(whole) <= width
    return whole if fits else f"{day} · {pairs[-1]}"


def _badges_width(theme: Theme) -> int:
    return 2 * badge_size(theme).width() + SPACE_4


def _stacked(width: int) -> bool:
    """Whether badges go below the words, because both do not fit side by side."""
    theme = current_theme()
    return width < _badges_width(theme) + theme.length(240)


def _paint_captioned(painter: QPainter, corner: QPoint, badge: BadgeState, theme: Theme) -> None:
    face = font(theme, "small")
    metrics = QFontMetrics(face)
    painter.setFont(face)
    painter.setPen(theme.colour("muted"))
    caption = QRect(corner, QSize(badge_size(theme).width(), metrics.height()))
    painter.drawText(caption, Qt.AlignmentFlag.AlignLeft, {"crs": "CRS", "icans": "ICANS"}[badge.scale])
    paint_badge(painter, QPointF(corner.x(), caption.bottom() + SPACE_HALF), badge, theme)
