"""One check in full: what decided each grade and by which source, what was missing, and every answer in words."""

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from bedside.views.moments import moment_words, span_words
from bedside.views.patient import words
from bedside.views.patient.state import AnswerGroup, CheckDetail, GradeDetail, PatientState, TreatmentRow
from bedside.views.theme import SPACE, SPACE_3, SPACE_4, SPACE_6, SPACE_HALF, current_theme, set_kind, set_look
from bedside.views.widgets.badge_state import SCALE_NAMES, Scale
from bedside.views.widgets.grade_badge import GradeBadge, grade_words
from bedside.views.widgets.lines import say, wrapped
from bedside.views.widgets.writing_canvas import WritingCanvas

BESIDE = 420
"""Width at 100 % text where no list of checks stands above it."""

NARROW = 520
"""Below this width (at 100 % text) the two grades stand one below the other."""


class GradeBlock(QWidget):
    """One scale of one check: badge, words, and the sentences behind them."""

    def __init__(self, scale: Scale, parent: QWidget) -> None:
        super().__init__(parent)
        name = f"patient.detail.{scale}"
        self.setObjectName(name)
        self._badge = GradeBadge(scale)
        self._badge.setObjectName(f"{name}.badge")
        self._grade = wrapped("strong", f"{name}.grade")
        top = QHBoxLayout()
        top.setSpacing(SPACE)
        top.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self._grade, 1)
        roles = {
            "override": "caution",
            "decided": "",
            "waived": "",
            "worst": "strong",
            "missing": "caution",
            "urgent": "danger",
            "flags": "caution",
            "notes": "small",
            "source": "small",
        }
        self._lines = {part: wrapped(role, f"{name}.{part}") for part, role in roles.items()}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_HALF)
        layout.addLayout(top)
        for label in self._lines.values():
            layout.addWidget(label)
        layout.addStretch(1)

    def show_grade(self, detail: GradeDetail, check: CheckDetail) -> None:
        """Show the grade of `check`."""
        self._badge.show_state(detail.badge)
        say(self._grade, f"{SCALE_NAMES[detail.scale]} {grade_words(detail.badge)}")
        for part, text in grade_lines(detail, check).items():
            say(self._lines[part], text)


def grade_lines(detail: GradeDetail, check: CheckDetail) -> dict[str, str]:
    """The sentences about one grade, by the part they stand in; empty where there is nothing to say."""
    worst = detail.worst
    return {
        "override": _override(detail),
        "decided": "\n".join(detail.decided),
        "waived": _waiver(detail.waived_by, check) if detail.waived_by is not None else "",
        "worst": words.worst_since(words.grade(worst)) if worst is not None else "",
        "missing": _missing(detail.missing),
        "urgent": "\n".join(flag.text for flag in detail.flags if flag.urgent),
        "flags": "\n".join(flag.text for flag in detail.flags if not flag.urgent),
        "notes": "\n".join(detail.notes),
        "source": " · ".join(part for part in (detail.source, detail.rules) if part),
    }


def _override(detail: GradeDetail) -> str:
    if detail.proposed is None:
        return ""
    sentence = QCoreApplication.translate("Patient", "Set by hand. Proposed was {grade}. Reason: {reason}")
    return sentence.format(grade=grade_words(detail.proposed), reason=detail.reason)


def _waiver(given: TreatmentRow, check: CheckDetail) -> str:
    sentence = QCoreApplication.translate("Patient", "No fever needed: {drug} {time}, {span} before")
    return sentence.format(
        drug=words.drug_name(given.name),
        time=moment_words(given.given_at, check.observed_at),
        span=span_words(check.observed_at - given.given_at),
    )


def _missing(items: tuple[str, ...]) -> str:
    if not items:
        return ""
    separator = QCoreApplication.translate("Patient", ", ", "between the items of a list")
    return QCoreApplication.translate("Patient", "Was missing: {items}").format(items=separator.join(items))


