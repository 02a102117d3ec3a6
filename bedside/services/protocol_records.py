"""Which protocol holds at this site at a moment: the approved and rightly signed one with the latest date, or the file.

An approval is held against the public key that the journal gave its author when it was written; one that does not
verify binds nobody. What becomes of the author later, a new password or the end of their access, takes nothing back.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from bedside.grading import Instruments, load_instruments
from bedside.models.journal import JournalEntry
from bedside.models.people import ProtocolRecord
from bedside.models.protocol import TrialProtocol, read_protocol
from bedside.services.criteria_texts import shipped_texts
from bedside.services.signing import is_signed_by
from bedside.store.reader import Reader
from bedside.store.store import Store

FILE: Final = "amendment"
"""What errors call a protocol that came from the journal."""


@dataclass(frozen=True, slots=True)
class Written:
    """A protocol of the journal as it stands: the entry of the version shown, and from when it binds (None: it is only
    proposed, or its signature does not hold)."""

    entry: JournalEntry
    record: ProtocolRecord
    binds_from: datetime | None

    @property
    def record_id(self) -> UUID:
        """Which record it is."""
        return self.entry.record_id


def written_protocols(reader: Reader) -> tuple[Written, ...]:
    """Every protocol of the journal, in the order they were proposed."""
    return tuple(
        Written(version.entry, version.payload, _binds_from(reader, version.position, version.payload))
        for version in reader.protocols()
        if isinstance(version.payload, ProtocolRecord)
    )


def in_force(reader: Reader, now: datetime, protocol_id: str) -> Written | None:
    """The protocol of the journal that holds at `now` for this trial; None where only the file does."""
    due = [one for at, one in _binding(reader, protocol_id) if at <= now]
    return due[-1] if due else None


def protocol_in_force(reader: Reader, now: datetime, fallback: TrialProtocol) -> TrialProtocol:
    """The protocol that holds at `now`: an approved amendment of the trial, or the file's, `fallback`.

    Raises:
        ProtocolError: this program cannot use the one in force; going on with another one would grade by wrong rules.
    """
    found = in_force(reader, now, fallback.id)
    if found is None or found.record.checksum == fallback.checksum:
        return fallback
    return read_protocol(found.record.text, FILE)


def rules_in_force(
    store: Store, now: datetime, protocol: TrialProtocol, instruments: Instruments
) -> tuple[TrialProtocol, Instruments]:
    """Protocol and instruments for whoever signs in at `now`: those of the file, or of the amendment in force.

    Raises:
        ProtocolError, CriteriaError: this program cannot use what is in force.
    """
    with store.read() as reader:
        found = protocol_in_force(reader, now, protocol)
    return (protocol, instruments) if found is protocol else (found, compiled(found))


def compiled(protocol: TrialProtocol) -> Instruments:
    """The criteria that ship, compiled for a protocol.

    Raises:
        CriteriaError: they cannot be.
    """
    return load_instruments(shipped_texts().instruments, protocol)


def site_activation(reader: Reader, protocol_id: str) -> datetime | None:
    """When the site may take its first patient, by the latest approved protocol that says so; None: none does."""
    told = [one.record.site_activated_at for _, one in _binding(reader, protocol_id)]
    return next((at for at in reversed(told) if at is not None), None)


def _binding(reader: Reader, protocol_id: str) -> list[tuple[datetime, Written]]:
    """What binds from when, the earliest first; of two with one date the one approved later is last."""
    found = [one for one in written_protocols(reader) if one.record.protocol_id == protocol_id]
    dated = [(one.binds_from, one) for one in found if one.binds_from is not None]
    return sorted(dated, key=lambda pair: (pair[0], pair[1].entry.recorded_at))


def _binds_from(reader: Reader, position: int, record: ProtocolRecord) -> datetime | None:
    """Not before it was approved: nothing becomes a rule for what was done already."""
    if record.approved_at is None or record.approved_by is None:
        return None
    if not is_signed_by(record, reader.user_before(record.approved_by, position)):
        return None
    return max(record.effective_at, record.approved_at)
