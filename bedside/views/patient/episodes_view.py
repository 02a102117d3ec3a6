"""The episodes of a patient as cards, with the clock of their treatments above and what was kept apart below."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bedside.views.patient import episode_words as words
from bedside.views.patient.clock_panel import ClockPanel
from bedside.views.patient.graded_card import GradedCard
from bedside.views.patient.state import ApartRow, EpisodeCard, PatientState
from bedside.views.theme import SPACE, SPACE_3, SPACE_HALF, set_look
from bedside.views.widgets.lines import say, wrapped
from bedside.views.widgets.showing import show_if

LINES = {
    "title": "strong",
    "span": "",
    "peak": "",
    "lasted": "",
    "returned": "muted",
    "calm": "muted",
    "late": "caution",
    "by_hand": "caution",
    "doses": "",
}
"""What a card says, with the role of each line's type."""


class EpisodeFrame(GradedCard):
    """One episode."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("crs", LINES, "patient.episode", parent)

    def show_card(self, card: EpisodeCard, now: datetime) -> None:
        """Show one episode."""
        self.setObjectName(f"patient.episode.{card.scale}.{card.number}")
        said = {
            "title": words.title(card),
            "span": words.span(card, now),
            "peak": words.peak(card, now),
            "lasted": words.lasted(card),
            "returned": words.returned(card, now),
            "calm": words.calm(card, now),
            "late": words.late(card),
            "by_hand": words.set_by_hand(card),
            "doses": words.doses(card, now),
        }
        self.show_grade(card.peak, words.sentence(card, now), said)


class EpisodesView(QWidget):
    """Shows the episodes of one `PatientState`, newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("patient.episodes_view")
        set_look(self, "ground", "surface")
        self.clock = ClockPanel(self)
        self._none = wrapped("muted", "patient.no_episodes")
        self._apart = KeptApartList(self)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(SPACE)
        self._frames: list[EpisodeFrame] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_3)
        layout.addWidget(self.clock)
        layout.addWidget(self._none)
        layout.addLayout(self._cards)
        layout.addWidget(self._apart)
        layout.addStretch(1)

    def show_state(self, state: PatientState) -> None:
        """Show the episodes as of the state's moment; emits nothing."""
        self.clock.show_state(state.clock, state.as_of)
        none = self.tr("No episode of CRS or ICANS is documented.") if state.loaded else self.tr("Reading…")
        say(self._none, "" if state.episodes else none)
        while len(self._frames) < len(state.episodes):
            frame = EpisodeFrame(self)
            self._cards.addWidget(frame)
            QWidget.setTabOrder(self._frames[-1] if self._frames else self.clock, frame)
            self._frames.append(frame)
        for frame, card in zip(self._frames, state.episodes, strict=False):
            frame.show_card(card, state.as_of)
        for number, frame in enumerate(self._frames):
            show_if(frame, number < len(state.episodes))
        self._apart.show_rows(state.apart, state.as_of)


class KeptApartList(QWidget):
    """Findings that a clinician gave another cause."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("patient.apart")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title = wrapped("section", "patient.apart.title")
        self._why = wrapped("small", "patient.apart.why")
        self._rows = wrapped("", "patient.apart.rows")
        say(self._title, self.tr("Kept apart"))
        say(self._why, self.tr("Given another cause, so they make and prolong no episode."))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE, 0, SPACE_HALF)
        layout.setSpacing(SPACE_HALF)
        for label in (self._title, self._why, self._rows):
            layout.addWidget(label)

    def show_rows(self, rows: tuple[ApartRow, ...], now: datetime) -> None:
        """Show these, a line each; nothing at all where there is none."""
        told = [words.apart(row, now) for row in rows]
        say(self._rows, "\n".join(told))
        self.setAccessibleName(". ".join((self._title.text(), self._why.text(), *told)))
        show_if(self, bool(rows))
