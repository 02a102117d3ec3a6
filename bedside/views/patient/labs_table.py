"""The picture of an analyte as a table: the same values, the newest first, for keyboard and screen reader."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from bedside.views.patient import labs_words as words
from bedside.views.patient.labs_state import LabsState
from bedside.views.patient.readings_view import ReadingDelegate
from bedside.views.theme import current_theme
from bedside.views.widgets.row_table import settle_rows

Index = QModelIndex | QPersistentModelIndex
VALUE = 2


class LabsTableModel(QAbstractTableModel):
    """The values of one `LabsState`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._titles = words.columns()
        self._rows: tuple[tuple[str, ...], ...] = ()

    def show_state(self, state: LabsState) -> None:
        """Show other values."""
        dots = state.curve.dots if state.curve is not None else ()
        rows = tuple(words.cells(state, dot) for dot in reversed(dots))
        if rows != self._rows:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return _side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._titles[index.column()]}: {self._rows[index.row()][index.column()]}"
        return None


def _side(column: int) -> int:
    side = Qt.AlignmentFlag.AlignRight if column == VALUE else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


class LabsTable(QTableView):
    """Shows the values of one `LabsState`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("patient.labs.table")
        self.setAccessibleName(self.tr("The values as a table, newest first"))
        self._model = LabsTableModel(self)
        self.setModel(self._model)
        self.setItemDelegate(ReadingDelegate(self))
        settle_rows(self, current_theme().target)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMinimumHeight(current_theme().length(220))

    def show_state(self, state: LabsState) -> None:
        """Show the values; columns are as wide as their words."""
        self._model.show_state(state)
        for column in range(self._model.columnCount()):
            self.setColumnWidth(column, self._needed(column))

    def _needed(self, column: int) -> int:
        metrics = self.fontMetrics()
        said = [str(self._model.index(row, column).data()) for row in range(self._model.rowCount())]
        widest = max((metrics.horizontalAdvance(text) for text in said), default=0)
        return max(widest, metrics.horizontalAdvance(words.columns()[column])) + 28
