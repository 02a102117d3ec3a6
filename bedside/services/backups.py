"""Backups by hand, on a schedule and at sign-out: each opened before it counts, journalled, and told if it failed."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Final, TypeVar

from pydantic import Field

from bedside.errors import BackupFolderMissing, BackupUnusable, InputRefused, StoreError, UserFacingError
from bedside.models.authority import Act, may
from bedside.models.base import Model, Moment
from bedside.models.canonical import canonical_bytes
from bedside.services.access import journal_access
from bedside.services.authority import needs
from bedside.services.desk import Desk
from bedside.services.form import filled
from bedside.store.backup import no_progress, write_backup
from bedside.store.files import refusal_of
from bedside.store.manifest import Manifest
from bedside.store.retention import KEEP_LAST, KEEP_WEEKS, backups_of, clear_old
from bedside.store.slots import DATABASE_FILE
from bedside.store.unit_of_work import UnitOfWork

SETTING: Final = "backups"
TRIED: Final = "backup_tried"
RETRY: Final = timedelta(hours=1)
"""After a backup that failed the next one waits this long: a missing disk is told once an hour, not once a minute."""


SIGN_OUT_WAIT: Final = timedelta(seconds=30)
"""How long a sign-out waits for its backup; a store of a million entries takes a third of it on a slow disk."""


class BackupSettings(Model):
    """Where backups of this device go (None: nowhere, none are made by themselves), how often, and how many stay: the
    newest of each of the last `keep_last` days that have one, and of those before one a week for so many weeks."""

    folder: Path | None = None
    every_hours: Annotated[int, Field(ge=1, le=168)] = 24
    on_sign_out: bool = True
    keep_last: Annotated[int, Field(ge=1, le=1000)] = KEEP_LAST
    keep_weeks: Annotated[int, Field(ge=0, le=520)] = KEEP_WEEKS


class _Tried(Model):
    """When the last backup where the settings say was tried, and whether it was made."""

    at: Moment
    made: bool


Kept = TypeVar("Kept", bound=Model)


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A backup that was made and opened: where, how many entries and bytes, and how many older ones went for it."""

    path: Path
    made_at: datetime
    entries: int
    size: int
    removed: int


@dataclass(frozen=True, slots=True)
class BackupSeen:
    """A backup in a folder. `problem`: why it cannot be used; then nothing else is known of it."""

    path: Path
    problem: str = ""
    made_at: datetime | None = None
    made_by: str = ""
    site_id: str = ""
    trial_id: str = ""
    store_id: str = ""
    entries: int = 0
    size: int = 0


@needs(Act.BACK_UP)
def back_up(desk: Desk, folder: Path | None = None, progress: Callable[[int, int], None] | None = None) -> BackupMade:
    """Make a backup in `folder`, or where the settings say, and open it; there then let old ones go. Journalled either
    way.

    Raises:
        NotPermitted: the role may not.
        InputRefused: no folder is given or set, or it lies in the store's own.
        BackupFolderMissing: the folder of the settings is not there.
        StoreError: it failed; the store itself is as it was.
    """
    settings = backup_settings(desk)
    # Only where the schedule's own go do old ones go, and only those answer the schedule.
    scheduled = settings.folder is not None and folder in (None, settings.folder)
    now = desk.clock.now()
    try:
        into = _outside(desk, folder or settings.folder)
        if scheduled and not into.is_dir():
            # Made now, it would lie on this computer's own disk, where the other one is not connected.
            raise BackupFolderMissing(folder=into)
        path, manifest = write_backup(desk.store, into, now, desk.user.user_id, progress or no_progress)
    except UserFacingError as error:
        if scheduled or not isinstance(error, InputRefused):
            _note_failed(desk, now, error, scheduled)
        raise
    removed = _cleared(path, manifest, settings) if scheduled else 0
    size = sum(file.bytes for file in manifest.files.values())
    made = BackupMade(path, now, manifest.entries, size, removed)
    _note_made(desk, made, manifest.files[DATABASE_FILE].sha256, scheduled)
    return made


def back_up_at_sign_out(desk: Desk) -> BackupMade | UserFacingError | None:
    """What a sign-out does about backups, if the settings ask for it and the role may: the backup, or why it failed.

    Never raises what a person could act on, because nobody may be kept from leaving; for the same reason one that
    takes longer than `SIGN_OUT_WAIT` is given up.
    """
    began = desk.clock.monotonic_ms()

    def in_time(_done: int, _of: int) -> None:
        if desk.clock.monotonic_ms() - began > SIGN_OUT_WAIT // timedelta(milliseconds=1):
            raise BackupUnusable(backup="sign-out", problem="it took too long")

    try:
        settings = backup_settings(desk)
        if settings.folder is None or not settings.on_sign_out or not may(desk.user.role, Act.BACK_UP):
            return None
        return back_up(desk, progress=in_time)
    except UserFacingError as error:
        return error


