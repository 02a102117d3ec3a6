"""The time line as a table: the same readings, the newest first, for keyboard and screen reader."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from bedside.views.moments import day_words, moment_words
from bedside.views.patient import words
from bedside.views.patient.course import Reading, course_of, day_of, same_course
from bedside.views.patient.state import CheckRow, PatientState
from bedside.views.widgets.badge_state import BadgeState

Index = QModelIndex | QPersistentModelIndex


class ReadingColumn(IntEnum):
    """The columns, left to right."""

    DAY = 0
    TIME = 1
    TEMPERATURE = 2
    CRS = 3
    ICE = 4
    ICANS = 5
    PRESSURE = 6
    SATURATION = 7


NUMBERS = frozenset({ReadingColumn.TEMPERATURE, ReadingColumn.ICE, ReadingColumn.PRESSURE, ReadingColumn.SATURATION})
GRADES = frozenset({ReadingColumn.CRS, ReadingColumn.ICANS})

TREATMENT_FROM = ReadingColumn.TEMPERATURE
"""Where the words of a treatment begin; they run on to the end of the row."""


class ReadingsTableModel(QAbstractTableModel):
    """The readings of one `PatientState`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._titles = column_titles()
        self._state: PatientState | None = None
        self._readings: tuple[Reading, ...] = ()

    def show_state(self, state: PatientState) -> bool:
        """Show other readings; False while they are the same, and a view keeps its place."""
        if same_course(state, self._state):
            self._state = state
            return False
        readings = tuple(_rows(course_of(state).readings))
        if readings == self._readings and self._state is not None and self._state.subject_id == state.subject_id:
            self._state = state
            return False
        self.beginResetModel()
        self._state, self._readings = state, readings
        self.endResetModel()
        return True

    def treatment_rows(self) -> tuple[int, ...]:
        """The rows that say what was given."""
        return tuple(number for number, reading in enumerate(self._readings) if reading.check is None)

    @property
    def readings(self) -> tuple[Reading, ...]:
        """What is shown, newest first."""
        return self._readings

    def check_at(self, row: int) -> str:
        """The record id of the check made at a row's moment, else of the last one before; "" where there is none."""
        reading = self._readings[row]
        check = reading.check or reading.before
        return check.record_id if check is not None else ""

    def row_of(self, record_id: str) -> int:
        """Where a check stands; -1 when it does not."""
        made = ((number, reading.check) for number, reading in enumerate(self._readings))
        return next((number for number, check in made if check is not None and check.record_id == record_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self._readings)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(ReadingColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return int(column_alignment(section)) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self._state is None or not index.isValid():
            return None
        reading = self._readings[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(reading, ReadingColumn(index.column()), self._state)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(column_alignment(index.column() if reading.check is not None else 0))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(reading, index.column(), self._state)
        return None

    def _spoken(self, reading: Reading, column: int, state: PatientState) -> str:
        if column == 0:
            return words.reading(reading, state)
        title = self._titles[column] if reading.check is not None or column < TREATMENT_FROM else ""
        return f"{title}: {cell_text(reading, ReadingColumn(column), state)}".removeprefix(": ")


def _rows(readings: Sequence[Reading]) -> Iterator[Reading]:
    """Newest first; what was given at the very moment of a check has a row of its own."""
    for reading in reversed(readings):
        if reading.check is not None and reading.treatments:
            yield replace(reading, treatments=())
            yield Reading(reading.at, None, reading.check, reading.treatments)
        else:
            yield reading


def column_titles() -> tuple[str, ...]:
    """The heads of the columns."""
    return (
        QCoreApplication.translate("Patient", "Day", "after infusion"),
        QCoreApplication.translate("Patient", "Time"),
        "T °C",
        "CRS",
        "ICE",
        "ICANS",
        QCoreApplication.translate("Patient", "BP", "blood pressure"),
        "SpO2",
    )


def cell_text(reading: Reading, column: ReadingColumn, state: PatientState) -> str:
    """One cell in words; where no check was made the first figure's cell says what was given, over all the others."""
    if column == ReadingColumn.DAY:
        day = day_of(state, reading.at)
        return words.NOTHING if day is None else day_words(day)
    if column == ReadingColumn.TIME:
        return moment_words(reading.at, state.as_of)
    if reading.check is not None:
        return _figure(reading.check, column)
    given = ", ".join(words.treatment(row) for row in reading.treatments)
    return given if column == TREATMENT_FROM else ""


def _figure(check: CheckRow, column: ReadingColumn) -> str:
    figures = {
        ReadingColumn.TEMPERATURE: lambda: words.temperature(check),
        ReadingColumn.CRS: lambda: _grade(check.crs, check.crs_worst),
        ReadingColumn.ICE: lambda: words.ice(check),
        ReadingColumn.ICANS: lambda: _grade(check.icans, check.icans_worst),
        ReadingColumn.PRESSURE: lambda: words.pressure(check),
        ReadingColumn.SATURATION: lambda: words.saturation(check),
    }
    return figures[column]()


def _grade(badge: BadgeState, worst: BadgeState | None) -> str:
    """The grade, and behind it the worst since the check before where that was worse."""
    return words.grade(badge) if worst is None else f"{words.grade(badge)} ({words.grade(worst)})"


def column_alignment(column: int) -> Qt.AlignmentFlag:
    """Numbers to the right, so that they align; grades in the middle; all else to the left."""
    middle = Qt.AlignmentFlag.AlignVCenter
    if column in NUMBERS:
        return Qt.AlignmentFlag.AlignRight | middle
    return (Qt.AlignmentFlag.AlignHCenter if column in GRADES else Qt.AlignmentFlag.AlignLeft) | middle
