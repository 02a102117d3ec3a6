"""Glue of the health page: looks off the GUI thread, runs long tasks beside the ward's lane, and opens the forms."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from bedside.errors import InputRefused
from bedside.services.health import Health
from bedside.views.health import words
from bedside.views.health.forms import BackupChoiceForm, BackUpForm, CodesForm, RekeyForm, ReportForm, RestoreForm
from bedside.views.health.screen import HealthScreen
from bedside.views.health.state import BackupChoice, HealthState, Task, UnderWay, Verified
from bedside.views.health.ways import BackupMade, Ways
from bedside.views.messages import message_for, refusal_words
from bedside.views.tasks import BreakOff, BrokenOffError, Runner
from bedside.views.widgets.export_form import Exported, ExportForm, broken_off
from bedside.views.widgets.folder_field import Choose, choose_folder
from bedside.views.widgets.form_page import FormPage

T = TypeVar("T")
Form = BackUpForm | BackupChoiceForm | CodesForm | ExportForm | RekeyForm | ReportForm | RestoreForm


class HealthPresenter(QObject):
    """Owns the page's state. `side` runs what takes long, so that the ward's own lane stays free for saving."""

    closed = Signal()
    told = Signal(str, str)
    restore_requested = Signal()
    """Somebody wants to be signed out and led through a restore."""
    _progressed = Signal(int, int)

    def __init__(
        self, runner: Runner, side: Runner, ways: Ways, parent: QObject | None = None, *, choose: Choose = choose_folder
    ) -> None:
        super().__init__(parent)
        self._runner, self._side, self._ways, self._choose = runner, side, ways, choose
        self._state = HealthState(leave=ways.leave)
        self._entries = 0
        self._stop = Event()
        self._export = BreakOff()
        self._form: Form | None = None
        self.screen = HealthScreen()
        self.screen.back_requested.connect(self._on_back_requested)
        self.screen.asked.connect(self._on_asked)
        self.screen.cancel_requested.connect(self._on_cancel_requested)
        self._progressed.connect(self._on_progressed)
        self._asked: dict[str, Callable[[], None]] = {
            "verify": self._verify,
            "back_up": partial(self._with_choice, self._on_choice_for_backup),
            "configure": partial(self._with_choice, self._on_choice_to_change),
            "export": self._open_export,
            "codes": self._open_codes,
            "rekey": self._open_rekey,
            "restore": self._open_restore,
            "report": self._open_report,
        }

    @property
    def state(self) -> HealthState:
        """What is shown now."""
        return self._state

    @property
    def form(self) -> Form | None:
        """What lies over the page."""
        return self._form

    def open(self) -> None:
        """Look at everything."""
        self._show(self._state)
        self.screen.focus_first()
        self.refresh()

    def refresh(self) -> None:
        """Look again."""
        self._runner.run(self._ways.read, self._on_read, self._on_failed)

    def stop(self) -> None:
        """Break off what runs in the background: the page is being left."""
        self._stop.set()
        self._export.ask()

    def _show(self, state: HealthState) -> None:
        self._state = state
        work = state.under_way
        self.screen.show_state(state, words.under_way(work) if work is not None else "")

    @Slot(object)
    def _on_read(self, health: Health) -> None:
        self._entries = health.waiting.entries
        self._show(replace(self._state, lines=words.lines(health), about=words.about(health)))

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.told.emit("danger", message_for(error))

    @Slot()
    def _on_back_requested(self) -> None:
        self.stop()
        self.closed.emit()

    @Slot(str)
    def _on_asked(self, name: str) -> None:
        self._asked[name]()

    # ------------------------------------------------------------------ in the background

    def _begin(self, task: Task, of: int) -> None:
        self._stop = Event()
        self._show(replace(self._state, under_way=UnderWay(task, 0, of)))

    def _verify(self) -> None:
        self._begin("verify", self._entries)
        job = partial(self._ways.verify, partial(self._progress, self._stop, of=self._entries))
        self._side.run(job, self._on_verified, self._on_task_failed)

    def _progress(self, stop: Event, done: int, of: int) -> None:
        """Told on the side's thread."""
        if stop.is_set():
            raise BrokenOffError
        self._progressed.emit(done // 1000, of // 1000)

    @Slot(int, int)
    def _on_progressed(self, done: int, of: int) -> None:
        work = self._state.under_way
        if work is not None:
            # In thousands, because a signal's number holds no more than 31 bits and a store has more bytes.
            self._show(replace(self._state, under_way=replace(work, done=1000 * done, of=max(work.of, 1000 * of))))

    @Slot()
    def _on_cancel_requested(self) -> None:
        self._stop.set()
        if self._state.under_way is not None:
            self._show(replace(self._state, under_way=replace(self._state.under_way, cancelled=True)))

    @Slot(object)
    def _on_verified(self, found: Verified) -> None:
        self._end_task("danger" if found.faults else "good", words.verified(found))

    @Slot(object)
    def _on_backed_up(self, made: BackupMade) -> None:
        told = self.tr("Backed up and verified: {n} entries in {path}")
        self._end_task("good", told.format(n=f"{made.entries:,}", path=made.path))

    @Slot(object)
    def _on_task_failed(self, error: Exception) -> None:
        if isinstance(error, BrokenOffError):
            self._end_task("info", self.tr("Broken off; nothing was changed"))
        else:
            self._end_task("danger", message_for(error))

    def _end_task(self, kind: str, text: str) -> None:
        self._show(replace(self._state, under_way=None))
        self.told.emit(kind, text)
        self.refresh()

    # ------------------------------------------------------------------ forms

    def _open(self, form: Form, save: Callable[[], None]) -> None:
        self._form = form
        form.back_requested.connect(self._close_form)
        form.save_requested.connect(save)
        self.screen.show_form(form)
        form.focus_first()

    @Slot()
    def _close_form(self) -> None:
        self._export.ask()
        self._form = None
        self.screen.drop_form()
        self.screen.focus_first()

    def _run(self, job: Callable[[], T], done: Callable[[T], None]) -> None:
        if self._form is not None:
            self._form.refuse("", "")
            self._form.show_busy(True)
        self._runner.run(job, done, self._on_form_failed)

    @Slot(object)
    def _on_form_failed(self, error: Exception) -> None:
        form: FormPage | None = self._form
        if form is None:
            self._on_failed(error)
            return
        form.show_busy(False)
        at_field = isinstance(error, InputRefused) and error.field in form.fields
        if isinstance(error, InputRefused):
            form.refuse(error.field, refusal_words(error, at_field=at_field))
        else:
            form.refuse("", message_for(error))

    def _said(self, text: str) -> None:
        self._close_form()
        self.told.emit("good", text)
        self.refresh()

    def _with_choice(self, then: Callable[[BackupChoice], None]) -> None:
        self._runner.run(self._ways.backup_choice, then, self._on_failed)

    @Slot(object)
    def _on_choice_for_backup(self, choice: BackupChoice) -> None:
        self._open(BackUpForm(choice, self._choose), self._on_back_up_saved)

    @Slot()
    def _on_back_up_saved(self) -> None:
        if isinstance(self._form, BackUpForm) and (folder := self._form.chosen) is not None:
            self._close_form()
            self._begin("back_up", 0)
            job = partial(self._ways.back_up, folder, partial(self._progress, self._stop))
            self._side.run(job, self._on_backed_up, self._on_task_failed)

    @Slot(object)
    def _on_choice_to_change(self, choice: BackupChoice) -> None:
        self._open(BackupChoiceForm(choice, self._choose), self._on_choice_saved)

    @Slot()
    def _on_choice_saved(self) -> None:
        if isinstance(self._form, BackupChoiceForm) and (chosen := self._form.chosen()) is not None:
            self._run(partial(self._ways.set_backup_choice, *chosen), self._on_choice_kept)

    @Slot(object)
    def _on_choice_kept(self, _nothing: object) -> None:
        self._said(self.tr("Saved where backups go"))

    def _open_export(self) -> None:
        self._open(ExportForm(self._choose), self._on_export_saved)

    @Slot()
    def _on_export_saved(self) -> None:
        if isinstance(self._form, ExportForm) and (folder := self._form.chosen) is not None:
            self._form.show_busy(True)
            self._export = BreakOff()
            job = partial(self._exported, folder, self._export)
            self._side.run(job, self._on_exported, self._on_export_failed)

    def _exported(self, folder: Path, step: BreakOff) -> Exported:
        return self._ways.export(folder, step)

    @Slot(object)
    def _on_exported(self, made: Exported) -> None:
        if isinstance(self._form, ExportForm):
            self._form.show_made(made)

    @Slot(object)
    def _on_export_failed(self, error: Exception) -> None:
        if isinstance(error, BrokenOffError):
            self.told.emit("info", broken_off())
        elif isinstance(self._form, ExportForm):
            self._on_form_failed(error)
        else:
            self._on_failed(error)

    def _open_codes(self) -> None:
        self._open(CodesForm(), self._on_codes_asked)

    @Slot()
    def _on_codes_asked(self) -> None:
        self._run(self._ways.recovery_codes, self._on_codes_made)

    @Slot(object)
    def _on_codes_made(self, codes: tuple[str, str]) -> None:
        if isinstance(self._form, CodesForm):
            self._form.show_codes(codes)

    def _open_rekey(self) -> None:
        self._open(RekeyForm(), self._on_rekey_saved)

    @Slot()
    def _on_rekey_saved(self) -> None:
        if isinstance(self._form, RekeyForm):
            reason = self._form.texts()["reason"]
            if reason:
                self._run(partial(self._ways.rekey, reason), self._on_rekeyed)
            else:
                self._form.refuse("reason", self.tr("Needed"))

    @Slot(object)
    def _on_rekeyed(self, left_out: tuple[str, ...]) -> None:
        told = self.tr("The store has a new key")
        if left_out:
            told += " · " + self.tr("These need a new password: {names}").format(names=", ".join(left_out))
        self._said(told)

    def _open_restore(self) -> None:
        self._open(RestoreForm(), self.restore_requested.emit)

    def _open_report(self) -> None:
        self._open(ReportForm(), self._on_report_saved)

    @Slot()
    def _on_report_saved(self) -> None:
        if isinstance(self._form, ReportForm):
            self._run(partial(self._ways.report, self._form.note.toPlainText()), self._on_reported)

    @Slot(object)
    def _on_reported(self, _nothing: object) -> None:
        self._said(self.tr("Your report is in the journal and goes to the trial office with everything else"))
