"""The audit screen: queries, entries and one opened entry side by side, or one of the three where room is short."""

from typing import Literal

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from bedside.views.audit import act_words
from bedside.views.audit.detail import Detail
from bedside.views.audit.entries import Entries
from bedside.views.audit.field_words import AnswerWords
from bedside.views.audit.filters import Filters
from bedside.views.audit.model import AuditModel
from bedside.views.audit.state import AuditState, Wanted
from bedside.views.theme import SPACE_3, SPACE_4, current_theme, set_kind
from bedside.views.widgets.flow_layout import FlowLayout
from bedside.views.widgets.form_page import BackBar, FormPage
from bedside.views.widgets.showing import show_if

FILTERS_WIDE, DETAIL_WIDE = 236, 400
"""Widths of the columns at the sides, at 100 %."""
SIDE_BY_SIDE = 1180
"""The width from which all three stand side by side, at 100 %."""

Part = Literal["filters", "entries", "detail"]


class AuditScreen(QWidget):
    """Renders an `AuditState` and the rows of its model."""

    back_requested = Signal()
    wanted_chosen = Signal(object)
    review_requested = Signal()
    export_requested = Signal()

    def __init__(self, model: AuditModel, answer_words: AnswerWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("audit")
        self._model = model
        self._state: AuditState | None = None
        self._part: Part = "entries"
        self.bar = BackBar("audit", self.tr("Back"))
        self.bar.title.setText(self.tr("Audit trail"))
        self.bar.back_requested.connect(self.back_requested)
        self.filters, self.entries, self.detail = Filters(), Entries(model), Detail(answer_words)
        self.filters.chosen.connect(self._on_wanted_chosen)
        self.entries.entry_selected.connect(self._show_entry)
        self.entries.entry_opened.connect(self._on_entry_opened)
        self.detail.list_requested.connect(self._on_list_requested)
        self._look_at = self._button("audit.look_at", "plain")
        self._look_at.clicked.connect(self._on_look_at_clicked)
        self._narrow = self._button("audit.narrow", "plain")
        self._narrow.clicked.connect(self._on_narrow_clicked)
        self._review = self._button("audit.review", "plain", self.tr("Reviewed by me"))
        self._review.clicked.connect(self.review_requested)
        self._export = self._button("audit.export", "plain", self.tr("Export"))
        self._export.clicked.connect(self.export_requested)
        self._pages = QStackedWidget()
        self._lay_out()
        escape = QShortcut(QKeySequence("Escape"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._on_escape)
        self._form: FormPage | None = None

    def _button(self, name: str, kind: str, text: str = "") -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        set_kind(button, kind)
        return button

    def _lay_out(self) -> None:
        body = QWidget()
        across = QHBoxLayout(body)
        across.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        across.setSpacing(SPACE_4)
        for part, stretch in ((self.filters, 0), (self.entries, 1), (self.detail, 0)):
            across.addWidget(part, stretch)
        foot = QFrame()
        foot.setProperty("bar", "bottom")
        line = FlowLayout(foot)
        line.setContentsMargins(SPACE_4, SPACE_3, SPACE_4, SPACE_3)
        for button in (self._look_at, self._narrow, self._review, self._export):
            line.addWidget(button)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(body, 1)
        column.addWidget(foot)
        self._pages.addWidget(main)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)

    # ------------------------------------------------------------------ rendering

    def show_state(self, state: AuditState) -> None:
        """Show `state`; emits nothing."""
        self._state = state
        self.entries.show_state(state)
        self.filters.show_wanted(state.wanted, state.names, state.as_of)
        self._look_at.setText(self.tr("Shown: {query} ▾").format(query=act_words.query(state.wanted.query)))
        narrowed = state.wanted.narrowed
        self._narrow.setText(self.tr("Narrowed further…") if narrowed else self.tr("Narrow further…"))
        show_if(self._review, state.leave.review)
        show_if(self._export, state.leave.export)
        self._review.setEnabled(bool(self._model.rows))
        self.detail.show_row(self.entries.opened, state)
        self._fit()

    def show_form(self, form: FormPage) -> None:
        """Lay a form over the page."""
        self.drop_form()
        self._form = form
        self._pages.addWidget(form)
        self._pages.setCurrentWidget(form)

    def drop_form(self) -> None:
        """Take a form off again."""
        if self._form is not None:
            self._pages.removeWidget(self._form)
            self._form.deleteLater()
            self._form = None

    def focus_entries(self) -> None:
        """Let the keyboard go to the list."""
        self.entries.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def side_by_side(self) -> bool:
        """Whether there is room for all three parts."""
        return self.width() >= current_theme().length(SIDE_BY_SIDE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        theme, wide = current_theme(), self.side_by_side
        for name, part, width in (
            ("filters", self.filters, theme.length(FILTERS_WIDE)),
            ("entries", self.entries, 0),
            ("detail", self.detail, theme.length(DETAIL_WIDE)),
        ):
            if width:
                part.setMaximumWidth(width if wide else QWIDGETSIZE_MAX)
                part.setMinimumWidth(width if wide else 0)
            part.setVisible(wide or self._part == name)
        self.detail.show_way_back(not wide)
        self._look_at.setVisible(not wide)

    def _turn_to(self, part: Part) -> None:
        self._part = part
        self._fit()
        if part == "entries":
            self.focus_entries()

    # ------------------------------------------------------------------ what happened

    @Slot(object)
    def _on_wanted_chosen(self, wanted: Wanted) -> None:
        self._turn_to("entries")
        self.wanted_chosen.emit(wanted)

    @Slot(int)
    def _show_entry(self, number: int) -> None:
        self.detail.show_row(self._model.rows[number], self._state)

    @Slot(int)
    def _on_entry_opened(self, number: int) -> None:
        self._show_entry(number)
        if not self.side_by_side:
            self._turn_to("detail")

    @Slot()
    def _on_list_requested(self) -> None:
        self._turn_to("entries")

    @Slot()
    def _on_narrow_clicked(self) -> None:
        self._turn_to("filters")
        self.filters.ask_conditions()

    @Slot()
    def _on_look_at_clicked(self) -> None:
        self.filters.show_queries()
        self._turn_to("entries" if self._part == "filters" else "filters")

    @Slot()
    def _on_escape(self) -> None:
        if self._part != "entries" and not self.side_by_side:
            self._turn_to("entries")
        else:
            self.back_requested.emit()


QWIDGETSIZE_MAX = 16_777_215
"""Qt's own: no limit to a width."""
