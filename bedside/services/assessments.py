"""Making a check: start or resume it, keep each answer at once, set it aside, complete it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bedside.errors import NotPermitted
from bedside.models.authority import Act
from bedside.models.canonical import JsonValue
from bedside.models.projections import Draft, SubjectState
from bedside.services import form
from bedside.services.access import journal_access
from bedside.services.answers import SINCE_TIMES, SoftQuestion, read_answers, read_each, refuse_future
from bedside.services.authority import needs
from bedside.services.board import board_row
from bedside.services.completion import CheckSaved, complete_check, record_check
from bedside.services.context import read_context
from bedside.services.desk import Desk
from bedside.services.holding import hand_over_check, require_held, take_in_hand
from bedside.services.preview import CheckInHand, Preview, ScalePreview, preview, validate_answer
from bedside.services.schedule import next_due
from bedside.store.unit_of_work import UnitOfWork

__all__ = [
    "AnswerKept",
    "CheckInHand",
    "CheckSaved",
    "Preview",
    "ScalePreview",
    "SoftQuestion",
    "complete_check",
    "hand_over_check",
    "keep_answer",
    "keep_answers",
    "keep_step",
    "preview",
    "record_check",
    "resume_check",
    "set_aside",
    "start_check",
    "take_over_check",
    "validate_answer",
]

FIRST_STEP = "patient"

_CHECKED_TOGETHER = frozenset({"systolic_mmhg", "diastolic_mmhg", "ice_unable", "consciousness"})
"""Items that another item can make impossible."""


@dataclass(frozen=True, slots=True)
class AnswerKept:
    """An answer that is on disk; `value` as kept, None where it was cleared."""

    draft_id: UUID
    item: str
    value: JsonValue
    author_id: str
    kept_at: datetime


@needs(Act.RECORD)
def start_check(desk: Desk, subject_id: str) -> CheckInHand:
    """Take the next check of a patient in hand, or the open one where there is one that nobody else holds.

    Raises:
        NotFound: no such subject. CheckHeld: a colleague has it in hand.
    """

    def start(work: UnitOfWork) -> CheckInHand:
        now = desk.clock.now()
        state = work.reader.subject(subject_id)
        open_drafts = work.reader.drafts_of(subject_id)
        if open_drafts:
            return _resumed(desk, work, open_drafts[0], state)
        due = next_due(desk.protocol, state, now)
        draft = work.drafts.start(
            subject_id=subject_id, started_by=desk.user.user_id, started_at=now, due_at=due.due_at, step=FIRST_STEP
        )
        journal_access(work, desk, "draft_started", subject_id=subject_id)
        return _in_hand(desk, work, draft, state)

    return desk.store.write(start)


@needs(Act.RECORD)
def resume_check(desk: Desk, draft_id: UUID) -> CheckInHand:
    """Take an open check up again, from the tray too.

    Raises:
        NotFound: it is not there any more. CheckHeld: a colleague has it in hand.
        NotPermitted: it waits in the tray, and another check of the same patient is in hand.
    """

    def resume(work: UnitOfWork) -> CheckInHand:
        draft = work.reader.draft(draft_id)
        return _resumed(desk, work, draft, work.reader.subject(draft.subject_id))

    return desk.store.write(resume)


@needs(Act.TAKE_OVER)
def take_over_check(desk: Desk, draft_id: UUID, reason: str) -> CheckInHand:
    """Take a check out of a colleague's hand; each answer keeps its author, and the journal has both and the reason.
    One that nobody else holds is taken up as by `resume_check`.

    Raises:
        InputRefused: no reason. NotFound, NotPermitted: as `resume_check`.
    """
    reason = form.reason(reason)

    def take_over(work: UnitOfWork) -> CheckInHand:
        draft = work.reader.draft(draft_id)
        state = work.reader.subject(draft.subject_id)
        if draft.holder in ("", desk.user.user_id):
            return _resumed(desk, work, draft, state)
        _refuse_overtaken(state, draft)
        work.drafts.hold(draft_id, desk.user.user_id, at=desk.clock.now())
        told = {"subject_id": draft.subject_id, "about_user": draft.holder, "detail": reason}
        journal_access(work, desk, "draft_taken_over", **told)
        return _in_hand(desk, work, work.reader.draft(draft_id), state)

    return desk.store.write(take_over)


@needs(Act.RECORD)
def keep_answer(desk: Desk, draft_id: UUID, item: str, value: JsonValue, step: str) -> AnswerKept:
    """Keep one answer; it is durable when this returns. None takes an answer back.

    Raises:
        InputRefused: it cannot be taken. NotFound: the check is not in hand any more.
        CheckHeld: a colleague has taken it over. NotPermitted: it was handed over.
    """
    return keep_answers(desk, draft_id, {item: value}, step)[0]


@needs(Act.RECORD)
def keep_answers(desk: Desk, draft_id: UUID, values: Mapping[str, JsonValue], step: str) -> tuple[AnswerKept, ...]:
    """Keep answers that were given together, all or none.

    Raises:
        InputRefused, NotFound, NotPermitted: as `keep_answer`.
    """
    now = desk.clock.now()
    taken = read_each(values)
    for item in SINCE_TIMES:
        moment = taken.get(item)
        if isinstance(moment, str):
            refuse_future(item, datetime.fromisoformat(moment), now)

    def keep(work: UnitOfWork) -> None:
        require_held(desk, work, draft_id)
        if _CHECKED_TOGETHER & taken.keys():
            read_answers({**work.reader.draft(draft_id).values(), **taken})
        work.drafts.keep_answers(draft_id, taken, author_id=desk.user.user_id, at=now, step=step)

    desk.store.write(keep)
    return tuple(AnswerKept(draft_id, item, value, desk.user.user_id, now) for item, value in taken.items())


@needs(Act.RECORD)
def keep_step(desk: Desk, draft_id: UUID, step: str) -> None:
    """Remember which page its author stands on.

    Raises:
        NotFound, NotPermitted: as `keep_answer`.
    """

    def keep(work: UnitOfWork) -> None:
        require_held(desk, work, draft_id)
        work.drafts.set_step(draft_id, step, at=desk.clock.now())

    desk.store.write(keep)


@needs(Act.RECORD)
def set_aside(desk: Desk, draft_id: UUID, reason: str) -> None:
    """Put an open check into the tray with a reason; its answers stay.

    Raises:
        InputRefused: no reason, or one that is too long. NotFound, NotPermitted: as `keep_answer`.
    """
    reason = form.reason(reason)

    def put(work: UnitOfWork) -> None:
        require_held(desk, work, draft_id)
        subject_id = work.reader.draft(draft_id).subject_id
        work.drafts.set_aside(draft_id, reason=reason, by=desk.user.user_id, at=desk.clock.now())
        journal_access(work, desk, "draft_set_aside", subject_id=subject_id, detail=reason)

    desk.store.write(put)


def _resumed(desk: Desk, work: UnitOfWork, draft: Draft, state: SubjectState) -> CheckInHand:
    _refuse_overtaken(state, draft)
    if draft.set_aside_reason is not None:
        draft = work.drafts.take_up(draft.draft_id, at=desk.clock.now())
    take_in_hand(desk, work, draft)
    journal_access(work, desk, "draft_resumed", subject_id=draft.subject_id)
    return _in_hand(desk, work, work.reader.draft(draft.draft_id), state)


def _refuse_overtaken(state: SubjectState, draft: Draft) -> None:
    """Refuse a draft whose 'since the last check' would look back on a check that came after it."""
    if state.last is not None and state.last.observed_at >= draft.started_at:
        reason = "a later one of this patient is completed; start a new one"
        raise NotPermitted(act="taking up this check", reason=reason)


def _in_hand(desk: Desk, work: UnitOfWork, draft: Draft, state: SubjectState) -> CheckInHand:
    reader = work.reader
    identity, names = reader.identity(draft.subject_id), reader.printed_names()
    row = board_row(state, identity, draft, names, desk.protocol, desk.clock.now())
    context = read_context(desk, reader, state, draft.started_at)
    return CheckInHand(draft, row, context, desk.protocol, desk.instruments)
