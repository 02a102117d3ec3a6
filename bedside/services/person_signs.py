"""What can be seen of each person's access besides who they are: the last sign-in, the password, lock-out and end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bedside.errors import LockedOut
from bedside.models.authority import Act
from bedside.models.identifiers import shared_record_id
from bedside.models.journal import Kind
from bedside.services.authority import needs
from bedside.services.desk import Desk
from bedside.store.attempts import refuse_locked_out
from bedside.store.reader import Reader
from bedside.store.slots import read_slots


@dataclass(frozen=True, slots=True)
class PersonSigns:
    """Times are aware; None: never, or access has not ended. `must_change`: the password was set by somebody else and
    serves for choosing another one alone. `locked_minutes`: until the next try, 0 where there is no lock-out."""

    last_sign_in: datetime | None = None
    ended_at: datetime | None = None
    must_change: bool = False
    locked_minutes: int = 0


@needs(Act.SEE_PEOPLE)
def person_signs(desk: Desk) -> Mapping[str, PersonSigns]:
    """By user id, for everybody of this site.

    Raises:
        StoreDamaged, StoreError: the file of keys cannot be read.
    """
    slots = {slot.user.user_id: slot for slot in read_slots(desk.store.folder).slots}
    found = {}
    with desk.store.read() as reader:
        last = reader.last_sign_ins()
        for record in reader.users():
            slot = slots.get(record.user_id)
            found[record.user_id] = PersonSigns(
                last_sign_in=last.get(record.user_id),
                ended_at=None if record.active else _last_changed(desk, reader, record.user_id),
                must_change=record.active and slot is not None and slot.must_change,
                locked_minutes=_locked_minutes(desk, record.user_id) if record.active else 0,
            )
    return found


def _last_changed(desk: Desk, reader: Reader, user_id: str) -> datetime:
    record_id = shared_record_id(desk.store.trial_id, desk.store.site_id, user_id, Kind.USER)
    return max(version.recorded_at for version in reader.current_versions(record_id))


def _locked_minutes(desk: Desk, user_id: str) -> int:
    try:
        refuse_locked_out(desk.store.folder, user_id, desk.clock)
    except LockedOut as locked:
        return int(str(locked.params["minutes"]))
    return 0
