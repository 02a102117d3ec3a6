"""Glue of the patient page: reads one patient off the GUI thread, shows it, and leads to its forms."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from bedside.clock import Clock
from bedside.models.authority import Act, may
from bedside.models.projections import AssessmentSummary
from bedside.services.audit import note_viewed
from bedside.services.desk import Desk
from bedside.services.interventions import record_intervention
from bedside.services.recording import minutes_late
from bedside.services.subjects import confirm_infusion
from bedside.services.ward import AssessmentDetail, assessment_detail, patient_page
from bedside.views.i18n import current_language
from bedside.views.messages import message_for
from bedside.views.patient import words
from bedside.views.patient.events_part import EventsPart
from bedside.views.patient.infusion import InfusionPresenter
from bedside.views.patient.labs_part import LabsPart
from bedside.views.patient.screen import PatientScreen
from bedside.views.patient.state import PatientState, Shown, TreatmentRow
from bedside.views.patient.summary import AnswerWords, PageRows, detail_of, rows_of, state_of
from bedside.views.patient.treatment_presenter import TreatmentPresenter
from bedside.views.tasks import Runner

AREA = "patient"
"""The page's name in the journal."""
REFRESH_MS = 30_000
TICK_MS = 60_000
"""How often what counts down is said anew, from what was read last."""

_SHOWN: dict[str, Shown] = {"table": "table", "episodes": "episodes", "labs": "labs", "events": "events"}


