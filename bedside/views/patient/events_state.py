"""What the list of adverse events shows, without Qt."""

from dataclasses import dataclass
from datetime import datetime

from bedside.models.protocol import Wording
from bedside.views.widgets.badge_state import BadgeState


@dataclass(frozen=True, slots=True)
class EventCard:
    """One recorded event. `badge` is the grade as recorded, `proposed` what the answers gave where a person set another
    one for `reason`."""

    record_id: str
    name: Wording
    badge: BadgeState
    onset_at: datetime
    recorded_at: datetime
    author: str
    proposed: BadgeState | None = None
    reason: str = ""
    note: str = ""
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class EventsState:
    """The events of one patient as of `as_of`, the newest onset first."""

    subject_id: str
    as_of: datetime
    infused_at: datetime | None = None
    loaded: bool = False
    cards: tuple[EventCard, ...] = ()
