"""Counts wrong passwords while the store is closed, in a file beside it, and locks who is guessed at for a while.

Each line is sealed under a key that is replaced after it by its own hash, and the file holds only the last one: whoever
takes the file can add a line, but neither read, change nor take out those before it. The first key lies inside the
encrypted store, so that the next one to open it reads every line and sees what is missing. A file put back whole to
how it was before the guessing is noticed only if the store was opened between.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bedside.clock import Clock
from bedside.errors import LockedOut, SignInError
from bedside.models.canonical import JsonValue, canonical_bytes
from bedside.store.files import write_whole
from bedside.store.keys import Unlocked, unlock
from bedside.store.slots import APP, KEY_LENGTH, NONCE_LENGTH, read_slots

ATTEMPTS_FILE: Final = "attempts.log"
_A_DAY_MIN: Final = 24 * 60

BINDING: Final = "attempts"
"""Setting: which file belongs to the store, and the first key of its lines."""

_FORMAT: Final = 1

Failure = Literal["sign_in_failed", "unlock_failed"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Wrong passwords in a row that lock a user out, and for how long; each further one doubles that, up to a limit.

    They come from the protocol in force, which lies in the encrypted store, and so stand in the file as well.
    """

    in_a_row: int = 5
    first_min: int = 5
    longest_min: int = 60

    def lock_min(self, failures: int) -> int:
        """The minutes of the lock-out that this failure begins; 0 for none."""
        if failures < self.in_a_row:
            return 0
        return int(min(self.longest_min, self.first_min * 2 ** min(failures - self.in_a_row, 20)))


@dataclass(frozen=True, slots=True)
class Attempt:
    """One wrong password: for whom (empty: for nobody of this store), when, and how long a lock-out it began."""

    user_id: str
    at: datetime
    what: Failure
    locked_min: int


@dataclass(frozen=True, slots=True)
class _Count:
    """Wrong passwords in a row for one user, and when the last one was by both clocks."""

    failures: int
    locked_min: int
    at: str
    boot_id: str
    monotonic_ms: int


@dataclass(frozen=True, slots=True)
class _Log:
    """The file. `key`: of the next line. `first`: of the first one, only where the store does not know it yet."""

    log_id: str
    key: bytes = field(repr=False)
    counts: Mapping[str, _Count]
    limits: Limits = Limits()
    lines: tuple[str, ...] = ()
    first: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Taken:
    """What was in the file when the store was opened. `tampered`: what is wrong with it, empty for nothing."""

    attempts: tuple[Attempt, ...]
    tampered: str
    next: _Log | None
    """The file to go on with; None where it may stay as it is."""
    binding: dict[str, JsonValue] = field(repr=False)
    """What the store is to keep of that file."""


def guarded_unlock(
    folder: Path,
    user_id: str,
    password: str,
    clock: Clock,
    what: Failure = "sign_in_failed",
    *,
    beside: Path | None = None,
) -> Unlocked:
    """As `keys.unlock`, counting what fails and refusing who is locked out; the store's lock must be held.

    `beside`: the folder of the store at whose passwords this guesses, where that is not the one that is unlocked.

    Raises:
        SignInError: user or password is wrong. LockedOut: that was one too many, or it is not over yet.
        StoreError: as `keys.unlock`; also where a failure cannot be written down.
    """
    beside = beside or folder
    who = user_id if read_slots(beside).slot_of(user_id) is not None else ""
    refuse_locked_out(beside, who, clock)
    try:
        return unlock(folder, user_id, password)
    except SignInError:
        minutes = note_failure(beside, who, clock, what)
        if minutes:
            raise LockedOut(minutes=minutes) from None
        raise


def unlock_to_look(folder: Path, user_id: str, password: str, clock: Clock | None) -> Unlocked:
    """As `guarded_unlock` for who only looks; without a clock nothing is counted, which no program of ours does."""
    if clock is None:
        return unlock(folder, user_id, password)
    return guarded_unlock(folder, user_id, password, clock)


