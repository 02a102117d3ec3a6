"""Reads who works at the site, what they were given to do, and which protocols were written down for it."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, bindparam, func, select

from bedside.models.journal import Kind
from bedside.models.people import AccessAct, Delegation, UserRecord
from bedside.models.tables import delegations, journal, trail, users
from bedside.store.entries import read_payload
from bedside.store.versions import ENTRY, Version, entry_of, shown_version

_NAMES = select(users.c.user_id, users.c.printed_name)
_USERS = select(users).order_by(users.c.user_id)
_DELEGATIONS = select(delegations).order_by(delegations.c.user_id, delegations.c.task, delegations.c.record_id)
_DELEGATIONS_OF = select(delegations).where(
    delegations.c.user_id == bindparam("who"), delegations.c.task == bindparam("to_do")
)

_SIGNED_IN: AccessAct = "signed_in"
_LAST_SIGN_INS = (
    select(trail.c.author_id, func.max(trail.c.recorded_ms).label("last_ms"))
    .where(trail.c.act == _SIGNED_IN)
    .group_by(trail.c.author_id)
)

_PROTOCOLS = (
    select(journal.c.record_id)
    .join(trail, trail.c.position == journal.c.position)
    .where(trail.c.kind == Kind.PROTOCOL.value)
    .order_by(trail.c.position)
)

_USERS_BEFORE = (
    ENTRY.join(trail, trail.c.position == journal.c.position)
    .where(trail.c.kind == Kind.USER.value, trail.c.position < bindparam("before"))
    .order_by(trail.c.position.desc())
)


def read_printed_names(connection: Connection) -> dict[str, str]:
    """Printed names by user id."""
    return {row.user_id: row.printed_name for row in connection.execute(_NAMES)}


def read_users(connection: Connection) -> tuple[UserRecord, ...]:
    """Everybody that the journal names as a user, also those whose access has ended, by user id."""
    return tuple(UserRecord(**_plain(row)) for row in connection.execute(_USERS).mappings())


def read_user_before(connection: Connection, user_id: str, position: int) -> UserRecord | None:
    """What the journal said of somebody when the entry at `position` was written; None: nothing yet."""
    for row in connection.execute(_USERS_BEFORE, {"before": position}):
        record = read_payload(entry_of(row))
        if isinstance(record, UserRecord) and record.user_id == user_id:
            return record
    return None


def read_delegations(connection: Connection) -> tuple[tuple[UUID, Delegation], ...]:
    """Every line of the delegation log with its record, past and future ones too, by user and task."""
    rows = connection.execute(_DELEGATIONS).mappings()
    return tuple((row["record_id"], Delegation(**_plain(row))) for row in rows)


def read_delegations_of(connection: Connection, user_id: str, task: str) -> tuple[Delegation, ...]:
    """What one person was given of one task, past and future lines too; by index."""
    rows = connection.execute(_DELEGATIONS_OF, {"who": user_id, "to_do": task}).mappings()
    return tuple(Delegation(**_plain(row)) for row in rows)


def read_last_sign_ins(connection: Connection) -> dict[str, datetime]:
    """When each person last signed in with a password, in UTC; whoever never did is left out."""
    rows = connection.execute(_LAST_SIGN_INS)
    return {row.author_id: datetime.fromtimestamp(row.last_ms / 1000, UTC) for row in rows}


def read_protocols(connection: Connection) -> tuple[Version, ...]:
    """Every protocol of the site as it stands now, proposed or approved, in the order they were proposed; found by the
    trail's index and read from the journal, because a site has a handful of them."""
    records = dict.fromkeys(connection.execute(_PROTOCOLS).scalars())
    return tuple(shown for record in records if (shown := shown_version(connection, record)) is not None)


def _plain(row: RowMapping) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "record_id"}