def backup_due(desk: Desk, now: datetime) -> bool:
    """Whether the schedule asks for a backup that this user may make."""
    settings = backup_settings(desk)
    if settings.folder is None or not may(desk.user.role, Act.BACK_UP):
        return False
    tried = _kept(desk, TRIED, _Tried)
    if tried is None:
        return True
    wait = timedelta(hours=settings.every_hours) if tried.made else RETRY
    # A clock that was set back must not put the next one off for as long.
    return not timedelta() <= now - tried.at < wait


def backups_in(folder: Path) -> tuple[BackupSeen, ...]:
    """The backups in `folder`, the newest first, those that cannot be used last.

    Raises:
        StoreError: the folder cannot be read.
    """
    try:
        found = [_seen(kept.path, kept.manifest, kept.problem) for kept in backups_of(folder)]
    except OSError as error:
        raise refusal_of(error, folder) from error
    usable = sorted((seen for seen in found if seen.made_at), key=lambda seen: str(seen.made_at), reverse=True)
    return (*usable, *(seen for seen in found if not seen.made_at))


def backup_settings(desk: Desk) -> BackupSettings:
    """Where backups of this device go and how often."""
    return _kept(desk, SETTING, BackupSettings) or BackupSettings()


@needs(Act.CONFIGURE)
def set_backup_settings(
    desk: Desk,
    folder: Path | None,
    every_hours: int = 24,
    on_sign_out: bool = True,
    *,
    keep_last: int = KEEP_LAST,
    keep_weeks: int = KEEP_WEEKS,
) -> None:
    """Say where backups of this device go and how often, and make the folder; journalled, without its name.

    Raises:
        NotPermitted: the role may not.
        InputRefused: the folder lies in the store's own, or a number is out of range.
        StoreError: the folder cannot be made.
    """
    given = {"folder": folder, "every_hours": every_hours, "on_sign_out": on_sign_out}
    settings = filled(BackupSettings, {**given, "keep_last": keep_last, "keep_weeks": keep_weeks}, {})
    if settings.folder is not None:
        _made(_outside(desk, settings.folder))
    told = "nowhere" if folder is None else f"every {every_hours} h" + (" and at sign-out" if on_sign_out else "")

    def keep(work: UnitOfWork) -> None:
        work.keep_setting(SETTING, settings.model_dump(mode="json"))
        journal_access(work, desk, "settings_changed", area="backups", detail=told)

    desk.store.write(keep)


def _outside(desk: Desk, folder: Path | None) -> Path:
    """Where a backup goes. One inside the store's own folder would go with it."""
    if folder is None:
        raise InputRefused("folder", "none", "a folder, given here or in the backup settings")
    if folder.resolve().is_relative_to(desk.store.folder.resolve()):
        raise InputRefused("folder", folder, "a folder outside the store's own, best on another disk")
    return folder


def _made(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise refusal_of(error, folder) from error


def _cleared(newest: Path, made: Manifest, settings: BackupSettings) -> int:
    # The backup is there; one that could not be removed is tried again after the next.
    with suppress(OSError):
        return clear_old(newest, made, settings.keep_last, settings.keep_weeks)
    return 0


def _note_made(desk: Desk, made: BackupMade, digest: str, scheduled: bool) -> None:
    def note(work: UnitOfWork) -> None:
        if scheduled:
            work.keep_setting(TRIED, _Tried(at=made.made_at, made=True).model_dump(mode="json"))
        journal_access(work, desk, "backed_up", area="backup", detail=made.path.name, count=made.entries, digest=digest)

    desk.store.write(note)


def _note_failed(desk: Desk, now: datetime, error: UserFacingError, scheduled: bool) -> None:
    def note(work: UnitOfWork) -> None:
        if scheduled:
            work.keep_setting(TRIED, _Tried(at=now, made=False).model_dump(mode="json"))
        journal_access(work, desk, "backup_failed", area="backup", detail=error.code)

    # What keeps a backup from being made may keep its failure from being journalled too.
    with suppress(StoreError):
        desk.store.write(note)


def _seen(path: Path, manifest: Manifest | None, problem: str) -> BackupSeen:
    if manifest is None:
        return BackupSeen(path, problem)
    return BackupSeen(
        path,
        made_at=manifest.made_at,
        made_by=manifest.made_by,
        site_id=manifest.site_id,
        trial_id=manifest.trial_id,
        store_id=str(manifest.store_id),
        entries=manifest.entries,
        size=sum(file.bytes for file in manifest.files.values()),
    )


def _kept(desk: Desk, name: str, model: type[Kept]) -> Kept | None:
    with desk.store.read() as reader:
        value = reader.setting(name)
    return None if value is None else model.model_validate_json(canonical_bytes(value))
