"""Checks in hand: kept answer by answer beside the journal, in the same encrypted file, until they are completed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Delete, Select, Update, bindparam, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from bedside.errors import InputRefused, NotFound, NotPermitted
from bedside.models.canonical import JsonValue, canonical_bytes
from bedside.models.projections import Draft, DraftAnswer
from bedside.models.refusals import shown
from bedside.models.tables import draft_answers, draft_holders, drafts
from bedside.store.entries import fresh_id

_THIS = drafts.c.draft_id == bindparam("draft")
_IN_HAND = drafts.c.set_aside_at.is_(None)
_START = insert(drafts)
_KEEP_INSERT = insert(draft_answers)
_KEEP = _KEEP_INSERT.on_conflict_do_update(
    index_elements=[draft_answers.c.draft_id, draft_answers.c.item],
    set_={name: _KEEP_INSERT.excluded[name] for name in ("value", "author_id", "answered_at")},
)
_CLEAR = delete(draft_answers).where(
    draft_answers.c.draft_id == bindparam("draft"), draft_answers.c.item == bindparam("cleared")
)
_HOLD_INSERT = insert(draft_holders)
_HOLD = _HOLD_INSERT.on_conflict_do_update(
    index_elements=[draft_holders.c.draft_id],
    set_={name: _HOLD_INSERT.excluded[name] for name in ("user_id", "since")},
)
_WITH_HOLDER = drafts.outerjoin(draft_holders, draft_holders.c.draft_id == drafts.c.draft_id)
# A draft from before there were holders is in the hand of whoever started it.
_HOLDER = func.coalesce(draft_holders.c.user_id, drafts.c.started_by).label("holder")
_HELD_BY = select(_HOLDER).select_from(_WITH_HOLDER).where(_THIS, _IN_HAND)
_TOUCH = update(drafts).where(_THIS, _IN_HAND).values(updated_at=bindparam("at"))
_TOUCH_STEP = _TOUCH.values(step=bindparam("reached"))


class Drafts:
    """What a unit of work can do with drafts. Every change asks for a draft in hand, not one in the tray."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def start(
        self, *, subject_id: str, started_by: str, started_at: datetime, due_at: datetime | None, step: str
    ) -> Draft:
        """Take a new check in hand.

        Raises:
            NotPermitted: this subject has one in hand already.
        """
        if drafts_in_hand(self._connection, subject_id):
            raise NotPermitted(act="starting a check", reason="another one of this patient is in hand")
        draft_id = fresh_id(started_at)
        row = {
            "draft_id": draft_id,
            "subject_id": subject_id,
            "started_by": started_by,
            "started_at": started_at,
            "due_at": due_at,
            "step": step,
            "updated_at": started_at,
        }
        self._connection.execute(_START, row)
        self._hold(draft_id, started_by, started_at)
        return Draft(draft_id, subject_id, started_by, started_at, due_at, step, started_at, (), holder=started_by)

    def holder(self, draft_id: UUID) -> str:
        """Whose hand a draft is in; empty where it was handed over.

        Raises:
            NotFound: the draft is not in hand.
        """
        held_by: str | None = self._connection.execute(_HELD_BY, {"draft": draft_id}).scalar_one_or_none()
        if held_by is None:
            raise _not_in_hand(draft_id)
        return held_by

    def hold(self, draft_id: UUID, user_id: str, *, at: datetime) -> None:
        """Put a draft into somebody's hand, or into nobody's (an empty `user_id`), for whoever comes to take up.

        Raises:
            NotFound: the draft is not in hand.
        """
        self.holder(draft_id)
        self._hold(draft_id, user_id, at)

    def keep_answer(
        self, draft_id: UUID, item: str, value: JsonValue, *, author_id: str, at: datetime, step: str | None = None
    ) -> None:
        """Keep one answer, replacing an earlier one to the same item; None clears it. `step`: where its author stands.

        Raises:
            NotFound: the draft is not in hand.
            InputRefused: the value holds U+0000, a lone surrogate or no JSON.
        """
        self._touch(draft_id, at, step)
        if value is None:
            self._connection.execute(_CLEAR, {"draft": draft_id, "cleared": item})
            return
        answer = {"draft_id": draft_id, "item": item, "value": _storable(item, value)}
        self._connection.execute(_KEEP, {**answer, "author_id": author_id, "answered_at": at})

    def keep_answers(
        self, draft_id: UUID, values: Mapping[str, JsonValue], *, author_id: str, at: datetime, step: str | None = None
    ) -> None:
        """Keep answers that were given together, as `keep_answer` keeps one: all of them or none.

        Raises:
            NotFound, InputRefused: as `keep_answer`.
        """
        self._touch(draft_id, at, step)
        given = {item: value for item, value in values.items() if value is not None}
        cleared = [{"draft": draft_id, "cleared": item} for item in values if item not in given]
        if cleared:
            self._connection.execute(_CLEAR, cleared)
        if given:
            by = {"draft_id": draft_id, "author_id": author_id, "answered_at": at}
            rows = [{**by, "item": item, "value": _storable(item, value)} for item, value in given.items()]
            self._connection.execute(_KEEP, rows)

    def set_step(self, draft_id: UUID, step: str, *, at: datetime) -> None:
        """Remember where its author stands."""
        self._touch(draft_id, at, step)

    def set_aside(self, draft_id: UUID, *, reason: str, by: str, at: datetime) -> None:
        """Put a draft into the tray, where it waits, flagged, until somebody takes it up again."""
        aside = {"set_aside_at": at, "set_aside_by": by, "set_aside_reason": _text("reason", reason)}
        self._change(update(drafts).where(_THIS, _IN_HAND).values(updated_at=at, **aside), draft_id)
        self._hold(draft_id, "", at)

    def take_up(self, draft_id: UUID, *, at: datetime) -> Draft:
        """Take a draft out of the tray again.

        Raises:
            NotFound: there is no such draft.
            NotPermitted: meanwhile another check of the same subject is in hand.
        """
        draft = find_draft(self._connection, draft_id)
        others = drafts_in_hand(self._connection, draft.subject_id)
        if any(other.draft_id != draft_id for other in others):
            raise NotPermitted(act="taking up this check", reason="another one of this patient is in hand")
        aside = {"set_aside_at": None, "set_aside_by": None, "set_aside_reason": None}
        self._change(update(drafts).where(_THIS).values(updated_at=at, **aside), draft_id)
        return find_draft(self._connection, draft_id)

    def finish(self, draft_id: UUID) -> None:
        """Let a draft die with its completion: in the unit of work that appends the record made of it, nowhere else."""
        self._change(delete(drafts).where(_THIS, _IN_HAND), draft_id)

    def _hold(self, draft_id: UUID, user_id: str, at: datetime) -> None:
        self._connection.execute(_HOLD, {"draft_id": draft_id, "user_id": user_id, "since": at})

    def _touch(self, draft_id: UUID, at: datetime, step: str | None) -> None:
        if step is None:
            result = self._connection.execute(_TOUCH, {"draft": draft_id, "at": at})
        else:
            result = self._connection.execute(_TOUCH_STEP, {"draft": draft_id, "at": at, "reached": step})
        _require_one(result.rowcount, draft_id)

    def _change(self, statement: Update | Delete, draft_id: UUID) -> None:
        _require_one(self._connection.execute(statement, {"draft": draft_id}).rowcount, draft_id)


