"""The lower part of the term's page: a death, when it began, the grade that is recorded, and a note."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from bedside.views.adverse_event import words
from bedside.views.adverse_event.state import TermState
from bedside.views.theme import SPACE, SPACE_4, set_kind, set_look
from bedside.views.widgets.form_field import FormField
from bedside.views.widgets.given_at import GivenAt
from bedside.views.widgets.lines import say, wrapped
from bedside.views.widgets.note_field import NoteField
from bedside.views.widgets.tiles import TileGroup

DIED = "died"


class Death(QWidget):
    """The one statement that makes a grade 5; it stands by itself and is never made by leaving something out."""

    stated = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        statement = self.tr("The patient died of this event")
        self.tiles = TileGroup("adverse_event", statement, ((DIED, statement),), self, digits="")
        self.tiles.pressed.connect(self._on_pressed)
        self.tiles.pressed_again.connect(self._on_pressed_again)
        self._said = wrapped("danger", "adverse_event.died.said")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.tiles)
        column.addWidget(self._said)

    def show_stated(self, stated: bool) -> None:
        """Show whether it is stated; emits nothing."""
        self.tiles.show_checked((DIED,) if stated else ())
        say(self._said, self.tr("This is grade 5. Press it again to take it back.") if stated else "")

    @Slot(str)
    def _on_pressed(self, _code: str) -> None:
        self.stated.emit(True)

    @Slot(str)
    def _on_pressed_again(self, _code: str) -> None:
        self.stated.emit(False)


class GradeChoice(QWidget):
    """The grade as the answers say; another one only after a press, and with a reason."""

    opened = Signal()
    chosen = Signal(object)
    """A grade, or None: as the answers say."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        caption = QLabel(self.tr("Grade to record"))
        caption.setWordWrap(True)
        set_look(caption, "role", "strong")
        self._proposal = wrapped("body", "adverse_event.proposal")
        self._open = QPushButton(self.tr("Choose another grade"))
        self._open.setObjectName("adverse_event.choose_grade")
        set_kind(self._open, "plain")
        self._open.clicked.connect(self.opened)
        self._tiles: TileGroup | None = None
        self._tiles_for: tuple[int, ...] = ()
        self.reason = FormField("adverse_event.reason", self.tr("Why this grade?"))
        self._refusal = wrapped("danger", "adverse_event.grade.refusal")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE)
        self._column.addWidget(caption)
        self._column.addWidget(self._proposal)
        self._column.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self._refusal)
        self._column.addWidget(self.reason)

    def show_term(self, term: TermState, refusal: str, reason_refusal: str) -> None:
        """Show the grade of `term`; emits nothing."""
        grade = term.grade
        say(self._proposal, words.proposal(term.scale, grade))
        self._open.setVisible(not grade.opened and bool(grade.offered))
        self._show_tiles(grade.offered if grade.opened else ())
        if self._tiles is not None:
            self._tiles.show_checked(() if grade.recorded is None else (str(grade.recorded),))
        say(self._refusal, refusal)
        self.reason.setVisible(grade.needs_reason)
        if self.reason.refusal != reason_refusal:
            self.reason.refuse(reason_refusal)

    def _show_tiles(self, offered: tuple[int, ...]) -> None:
        if offered == self._tiles_for:
            return
        if self._tiles is not None:
            self._tiles.hide()
            self._tiles.deleteLater()
            self._tiles = None
        self._tiles_for = offered
        if offered:
            choices = tuple((str(grade), words.grade_tile(grade)) for grade in offered)
            # The digit that chooses a grade is the grade.
            digits = "".join(str(grade) for grade in offered)
            self._tiles = TileGroup("adverse_event.grade", self.tr("Grade to record"), choices, self, digits=digits)
            self._tiles.pressed.connect(self._on_pressed)
            self._tiles.pressed_again.connect(self._on_pressed_again)
            self._column.insertWidget(3, self._tiles)

    def take_focus(self) -> None:
        """Put the keyboard on the grades, or on what opens them."""
        if self._tiles is not None:
            self._tiles.take_focus()
        else:
            self._open.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _on_pressed(self, code: str) -> None:
        self.chosen.emit(int(code))

    @Slot(str)
    def _on_pressed_again(self, _code: str) -> None:
        self.chosen.emit(None)


class Closing(QWidget):
    """All that is recorded beside the answers."""

    death_stated = Signal(bool)
    grade_opened = Signal()
    grade_chosen = Signal(object)

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.death = Death(self)
        self.onset = GivenAt("adverse_event.onset_at", self.tr("When did it begin?"), now)
        self.grade = GradeChoice(self)
        self._note_caption = wrapped("strong")
        self.note = NoteField("adverse_event.note", self.tr("Note (may be left out)"))
        self._note_refusal = wrapped("danger", "adverse_event.note.refusal")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_4)
        for part in (self.death, self.onset, self.grade):
            column.addWidget(part)
        note = QVBoxLayout()
        note.setSpacing(SPACE)
        note.addWidget(self._note_caption)
        note.addWidget(self.note)
        note.addWidget(self._note_refusal)
        column.addLayout(note)
        self.death.stated.connect(self.death_stated)
        self.grade.opened.connect(self.grade_opened)
        self.grade.chosen.connect(self.grade_chosen)

    def show_term(self, term: TermState, error: Callable[[str], str]) -> None:
        """Show `term`'s part with its refusals by field; emits nothing."""
        self.death.setVisible(term.mortal)
        self.death.show_stated(term.died)
        if error("onset_at") or self.onset.refusal:
            self.onset.refuse(error("onset_at"))
        self.grade.show_term(term, error("grade"), error("override_reason"))
        caption = self.tr("What was it? (a few words)") if term.specify else self.tr("Note (may be left out)")
        say(self._note_caption, caption)
        self.note.setAccessibleName(caption)
        say(self._note_refusal, error("note"))
        self.note.show_refused(bool(error("note")))

    def take_focus(self, field: str) -> None:
        """Put the keyboard where `field` is filled in."""
        if field == "onset_at":
            self.onset.take_focus()
        elif field == "grade":
            self.grade.take_focus()
        elif field == "override_reason":
            self.grade.reason.field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif field == "note":
            self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def touched(self) -> bool:
        """Whether something stands here that would be lost."""
        typed = self.onset.time.text or self.onset.date.text or self.grade.reason.text
        return bool(typed or self.note.toPlainText().strip())
