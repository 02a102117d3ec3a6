"""Glue of the audit page: reads the trail page by page off the GUI thread, and says what was reviewed or exported."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from bedside.errors import InputRefused
from bedside.views.audit import act_words, words
from bedside.views.audit.field_words import AnswerWords
from bedside.views.audit.forms import ReviewForm
from bedside.views.audit.model import AuditModel
from bedside.views.audit.screen import AuditScreen
from bedside.views.audit.state import AuditState, Wanted
from bedside.views.audit.ways import Page, Ways
from bedside.views.messages import message_for, refusal_words
from bedside.views.tasks import BreakOff, BrokenOffError, Runner
from bedside.views.widgets.export_form import Exported, ExportForm, broken_off
from bedside.views.widgets.folder_field import Choose, choose_folder
from bedside.views.widgets.form_page import FormPage


class AuditPresenter(QObject):
    """Owns the page's state and its rows. `side` runs an export, so that the ward's own lane stays free for saving."""

    closed = Signal()
    told = Signal(str, str)

    def __init__(
        self,
        runner: Runner,
        side: Runner,
        ways: Ways,
        now: Callable[[], datetime],
        answer_words: AnswerWords,
        parent: QObject | None = None,
        *,
        choose: Choose = choose_folder,
    ) -> None:
        super().__init__(parent)
        self._runner, self._side, self._ways, self._now, self._choose = runner, side, ways, now, choose
        self._export = BreakOff()
        self._model = AuditModel(now(), self)
        self._model.more_wanted.connect(self._on_more_wanted)
        self._state = AuditState(now(), leave=ways.leave)
        self._list = 0
        self._form: ReviewForm | ExportForm | None = None
        self.screen = AuditScreen(self._model, answer_words)
        self.screen.back_requested.connect(self._on_back_requested)
        self.screen.wanted_chosen.connect(self.show_wanted)
        self.screen.review_requested.connect(self._on_review_requested)
        self.screen.export_requested.connect(self._on_export_requested)

    @property
    def state(self) -> AuditState:
        """What is shown now."""
        return self._state

    @property
    def model(self) -> AuditModel:
        """The rows that were read."""
        return self._model

    def open(self) -> None:
        """Show the newest entries; figures follow as soon as they are read."""
        self._runner.run(self._ways.viewed, self._on_noted, self._on_failed)
        self._runner.run(self._ways.names, self._on_names_read, self._on_failed)
        self.show_wanted(self._state.wanted)
        self.screen.focus_entries()

    def stop(self) -> None:
        """Break off an export: the page is being left."""
        self._export.ask()

    @Slot()
    def _on_back_requested(self) -> None:
        self.stop()
        self.closed.emit()

    @Slot(object)
    def show_wanted(self, wanted: Wanted) -> None:
        """Begin another list."""
        self._list += 1
        self._model.begin()
        self._show(replace(self._state, as_of=self._now(), wanted=wanted, total=None, reading=True))
        self._read()
        self._runner.run(partial(self._counted, self._list, wanted), self._on_counted, self._on_failed)

    def _show(self, state: AuditState) -> None:
        self._state = state
        self.screen.show_state(state)

    # ------------------------------------------------------------------ reading

    def _read(self) -> None:
        job = partial(self._paged, self._list, self._state.wanted, self._model.oldest)
        self._runner.run(job, self._on_page_read, self._on_page_failed)

    def _paged(self, number: int, wanted: Wanted, before: int | None) -> tuple[int, Page]:
        return number, self._ways.page(wanted, before)

    def _counted(self, number: int, wanted: Wanted) -> tuple[int, int]:
        return number, self._ways.count(wanted)

    @Slot()
    def _on_more_wanted(self) -> None:
        self._read()

    @Slot(object)
    def _on_page_read(self, read: tuple[int, Page]) -> None:
        number, page = read
        # Whoever chose another list meanwhile does not want the rows of the one before.
        if number == self._list:
            self._model.append(page.rows, more=page.more)
            self._show(replace(self._state, reading=False))

    @Slot(object)
    def _on_page_failed(self, error: Exception) -> None:
        self._model.give_up()
        self._show(replace(self._state, reading=False))
        self._on_failed(error)

    @Slot(object)
    def _on_counted(self, counted: tuple[int, int]) -> None:
        if counted[0] == self._list:
            self._show(replace(self._state, total=counted[1]))

    @Slot(object)
    def _on_noted(self, _nothing: object) -> None:
        """Nothing is to be shown of it."""

    @Slot(object)
    def _on_names_read(self, names: Mapping[str, str]) -> None:
        self._show(replace(self._state, names=names))

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.told.emit("danger", message_for(error))

    # ------------------------------------------------------------------ forms

    def _open_form(self, form: ReviewForm | ExportForm) -> None:
        self._form = form
        form.back_requested.connect(self._close_form)
        self.screen.show_form(form)
        form.focus_first()

    @Slot()
    def _close_form(self) -> None:
        self._export.ask()
        self._form = None
        self.screen.drop_form()
        self.screen.focus_entries()

    @Slot()
    def _on_review_requested(self) -> None:
        form = ReviewForm(self._stretch())
        form.save_requested.connect(self._on_review_saved)
        self._open_form(form)

    def _stretch(self) -> str:
        """Which entries were shown, in words: only they can have been looked over."""
        rows, as_of = self._model.rows, self._state.as_of
        told = self.tr("{n} entries, from {first} to {last}, listed as: {query}.").format(
            n=f"{len(rows):,}",
            first=words.recorded(rows[-1], as_of),
            last=words.recorded(rows[0], as_of),
            query=act_words.query(self._state.wanted.query),
        )
        if self._state.total is not None and self._state.total > len(rows):
            older = self._state.total - len(rows)
            told += " " + self.tr("{n} older ones were not scrolled to and do not count.").format(n=f"{older:,}")
        return told

    @Slot()
    def _on_review_saved(self) -> None:
        if isinstance(self._form, ReviewForm):
            rows = self._model.rows
            note = self._form.texts()["note"]
            self._form.show_busy(True)
            job = partial(self._ways.review, self._state.wanted, rows[-1].entry_id, rows[0].entry_id, len(rows), note)
            self._runner.run(job, self._on_reviewed, self._on_form_failed)

    @Slot(object)
    def _on_reviewed(self, _nothing: object) -> None:
        self._close_form()
        self.told.emit("good", self.tr("It is in the journal that you reviewed these entries"))
        self.show_wanted(self._state.wanted)

    @Slot()
    def _on_export_requested(self) -> None:
        form = ExportForm(self._choose)
        form.save_requested.connect(self._on_export_saved)
        self._open_form(form)

    @Slot()
    def _on_export_saved(self) -> None:
        if isinstance(self._form, ExportForm):
            folder = self._form.chosen
            if folder is not None:
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

    @Slot(object)
    def _on_form_failed(self, error: Exception) -> None:
        form: FormPage | None = self._form
        if form is None:
            self._on_failed(error)
            return
        form.show_busy(False)
        if isinstance(error, InputRefused):
            form.refuse(error.field, refusal_words(error, at_field=error.field in form.fields))
        else:
            form.refuse("", message_for(error))
