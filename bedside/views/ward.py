"""What lies behind the sign-in: leads from the board to a patient, a check or a form, and back."""

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from bedside.errors import CheckHeld
from bedside.models.authority import Act, may
from bedside.resources import resource_path
from bedside.services.assessments import CheckInHand
from bedside.services.desk import Desk
from bedside.services.sign_in import sign_out
from bedside.services.subjects import admit_subject
from bedside.views.appearance import Appearance
from bedside.views.area_pages import AreaPage, Stoppable, load_pages, made_page
from bedside.views.areas import LOCK
from bedside.views.assess.check_words import CheckWords
from bedside.views.assess.presenter import AssessPresenter
from bedside.views.assess.screen import AssessScreen
from bedside.views.assess.take_over import TakeOverPresenter
from bedside.views.backup_watch import BackupWatch
from bedside.views.board.admission import AdmissionPresenter
from bedside.views.board.presenter import BoardPresenter
from bedside.views.home.presenter import HomePresenter
from bedside.views.lock.keeper import DeskKeeper
from bedside.views.lock.lock import Lock
from bedside.views.lock.presenter import Keeper
from bedside.views.main_window import MainWindow
from bedside.views.notices import SessionNotices
from bedside.views.tasks import Runner
from bedside.views.verify_watch import VerifyWatch
from bedside.views.waiting import WaitingNotice
from bedside.views.widgets.clipboard import clear_own_clipboard
from bedside.views.widgets.notice_bar import NoticeKind
from bedside.views.widgets.person import UserTile

if TYPE_CHECKING:
    from bedside.views.adverse_event.presenter import AdverseEventPresenter
    from bedside.views.labs.presenter import LabsPresenter
    from bedside.views.patient.presenter import PatientPresenter

    Page = (
        PatientPresenter
        | AdmissionPresenter
        | AssessPresenter
        | TakeOverPresenter
        | AdverseEventPresenter
        | LabsPresenter
        | AreaPage
    )
    """Whatever can lie over the board; each has a `screen`."""


