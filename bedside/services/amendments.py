"""Amendments of the trial's protocol at this site: proposed with a reason, approved with a signature, held by date."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal
from uuid import UUID

from bedside.errors import InputRefused, NotFound, NotPermitted, ProtocolError
from bedside.models.authority import Act
from bedside.models.journal import Kind
from bedside.models.people import ProtocolRecord
from bedside.models.protocol import TrialProtocol, Wording, read_protocol
from bedside.models.refusals import shown
from bedside.services.answers import clock_time
from bedside.services.authority import needs
from bedside.services.desk import Desk
from bedside.services.form import filled, reason
from bedside.services.presence import confirmed
from bedside.services.protocol_records import (
    FILE,
    Written,
    compiled,
    in_force,
    protocol_in_force,
    rules_in_force,
    site_activation,
    written_protocols,
)
from bedside.services.signing import sign
from bedside.store.entries import NewEntry
from bedside.store.unit_of_work import UnitOfWork

__all__ = [
    "ProtocolRow",
    "approve",
    "propose",
    "protocol_in_force",
    "protocols",
    "rules_in_force",
    "site_activation",
]

LONGEST_TEXT: Final = 200_000
_GRACE: Final = timedelta(minutes=1)
"""A form shows minutes: the one that is running counts as now."""

_ALLOWED: Final = {
    "text": f"a protocol file of up to {LONGEST_TEXT} characters",
    "effective_at": "a time with its offset from UTC",
    "site_activated_at": "a time with its offset from UTC, or none",
}

Standing = Literal["proposed", "to_come", "in_force", "over", "unsigned"]
"""`unsigned`: approved, but the signature is not that of the person it names; it binds nobody."""


@dataclass(frozen=True, slots=True)
class ProtocolRow:
    """One protocol of the site: what it is, who proposed and approved it when, and how it stands now. `title` and
    `version` are empty where this program cannot read its text."""

    record_id: UUID
    protocol_id: str
    version: str
    title: Wording | None
    checksum: str
    text: str
    effective_at: datetime
    site_activated_at: datetime | None
    reason: str
    proposed_by: str
    proposed_at: datetime
    approved_by: str | None
    approved_at: datetime | None
    standing: Standing


@needs(Act.SEE_PEOPLE)
def protocols(desk: Desk) -> tuple[ProtocolRow, ...]:
    """Every protocol that was proposed here, the latest proposal first."""
    now = desk.clock.now()
    with desk.store.read() as reader:
        names, holding = reader.printed_names(), in_force(reader, now, desk.protocol.id)
        rows = []
        for one in written_protocols(reader):
            proposed = reader.versions(one.record_id)[0]
            who = names.get(proposed.author_id, proposed.author_id)
            rows.append(_row(one, proposed.reason, who, proposed.recorded_at, names, _standing(one, holding, now)))
    return tuple(reversed(rows))


@needs(Act.PROPOSE_PROTOCOL)
def propose(desk: Desk, text: str, effective_at: datetime, why: str, site_activated_at: datetime | None = None) -> UUID:
    """Put the whole text of a protocol forward, to hold from `effective_at` once an investigator approves it; answers
    its record. `site_activated_at`: before it nobody is admitted.

    Raises:
        ProtocolError, CriteriaError: the text, or what the criteria make of it, cannot be used: which setting and why.
        InputRefused: it is of another trial, changes nothing, would hold from a time that is over; or no reason.
    """
    why = reason(why)
    protocol = _readable(desk, text)
    now = desk.clock.now()
    values = {
        "protocol_id": protocol.id,
        "checksum": protocol.checksum,
        "text": text,
        "effective_at": effective_at,
        "site_activated_at": site_activated_at,
    }
    record = filled(ProtocolRecord, values, _ALLOWED)
    if record.effective_at < now - _GRACE:
        raise InputRefused("effective_at", clock_time(record.effective_at), "now or later")

    def put(work: UnitOfWork) -> UUID:
        holding = protocol_in_force(work.reader, now, desk.protocol)
        if protocol.checksum == holding.checksum and site_activated_at is None:
            raise InputRefused("text", f"version {protocol.version}", "a text other than the one in force")
        return work.append(_entry(desk, record, why)).record_id

    return desk.store.write(put)


@needs(Act.APPROVE_PROTOCOL)
def approve(desk: Desk, record_id: UUID, password: str) -> None:
    """Approve a proposed protocol for this site, signed by who is at the desk, whose password is asked again.

    Raises:
        SignInError: it is not their password, which counts as at a sign-in. NotFound: no such proposal.
        NotPermitted: it is approved already, you proposed it yourself, or nothing signs for you.
        ProtocolError, CriteriaError: this program cannot use it.
    """
    _, signer = confirmed(desk, desk.user.user_id, password=password)
    if signer is None:
        raise NotPermitted(act="approving", reason="nothing signs for you yet; sign out and in again")
    now = desk.clock.now()

    def put(work: UnitOfWork) -> None:
        written = next((one for one in written_protocols(work.reader) if one.record_id == record_id), None)
        if written is None:
            raise NotFound(what="protocol", which=record_id)
        if written.record.approved_at is not None:
            raise NotPermitted(act="approving", reason="it is approved already")
        if written.entry.author_id == desk.user.user_id:
            raise NotPermitted(act="approving", reason="who proposes a protocol does not approve it")
        _readable(desk, written.record.text)
        told = {**written.record.model_dump(), "approved_by": desk.user.user_id, "approved_at": now}
        approved = sign(ProtocolRecord.model_validate(told), signer)
        work.append(_entry(desk, approved, "approved", written))

    desk.store.write(put)


def _readable(desk: Desk, text: str) -> TrialProtocol:
    """The protocol in `text`, of this trial and fit to grade by."""
    if len(text) > LONGEST_TEXT:
        raise InputRefused("text", f"{len(text)} characters", _ALLOWED["text"])
    protocol = read_protocol(text, FILE)
    if protocol.id != desk.protocol.id:
        raise InputRefused("text", shown(protocol.id), f"a protocol of the trial {desk.protocol.id}")
    if protocol.status == "retired":
        raise InputRefused("text", "a retired protocol", "one that is in use, or a draft")
    compiled(protocol)
    return protocol


def _entry(desk: Desk, record: ProtocolRecord, why: str, written: Written | None = None) -> NewEntry:
    return NewEntry(
        kind=Kind.PROTOCOL,
        record_id=None if written is None else written.record_id,
        payload=record,
        author_id=desk.user.user_id,
        role=desk.user.role,
        observed_at=desk.clock.now(),
        parents=() if written is None else (written.entry.entry_id,),
        reason=why,
    )


def _row(
    one: Written, why: str, proposed_by: str, proposed_at: datetime, names: dict[str, str], standing: Standing
) -> ProtocolRow:
    record, version, title = one.record, "", None
    with suppress(ProtocolError):  # a text that an older or newer program took; it is listed all the same
        protocol = read_protocol(record.text, FILE)
        version, title = protocol.version, protocol.title
    return ProtocolRow(
        record_id=one.record_id,
        protocol_id=record.protocol_id,
        version=version,
        title=title,
        checksum=record.checksum,
        text=record.text,
        effective_at=record.effective_at,
        site_activated_at=record.site_activated_at,
        reason=why,
        proposed_by=proposed_by,
        proposed_at=proposed_at,
        approved_by=None if record.approved_by is None else names.get(record.approved_by, record.approved_by),
        approved_at=record.approved_at,
        standing=standing,
    )


def _standing(one: Written, holding: Written | None, now: datetime) -> Standing:
    if one.record.approved_at is None:
        return "proposed"
    if one.binds_from is None:
        return "unsigned"
    if now < one.binds_from:
        return "to_come"
    return "in_force" if holding is not None and one.record_id == holding.record_id else "over"
