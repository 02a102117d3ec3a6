"""The time line as a table: the same readings, the newest first, for keyboard and screen reader."""

from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from bedside.views.moments import day_words, moment_words
from bedside.views.patient import words
from bedside.views.patient.course import Reading, course_of, day_of
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
    TREATMENT = 8


class ReadingsTableModel(QAbstractTableModel):
    """The readings of one `PatientState`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state: PatientState | None = None
        self._readings: tuple[Reading, ...] = ()

    def show_state(self, state: PatientState) -> None:
        """Show other readings; a view keeps its place while they are the same."""
        readings = tuple(reversed(course_of(state).readings))
        if readings == self._readings and self._state is not None and self._state.subject_id == state.subject_id:
            self._state = state
            return
        self.beginResetModel()
        self._state, self._readings = state, readings
        self.endResetModel()

    @property
    def readings(self) -> tuple[Reading, ...]:
        """What is shown, newest first."""
        return self._readings

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self._readings)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(ReadingColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return column_titles()[section]
        return int(_alignment(section)) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self._state is None or not index.isValid():
            return None
        reading = self._readings[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(reading, ReadingColumn(index.column()), self._state)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_alignment(index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return words.reading(reading, self._state)
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == ReadingColumn.TREATMENT:
            return cell_text(reading, ReadingColumn.TREATMENT, self._state)
        return None


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
        "SpO2 %",
        QCoreApplication.translate("Patient", "Treatment"),
    )


def cell_text(reading: Reading, column: ReadingColumn, state: PatientState) -> str:
    """One cell in words; of a moment without a check only the treatment is filled in."""
    if column == ReadingColumn.DAY:
        day = day_of(state, reading.at)
        return words.NOTHING if day is None else day_words(day)
    if column == ReadingColumn.TIME:
        return moment_words(reading.at, state.as_of)
    if column == ReadingColumn.TREATMENT:
        return ", ".join(words.treatment(given) for given in reading.treatments)
    return _figure(reading.check, column) if reading.check is not None else ""


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
    shown = words.grade(badge)
    if worst is None:
        return shown
    pattern = QCoreApplication.translate("Patient", "{grade} (worst {worst})")
    return pattern.format(grade=shown, worst=words.grade(worst))


def _alignment(column: int) -> Qt.AlignmentFlag:
    numbers = (ReadingColumn.TEMPERATURE, ReadingColumn.ICE, ReadingColumn.PRESSURE, ReadingColumn.SATURATION)
    side = Qt.AlignmentFlag.AlignRight if column in numbers else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
