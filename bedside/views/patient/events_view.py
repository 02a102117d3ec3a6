"""The adverse events of a patient as cards, newest first, each with its CTCAE grade and the name of the scale."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from bedside.views.patient import events_words as words
from bedside.views.patient.events_state import EventCard, EventsState
from bedside.views.theme import SPACE, SPACE_3, SPACE_HALF, set_look
from bedside.views.widgets.grade_badge import GradeBadge
from bedside.views.widgets.lines import say, wrapped
from bedside.views.widgets.showing import show_if


class EventFrame(QFrame):
    """One event; the keyboard stops here, and a screen reader says all of it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        set_look(self, "card", "true")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._badge = GradeBadge("ctcae-4.03", self)
        roles = {
            "title": "strong",
            "second": "muted",
            "grade": "",
            "onset": "",
            "recorded": "muted",
            "by_hand": "caution",
            "conflict": "caution",
            "note": "",
        }
        self._lines = {part: wrapped(role) for part, role in roles.items()}
        column = QVBoxLayout()
        column.setSpacing(SPACE_HALF)
        for label in self._lines.values():
            column.addWidget(label)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_3, SPACE_3, SPACE_3, SPACE_3)
        layout.setSpacing(SPACE)
        layout.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(column, 1)

    def show_card(self, card: EventCard, now: datetime, infused_at: datetime | None) -> None:
        """Show one event."""
        self.setObjectName(f"patient.event.{card.record_id}")
        self._badge.show_state(card.badge)
        self.setAccessibleName(words.sentence(card, now, infused_at))
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
        for part, text in said.items():
            say(self._lines[part], text)

    @property
    def texts(self) -> tuple[str, ...]:
        """What is shown, line by line."""
        return tuple(label.text() for label in self._lines.values() if not label.isHidden())


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
