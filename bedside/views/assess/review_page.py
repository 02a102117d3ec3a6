"""The last page, in the order of a handover: grades and why, what changed, whom to tell, what is still open."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from bedside.views.assess import wording
from bedside.views.assess.panel import Flags, MissingButton, ScaleCard, line, say
from bedside.views.assess.state import CheckState, OverrideState, PanelState, ReviewState, Scale
from bedside.views.theme import SPACE, SPACE_4, SPACE_6, current_theme, set_kind, set_look
from bedside.views.widgets.badge_state import SCALE_NAMES
from bedside.views.widgets.tiles import TileGroup

_GRADES: Final = tuple((str(grade), str(grade)) for grade in range(6))
GRADE_TILE: Final = 44
NARROW: Final = 560
"""Below this width of the page (at 100 % text) the two grades stand one below the other."""


class OverrideForm(QWidget):
    """Opens in place: another grade, and why. Both the proposal and this are kept."""

    override_changed = Signal(str, object, str)
    """Scale, grade (None: no override), reason."""
    given_up = Signal()
    """The proposal stands after all."""

    def __init__(self, scale: Scale) -> None:
        super().__init__()
        self._scale: Scale = scale
        self._grade: int | None = None
        name = f"assess.override.{scale}"
        self.setObjectName(name)
        title = line("strong", text=self.tr("Your grade for {scale}, and why").format(scale=SCALE_NAMES[scale]))
        self._grades = TileGroup(f"{name}.grade", title.text(), _GRADES, digits="", narrowest=GRADE_TILE)
        self._grades.pressed.connect(self._on_grade_pressed)
        self._reason = QLineEdit()
        self._reason.setObjectName(f"{name}.reason")
        self._reason.setAccessibleName(self.tr("Reason"))
        self._reason.setPlaceholderText(self.tr("Reason, kept with the record"))
        self._reason.setMaxLength(500)
        self._reason.textEdited.connect(self._on_reason_edited)
        cancel = QPushButton(self.tr("Keep the proposal"))
        cancel.setObjectName(f"{name}.cancel")
        set_kind(cancel, "quiet")
        cancel.clicked.connect(self._on_cancel_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        for part in (title, self._grades, self._reason):
            column.addWidget(part)
        column.addWidget(cancel, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_override(self, override: OverrideState | None) -> None:
        """Show a kept override, or an empty form; emits nothing."""
        self._grade = override.grade if override else None
        self._grades.show_checked((str(self._grade),) if self._grade is not None else ())
        reason = override.reason if override else ""
        if reason != self._reason.text():
            with QSignalBlocker(self._reason):
                self._reason.setText(reason)

    def open_form(self) -> None:
        """Show the form with the keyboard on the grades."""
        self.show()
        self._grades.take_focus()

    def _tell(self) -> None:
        self.override_changed.emit(self._scale, self._grade, self._reason.text())

    @Slot(str)
    def _on_grade_pressed(self, code: str) -> None:
        self._grade = int(code)
        self._tell()
        self._reason.setFocus()

    @Slot()
    def _on_reason_edited(self) -> None:
        self._tell()

    @Slot()
    def _on_cancel_clicked(self) -> None:
        self._grade = None
        with QSignalBlocker(self._reason):
            self._reason.clear()
        self.hide()
        self._tell()
        self.given_up.emit()


class GradeCard(QFrame):
    """One scale in full, with the way to set another grade."""

    item_requested = Signal(str)
    override_changed = Signal(str, object, str)

    def __init__(self, scale: Scale) -> None:
        super().__init__()
        set_look(self, "card", "true")
        self._scale: Scale = scale
        self.card = ScaleCard(next(one for one in PanelState().scales if one.scale == scale), "review")
        self.card.item_requested.connect(self.item_requested)
        self._set = line("strong", f"assess.review.{scale}.override")
        self._open = QPushButton(self.tr("Set another grade"))
        self._open.setObjectName(f"assess.review.{scale}.open_override")
        set_kind(self._open, "quiet")
        self.form = OverrideForm(scale)
        self.form.override_changed.connect(self.override_changed)
        self._open.clicked.connect(self.form.open_form)
        self._open.clicked.connect(self._open.hide)
        self.form.given_up.connect(self._open.show)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        column.setSpacing(SPACE)
        column.addWidget(self.card)
        column.addWidget(self._set)
        column.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.form)
        column.addStretch(1)

    def show_state(self, panel: PanelState, override: OverrideState | None) -> None:
        """Show the grade and what a person set in its place; emits nothing."""
        self.card.show_scale(next(one for one in panel.scales if one.scale == self._scale))
        self.form.show_override(override)
        grade = override.grade if override else None
        words = self.tr("You set grade {grade}. The proposal is kept beside it.")
        say(self._set, "" if grade is None else words.format(grade=grade))


class ReviewPage(QWidget):
    """Read aloud from top to bottom it is the handover of this check."""

    item_requested = Signal(str)
    override_changed = Signal(str, object, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("assess.page.review")
        title = line("title", "assess.page_title", wording.page_title("review"))
        self._findings = line("body", "assess.review.findings")
        self._tell_title = line("section")
        self._tell_title.setText(self.tr("Whom to tell"))
        self._tell = line("strong", "assess.review.tell")
        self._flags = Flags("assess.review")
        self._open = MissingButton("assess.review.open")
        self._open.item_requested.connect(self.item_requested)
        self._error = line("danger", "assess.review.error")
        self._cards = [GradeCard(scale.scale) for scale in PanelState().scales]
        self._grades = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._grades.setSpacing(SPACE_4)
        for card in self._cards:
            card.item_requested.connect(self.item_requested)
            card.override_changed.connect(self.override_changed)
            self._grades.addWidget(card, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_6, SPACE_4, SPACE_6, SPACE_4)
        column.setSpacing(SPACE_4)
        column.addWidget(title)
        column.addWidget(self._error)
        column.addLayout(self._grades)
        for part in (self._tell_title, self._tell, self._flags, self._findings, self._open):
            column.addWidget(part)
        column.addStretch(1)

    def show_state(self, state: CheckState) -> None:
        """Show the review; emits nothing."""
        review: ReviewState = state.review
        overrides = {override.scale: override for override in review.overrides}
        for card, scale in zip(self._cards, state.panel.scales, strict=True):
            card.show_state(state.panel, overrides.get(scale.scale))
        say(self._findings, review.findings)
        self._tell_title.setVisible(bool(review.tell))
        say(self._tell, "\n".join(review.tell))
        self._flags.show_flags(state.panel.flags)
        self._open.show_items(review.open_items)
        say(self._error, review.error)

    def labels(self) -> Sequence[str]:
        """What stands on the page, top to bottom: tests read the handover as a person would hear it."""
        return tuple(text for text in (self._tell.text(), self._findings.text(), self._error.text()) if text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < current_theme().length(NARROW)
        self._grades.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