class PatientPresenter(QObject):
    """Owns the page's state. `open` shows a patient, `refresh` reads the same one again."""

    check_requested = Signal(str)
    """Subject id: start the next check, or go on with the open one."""
    labs_requested = Signal(str, str)
    """Subject id, and bed and subject in words: enter a laboratory panel."""
    adverse_event_requested = Signal(str, str)
    """Subject id, and who that is in words: record an adverse event."""
    closed = Signal()
    """Back to the board."""
    treatment_saved = Signal(str)
    """Subject id: a treatment is on disk."""
    infusion_saved = Signal(str)
    """Subject id: the planned infusion has begun, and that is on disk."""
    told = Signal(str, str)
    """A notice: its kind and its text."""

    def __init__(
        self, runner: Runner, desk: Desk, clock: Clock, answer_words: AnswerWords, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._runner, self._desk, self._clock, self._words = runner, desk, clock, answer_words
        self._state = PatientState(subject_id="", as_of=clock.now())
        self._given: Mapping[UUID, TreatmentRow] = {}
        self._form: TreatmentPresenter | InfusionPresenter | None = None
        self.screen = PatientScreen()
        self._labs = LabsPart(runner, desk, self.screen.overview.course.labs, self)
        self._labs.failed.connect(self._on_part_failed)
        self._events = EventsPart(runner, desk, self.screen.overview.course.events, self)
        self._events.failed.connect(self._on_part_failed)
        self.screen.check_requested.connect(self._on_check_requested)
        self.screen.treatment_requested.connect(self.open_treatment)
        self.screen.labs_requested.connect(self._on_labs_requested)
        self.screen.adverse_event_requested.connect(self._on_adverse_event_requested)
        self.screen.infusion_requested.connect(self.open_infusion)
        self.screen.back_requested.connect(self._on_back_requested)
        self.screen.check_selected.connect(self.select)
        self.screen.shown_chosen.connect(self._on_shown_chosen)
        self.screen.hours_chosen.connect(self._on_hours_chosen)
        self._timer = QTimer(self)
        self._timer.setInterval(REFRESH_MS)
        self._timer.timeout.connect(self.refresh)
        self._minutes = QTimer(self)
        self._minutes.setInterval(TICK_MS)
        self._minutes.timeout.connect(self._on_minute)

    @property
    def state(self) -> PatientState:
        """What is shown now."""
        return self._state

    def stop(self) -> None:
        """No more refreshing: the page is being left."""
        self._timer.stop()
        self._minutes.stop()

    @Slot(str)
    def open(self, subject_id: str) -> None:
        """Show the page of a patient; figures follow as soon as they are read."""
        self._close_form()
        self._given = {}
        role = self._desk.user.role
        record, admit = may(role, Act.RECORD), may(role, Act.ADMIT)
        self._show(PatientState(subject_id, self._clock.now(), may_record=record, may_admit=admit))
        self.refresh()
        # Behind what is to be shown: who looked at whom is journalled, and nobody waits for it.
        self._runner.run(partial(note_viewed, self._desk, subject_id, AREA), self._on_viewed, self._on_failed)
        self._timer.start()
        self._minutes.start()

    @Slot(object)
    def _on_viewed(self, _nothing: object) -> None:
        """Nothing is to be shown of it."""

    def turn_to(self, shown: Shown) -> None:
        """Show another part of the course."""
        self._on_shown_chosen(shown)

    @Slot()
    def refresh(self) -> None:
        """Read the patient again."""
        if self._state.subject_id:
            self._runner.run(
                partial(read_rows, self._desk, self._state.subject_id), self._on_page_read, self._on_failed
            )

    @Slot()
    def _on_minute(self) -> None:
        self.screen.tell_time(self._clock.now())

    def _show(self, state: PatientState) -> None:
        self._state = state
        self.screen.show_state(state)

    # ------------------------------------------------------------------ what was read

    @Slot(object)
    def _on_page_read(self, rows: PageRows) -> None:
        if rows.subject_id != self._state.subject_id:
            return
        self._given = rows.given
        self._show(state_of(rows, self._state, self._desk.protocol.thresholds.fever_c, self._words))
        self._look_at_part()
        if self._state.selected and self._state.detail is None:
            self._read_detail(self._state.selected)

    def _look_at_part(self) -> None:
        if self._state.shown == "labs":
            self._labs.look(self._state.subject_id, self._state.head.infused_at)
        elif self._state.shown == "events":
            self._events.look(self._state.subject_id, self._state.head.infused_at)

    @Slot(str)
    def _on_part_failed(self, reason: str) -> None:
        self.told.emit("danger", reason)

    def _read_detail(self, record_id: str) -> None:
        job = partial(assessment_detail, self._desk, UUID(record_id))
        self._runner.run(job, self._on_detail_read, self._on_failed)

    @Slot(object)
    def _on_detail_read(self, detail: AssessmentDetail) -> None:
        # Whoever goes through the list with the arrow keys is ahead of what is read.
        if str(detail.entry.record_id) == self._state.selected:
            language = "zh" if current_language() == "zh_CN" else "en"
            self._show(replace(self._state, detail=detail_of(detail, self._given, self._words, language)))

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.told.emit("danger", message_for(error))

    # ------------------------------------------------------------------ what the person does

    @Slot(str)
    def select(self, record_id: str) -> None:
        """Open one check's detail."""
        if record_id and record_id != self._state.selected:
            self._show(replace(self._state, selected=record_id, detail=None))
            self._read_detail(record_id)

    @Slot(str)
    def _on_shown_chosen(self, shown: str) -> None:
        self._show(replace(self._state, shown=_SHOWN.get(shown, "time_line")))
        self._look_at_part()

    @Slot(int)
    def _on_hours_chosen(self, hours: int) -> None:
        self._show(replace(self._state, last_hours=hours))

    @Slot()
    def _on_check_requested(self) -> None:
        # Keys work too where their buttons are not offered.
        if self._state.may_record:
            self.check_requested.emit(self._state.subject_id)

    @Slot()
    def _on_labs_requested(self) -> None:
        if self._state.loaded and self._state.may_record:
            patient = words.bed_and_subject(self._state.head, self._state.subject_id)
            self.labs_requested.emit(self._state.subject_id, patient)

    @Slot()
    def _on_adverse_event_requested(self) -> None:
        # The key works before anything is read; who it is must stand on the form.
        if self._state.loaded and self._state.may_record:
            patient = words.bed_and_subject(self._state.head, self._state.subject_id)
            self.adverse_event_requested.emit(self._state.subject_id, patient)

    @Slot()
    def _on_back_requested(self) -> None:
        self.stop()
        self.closed.emit()

    # ------------------------------------------------------------------ forms over the page

    @Slot()
    def open_treatment(self) -> None:
        """An empty form for a treatment."""
        if not self._state.may_record:
            return
        record = partial(record_intervention, self._desk, self._state.subject_id)
        patient = words.bed_and_subject(self._state.head, self._state.subject_id)
        form = TreatmentPresenter(self._runner, record, self._clock.now, patient, self)
        form.saved.connect(self._on_treatment_saved)
        self._open_form(form)
        form.screen.focus_first()

    @Slot()
    def open_infusion(self) -> None:
        """Ask when the planned infusion began."""
        if not self._state.may_admit:
            return
        confirm = partial(confirm_infusion, self._desk, self._state.subject_id)
        patient = words.bed_and_subject(self._state.head, self._state.subject_id)
        form = InfusionPresenter(self._runner, confirm, self._clock.now, patient, self)
        form.saved.connect(self._on_infusion_saved)
        self._open_form(form)
        form.screen.focus_first()

    def _open_form(self, form: TreatmentPresenter | InfusionPresenter) -> None:
        self._close_form()
        self._form = form
        form.closed.connect(self._close_form)
        self.screen.show_form(form.screen)

    @Slot()
    def _close_form(self) -> None:
        self.screen.show_overview()
        if self._form is not None:
            self._form.deleteLater()
            self._form = None

    @Slot(str)
    def _on_treatment_saved(self, said: str) -> None:
        self._on_saved(said)
        self.treatment_saved.emit(self._state.subject_id)

    @Slot(str)
    def _on_infusion_saved(self, said: str) -> None:
        self._on_saved(said)
        self.infusion_saved.emit(self._state.subject_id)

    def _on_saved(self, said: str) -> None:
        self._close_form()
        self.told.emit("good", said)
        self.refresh()


def read_rows(desk: Desk, subject_id: str) -> PageRows:
    """Everything recorded of one patient, in the rows of the page.

    Raises:
        NotFound: no such subject.
    """

    def late(check: AssessmentSummary) -> int | None:
        return minutes_late(desk, check.observed_at, check.recorded_at)

    return rows_of(patient_page(desk, subject_id), late, desk.user.user_id)
