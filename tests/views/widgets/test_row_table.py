"""A table of rows is read, chosen row by row, and left by Tab."""

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QTableView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from bedside.views.widgets.row_table import settle_rows


def test_a_row_is_chosen_not_edited_and_tab_leads_on(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    table, after = QTableView(), QLineEdit()
    table.setModel(QStringListModel(["one", "two"], table))
    settle_rows(table, 44)
    layout.addWidget(table)
    layout.addWidget(after)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    table.setFocus()
    table.selectRow(1)
    assert [table.rowHeight(row) for row in range(2)] == [44, 44]
    QTest.keyClick(table, Qt.Key.Key_F2)
    assert table.state() != QTableView.State.EditingState
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert after.hasFocus()
