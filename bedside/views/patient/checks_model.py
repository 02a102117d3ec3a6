"""Hands the list of checks to Qt's views: text for readers, the whole row for painters."""

from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from bedside.views.moments import moment_words
from bedside.views.patient import words
from bedside.views.patient.state import CheckRow, PatientState
from bedside.views.widgets.grade_badge import badge_sentence

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
NOW_ROLE = ROW_ROLE + 1
FEVER_ROLE = ROW_ROLE + 2


class CheckColumn(IntEnum):
    """The columns, left to right."""

    TIME = 0
    AUTHOR = 1
    CRS = 2
    ICANS = 3
    WORST = 4
    TEMPERATURE = 5
    PRESSURE = 6
    SATURATION = 7
    ICE = 8


NUMBERS = frozenset({CheckColumn.TEMPERATURE, CheckColumn.PRESSURE, CheckColumn.SATURATION, CheckColumn.ICE})


class ChecksTableModel(QAbstractTableModel):
    """The checks of one `PatientState`, newest first; replaced as a whole when there are others."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._titles = column_titles()
        self._state: PatientState | None = None

    @property
    def rows(self) -> tuple[CheckRow, ...]:
        """What is shown."""
        return self._state.checks if self._state is not None else ()

    def show_state(self, state: PatientState) -> None:
        """Show other checks; a view keeps its place while they are the same ones."""
        if [row.record_id for row in state.checks] == [row.record_id for row in self.rows]:
            changed = state.checks != self.rows or (self._state is not None and self._state.as_of != state.as_of)
            self._state = state
            if changed and state.checks:
                self.dataChanged.emit(self.index(0, 0), self.index(len(state.checks) - 1, len(CheckColumn) - 1))
            return
        self.beginResetModel()
        self._state = state
        self.endResetModel()

    def row_of(self, record_id: str) -> int:
        """Where a check stands; -1 when it does not."""
        return next((number for number, row in enumerate(self.rows) if row.record_id == record_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(CheckColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return int(column_alignment(CheckColumn(section))) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self._state is None or not index.isValid():
            return None
        row, column = self._state.checks[index.row()], CheckColumn(index.column())
        painted = {ROW_ROLE: row, NOW_ROLE: self._state.as_of, FEVER_ROLE: self._state.fever_c}
        if role in painted:
            return painted[role]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(row, column, self._state)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if column == CheckColumn.TIME:
                return words.check_sentence(row, self._state.as_of)
            return f"{self._titles[column]}: {cell_text(row, column, self._state)}"
        return None


def column_titles() -> tuple[str, ...]:
    """The heads of the columns."""
    return (
        QCoreApplication.translate("Patient", "Time"),
        QCoreApplication.translate("Patient", "By"),
        "CRS",
        "ICANS",
        QCoreApplication.translate("Patient", "Worst", "the worst since the check before"),
        "T °C",
        QCoreApplication.translate("Patient", "BP", "blood pressure"),
        "SpO2",
        "ICE",
    )


def column_alignment(column: CheckColumn) -> Qt.AlignmentFlag:
    """Numbers to the right, so that they align; all else to the left."""
    side = Qt.AlignmentFlag.AlignRight if column in NUMBERS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def cell_text(row: CheckRow, column: CheckColumn, state: PatientState) -> str:
    """One cell in words."""
    texts = {
        CheckColumn.TIME: lambda: moment_words(row.observed_at, state.as_of),
        CheckColumn.AUTHOR: lambda: row.author,
        CheckColumn.CRS: lambda: badge_sentence(row.crs),
        CheckColumn.ICANS: lambda: badge_sentence(row.icans),
        CheckColumn.WORST: lambda: words.worst(row),
        CheckColumn.TEMPERATURE: lambda: words.temperature(row),
        CheckColumn.PRESSURE: lambda: words.pressure(row),
        CheckColumn.SATURATION: lambda: words.saturation(row),
        CheckColumn.ICE: lambda: words.ice(row),
    }
    return texts[column]()
