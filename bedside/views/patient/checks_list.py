"""The list of checks, newest first: columns where there is room for them, cards where there is not."""

from datetime import date

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QListView,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from bedside.views.moments import date_words
from bedside.views.patient.checks_delegates import CheckCardDelegate, CheckDelegate, row_height, small_badges
from bedside.views.patient.checks_model import CheckColumn, ChecksTableModel, column_titles
from bedside.views.patient.state import PatientState
from bedside.views.theme import SPACE, SPACE_3, current_theme, font
from bedside.views.widgets.grade_badge import badge_size
from bedside.views.widgets.lines import wrapped
from bedside.views.widgets.row_table import settle_rows

LONG_DATE = date(2026, 11, 28)
"""A day whose words are as long as they come."""

SCROLL_BAR = 16
"""Width kept for the scroll bar."""


class ChecksList(QFrame):
    """Shows the checks of one `PatientState`; choosing one by hand is told, filling is not."""

    check_selected = Signal(str)
    """The record id of the row that was gone to."""
    check_opened = Signal(str)
    """A press or Enter on a row: its record id."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("patient.checks_list")
        self._model = ChecksTableModel(self)
        self._widths = column_widths()
        self._views = QStackedWidget(self)
        self.table, self.cards = self._made_table(), self._made_cards()
        self.cards.setSelectionModel(self.table.selectionModel())
        self.table.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self._empty = wrapped("muted", "patient.no_checks")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setText(self.tr("No check has been made yet."))
        for view in (self.table, self.cards, self._empty):
            self._views.addWidget(view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._views)

    # ------------------------------------------------------------------ made once

    def _made_table(self) -> QTableView:
        table = QTableView(self._views)
        table.setObjectName("patient.checks")
        table.setModel(self._model)
        table.setItemDelegate(CheckDelegate(table))
        settle_rows(table, row_height())
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for column, width in enumerate(self._widths):
            table.setColumnWidth(column, width)
        table.horizontalHeader().setSectionResizeMode(CheckColumn.AUTHOR, QHeaderView.ResizeMode.Stretch)
        self._listen(table)
        return table

    def _made_cards(self) -> QListView:
        cards = QListView(self._views)
        cards.setObjectName("patient.check_cards")
        cards.setModel(self._model)
        cards.setItemDelegate(CheckCardDelegate(cards))
        cards.setUniformItemSizes(True)
        cards.setResizeMode(QListView.ResizeMode.Adjust)
        cards.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._listen(cards)
        return cards

    def _listen(self, view: QTableView | QListView) -> None:
        """What both ways of showing the rows have in common."""
        view.setAccessibleName(self.tr("Checks, newest first"))
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.clicked.connect(self._on_clicked)
        for key in ("Return", "Enter"):
            shortcut = QShortcut(QKeySequence(key), view, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self._on_entered)

    # ------------------------------------------------------------------ rendering

    @property
    def view(self) -> QTableView | QListView:
        """The rows as they are shown at this width."""
        return self.cards if self._views.currentWidget() is self.cards else self.table

    @property
    def columns_width(self) -> int:
        """What all columns need side by side."""
        return sum(self._widths) + SCROLL_BAR

    def sizeHint(self) -> QSize:
        """Room for all columns; a smaller window may go below it."""
        return QSize(self.columns_width, super().sizeHint().height())

    def show_state(self, state: PatientState) -> None:
        """Show the checks with the open one selected; emits nothing."""
        selection = self.table.selectionModel()
        blocked = selection.blockSignals(True)
        self._model.show_state(state)
        number = self._model.row_of(state.selected)
        if number >= 0 and self.table.currentIndex().row() != number:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            selection.setCurrentIndex(self._model.index(number, 0), flags)
            self.view.scrollTo(self._model.index(number, 0))
        selection.blockSignals(blocked)
        # With its signals blocked the selection changed unseen by the views.
        for view in (self.table, self.cards):
            view.viewport().update()
        self._empty.setText(self.tr("No check has been made yet.") if state.loaded else self.tr("Reading…"))
        self._fit()

    def _fit(self) -> None:
        if not self._model.rows:
            self._views.setCurrentWidget(self._empty)
            return
        wanted = self.table if self.width() >= self.columns_width else self.cards
        if self._views.currentWidget() is not wanted:
            had_focus = self.view.hasFocus()
            self._views.setCurrentWidget(wanted)
            wanted.scrollTo(wanted.currentIndex())
            if had_focus:
                wanted.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # ------------------------------------------------------------------ what happened

    def _record_id(self, index: QModelIndex) -> str:
        return self._model.rows[index.row()].record_id if index.isValid() else ""

    @Slot(QItemSelection, QItemSelection)
    def _on_selection_changed(self, _selected: QItemSelection, _deselected: QItemSelection) -> None:
        if record_id := self._record_id(self.table.currentIndex()):
            self.check_selected.emit(record_id)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self.check_opened.emit(self._record_id(index))

    @Slot()
    def _on_entered(self) -> None:
        if record_id := self._record_id(self.table.currentIndex()):
            self.check_opened.emit(record_id)


def column_widths() -> tuple[int, ...]:
    """Of all columns, by the longest words that stand in them."""
    theme = current_theme()
    body, bold = QFontMetrics(font(theme)), QFontMetrics(font(theme, bold=True))
    heads = QFontMetrics(font(theme, "small", bold=True))
    badge = badge_size(small_badges()).width()
    longest = (
        body.horizontalAdvance(f"{date_words(LONG_DATE)} 00:00") + SPACE_3,
        body.horizontalAdvance("Nurse A"),
        badge,
        badge,
        bold.horizontalAdvance("ICANS 0"),
        bold.horizontalAdvance("00.0"),
        body.horizontalAdvance("000/000"),
        body.horizontalAdvance("000"),
        body.horizontalAdvance("10"),
    )
    titles = column_titles()
    return tuple(
        max(width, heads.horizontalAdvance(title)) + 2 * SPACE + 4 for width, title in zip(longest, titles, strict=True)
    )
