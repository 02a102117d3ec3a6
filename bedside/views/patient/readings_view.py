"""The table that says what the time line shows; going to a row opens its check."""

from datetime import date

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from bedside.views.moments import date_words
from bedside.views.patient.checks_delegates import is_selected, paint_ground, paint_lines
from bedside.views.patient.readings_table import (
    TREATMENT_FROM,
    ReadingColumn,
    ReadingsTableModel,
    column_titles,
)
from bedside.views.patient.state import PatientState
from bedside.views.theme import SPACE, SPACE_3, current_theme, font
from bedside.views.widgets.row_table import settle_rows

Index = QModelIndex | QPersistentModelIndex
SPARE = 48
"""Pixels that a column may be wider than it needs; more would tear a row apart."""

LONG_DATE = date(2026, 11, 28)
"""A day whose words are as long as they come."""


class ReadingDelegate(QStyledItemDelegate):
    """One cell, with the same room around its words as everywhere."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, first = QRect(option.rect), index.column() == 0
        painter.save()
        paint_ground(painter, rect, selected=is_selected(option), first=first)
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        inner = rect.adjusted(SPACE_3 if first else SPACE, 0, -SPACE, 0)
        side = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole))
        paint_lines(painter, inner, text, "", bold=False, side=side & Qt.AlignmentFlag.AlignHorizontal_Mask)
        painter.restore()


class ReadingsView(QTableView):
    """Shows the readings of one `PatientState`; choosing one by hand is told, filling is not."""

    check_chosen = Signal(str)
    """The record id of the check made then, or of the last one before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("patient.readings")
        self.setAccessibleName(self.tr("The time line as a table, newest first"))
        self._model = ReadingsTableModel(self)
        self.setModel(self._model)
        self.setItemDelegate(ReadingDelegate(self))
        settle_rows(self, current_theme().target)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)

    def show_state(self, state: PatientState) -> None:
        """Show the readings with the open check selected; emits nothing."""
        selection = self.selectionModel()
        blocked = selection.blockSignals(True)
        if self._model.show_state(state):
            self._let_treatments_run_on()
        number = self._model.row_of(state.selected)
        here = self._model.check_at(self.currentIndex().row()) if self.currentIndex().isValid() else ""
        if number >= 0 and here != state.selected:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            selection.setCurrentIndex(self._model.index(number, 0), flags)
            self.scrollTo(self._model.index(number, 0))
        selection.blockSignals(blocked)
        # With its signals blocked the selection changed unseen by the view.
        self.viewport().update()

    def _let_treatments_run_on(self) -> None:
        """Words of a treatment take the room of the figures that it has not."""
        self.clearSpans()
        for row in self._model.treatment_rows():
            self.setSpan(row, TREATMENT_FROM, 1, len(ReadingColumn) - TREATMENT_FROM)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share what room is left evenly, so that columns stay near their neighbours."""
        super().resizeEvent(event)
        widths = column_widths()
        spare = max(0, self.viewport().width() - sum(widths)) // len(widths)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width + min(spare, SPARE))

    @Slot(QItemSelection, QItemSelection)
    def _on_selection_changed(self, _selected: QItemSelection, _deselected: QItemSelection) -> None:
        if self.currentIndex().isValid() and (record_id := self._model.check_at(self.currentIndex().row())):
            self.check_chosen.emit(record_id)


def column_widths() -> tuple[int, ...]:
    """Of all columns, by the longest words that usually stand in them; the last one takes what is left."""
    body, heads = QFontMetrics(font(current_theme())), QFontMetrics(font(current_theme(), "small", bold=True))
    samples = {
        ReadingColumn.DAY: "D+00",
        ReadingColumn.TIME: f"{date_words(LONG_DATE)} 00:00",
        ReadingColumn.TEMPERATURE: "00.0",
        ReadingColumn.CRS: "≥ 0 (0)",
        ReadingColumn.ICE: "0–10",
        ReadingColumn.ICANS: "≥ 0 (0)",
        ReadingColumn.PRESSURE: "000/000",
        ReadingColumn.SATURATION: "000",
    }
    return tuple(
        max(body.horizontalAdvance(samples[column]), heads.horizontalAdvance(title)) + 2 * SPACE + 4
        for column, title in zip(ReadingColumn, column_titles(), strict=True)
    )
