"""The sealed table: who a subject is on the ward. It never leaves the device; the journal says only that it changed."""

from collections.abc import Callable
from dataclasses import fields
from datetime import datetime

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from bedside.errors import InputRefused
from bedside.models.base import storable_text
from bedside.models.journal import JournalEntry, Kind
from bedside.models.people import Access
from bedside.models.projections import WardIdentity
from bedside.models.refusals import shown
from bedside.models.tables import ward_identities
from bedside.store.entries import NewEntry

LONGEST_LABEL = 120

_ONE = select(ward_identities).where(ward_identities.c.subject_id == bindparam("who"))
_INSERT = insert(ward_identities)
_PUT = _INSERT.on_conflict_do_update(
    index_elements=[ward_identities.c.subject_id],
    set_={name: _INSERT.excluded[name] for name in ("bed", "full_name", "record_number")},
)


class Identities:
    """What a unit of work can do with ward identities."""

    def __init__(self, connection: Connection, append: Callable[[NewEntry], JournalEntry]) -> None:
        self._connection = connection
        self._append = append

    def put(self, identity: WardIdentity, *, author_id: str, role: str, observed_at: datetime) -> JournalEntry:
        """Set who a subject is on the ward, and journal in the same unit of work that it was set, without values.

        Raises:
            InputRefused: a label is too long, or holds U+0000 or a lone surrogate.
        """
        row = {field.name: _label(field.name, getattr(identity, field.name)) for field in fields(identity)}
        self._connection.execute(_PUT, row)
        act = Access(act="identity_set")
        return self._append(
            NewEntry(
                kind=Kind.ACCESS,
                subject_id=identity.subject_id,
                payload=act,
                author_id=author_id,
                role=role,
                observed_at=observed_at,
            )
        )


def read_identities(connection: Connection) -> dict[str, WardIdentity]:
    """Every identity of the ward by subject."""
    rows = connection.execute(select(ward_identities))
    return {row.subject_id: WardIdentity(row.subject_id, row.bed, row.full_name, row.record_number) for row in rows}


def read_identity(connection: Connection, subject_id: str) -> WardIdentity | None:
    """One subject's identity, None where there is none."""
    row = connection.execute(_ONE, {"who": subject_id}).one_or_none()
    return None if row is None else WardIdentity(row.subject_id, row.bed, row.full_name, row.record_number)


def _label(field: str, text: str) -> str:
    if len(text) > LONGEST_LABEL:
        raise InputRefused(field, shown(text), f"at most {LONGEST_LABEL} characters")
    try:
        return storable_text(text)
    except ValueError as error:
        raise InputRefused(field, shown(text), str(error)) from None
