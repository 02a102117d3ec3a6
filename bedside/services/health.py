"""Whether this device and its store are well, each thing judged good, to be looked at or to be acted on; and what
somebody tells of the program going wrong."""

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from bedside import __version__
from bedside.errors import InputRefused
from bedside.models.authority import Act
from bedside.models.base import NOTE_LENGTH
from bedside.models.people import Access, AccessAct
from bedside.services.access import journal_access
from bedside.services.authority import needs
from bedside.services.desk import Desk
from bedside.store.migrations import SCHEMA_VERSION
from bedside.store.vital_signs import VitalSigns, guess_a_password, sizes

Judged = Literal["good", "look", "act"]

MEGABYTE: Final = 1_000_000
LEAST_FREE: Final = 500 * MEGABYTE
"""Bytes under which the disk is to be acted on."""
LITTLE_FREE: Final = 5_000 * MEGABYTE
LARGE_LOG: Final = 100 * MEGABYTE
"""Bytes of the log from which it should long have been folded into the store's file."""
LOOKED_BACK: Final = timedelta(days=7)
"""How far failed sign-ins and clock jumps are looked back for."""
BACKUP_LOOK: Final = timedelta(hours=26)
BACKUP_ACT: Final = timedelta(days=7)
VERIFY_LOOK: Final = timedelta(days=8)
LEAST_GUESS_MS: Final = 250
"""What one guess of a password must cost whoever stole the device."""

_LAST: Final[tuple[AccessAct, ...]] = (
    "backed_up",
    "backup_failed",
    "verified",
    "verification_failed",
    "attempts_tampered",
)
_COUNTED: Final[tuple[AccessAct, ...]] = ("sign_in_failed", "attempts_tampered")


@dataclass(frozen=True, slots=True)
class Disk:
    """Bytes left for the store, and bytes that it and its log take."""

    judged: Judged
    free_bytes: int
    store_bytes: int
    log_bytes: int


@dataclass(frozen=True, slots=True)
class ClockSeen:
    """The last leap of the wall clock; None: none was seen. How far it is off is unknown until a centre tells."""

    judged: Judged
    jumped_at: datetime | None
    jump_ms: int | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """Entries that were not sent, and when the oldest of them was written. Until there is a centre that is all."""

    judged: Judged
    entries: int
    oldest_at: datetime | None


@dataclass(frozen=True, slots=True)
class Done:
    """When something was last done; None: never. `failed`: the last time it did not succeed. `detail`: where, or what
    was found."""

    judged: Judged
    at: datetime | None
    failed: bool
    detail: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Attempts:
    """Failed sign-ins since a moment; `tampered`: somebody changed the list of them meanwhile."""

    judged: Judged
    since: datetime
    count: int
    tampered: bool


@dataclass(frozen=True, slots=True)
class Drafts:
    """Checks in hand and checks set aside."""

    judged: Judged
    in_hand: int
    parked: int


@dataclass(frozen=True, slots=True)
class GuessCost:
    """Milliseconds that one guess of a password takes on this device; None: not measured."""

    judged: Judged
    took_ms: int | None


@dataclass(frozen=True, slots=True)
class Program:
    """What runs here, and the beginning of this device's key as it is written on paper; "" where it has none."""

    version: str
    schema: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Health:
    """Everything of the page, as of one moment."""

    as_of: datetime
    disk: Disk
    clock: ClockSeen
    waiting: Waiting
    backup: Done
    verification: Done
    attempts: Attempts
    drafts: Drafts
    guess: GuessCost
    program: Program


@needs(Act.SEE_HEALTH)
def health(desk: Desk) -> Health:
    """Look at everything once. Takes as long as one guess of a password; not for the GUI thread.

    Raises:
        StoreError: of the kind that fits.
    """
    now = desk.clock.now()
    since = now - LOOKED_BACK
    with desk.store.read() as reader:
        signs = reader.vital_signs(_LAST, _COUNTED, since)
        in_hand, parked = len(reader.drafts()), len(reader.tray())
    return Health(
        as_of=now,
        disk=_disk(desk),
        clock=_clock(signs, since),
        waiting=Waiting("good", signs.entries, signs.oldest_at),
        backup=_backup(signs, now),
        verification=_verification(signs, now),
        attempts=_attempts(signs, since),
        drafts=Drafts("look" if parked else "good", in_hand, parked),
        guess=_guess(desk),
        program=Program(__version__, SCHEMA_VERSION, signs.fingerprint),
    )


def _disk(desk: Desk) -> Disk:
    free = shutil.disk_usage(desk.store.folder).free
    store, log = sizes(desk.store.folder)
    # A backup, a migration and a compaction each need the room of the store once more.
    judged: Judged = "good" if free >= LITTLE_FREE and log < LARGE_LOG else "look"
    return Disk("act" if free < max(LEAST_FREE, 2 * store) else judged, free, store, log)


def _clock(signs: VitalSigns, since: datetime) -> ClockSeen:
    recent = signs.jumped_at is not None and signs.jumped_at >= since
    return ClockSeen("look" if recent else "good", signs.jumped_at, signs.jump_ms)


def _newer(one: tuple[datetime, Access] | None, other: tuple[datetime, Access] | None) -> bool:
    return one is not None and (other is None or one[0] > other[0])


def _backup(signs: VitalSigns, now: datetime) -> Done:
    made, failed = signs.last.get("backed_up"), signs.last.get("backup_failed")
    if _newer(failed, made):
        return _done("act", failed, failed=True)
    age = None if made is None else now - made[0]
    if age is None or age > BACKUP_ACT:
        return _done("act", made)
    return _done("look" if age > BACKUP_LOOK else "good", made)


def _verification(signs: VitalSigns, now: datetime) -> Done:
    held, failed = signs.last.get("verified"), signs.last.get("verification_failed")
    if _newer(failed, held):
        return _done("act", failed, failed=True)
    late = held is None or now - held[0] > VERIFY_LOOK
    return _done("look" if late else "good", held)


def _done(judged: Judged, found: tuple[datetime, Access] | None, *, failed: bool = False) -> Done:
    if found is None:
        return Done(judged, None, failed, "", None)
    at, access = found
    return Done(judged, at, failed, access.detail, access.count)


def _attempts(signs: VitalSigns, since: datetime) -> Attempts:
    count, tampered = signs.since["sign_in_failed"], signs.since["attempts_tampered"] > 0
    judged: Judged = "look" if count else "good"
    return Attempts("act" if tampered else judged, since, count, tampered)


def _guess(desk: Desk) -> GuessCost:
    began = desk.clock.monotonic_ms()
    if not guess_a_password(desk.store.folder, desk.user.user_id):
        return GuessCost("look", None)
    took = desk.clock.monotonic_ms() - began
    return GuessCost("good" if took >= LEAST_GUESS_MS else "look", took)


@needs(Act.REPORT_PROBLEM)
def report_problem(desk: Desk, text: str) -> None:
    """Journal what somebody tells of the program, so that it is sent with everything else and looked at.

    Raises:
        InputRefused: nothing was told, or more than a note holds.
    """
    told = text.strip()
    if not 0 < len(told) <= NOTE_LENGTH:
        raise InputRefused("text", told[:40], f"1 to {NOTE_LENGTH} characters")
    desk.store.write(lambda work: journal_access(work, desk, "problem_reported", detail=told))