class DetailView(QFrame):
    """Renders the detail of a `PatientState`; labels are kept and filled again, not built anew for each check."""

    back_requested = Signal()
    """To the list of checks, where the window is too narrow for both."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("patient.detail")
        set_look(self, "card", "true")
        self._state: PatientState | None = None
        self._back = QPushButton("‹ " + self.tr("All checks"), self)
        self._back.setObjectName("patient.detail.back")
        self._back.setAccessibleName(self.tr("All checks"))
        set_kind(self._back, "quiet")
        self._back.clicked.connect(self.back_requested)
        self._back.hide()
        self._scroll, self._content = self._made_scroll()
        self._title = wrapped("strong", "patient.detail.title")
        self._timing = wrapped("small", "patient.detail.timing")
        self._late = wrapped("caution", "patient.detail.late")
        self._blocks: dict[Scale, GradeBlock] = {
            "crs": GradeBlock("crs", self._content),
            "icans": GradeBlock("icans", self._content),
        }
        self._answers = Answers(self._content)
        name = "patient.detail.strokes"
        self._strokes = WritingCanvas(name, self.tr("Handwriting"), read_only=True, parent=self._content)
        self._strokes.hide()
        self._lay_out()

    def _made_scroll(self) -> tuple[QScrollArea, QWidget]:
        scroll = QScrollArea(self)
        scroll.setObjectName("patient.detail.scroll")
        scroll.setAccessibleName(self.tr("The check in full"))
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget(scroll)
        set_look(content, "ground", "surface")
        scroll.setWidget(content)
        return scroll, content

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._content)
        column.setContentsMargins(SPACE_4, SPACE_3, SPACE_4, SPACE_4)
        column.setSpacing(SPACE_3)
        head = QVBoxLayout()
        head.setSpacing(2)
        for label in (self._title, self._timing, self._late):
            head.addWidget(label)
        self._grades = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._grades.setSpacing(SPACE_6)
        for block in self._blocks.values():
            self._grades.addWidget(block, 1)
        column.addLayout(head)
        column.addLayout(self._grades)
        column.addWidget(self._answers)
        column.addWidget(self._strokes)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_HALF, SPACE_HALF, SPACE_HALF, SPACE_HALF)
        layout.setSpacing(0)
        layout.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._scroll, 1)

    def sizeHint(self) -> QSize:
        """Width enough for its sentences where it stands beside the time line; it scrolls for the rest."""
        return QSize(current_theme().length(BESIDE), super().sizeHint().height())

    def take_focus(self) -> None:
        """Let the keyboard scroll the check."""
        self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_state(self, state: PatientState, *, alone: bool) -> None:
        """Show the check that is open; `alone` where it stands in the place of the list."""
        self._back.setVisible(alone)
        same = self._state is not None and self._state.detail == state.detail and self._state.selected == state.selected
        self._state = state
        if not same:
            self._show_check(state)

    def _show_check(self, state: PatientState) -> None:
        check = state.detail
        self._content.setVisible(check is not None)
        if check is None:
            return
        self._scroll.verticalScrollBar().setValue(0)
        title = self.tr("Check of {moment}, by {names}")
        names = self.tr(", ").join(check.authors)
        say(self._title, title.format(moment=words.moment_and_day(state, check.observed_at), names=names))
        recorded = moment_words(check.recorded_at, state.as_of)
        say(self._timing, _timing(check, state, recorded))
        say(self._late, words.late(check.late_minutes) if check.late_minutes is not None else "")
        for grade in check.grades:
            self._blocks[grade.scale].show_grade(grade, check)
        self._answers.show_groups(check.groups)
        self._strokes.show_strokes(check.strokes)
        self._strokes.setVisible(bool(check.strokes))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < current_theme().length(NARROW)
        self._grades.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)


def _timing(check: CheckDetail, state: PatientState, recorded: str) -> str:
    if check.due_at is None:
        return QCoreApplication.translate("Patient", "Saved {recorded}").format(recorded=recorded)
    words_of = QCoreApplication.translate("Patient", "Was due {due}, saved {recorded}")
    return words_of.format(due=moment_words(check.due_at, state.as_of), recorded=recorded)


class Answers(QWidget):
    """The answers in the order of the check: what was asked on the left, what was said on the right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("patient.detail.answers")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE_4)
        self._grid.setVerticalSpacing(SPACE_HALF)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)
        self._rows: list[tuple[QLabel, QLabel]] = []

    def show_groups(self, groups: tuple[AnswerGroup, ...]) -> None:
        """Show these answers."""
        lines: list[tuple[str, str, bool]] = []
        for group in groups:
            lines.append((group.title, "", True))
            for answer in group.answers:
                by = QCoreApplication.translate("Patient", "{answer} (by {name})")
                value = by.format(answer=answer.value, name=answer.author) if answer.author else answer.value
                lines.append((answer.label, value, False))
        while len(self._rows) < len(lines):
            self._add_row()
        for number, (asked, said) in enumerate(self._rows):
            label, value, is_title = lines[number] if number < len(lines) else ("", "", False)
            set_look(asked, "role", "strong" if is_title else "muted")
            asked.setContentsMargins(0, SPACE if is_title else 0, 0, 0)
            say(asked, label)
            say(said, value)

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """What is shown, row by row."""
        return tuple((asked.text(), said.text()) for asked, said in self._rows if asked.text())

    def _add_row(self) -> None:
        asked, said = wrapped("muted"), wrapped("")
        row = len(self._rows)
        self._grid.addWidget(asked, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(said, row, 1, Qt.AlignmentFlag.AlignTop)
        self._rows.append((asked, said))
