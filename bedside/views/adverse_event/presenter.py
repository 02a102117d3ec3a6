"""Glue of an adverse event: searches and saves off the GUI thread, grades at each answer, and says what happened."""

from dataclasses import replace
from functools import partial

from pydantic import JsonValue
from PySide6.QtCore import QObject, Signal, Slot

from bedside.errors import InputRefused
from bedside.services.adverse_events import AdverseEventSaved, record_adverse_event
from bedside.services.desk import Desk
from bedside.views.adverse_event import words
from bedside.views.adverse_event.answers import Answers
from bedside.views.adverse_event.measure import Measure, value_state
from bedside.views.adverse_event.rendering import OTHER_SPECIFY, Choosing, hit_state, term_state
from bedside.views.adverse_event.screen import AdverseEventScreen
from bedside.views.adverse_event.state import AdverseEventState, SearchState
from bedside.views.adverse_event.term_in_hand import Found, TermInHand, find, graded, opened, read_number
from bedside.views.i18n import current_language
from bedside.views.messages import message_for, refusal_words
from bedside.views.tasks import Runner

FIELDS = ("onset_at", "grade", "override_reason", "note")
"""Where a refusal can stand, from top to bottom."""


class AdverseEventPresenter(QObject):
    """One adverse event of one patient, from the search to what is on disk."""

    closed = Signal(str)
    """Subject id: back to the patient."""
    saved = Signal(str, str)
    """Subject id, and what is on disk now, in words."""

    def __init__(
        self, runner: Runner, desk: Desk, subject_id: str, patient: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._runner, self._desk, self._subject_id = runner, desk, subject_id
        self._language = "zh" if current_language() == "zh_CN" else "en"
        self._state = AdverseEventState(patient=patient)
        self._open: TermInHand | None = None
        self._wanted: str | None = None
        self._searching = False
        self.screen = AdverseEventScreen(desk.clock.now)
        screen = self.screen
        screen.text_changed.connect(self._on_text_changed)
        screen.term_chosen.connect(self._on_term_chosen)
        screen.answered.connect(self._on_answered)
        screen.typed.connect(self._on_typed)
        screen.change_asked.connect(self._on_change_asked)
        screen.value_typed.connect(self._on_value_typed)
        screen.analyte_chosen.connect(self._on_analyte_chosen)
        screen.unit_chosen.connect(self._on_unit_chosen)
        screen.death_stated.connect(self._on_death_stated)
        screen.grade_opened.connect(self._on_grade_opened)
        screen.grade_chosen.connect(self._on_grade_chosen)
        screen.save_requested.connect(self._on_save_requested)
        screen.back_requested.connect(self._on_back_requested)
        screen.stay_requested.connect(self._on_stay_requested)
        screen.leave_requested.connect(self._on_leave_requested)
        self._show(self._state)

    @property
    def state(self) -> AdverseEventState:
        """What is shown now."""
        return self._state

    def open(self) -> None:
        """Begin with what was recently used; the first search of a session loads the dictionary."""
        self._search("")
        self.screen.take_focus()

    def _show(self, state: AdverseEventState) -> None:
        self._state = state
        self.screen.show_state(state)

    # ------------------------------------------------------------------ searching

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        self._search(text)

    def _search(self, text: str) -> None:
        """Look for `text`; while one search is under way only the latest wish waits."""
        self._wanted = text
        if not self._searching:
            self._searching = True
            self._runner.run(partial(find, self._desk, text.strip()), self._on_found, self._on_search_failed)

    @Slot(object)
    def _on_found(self, found: Found) -> None:
        self._searching = False
        if self._wanted is not None and self._wanted.strip() != found.text:
            self._search(self._wanted)
            return
        hits = tuple(hit_state(hit, self._language) for hit in found.hits)
        others = tuple(hit_state(hit, self._language) for hit in found.others)
        self._show(replace(self._state, search=SearchState(found.text, hits, others)))

    @Slot(object)
    def _on_search_failed(self, error: Exception) -> None:
        self._searching = False
        self._show(replace(self._state, search=SearchState(error=message_for(error))))

    @Slot(str)
    def _on_term_chosen(self, code: str) -> None:
        if self._state.term is None and not self._state.busy:
            self._show(replace(self._state, busy=True))
            self._runner.run(partial(opened, self._desk, code), self._on_term_read, self._on_term_failed)

    @Slot(object)
    def _on_term_read(self, term: TermInHand) -> None:
        self._open = term
        self._show(replace(self._state, busy=False))
        self._refresh()

    @Slot(object)
    def _on_term_failed(self, error: Exception) -> None:
        search = replace(self._state.search, error=message_for(error))
        self._show(replace(self._state, busy=False, search=search))

    # ------------------------------------------------------------------ answering

    def _refresh(self, errors: tuple[tuple[str, str], ...] = ()) -> None:
        if self._open is not None:
            now = self._open
            value = None
            if now.measure is not None:
                value = value_state(now.measure, now.refusal, self._language, insisted=now.choosing.insisted)
            term = term_state(now.page, now.preview, now.answers, now.choosing, self._language, value)
            self._show(replace(self._state, term=term, errors=errors))

    def _answer(self, answers: Answers) -> None:
        """Grade what is answered now; a grade that a person chose before was chosen on other answers."""
        if self._open is not None:
            self._open = graded(self._desk, replace(self._open, answers=answers, choosing=Choosing()))
            self._refresh()

    def _measure(self, measure: Measure) -> None:
        """Grade what is measured now."""
        if self._open is not None:
            editing = Choosing(editing=self._open.choosing.editing)
            self._open = graded(self._desk, replace(self._open, measure=measure, choosing=editing))
            self._refresh()

    @Slot(str, str)
    def _on_value_typed(self, name: str, text: str) -> None:
        if self._open is not None and self._open.measure is not None:
            measure = self._open.measure
            self._measure(replace(measure, texts={**measure.texts, name: text}))

    @Slot(str)
    def _on_analyte_chosen(self, analyte: str) -> None:
        if self._open is not None and self._open.measure is not None:
            self._measure(self._open.measure.chosen(analyte))

    @Slot(str)
    def _on_unit_chosen(self, unit: str) -> None:
        if self._open is not None and self._open.measure is not None:
            self._measure(replace(self._open.measure, unit=unit))

    @Slot(str, object)
    def _on_answered(self, key: str, value: JsonValue) -> None:
        if self._open is not None:
            self._answer(self._open.answers.answered(key, value))

    @Slot(str, str)
    def _on_typed(self, key: str, text: str) -> None:
        if self._open is None:
            return
        question = next(each for each in self._open.page.questions if each.key == key)
        if not text.strip():
            return
        try:
            number = read_number(question, text)
        except InputRefused as refusal:
            said = refusal_words(refusal, at_field=True)
            self._choose(replace(self._open.choosing, refused=(key, said)))
            return
        self._answer(self._open.answers.answered(key, number))

    @Slot(str)
    def _on_change_asked(self, key: str) -> None:
        if self._open is not None:
            self._choose(replace(self._open.choosing, editing=key, refused=("", "")))

    @Slot(bool)
    def _on_death_stated(self, stated: bool) -> None:
        if self._open is not None:
            self._answer(replace(self._open.answers, died=stated))

    @Slot()
    def _on_grade_opened(self) -> None:
        if self._open is not None:
            self._choose(replace(self._open.choosing, opened=True))
            self._focus_on("grade")

    @Slot(object)
    def _on_grade_chosen(self, grade: int | None) -> None:
        if self._open is None:
            return
        proposed = self._open.preview.result.grade
        self._choose(replace(self._open.choosing, chosen=None if grade == proposed else grade, opened=True))
        if self._state.term is not None and self._state.term.grade.needs_reason:
            self._focus_on("override_reason")

    def _choose(self, choosing: Choosing) -> None:
        if self._open is not None:
            self._open = replace(self._open, choosing=choosing)
            self._refresh()

    def _focus_on(self, field: str) -> None:
        if self.screen.page is not None:
            self.screen.page.show_field(field)

    # ------------------------------------------------------------------ saving

    @Slot()
    def _on_save_requested(self) -> None:
        page = self.screen.page
        if self._open is None or page is None or self._state.busy:
            return
        page.finish_typing()
        if self._open.choosing.refused[1] or self._open.refusal is not None:
            self._choose(replace(self._open.choosing, insisted=True))
            page.take_focus()
            return
        refused = self._refusals()
        if refused:
            self._refuse(refused)
            return
        term, closing = self._state.term, page.closing
        if term is None or term.grade.recorded is None:
            return
        job = partial(
            record_adverse_event,
            self._desk,
            self._subject_id,
            term=term.code,
            findings=self._open.answers.findings(),
            value=self._open.measure.value() if self._open.measure is not None else None,
            onset_at=closing.onset.read(),
            grade=term.grade.recorded,
            override_reason=closing.grade.reason.text if term.grade.needs_reason else "",
            note=closing.note.toPlainText(),
        )
        self._show(replace(self._state, busy=True, errors=()))
        self._runner.run(job, self._on_saved, self._on_save_failed)

    def _refusals(self) -> tuple[tuple[str, str], ...]:
        """What is still needed, by field; each says in one line what is allowed."""
        term, page = self._state.term, self.screen.page
        if term is None or page is None:
            return ()
        found = []
        try:
            page.closing.onset.read()
        except InputRefused as refusal:
            found.append(("onset_at", refusal_words(refusal, at_field=True)))
        if term.grade.recorded is None:
            found.append(("grade", self.tr("Needed: answer more questions, or choose a grade and say why")))
        elif term.grade.needs_reason and not page.closing.grade.reason.text:
            found.append(("override_reason", self.tr("Needed: a reason, because the answers say otherwise")))
        if term.code.endswith(OTHER_SPECIFY) and not page.closing.note.toPlainText().strip():
            found.append(("note", self.tr("Needed: what the event was, in a few words")))
        return tuple(found)

    def _refuse(self, errors: tuple[tuple[str, str], ...]) -> None:
        self._refresh(errors)
        first = next((name for name in FIELDS if dict(errors).get(name)), "")
        if first:
            self._focus_on(first)

    @Slot(object)
    def _on_saved(self, saved: AdverseEventSaved) -> None:
        self._show(replace(self._state, busy=False))
        term = self._state.term
        if term is not None:
            said = self.tr("Recorded: {term}, {grade}").format(
                term=term.name, grade=words.grade_of(term.scale, saved.grade)
            )
            self.saved.emit(saved.subject_id, said)

    @Slot(object)
    def _on_save_failed(self, error: Exception) -> None:
        self._show(replace(self._state, busy=False))
        if isinstance(error, InputRefused):
            known = error.field in FIELDS
            self._refuse(((error.field if known else "", refusal_words(error, at_field=known)),))
        else:
            self._refuse((("", message_for(error)),))

    # ------------------------------------------------------------------ leaving

    @property
    def unsaved(self) -> bool:
        """Whether leaving would lose something."""
        return self._open is not None and (
            self._open.answers.any or self.screen.touched or (self._open.measure is not None and self._open.measure.any)
        )

    @Slot()
    def _on_back_requested(self) -> None:
        if self._state.term is None:
            self.closed.emit(self._subject_id)
        elif self.unsaved:
            self._show(replace(self._state, leaving=True))
        else:
            self._drop_term()

    @Slot()
    def _on_stay_requested(self) -> None:
        self._show(replace(self._state, leaving=False))

    @Slot()
    def _on_leave_requested(self) -> None:
        self._drop_term()

    def _drop_term(self) -> None:
        self._open = None
        self._show(replace(self._state, term=None, leaving=False, errors=()))
