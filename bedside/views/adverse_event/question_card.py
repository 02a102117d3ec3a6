"""The question that is asked now: big choices, several of a list, or a number; 'not known' is always among them."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from bedside.views.adverse_event import words
from bedside.views.adverse_event.state import NONE_OF_THESE, NOT_KNOWN, QuestionState
from bedside.views.theme import SPACE_3, SPACE_4, set_kind, set_look
from bedside.views.widgets.lines import say, wrapped
from bedside.views.widgets.number_field import NumberField
from bedside.views.widgets.tiles import DIGITS, TileGroup

YES_NO = {"true": True, "false": False}


class QuestionCard(QFrame):
    """One question. `answered` carries its key and the value, None for 'not known'; a list is told when it is whole."""

    answered = Signal(str, object)
    typed = Signal(str, str)
    """A number: its key and the text."""

    def __init__(self, question: QuestionState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = question
        self.setObjectName(f"adverse_event.question.{question.key}")
        set_look(self, "card", "true")
        value = question.value
        self._picked = [str(word) for word in value] if isinstance(value, list) else []
        title = wrapped("section", "adverse_event.question")
        self._refusal = wrapped("danger", "adverse_event.question.refusal")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self._column.setSpacing(SPACE_3)
        self._column.addWidget(title)
        say(title, question.text)
        self._number: NumberField | None = None
        self._all: QPushButton | None = None
        if question.kind == "number":
            self._number = self._made_number()
        self.tiles = self._made_tiles()
        if question.kind == "several":
            self._all = self._made_all()
        self._column.addWidget(self._refusal)
        self.show_error(question.error)
        self._show_picked()

    def _made_number(self) -> NumberField:
        question = self.question
        field = NumberField(f"adverse_event.number.{question.key}", question.text, question.unit)
        if isinstance(question.value, int | float):
            field.show_text(f"{question.value:g}")
        field.entered.connect(self._on_number_entered)
        self._column.addWidget(field)
        return field

    def _made_tiles(self) -> TileGroup:
        question = self.question
        choices = [(choice.word, choice.text) for choice in question.choices]
        if question.kind == "several":
            choices.append((NONE_OF_THESE, words.none_of_these()))
        choices.append((NOT_KNOWN, words.not_known()))
        digits = "" if question.kind == "number" else DIGITS
        tiles = TileGroup(f"adverse_event.choice.{question.key}", question.text, choices, self, digits=digits)
        tiles.pressed.connect(self._on_pressed)
        tiles.pressed_again.connect(self._on_pressed_again)
        self._column.addWidget(tiles)
        return tiles

    def _made_all(self) -> QPushButton:
        button = QPushButton(self.tr("These and no others"))
        button.setObjectName("adverse_event.these")
        set_kind(button, "plain")
        button.clicked.connect(self._on_all_clicked)
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return button

    @property
    def text(self) -> str:
        """What stands in the number; empty for other kinds."""
        return self._number.text if self._number is not None else ""

    def take_focus(self) -> None:
        """Put the keyboard on the question."""
        if self._number is not None:
            self._number.take_focus()
        else:
            self.tiles.take_focus()

    def show_error(self, reason: str) -> None:
        """Show why the answer was not taken; an empty reason takes that back."""
        say(self._refusal, reason)
        if self._number is not None:
            self._number.show_refused(bool(reason))

    def commit(self) -> None:
        """Take a number that is being typed as finished."""
        if self._number is not None:
            self._number.commit()

    def _show_picked(self) -> None:
        question = self.question
        if question.not_known:
            shown: tuple[str, ...] = (NOT_KNOWN,)
        elif question.kind == "several":
            shown = tuple(self._picked) or ((NONE_OF_THESE,) if question.value == [] else ())
        elif isinstance(question.value, bool):
            shown = ("true" if question.value else "false",)
        else:
            shown = (question.value,) if isinstance(question.value, str) else ()
        self.tiles.show_checked(shown)
        if self._all is not None:
            self._all.setEnabled(bool(self._picked))

    # ------------------------------------------------------------------ what a person does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self._number is not None:
            # The number has told itself; the same press must not answer the question that follows.
            event.accept()
        elif enter and self._picked and not (self._all is not None and self._all.hasFocus()):
            self._on_all_clicked()
        else:
            super().keyPressEvent(event)

    @Slot(str)
    def _on_pressed(self, code: str) -> None:
        question = self.question
        if code == NOT_KNOWN:
            self.answered.emit(question.key, None)
        elif code == NONE_OF_THESE:
            self.answered.emit(question.key, [])
        elif question.kind == "several":
            self._picked = [choice.word for choice in question.choices if choice.word in (*self._picked, code)]
            self.question = _unanswered(question)
            self._show_picked()
        else:
            self.answered.emit(question.key, YES_NO[code] if question.kind == "yes_no" else code)

    @Slot(str)
    def _on_pressed_again(self, code: str) -> None:
        if self.question.kind == "several" and code in self._picked:
            self._picked.remove(code)
            self._show_picked()
        else:
            self._on_pressed(code)

    @Slot()
    def _on_all_clicked(self) -> None:
        self.answered.emit(self.question.key, list(self._picked))

    @Slot(str, str)
    def _on_number_entered(self, text: str, _unit: str) -> None:
        self.typed.emit(self.question.key, text)


def _unanswered(question: QuestionState) -> QuestionState:
    """A list that is being put together anew: neither 'none' nor 'not known' any more."""
    return QuestionState(question.key, question.kind, question.text, question.choices, question.unit)
