"""The ward board: rows to choose from, and the few things that can be done with one."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QListView,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from bedside.views.appearance import Appearance
from bedside.views.board import words
from bedside.views.board.actions import BoardActions
from bedside.views.board.delegates import EDGE, CardDelegate, RowDelegate
from bedside.views.board.header import BoardHeader
from bedside.views.board.state import BoardState
from bedside.views.board.table_model import BoardTableModel, Column
from bedside.views.moments import DAY, HOUR, span_words
from bedside.views.theme import SPACE, SPACE_3, SPACE_4, SPACE_HALF, current_theme, font, set_kind, set_look
from bedside.views.widgets.grade_badge import badge_size
from bedside.views.widgets.row_table import settle_rows
from bedside.views.widgets.showing import show_if

LONG_SPANS = (28 * DAY + 20 * HOUR, 20 * HOUR)
"""Since the infusion, as long as their words come."""

NARROWEST_NOTE = 100
"""Of the note column at 100 %; with less room left for it the rows become cards."""


class BoardScreen(QWidget):
    """Renders a `BoardState`. Selecting a row is told too, so that a refresh keeps it."""

    subject_selected = Signal(str)
    patient_requested = Signal(str)
    check_requested = Signal(str)
    admission_requested = Signal()
    scan_entered = Signal(str)
    sign_out_requested = Signal()
    page_requested = Signal(str)

    def __init__(
        self,
        appearance: Appearance,
        user_name: str,
        entries: Sequence[tuple[str, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("board")
        self._state: BoardState | None = None
        self._arrived = False
        self._model = BoardTableModel(self)
        self._header = BoardHeader(appearance, user_name, entries)
        self._header.menu.page_requested.connect(self.page_requested)
        self._header.menu.sign_out_requested.connect(self.sign_out_requested)
        self._table, self._cards = self._made_table(), self._made_cards()
        self._cards.setSelectionModel(self._table.selectionModel())
        self._table.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self._views = QStackedWidget()
        for view in (self._table, self._cards, self._made_empty_ward()):
            self._views.addWidget(view)
        self._actions = BoardActions()
        self._actions.check_asked.connect(self._on_check_asked)
        self._actions.open_asked.connect(self._on_open_asked)
        self._actions.admission_asked.connect(self._on_admission_asked)
        self._actions.scan_entered.connect(self.scan_entered)
        self._lay_out()
        for key, slot in (("F3", self._actions.ask_for_scan), ("Ctrl+N", self._on_admission_asked)):
            QShortcut(QKeySequence(key), self).activated.connect(slot)

    # ------------------------------------------------------------------ made once

    def _lay_out(self) -> None:
        body = QWidget()
        inner = QVBoxLayout(body)
        inner.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        inner.addWidget(self._views)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._header)
        layout.addWidget(body, 1)
        layout.addWidget(self._actions)

    def _made_table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("board.table")
        table.setAccessibleName(self.tr("Patients, those who need a hand first"))
        table.setModel(self._model)
        table.setItemDelegate(RowDelegate(table))
        settle_rows(table, current_theme().row)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for column, width in enumerate(_column_widths()):
            table.setColumnWidth(column, width)
        table.horizontalHeader().setSectionResizeMode(Column.NOTE, QHeaderView.ResizeMode.Stretch)
        self._listen(table)
        return table

    def _made_cards(self) -> QListView:
        cards = QListView()
        cards.setObjectName("board.cards")
        cards.setAccessibleName(self.tr("Patients, those who need a hand first"))
        cards.setModel(self._model)
        cards.setItemDelegate(CardDelegate(cards))
        cards.setResizeMode(QListView.ResizeMode.Adjust)
        cards.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._listen(cards)
        return cards

    def _listen(self, view: QTableView | QListView) -> None:
        """What both ways of showing the rows have in common."""
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.doubleClicked.connect(self._on_double_clicked)
        for key in ("Return", "Enter"):
            shortcut = QShortcut(QKeySequence(key), view, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self._on_open_asked)
        for key in ("Space", "S"):
            shortcut = QShortcut(QKeySequence(key), view, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self._on_check_asked)

    def _made_empty_ward(self) -> QWidget:
        part = QWidget()
        layout = QVBoxLayout(part)
        layout.addStretch(1)
        self._empty_words = QLabel()
        self._empty_words.setObjectName("board.empty")
        self._empty_words.setWordWrap(True)
        self._empty_words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_look(self._empty_words, "role", "section")
        self._empty_add = self._button("board.add_first", self.tr("Add patient"), "primary")
        self._empty_add.clicked.connect(self.admission_requested)
        layout.addWidget(self._empty_words)
        layout.addSpacing(SPACE_4)
        layout.addWidget(self._empty_add, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)
        return part

    def _button(self, name: str, text: str, kind: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        set_kind(button, kind)
        return button

    # ------------------------------------------------------------------ rendering

    @property
    def state(self) -> BoardState | None:
        """What is shown now."""
        return self._state

    @property
    def view(self) -> QTableView | QListView:
        """The rows as they are shown at this width."""
        return self._cards if self._views.currentWidget() is self._cards else self._table

    def show_state(self, state: BoardState) -> None:
        """Show `state`; nothing is emitted by it."""
        selection = self._table.selectionModel()
        blocked = selection.blockSignals(True)
        self._state = state
        self._model.show_state(state)
        number = self._model.row_of(state.selected)
        if number >= 0 and self._table.currentIndex().row() != number:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            selection.setCurrentIndex(self._model.index(number, 0), flags)
            self._table.scrollTo(self._model.index(number, 0))
            self._cards.scrollTo(self._model.index(number, 0))
        selection.blockSignals(blocked)
        # With its signals blocked the selection changed unseen by the views.
        self._table.viewport().update()
        self._cards.viewport().update()
        arrived = self._arrived
        self._arrived = state.loaded
        self._show_empty_ward(state)
        self._fit()
        if state.loaded and not arrived and self.isVisible():
            self.focus_rows()

    def _show_empty_ward(self, state: BoardState) -> None:
        self._empty_words.setText(
            self.tr("No patient is on this ward yet.") if state.loaded else self.tr("Reading the ward…")
        )
        show_if(self._empty_add, state.loaded and state.may_admit)

    def _fit(self) -> None:
        """Choose rows or cards, and as many words around them as there is room for."""
        if self._state is None:
            return
        compact = self._is_narrow()
        self._header.show_state(self._state, compact=compact)
        self._actions.show_state(self._state, compact=compact)
        if not self._state.rows:
            self._views.setCurrentIndex(2)
            return
        wanted = self._cards if compact else self._table
        if self._views.currentWidget() is not wanted:
            had_focus = self.view.hasFocus()
            self._views.setCurrentWidget(wanted)
            if had_focus:
                wanted.setFocus()

    def _is_narrow(self) -> bool:
        needed = sum(_column_widths()) + current_theme().length(NARROWEST_NOTE) + 2 * SPACE_4
        return self.width() < needed

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def focus_rows(self) -> None:
        """Let the keyboard go to the rows, or to the way to the first one."""
        empty = self._state is not None and self._state.loaded and self._state.may_admit and not self._state.rows
        (self._empty_add if empty else self.view).setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------ what happened

    @Slot(QItemSelection, QItemSelection)
    def _on_selection_changed(self, _selected: QItemSelection, _deselected: QItemSelection) -> None:
        index = self._table.currentIndex()
        if index.isValid():
            self.subject_selected.emit(self._model.rows[index.row()].subject_id)

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.patient_requested.emit(self._model.rows[index.row()].subject_id)

    @Slot()
    def _on_open_asked(self) -> None:
        if self._state is not None and self._state.selected_row is not None:
            self.patient_requested.emit(self._state.selected)

    @Slot()
    def _on_check_asked(self) -> None:
        if self._state is not None and self._state.may_check and self._state.selected_row is not None:
            self.check_requested.emit(self._state.selected)

    @Slot()
    def _on_admission_asked(self) -> None:
        if self._state is not None and self._state.may_admit:
            self.admission_requested.emit()


def _column_widths() -> tuple[int, ...]:
    """Of all columns but the last, by the longest words that stand in them."""
    theme = current_theme()
    body, bold = QFontMetrics(font(theme)), QFontMetrics(font(theme, bold=True))
    badge = badge_size(theme).width() + 2 * SPACE
    alert = 2 * theme.length(8) + SPACE
    small, small_bold = QFontMetrics(font(theme, "small")), QFontMetrics(font(theme, "small", bold=True))
    return (
        bold.horizontalAdvance("000-00") + EDGE + SPACE_3 + SPACE,
        bold.horizontalAdvance("000-0000") + 2 * SPACE,
        max(small.horizontalAdvance(span_words(span)) for span in LONG_SPANS) + 2 * SPACE + SPACE_HALF,
        alert + bold.horizontalAdvance(words.longest_due()) + 3 * SPACE,
        max(badge, small_bold.horizontalAdvance("ICANS") + 2 * SPACE + SPACE),
        max(badge, small_bold.horizontalAdvance("ICANS") + 2 * SPACE + SPACE),
        body.horizontalAdvance("00 Mmm") + 2 * SPACE_3,
    )
