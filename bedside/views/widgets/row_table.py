"""The manners of every table here: whole rows are chosen, nothing is edited in place, columns stay as they were set."""

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView


def settle_rows(table: QTableView, row_height: int) -> None:
    """Give `table`, whose model is set, rows of `row_height` pixels that are chosen as a whole; Tab leaves it."""
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    side = table.verticalHeader()
    side.hide()
    side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    side.setDefaultSectionSize(row_height)
    head = table.horizontalHeader()
    head.setHighlightSections(False)
    head.setSectionsClickable(False)
    head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
