"""Journals what was done about access and drafts rather than data, never with a value that names a patient."""

from typing import Any

from bedside.errors import StoreDamaged
from bedside.models.journal import Kind
from bedside.models.people import Access, AccessAct
from bedside.services.desk import Desk
from bedside.store.entries import NewEntry
from bedside.store.unit_of_work import UnitOfWork


def journal_access(work: UnitOfWork, desk: Desk, act: AccessAct, *, subject_id: str = "", **told: Any) -> None:
    """Append one entry of kind access, in the unit of work of what it speaks of; `told`: other fields of `Access`."""
    work.append(
        NewEntry(
            kind=Kind.ACCESS,
            payload=Access(act=act, **told),
            author_id=desk.user.user_id,
            role=desk.user.role,
            observed_at=desk.clock.now(),
            subject_id=subject_id,
        )
    )


def vouch(desk: Desk, made_for: str) -> None:
    """Let the device sign the journal as it stands, once what is new in it was held.

    Raises:
        StoreDamaged: it does not hold; that is journalled, and nothing is signed, so that the next opening finds it.
    """
    try:
        desk.store.make_checkpoint(made_for)
    except StoreDamaged as damage:
        told = str(damage.params.get("problem", damage))
        desk.store.write(lambda work: journal_access(work, desk, "verification_failed", area="store", detail=told))
        raise
