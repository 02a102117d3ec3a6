"""What an opening holds together before anybody gets the store: schema, device, person, chain and witness."""

from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection

from bedside.store.arrival import who_signs_in
from bedside.store.checkpoints import require_sound_since_checkpoint
from bedside.store.clones import Acceptance, Opening, continued
from bedside.store.database import Database
from bedside.store.entries import ChainHead, Device
from bedside.store.migrations import migrate
from bedside.store.projections import rebuild
from bedside.store.slots import SlotUser, read_slots
from bedside.store.verification import read_device, require_sound_end
from bedside.store.witness import Witness


@dataclass(frozen=True, slots=True)
class Found:
    """A store that may be gone on with, and what it was found by."""

    connection: Connection
    """The one that writes."""
    user: SlotUser
    """Who opens it, as the journal knows them."""
    device: Device
    head: ChainHead
    witness: Witness
    held: int
    """Entries that were held to their hashes."""


def look_through(
    database: Database, opening: Opening, witness_folder: Path | None, accept_older: Acceptance | None
) -> Found:
    """Bring the schema up, hold the newest entries to their hashes, and let the journal's chain go on or begin another.

    Raises:
        SignInError: the journal knows nobody like who opens it, or their access has ended.
        StoreError: of the kind that fits; no entry was changed.
    """
    folder, connection = database.path.parent, database.writer()
    try:
        with database.translated():
            migrate(connection, rebuild, opening.at_step)
            device = read_device(connection, read_slots(folder).store_id)
            if not opening.known:
                with connection.begin():
                    # Who somebody is stands in the journal; what is printed on the tile is only a label.
                    opening = replace(opening, user=who_signs_in(connection, opening.user.user_id))
            head = require_sound_end(connection)
            held = require_sound_since_checkpoint(connection)
            witness = Witness(database.key, device.store_id, folder, witness_folder)
            device, head = continued(connection, device, head, witness, opening, accept_older)
    except BaseException:
        connection.close()
        raise
    return Found(connection, opening.user, device, head, witness, held.entries)
