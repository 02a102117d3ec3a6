"""Appends what was observed of a patient: by whom, when it was true, and how late it was written."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple
from uuid import UUID

from bedside.models.authority import Act
from bedside.models.base import Model
from bedside.models.journal import JournalEntry, Kind
from bedside.models.projections import SubjectState
from bedside.services.answers import refuse_before_baseline, refuse_future
from bedside.services.authority import needs
from bedside.services.desk import Desk
from bedside.services.schedule import MINUTE
from bedside.store.entries import NewEntry
from bedside.store.unit_of_work import UnitOfWork


class Observed(NamedTuple):
    """What was observed, when (`at`, aware), and by which `field` that time is refused."""

    kind: Kind
    payload: Model
    field: str
    at: datetime


class Recorded(NamedTuple):
    """What recording it made; `late_minutes` since it was observed, where that is more than the protocol's limit."""

    entry_id: UUID
    record_id: UUID
    late_minutes: int | None


Refuse = Callable[[Desk, SubjectState, Observed], None]
"""Refuses a time that cannot be of this patient."""


def refuse_before_window(desk: Desk, state: SubjectState, observed: Observed) -> None:
    """Refuse a time before the protocol's baseline window, once there is an infusion to count from.

    Raises:
        InputRefused: naming the field.
    """
    if state.infused_at is not None:
        refuse_before_baseline(observed.field, observed.at, state.infused_at, desk.protocol)


@needs(Act.RECORD)
def record_observed(desk: Desk, subject_id: str, observed: Observed, refuse: Refuse = refuse_before_window) -> Recorded:
    """Record what was observed of `subject_id`, in a transaction of its own.

    Raises:
        InputRefused: its time is in the future, or `refuse` refuses it.
        NotFound: no such subject.
    """
    refuse_future(observed.field, observed.at, desk.clock.now())

    def record(work: UnitOfWork) -> Recorded:
        refuse(desk, work.reader.subject(subject_id), observed)
        entry = append_observed(desk, work, subject_id, observed.kind, observed.payload, observed.at)
        return Recorded(entry.entry_id, entry.record_id, minutes_late(desk, observed.at, entry.recorded_at))

    return desk.store.write(record)


def append_observed(
    desk: Desk, work: UnitOfWork, subject_id: str, kind: Kind, payload: Model, observed_at: datetime
) -> JournalEntry:
    """Append a record of its own about `subject_id`, under the name of whoever is at the desk."""
    return work.append(
        NewEntry(
            kind=kind,
            payload=payload,
            author_id=desk.user.user_id,
            role=desk.user.role,
            observed_at=observed_at,
            subject_id=subject_id,
        )
    )


def minutes_late(desk: Desk, observed_at: datetime, recorded_at: datetime) -> int | None:
    """Minutes between when something was true and when it was written, where the protocol calls that late."""
    late = (recorded_at.astimezone(UTC) - observed_at.astimezone(UTC)) // MINUTE
    return late if late > desk.protocol.schedule.late_entry_minutes else None
