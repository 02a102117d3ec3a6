"""One term: on the left what is asked and recorded, on the right the grade so far with what each grade means."""

from collections.abc import Callable
from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from bedside.views.adverse_event.answered_list import AnsweredList, keyboard_stops
from bedside.views.adverse_event.closing import Closing
from bedside.views.adverse_event.grade_panel import GradePanel, SoFar
from bedside.views.adverse_event.question_card import QuestionCard
from bedside.views.adverse_event.state import AdverseEventState, QuestionState, TermState
from bedside.views.adverse_event.value_card import ValueCard
from bedside.views.theme import SPACE, SPACE_3, SPACE_4, SPACE_6, current_theme, set_kind, set_look
from bedside.views.widgets.lines import say, wrapped
from bedside.views.widgets.showing import show_if

BESIDE, PANEL = 1000, 440
"""Width at 100 % text from which the panel stands beside the questions, and its own."""
COLUMN = 760
"""Of the questions, at 100 %."""


class TermHead(QWidget):
    """The term's name, the other language's, its organ class, the version, and that our words are a draft."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = wrapped("title", "adverse_event.term")
        self._second = wrapped("muted", "adverse_event.second")
        self._version = wrapped("small", "adverse_event.version")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for label in (self._name, self._second, self._version):
            column.addWidget(label)

    def show_term(self, term: TermState) -> None:
        """Show another term."""
        say(self._name, term.name)
        say(self._second, " · ".join(part for part in (term.second, term.soc) if part))
        draft = self.tr("draft wording, not yet approved") if term.draft else ""
        say(self._version, " · ".join(part for part in (term.system, draft) if part))


class Strip(QFrame):
    """The grade so far where there is no room beside the questions; a press turns to what is behind it."""

    turned = Signal(bool)

    def __init__(self, term: TermState, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("bar", "top")
        self.so_far = SoFar(term.scale, "adverse_event.strip")
        self.why = QPushButton(self.tr("Why?"))
        self.why.setObjectName("adverse_event.why")
        self.why.setCheckable(True)
        set_kind(self.why, "choice")
        self.why.toggled.connect(self.turned)
        line = QHBoxLayout(self)
        line.setContentsMargins(SPACE_4, SPACE, SPACE_4, SPACE)
        line.setSpacing(SPACE_3)
        line.addWidget(self.so_far, 1)
        line.addWidget(self.why)


class TermPage(QWidget):
    """Made for one term; renders its `TermState`."""

    answered = Signal(str, object)
    typed = Signal(str, str)
    change_asked = Signal(str)

    def __init__(self, term: TermState, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("adverse_event.term_page")
        self._compact = False
        self._card: QuestionCard | None = None
        self._strip = Strip(term, self)
        self._strip.turned.connect(self._on_turned)
        self._left = self._scroll("adverse_event.answers")
        self._head = TermHead(self)
        self._settled = wrapped("muted", "adverse_event.settled")
        self._list = AnsweredList(self)
        self._list.change_asked.connect(self.change_asked)
        self.value = ValueCard(self) if term.value is not None else None
        self.closing = Closing(now, self)
        self._right = self._scroll("adverse_event.meaning")
        self._right.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._right.setAccessibleName(self.tr("The grade so far, and what each grade means"))
        self.panel = GradePanel(term.scale)
        self._right.setWidget(self.panel)
        self._lay_out()

    def _scroll(self, name: str) -> QScrollArea:
        scroll = QScrollArea(self)
        scroll.setObjectName(name)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return scroll

    def _lay_out(self) -> None:
        body = QWidget()
        body.setMaximumWidth(current_theme().length(COLUMN))
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self._column.setSpacing(SPACE_4)
        for part in (self._head, self.value, self._list, self._settled, self.closing):
            if part is not None:
                self._column.addWidget(part)
        self._column.addStretch(1)
        centred = QWidget()
        across = QHBoxLayout(centred)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(body, 1)
        self._left.setWidget(centred)
        self._across = QHBoxLayout()
        self._across.setSpacing(0)
        self._across.addWidget(self._left, 1)
        self._across.addWidget(self._right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._strip)
        column.addLayout(self._across, 1)
        # What each grade means is read when all is answered: the last stop of the Tab key.
        QWidget.setTabOrder(self.closing.note, self._right)
        self._fit()

    # ------------------------------------------------------------------ rendering

    def show_state(self, state: AdverseEventState, term: TermState) -> None:
        """Show `term`; emits nothing."""
        self._head.show_term(term)
        if self.value is not None and term.value is not None:
            self.value.show_value(term.value)
        self._list.show_questions(term.answered)
        asked_anew = self._show_card(term.current)
        self._order()
        say(self._settled, self._settled_words(term))
        self.closing.show_term(term, state.error)
        self.panel.show_panel(term.panel)
        self._strip.so_far.show_badge(term.panel.badge)
        if asked_anew:
            self._go_on()

    def _show_card(self, question: QuestionState | None) -> bool:
        """Show the question that is asked; whether it is another than before."""
        shown = self._card.question if self._card is not None else None
        if shown is not None and question is not None and shown.key == question.key:
            if self._card is not None:
                self._card.show_error(question.error)
            return False
        had = shown is not None
        if self._card is not None:
            self._card.hide()
            self._column.removeWidget(self._card)
            self._card.deleteLater()
            self._card = None
        if question is not None:
            self._card = QuestionCard(question, self)
            self._card.answered.connect(self.answered)
            self._card.typed.connect(self.typed)
            self._column.insertWidget(self._column.indexOf(self._settled), self._card)
        return had or question is not None

    def _order(self) -> None:
        """Let Tab go from the value over the answers and the question to what is recorded.

        Parts come and go, and what is new stands last for the Tab key; what is recorded keeps its place behind.
        """
        parts = (self._list, self._card)
        stops = [stop for part in parts if part is not None for stop in keyboard_stops(part)]
        before = self.value.stops() if self.value is not None else []
        for one, other in pairwise((self._strip.why, *before, *stops)):
            QWidget.setTabOrder(one, other)

    def _settled_words(self, term: TermState) -> str:
        if term.current is not None:
            return ""
        if not term.answered:
            return ""
        if term.panel.missing:
            return self.tr("Nothing else is asked: what is not known leaves the grade open.")
        return self.tr("Nothing else is asked.")

    def _go_on(self) -> None:
        """Bring the keyboard to the question, or where there is none to what is recorded."""
        if not self.isVisible() or (self.value is not None and self.value.has_focus):
            return
        self._focus_question()
        # Later: a card that was just put in has no place yet.
        QTimer.singleShot(0, self, self._reveal)

    @Slot()
    def _reveal(self) -> None:
        target = self._card if self._card is not None else self.closing.onset
        self._left.ensureWidgetVisible(target, 0, SPACE_6)

    def take_focus(self) -> None:
        """Put the keyboard where the next answer belongs: a value comes before every question."""
        if self.value is not None and not self.value.fields["value"].text:
            self.value.take_focus()
        else:
            self._focus_question()

    def _focus_question(self) -> None:
        if self._card is not None:
            self._card.take_focus()
        else:
            self.closing.onset.take_focus()

    def show_field(self, field: str) -> None:
        """Bring a refused field into view, with the keyboard in it."""
        self._strip.why.setChecked(False)
        self.closing.take_focus(field)
        places = {"onset_at": self.closing.onset, "note": self.closing.note}
        self._left.ensureWidgetVisible(places.get(field, self.closing.grade), 0, SPACE_6)

    def finish_typing(self) -> None:
        """Take what is being typed as finished."""
        if self._card is not None:
            self._card.commit()

    @property
    def touched(self) -> bool:
        """Whether something was typed that is no answer yet."""
        return self.closing.touched or (self._card is not None and bool(self._card.text))

    # ------------------------------------------------------------------ room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        theme = current_theme()
        self._compact = self.width() < theme.length(BESIDE)
        show_if(self._strip, self._compact)
        turned = self._compact and self._strip.why.isChecked()
        self._left.setVisible(not turned)
        self._right.setVisible(turned or not self._compact)
        self.panel.so_far.setVisible(not self._compact)
        self._right.setMaximumWidth(16_777_215 if self._compact else theme.length(PANEL))
        self._right.setMinimumWidth(0 if self._compact else theme.length(PANEL))
        self._across.setStretch(1, 1 if self._compact else 0)
        set_look(self._right, "ground", "surface")

    @Slot(bool)
    def _on_turned(self, _turned: bool) -> None:
        self._fit()
