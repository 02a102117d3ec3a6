"""Glue of the ward board: reads the ward off the GUI thread and shows it, every half minute and after each write."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from bedside.models.authority import Act, may
from bedside.services.board import DraftHead
from bedside.services.desk import Desk
from bedside.services.ward import Board, BoardRow, find_subject, ward_board
from bedside.views.appearance import Appearance
from bedside.views.areas import menu_entries
from bedside.views.board.screen import BoardScreen
from bedside.views.board.state import BoardState, Note, OpenCheck, PatientRow
from bedside.views.messages import message_for
from bedside.views.tasks import Runner
from bedside.views.widgets.badge_state import badge_of

REFRESH_MS = 30_000


class BoardPresenter(QObject):
    """Owns the board's state; the selection stays with the patient, not with the line."""

    patient_requested = Signal(str)
    check_requested = Signal(str)
    admission_requested = Signal()
    sign_out_requested = Signal()
    page_requested = Signal(str)
    told = Signal(str, str)
    """A notice: its kind and its text."""

    def __init__(self, desk: Desk, runner: Runner, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._runner, self._appearance = desk, runner, appearance
        self._state = BoardState(
            ward=self.tr("Site {site}").format(site=desk.store.site_id),
            as_of=desk.clock.now(),
            fever_c=desk.protocol.thresholds.fever_c,
            may_check=may(desk.user.role, Act.RECORD),
            may_admit=may(desk.user.role, Act.ADMIT),
        )
        self.screen = self._made_screen()
        self._timer = QTimer(self)
        self._timer.setInterval(REFRESH_MS)
        self._timer.timeout.connect(self.refresh)
        self._timer.start()

    @property
    def state(self) -> BoardState:
        """What is shown now."""
        return self._state

    def rebuild(self) -> BoardScreen:
        """A new screen in the language and size that are now worn."""
        self._state = replace(self._state, ward=self.tr("Site {site}").format(site=self._desk.store.site_id))
        self.screen = self._made_screen()
        return self.screen

    def _made_screen(self) -> BoardScreen:
        screen = BoardScreen(self._appearance, self._desk.user.printed_name, menu_entries(self._desk.user.role))
        screen.page_requested.connect(self.page_requested)
        screen.subject_selected.connect(self.select)
        screen.patient_requested.connect(self.patient_requested)
        screen.check_requested.connect(self.check_requested)
        screen.admission_requested.connect(self.admission_requested)
        screen.sign_out_requested.connect(self.sign_out_requested)
        screen.scan_entered.connect(self._on_scan_entered)
        screen.show_state(self._state)
        return screen

    def stop(self) -> None:
        """No more refreshing: the desk is being left."""
        self._timer.stop()

    def resume(self) -> None:
        """Refresh again, at once and then every half minute."""
        self._timer.start()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read the ward again."""
        self._runner.run(partial(ward_board, self._desk), self._on_board_read, self._on_failed)

    @Slot(str)
    def select(self, subject_id: str) -> None:
        """Choose a patient; the buttons act on it."""
        self._show(replace(self._state, selected=subject_id))

    def _show(self, state: BoardState) -> None:
        self._state = state
        self.screen.show_state(state)

    @Slot(object)
    def _on_board_read(self, board: Board) -> None:
        rows = tuple(patient_row(row, self._desk.user.user_id) for row in board.rows)
        known = {row.subject_id for row in rows}
        first = rows[0].subject_id if rows else ""
        self._show(
            replace(
                self._state,
                as_of=board.as_of,
                rows=rows,
                overdue=board.overdue,
                unsigned=board.unsigned,
                unsent=board.unsent,
                selected=self._state.selected if self._state.selected in known else first,
                loaded=True,
            )
        )

    @Slot(str)
    def _on_scan_entered(self, scanned: str) -> None:
        self._runner.run(partial(find_subject, self._desk, scanned), self._on_found, self._on_failed)

    @Slot(object)
    def _on_found(self, subject_id: str) -> None:
        self.select(subject_id)
        self.patient_requested.emit(subject_id)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.told.emit("danger", message_for(error))


def patient_row(row: BoardRow, user_id: str) -> PatientRow:
    """A row of the board as its screen takes it for one user."""
    return PatientRow(
        subject_id=row.subject_id,
        bed=row.bed,
        name=row.full_name,
        day=row.day,
        since_infusion=row.since_infusion,
        due_state=row.due.state,
        due_at=row.due.due_at,
        due_minutes=row.due.minutes,
        due_why=row.due.why,
        crs=badge_of("crs", row.crs, row.crs_change),
        icans=badge_of("icans", row.icans, row.icans_change),
        temperature_c=row.temperature_c,
        temperature_at=row.temperature_at,
        notes=tuple(Note(note.code, note.params) for note in row.notes),
        open_check=_open_check(row.draft, user_id) if row.draft is not None else None,
    )


def _open_check(draft: DraftHead, user_id: str) -> OpenCheck:
    held_by = "" if draft.holder in ("", user_id) else draft.holder_name
    return OpenCheck(draft.started_by_name, draft.updated_at, held_by)
