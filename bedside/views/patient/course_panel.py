"""The time line with its controls: how many days, picture or table, and the figures under the crosshair in words."""

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from bedside.views.patient.readings_table import ReadingColumn, ReadingsTableModel
from bedside.views.patient.state import SPANS_H, PatientState
from bedside.views.patient.time_line import TimeLine
from bedside.views.theme import SPACE, SPACE_3, SPACE_4, current_theme, font, set_kind, set_look
from bedside.views.widgets.flow_layout import FlowLayout


class CoursePanel(QFrame):
    """Shows the course of one `PatientState`."""

    check_chosen = Signal(str)
    shown_chosen = Signal(str)
    hours_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("patient.course")
        set_look(self, "card", "true")
        self._model = ReadingsTableModel(self)
        self._hours = [self._choice(f"patient.hours.{hours}", self._span(hours)) for hours in SPANS_H]
        for button in self._hours:
            button.clicked.connect(self._on_hours_clicked)
        self._as_table = self._choice("patient.as_table", self.tr("As table"))
        self._as_table.clicked.connect(self._on_as_table_clicked)
        self.time_line = TimeLine()
        self.time_line.check_chosen.connect(self.check_chosen)
        self.time_line.reading_changed.connect(self._on_reading_changed)
        self._reading = QLabel()
        self._reading.setObjectName("patient.reading")
        self._reading.setWordWrap(True)
        self._reading.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.table = self._made_table()
        self._views = QStackedWidget()
        self._views.addWidget(self._made_picture())
        self._views.addWidget(self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_3, SPACE_3, SPACE_3, SPACE_3)
        layout.setSpacing(SPACE)
        layout.addWidget(self._made_bar())
        layout.addWidget(self._views, 1)

    # ------------------------------------------------------------------ made once

    def _span(self, hours: int) -> str:
        if hours == 0:
            return self.tr("All")
        return self.tr("{n} h").format(n=hours) if hours <= 72 else self.tr("{n} days").format(n=hours // 24)

    def _choice(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setCheckable(True)
        set_kind(button, "choice")
        return button

    def _made_bar(self) -> QWidget:
        bar = QWidget()
        flow = FlowLayout(bar, spacing=SPACE, line_spacing=SPACE)
        for button, hours in zip(self._hours, SPANS_H, strict=True):
            spoken = self.tr("The whole course") if hours == 0 else self.tr("Last {span}").format(span=button.text())
            button.setAccessibleName(spoken)
            flow.addWidget(button)
        flow.addWidget(self._as_table)
        return bar

    def _made_picture(self) -> QWidget:
        picture = QWidget()
        layout = QVBoxLayout(picture)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        # Two lines are kept free, so that the picture does not jump while the crosshair moves.
        self._reading.setMinimumHeight(2 * QFontMetrics(font(current_theme())).lineSpacing())
        layout.addWidget(self._reading)
        layout.addWidget(self.time_line, 1)
        return picture

    def _made_table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("patient.readings")
        table.setAccessibleName(self.tr("The time line as a table, newest first"))
        table.setModel(self._model)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(current_theme().target)
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        for column, width in enumerate(_column_widths()):
            table.setColumnWidth(column, width)
        head.setSectionResizeMode(ReadingColumn.TREATMENT, QHeaderView.ResizeMode.Stretch)
        head.setMinimumSectionSize(current_theme().target)
        table.doubleClicked.connect(self._on_row_chosen)
        for key in ("Return", "Enter"):
            shortcut = QShortcut(QKeySequence(key), table, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self._on_row_entered)
        return table

    # ------------------------------------------------------------------ rendering

    @property
    def reading(self) -> str:
        """The figures under the crosshair."""
        return self._reading.text()

    def show_state(self, state: PatientState) -> None:
        """Show the course; emits nothing."""
        for button, hours in zip(self._hours, SPANS_H, strict=True):
            button.setChecked(hours == state.last_hours)
        self._as_table.setChecked(state.shown == "table")
        self._model.show_state(state)
        self.time_line.show_state(state)
        self._views.setCurrentIndex(1 if state.shown == "table" else 0)

    # ------------------------------------------------------------------ what happened

    @Slot(str)
    def _on_reading_changed(self, said: str) -> None:
        self._reading.setText(said or self.tr("Nothing is recorded yet"))

    @Slot()
    def _on_hours_clicked(self) -> None:
        button = self.sender()
        for other, hours in zip(self._hours, SPANS_H, strict=True):
            other.setChecked(other is button)
            if other is button:
                self.hours_chosen.emit(hours)

    @Slot()
    def _on_as_table_clicked(self) -> None:
        self.shown_chosen.emit("table" if self._as_table.isChecked() else "time_line")

    @Slot()
    def _on_row_entered(self) -> None:
        self._on_row_chosen(self.table.currentIndex())

    @Slot(QModelIndex)
    def _on_row_chosen(self, index: QModelIndex) -> None:
        if index.isValid():
            reading = self._model.readings[index.row()]
            check = reading.check or reading.before
            if check is not None:
                self.check_chosen.emit(check.record_id)


def _column_widths() -> tuple[int, ...]:
    """Of all columns, by the longest words that usually stand in them; the last one takes what is left."""
    body = QFontMetrics(font(current_theme()))
    longest = (
        "D+00",
        "00 Mmm 00:00",
        "T °C",
        "≥ 0 (worst 0)",
        "ICE",
        "≥ 0 (worst 0)",
        "000/000",
        "SpO2 %",
        "Treatment",
    )
    return tuple(max(body.horizontalAdvance(words) + 2 * SPACE + SPACE, 2 * SPACE_4) for words in longest)