@dataclass(frozen=True)
class _Query:
    """Which drafts to read, as two statements built once: their heads and their answers."""

    heads: Select[Any]
    answers: Select[Any]


def _which(*where: ColumnElement[bool]) -> _Query:
    return _Query(
        select(drafts, _HOLDER).select_from(_WITH_HOLDER).where(*where),
        select(draft_answers).join(drafts, drafts.c.draft_id == draft_answers.c.draft_id).where(*where),
    )


_THIS_ONE = _which(_THIS)
_ALL_IN_HAND = _which(_IN_HAND)
_IN_HAND_OF = _which(_IN_HAND, drafts.c.subject_id == bindparam("who"))
_IN_TRAY = _which(drafts.c.set_aside_at.is_not(None))


def _read(connection: Connection, query: _Query, given: Mapping[str, object]) -> tuple[Draft, ...]:
    """The drafts that match, the one started first leading, each with its answers in the order they were given."""
    # Sorted here, because as text two times of different offsets (a night of summer time) sort wrongly.
    found = connection.execute(query.heads, given).all()
    heads = sorted(found, key=lambda head: (head.started_at, head.draft_id))
    if not heads:
        return ()
    answers: dict[UUID, list[DraftAnswer]] = {head.draft_id: [] for head in heads}
    for row in sorted(connection.execute(query.answers, given).all(), key=lambda row: (row.answered_at, row.item)):
        answers[row.draft_id].append(DraftAnswer(row.item, json.loads(row.value), row.author_id, row.answered_at))
    return tuple(
        Draft(
            draft_id=head.draft_id,
            subject_id=head.subject_id,
            started_by=head.started_by,
            started_at=head.started_at,
            due_at=head.due_at,
            step=head.step,
            updated_at=head.updated_at,
            answers=tuple(answers[head.draft_id]),
            set_aside_reason=head.set_aside_reason,
            holder=head.holder,
        )
        for head in heads
    )


def find_draft(connection: Connection, draft_id: UUID) -> Draft:
    """One draft, in hand or in the tray.

    Raises:
        NotFound: there is no such draft.
    """
    found = _read(connection, _THIS_ONE, {"draft": draft_id})
    _require_one(len(found), draft_id)
    return found[0]


def drafts_in_hand(connection: Connection, subject_id: str | None = None) -> tuple[Draft, ...]:
    """The drafts in hand, of one subject or of all."""
    if subject_id is None:
        return _read(connection, _ALL_IN_HAND, {})
    return _read(connection, _IN_HAND_OF, {"who": subject_id})


def drafts_in_tray(connection: Connection) -> tuple[Draft, ...]:
    """The drafts that were set aside."""
    return _read(connection, _IN_TRAY, {})


def _require_one(count: int, draft_id: UUID) -> None:
    if count != 1:
        raise _not_in_hand(draft_id)


def _not_in_hand(draft_id: UUID) -> NotFound:
    return NotFound(what="check in hand", which=draft_id)


def _storable(item: str, value: JsonValue) -> bytes:
    if _holds_nul(value):
        raise InputRefused(item, "the character U+0000", "text without it")
    try:
        return canonical_bytes(value)
    except (ValueError, TypeError):
        raise InputRefused(item, shown(value), "text, finite numbers, true, false or lists of these") from None


def _holds_nul(value: JsonValue) -> bool:
    if isinstance(value, str):
        return "\x00" in value
    if isinstance(value, dict):
        return any(_holds_nul(key) or _holds_nul(part) for key, part in value.items())
    return isinstance(value, (list, tuple)) and any(_holds_nul(part) for part in value)


def _text(field: str, text: str) -> str:
    _storable(field, text)
    return text
