"""Hands the rows of the board to Qt's views: text for readers, the whole row for painters, no query."""

from datetime import datetime
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from bedside.views.board import words
from bedside.views.board.state import BoardState, PatientRow
from bedside.views.widgets.grade_badge import badge_sentence

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
NOW_ROLE = ROW_ROLE + 1
FEVER_ROLE = ROW_ROLE + 2


class Column(IntEnum):
    """The columns, left to right."""

    BED = 0
    SUBJECT = 1
    SINCE = 2
    NEXT = 3
    CRS = 4
    ICANS = 5
    TEMPERATURE = 6
    NOTE = 7


class BoardTableModel(QAbstractTableModel):
    """The rows of one `BoardState`; replaced as a whole when patients or their order change, cell by cell otherwise."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state: BoardState | None = None

    @property
    def rows(self) -> tuple[PatientRow, ...]:
        """What is shown."""
        return self._state.rows if self._state is not None else ()

    def show_state(self, state: BoardState) -> None:
        """Show other rows; a view keeps its selection while the same patients stand in the same order."""
        order = [row.subject_id for row in state.rows]
        if order == [row.subject_id for row in self.rows]:
            self._state = state
            if order:
                self.dataChanged.emit(self.index(0, 0), self.index(len(order) - 1, len(Column) - 1))
            return
        self.beginResetModel()
        self._state = state
        self.endResetModel()

    def row_of(self, subject_id: str) -> int:
        """Where a subject stands; -1 when it does not."""
        return next((number for number, row in enumerate(self.rows) if row.subject_id == subject_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return column_titles()[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(column_alignment(Column(section)))
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self._state is None or not index.isValid():
            return None
        row = self._state.rows[index.row()]
        painted = {ROW_ROLE: row, NOW_ROLE: self._state.as_of, FEVER_ROLE: self._state.fever_c}
        if role in painted:
            return painted[role]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(row, Column(index.column()), self._state.as_of)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row_sentence(row, self._state.as_of) if index.column() == 0 else self._spoken(row, index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == Column.NOTE:
            return words.notes(row)
        return None

    def _spoken(self, row: PatientRow, column: int) -> str:
        as_of = self._state.as_of if self._state is not None else None
        return f"{column_titles()[column]}: {cell_text(row, Column(column), as_of)}" if as_of is not None else ""


def column_titles() -> tuple[str, ...]:
    """The heads of the columns."""
    return (
        QCoreApplication.translate("Board", "Bed"),
        QCoreApplication.translate("Board", "Subject"),
        QCoreApplication.translate("Board", "Day", "after infusion"),
        QCoreApplication.translate("Board", "Next check"),
        "CRS",
        "ICANS",
        "T °C",
        QCoreApplication.translate("Board", "Note"),
    )


def column_alignment(column: Column) -> Qt.AlignmentFlag:
    """Numbers to the right, so that they align on the decimal; all else to the left."""
    side = Qt.AlignmentFlag.AlignRight if column == Column.TEMPERATURE else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def cell_text(row: PatientRow, column: Column, now: datetime) -> str:
    """One cell in words."""
    texts = {
        Column.BED: lambda: row.bed or "–",
        Column.SUBJECT: lambda: row.subject_id,
        Column.SINCE: lambda: words.infusion_day(row),
        Column.NEXT: lambda: words.next_check(row, now),
        Column.CRS: lambda: badge_sentence(row.crs),
        Column.ICANS: lambda: badge_sentence(row.icans),
        Column.TEMPERATURE: lambda: words.temperature(row),
        Column.NOTE: lambda: words.notes(row),
    }
    return texts[column]()


def row_sentence(row: PatientRow, now: datetime) -> str:
    """The whole row as one sentence for a screen reader."""
    bed = QCoreApplication.translate("Board", "Bed {bed}").format(bed=row.bed or "–")
    due = QCoreApplication.translate("Board", "next check {due}").format(due=words.next_check(row, now))
    parts = [bed, row.subject_id, words.infusion_day(row), due, badge_sentence(row.crs), badge_sentence(row.icans)]
    if row.temperature_c is not None:
        parts.append(f"{words.temperature(row)} °C")
    if row.notes:
        parts.append(words.notes(row))
    return ", ".join(parts)
