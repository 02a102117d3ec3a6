"""What can be seen of each person's access besides who they are: the last sign-in, and since when access has ended."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bedside.models.authority import Act
from bedside.models.identifiers import shared_record_id
from bedside.models.journal import Kind
from bedside.services.authority import needs
from bedside.services.desk import Desk


@dataclass(frozen=True, slots=True)
class PersonSigns:
    """Times are aware; None: never, or access has not ended."""

    last_sign_in: datetime | None = None
    ended_at: datetime | None = None


@needs(Act.SEE_PEOPLE)
def person_signs(desk: Desk) -> Mapping[str, PersonSigns]:
    """By user id, for everybody of this site."""
    with desk.store.read() as reader:
        last, found = reader.last_sign_ins(), {}
        for record in reader.users():
            ended = None
            if not record.active:
                record_id = shared_record_id(desk.store.trial_id, desk.store.site_id, record.user_id, Kind.USER)
                ended = max(version.recorded_at for version in reader.current_versions(record_id))
            found[record.user_id] = PersonSigns(last.get(record.user_id), ended)
    return found
