"""The table beside the picture: the same readings with the same figures, for keyboard and screen reader."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollBar
from pytestqt.qtbot import QtBot

from bedside.views.patient.course import course_of
from bedside.views.patient.readings_table import ReadingColumn, ReadingsTableModel, column_titles
from bedside.views.patient.readings_view import ReadingsView, column_widths
from bedside.views.patient.state import PatientState
from bedside.views.patient.time_line import TimeLine
from tests.views.patient.patients import HEAD, NIGHT, badge, check, dose, state

DISPLAY, SPOKEN = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def view(qtbot: QtBot) -> ReadingsView:
    made = ReadingsView()
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.show_state(NIGHT)
    made.show()
    return made


def rows(model: ReadingsTableModel, role: Qt.ItemDataRole = DISPLAY) -> list[list[str]]:
    columns, lines = range(model.columnCount()), range(model.rowCount())
    return [[str(model.data(model.index(row, column), role)) for column in columns] for row in lines]


def model_of(shown: PatientState) -> ReadingsTableModel:
    model = ReadingsTableModel()
    assert model.show_state(shown)
    return model


def test_readings_stand_newest_first_with_their_figures() -> None:
    shown = rows(model_of(NIGHT))
    assert shown[0] == ["D+4", "02:12", "36.9", "2", "–", "?", "86/48", "97"]
    assert shown[3] == ["D+3", "21 Nov 21:12", "38.9", "1 (3)", "10", "0", "120/70", "97"]
    assert shown[5] == ["D+3", "21 Nov 17:12", "38.2", "1", "7–9", "0", "120/70", "97"]
    assert len(shown) == 9


def test_what_was_given_stands_in_words_over_the_figures() -> None:
    shown = rows(model_of(NIGHT))
    assert shown[2] == ["D+3", "21 Nov 23:12", "tocilizumab 8 mg/kg, into a vein", "", "", "", "", ""]


def test_what_was_given_at_a_check_has_a_row_of_its_own() -> None:
    shown = rows(model_of(state(check(2), treatments=(dose(2), dose(2, "steroid")))))
    assert [line[2] for line in shown] == ["36.8", "steroid 8 mg/kg, into a vein, tocilizumab 8 mg/kg, into a vein"]


def test_the_table_says_what_the_crosshair_says(qtbot: QtBot) -> None:
    line = TimeLine()
    qtbot.addWidget(line)
    line.show_state(NIGHT)
    by_picture = []
    for _reading in course_of(NIGHT).readings:
        by_picture.append(line.reading_words)
        QTest.keyClick(line, Qt.Key.Key_Left)
    assert [spoken[0] for spoken in rows(model_of(NIGHT), SPOKEN)] == by_picture


def test_each_cell_is_spoken_with_its_title() -> None:
    spoken = rows(model_of(NIGHT), SPOKEN)
    assert spoken[0][2:5] == ["T °C: 36.9", "CRS: 2", "ICE: –"]
    assert spoken[2][2] == "tocilizumab 8 mg/kg, into a vein"


def test_only_the_last_hours_are_listed_when_asked_for() -> None:
    assert len(rows(model_of(replace(NIGHT, last_hours=24)))) == 6


def test_without_an_infusion_there_is_no_day() -> None:
    assert rows(model_of(replace(NIGHT, head=replace(HEAD, infused_at=None))))[0][0] == "–"


def test_a_refresh_that_brings_nothing_new_keeps_the_rows(qtbot: QtBot) -> None:
    model = model_of(NIGHT)
    with qtbot.assertNotEmitted(model.modelReset):
        assert not model.show_state(replace(NIGHT, selected="check-2"))
        assert not model.show_state(replace(NIGHT, head=replace(HEAD, due_minutes=14)))
    with qtbot.waitSignal(model.modelReset):
        assert model.show_state(replace(NIGHT, checks=NIGHT.checks[1:]))


def test_the_model_knows_its_place() -> None:
    model = model_of(NIGHT)
    assert model.row_of("check-6") == 3
    assert model.row_of("unheard-of") == -1
    assert [model.check_at(row) for row in (0, 2)] == ["check-1", "check-6"]
    assert model_of(state(treatments=(dose(2),))).check_at(0) == ""
    assert model.data(model.index(-1, -1)) is None
    assert model.data(model.index(0, 0), Qt.ItemDataRole.DecorationRole) is None
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Day"
    assert ReadingsTableModel().data(model.index(0, 0)) is None
    assert model.rowCount(model.index(0, 0)) == model.columnCount(model.index(0, 0)) == 0


def test_numbers_stand_to_the_right_and_grades_in_the_middle() -> None:
    model = model_of(NIGHT)
    sides = [
        Qt.AlignmentFlag(int(str(model.data(model.index(0, column), Qt.ItemDataRole.TextAlignmentRole))))
        for column in ReadingColumn
    ]
    right, middle = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter
    assert [bool(side & right) for side in sides] == [False, False, True, False, True, False, True, True]
    assert [bool(side & middle) for side in sides] == [False, False, False, True, False, True, False, False]


def test_treatments_run_on_over_the_figures(view: ReadingsView) -> None:
    assert view.columnSpan(2, ReadingColumn.TEMPERATURE) == 6
    assert view.columnSpan(0, ReadingColumn.TEMPERATURE) == 1
    view.show_state(replace(NIGHT, treatments=()))
    assert view.columnSpan(2, ReadingColumn.TEMPERATURE) == 1


def test_the_open_check_is_the_chosen_row(view: ReadingsView) -> None:
    assert view.currentIndex().row() == 0
    view.show_state(replace(NIGHT, selected="check-10"))
    assert view.currentIndex().row() == 5


def test_going_to_a_row_opens_its_check(view: ReadingsView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.check_chosen) as chosen:
        QTest.keyClick(view, Qt.Key.Key_Down)
    assert chosen.args == ["check-2"]
    with qtbot.waitSignal(view.check_chosen) as chosen:
        QTest.keyClick(view, Qt.Key.Key_Down)
    assert chosen.args == ["check-6"]


def test_a_treatment_s_row_is_kept_when_its_check_is_opened(view: ReadingsView) -> None:
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Down)
    view.show_state(replace(NIGHT, selected="check-6"))
    assert view.currentIndex().row() == 2


def test_filling_tells_nothing(view: ReadingsView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.check_chosen):
        view.show_state(replace(NIGHT, selected="check-10"))
        view.show_state(state(check(1), check(2)))


def test_all_columns_fit_where_there_is_room(view: ReadingsView) -> None:
    assert sum(column_widths()) < 800
    bar = view.horizontalScrollBar()
    assert isinstance(bar, QScrollBar)
    assert bar.maximum() == 0
    heads = view.horizontalHeader()
    metrics = heads.fontMetrics()
    for column, title in enumerate(column_titles()):
        assert view.columnWidth(column) >= metrics.horizontalAdvance(title)


def test_rows_are_targets_and_the_table_has_a_name(view: ReadingsView) -> None:
    assert view.rowHeight(0) >= 44
    assert view.accessibleName() == "The time line as a table, newest first"
    assert not view.grab().isNull()


def test_an_open_upper_bound_and_a_worst_are_both_said() -> None:
    shown = rows(model_of(state(check(1, crs=badge("crs", 1, 3), crs_worst=badge("crs", 2, 4)))))
    assert shown[0][3] == "≥ 1 (≥ 2)"
