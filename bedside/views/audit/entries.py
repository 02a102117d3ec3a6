"""The list of entries, newest first, with its columns where there is room and as cards where there is not."""

from datetime import datetime

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLabel,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from bedside.views.audit import words
from bedside.views.audit.delegate import AuditDelegate, card_height, row_height
from bedside.views.audit.model import AuditColumn, AuditModel
from bedside.views.audit.state import AuditState, Row
from bedside.views.moments import date_words
from bedside.views.theme import SPACE, SPACE_HALF, current_theme, font, set_look
from bedside.views.widgets.lines import wrapped
from bedside.views.widgets.showing import show_if

LONG_DATE = datetime(2026, 11, 28)  # noqa: DTZ001 (its words are measured, nothing more)
"""A day whose words are as long as they come."""
NARROWEST_WHAT = 240
"""Of the last column at 100 %; with less room the rows become cards."""


class Entries(QFrame):
    """Shows what the model holds. `entry_selected`: somebody went to a row, `entry_opened`: and wants it on top."""

    entry_selected = Signal(int)
    entry_opened = Signal(int)

    def __init__(self, model: AuditModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("audit.list")
        self._model = model
        self._widths = column_widths()
        self.table = self._made_table()
        self._empty = wrapped("muted", "audit.empty")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._views = QStackedWidget(self)
        self._views.addWidget(self.table)
        self._views.addWidget(self._empty)
        self._count = QLabel()
        self._count.setObjectName("audit.count")
        self._count.setWordWrap(True)
        set_look(self._count, "role", "small")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self._views, 1)
        layout.addWidget(self._count)

    def _made_table(self) -> QTableView:
        table = QTableView(self)
        table.setObjectName("audit.entries")
        table.setAccessibleName(self.tr("Entries of the audit trail, newest first"))
        table.setModel(self._model)
        table.setItemDelegate(AuditDelegate(table))
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(row_height())
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for column, width in enumerate(self._widths):
            table.setColumnWidth(column, width)
        head.setSectionResizeMode(AuditColumn.WHAT, QHeaderView.ResizeMode.Stretch)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.selectionModel().selectionChanged.connect(self._on_selection_changed)
        table.clicked.connect(self._on_clicked)
        for key in ("Return", "Enter"):
            shortcut = QShortcut(QKeySequence(key), table, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self._on_entered)
        return table

    @property
    def opened(self) -> Row | None:
        """The entry that is chosen."""
        index = self.table.currentIndex()
        return self._model.rows[index.row()] if index.isValid() and self.table.selectionModel().hasSelection() else None

    def show_state(self, state: AuditState) -> None:
        """Say how much is listed, and that nothing is where nothing fits."""
        self._model.show_state(state)
        shown = len(self._model.rows)
        self._count.setText(words.counted(shown, state.total, state.reading))
        show_if(self._count, bool(shown))
        self._empty.setText(self.tr("Reading…") if state.reading else words.nothing_found())
        show_if(self._empty, True)
        self._views.setCurrentWidget(self.table if shown else self._empty)

    def open_row(self, number: int) -> None:
        """Choose an entry by its place in the list."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        index = self._model.index(number, AuditColumn.WHAT)
        self.table.selectionModel().setCurrentIndex(index, flags)
        self.table.scrollTo(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        needed = sum(self._widths[: AuditColumn.WHAT]) + current_theme().length(NARROWEST_WHAT)
        cards = self.width() < needed
        if cards == self.table.isColumnHidden(AuditColumn.TIME):
            return
        for column in (AuditColumn.TIME, AuditColumn.WHO, AuditColumn.PATIENT):
            self.table.setColumnHidden(column, cards)
        self.table.horizontalHeader().setVisible(not cards)
        self.table.verticalHeader().setDefaultSectionSize(card_height() if cards else row_height())

    @Slot(QItemSelection, QItemSelection)
    def _on_selection_changed(self, _selected: QItemSelection, _deselected: QItemSelection) -> None:
        # The arrow keys lead through the entries beside an open detail; nothing covers the list for them.
        if self.table.selectionModel().hasSelection():
            self.entry_selected.emit(self.table.currentIndex().row())

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self.entry_opened.emit(index.row())

    @Slot()
    def _on_entered(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self.entry_opened.emit(index.row())


def column_widths() -> tuple[int, ...]:
    """Of the columns before the last, by the longest words that stand in them."""
    theme = current_theme()
    body = QFontMetrics(font(theme))
    longest = (
        body.horizontalAdvance(f"{date_words(LONG_DATE)} 00:00") + SPACE_HALF,
        body.horizontalAdvance("Coordinator A"),
        body.horizontalAdvance("01-0004"),
    )
    return tuple(width + 2 * SPACE + SPACE_HALF for width in longest)
