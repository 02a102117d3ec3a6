"""The bar on top of the patient page: who this is, how things stand, when the next check is due."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from bedside.views.patient import words
from bedside.views.patient.state import PatientState
from bedside.views.theme import SPACE, SPACE_3, SPACE_4, current_theme, font, set_kind, set_look
from bedside.views.widgets.badge_state import SCALE_NAMES, Scale
from bedside.views.widgets.flow_layout import FlowLayout
from bedside.views.widgets.grade_badge import GradeBadge
from bedside.views.widgets.lines import say, wrapped

MOST_EPISODES = 3
"""So many CRS episodes are told, the newest first; the time line has them all."""


class Captioned(QWidget):
    """A grade badge with the name of its scale before it."""

    def __init__(self, scale: Scale, name: str) -> None:
        super().__init__()
        caption = QLabel(SCALE_NAMES[scale])
        set_look(caption, "role", "muted")
        self.badge = GradeBadge(scale)
        self.badge.setObjectName(name)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(caption)
        layout.addWidget(self.badge)


class AlertMark(QWidget):
    """An exclamation mark on a filled circle: overdue is seen without reading and without colour."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = current_theme().length(20)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("danger"))
        painter.drawEllipse(QRectF(self.rect()))
        painter.setPen(theme.colour("surface"))
        painter.setFont(font(theme, "small", bold=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "!")
        painter.end()


class PatientHead(QFrame):
    """Renders the head of a `PatientState`."""

    back_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bar", "top")
        self._back = QPushButton("‹ " + self.tr("Board"))
        self._back.setObjectName("patient.back")
        self._back.setAccessibleName(self.tr("Back to the board"))
        set_kind(self._back, "quiet")
        self._back.clicked.connect(self.back_requested)
        self._title = wrapped("section", "patient.title")
        self._person = wrapped("muted", "patient.person")
        self._episodes = wrapped("small", "patient.episodes")
        self._crs = Captioned("crs", "patient.crs")
        self._icans = Captioned("icans", "patient.icans")
        self._alert = AlertMark()
        self._alert.setObjectName("patient.alert")
        self._due = QLabel()
        self._due.setObjectName("patient.due")
        self._lay_out()

    def _lay_out(self) -> None:
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        for label in (self._title, self._person, self._episodes):
            self._lines.addWidget(label)
        who = QHBoxLayout()
        who.setSpacing(SPACE_3)
        who.addWidget(self._back, 0, Qt.AlignmentFlag.AlignTop)
        who.addLayout(self._lines, 1)
        due = QWidget()
        line = QHBoxLayout(due)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE)
        line.addWidget(self._alert)
        line.addWidget(self._due)
        self._standing = QWidget()
        flow = FlowLayout(self._standing, spacing=SPACE_4, line_spacing=SPACE)
        for widget in (self._crs, self._icans, due):
            flow.addWidget(widget)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(SPACE, SPACE, SPACE_4, SPACE)
        self._layout.setSpacing(SPACE)
        self._layout.addLayout(who, 1)
        self._layout.addWidget(self._standing)

    def show_state(self, state: PatientState, *, compact: bool) -> None:
        """Show who this is as of now; `compact` puts how things stand below who it is."""
        head, now = state.head, state.as_of
        down = QBoxLayout.Direction.TopToBottom
        self._layout.setDirection(down if compact else QBoxLayout.Direction.LeftToRight)
        # In line with the cards below; beside who it is, the bar's own margin is enough.
        self._standing.setContentsMargins(SPACE if compact else 0, 0, 0, 0)
        say(self._title, words.bed_and_subject(head, state.subject_id))
        say(self._person, words.person(head, now) if state.loaded else self.tr("Reading…"))
        told = [words.episode(line, now) for line in head.episodes[:MOST_EPISODES]]
        say(self._episodes, " · ".join(told))
        self._crs.badge.show_state(head.crs)
        self._icans.badge.show_state(head.icans)
        self._due.setText(words.due(head, now) if state.loaded else "")
        role = {"overdue": "danger", "due_soon": "caution"}.get(head.due_state, "strong")
        set_look(self._due, "role", role)
        self._alert.setVisible(head.due_state == "overdue")
