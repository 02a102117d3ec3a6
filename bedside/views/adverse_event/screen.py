"""The screen of an adverse event: the search, then the term; below them one button and the question about leaving."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from bedside.views.adverse_event.search_page import SearchPage
from bedside.views.adverse_event.state import AdverseEventState
from bedside.views.adverse_event.term_page import TermPage
from bedside.views.theme import SPACE, SPACE_3, SPACE_4, set_kind, set_look
from bedside.views.widgets.flow_layout import FlowLayout
from bedside.views.widgets.form_page import BackBar
from bedside.views.widgets.lines import say, wrapped
from bedside.views.widgets.showing import show_if


class LeaveBar(QFrame):
    """Asks whether what was answered may be lost."""

    stay_asked = Signal()
    leave_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("bar", "bottom")
        question = QLabel(self.tr("Nothing of this event is saved yet. Leave all the same?"))
        question.setObjectName("adverse_event.leave_question")
        question.setWordWrap(True)
        set_look(question, "role", "caution")
        self.stay = QPushButton(self.tr("Stay here"))
        self.stay.setObjectName("adverse_event.stay")
        set_kind(self.stay, "primary")
        self.stay.clicked.connect(self.stay_asked)
        leave = QPushButton(self.tr("Leave without saving"))
        leave.setObjectName("adverse_event.leave")
        set_kind(leave, "danger")
        leave.clicked.connect(self.leave_asked)
        buttons = QWidget()
        flow = FlowLayout(buttons, spacing=SPACE_3, line_spacing=SPACE)
        flow.addWidget(self.stay)
        flow.addWidget(leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_4, SPACE_3, SPACE_4, SPACE_3)
        column.setSpacing(SPACE)
        column.addWidget(question)
        column.addWidget(buttons)
        self.hide()


class AdverseEventScreen(QWidget):
    """Renders an `AdverseEventState`; emits what a person does."""

    back_requested = Signal()
    stay_requested = Signal()
    leave_requested = Signal()
    save_requested = Signal()
    text_changed = Signal(str)
    term_chosen = Signal(str)
    answered = Signal(str, object)
    typed = Signal(str, str)
    change_asked = Signal(str)
    value_typed = Signal(str, str)
    analyte_chosen = Signal(str)
    unit_chosen = Signal(str)
    death_stated = Signal(bool)
    grade_opened = Signal()
    grade_chosen = Signal(object)

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("adverse_event")
        self._now = now
        self.state = AdverseEventState()
        self.page: TermPage | None = None
        self.bar = BackBar("adverse_event", self.tr("Patient"), self)
        self.bar.back_requested.connect(self.back_requested)
        self._pages = QStackedWidget(self)
        self.search = SearchPage(self._pages)
        self._search_holder = QWidget(self._pages)
        across = QHBoxLayout(self._search_holder)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.search, 1)
        self._pages.addWidget(self._search_holder)
        self.search.text_changed.connect(self.text_changed)
        self.search.chosen.connect(self.term_chosen)
        self._foot, self._error = QFrame(self), wrapped("danger", "adverse_event.refusal")
        self.save = QPushButton(self.tr("Save adverse event"))
        self._leave = LeaveBar(self)
        self._leave.stay_asked.connect(self.stay_requested)
        self._leave.leave_asked.connect(self.leave_requested)
        self._lay_out()
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Escape"), self, context=context).activated.connect(self._on_escape)
        QShortcut(QKeySequence("Ctrl+S"), self, context=context).activated.connect(self._on_save_keys)

    def _lay_out(self) -> None:
        self.save.setObjectName("adverse_event.save")
        set_kind(self.save, "primary")
        self.save.clicked.connect(self.save_requested)
        self._foot.setProperty("bar", "bottom")
        line = QHBoxLayout(self._foot)
        line.setContentsMargins(SPACE_4, SPACE_3, SPACE_4, SPACE_3)
        line.setSpacing(SPACE_3)
        line.addWidget(self._error, 1)
        line.addStretch(0)
        line.addWidget(self.save, 0, Qt.AlignmentFlag.AlignRight)
        self._foot.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self._foot)
        layout.addWidget(self._leave)

    # ------------------------------------------------------------------ rendering

    def show_state(self, state: AdverseEventState) -> None:
        """Show `state`; nothing is emitted by it."""
        self.state = state
        self.bar.title.setText(self.tr("Adverse event · {patient}").format(patient=state.patient))
        back = self.tr("Patient") if state.term is None else self.tr("Terms")
        self.bar.back.setText(f"‹ {back}")
        self.bar.back.setAccessibleName(back)
        self.search.show_state(state.search)
        self._show_term(state)
        say(self._error, state.error(""))
        self.save.setEnabled(not state.busy)
        show_if(self._foot, state.term is not None and not state.leaving)
        was_asking = not self._leave.isHidden()
        self._leave.setVisible(state.leaving)
        if state.leaving and not was_asking:
            self._leave.stay.setFocus(Qt.FocusReason.OtherFocusReason)
        elif was_asking and not state.leaving:
            self.take_focus()

    def _show_term(self, state: AdverseEventState) -> None:
        shown = self.page.property("code") if self.page is not None else None
        wanted = state.term.code if state.term is not None else None
        if self.page is not None and shown != wanted:
            self._pages.setCurrentWidget(self._search_holder)
            self._pages.removeWidget(self.page)
            self.page.deleteLater()
            self.page = None
            if wanted is None:
                self.search.take_focus()
        if state.term is not None and self.page is None:
            self.page = self._made_page(state)
        if state.term is not None and self.page is not None:
            self.page.show_state(state, state.term)

    def _made_page(self, state: AdverseEventState) -> TermPage | None:
        if state.term is None:
            return None
        page = TermPage(state.term, self._now, self._pages)
        page.setProperty("code", state.term.code)
        page.answered.connect(self.answered)
        page.typed.connect(self.typed)
        page.change_asked.connect(self.change_asked)
        if page.value is not None:
            page.value.typed.connect(self.value_typed)
            page.value.analyte_chosen.connect(self.analyte_chosen)
            page.value.unit_chosen.connect(self.unit_chosen)
        page.closing.death_stated.connect(self.death_stated)
        page.closing.grade_opened.connect(self.grade_opened)
        page.closing.grade_chosen.connect(self.grade_chosen)
        page.show_state(state, state.term)
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        # The button was made before the page: after the note comes saving.
        QWidget.setTabOrder(page.closing.note, self.save)
        page.take_focus()
        return page

    def take_focus(self) -> None:
        """Put the keyboard where a person goes on."""
        if self.page is not None:
            self.page.take_focus()
        else:
            self.search.take_focus()

    @property
    def touched(self) -> bool:
        """Whether something was typed on the term's page that would be lost."""
        return self.page is not None and self.page.touched

    # ------------------------------------------------------------------ what happened

    @Slot()
    def _on_escape(self) -> None:
        (self.stay_requested if self.state.leaving else self.back_requested).emit()

    @Slot()
    def _on_save_keys(self) -> None:
        if self.state.term is not None and not self.state.leaving and self.save.isEnabled():
            self.save_requested.emit()
