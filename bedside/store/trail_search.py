"""Finds entries of the audit trail by what they are, the newest first, without ever sorting a million of them.

Every index of the trail holds its rows by position. A search goes along the one that has the fewest rows for it and
holds each row to the rest; several kinds are several such walks, merged.
"""

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection

from bedside.models.tables import unix_ms

moment_ms = unix_ms
"""A moment as `TrailFilter` takes it."""

PROBE = 5_000
"""Rows that are counted at most to find out which index has the fewest."""


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """What an entry must be: each field that is given, and of `kinds` and `acts` any one.

    `marks`: any of these bits of `trail.Mark`. `from_ms` (inclusive) and `to_ms` (exclusive): when it was recorded, in
    milliseconds since 1970; `between_minutes`: of the ward's day, past midnight where the second is the smaller one.
    """

    subject_id: str = ""
    author_id: str = ""
    kinds: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    marks: int = 0
    from_ms: int | None = None
    to_ms: int | None = None
    between_minutes: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class _Condition:
    """A part of a WHERE clause with its values, and the index that finds its rows."""

    sql: str
    values: tuple[object, ...]
    index: str


_Choice = tuple[_Condition, ...]
"""Conditions of which any one is enough."""


def find_positions(
    connection: Connection,
    wanted: Sequence[TrailFilter],
    *,
    before: int | None = None,
    from_position: int = 0,
    limit: int | None = None,
) -> list[int]:
    """Positions of the entries that any of `wanted` describes, the newest first; at most `limit` of them.

    `before`: only those that stand before this position; `from_position`: only those from this one on.
    """
    window = _Window(before, from_position, -1 if limit is None else limit)
    walks = [found for each in wanted for found in _walks(connection, each, window)]
    return list(islice(_once(heapq.merge(*walks, reverse=True)), limit))


def count_found(
    connection: Connection, wanted: Sequence[TrailFilter], *, from_position: int = 0, until: int = 2**62
) -> int:
    """How many entries any of `wanted` describes, between these positions, both included."""
    whole = [[_either(choice) for choice in _choices(each)] for each in wanted]
    where = " OR ".join(f"({' AND '.join(one.sql for one in conditions) or '1'})" for conditions in whole) or "0"
    values = [value for conditions in whole for one in conditions for value in one.values]
    query = f"SELECT count(*) FROM trail WHERE ({where}) AND position BETWEEN ? AND ?"
    return int(connection.exec_driver_sql(query, (*values, from_position, until)).scalar_one())


def _once(positions: Iterable[int]) -> Iterator[int]:
    last: int | None = None
    for position in positions:
        if position != last:
            yield position
        last = position


@dataclass(frozen=True, slots=True)
class _Window:
    """Between which positions, and how many."""

    before: int | None
    from_position: int
    limit: int


def _walks(connection: Connection, wanted: TrailFilter, window: _Window) -> Iterator[list[int]]:
    """What each walk finds; together they find what is wanted."""
    choices = _choices(wanted)
    along = _shortest(connection, choices)
    held = [choice for choice in choices if choice is not along]
    bounds = [_bounds(connection, choice[0]) for choice in held if _is_stretch(choice)]
    for each in (None,) if along is None else along:
        yield _walk(connection, each, [_either(choice) for choice in held] + bounds, window)


def _shortest(connection: Connection, choices: list[_Choice]) -> _Choice | None:
    """The choice whose index has the fewest rows; None where only the whole trail will do."""
    sizes = [(sum(_size(connection, each) for each in choice), choice) for choice in choices if choice[0].index]
    size, along = min(sizes, key=lambda sized: sized[0], default=(0, None))
    # A stretch of time is found in order of time, so that all of it has to be sorted: only a short one.
    return None if along is not None and _is_stretch(along) and size >= PROBE else along


def _walk(connection: Connection, along: _Condition | None, held: list[_Condition], window: _Window) -> list[int]:
    conditions = [*held] if along is None else [along, *held]
    values = [value for condition in conditions for value in condition.values]
    parts = [condition.sql for condition in conditions] + ["position >= ?"]
    values.append(window.from_position)
    if window.before is not None:
        parts.append("position < ?")
        values.append(window.before)
    by = f"INDEXED BY {along.index}" if along else "NOT INDEXED"
    query = f"SELECT position FROM trail {by} WHERE {' AND '.join(parts)} ORDER BY position DESC LIMIT ?"
    return list(connection.exec_driver_sql(query, (*values, window.limit)).scalars())


def _choices(wanted: TrailFilter) -> list[_Choice]:
    """What must hold, by index: of each choice one condition."""
    found: list[_Choice] = []
    if wanted.subject_id:
        # Said twice where the index is a partial one: only so does SQLite know that it may be used.
        found.append((_Condition("subject_id = ? AND subject_id <> ''", (wanted.subject_id,), "ix_trail_subject"),))
    if wanted.author_id:
        found.append((_Condition("author_id = ?", (wanted.author_id,), "ix_trail_author"),))
    what = [_of_kind(wanted.author_id, kind) for kind in wanted.kinds]
    what += [_Condition("act = ? AND act <> ''", (act,), "ix_trail_act") for act in wanted.acts]
    if what:
        found.append(tuple(what))
    if wanted.marks:
        found.append((_Condition("flags <> 0 AND flags & ? <> 0", (int(wanted.marks),), "ix_trail_flagged"),))
    if wanted.from_ms is not None or wanted.to_ms is not None:
        stretch = (_FIRST_MS if wanted.from_ms is None else wanted.from_ms, wanted.to_ms or _LAST_MS)
        found.append((_Condition("recorded_ms >= ? AND recorded_ms < ?", stretch, _STRETCH),))
    if wanted.between_minutes is not None:
        first, last = wanted.between_minutes
        joined = "AND" if first <= last else "OR"
        found.append((_Condition(f"(day_minute >= ? {joined} day_minute < ?)", (first, last), ""),))
    return found


def _of_kind(author_id: str, kind: str) -> _Condition:
    if author_id:
        # One index for both: walking along either to find that they never meet would take the whole of it.
        return _Condition("author_id = ? AND kind = ?", (author_id, kind), "ix_trail_author_kind")
    return _Condition("kind = ?", (kind,), "ix_trail_kind")


_STRETCH = "ix_trail_recorded"
_FIRST_MS, _LAST_MS = -(2**62), 2**62


def _is_stretch(choice: _Choice) -> bool:
    return choice[0].index == _STRETCH


def _either(choice: _Choice) -> _Condition:
    """A choice as one condition that no index is asked for."""
    sql = " OR ".join(f"({condition.sql})" for condition in choice)
    return _Condition(f"({sql})", tuple(value for condition in choice for value in condition.values), "")


def _size(connection: Connection, condition: _Condition) -> int:
    """How many rows an index has for a condition, counted no further than `PROBE`."""
    query = (
        f"SELECT count(*) FROM (SELECT 1 FROM trail INDEXED BY {condition.index} WHERE {condition.sql} LIMIT {PROBE})"
    )
    return int(connection.exec_driver_sql(query, condition.values).scalar_one())


def _bounds(connection: Connection, stretch: _Condition) -> _Condition:
    """Between which positions a long stretch of time lies: a clock that was set back does not make it miss any."""
    query = f"SELECT min(position), max(position) FROM trail INDEXED BY {_STRETCH} WHERE {stretch.sql}"
    first, last = connection.exec_driver_sql(query, stretch.values).one()
    return _Condition("position BETWEEN ? AND ?", (first, last), "")
