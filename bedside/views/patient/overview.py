"""The patient page itself: head, time line, checks and one check in full, side by side or one at a time."""

from typing import Literal

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bedside.views.patient.actions import PatientActions
from bedside.views.patient.checks_list import ChecksList
from bedside.views.patient.course_panel import CoursePanel
from bedside.views.patient.detail import DetailView
from bedside.views.patient.head import PatientHead
from bedside.views.patient.state import PatientState, Shown
from bedside.views.theme import SPACE, SPACE_3, SPACE_4, current_theme, set_kind

Part = Literal["course", "checks", "detail"]

NARROWEST_COURSE, LOWEST = 440, 600
"""Width of the time line and height of the window (at 100 % text) below which one part is shown at a time."""


class Overview(QWidget):
    """Renders a `PatientState`. Which part is on top in a small window is its own business."""

    back_requested = Signal()
    check_requested = Signal()
    treatment_requested = Signal()
    adverse_event_requested = Signal()
    labs_requested = Signal()
    infusion_requested = Signal()
    check_selected = Signal(str)
    shown_chosen = Signal(str)
    hours_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: PatientState | None = None
        self._part: Part = "course"
        self.head, body = PatientHead(self), QWidget(self)
        self._bar = QWidget(body)
        self._parts = {"course": self._switch("course"), "checks": self._switch("checks")}
        self.course, self.checks, self.detail = CoursePanel(body), ChecksList(body), DetailView(body)
        self.foot = PatientActions(self)
        self._lay_out(body)
        self._connect()

    def _switch(self, part: str) -> QPushButton:
        button = QPushButton(self.tr("Time line") if part == "course" else self.tr("Checks"), self._bar)
        button.setObjectName(f"patient.part.{part}")
        button.setCheckable(True)
        set_kind(button, "choice")
        button.clicked.connect(self._on_part_clicked)
        return button

    def _lay_out(self, body: QWidget) -> None:
        line = QHBoxLayout(self._bar)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE)
        for button in self._parts.values():
            line.addWidget(button, 1)
        beside = QVBoxLayout()
        beside.setSpacing(SPACE_3)
        beside.addWidget(self.checks, 1)
        beside.addWidget(self.detail, 1)
        self._across = QHBoxLayout()
        self._across.setSpacing(SPACE_3)
        self._across.addWidget(self.course)
        self._across.addLayout(beside)
        column = QVBoxLayout(body)
        column.setContentsMargins(SPACE_4, SPACE_3, SPACE_4, SPACE_3)
        column.setSpacing(SPACE_3)
        column.addWidget(self._bar)
        column.addLayout(self._across, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(body, 1)
        layout.addWidget(self.foot)

    def _connect(self) -> None:
        self.head.back_requested.connect(self.back_requested)
        self.course.shown_chosen.connect(self.shown_chosen)
        self.course.hours_chosen.connect(self.hours_chosen)
        self.course.check_chosen.connect(self._on_check_opened)
        self.checks.check_selected.connect(self.check_selected)
        self.checks.check_opened.connect(self._on_check_opened)
        self.detail.back_requested.connect(self._on_detail_left)
        self.foot.check_asked.connect(self.check_requested)
        self.foot.treatment_asked.connect(self.treatment_requested)
        self.foot.labs_asked.connect(self.labs_requested)
        self.foot.adverse_event_asked.connect(self.adverse_event_requested)
        self.foot.infusion_asked.connect(self.infusion_requested)
        for key, slot in (
            ("Escape", self._on_escape),
            ("S", self.check_requested),
            ("T", self.treatment_requested),
            ("A", self.adverse_event_requested),
            ("L", self.labs_requested),
            ("E", self._on_episodes_asked),
            ("V", self._on_values_asked),
            ("R", self._on_recorded_events_asked),
        ):
            context = Qt.ShortcutContext.WidgetWithChildrenShortcut
            QShortcut(QKeySequence(key), self, context=context).activated.connect(slot)

    # ------------------------------------------------------------------ rendering

    def show_state(self, state: PatientState) -> None:
        """Show `state`; nothing is emitted by it."""
        arrived = state.loaded and not (self._state is not None and self._state.loaded)
        self._state = state
        self.course.show_state(state)
        self.checks.show_state(state)
        self._fit()
        if arrived and self.isVisible():
            self.focus_first()

    @property
    def compact(self) -> bool:
        """Whether there is room for one part only."""
        needed = self.checks.columns_width + current_theme().length(NARROWEST_COURSE) + 2 * SPACE_4 + SPACE_3
        return self.width() < needed or self.height() < current_theme().length(LOWEST)

    def _fit(self) -> None:
        if self._state is None:
            return
        compact = self.compact
        self.head.show_state(self._state, compact=compact)
        self.foot.show_state(self._state, compact=compact)
        self.detail.show_state(self._state, alone=compact)
        self._bar.setVisible(compact and self._part != "detail")
        for part, button in self._parts.items():
            button.setChecked(part == self._part)
        self.course.setVisible(not compact or self._part == "course")
        # Beside the table of readings the list would say everything twice.
        self.checks.setVisible(self._part == "checks" if compact else self._state.shown != "table")
        self.detail.setVisible(bool(self._state.checks) and (not compact or self._part == "detail"))
        self._share_out(compact=compact)

    def _share_out(self, *, compact: bool) -> None:
        """Give what is shown all the room there is; the right takes what it asks for, the time line the rest."""
        self._across.setStretch(0, 0 if compact and self._part != "course" else 1)
        self._across.setStretch(1, 1 if compact and self._part != "course" else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.focus_first()

    def focus_first(self) -> None:
        """Let the keyboard go to the checks, or to the time line where only that is shown."""
        target = self.checks.view if self.checks.isVisible() else self.course.time_line
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------ what happened

    def _turn_to(self, part: Part) -> None:
        self._part = part
        self._fit()

    @Slot()
    def _on_part_clicked(self) -> None:
        self._turn_to("checks" if self.sender() is self._parts["checks"] else "course")

    @Slot(str)
    def _on_check_opened(self, record_id: str) -> None:
        self.check_selected.emit(record_id)
        if self.compact:
            self._turn_to("detail")
            self.detail.take_focus()

    @Slot()
    def _on_episodes_asked(self) -> None:
        self._turn_course_to("episodes")

    @Slot()
    def _on_values_asked(self) -> None:
        self._turn_course_to("labs")

    @Slot()
    def _on_recorded_events_asked(self) -> None:
        self._turn_course_to("events")

    def _turn_course_to(self, shown: Shown) -> None:
        """To a part of the course, and by the same key back to the time line."""
        here = self._state is not None and self._state.shown == shown and self.course.isVisible()
        if self.compact:
            self._turn_to("course")
        self.shown_chosen.emit("time_line" if here else shown)

    @Slot()
    def _on_detail_left(self) -> None:
        self._turn_to("checks")
        self.focus_first()

    @Slot()
    def _on_escape(self) -> None:
        if self.compact and self._part == "detail":
            self._on_detail_left()
        else:
            self.back_requested.emit()
