"""PINs: a short way to the desk while the store is open, kept inside the encrypted file as verifiers alone."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from argon2.exceptions import VerifyMismatchError
from argon2.low_level import Type, hash_secret, verify_secret
from sqlalchemy import Connection, bindparam, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from bedside.clock import Clock
from bedside.errors import InputRefused
from bedside.models.tables import pins

FEWEST_DIGITS: Final = 4
MOST_DIGITS: Final = 8
MOST_FAILURES: Final = 3

_TIME_COST, _MEMORY_KIB, _LANES, _LENGTH = 2, 19 * 1024, 1, 32
"""OWASP's least. It keeps a PIN from whoever sees the open file for a moment; what guards it is that three wrong ones
end it and that it opens nothing by itself."""

_KEEP = insert(pins).prefix_with("OR REPLACE")
_ONE = select(pins).where(pins.c.user_id == bindparam("who"))
_FORGET = delete(pins).where(pins.c.user_id == bindparam("who"))
_FAILED = update(pins).where(pins.c.user_id == bindparam("who")).values(failures=pins.c.failures + 1)
_RENEWED = update(pins).where(pins.c.user_id == bindparam("who"))
_CLEARED = update(pins).where(pins.c.user_id == bindparam("who")).values(failures=0)


@dataclass(frozen=True, slots=True)
class Pin:
    """A user's PIN: `renewed_at` is when they last gave their password, `renewed_ms` the same by the clock of the boot
    `boot_id`, which nobody can set."""

    verifier: str = field(repr=False)
    failures: int
    renewed_at: datetime
    boot_id: str
    renewed_ms: int

    def serves(self, clock: Clock, good_for: timedelta) -> bool:
        """Whether it is good now: in the boot in which the password was given, and by both clocks no longer than
        `good_for` after it. A wall clock that stands before that moment makes it good no more."""
        by_wall = clock.now() - self.renewed_at
        elapsed = timedelta(milliseconds=clock.monotonic_ms() - self.renewed_ms)
        return self.boot_id == clock.boot_id and all(timedelta() <= one <= good_for for one in (by_wall, elapsed))

    def fits(self, typed: str) -> bool:
        """Whether this is what was set."""
        try:
            return verify_secret(self.verifier.encode(), typed.encode(errors="replace"), Type.ID)
        except VerifyMismatchError:
            return False


class Pins:
    """What a unit of work can do with PINs."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, user_id: str, verifier: str, clock: Clock) -> None:
        """Set a user's PIN, made by `verifier_of`, in place of the one before."""
        self._connection.execute(_KEEP, {"user_id": user_id, "verifier": verifier, **_fresh(clock)})

    def forget(self, user_id: str) -> bool:
        """Take a user's PIN away; whether there was one."""
        return self._connection.execute(_FORGET, {"who": user_id}).rowcount == 1

    def renew(self, user_id: str, clock: Clock) -> None:
        """The user gave their password: their PIN, if they have one, is good for as long again."""
        self._connection.execute(_RENEWED.values(**_fresh(clock)), {"who": user_id})

    def note(self, user_id: str, *, right: bool) -> bool:
        """Count a PIN that was typed; whether it was one wrong one too many and is gone now."""
        self._connection.execute(_CLEARED if right else _FAILED, {"who": user_id})
        pin = read_pin(self._connection, user_id)
        return pin is not None and pin.failures >= MOST_FAILURES and self.forget(user_id)


def read_pin(connection: Connection, user_id: str) -> Pin | None:
    """A user's PIN, None where they have none."""
    row = connection.execute(_ONE, {"who": user_id}).one_or_none()
    return None if row is None else Pin(row.verifier, row.failures, row.set_at, row.boot_id, row.monotonic_ms)


def _fresh(clock: Clock) -> dict[str, object]:
    return {
        "failures": 0,
        "set_at": clock.now(),
        "boot_id": clock.boot_id,
        "monotonic_ms": clock.monotonic_ms(),
    }


def verifier_of(pin: str, salt: bytes) -> str:
    """What is kept of a PIN."""
    return hash_secret(pin.encode(), salt, _TIME_COST, _MEMORY_KIB, _LANES, _LENGTH, Type.ID).decode()


def require_pin(pin: str) -> None:
    """Refuse what is no PIN, or one that is tried first.

    Raises:
        InputRefused: never quoting what was typed.
    """
    if not FEWEST_DIGITS <= len(pin) <= MOST_DIGITS or not (pin.isascii() and pin.isdigit()):
        raise InputRefused("pin", "what was typed", f"{FEWEST_DIGITS} to {MOST_DIGITS} digits")
    steps = {int(later) - int(sooner) for sooner, later in pairwise(pin)}
    if len(set(pin)) == 1 or steps in ({1}, {-1}):
        raise InputRefused("pin", "one of those that are tried first", "digits in no plain order")
