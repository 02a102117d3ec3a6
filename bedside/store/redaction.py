"""Takes out of the journal what never belonged in it; the entry, its hashes and the mark that says so stay."""

from uuid import UUID

from sqlalchemy import Connection, bindparam, update

from bedside.models.tables import journal
from bedside.store.projections import project_again
from bedside.store.versions import ENTRY, entry_of

_TAKE_OUT = update(journal).where(journal.c.entry_id == bindparam("taken")).values(payload=None, payload_salt=None)
_ENTRY = ENTRY.where(journal.c.entry_id == bindparam("taken"))


def redact(connection: Connection, entry_id: UUID) -> None:
    """Take payload and salt out of an entry that a redaction in the journal names, and bring the projections in step.
    The file's own trigger refuses it for any other entry.

    The bytes are overwritten in the pages; those that the log still holds go when it is folded, at the latest when the
    store is closed. Backups made before have them still.
    """
    connection.exec_driver_sql("PRAGMA secure_delete = ON")
    connection.execute(_TAKE_OUT, {"taken": entry_id})
    row = connection.execute(_ENTRY, {"taken": entry_id}).one()
    project_again(connection, entry_of(row))
