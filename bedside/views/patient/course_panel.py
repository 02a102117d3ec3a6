"""The time line with its controls: how many days, picture, table or episodes, and the figures under the crosshair."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from bedside.views.patient.episodes_view import EpisodesView
from bedside.views.patient.events_view import EventsView
from bedside.views.patient.labs_view import LabsView
from bedside.views.patient.readings_view import ReadingsView
from bedside.views.patient.state import SPANS_H, PatientState, Shown
from bedside.views.patient.time_line import TimeLine
from bedside.views.theme import SPACE, SPACE_HALF, current_theme, font, set_kind, set_look
from bedside.views.widgets.flow_layout import FlowBox, FlowLayout
from bedside.views.widgets.showing import show_if

TWO_LINES = 560
"""Width at 100 % text in which two lines hold what the crosshair reads; below it three do."""


class CoursePanel(QFrame):
    """Shows the course of one `PatientState`."""

    check_chosen = Signal(str)
    shown_chosen = Signal(str)
    hours_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("patient.course")
        set_look(self, "card", "true")
        content = self._made_content()
        bar = QWidget(content)
        self._hours = [self._choice(bar, f"patient.hours.{hours}", self._span(hours)) for hours in SPANS_H]
        for button in self._hours:
            button.clicked.connect(self._on_hours_clicked)
        self._as_table = self._choice(bar, "patient.as_table", self.tr("As table"))
        self._as_table.clicked.connect(self._on_as_table_clicked)
        self._episodes = self._choice(bar, "patient.as_episodes", self.tr("Episodes"))
        self._episodes.clicked.connect(self._on_episodes_clicked)
        self._labs = self._choice(bar, "patient.as_labs", self.tr("Lab values"))
        self._labs.clicked.connect(self._on_labs_clicked)
        self._events = self._choice(bar, "patient.as_events", self.tr("Adverse events"))
        self._events.clicked.connect(self._on_events_clicked)
        self._views = QWidget(content)
        set_look(self._views, "ground", "surface")
        picture = QWidget(self._views)
        set_look(picture, "ground", "surface")
        self._reading = QLabel(picture)
        self._reading.setObjectName("patient.reading")
        self._reading.setWordWrap(True)
        self._reading.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.time_line = TimeLine(picture)
        self.time_line.check_chosen.connect(self.check_chosen)
        self.time_line.reading_changed.connect(self._on_reading_changed)
        self.table = ReadingsView(self._views)
        self.table.check_chosen.connect(self.check_chosen)
        self.episodes = EpisodesView(self._views)
        self.labs = LabsView(self._views)
        self.events = EventsView(self._views)
        self._lay_out(content, bar, picture)

    # ------------------------------------------------------------------ made once

    def _span(self, hours: int) -> str:
        if hours == 0:
            return self.tr("All")
        return self.tr("{n} h").format(n=hours) if hours <= 72 else self.tr("{n} days").format(n=hours // 24)

    def _choice(self, bar: QWidget, name: str, text: str) -> QPushButton:
        button = QPushButton(text, bar)
        button.setObjectName(name)
        button.setCheckable(True)
        set_kind(button, "choice")
        return button

    def _made_content(self) -> QWidget:
        """All of it scrolls, for windows that are lower than the picture can be."""
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget(scroll)
        set_look(content, "ground", "surface")
        scroll.setWidget(content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_HALF, SPACE_HALF, SPACE_HALF, SPACE_HALF)
        layout.addWidget(scroll)
        return content

    def _lay_out(self, content: QWidget, bar: QWidget, picture: QWidget) -> None:
        flow = FlowLayout(bar, spacing=SPACE, line_spacing=SPACE)
        spans, parts = FlowBox(bar, line_spacing=SPACE), FlowBox(bar, line_spacing=SPACE)
        for button, hours in zip(self._hours, SPANS_H, strict=True):
            spoken = self.tr("The whole course") if hours == 0 else self.tr("Last {span}").format(span=button.text())
            button.setAccessibleName(spoken)
            spans.flow.addWidget(button)
        for button in (self._as_table, self._episodes, self._labs, self._events):
            parts.flow.addWidget(button)
        flow.addWidget(spans)
        flow.addWidget(parts)
        drawn = QVBoxLayout(picture)
        drawn.setContentsMargins(0, 0, 0, 0)
        drawn.setSpacing(SPACE)
        drawn.addWidget(self._reading)
        drawn.addWidget(self.time_line, 1)
        # A stack would be as high as its highest page, shown or not.
        self._pages: dict[Shown, QWidget] = {
            "time_line": picture,
            "table": self.table,
            "episodes": self.episodes,
            "labs": self.labs,
            "events": self.events,
        }
        stacked = QVBoxLayout(self._views)
        stacked.setContentsMargins(0, 0, 0, 0)
        for page in self._pages.values():
            stacked.addWidget(page)
            page.setHidden(page is not picture)
        column = QVBoxLayout(content)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE)
        column.addWidget(bar)
        column.addWidget(self._views, 1)

    # ------------------------------------------------------------------ rendering

    @property
    def reading(self) -> str:
        """The figures under the crosshair."""
        return self._reading.text()

    def show_state(self, state: PatientState) -> None:
        """Show the course; emits nothing."""
        for button, hours in zip(self._hours, SPANS_H, strict=True):
            # Episodes and values are of the whole stay; a span leads back to the time line.
            button.setChecked(hours == state.last_hours and state.shown in ("time_line", "table"))
        self._as_table.setChecked(state.shown == "table")
        self._episodes.setChecked(state.shown == "episodes")
        self._labs.setChecked(state.shown == "labs")
        self._events.setChecked(state.shown == "events")
        # Only what is seen is worked out; the others are when somebody turns to them.
        if state.shown == "table":
            self.table.show_state(state)
        elif state.shown == "episodes":
            self.episodes.show_state(state)
        elif state.shown == "time_line":
            self.time_line.show_state(state)
        for name, page in self._pages.items():
            show_if(page, name == state.shown)

    def tell_time(self, now: datetime) -> None:
        """Let what counts down say `now`, where it is seen."""
        if not self.episodes.isHidden():
            self.episodes.clock.tell_time(now)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep lines free for the longest reading, so that the picture does not jump while the crosshair moves."""
        super().resizeEvent(event)
        lines = 2 if self.width() >= current_theme().length(TWO_LINES) else 3
        self._reading.setMinimumHeight(lines * QFontMetrics(font(current_theme())).lineSpacing())

    # ------------------------------------------------------------------ what happened

    @Slot(str)
    def _on_reading_changed(self, said: str) -> None:
        self._reading.setText(said or self.tr("Nothing is recorded yet"))

    @Slot()
    def _on_hours_clicked(self) -> None:
        button = self.sender()
        if any(button.isChecked() for button in (self._episodes, self._labs, self._events)):
            self.shown_chosen.emit("time_line")
        for other, hours in zip(self._hours, SPANS_H, strict=True):
            other.setChecked(other is button)
            if other is button:
                self.hours_chosen.emit(hours)

    @Slot()
    def _on_as_table_clicked(self) -> None:
        self.shown_chosen.emit("table" if self._as_table.isChecked() else "time_line")

    @Slot()
    def _on_episodes_clicked(self) -> None:
        self.shown_chosen.emit("episodes" if self._episodes.isChecked() else "time_line")

    @Slot()
    def _on_labs_clicked(self) -> None:
        self.shown_chosen.emit("labs" if self._labs.isChecked() else "time_line")

    @Slot()
    def _on_events_clicked(self) -> None:
        self.shown_chosen.emit("events" if self._events.isChecked() else "time_line")
