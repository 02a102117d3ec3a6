"""Which terms a site recorded last, read from the journal by index, so that a search can offer them first."""

import json

from sqlalchemy import Connection, bindparam, select

from bedside.models.journal import Kind
from bedside.models.tables import journal, subject_state

LOOKED_AT = 60
"""Adverse events that are looked at; who records one term over and over still finds others."""

_NEWEST = (
    select(journal.c.position)
    .where(
        journal.c.subject_id.in_(select(subject_state.c.subject_id)),
        journal.c.kind == Kind.ADVERSE_EVENT.value,
        journal.c.payload.is_not(None),
    )
    .order_by(journal.c.position.desc())
    .limit(bindparam("most"))
)
_PAYLOADS = select(journal.c.payload).where(journal.c.position.in_(_NEWEST)).order_by(journal.c.position.desc())


def recent_terms(connection: Connection, limit: int) -> tuple[str, ...]:
    """Up to `limit` different CTCAE terms of adverse events, the one recorded last leading, as they were recorded."""
    payloads = connection.execute(_PAYLOADS, {"most": LOOKED_AT}).scalars()
    # An empty payload is a void.
    return tuple(dict.fromkeys(json.loads(payload)["term"] for payload in payloads if payload))[:limit]