def refuse_locked_out(folder: Path, user_id: str, clock: Clock) -> None:
    """Refuse a user whose lock-out is not over. Set back, the wall clock prolongs it by its own length at most.

    Raises:
        LockedOut: with the minutes that are left.
    """
    log = _read(folder)
    count = None if log is None else log.counts.get(user_id)
    if log is None or count is None or not count.locked_min:
        return
    passed = _passed(count, clock)
    if passed < timedelta():
        passed = timedelta()
        _write(folder, replace(log, counts={**log.counts, user_id: _counted(count.failures, count.locked_min, clock)}))
    left = timedelta(minutes=count.locked_min) - passed
    if left > timedelta():
        raise LockedOut(minutes=-(-left // timedelta(minutes=1)))


def note_failure(folder: Path, user_id: str, clock: Clock, what: Failure) -> int:
    """Write a wrong password down; the minutes of the lock-out that it begins, 0 for none.

    Raises:
        StoreError: it cannot be written.
    """
    log = _read(folder) or _unbound()
    before = log.counts.get(user_id)
    failures = 1 + (before.failures if before else 0)
    minutes = log.limits.lock_min(failures)
    at = clock.now().isoformat(timespec="milliseconds")
    sealed = _seal(log, {"user_id": user_id, "at": at, "what": what, "locked": minutes})
    counts = {**log.counts, user_id: _counted(failures, minutes, clock)}
    _write(folder, replace(log, key=_next(log.key), lines=(*log.lines, sealed), counts=counts))
    return minutes


def take_in(folder: Path, bound: JsonValue, forget: str, limits: Limits) -> Taken:
    """Read every line, hold the file to what the store knows of it (`bound`, its setting), and prepare the next one.

    `forget`: whose row of failures ends, because they signed in or somebody lifted it. `limits`: those from now on.
    """
    log = _read(folder)
    known = bound if isinstance(bound, dict) else None
    start, tampered = _start(log, known)
    attempts: list[Attempt] = []
    if log is not None and start is not None:
        attempts, torn = _opened(log, start)
        tampered = tampered or torn
    counts = dict(log.counts) if log is not None else {}
    forgotten = counts.pop(forget, None)
    news = attempts or tampered or forgotten or (log is not None and log.limits != limits)
    if log is not None and known and not news and known.get("log_id") == log.log_id:
        return Taken((), "", None, dict(known))
    fresh = _Log(secrets.token_hex(16), secrets.token_bytes(KEY_LENGTH), counts, limits)
    # Where the next file is never written, this one goes on, and what was taken in is not taken in again.
    before = None if log is None else _bound(log, len(log.lines))
    return Taken(tuple(attempts), tampered, fresh, {**_bound(fresh, 0), "before": before})


def begin(folder: Path, taken: Taken) -> None:
    """Begin the file anew, once what was taken in is in the journal."""
    if taken.next is not None:
        _write(folder, taken.next)


@dataclass(frozen=True, slots=True)
class _Start:
    """Where reading begins: the key of the line `after` so many, and the failures counted until there."""

    key: bytes = field(repr=False)
    after: int
    failures: dict[str, int]
    limits: Limits


def _bound(log: _Log, after: int) -> dict[str, JsonValue]:
    """What the store keeps of a file to hold it to."""
    failures = {user_id: count.failures for user_id, count in log.counts.items()}
    limits: dict[str, JsonValue] = asdict(log.limits)
    return {"log_id": log.log_id, "key": log.key.hex(), "after": after, "failures": failures, "limits": limits}


def _start(log: _Log | None, known: Mapping[str, Any] | None) -> tuple[_Start | None, str]:
    """Where to read the file from, if it can be read, and what is wrong already."""
    if log is None:
        return None, "" if known is None else "it is missing"
    for bound in (known, known and known["before"]):
        if bound and bound["log_id"] == log.log_id:
            limits = Limits(**bound["limits"])
            return _Start(bytes.fromhex(bound["key"]), bound["after"], dict(bound["failures"]), limits), ""
    # One made while another was missing says itself what its first key is.
    start = None if log.first is None else _Start(log.first, 0, {}, Limits())
    return start, "" if known is None else "it is another one"


def _opened(log: _Log, start: _Start) -> tuple[list[Attempt], str]:
    """The lines from where to begin, up to the first that does not open, and what is wrong."""
    found: list[Attempt] = []
    key, failures = start.key, start.failures
    for number, line in enumerate(log.lines[start.after :], start.after):
        try:
            data = bytes.fromhex(line)
            text = AESGCM(_sealing(key)).decrypt(data[:NONCE_LENGTH], data[NONCE_LENGTH:], _place(log.log_id, number))
        except (InvalidTag, ValueError):
            return found, "a line was changed"
        told = json.loads(text)
        found.append(Attempt(told["user_id"], datetime.fromisoformat(told["at"]), told["what"], told["locked"]))
        failures[told["user_id"]] = failures.get(told["user_id"], 0) + 1
        key = _next(key)
    if not hmac.compare_digest(key, log.key):
        return found, "lines are missing"
    if failures != {user_id: count.failures for user_id, count in log.counts.items()} or log.limits != start.limits:
        return found, "its counts were changed"
    return found, ""


def _counted(failures: int, locked_min: int, clock: Clock) -> _Count:
    at = clock.now().isoformat(timespec="milliseconds")
    return _Count(failures, locked_min, at, clock.boot_id, clock.monotonic_ms())


def _passed(count: _Count, clock: Clock) -> timedelta:
    """How long ago it was; below zero where the clock was set back. Within one boot the wall clock has no say."""
    if count.boot_id == clock.boot_id:
        return timedelta(milliseconds=clock.monotonic_ms() - count.monotonic_ms)
    return clock.now() - datetime.fromisoformat(count.at)


def _unbound() -> _Log:
    key = secrets.token_bytes(KEY_LENGTH)
    return _Log(secrets.token_hex(16), key, {}, first=key)


def _seal(log: _Log, line: Mapping[str, JsonValue]) -> str:
    nonce = secrets.token_bytes(NONCE_LENGTH)
    text = canonical_bytes(line)
    return (nonce + AESGCM(_sealing(log.key)).encrypt(nonce, text, _place(log.log_id, len(log.lines)))).hex()


def _sealing(key: bytes) -> bytes:
    return hmac.digest(key, b"bedside attempt", hashlib.sha256)


def _next(key: bytes) -> bytes:
    return hmac.digest(key, b"bedside next attempt", hashlib.sha256)


def _place(log_id: str, number: int) -> bytes:
    return canonical_bytes({"app": APP, "format": _FORMAT, "log_id": log_id, "line": number})


def _read(folder: Path) -> _Log | None:
    """The file; None where there is none that can be read, which the store notices when it is opened."""
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return _log(json.loads((folder / ATTEMPTS_FILE).read_bytes()))
    return None


def _log(data: Mapping[str, Any]) -> _Log:
    first = data["first"]
    counts = {str(user_id): _Count(**count) for user_id, count in data["counts"].items()}
    for count in counts.values():
        if datetime.fromisoformat(count.at).utcoffset() is None or not 0 <= count.locked_min <= _A_DAY_MIN:
            raise ValueError("no count of ours")
        timedelta(milliseconds=count.monotonic_ms + count.failures)
    return _Log(
        str(data["log_id"]),
        bytes.fromhex(data["key"]),
        counts,
        Limits(**{name: int(value) for name, value in data["limits"].items()}),
        tuple(str(line) for line in data["lines"]),
        None if first is None else bytes.fromhex(first),
    )


def _write(folder: Path, log: _Log) -> None:
    data = {
        "app": APP,
        "format": _FORMAT,
        "log_id": log.log_id,
        "key": log.key.hex(),
        "first": None if log.first is None else log.first.hex(),
        "counts": {user_id: asdict(count) for user_id, count in log.counts.items()},
        "limits": asdict(log.limits),
        "lines": list(log.lines),
    }
    write_whole(folder / ATTEMPTS_FILE, json.dumps(data, indent=1, ensure_ascii=False).encode() + b"\n")
