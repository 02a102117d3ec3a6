"""The delegation log: who was given to do what, from when until when, and by which investigator."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal, get_args
from uuid import UUID

from bedside.errors import InputRefused, NotFound, NotPermitted
from bedside.models.authority import Act
from bedside.models.base import whole_milliseconds
from bedside.models.journal import Kind
from bedside.models.people import Delegation, Task, UserRecord
from bedside.services.answers import clock_time
from bedside.services.authority import delegated, needs
from bedside.services.desk import Desk
from bedside.services.form import filled, reason
from bedside.store.entries import NewEntry
from bedside.store.reader import Reader
from bedside.store.unit_of_work import UnitOfWork

__all__ = [
    "TASKS",
    "DelegationRow",
    "appoint_principal",
    "delegate",
    "delegated",
    "delegations",
    "end_delegation",
    "end_unfit",
    "tasks_for",
    "tasks_in_force",
]

TASKS: Final[tuple[Task, ...]] = get_args(Task)
"""What can be given to somebody to do."""

PRINCIPAL_TASKS: Final[tuple[Task, ...]] = ("confirm_grades", "sign", "approve_protocol", "redact")
"""What the sponsor gives a principal investigator, who then delegates."""

_FOR_ROLES: Final[Mapping[Task, tuple[str, ...]]] = {
    "record": ("nurse", "investigator"),
    "confirm_grades": ("investigator",),
    "sign": ("investigator",),
    "approve_protocol": ("investigator",),
    "redact": ("investigator",),
}
"""Whom each task can be given to: what a role may never do, no delegation allows."""

_GRACE: Final = timedelta(minutes=1)
"""A form shows minutes: the one that is running counts as now."""

_ALLOWED: Final = {
    "task": ", ".join(TASKS),
    "starts_at": "a time with its offset from UTC",
    "ends_at": "a time after the delegation starts, or none",
}

Standing = Literal["in_force", "to_come", "over"]


@dataclass(frozen=True, slots=True)
class DelegationRow:
    """One line of the log, and how it stands now."""

    record_id: UUID
    user_id: str
    printed_name: str
    task: Task
    starts_at: datetime
    ends_at: datetime | None
    given_by: str
    given_by_name: str
    standing: Standing


def tasks_for(role: str) -> tuple[Task, ...]:
    """What can be delegated to somebody of this role."""
    return tuple(task for task in TASKS if role in _FOR_ROLES[task])


@needs(Act.SEE_PEOPLE)
def delegations(desk: Desk) -> tuple[DelegationRow, ...]:
    """The whole log: what is in force first, then what is to come, then what is over, the latest first in each."""
    now = desk.clock.now()
    with desk.store.read() as reader:
        names, lines = reader.printed_names(), reader.delegations()
    rows = [
        DelegationRow(
            record_id=record_id,
            user_id=line.user_id,
            printed_name=names.get(line.user_id, line.user_id),
            task=line.task,
            starts_at=line.starts_at,
            ends_at=line.ends_at,
            given_by=line.given_by,
            given_by_name=names.get(line.given_by, line.given_by),
            standing=standing(line, now),
        )
        for record_id, line in lines
    ]
    order: tuple[Standing, ...] = ("in_force", "to_come", "over")
    return tuple(sorted(rows, key=lambda row: (order.index(row.standing), -row.starts_at.timestamp(), row.user_id)))


@needs(Act.DELEGATE)
def delegate(
    desk: Desk, user_id: str, task: str, starts_at: datetime | None = None, ends_at: datetime | None = None
) -> UUID:
    """Give a colleague something to do, from `starts_at` (None: now) until `ends_at` (None: until it is ended);
    answers the line's record.

    Raises:
        InputRefused: no such task, one that this role cannot be given, or times that are over or in the wrong order.
        NotFound: nobody with access has this id.
        NotPermitted: to yourself, what they have already, or what the sponsor gives and you do not hold.
    """
    now = desk.clock.now()
    line = _line(desk, user_id, task, starts_at or now, ends_at)
    if line.starts_at < now - _GRACE:
        raise InputRefused("starts_at", clock_time(line.starts_at), "now or later: nothing is delegated backwards")
    if user_id == desk.user.user_id:
        raise NotPermitted(act="this delegation", reason="nobody delegates to himself or herself")

    def give(work: UnitOfWork) -> UUID:
        _refuse_unfit(_active(work, user_id), line)
        if line.task in PRINCIPAL_TASKS and not delegated(work.reader, desk.user.user_id, line.task, now):
            raise NotPermitted(act="this delegation", reason="only who holds this task may give it to others")
        overlapping = (one for one in work.reader.delegations_of(user_id, line.task) if _overlap(one, line))
        if next(overlapping, None) is not None:
            raise NotPermitted(act="this delegation", reason="it is delegated for a part of that time already")
        return _append(desk, work, line)

    return desk.store.write(give)


@needs(Act.DELEGATE)
def end_delegation(desk: Desk, record_id: UUID, why: str) -> None:
    """End a line now, or take one back that has not begun; what it was stays on record.

    Raises:
        InputRefused: no reason. NotFound: no such line. NotPermitted: it is over.
    """
    why = reason(why)

    def end(work: UnitOfWork) -> None:
        line = dict(work.reader.delegations()).get(record_id)
        if line is None:
            raise NotFound(what="delegation", which=record_id)
        if standing(line, desk.clock.now()) == "over":
            raise NotPermitted(act="ending this delegation", reason="it is over")
        _end(desk, work, record_id, line, why)

    desk.store.write(end)


@needs(Act.MANAGE_PEOPLE)
def appoint_principal(desk: Desk, user_id: str, why: str) -> None:
    """Record that the sponsor named an investigator of this site its principal: nobody at the site could delegate to
    the first one. `why` names the sponsor's paper. Everybody after that is delegated to by an investigator.

    Raises:
        InputRefused: no reason, or no investigator. NotFound: nobody with access has this id.
        NotPermitted: an investigator here may approve for the site already.
    """
    why, now = reason(why), desk.clock.now()

    def appoint(work: UnitOfWork) -> None:
        record = _active(work, user_id)
        lines = [_line(desk, user_id, task, now, None) for task in PRINCIPAL_TASKS]
        for line in lines:
            _refuse_unfit(record, line)
        held = (one.user_id for one in work.reader.users() if one.active and one.role == "investigator")
        if any(delegated(work.reader, other, "approve_protocol", now) for other in held):
            raise NotPermitted(act="naming a principal investigator", reason="this site has one, who delegates")
        for line in lines:
            _append(desk, work, line, why)

    desk.store.write(appoint)


def standing(line: Delegation, now: datetime) -> Standing:
    """Whether a line holds at `now`."""
    if now < line.starts_at:
        return "to_come"
    return "in_force" if line.ends_at is None or now < line.ends_at else "over"


def tasks_in_force(reader: Reader, now: datetime) -> Mapping[str, tuple[str, ...]]:
    """What each person is delegated at `now`, by user id."""
    found: dict[str, tuple[str, ...]] = {}
    for _, line in reader.delegations():
        if standing(line, now) == "in_force":
            found[line.user_id] = (*found.get(line.user_id, ()), line.task)
    return found


def end_unfit(desk: Desk, work: UnitOfWork, user_id: str, role: str, why: str) -> None:
    """End what is delegated to somebody and is not for `role` (empty: for nobody without access), in the unit of work
    that gives them that role or ends their access."""
    for record_id, line in work.reader.delegations():
        over = standing(line, desk.clock.now()) == "over"
        if line.user_id == user_id and role not in _FOR_ROLES[line.task] and not over:
            _end(desk, work, record_id, line, why)


def _line(desk: Desk, user_id: str, task: str, starts_at: datetime, ends_at: datetime | None) -> Delegation:
    values = {
        "user_id": user_id,
        "task": task,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "given_by": desk.user.user_id,
    }
    return filled(Delegation, values, _ALLOWED)


def _active(work: UnitOfWork, user_id: str) -> UserRecord:
    for record in work.reader.users():
        if record.user_id == user_id and record.active:
            return record
    raise NotFound(what="user", which=user_id[:64])


def _refuse_unfit(record: UserRecord, line: Delegation) -> None:
    roles = _FOR_ROLES[line.task]
    if record.role not in roles:
        raise InputRefused(
            "task", line.task, f"a task for the role {record.role}; this one is for {' or '.join(roles)}"
        )


def _overlap(one: Delegation, other: Delegation) -> bool:
    return (one.ends_at is None or other.starts_at < one.ends_at) and (
        other.ends_at is None or one.starts_at < other.ends_at
    )


def _end(desk: Desk, work: UnitOfWork, record_id: UUID, line: Delegation, why: str) -> None:
    now = whole_milliseconds(desk.clock.now())
    # A line that has not begun never was: it is voided rather than ended before its start.
    ended = line.model_copy(update={"ends_at": now}) if line.starts_at < now else None
    _append(desk, work, ended, why, record_id)


def _append(
    desk: Desk, work: UnitOfWork, line: Delegation | None, why: str = "", record_id: UUID | None = None
) -> UUID:
    parents = () if record_id is None else work.reader.current_versions(record_id)
    entry = work.append(
        NewEntry(
            kind=Kind.DELEGATION,
            record_id=record_id,
            payload=line,
            author_id=desk.user.user_id,
            role=desk.user.role,
            observed_at=desk.clock.now(),
            parents=tuple(version.entry_id for version in parents),
            reason=why,
        )
    )
    return entry.record_id
