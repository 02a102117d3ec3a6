"""The adverse events of a patient as cards, newest first, each with its CTCAE grade and the name of the scale."""

from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from bedside.views.patient import events_words as words
from bedside.views.patient.events_state import EventCard, EventsState
from bedside.views.patient.graded_card import GradedCard
from bedside.views.theme import SPACE, SPACE_3, set_look
from bedside.views.widgets.lines import say, wrapped
from bedside.views.widgets.showing import show_if

LINES = {
    "title": "strong",
    "second": "muted",
    "grade": "",
    "onset": "",
    "recorded": "muted",
    "by_hand": "caution",
    "conflict": "caution",
    "note": "",
}
"""What a card says, with the role of each line's type."""


class EventFrame(GradedCard):
    """One event."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("ctcae-4.03", LINES, "patient.event", parent)

    def show_card(self, card: EventCard, now: datetime, infused_at: datetime | None) -> None:
        """Show one event."""
        self.setObjectName(f"patient.event.{card.record_id}")
        said = {
            "title": words.title(card),
            "second": words.second(card),
            "grade": words.grade(card),
            "onset": words.onset(card, now, infused_at),
            "recorded": words.recorded(card, now),
            "by_hand": words.set_by_hand(card),
            "conflict": words.conflict(card),
            "note": card.note,
        }
        self.show_grade(card.badge, words.sentence(card, now, infused_at), said)


class EventsView(QWidget):
    """Shows one `EventsState`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("patient.events_view")
        set_look(self, "ground", "surface")
        self._none = wrapped("muted", "patient.no_events")
        self.frames: list[EventFrame] = []
        self._cards = QVBoxLayout()
        self._cards.setSpacing(SPACE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_3)
        layout.addWidget(self._none)
        layout.addLayout(self._cards)
        layout.addStretch(1)

    def show_state(self, state: EventsState) -> None:
        """Show the events; emits nothing."""
        none = self.tr("No adverse event is recorded.") if state.loaded else self.tr("Reading…")
        say(self._none, "" if state.cards else none)
        while len(self.frames) < len(state.cards):
            frame = EventFrame(self)
            self._cards.addWidget(frame)
            if self.frames:
                QWidget.setTabOrder(self.frames[-1], frame)
            self.frames.append(frame)
        for number, frame in enumerate(self.frames):
            if number < len(state.cards):
                frame.show_card(state.cards[number], state.as_of, state.infused_at)
                show_if(frame, True)
            else:
                # By hand: a card that was just made is shown by itself with the next events.
                frame.hide()
