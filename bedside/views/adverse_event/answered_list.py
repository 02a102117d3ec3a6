"""What was answered, in the order of asking; each answer can be changed."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bedside.views.adverse_event.state import QuestionState
from bedside.views.theme import SPACE, SPACE_3, SPACE_4, set_kind, set_look
from bedside.views.widgets.lines import say, wrapped


class AnsweredRow(QWidget):
    """One question with its answer."""

    change_asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._key = ""
        self._asked, self._answer = wrapped("muted"), wrapped("strong")
        self._change = QPushButton(self.tr("Change"))
        set_kind(self._change, "quiet")
        self._change.clicked.connect(self._on_clicked)
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(self._asked)
        told.addWidget(self._answer)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_3)
        line.addLayout(told, 1)
        line.addWidget(self._change, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_question(self, question: QuestionState) -> None:
        """Show another question; emits nothing."""
        self._key = question.key
        name = f"adverse_event.answered.{question.key}"
        self._asked.setObjectName(f"{name}.asked")
        self._answer.setObjectName(name)
        self._change.setObjectName(f"adverse_event.change.{question.key}")
        say(self._asked, question.text)
        say(self._answer, question.answer)
        self._change.setAccessibleName(self.tr("Change: {question}").format(question=question.text))

    @Slot()
    def _on_clicked(self) -> None:
        self.change_asked.emit(self._key)


class AnsweredList(QFrame):
    """All answered questions in one card; hidden while there is none."""

    change_asked = Signal(str)
    """The key of the question that is to be asked again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("adverse_event.answered")
        set_look(self, "card", "true")
        self._rows: list[AnsweredRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE_4, SPACE, SPACE, SPACE)
        self._column.setSpacing(SPACE)
        self.hide()

    def show_questions(self, questions: tuple[QuestionState, ...]) -> None:
        """Show these; emits nothing."""
        while len(self._rows) < len(questions):
            row = AnsweredRow(self)
            row.change_asked.connect(self.change_asked)
            self._column.addWidget(row)
            self._rows.append(row)
        for place, row in enumerate(self._rows):
            if place < len(questions):
                row.show_question(questions[place])
            row.setVisible(place < len(questions))
        self.setVisible(bool(questions))


def keyboard_stops(part: QWidget) -> list[QWidget]:
    """Everything inside `part` that can have the keyboard, in the order in which it was made."""
    return [each for each in part.findChildren(QWidget) if each.focusPolicy() != Qt.FocusPolicy.NoFocus]
