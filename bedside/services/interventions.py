"""Recording a treatment that was given: what, how much and when. Never an order and never advice."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import get_args
from uuid import UUID

from bedside.models.base import NOTE_LENGTH
from bedside.models.journal import Kind
from bedside.models.records import Drug, Intervention
from bedside.services.answers import refuse_before_baseline, refuse_future
from bedside.services.desk import Desk
from bedside.services.form import filled
from bedside.services.schedule import MINUTE
from bedside.store.entries import NewEntry
from bedside.store.unit_of_work import UnitOfWork

DOSE_UNITS = tuple(get_args(Intervention.model_fields["dose_unit"].annotation))
ROUTES = tuple(get_args(Intervention.model_fields["route"].annotation))

_ALLOWED = {
    "drug": "one of " + ", ".join(get_args(Drug)),
    "name": "a name of 1 to 120 characters",
    "dose": "a number above 0, up to 100000",
    "dose_unit": "one of " + ", ".join(DOSE_UNITS),
    "route": "one of " + ", ".join(ROUTES),
    "given_at": "a time with its offset from UTC",
    "note": f"up to {NOTE_LENGTH} characters of plain text",
}


@dataclass(frozen=True, slots=True)
class InterventionSaved:
    """What recording a treatment changed; `late_minutes` since it was given, where that is more than the protocol's
    limit."""

    entry_id: UUID
    record_id: UUID
    subject_id: str
    given_at: datetime
    late_minutes: int | None


def record_intervention(
    desk: Desk,
    subject_id: str,
    *,
    drug: str,
    name: str,
    dose: float,
    dose_unit: str,
    route: str,
    given_at: datetime,
    note: str = "",
) -> InterventionSaved:
    """Record a treatment given to `subject_id` at `given_at`.

    Raises:
        InputRefused: a field cannot be taken: a time in the future or before the baseline window, an unknown unit ...
        NotFound: no such subject.
    """
    values = {
        "drug": drug,
        "name": name.strip(),
        "dose": dose,
        "dose_unit": dose_unit,
        "route": route,
        "given_at": given_at,
        "note": note,
    }
    intervention = filled(Intervention, values, _ALLOWED)
    now = desk.clock.now()
    refuse_future("given_at", given_at, now)

    def record(work: UnitOfWork) -> InterventionSaved:
        state = work.reader.subject(subject_id)
        if state.infused_at is not None:
            refuse_before_baseline("given_at", given_at, state.infused_at, desk.protocol)
        entry = work.append(
            NewEntry(
                kind=Kind.INTERVENTION,
                payload=intervention,
                author_id=desk.user.user_id,
                role=desk.user.role,
                observed_at=given_at,
                subject_id=subject_id,
            )
        )
        late = minutes_late(desk, given_at, entry.recorded_at)
        return InterventionSaved(entry.entry_id, entry.record_id, subject_id, given_at, late)

    return desk.store.write(record)


def minutes_late(desk: Desk, observed_at: datetime, recorded_at: datetime) -> int | None:
    """Minutes between when something was true and when it was written, where the protocol calls that late."""
    late = (recorded_at.astimezone(UTC) - observed_at.astimezone(UTC)) // MINUTE
    return late if late > desk.protocol.schedule.late_entry_minutes else None
