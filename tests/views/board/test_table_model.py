"""The rows for Qt's views: text for every cell, the whole row for painters, selection kept over a refresh."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from bedside.views.board.table_model import FEVER_ROLE, NOW_ROLE, ROW_ROLE, BoardTableModel, Column, row_sentence
from tests.views.board.rows import BEFORE, NOW, OVERDUE, WARD

DISPLAY = int(Qt.ItemDataRole.DisplayRole)


@pytest.fixture
def model() -> BoardTableModel:
    made = BoardTableModel()
    made.show_state(WARD)
    return made


def test_it_is_a_sound_model(model: BoardTableModel) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show_state(replace(WARD, rows=WARD.rows[:2]))
    model.show_state(WARD)
    assert tester.model() is model


def test_every_cell_has_words(model: BoardTableModel) -> None:
    assert [model.data(model.index(0, column), DISPLAY) for column in Column] == [
        "12",
        "01-004",
        "D+4",
        "Overdue 12 min",
        "CRS grade 2, higher than last time",
        "ICANS grade 1, higher than last time",
        "38.9",
        "1 missed · 2 unsigned",
    ]


def test_every_column_has_a_head(model: BoardTableModel) -> None:
    titles = [model.headerData(column, Qt.Orientation.Horizontal, DISPLAY) for column in Column]
    assert titles == ["Bed", "Subject", "Day", "Next check", "CRS", "ICANS", "T °C", "Note"]
    assert model.headerData(0, Qt.Orientation.Vertical, DISPLAY) is None
    assert model.headerData(0, Qt.Orientation.Horizontal, int(Qt.ItemDataRole.DecorationRole)) is None


def test_numbers_align_on_the_right(model: BoardTableModel) -> None:
    role = int(Qt.ItemDataRole.TextAlignmentRole)
    sides = {column: model.headerData(column, Qt.Orientation.Horizontal, role) for column in Column}
    assert sides[Column.TEMPERATURE] == int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    assert sides[Column.BED] == int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def test_painters_get_the_row_the_time_and_the_threshold(model: BoardTableModel) -> None:
    index = model.index(0, 0)
    assert model.data(index, ROW_ROLE) == OVERDUE
    assert model.data(index, NOW_ROLE) == NOW
    assert model.data(index, FEVER_ROLE) == 38.0


def test_a_screen_reader_hears_the_row_as_one_sentence(model: BoardTableModel) -> None:
    role = int(Qt.ItemDataRole.AccessibleTextRole)
    assert model.data(model.index(0, 0), role) == (
        "Bed 12, 01-004, D+4, next check Overdue 12 min, CRS grade 2, higher than last time, "
        "ICANS grade 1, higher than last time, 38.9 °C, 1 missed · 2 unsigned"
    )
    assert model.data(model.index(0, Column.NEXT), role) == "Next check: Overdue 12 min"
    assert row_sentence(BEFORE, NOW).startswith("Bed –, 01-009, D-1")


def test_a_cut_note_can_be_read_in_full(model: BoardTableModel) -> None:
    role = int(Qt.ItemDataRole.ToolTipRole)
    assert model.data(model.index(0, Column.NOTE), role) == "1 missed · 2 unsigned"
    assert model.data(model.index(0, Column.BED), role) is None


def test_nothing_lies_below_a_row(model: BoardTableModel) -> None:
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.columnCount(model.index(0, 0)) == 0
    assert model.data(QModelIndex(), DISPLAY) is None
    assert BoardTableModel().rowCount() == 0


def test_new_figures_of_the_same_patients_reset_nothing(qtbot: QtBot, model: BoardTableModel) -> None:
    warmer = replace(WARD, rows=(replace(OVERDUE, temperature_c=39.4), *WARD.rows[1:]))
    with qtbot.waitSignal(model.dataChanged), qtbot.assertNotEmitted(model.modelReset):
        model.show_state(warmer)
    assert model.data(model.index(0, Column.TEMPERATURE), DISPLAY) == "39.4"


def test_another_order_resets(qtbot: QtBot, model: BoardTableModel) -> None:
    with qtbot.waitSignal(model.modelReset):
        model.show_state(replace(WARD, rows=tuple(reversed(WARD.rows))))
    assert model.row_of("01-004") == 3
    assert model.row_of("01-999") == -1


def test_an_empty_ward_stays_empty(qtbot: QtBot) -> None:
    model = BoardTableModel()
    with qtbot.assertNotEmitted(model.dataChanged):
        model.show_state(replace(WARD, rows=()))
    assert model.rowCount() == 0
