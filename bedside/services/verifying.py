"""Holds the whole journal to its hashes while people work, and keeps what came of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from threading import Event, Lock
from typing import Final

from bedside.models.authority import Act
from bedside.models.canonical import JsonValue
from bedside.models.people import AccessAct
from bedside.services.access import journal_access
from bedside.services.authority import needs
from bedside.services.desk import Desk
from bedside.store.check import CheckReport
from bedside.store.unit_of_work import UnitOfWork
from bedside.store.verification import Progress, no_progress

LAST_VERIFICATION: Final = "last_verification"
"""Setting: when the whole journal was held last, how many entries, and whether it held."""

EVERY: Final = timedelta(hours=24)
"""How old the last whole verification may become before the next is due by itself."""
_TURN: Final = Lock()
"""Held by whichever verification is under way: two at once would only slow each other."""
_WANTED: Final = Event()
"""Set while somebody waits at the screen for a verification: one that began by itself gives way."""
_PATIENCE_S: Final = 0.05


class GaveWayError(Exception):
    """A verification that began by itself was broken off for one that somebody asked for."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What the last whole verification on this device came to."""

    at: datetime
    entries: int
    sound: bool


@needs(Act.CHECK_STORE)
def verify_whole(desk: Desk, progress: Progress = no_progress) -> CheckReport:
    """Hold every entry to its stored bytes, off the window's thread; what came of it is journalled and kept.

    `progress` is told how many entries were held so far; what it raises breaks off, and nothing is kept then.
    """
    _WANTED.set()
    try:
        while not _TURN.acquire(timeout=_PATIENCE_S):
            progress(0)
    finally:
        _WANTED.clear()
    try:
        return _verified(desk, progress)
    finally:
        _TURN.release()


@needs(Act.CHECK_STORE)
def verify_when_due(desk: Desk, progress: Progress = no_progress) -> CheckReport | None:
    """Like `verify_whole`, where the last one is older than `EVERY`; None where none is due or another is under way.

    One that somebody asks for meanwhile breaks it off, and it answers None.
    """
    if not _TURN.acquire(blocking=False):
        return None
    try:
        return _verified(desk, partial(_unless_wanted, progress)) if _is_due(desk) else None
    except GaveWayError:
        return None
    finally:
        _TURN.release()


def _is_due(desk: Desk) -> bool:
    last = last_verification(desk)
    # One that lies ahead was noted before the clock was put back: nobody knows how old it is.
    return last is None or not timedelta(0) <= desk.clock.now() - last.at < EVERY


def _unless_wanted(progress: Progress, done: int) -> None:
    if _WANTED.is_set():
        raise GaveWayError
    progress(done)


def _verified(desk: Desk, progress: Progress) -> CheckReport:
    report = desk.store.check_chains(progress)

    def keep(work: UnitOfWork) -> None:
        act: AccessAct = "verified" if report.sound else "verification_failed"
        detail = "" if report.sound else f"{report.faults[0].where}: {report.faults[0].fault}"
        journal_access(work, desk, act, area="store", count=report.entries, detail=detail)
        told: JsonValue = {"at": work.now().isoformat(), "entries": report.entries, "sound": report.sound}
        work.keep_setting(LAST_VERIFICATION, told)
        if report.sound:
            work.vouch("verified")

    desk.store.write(keep)
    return report


@needs(Act.SEE_HEALTH)
def last_verification(desk: Desk) -> Verification | None:
    """What the last whole verification came to; None where there was none yet."""
    with desk.store.read() as reader:
        told = reader.setting(LAST_VERIFICATION)
    if not isinstance(told, dict):
        return None
    return Verification(datetime.fromisoformat(str(told["at"])), int(str(told["entries"])), told["sound"] is True)
