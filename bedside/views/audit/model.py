"""Hands the trail to Qt's views a page at a time, so that a million entries cost no more than what was scrolled to."""

from collections.abc import Sequence
from datetime import datetime
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from bedside.views.audit import words
from bedside.views.audit.state import AuditState, Row

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
STATE_ROLE = ROW_ROLE + 1


class AuditColumn(IntEnum):
    """The columns, left to right; a narrow list shows the last alone, as a card."""

    TIME = 0
    WHO = 1
    PATIENT = 2
    WHAT = 3


class AuditModel(QAbstractTableModel):
    """What was read so far, newest first; asks for more when a view comes to its end."""

    more_wanted = Signal()

    def __init__(self, as_of: datetime, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._titles = column_titles()
        self._rows: list[Row] = []
        self._state = AuditState(as_of)
        self._more = False
        self._asked = False

    @property
    def rows(self) -> Sequence[Row]:
        """What was read so far."""
        return self._rows

    @property
    def oldest(self) -> int | None:
        """The position from which to go on; None before the first page."""
        return self._rows[-1].position if self._rows else None

    def show_state(self, state: AuditState) -> None:
        """Say names and times as `state` does; the rows stay."""
        again = self._rows and (state.names, state.as_of) != (self._state.names, self._state.as_of)
        self._state = state
        if again:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(AuditColumn) - 1))

    def begin(self) -> None:
        """Forget every row: another list begins."""
        self.beginResetModel()
        self._rows = []
        self._more, self._asked = False, True
        self.endResetModel()

    def append(self, rows: Sequence[Row], *, more: bool) -> None:
        """Add a page at the end; `more`: there are older ones."""
        self._more, self._asked = more, False
        if not rows:
            return
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
        self._rows.extend(rows)
        self.endInsertRows()

    def give_up(self) -> None:
        """A page could not be read: it may be asked for again."""
        self._asked = False

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._more and not self._asked

    def fetchMore(self, _parent: Index) -> None:
        self._asked = True
        self.more_wanted.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(AuditColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return int(side) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], AuditColumn(index.column())
        if role == ROW_ROLE:
            return row
        if role == STATE_ROLE:
            return self._state
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(row, column, self._state)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if column == AuditColumn.WHAT:
                return words.sentence(row, self._state.names, self._state.as_of)
            return f"{self._titles[column]}: {cell_text(row, column, self._state)}"
        return None


def column_titles() -> tuple[str, ...]:
    """The heads of the columns."""
    return (
        QCoreApplication.translate("Audit", "Recorded"),
        QCoreApplication.translate("Audit", "Who"),
        QCoreApplication.translate("Audit", "Patient"),
        QCoreApplication.translate("Audit", "What was done"),
    )


def cell_text(row: Row, column: AuditColumn, state: AuditState) -> str:
    """One cell in words."""
    if column == AuditColumn.TIME:
        return words.recorded(row, state.as_of)
    if column == AuditColumn.WHO:
        return state.names.get(row.author, row.author)
    return row.subject_id if column == AuditColumn.PATIENT else words.what(row)