class Ward(QObject):
    """Made for one desk and gone with it; knows which screen leads where."""

    signed_out = Signal()
    handed_on = Signal(object)
    """Somebody else took the desk: this is theirs, on the same open store. This ward has left the window."""

    def __init__(
        self,
        window: MainWindow,
        desk: Desk,
        runner: Runner,
        appearance: Appearance,
        parent: QObject | None = None,
        keeper: Keeper | None = None,
    ) -> None:
        """`keeper` opens the locked window; without one the desk's own services do."""
        super().__init__(parent)
        owner = UserTile(desk.user.user_id, desk.user.printed_name, desk.user.role)
        self.lock = Lock(window, runner, keeper or DeskKeeper(desk), owner, desk.clock.now, self)
        self.lock.covered.connect(self._on_covered)
        self.lock.switched.connect(self._on_switched)
        self.lock.sign_out_requested.connect(self.leave)
        self._window, self._desk, self._runner, self._appearance = window, desk, runner, appearance
        self._left = self.wants_restore = False
        self._opening: AssessPresenter | None = None
        self._taking: TakeOverPresenter | None = None
        self._base: BoardPresenter | HomePresenter = self._made_base()
        self._base.page_requested.connect(self.open_area)
        self._base.sign_out_requested.connect(self.leave)
        self._page: Page | None = None
        WaitingNotice(window, desk, self)
        self._backups = BackupWatch(window, desk, self)
        self._verifying = VerifyWatch(window, desk, self)
        self.notices = SessionNotices(runner, desk, self)
        self.notices.told.connect(self._on_told)

    def _made_base(self) -> BoardPresenter | HomePresenter:
        """What everything else lies over: the board, or for whoever sees no patients the list of areas."""
        if not may(self._desk.user.role, Act.SEE_PATIENTS):
            return HomePresenter(self._desk, self._appearance, self)
        board = BoardPresenter(self._desk, self._runner, self._appearance, self)
        board.patient_requested.connect(self.open_patient)
        board.check_requested.connect(self.open_check)
        board.admission_requested.connect(self.open_admission)
        board.told.connect(self._on_told)
        return board

    @property
    def base(self) -> BoardPresenter | HomePresenter:
        """What lies under every page."""
        return self._base

    @property
    def board(self) -> BoardPresenter:
        """The board of a user who sees patients; asked for any other it is a defect."""
        if not isinstance(self._base, BoardPresenter):
            raise TypeError("this user has no board")
        return self._base

    @property
    def page(self) -> "Page | None":
        """What lies over the board; None when the board is on top."""
        return self._page

    def enter(self) -> None:
        """Show the board; whoever sees no patients comes to the people of the site."""
        self._window.notice.clear()
        self._window.show_screen(self._base.screen)
        self._base.screen.focus_rows()
        self._base.refresh()
        if isinstance(self._base, HomePresenter):
            self.open_area("people")
        else:
            self._runner.run(load_pages, self._on_pages_loaded, self._on_pages_loaded)
        self.notices.read()

    @Slot(object)
    def _on_pages_loaded(self, _outcome: object) -> None:
        """Nothing is to be done: a page that could not be loaded says so when it is opened."""

    def rebuild(self) -> None:
        """Build the board anew, because sizes or words changed; pages are built when they are opened."""
        old = self._base.screen
        new = self._base.rebuild()
        if self._window.shown is old:
            self._window.show_screen(new)
            new.focus_rows()
        self._window.drop_screen(old)

    # ------------------------------------------------------------------ leading on

    def _turn_to(self, page: "Page") -> None:
        """Lay `page` over the board in place of any other."""
        self._drop_page()
        self._page = page
        self._window.show_screen(page.screen)

    def _drop_page(self) -> None:
        self._stop_page()
        if self._page is not None:
            self._window.drop_screen(self._page.screen)
            self._page.deleteLater()
            self._page = None

    def _stop_page(self) -> None:
        if isinstance(self._page, Stoppable):
            self._page.stop()

    @Slot()
    def back_to_board(self) -> None:
        """Close whatever lies over the board."""
        self._window.show_screen(self._base.screen)
        self._drop_page()
        self._base.screen.focus_rows()
        self._base.refresh()

    @Slot(str)
    def open_area(self, name: str) -> None:
        """Open an area of the user menu by its name; one that this user may not open, or that is not there, stays
        closed: the menu does not offer it."""
        if name == LOCK:
            self.lock.put_on()
            return
        page = made_page(name, self._runner, self._desk, self)
        if page is None:
            return
        self._window.notice.clear()
        page.closed.connect(self.back_to_board)
        page.told.connect(self._on_told)
        self._turn_to(page)
        page.open()

    @Slot(str)
    def open_patient(self, subject_id: str) -> None:
        """Open a patient's page."""
        # Deferred for start-up, here and below: see load_pages.
        from bedside.views.patient.presenter import PatientPresenter

        patient = PatientPresenter(self._runner, self._desk, self._desk.clock, CheckWords(), self)
        patient.closed.connect(self.back_to_board)
        patient.check_requested.connect(self.open_check)
        patient.adverse_event_requested.connect(self.open_adverse_event)
        patient.labs_requested.connect(self.open_labs)
        patient.told.connect(self._on_told)
        self._turn_to(patient)
        patient.open(subject_id)

    @Slot(str, str)
    def open_adverse_event(self, subject_id: str, patient: str) -> None:
        """Record an adverse event of `subject_id`; `patient` says in words who that is."""
        from bedside.views.adverse_event.presenter import AdverseEventPresenter

        self._window.notice.clear()
        event = AdverseEventPresenter(self._runner, self._desk, subject_id, patient, self)
        event.closed.connect(self.open_patient)
        event.saved.connect(self._on_adverse_event_saved)
        self._turn_to(event)
        event.open()

    @Slot(str, str)
    def _on_adverse_event_saved(self, subject_id: str, said: str) -> None:
        from bedside.views.patient.presenter import PatientPresenter

        self.open_patient(subject_id)
        if isinstance(self._page, PatientPresenter):
            self._page.turn_to("events")
        self._on_told("good", said)

    @Slot(str, str)
    def open_labs(self, subject_id: str, patient: str) -> None:
        """Open an empty laboratory panel for a patient."""
        from bedside.views.labs.presenter import LabsPresenter

        self._window.notice.clear()
        labs = LabsPresenter(self._runner, self._desk, subject_id, patient, self)
        labs.closed.connect(self._on_labs_left)
        labs.saved.connect(self._on_labs_saved)
        labs.told.connect(self._on_told)
        self._turn_to(labs)
        labs.open()
        labs.screen.focus_first()

    @Slot()
    def _on_labs_left(self) -> None:
        from bedside.views.labs.presenter import LabsPresenter

        self._window.notice.clear()
        if isinstance(self._page, LabsPresenter):
            self.open_patient(self._page.subject_id)

    @Slot(str)
    def _on_labs_saved(self, said: str) -> None:
        from bedside.views.patient.presenter import PatientPresenter

        self._on_labs_left()
        if isinstance(self._page, PatientPresenter):
            self._page.turn_to("labs")
        self._on_told("good", said)

    @Slot()
    def open_admission(self) -> None:
        """Open the form that takes a patient onto the ward."""
        admission = AdmissionPresenter(self._runner, partial(admit_subject, self._desk), self._desk.clock.now, self)
        admission.closed.connect(self.back_to_board)
        admission.admitted.connect(self._on_admitted)
        self._turn_to(admission)
        admission.screen.focus_first()

    @Slot(str)
    def open_check(self, subject_id: str) -> None:
        """Take a patient's next check in hand, or the open one."""
        self._window.notice.clear()
        assess = AssessPresenter(AssessScreen(resource_path("pictures")), self._runner, self._desk, self)
        assess.opened.connect(self._on_check_opened)
        assess.opening_failed.connect(self._on_check_not_opened)
        assess.held.connect(self._on_check_held)
        assess.handed_over.connect(self._on_handed_over)
        assess.closed.connect(self.back_to_board)
        assess.check_saved.connect(self._on_check_saved)
        self._opening = assess
        assess.open_subject(subject_id)

    @Slot()
    def _on_check_opened(self) -> None:
        if self._opening is not None:
            self._turn_to(self._opening)
            self._opening = None

    @Slot(str)
    def _on_check_not_opened(self, reason: str) -> None:
        self._opening = None
        self._on_told("danger", reason)

    @Slot(object)
    def _on_check_held(self, held: CheckHeld) -> None:
        """A colleague has it in hand: say so, and ask why it is to be taken over."""
        taking = TakeOverPresenter(self._runner, self._desk, self)
        taking.opened.connect(self._on_held_read)
        taking.failed.connect(self._on_check_not_opened)
        taking.closed.connect(self.back_to_board)
        taking.taken.connect(self._on_taken_over)
        self._taking = taking
        taking.open_draft(UUID(str(held.draft_id)))

    @Slot()
    def _on_held_read(self) -> None:
        if self._taking is not None:
            self._turn_to(self._taking)
            self._taking.screen.focus_first()

    @Slot(object)
    def _on_taken_over(self, check: CheckInHand) -> None:
        if self._opening is not None:
            self._opening.open_taken(check)

    @Slot(str)
    def _on_handed_over(self, subject_id: str) -> None:
        self.board.select(subject_id)
        self.back_to_board()
        said = self.tr("The check of {subject} is handed over: whoever comes next may go on with it")
        self._on_told("good", said.format(subject=subject_id))

    @Slot(str)
    def _on_check_saved(self, subject_id: str) -> None:
        said = self._page.saved_notice if isinstance(self._page, AssessPresenter) else ""
        self.board.select(subject_id)
        self.back_to_board()
        self._on_told("good", said)

    @Slot(str)
    def _on_admitted(self, subject_id: str) -> None:
        self.board.select(subject_id)
        self.back_to_board()
        self._on_told("good", self.tr("{subject} is on the ward").format(subject=subject_id))

    @Slot(str, str)
    def _on_told(self, kind: NoticeKind, text: str) -> None:
        self._window.tell(kind, text)

    # ------------------------------------------------------------------ the lock

    @Slot(bool)
    def _on_covered(self, covered: bool) -> None:
        if covered:
            self._base.stop()
            self._verifying.pause()
        else:
            self._base.resume()
            self._verifying.resume()

    @Slot(object)
    def _on_switched(self, desk: Desk) -> None:
        """Make room for somebody else: what this user typed last is kept as theirs, and the window is given up."""
        self._left = True
        self._finish_typing()
        self._end()
        self._clear_window()
        self.handed_on.emit(desk)

    # ------------------------------------------------------------------ leaving

    def _end(self) -> None:
        """What hangs on the window and not on this object."""
        self._stop_page()
        self._base.stop()
        self._backups.stop()
        self._verifying.stop()
        self.lock.end()
        clear_own_clipboard()

    def _finish_typing(self) -> None:
        """What is typed and not yet finished goes to disk before the page goes."""
        if isinstance(self._page, AssessPresenter):
            self._page.screen.finish_typing()

    @Slot()
    def leave(self) -> None:
        """Sign out; `signed_out` follows when the store is closed."""
        if self._left:
            return
        self._left = True
        self._finish_typing()
        self._end()
        self._runner.run(partial(sign_out, self._desk), self._on_signed_out, self._on_signed_out)

    @Slot()
    def leave_to_restore(self) -> None:
        """Sign out because a backup shall take the place of the store."""
        self.wants_restore = True
        self.leave()

    @Slot(object)
    def _on_signed_out(self, outcome: object) -> None:
        # A sign-out that could not be journalled has closed the store all the same.
        self._clear_window()
        self.signed_out.emit()
        self._backups.tell_of_sign_out(outcome)

    def _clear_window(self) -> None:
        """Nothing of this session stays in the window; the cover goes last."""
        self._window.notice.clear()
        self._drop_page()
        self._window.drop_screen(self._base.screen)
        self.lock.take_off()
