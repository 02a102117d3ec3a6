"""The clock of tocilizumab and steroids: doses, the last one, and a countdown that goes on between readings."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from bedside.views.patient import episode_words as words
from bedside.views.patient.state import ClockState
from bedside.views.theme import SPACE, SPACE_3, SPACE_6, SPACE_HALF, current_theme, set_look
from bedside.views.widgets.lines import Wrapped, say, wrapped

NARROW = 640
"""Below this width (at 100 % text) the two drugs stand one below the other."""


class ClockPanel(QFrame):
    """Renders a `ClockState`. `tell_time` says the same at another moment."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("patient.clock")
        set_look(self, "card", "true")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._clock = ClockState()
        self._figures = [wrapped("", f"patient.clock.figure.{number}") for number in range(3)]
        names = ("next", "last", "waiver", "steroids", "steroid", "steroid_waiver")
        roles = {"next": "strong", "steroids": "strong"}
        self._lines = {name: wrapped(roles.get(name, ""), f"patient.clock.{name}") for name in names}
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(SPACE_6)
        line = self._lines
        self._add_column(
            QCoreApplication.translate("Episodes", "Tocilizumab"),
            [line["next"], line["last"], *self._figures, line["waiver"]],
            3,
        )
        self._add_column(
            QCoreApplication.translate("Episodes", "Steroids"),
            [line["steroids"], line["steroid"], line["steroid_waiver"]],
            2,
        )
        note = wrapped("small", "patient.clock.note")
        say(note, self.tr("Figures of the protocol, for orientation: no order and no advice."))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_3, SPACE_3, SPACE_3, SPACE_3)
        layout.setSpacing(SPACE)
        layout.addLayout(self._columns)
        layout.addWidget(note)

    def _add_column(self, title: str, labels: list[Wrapped], share: int) -> None:
        column = QVBoxLayout()
        column.setSpacing(SPACE_HALF)
        head = wrapped("section")
        say(head, title)
        for label in (head, *labels):
            column.addWidget(label)
        column.addStretch(1)
        self._columns.addLayout(column, share)

    @property
    def columns(self) -> QBoxLayout.Direction:
        """How the two drugs stand to each other."""
        return self._columns.direction()

    def show_state(self, clock: ClockState, now: datetime) -> None:
        """Show the clock as of `now`."""
        self._clock = clock
        say(self._lines["waiver"], words.waiver(clock, "tocilizumab"))
        say(self._lines["steroids"], words.steroid_doses(clock))
        say(self._lines["steroid_waiver"], words.waiver(clock, "steroid"))
        self.tell_time(now)

    def tell_time(self, now: datetime) -> None:
        """Say what counts with the time at `now`."""
        for label, (told, decides) in zip(self._figures, words.figures(self._clock, now), strict=True):
            say(label, told)
            set_look(label, "role", "strong" if decides else "muted")
        say(self._lines["next"], words.earliest_next(self._clock, now))
        say(self._lines["last"], words.last_dose(self._clock.tocilizumab_last, now, named=False))
        say(self._lines["steroid"], words.last_dose(self._clock.steroid_last, now, named=True))
        self.setAccessibleName(words.clock(self._clock, now))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < current_theme().length(NARROW)
        self._columns.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
