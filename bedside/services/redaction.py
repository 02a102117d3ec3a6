"""Takes out of the journal what never belonged in it, such as a name in a note; a signed mark stays in its place."""

from typing import Final
from uuid import UUID

from bedside.errors import NotPermitted
from bedside.models.authority import Act
from bedside.models.journal import JournalEntry, Kind
from bedside.models.people import Redaction
from bedside.services.authority import needs
from bedside.services.desk import Desk
from bedside.services.form import reason
from bedside.services.presence import confirmed
from bedside.services.signing import sign
from bedside.store.entries import NewEntry
from bedside.store.unit_of_work import UnitOfWork

LASTING: Final = frozenset({Kind.ACCESS, Kind.USER, Kind.DELEGATION, Kind.PROTOCOL, Kind.REDACTION})
"""What says who did what, by whose leave and by which rules: without it the rest could not be judged."""

ENROLS: Final = frozenset({Kind.SUBJECT, Kind.INFUSION})
"""What keeps a patient on the ward while it is the version that stands."""


@needs(Act.REDACT)
def redact(desk: Desk, entry_id: UUID, why: str, password: str) -> UUID:
    """Take the content of one entry out for good; who wrote it when, its hash and `why` stay. Correct the record first
    where it shall stay: the mark then names the version that stands. Answers the mark's entry.

    `why` stays readable for ever: it must not repeat what is taken out.

    Raises:
        InputRefused: no reason. NotFound: no such entry. SignInError: it is not the password of who is at the desk.
        NotPermitted: it is of a kind that must stay, empty already, or all that enrols a patient.
    """
    why = reason(why)
    _, signer = confirmed(desk, desk.user.user_id, password=password)
    if signer is None:
        raise NotPermitted(act="redacting", reason="nothing signs for you yet; sign out and in again")

    def take_out(work: UnitOfWork) -> UUID:
        entry = work.reader.entry(entry_id)
        standing = [one.entry_id for one in work.reader.current_versions(entry.record_id) if one.payload]
        _refuse_lasting(entry, standing)
        others = [one for one in standing if one != entry_id]
        mark = sign(Redaction(entry=entry_id, replaced_by=others[-1] if others else None), signer)
        told = work.append(_entry(desk, entry, mark, why))
        work.redact(entry_id)
        return told.entry_id

    return desk.store.write(take_out)


def _refuse_lasting(entry: JournalEntry, standing: list[UUID]) -> None:
    act = "redacting this entry"
    if entry.kind in LASTING:
        raise NotPermitted(act=act, reason=f"an entry of kind {entry.kind.value} stays")
    if not entry.payload:
        raise NotPermitted(act=act, reason="there is nothing in it any more")
    if entry.kind in ENROLS and standing == [entry.entry_id]:
        raise NotPermitted(act=act, reason="it keeps a patient on the ward; correct it first")


def _entry(desk: Desk, about: JournalEntry, mark: Redaction, why: str) -> NewEntry:
    return NewEntry(
        kind=Kind.REDACTION,
        payload=mark,
        author_id=desk.user.user_id,
        role=desk.user.role,
        observed_at=desk.clock.now(),
        subject_id=about.subject_id,
        about=(about.entry_id,),
        reason=why,
    )
