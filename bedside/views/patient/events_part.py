"""Reads a patient's adverse events off the GUI thread, once somebody looks at them, and shows them on the page."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from bedside.services.adverse_events import AdverseEventRow, adverse_events
from bedside.services.desk import Desk
from bedside.views.messages import message_for
from bedside.views.patient.events_state import EventCard, EventsState
from bedside.views.patient.events_view import EventsView
from bedside.views.tasks import Runner
from bedside.views.widgets.badge_state import BadgeState, ctcae_scale


@dataclass(frozen=True, slots=True)
class EventsRead:
    """The events of one patient, newest first."""

    subject_id: str
    rows: tuple[AdverseEventRow, ...]


class EventsPart(QObject):
    """Owns the state of the list."""

    failed = Signal(str)

    def __init__(self, runner: Runner, desk: Desk, view: EventsView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner, self._desk, self._view = runner, desk, view
        self._state = EventsState("", desk.clock.now())

    @property
    def state(self) -> EventsState:
        """What is shown now."""
        return self._state

    def look(self, subject_id: str, infused_at: datetime | None) -> None:
        """Somebody looks at this patient's events: read them, or read them again."""
        if (subject_id, infused_at) != (self._state.subject_id, self._state.infused_at):
            self._show(EventsState(subject_id, self._desk.clock.now(), infused_at))
        self._runner.run(partial(read_events, self._desk, subject_id), self._on_read, self._on_failed)

    def _show(self, state: EventsState) -> None:
        self._state = state
        self._view.show_state(state)

    @Slot(object)
    def _on_read(self, read: EventsRead) -> None:
        if read.subject_id == self._state.subject_id:
            cards = tuple(event_card(row) for row in read.rows)
            self._show(EventsState(read.subject_id, self._desk.clock.now(), self._state.infused_at, True, cards))

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(message_for(error))


def read_events(desk: Desk, subject_id: str) -> EventsRead:
    """Every event of a patient.

    Raises:
        NotFound: no such subject.
    """
    return EventsRead(subject_id, adverse_events(desk, subject_id))


def event_card(row: AdverseEventRow) -> EventCard:
    """One event as its card shows it."""
    scale = ctcae_scale(row.system.rpartition(" ")[2])
    return EventCard(
        record_id=str(row.record_id),
        name=row.name,
        badge=BadgeState(scale, row.grade, row.grade),
        onset_at=row.onset_at,
        recorded_at=row.recorded_at,
        author=row.author,
        proposed=BadgeState(scale, row.at_least, row.at_most) if row.overridden else None,
        reason=row.override_reason,
        note=row.note,
        conflict=row.conflict,
    )
