"""Taking a patient onto the ward: trial subject, infusion, and the identity that never leaves the ward."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bedside.errors import InputRefused, NotFound, NotPermitted
from bedside.models.authority import Act
from bedside.models.facts import POSSIBLE
from bedside.models.identifiers import shared_record_id
from bedside.models.journal import Kind
from bedside.models.projections import WardIdentity
from bedside.models.records import Infusion, Subject
from bedside.models.refusals import shown
from bedside.services.answers import clock_time, refuse_future
from bedside.services.authority import needs
from bedside.services.desk import Desk
from bedside.services.form import CODE_ALLOWED, filled, label
from bedside.services.protocol_records import site_activation
from bedside.services.schedule import day_after
from bedside.store.entries import NewEntry
from bedside.store.unit_of_work import UnitOfWork

_ALLOWED = {
    "subject_id": CODE_ALLOWED,
    "age_years": str(POSSIBLE["age_years"]),
    "product": "a name of 1 to 120 characters",
    "infused_at": "a time with its offset from UTC",
}


@dataclass(frozen=True, slots=True)
class InfusionSaved:
    """What confirming an infusion changed."""

    entry_id: UUID
    subject_id: str
    infused_at: datetime


@needs(Act.ADMIT)
def admit_subject(
    desk: Desk,
    *,
    subject_id: str,
    bed: str,
    full_name: str,
    record_number: str,
    age_years: int,
    developmental_delay: bool,
    product: str,
    infused_at: datetime,
    given: bool,
) -> str:
    """Enrol a subject with the infusion (planned, or `given`) and the ward identity, all or nothing; answers the
    subject number.

    Raises:
        InputRefused: a field cannot be taken: the number is taken already, an infusion given in the future ...
        NotPermitted: the site is not active yet by its approved protocol.
    """
    now = desk.clock.now()
    subject_id = subject_id.strip()
    subject = filled(
        Subject,
        {
            "subject_id": subject_id,
            "enrolled_at": now,
            "age_years": age_years,
            "developmental_delay": developmental_delay,
        },
        _ALLOWED,
    )
    infusion = _infusion(desk, product, infused_at, given=given)
    identity = _identity(subject_id, bed, full_name, record_number)

    def enrol(work: UnitOfWork) -> str:
        _refuse_inactive(desk, work, now)
        if _is_enrolled(work, subject_id):
            raise InputRefused("subject_id", subject_id, "a number that is not enrolled yet")
        work.append(_entry(desk, Kind.SUBJECT, subject, subject_id, now))
        work.append(_entry(desk, Kind.INFUSION, infusion, subject_id, infused_at if given else now))
        _set_identity(work, desk, identity)
        return subject_id

    return desk.store.write(enrol)


@needs(Act.ADMIT)
def confirm_infusion(desk: Desk, subject_id: str, *, infused_at: datetime) -> InfusionSaved:
    """Record that the planned infusion was given, and when: a new version of its record.

    Raises:
        InputRefused: a time in the future.
        NotFound: no such subject. NotPermitted: there is no planned infusion to confirm.
    """

    def confirm(work: UnitOfWork) -> InfusionSaved:
        state = work.reader.subject(subject_id)
        if state.product is None or state.infusion_given:
            raise NotPermitted(act="confirming the infusion", reason="none is planned")
        infusion = _infusion(desk, state.product, infused_at, given=True)
        record_id = _record_id(desk, Kind.INFUSION, subject_id)
        parents = tuple(entry.entry_id for entry in work.reader.current_versions(record_id))
        entry = work.append(
            _entry(desk, Kind.INFUSION, infusion, subject_id, infused_at, parents=parents, reason="infusion given")
        )
        return InfusionSaved(entry.entry_id, subject_id, infused_at)

    return desk.store.write(confirm)


@needs(Act.ADMIT)
def correct_identity(desk: Desk, subject_id: str, *, bed: str, full_name: str, record_number: str) -> None:
    """Change what the ward's sealed table holds of a subject; journalled without the values.

    Raises:
        InputRefused: a field cannot be taken. NotFound: no such subject.
    """
    identity = _identity(subject_id, bed, full_name, record_number)

    def correct(work: UnitOfWork) -> None:
        work.reader.subject(subject_id)
        _set_identity(work, desk, identity)

    desk.store.write(correct)


def _infusion(desk: Desk, product: str, infused_at: datetime, *, given: bool) -> Infusion:
    values = {"status": "given" if given else "planned", "product": product.strip(), "infused_at": infused_at}
    infusion = filled(Infusion, values, _ALLOWED)
    now = desk.clock.now()
    if given:
        refuse_future("infused_at", infused_at, now)
    days = POSSIBLE["day"]
    if not days.low <= day_after(infused_at, now.astimezone(infused_at.tzinfo)) <= days.high:
        raise InputRefused(
            "infused_at", clock_time(infused_at), f"a time that makes today day {days.low} to {days.high}"
        )
    return infusion


def _identity(subject_id: str, bed: str, full_name: str, record_number: str) -> WardIdentity:
    return WardIdentity(
        subject_id=subject_id,
        bed=label("bed", bed, needed=False),
        full_name=label("full_name", full_name, needed=False),
        record_number=label("record_number", record_number, needed=False),
    )


def _set_identity(work: UnitOfWork, desk: Desk, identity: WardIdentity) -> None:
    """Refuses a record number that another patient wears: a wristband must open one patient."""
    for other in work.reader.identities().values():
        same = identity.record_number and other.record_number == identity.record_number
        if same and other.subject_id != identity.subject_id:
            raise InputRefused("record_number", shown(identity.record_number), "a number that no other patient has")
    work.identities.put(identity, author_id=desk.user.user_id, role=desk.user.role, observed_at=desk.clock.now())


def _refuse_inactive(desk: Desk, work: UnitOfWork, now: datetime) -> None:
    active_from = site_activation(work.reader, desk.protocol.id)
    if active_from is not None and now < active_from:
        raise NotPermitted(act="admitting a patient", reason=f"this site is active from {clock_time(active_from)} on")


def _is_enrolled(work: UnitOfWork, subject_id: str) -> bool:
    try:
        work.reader.subject(subject_id)
    except NotFound:
        return False
    return True


def _record_id(desk: Desk, kind: Kind, subject_id: str) -> UUID:
    return shared_record_id(desk.store.trial_id, desk.store.site_id, subject_id, kind.value)


def _entry(
    desk: Desk,
    kind: Kind,
    payload: Subject | Infusion,
    subject_id: str,
    observed_at: datetime,
    *,
    parents: tuple[UUID, ...] = (),
    reason: str = "",
) -> NewEntry:
    return NewEntry(
        kind=kind,
        payload=payload,
        author_id=desk.user.user_id,
        role=desk.user.role,
        observed_at=observed_at,
        subject_id=subject_id,
        # Two devices may enrol one subject apart: the name-derived id lets the records meet.
        record_id=_record_id(desk, kind, subject_id),
        parents=parents,
        reason=reason,
    )
