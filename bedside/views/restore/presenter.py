"""Glue of the guided restore: from the folder over the backup and the person to the store that can be opened again."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from bedside.errors import InputRefused, StoreRolledBack
from bedside.views.messages import message_for, refusal_words
from bedside.views.restore import words
from bedside.views.restore.pages import (
    BackupsPage,
    ConfirmPage,
    DonePage,
    FolderPage,
    GuidedPage,
    OlderPage,
    WorkPage,
)
from bedside.views.restore.screen import RestoreScreen
from bedside.views.restore.state import Backup, Restored, Trouble
from bedside.views.restore.ways import Ways
from bedside.views.tasks import Runner
from bedside.views.widgets.folder_field import Choose, choose_folder

Page = TypeVar("Page", bound=GuidedPage)
KILOBYTE = 1000


class RestorePresenter(QObject):
    """Leads through the restore. `closed`: left without a change; `restored`: somebody can sign in again."""

    closed = Signal()
    restored = Signal()
    _progressed = Signal(int, int)

    def __init__(
        self,
        runner: Runner,
        ways: Ways,
        trouble: Trouble,
        parent: QObject | None = None,
        *,
        choose: Choose = choose_folder,
    ) -> None:
        super().__init__(parent)
        self._runner, self._ways, self._trouble, self._choose = runner, ways, trouble, choose
        self._page: GuidedPage | None = None
        self._backup: Backup | None = None
        self._backups: Sequence[Backup] = ()
        self._kept: dict[str, str] = {}
        self._progressed.connect(self._on_progressed)
        self.screen = RestoreScreen()

    @property
    def page(self) -> GuidedPage | None:
        """What is asked now."""
        return self._page

    @Slot()
    def open(self) -> None:
        """Ask where the backups are."""
        page = self._show(FolderPage(self._trouble, self._choose))
        page.back_requested.connect(self.closed)
        page.save_requested.connect(self._on_folder_given)
        page.older_requested.connect(self._on_older_requested)

    def _show(self, page: Page) -> Page:
        self._page = page
        self.screen.show_page(page)
        return page

    # ------------------------------------------------------------------ which backup

    @Slot()
    def _on_folder_given(self) -> None:
        page = self._page
        if not isinstance(page, FolderPage):
            return
        page.refuse("", "")
        folder = page.folder.folder
        if folder is None:
            page.refuse("folder", self.tr("Needed: a folder"))
            return
        page.show_busy(True)
        self._runner.run(partial(self._ways.backups_in, folder), self._on_backups_found, self._on_failed)

    @Slot(object)
    def _on_backups_found(self, backups: Sequence[Backup]) -> None:
        self._backups = backups
        page = self._show(BackupsPage(backups, self._ways.now()))
        page.back_requested.connect(self.open)
        page.backup_chosen.connect(self._on_backup_chosen)

    @Slot(object)
    def _on_backup_chosen(self, backup: Backup) -> None:
        self._backup = backup
        page = self._show(ConfirmPage(words.will_happen(backup, self._ways.now(), self._trouble)))
        page.back_requested.connect(self._on_back_to_backups)
        page.save_requested.connect(self._on_confirmed)

    @Slot()
    def _on_back_to_backups(self) -> None:
        self._on_backups_found(self._backups)

    # ------------------------------------------------------------------ restoring

    @Slot()
    def _on_confirmed(self) -> None:
        page, backup = self._page, self._backup
        if not isinstance(page, ConfirmPage) or backup is None or not self._is_filled(page):
            return
        given = page.texts()
        self._kept = {name: given[name] for name in ("user_id", "reason")}
        self._show(WorkPage())
        job = partial(self._restore, backup.path, given["user_id"], given["password"], given["reason"])
        self._runner.run(job, self._on_restored, self._on_restore_failed)

    def _restore(self, backup: Path, user_id: str, password: str, reason: str) -> Restored:
        return self._ways.restore(backup, user_id, password, reason, self._tell_progress)

    def _tell_progress(self, done: int, of: int) -> None:
        # In kilobytes: a signal's number holds no more than 31 bits.
        self._progressed.emit(done // KILOBYTE, of // KILOBYTE)

    @Slot(int, int)
    def _on_progressed(self, done: int, of: int) -> None:
        if isinstance(self._page, WorkPage):
            self._page.show_progress(KILOBYTE * done, KILOBYTE * of)

    @Slot(object)
    def _on_restored(self, restored: Restored) -> None:
        self._show_done(words.done(restored))

    @Slot(object)
    def _on_restore_failed(self, error: Exception) -> None:
        if self._backup is not None:
            self._on_backup_chosen(self._backup)
        if self._page is not None:
            # All that was typed but the password.
            self._page.fill(self._kept)
        self._on_failed(error)

    def _show_done(self, text: str) -> None:
        page = self._show(DonePage(text))
        page.save_requested.connect(self.restored)
        page.back_requested.connect(self.restored)

    def _is_filled(self, page: GuidedPage) -> bool:
        page.refuse("", "")
        empty = next((name for name, text in page.texts().items() if not text), "")
        if empty:
            page.refuse(empty, self.tr("Needed"))
        return not empty

    # ------------------------------------------------------------------ an older copy

    @Slot()
    def _on_older_requested(self) -> None:
        page = self._show(OlderPage(self._trouble))
        page.back_requested.connect(self.open)
        page.save_requested.connect(self._on_older_confirmed)

    @Slot()
    def _on_older_confirmed(self) -> None:
        page = self._page
        if isinstance(page, OlderPage) and self._is_filled(page):
            given = page.texts()
            page.show_busy(True)
            job = partial(self._ways.accept_older, given["user_id"], given["password"], given["reason"])
            self._runner.run(job, self._on_older_accepted, self._on_failed)

    @Slot(object)
    def _on_older_accepted(self, _nothing: object) -> None:
        self._show_done(words.older_done())

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        page = self._page
        if page is None:
            return
        page.show_busy(False)
        if isinstance(error, InputRefused):
            page.refuse(error.field, refusal_words(error, at_field=error.field in page.fields))
        else:
            page.refuse("", message_for(error))


def trouble_of(error: Exception | None) -> Trouble:
    """Why the store could not be opened, as the guided restore is told; None: nothing is wrong with it."""
    if error is None:
        return Trouble(words.wanted())
    if isinstance(error, StoreRolledBack):
        found, last = error.params.get("found"), error.params.get("last")
        if isinstance(found, int) and isinstance(last, int):
            return Trouble(message_for(error), rolled_back=True, missing=last - found)
        return Trouble(message_for(error), rolled_back=True)
    return Trouble(message_for(error))
