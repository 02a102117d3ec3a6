"""Reads a patient's laboratory off the GUI thread, once somebody looks at it, and shows it on the page."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from bedside.models.protocol import Wording
from bedside.services.analytes import analyte_name, term_name
from bedside.services.desk import Desk
from bedside.services.haematotoxicity import Haematotoxicity, haematotoxicity
from bedside.services.lab_course import LabCourse, lab_course
from bedside.services.laboratory import LabPanelRow, lab_panels
from bedside.services.recording import minutes_late
from bedside.views.messages import message_for
from bedside.views.patient.labs_rows import analytes_of, curve_of, first_choice, neutropenia_lines, panel_cards
from bedside.views.patient.labs_state import LabsState
from bedside.views.patient.labs_view import LabsView
from bedside.views.tasks import Runner


@dataclass(frozen=True, slots=True)
class LabsRead:
    """The panels of one patient, newest first, and what ICAHT says of the counts."""

    subject_id: str
    panels: tuple[LabPanelRow, ...]
    counts: Haematotoxicity


@dataclass(frozen=True, slots=True)
class CourseRead:
    """The course of one analyte of one patient."""

    subject_id: str
    course: LabCourse


class LabsPart(QObject):
    """Owns the state of the laboratory part."""

    failed = Signal(str)

    def __init__(self, runner: Runner, desk: Desk, view: LabsView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner, self._desk, self._view = runner, desk, view
        self._panels: tuple[LabPanelRow, ...] | None = None
        self._state = LabsState("", desk.clock.now())
        view.analyte_chosen.connect(self.select)
        view.table_chosen.connect(self._on_table_chosen)

    @property
    def state(self) -> LabsState:
        """What is shown now."""
        return self._state

    def look(self, subject_id: str, infused_at: datetime | None) -> None:
        """Somebody looks at this patient's laboratory: read it, or read it again."""
        now = self._desk.clock.now()
        if (subject_id, infused_at) != (self._state.subject_id, self._state.infused_at):
            self._panels = None
            self._show(LabsState(subject_id, now, infused_at))
        self._runner.run(partial(read_labs, self._desk, subject_id), self._on_read, self._on_failed)

    def _show(self, state: LabsState) -> None:
        self._state = state
        self._view.show_state(state)

    @Slot(object)
    def _on_read(self, read: LabsRead) -> None:
        if read.subject_id != self._state.subject_id:
            return
        if read.panels == self._panels:
            return
        self._panels = read.panels
        protocol = self._desk.protocol

        def late(taken_at: datetime, recorded_at: datetime) -> int | None:
            return minutes_late(self._desk, taken_at, recorded_at)

        def term(code: str) -> Wording:
            return term_name(protocol, code)

        def analyte(code: str) -> Wording:
            return analyte_name(protocol, code)

        cards = panel_cards(read.panels, term, analyte, late)
        analytes = analytes_of(read.panels, analyte)
        selected = self._state.selected or first_choice(cards, analytes)
        now = self._desk.clock.now()
        self._show(
            replace(
                self._state,
                as_of=now,
                loaded=True,
                panels=cards,
                analytes=analytes,
                selected=selected,
                neutropenia=neutropenia_lines(read.counts),
            )
        )
        self._read_course()

    def _read_course(self) -> None:
        if self._state.selected:
            job = partial(read_course, self._desk, self._state.subject_id, self._state.selected)
            self._runner.run(job, self._on_course_read, self._on_failed)

    @Slot(object)
    def _on_course_read(self, read: CourseRead) -> None:
        if (read.subject_id, read.course.analyte) == (self._state.subject_id, self._state.selected):
            self._show(replace(self._state, curve=curve_of(read.course)))

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(message_for(error))

    @Slot(str)
    def select(self, analyte: str) -> None:
        """Show another analyte over the days."""
        if analyte != self._state.selected:
            self._show(replace(self._state, selected=analyte, curve=None))
            self._read_course()

    @Slot(bool)
    def _on_table_chosen(self, chosen: bool) -> None:
        self._show(replace(self._state, as_table=chosen))


def read_labs(desk: Desk, subject_id: str) -> LabsRead:
    """The panels; also loads the dictionary, whose names the page shows, where nobody has yet."""
    panels = lab_panels(desk, subject_id)
    for panel in panels[:1]:
        for entry in panel.values[:1]:
            analyte_name(desk.protocol, entry.facts.analyte or "")
    return LabsRead(subject_id, panels, haematotoxicity(desk, subject_id))


def read_course(desk: Desk, subject_id: str, analyte: str) -> CourseRead:
    """One analyte over the days."""
    return CourseRead(subject_id, lab_course(desk, subject_id, analyte))
