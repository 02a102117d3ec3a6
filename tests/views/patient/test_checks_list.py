"""The list of checks: columns or cards by width, choosing by mouse and keys, and nothing told by filling."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListView, QTableView
from pytestqt.qtbot import QtBot

from bedside.views import theme as themes
from bedside.views.patient.checks_list import ChecksList
from bedside.views.patient.checks_model import CheckColumn, ChecksTableModel
from tests.views.patient.patients import NIGHT, NOW, badge, check, state

DISPLAY, SPOKEN = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def checks(qtbot: QtBot) -> ChecksList:
    made = ChecksList()
    qtbot.addWidget(made)
    made.resize(made.columns_width + 20, 500)
    made.show_state(NIGHT)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.view.setFocus()
    return made


def model_of(checks: ChecksList) -> ChecksTableModel:
    model = checks.table.model()
    assert isinstance(model, ChecksTableModel)
    return model


def row(model: ChecksTableModel, number: int, role: Qt.ItemDataRole = DISPLAY) -> list[str]:
    return [str(model.data(model.index(number, column), role)) for column in CheckColumn]


def middle_of(view: QTableView | QListView, number: int) -> QPoint:
    return view.visualRect(view.model().index(number, 0)).center()


# ---------------------------------------------------------------------------------------------- what it says


def test_a_row_has_every_figure(checks: ChecksList) -> None:
    assert row(model_of(checks), 0) == [
        "02:12",
        "Nurse A",
        "CRS grade 2",
        "ICANS not known",
        "",
        "36.9",
        "86/48",
        "97",
        "–",
    ]
    assert row(model_of(checks), 2)[:5] == ["21 Nov 21:12", "Nurse A", "CRS grade 1", "ICANS none", "CRS 3"]


def test_the_first_cell_speaks_for_the_row(checks: ChecksList) -> None:
    spoken = row(model_of(checks), 1, SPOKEN)
    assert spoken[0].startswith("01:12, Nurse B, CRS grade 2, ICANS none, 37.4 °C")
    assert spoken[0].endswith("written 40 min late")
    assert spoken[CheckColumn.TEMPERATURE] == "T °C: 37.4"


def test_the_heads_are_named(checks: ChecksList) -> None:
    model = model_of(checks)
    heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in CheckColumn]
    assert heads == ["Time", "By", "CRS", "ICANS", "Worst", "T °C", "BP", "SpO2", "ICE"]
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.DecorationRole) is None
    assert model.data(model.index(0, 0), Qt.ItemDataRole.DecorationRole) is None
    assert model.data(model.index(-1, -1)) is None
    assert model.rowCount(model.index(0, 0)) == model.columnCount(model.index(0, 0)) == 0


def test_numbers_stand_to_the_right(checks: ChecksList) -> None:
    role = Qt.ItemDataRole.TextAlignmentRole
    model = model_of(checks)
    sides = [int(str(model.headerData(column, Qt.Orientation.Horizontal, role))) for column in CheckColumn]
    right = [bool(Qt.AlignmentFlag(side) & Qt.AlignmentFlag.AlignRight) for side in sides]
    assert right == [False, False, False, False, False, True, True, True, True]


def test_fever_is_bold_and_a_late_record_is_marked_in_caution(checks: ChecksList) -> None:
    image = checks.table.viewport().grab().toImage()
    caution = QColor(themes.LIGHT.caution)
    late = checks.table.visualRect(model_of(checks).index(1, CheckColumn.TIME))
    in_time = checks.table.visualRect(model_of(checks).index(4, CheckColumn.TIME))

    def has(area: object, colour: QColor) -> bool:
        rect = late if area is late else in_time
        return any(
            image.pixelColor(x, y) == colour
            for x in range(rect.left(), rect.right())
            for y in range(rect.top(), rect.bottom())
        )

    assert has(late, caution)
    assert not has(in_time, caution)


def test_a_badge_has_its_grade_s_ground(checks: ChecksList) -> None:
    image = checks.table.viewport().grab().toImage()
    cell = checks.table.visualRect(model_of(checks).index(0, CheckColumn.CRS))
    grounds = {image.pixelColor(x, cell.center().y()).name() for x in range(cell.left(), cell.right())}
    assert "#f08a24" in grounds


def test_rows_are_targets(checks: ChecksList) -> None:
    assert {checks.table.rowHeight(number) for number in range(4)} == {44}
    themes.apply_theme(themes.LIGHT.scaled(200))
    large = ChecksList()
    large.show_state(NIGHT)
    assert large.table.rowHeight(0) >= 88


def test_no_check_is_said_in_a_sentence(checks: ChecksList) -> None:
    def said() -> str:
        label = checks.findChild(QLabel, "patient.no_checks")
        assert label is not None
        return label.text() if label.isVisible() else ""

    assert said() == ""
    checks.show_state(state())
    assert said() == "No check has been made yet."
    checks.show_state(state(loaded=False))
    assert said() == "Reading…"


# ---------------------------------------------------------------------------------------------- choosing


def test_the_open_check_is_the_chosen_row(checks: ChecksList) -> None:
    assert checks.table.currentIndex().row() == 0
    checks.show_state(replace(NIGHT, selected="check-10"))
    assert checks.table.currentIndex().row() == 3
    assert [index.row() for index in checks.table.selectionModel().selectedRows()] == [3]


def test_filling_tells_nothing(checks: ChecksList, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(checks.check_selected), qtbot.assertNotEmitted(checks.check_opened):
        checks.show_state(replace(NIGHT, selected="check-10"))
        checks.show_state(state(check(1), check(2)))
        checks.show_state(state())


def test_arrow_keys_go_from_check_to_check(checks: ChecksList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(checks.check_selected) as chosen:
        QTest.keyClick(checks.table, Qt.Key.Key_Down)
    assert chosen.args == ["check-2"]


def test_enter_opens_the_check(checks: ChecksList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(checks.check_opened) as opened:
        QTest.keyClick(checks.table, Qt.Key.Key_Return)
    assert opened.args == ["check-1"]


def test_enter_opens_nothing_where_there_is_nothing(qtbot: QtBot) -> None:
    empty = ChecksList()
    qtbot.addWidget(empty)
    empty.show()
    empty.activateWindow()
    qtbot.waitUntil(empty.isActiveWindow)
    empty.table.setFocus()
    with qtbot.assertNotEmitted(empty.check_opened):
        QTest.keyClick(empty.table, Qt.Key.Key_Return)


def test_a_press_opens_the_check(checks: ChecksList, qtbot: QtBot) -> None:
    with qtbot.waitSignals([checks.check_selected, checks.check_opened]):
        QTest.mouseClick(checks.table.viewport(), LEFT, pos=middle_of(checks.table, 2))
    assert checks.table.currentIndex().row() == 2


def test_a_refresh_keeps_the_place_and_shows_the_new_figures(checks: ChecksList, qtbot: QtBot) -> None:
    model = model_of(checks)
    later = replace(NIGHT, as_of=NOW + timedelta(days=1), selected="check-2")
    with qtbot.waitSignal(model.dataChanged), qtbot.assertNotEmitted(model.modelReset):
        checks.show_state(later)
    assert row(model, 0)[0] == "22 Nov 02:12"
    with qtbot.assertNotEmitted(model.dataChanged):
        checks.show_state(replace(later, shown="table"))
    with qtbot.waitSignal(model.modelReset):
        checks.show_state(replace(later, checks=(check(0.1), *later.checks)))
    assert checks.table.currentIndex().row() == 2


# ---------------------------------------------------------------------------------------------- cards


def test_a_narrow_list_has_cards_and_keeps_the_keyboard(checks: ChecksList, qtbot: QtBot) -> None:
    checks.resize(440, 500)
    assert checks.view.objectName() == "patient.check_cards"
    assert checks.cards.isVisible()
    assert checks.cards.hasFocus()
    with qtbot.waitSignal(checks.check_selected) as chosen:
        QTest.keyClick(checks.cards, Qt.Key.Key_Down)
    assert chosen.args == ["check-2"]
    with qtbot.waitSignal(checks.check_opened) as opened:
        QTest.keyClick(checks.cards, Qt.Key.Key_Return)
    assert opened.args == ["check-2"]
    checks.resize(checks.columns_width + 20, 500)
    assert checks.view.objectName() == "patient.checks"
    assert checks.table.hasFocus()


def test_a_card_shows_the_check(checks: ChecksList) -> None:
    checks.resize(440, 500)
    image = checks.cards.viewport().grab().toImage()
    card = checks.cards.visualRect(checks.cards.model().index(1, 0))
    colours = {
        image.pixelColor(x, y).name()
        for x in range(card.left(), card.right(), 2)
        for y in range(card.top(), card.bottom(), 2)
    }
    assert "#f08a24" in colours
    assert card.height() >= 44


def test_hundreds_of_checks_are_shown_at_once(checks: ChecksList) -> None:
    many = state(*(check(number / 2, crs=badge("crs", number % 4)) for number in range(500)))
    checks.show_state(many)
    assert model_of(checks).rowCount() == 500
    checks.show_state(replace(many, selected=many.checks[480].record_id))
    assert checks.table.currentIndex().row() == 480


def test_both_ways_have_a_name(checks: ChecksList) -> None:
    assert checks.table.accessibleName() == checks.cards.accessibleName() == "Checks, newest first"
