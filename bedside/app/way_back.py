"""Puts the guided restore together for a gate whose store cannot be opened."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject

from bedside.clock import Clock
from bedside.services.backups import BackupSeen, backups_in
from bedside.services.restoring import accept_older_copy, restore
from bedside.store.restore import Restored
from bedside.views.restore.presenter import RestorePresenter, trouble_of
from bedside.views.tasks import Runner


class FolderWays:
    """The way back for the store in one folder; see `views.restore.ways.Ways`."""

    def __init__(self, folder: Path, clock: Clock, witness_folder: Path | None) -> None:
        self._folder, self._clock, self._witness_folder = folder, clock, witness_folder

    def now(self) -> datetime:
        """See `Ways.now`."""
        return self._clock.now()

    def backups_in(self, folder: Path) -> Sequence[BackupSeen]:
        """See `Ways.backups_in`."""
        return backups_in(folder)

    def restore(
        self, backup: Path, user_id: str, password: str, reason: str, progress: Callable[[int, int], None]
    ) -> Restored:
        """See `Ways.restore`."""
        return restore(
            backup,
            self._folder,
            user_id,
            password,
            self._clock,
            reason,
            witness_folder=self._witness_folder,
            progress=progress,
        )

    def accept_older(self, user_id: str, password: str, reason: str) -> None:
        """See `Ways.accept_older`."""
        accept_older_copy(self._folder, user_id, password, self._clock, reason, witness_folder=self._witness_folder)


def way_back(
    folder: Path, clock: Clock, witness_folder: Path | None, runner: Runner, error: Exception | None, parent: QObject
) -> RestorePresenter:
    """The guided restore of the store in `folder`: which `error` keeps closed, or (None) which somebody wants to have
    replaced, or which is not there yet."""
    return RestorePresenter(runner, FolderWays(folder, clock, witness_folder), trouble_of(error), parent)
