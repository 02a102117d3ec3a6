"""The list of terms: name, the other name or what matched, organ class, and why a term stands so high."""

from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from bedside.views.adverse_event import words
from bedside.views.adverse_event.state import HitState
from bedside.views.theme import SPACE, SPACE_3, SPACE_4, SPACE_HALF, Theme, current_theme, font

Index = QModelIndex | QPersistentModelIndex
HIT_ROLE: Final = Qt.ItemDataRole.UserRole
BAR: Final = 3
"""Width of the bar that marks the chosen row."""
_WRAP: Final = int(Qt.TextFlag.TextWordWrap)
_NOWHERE: Final = QModelIndex()
Line = tuple[str, str, str, bool]
"""Words, size, colour and whether they are bold."""


class HitsModel(QAbstractListModel):
    """The terms that were found."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hits: tuple[HitState, ...] = ()

    def show_hits(self, hits: tuple[HitState, ...]) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        hit = self.hits[index.row()]
        if role == HIT_ROLE:
            return hit
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.name
        return words.hit_sentence(hit) if role == Qt.ItemDataRole.AccessibleTextRole else None


class HitDelegate(QStyledItemDelegate):
    """Paints a row as high as its words need."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else QRect(option.rect).width()
        theme = current_theme()
        room = text_room(QRect(0, 0, width, 0), index.data(HIT_ROLE), theme)
        high = sum(height_of(line, room.width(), theme) for line in lines_of(index.data(HIT_ROLE)))
        return QSize(0, max(theme.row, high + SPACE_HALF + 2 * SPACE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, hit, rect = current_theme(), index.data(HIT_ROLE), QRect(option.rect)
        painter.save()
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("raised"))
            painter.fillRect(QRect(rect.left(), rect.top(), BAR, rect.height()), theme.colour("accent"))
        room = text_room(rect, hit, theme)
        top = rect.top() + SPACE
        for line in lines_of(hit):
            text, size, token, bold = line
            high = height_of(line, room.width(), theme)
            painter.setFont(font(theme, size, bold=bold))
            painter.setPen(theme.colour(token))
            painter.drawText(QRect(room.left(), top, room.width(), high), _WRAP, text)
            top += high + SPACE_HALF
        paint_marks(painter, rect, hit, theme)
        painter.restore()


def lines_of(hit: HitState) -> tuple[Line, ...]:
    """The words of a row, one below the other."""
    second = " · ".join(part for part in (hit.second, hit.soc) if part)
    return ((hit.name, "body", "text", True), (second, "small", "muted", False))


def text_room(rect: QRect, hit: HitState, theme: Theme) -> QRect:
    """Where the words of a row stand: beside its marks, or below them where these would take half of the row."""
    beside = marks_width(hit, theme)
    return rect.adjusted(SPACE_4, 0, -SPACE_3 - beside, 0)


def marks_width(hit: HitState, theme: Theme) -> int:
    """The room of the widest mark."""
    metrics = QFontMetrics(font(theme, "small"))
    widths = [metrics.horizontalAdvance(mark) + 2 * SPACE for mark in words.marks(hit)]
    return max(widths, default=-SPACE_3) + SPACE_3


def height_of(line: Line, width: int, theme: Theme) -> int:
    """The height of a line over as many lines as it takes."""
    text, size, _, bold = line
    metrics = QFontMetrics(font(theme, size, bold=bold))
    return metrics.boundingRect(QRect(0, 0, max(1, width), 10_000), _WRAP, text).height() if text else 0


def paint_marks(painter: QPainter, rect: QRect, hit: HitState, theme: Theme) -> None:
    """Draw the marks at the right, one below the other, each a word in an outline."""
    painter.setFont(font(theme, "small"))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    metrics = QFontMetrics(painter.font())
    high = metrics.height() + SPACE_HALF
    said = words.marks(hit)
    top = rect.top() + (rect.height() - len(said) * high - (len(said) - 1) * SPACE_HALF) // 2
    for mark in said:
        wide = metrics.horizontalAdvance(mark) + 2 * SPACE
        box = QRect(rect.right() - SPACE_3 - wide, top, wide, high)
        painter.setPen(QPen(theme.colour("border"), theme.line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), theme.radius, theme.radius)
        painter.setPen(theme.colour("caution" if mark is said[0] and hit.aesi else "muted"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), mark)
        top += high + SPACE_HALF


class HitsList(QListView):
    """Terms to choose from: a press or Enter chooses, arrows move."""

    chosen = Signal(str)
    """The code of the term that was chosen."""
    left_upward = Signal()
    """The up arrow on the first row: back to the field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("adverse_event.hits")
        self.setAccessibleName(self.tr("Terms that fit"))
        self._model = HitsModel(self)
        self.setModel(self._model)
        self.setItemDelegate(HitDelegate(self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.clicked.connect(self._on_clicked)

    @property
    def hits(self) -> tuple[HitState, ...]:
        """What is shown."""
        return self._model.hits

    def show_hits(self, hits: tuple[HitState, ...]) -> None:
        """Show these with the first marked; emits nothing."""
        if hits == self._model.hits:
            return
        self._model.show_hits(hits)
        if hits:
            self.setCurrentIndex(self._model.index(0, 0))
        self.scrollToTop()

    def step(self, by: int) -> None:
        """Mark the row `by` rows further."""
        row = self.currentIndex().row() + by
        if 0 <= row < len(self.hits):
            self.setCurrentIndex(self._model.index(row, 0))

    def choose_current(self) -> None:
        """Choose the marked row."""
        if self.currentIndex().isValid() and self.hits:
            self.chosen.emit(self.hits[self.currentIndex().row()].code)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose_current()
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_upward.emit()
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(self.hits[index.row()].code)
