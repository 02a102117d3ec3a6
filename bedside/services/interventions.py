"""Recording a treatment that was given: what, how much and when. Never an order and never advice."""

from dataclasses import dataclass
from datetime import datetime
from typing import get_args
from uuid import UUID

from bedside.models.authority import Act
from bedside.models.base import NOTE_LENGTH
from bedside.models.journal import Kind
from bedside.models.records import Drug, Intervention
from bedside.services.authority import needs
from bedside.services.desk import Desk
from bedside.services.form import filled
from bedside.services.recording import Observed, record_observed

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


@needs(Act.RECORD)
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
    made = record_observed(desk, subject_id, Observed(Kind.INTERVENTION, intervention, "given_at", given_at))
    return InterventionSaved(made.entry_id, made.record_id, subject_id, given_at, made.late_minutes)
