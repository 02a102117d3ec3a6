"""The audit trail's index: one narrow row an entry, so that a million of them can be filtered and scrolled."""

from enum import IntFlag
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select

from bedside.models.base import Model
from bedside.models.journal import JournalEntry, Kind
from bedside.models.people import Access, AccessAct
from bedside.models.tables import journal, trail, unix_ms

JUMP_MS = 5_000
"""The wall clock may drift this far from the elapsed clock between two entries before it counts as a leap."""

DELAYED_MS = 60_000
"""What was written later than this after it was true was not written at the bed."""

LATE_MS = 15 * 60_000
"""What was written later than this after it was true is late, the bar of the report by ALCOA+."""

_DAY_KINDS = frozenset({Kind.USER, Kind.DELEGATION, Kind.PROTOCOL, Kind.REDACTION})
_DAY_ACTS: frozenset[AccessAct] = frozenset(
    {
        "exported",
        "printed",
        "password_reset",
        "lock_out_lifted",
        "access_ended",
        "rekeyed",
        "recovery_codes_made",
        "recovered",
        "restored",
        "older_copy_accepted",
        "settings_changed",
    }
)


class Mark(IntFlag):
    """What makes an entry worth a second look."""

    CORRECTION = 1
    VOID = 2
    DELAYED = 4
    CLOCK_JUMP = 8
    LATE = 16
    DAY_WORK = 32
    """Accounts, rules, exports, corrections: what is not usually anybody's work at night. Checks and treatments are."""


_INSERT = insert(trail).prefix_with("OR REPLACE")
_BEFORE = (
    select(trail.c.recorded_ms, trail.c.boot_id, trail.c.monotonic_ms)
    .join(journal, journal.c.position == trail.c.position)
    .where(journal.c.chain_id == bindparam("chain"), journal.c.seq == bindparam("before"))
)


def keep_trail(connection: Connection, position: int, entry: JournalEntry, payload: Model | None) -> None:
    """Write the row of `entry`, which stands in the journal at `position`."""
    before = connection.execute(_BEFORE, {"chain": entry.chain_id, "before": entry.seq - 1}).one_or_none()
    jump = None if before is None else _jump(before, entry)
    row = {
        "position": position,
        "recorded_ms": unix_ms(entry.recorded_at),
        "day_minute": entry.recorded_at.hour * 60 + entry.recorded_at.minute,
        "observed_ms": unix_ms(entry.observed_at),
        "author_id": entry.author_id,
        "kind": entry.kind.value,
        "act": payload.act if isinstance(payload, Access) else "",
        "subject_id": entry.subject_id,
        "boot_id": entry.boot_id,
        "monotonic_ms": entry.monotonic_ms,
        "jump_ms": jump,
        "flags": _marks(entry, payload, jump),
    }
    connection.execute(_INSERT, row)


def _jump(before: Row[Any, Any, Any], entry: JournalEntry) -> int | None:
    """How far the wall clock leapt since the entry before, in milliseconds; None within `JUMP_MS`.

    After a restart only a wall clock that went back can be told from time that passed.
    """
    by_wall = unix_ms(entry.recorded_at) - before.recorded_ms
    same_boot = before.boot_id == entry.boot_id
    leap = by_wall - (entry.monotonic_ms - before.monotonic_ms) if same_boot else min(0, by_wall)
    return leap if abs(leap) > JUMP_MS else None


def _marks(entry: JournalEntry, payload: Model | None, jump: int | None) -> int:
    delay = unix_ms(entry.recorded_at) - unix_ms(entry.observed_at)
    holds = {
        Mark.CORRECTION: bool(entry.parents),
        Mark.VOID: entry.payload == b"",
        Mark.DELAYED: delay > DELAYED_MS,
        Mark.LATE: delay > LATE_MS,
        Mark.CLOCK_JUMP: jump is not None,
        Mark.DAY_WORK: _is_for_the_day(entry, payload),
    }
    return sum(mark for mark, held in holds.items() if held)


def _is_for_the_day(entry: JournalEntry, payload: Model | None) -> bool:
    if isinstance(payload, Access):
        return payload.act in _DAY_ACTS
    return bool(entry.parents) or entry.kind in _DAY_KINDS
