"""Everything that one use case writes: entry, projections, drafts and identities in one transaction, or nothing."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, bindparam, insert, select, update

from bedside.clock import Clock
from bedside.errors import InputRefused, NotFound
from bedside.models.canonical import JsonValue
from bedside.models.journal import JournalEntry
from bedside.models.people import Access, AccessAct
from bedside.models.tables import chains, journal
from bedside.store.checkpoints import keep_checkpoint
from bedside.store.device_keys import make_device_keys
from bedside.store.drafts import Drafts
from bedside.store.entries import ChainHead, Device, NewEntry, seal_entry
from bedside.store.identities import Identities
from bedside.store.pins import Pins
from bedside.store.projections import apply, rebuild
from bedside.store.reader import Reader
from bedside.store.redaction import redact
from bedside.store.settings_here import keep_setting, setting

_INSERT = insert(journal)
_PARENT = select(journal.c.record_id, journal.c.subject_id, journal.c.kind).where(
    journal.c.entry_id == bindparam("parent")
)
_KEEP_HEAD = (
    update(chains)
    .where(chains.c.chain_id == bindparam("chain"))
    .values(seq=bindparam("last"), hash=bindparam("last_hash"))
)

AtStep = Callable[[str], None]
"""Told the name of each step of a save; tests end the process there."""


def no_step(_: str) -> None:
    """What happens at a step outside tests."""


class UnitOfWork:
    """Handed to what `Store.write` runs; good for that one transaction only."""

    def __init__(self, connection: Connection, device: Device, clock: Clock, head: ChainHead, at_step: AtStep) -> None:
        self._connection = connection
        self._device = device
        self._clock = clock
        self._at_step = at_step
        self.head = head
        self.reader = Reader(connection)
        self.drafts = Drafts(connection)
        self.identities = Identities(connection, self.append)
        self.pins = Pins(connection)

    def append(self, new: NewEntry) -> JournalEntry:
        """Write one entry and bring the projections in step.

        Raises:
            NotFound: it replaces a version that is not here.
            InputRefused: it cannot be recorded as it is.
        """
        for parent in new.parents:
            self._require_same_record(parent, new)
        entry, header = seal_entry(new, self._device, self.head, self._clock)
        position = self._connection.execute(_INSERT, _row(entry, header)).lastrowid
        self.head = ChainHead(entry.chain_id, entry.seq, entry.hash)
        self._at_step("entry_written")
        apply(self._connection, position, entry, new.payload)
        self._at_step("projected")
        return entry

    @property
    def device(self) -> Device:
        """Which store this is, on which device."""
        return self._device

    def setting(self, name: str) -> JsonValue:
        """What this device keeps for itself under `name`; None where nothing is."""
        return setting(self._connection, name)

    def keep_setting(self, name: str, value: JsonValue) -> None:
        """Keep `value` on this device under `name`; it is neither journalled nor sent."""
        keep_setting(self._connection, name, value)

    def make_device_keys(self, act: AccessAct = "device_key_made") -> Access:
        """Give a device that has none its keys; what the journal is to say of them comes back."""
        return make_device_keys(self._connection, self._device.device_id, act)

    def vouch(self, made_for: str) -> bool:
        """Sign where the chain stands now; False where the device has no key yet.

        Raises:
            StoreDamaged: what was written since the newest checkpoint does not hold.
        """
        self.keep_head()
        return keep_checkpoint(self._connection, self._device.device_id, self.head, self.now(), made_for)

    def now(self) -> datetime:
        """The wall clock of the store."""
        return self._clock.now()

    def redact(self, entry_id: UUID) -> None:
        """Take payload and salt out of an entry that a redaction in the journal names."""
        redact(self._connection, entry_id)

    def rebuild_projections(self) -> None:
        """Throw every projection away and make it again from the journal."""
        rebuild(self._connection)

    def keep_head(self) -> None:
        """Write the end of the chain; the last act before the commit."""
        row = {"chain": self.head.chain_id, "last": self.head.seq, "last_hash": self.head.hash}
        self._connection.execute(_KEEP_HEAD, row)

    def _require_same_record(self, parent: UUID, new: NewEntry) -> None:
        row = self._connection.execute(_PARENT, {"parent": parent}).one_or_none()
        if row is None:
            raise NotFound(what="version", which=parent)
        if (row.record_id, row.subject_id, row.kind) != (new.record_id, new.subject_id, new.kind.value):
            raise InputRefused("parents", parent, "versions of the same record, of the same patient")


def _row(entry: JournalEntry, header: bytes) -> dict[str, object]:
    return {
        "entry_id": entry.entry_id,
        "record_id": entry.record_id,
        "kind": entry.kind.value,
        "subject_id": entry.subject_id,
        "chain_id": entry.chain_id,
        "seq": entry.seq,
        "recorded_at": entry.recorded_at,
        "header": header,
        "payload": entry.payload,
        "payload_salt": entry.payload_salt,
        "payload_hash": entry.payload_hash,
        "previous_hash": entry.previous_hash,
        "hash": entry.hash,
    }
