"""Leads through one check: takes what the screen tells, keeps it, grades it, and says so on the screen."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from bedside.errors import CheckHeld, InputRefused, NotPermitted
from bedside.services import assessments
from bedside.services.assessments import CheckInHand, CheckSaved, Preview
from bedside.services.desk import Desk
from bedside.services.ward import find_subject
from bedside.views.assess import flow, pages, rendering, summary, wording
from bedside.views.assess.hand_over import HandOver
from bedside.views.assess.keeping import Keeping
from bedside.views.assess.overriding import OverrideError, as_recorded
from bedside.views.assess.screen import AssessScreen
from bedside.views.assess.session import CheckSession, Values, as_json
from bedside.views.assess.state import OverrideState, Scale
from bedside.views.messages import message_for
from bedside.views.tasks import Runner


class AssessPresenter(QObject):
    """One check at a time. Keeps answers in the order they were given, one durable commit each."""

    opened = Signal()
    """A check is in hand and its screen shows it."""
    opening_failed = Signal(str)
    """It could not be opened; the one line says why."""
    held = Signal(object)
    """It is in a colleague's hand: the `CheckHeld` that says whose."""
    closed = Signal()
    """The person goes back to the board; the draft is kept."""
    handed_over = Signal(str)
    """The check of this subject is in nobody's hand any more: whoever comes may go on with it."""
    check_saved = Signal(str)
    """The check of this subject is complete and on disk."""

    def __init__(self, screen: AssessScreen, runner: Runner, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._desk = desk
        self._session: CheckSession | None = None
        self._last: rendering.LastAnswers | None = None
        self._preview: Preview | None = None
        self._keeping = Keeping(runner, desk, self)
        self._keeping.changed.connect(self._on_kept_changed)
        self._keeping.taken_back.connect(self._on_taken_back)
        self._keeping.may_leave.connect(self.closed)
        self._error = ""
        self._busy = False
        self._scanned = ""
        self.last_saved: CheckSaved | None = None
        self._letting_go = HandOver(runner, desk, self)
        self._letting_go.done.connect(self._on_handed_over)
        self._letting_go.failed.connect(self._on_not_handed_over)
        self._screen = screen
        self.use_screen(screen)

    @property
    def screen(self) -> AssessScreen:
        """The screen that shows the check."""
        return self._screen

    @property
    def saved_notice(self) -> str:
        """What to tell on the board after `check_saved`."""
        done = self.last_saved
        if done is None:
            return ""
        time = done.saved_at.strftime("%H:%M")
        return self.tr("Check of {subject} saved {time}").format(subject=done.subject_id, time=time)

    def use_screen(self, screen: AssessScreen) -> None:
        """Show the check on `screen` from now on: sizes or words have changed and it was built anew."""
        self._screen = screen
        given = screen.given
        given.answer_given.connect(self._on_answer_given)
        given.number_entered.connect(self._on_number_entered)
        given.time_entered.connect(self._on_time_entered)
        given.soft_answered.connect(self._on_soft_answered)
        given.scanned.connect(self._on_scanned)
        screen.next_requested.connect(self._on_next_requested)
        screen.back_requested.connect(self._on_back_requested)
        screen.board_requested.connect(self._on_board_requested)
        screen.hand_over_requested.connect(self._on_hand_over_requested)
        screen.step_requested.connect(self._on_step_requested)
        screen.item_requested.connect(self._on_item_requested)
        screen.override_changed.connect(self._on_override_changed)
        screen.complete_requested.connect(self._on_complete_requested)
        screen.retry_requested.connect(self._keeping.retry)
        self._show()

    def open_subject(self, subject_id: str) -> None:
        """Take the next check of a patient in hand, or the one that is open."""
        job = partial(assessments.start_check, self._desk, subject_id)
        self._runner.run(job, self._on_opened, self._on_opening_failed)

    def open_draft(self, draft_id: UUID) -> None:
        """Take an open check up again."""
        job = partial(assessments.resume_check, self._desk, draft_id)
        self._runner.run(job, self._on_opened, self._on_opening_failed)

    def open_taken(self, check: CheckInHand) -> None:
        """Go on with a check that was taken over from a colleague."""
        self._on_opened(check)

    @Slot(object)
    def _on_opened(self, check: CheckInHand) -> None:
        self._take_in_hand(check)
        self._show()
        self.opened.emit()

    def _take_in_hand(self, check: CheckInHand) -> None:
        self._session = CheckSession(check, summary.flow_context(check))
        self._last = rendering.LastAnswers(check)
        self._preview = None
        self._error, self._busy = "", False
        self._keeping.begin(self._session)

    @Slot(object)
    def _on_opening_failed(self, error: Exception) -> None:
        if isinstance(error, CheckHeld):
            self.held.emit(error)
        else:
            self.opening_failed.emit(message_for(error))

    # ------------------------------------------------------------------ what the person did

    @Slot(str, object)
    def _on_answer_given(self, item: str, value: object) -> None:
        if self._session is not None:
            self._keep(self._session.give(item, as_json(value), self._desk.clock.now()))

    @Slot(str, str, str, bool)
    def _on_number_entered(self, item: str, text: str, unit: str, finished: bool) -> None:
        if self._session is not None:
            now = self._desk.clock.now()
            self._keep(self._session.give_number(item, text, unit, now, finished=finished))

    @Slot(str, str, str)
    def _on_time_entered(self, item: str, text: str, day: str) -> None:
        if self._session is not None:
            self._keep(self._session.give_time(item, text, day, self._desk.clock.now()))

    @Slot(str, bool)
    def _on_soft_answered(self, item: str, right: bool) -> None:
        if self._session is None:
            return
        if right:
            self._keep(self._session.confirm(item))
            self._screen.move_on(item)
        else:
            self._session.withdraw(item)
            self._show()
            self._screen.focus_item(item)

    @Slot(str)
    def _on_scanned(self, scanned: str) -> None:
        self._scanned = scanned
        self._runner.run(partial(find_subject, self._desk, scanned), self._on_found, self._on_not_found)

    @Slot(object)
    def _on_found(self, subject_id: str) -> None:
        session = self._session
        if session is None or subject_id != session.check.subject.subject_id:
            self._on_not_found(None)
            return
        self._keep(session.give("identity", "match", self._desk.clock.now()))
        self._on_next_requested()

    @Slot(object)
    def _on_not_found(self, _error: object) -> None:
        if self._session is not None:
            self._session.refuse_wristband(self._scanned)
            self._show()

    @Slot()
    def _on_next_requested(self) -> None:
        self._turn(flow.next_page)

    @Slot()
    def _on_back_requested(self) -> None:
        self._turn(flow.previous_page)

    @Slot(str)
    def _on_step_requested(self, step: str) -> None:
        self._screen.finish_typing()
        if self._session is not None:
            page = flow.first_page_of(step, self._session.answers, self._session.context)
            if page is not None:
                self._go_to(page)

    @Slot(str)
    def _on_item_requested(self, item: str) -> None:
        self._screen.finish_typing()
        self._go_to(pages.page_of(item))
        self._screen.focus_item(item)

    @Slot()
    def _on_board_requested(self) -> None:
        """Leave once everything is on disk; whoever is told that it is not and asks again, leaves without."""
        self._screen.finish_typing()
        if self._keeping.leave():
            self.closed.emit()

    @Slot()
    def _on_hand_over_requested(self) -> None:
        """Let go of the check. What was answered before is on disk by then: the lane keeps the order."""
        self._screen.finish_typing()
        if self._session is not None and self._session.unsaved:
            # Whoever comes next must find every answer; what could not be kept is tried again first.
            self._keeping.retry()
        elif self._session is not None:
            self._letting_go.let_go(self._session.check)

    @Slot(str)
    def _on_handed_over(self, subject_id: str) -> None:
        self._session = None
        self._keeping.begin(None)
        self.handed_over.emit(subject_id)

    @Slot(str)
    def _on_not_handed_over(self, reason: str) -> None:
        self._keeping.tell(reason)

    @Slot(str, object, str)
    def _on_override_changed(self, scale: Scale, grade: int | None, reason: str) -> None:
        if self._session is None:
            return
        self._error = ""
        if grade is None and not reason:
            self._session.overrides.pop(scale, None)
        else:
            self._session.overrides[scale] = OverrideState(scale, grade, reason)
        self._show()

    # ------------------------------------------------------------------ keeping

    def _keep(self, values: Values) -> None:
        """Send `values` to disk and show the grade that they give meanwhile."""
        session = self._session
        if session is None:
            return
        if values:
            self._error = ""
            self._preview = None
            self._keeping.send(values)
        self._show()

    @Slot()
    def _on_taken_back(self) -> None:
        self._preview = None

    @Slot()
    def _on_kept_changed(self) -> None:
        self._show()

    # ------------------------------------------------------------------ turning pages

    def _turn(self, neighbour: flow.Neighbour) -> None:
        self._screen.finish_typing()
        session = self._session
        if session is None:
            return
        waiting = session.unsettled_on(session.page)
        if waiting is not None:
            self._screen.focus_item(waiting)
            return
        self._go_to(neighbour(session.page, session.answers, session.context))

    def _go_to(self, page: str) -> None:
        session = self._session
        if session is None or page == session.page:
            return
        session.page = page
        job = partial(assessments.keep_step, self._desk, session.check.draft_id, page)
        self._runner.run(job, self._on_step_kept, self._on_step_not_kept)
        self._show()

    @Slot(object)
    def _on_step_kept(self, _nothing: object) -> None:
        """The place is on disk; nobody needs to be told."""

    @Slot(object)
    def _on_step_not_kept(self, _error: Exception) -> None:
        """Losing the place loses no answer; a store that cannot write is told of at the next answer."""

    # ------------------------------------------------------------------ completing

    @Slot()
    def _on_complete_requested(self) -> None:
        session = self._session
        if session is None or self._busy:
            return
        waiting = session.unsettled
        if waiting is not None:
            self._on_item_requested(waiting)
            return
        if session.unsaved:
            self._keeping.retry()
        try:
            overrides = tuple(as_recorded(override, self._preview) for override in session.overrides.values())
        except OverrideError as fault:
            self._error = str(fault)
            self._show()
            return
        self._busy, self._error = True, ""
        job = partial(assessments.complete_check, self._desk, session.check, dict(session.answers), overrides)
        self._runner.run(job, self._on_completed, self._on_completing_failed)
        self._show()

    @Slot(object)
    def _on_completed(self, saved: CheckSaved) -> None:
        self.last_saved = saved
        self._busy = False
        self._session = None
        self._keeping.begin(None)
        self.check_saved.emit(saved.subject_id)

    @Slot(object)
    def _on_completing_failed(self, error: Exception) -> None:
        self._busy = False
        self._error = self._completion_words(error)
        if isinstance(error, NotPermitted) and self._session is not None:
            # Something was recorded meanwhile: read it again, so that the grade shown is of what is known now.
            job = partial(assessments.resume_check, self._desk, self._session.check.draft_id)
            self._runner.run(job, self._on_read_again, self._on_step_not_kept)
        self._show()

    @Slot(object)
    def _on_read_again(self, check: CheckInHand) -> None:
        if self._session is None:
            return
        overrides, error = self._session.overrides, self._error
        self._take_in_hand(check)
        self._session.overrides = overrides
        self._session.page = pages.REVIEW
        self._error = error
        self._show()

    def _completion_words(self, error: Exception) -> str:
        if isinstance(error, InputRefused) and error.field in wording.LABELS:
            line = rendering.refusal_line(error.field, error, self._desk.clock.now())
            return f"{wording.label(error.field)}: {line}"
        return message_for(error)

    # ------------------------------------------------------------------ showing

    def _show(self) -> None:
        session, last = self._session, self._last
        if session is None or last is None:
            return
        now = self._desk.clock.now()
        if self._preview is None:
            self._preview = session.preview(now)
        self._screen.show_state(
            rendering.check_state(session, self._preview, last, self._keeping.saved, now, self._error, self._busy)
        )
