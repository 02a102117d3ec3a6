"""Finding the term: one field that has the keyboard at once, and what fits below it while it is typed."""

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from bedside.views.adverse_event.hits_list import HitsList
from bedside.views.adverse_event.state import SearchState
from bedside.views.theme import SPACE, SPACE_4, current_theme, set_look
from bedside.views.widgets.lines import say, wrapped

LONGEST: Final = 80
"""Characters of a search; no term's name is longer by much."""
WIDTH: Final = 900
"""Of the column, at 100 %."""


class SearchField(QLineEdit):
    """A line whose up and down arrows move in the list below it."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.returnPressed.emit()
        else:
            super().keyPressEvent(event)


class SearchPage(QWidget):
    """Renders a `SearchState`; tells what is typed and which term is chosen."""

    text_changed = Signal(str)
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        caption = QLabel(self.tr("Which event? Type a term, an abbreviation or how it is called on the ward."))
        caption.setWordWrap(True)
        set_look(caption, "role", "strong")
        self.field = SearchField()
        self.field.setObjectName("adverse_event.search")
        self.field.setAccessibleName(caption.text())
        self.field.setMaxLength(LONGEST)
        self.field.setClearButtonEnabled(False)
        caption.setBuddy(self.field)
        self._hint = wrapped("muted", "adverse_event.hint")
        self._error = wrapped("danger", "adverse_event.search_error")
        self.hits = HitsList(self)
        self._answered: str | None = None
        self._entered = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        layout.setSpacing(SPACE)
        for widget in (caption, self.field, self._hint, self._error):
            layout.addWidget(widget)
        layout.addWidget(self.hits, 1)
        self.setMaximumWidth(current_theme().length(WIDTH))
        self.field.textChanged.connect(self._on_text_changed)
        self.field.stepped.connect(self.hits.step)
        self.field.returnPressed.connect(self._on_return_pressed)
        self.hits.chosen.connect(self.chosen)
        self.hits.left_upward.connect(self._on_left_upward)

    def show_state(self, state: SearchState) -> None:
        """Show `state`; emits nothing."""
        say(self._hint, self._hint_words(state))
        say(self._error, state.error)
        self.hits.show_hits(state.rows)
        self.hits.setVisible(bool(state.rows))
        self._answered = state.answered
        if self._entered and self._is_answered():
            self._entered = False
            self.hits.choose_current()

    def take_focus(self) -> None:
        """Put the keyboard into the field, ready for another word."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def _hint_words(self, state: SearchState) -> str:
        if state.answered is None:
            return "" if state.error else self.tr("Reading the terms…")
        if not state.nothing:
            if state.answered:
                return ""
            return self.tr("Recently used and of special interest") if state.hits else ""
        if not state.others:
            return self.tr("No term is called like that.")
        return self.tr("No term is called like that. Try another word, or record it as 'Other, specify' of its organ:")

    def _is_answered(self) -> bool:
        """Whether the list is of what stands in the field, and not of fewer letters."""
        return self._answered == self.field.text().strip()

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        self._entered = False
        self.text_changed.emit(text)

    @Slot()
    def _on_return_pressed(self) -> None:
        # Whoever types faster than is searched means the term that will come, never the one that stands there.
        self._entered = not self._is_answered()
        if not self._entered:
            self.hits.choose_current()

    @Slot()
    def _on_left_upward(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
