"""The board: rows or cards by width, every act by mouse and by keys, and a refresh disturbs nobody."""

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from bedside.views.appearance import Appearance, Chosen
from bedside.views.board.screen import BoardScreen
from bedside.views.board.state import BoardState
from bedside.views.board.table_model import Column
from bedside.views.theme import LIGHT
from tests.views.board.rows import WARD, many

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def screen(qtbot: QtBot) -> BoardScreen:
    made = BoardScreen(Appearance(Chosen("light", 100, "en"), lambda _look: None), "Nurse A")
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show_state(replace(WARD, selected="01-004"))
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.focus_rows()
    return made


def button(screen: QWidget, name: str) -> QPushButton:
    found = screen.findChild(QPushButton, name)
    assert found is not None, name
    return found


def text(screen: QWidget, name: str) -> str:
    found = screen.findChild(QLabel, name)
    assert found is not None, name
    return found.text() if found.isVisible() else ""


def table(screen: QWidget) -> QTableView:
    found = screen.findChild(QTableView, "board.table")
    assert found is not None
    return found


def middle_of(screen: BoardScreen, row: int, column: int = Column.SUBJECT) -> QPoint:
    view = table(screen)
    return view.visualRect(view.model().index(row, column)).center()


def test_the_header_says_what_is_pending(screen: BoardScreen) -> None:
    assert text(screen, "board.ward") == "Site 01"
    assert text(screen, "board.time") == "Sun 22 Nov  03:12"
    assert text(screen, "board.overdue") == "1 overdue"
    assert text(screen, "board.unsigned") == "2 to sign"
    assert text(screen, "board.unsent") == "Not sent: 214"
    assert text(screen, "board.as_of") == "As known here at 03:12"


def test_a_wide_window_has_rows_56_high(screen: BoardScreen) -> None:
    assert table(screen).isVisible()
    assert {table(screen).rowHeight(row) for row in range(4)} == {56}


def test_a_narrow_window_has_cards(screen: BoardScreen) -> None:
    screen.resize(480, 860)
    cards = screen.findChild(QListView, "board.cards")
    assert cards is not None
    assert cards.isVisible()
    assert not table(screen).isVisible()
    assert cards.hasFocus()
    screen.resize(1366, 768)
    assert table(screen).isVisible()


def test_a_tablet_held_across_has_rows_still(screen: BoardScreen) -> None:
    screen.resize(1024, 768)
    assert table(screen).isVisible()


def test_in_a_narrow_window_a_menu_has_the_other_acts(qtbot: QtBot, screen: BoardScreen) -> None:
    screen.resize(480, 860)
    assert button(screen, "board.start_check").isVisible()
    assert not button(screen, "board.add_patient").isVisible()
    wanted = {"open_patient": screen.patient_requested, "add_patient": screen.admission_requested}
    for name, signal in wanted.items():
        action = screen.findChild(QAction, f"board.more.{name}")
        assert action is not None
        with qtbot.waitSignal(signal):
            action.trigger()
    find = screen.findChild(QAction, "board.more.find")
    assert find is not None
    find.trigger()
    field = screen.findChild(QLineEdit, "board.find")
    assert field is not None
    assert field.hasFocus()


def test_a_click_anywhere_in_a_row_selects_it(qtbot: QtBot, screen: BoardScreen) -> None:
    for row, column in ((1, Column.NOTE), (2, Column.BED), (3, Column.CRS)):
        with qtbot.waitSignal(screen.subject_selected) as told:
            QTest.mouseClick(table(screen).viewport(), LEFT, pos=middle_of(screen, row, column))
        assert told.args == [WARD.rows[row].subject_id]


def test_arrows_select(qtbot: QtBot, screen: BoardScreen) -> None:
    with qtbot.waitSignal(screen.subject_selected) as told:
        QTest.keyClick(table(screen), Qt.Key.Key_Down)
    assert told.args == ["01-006"]


def test_a_double_click_opens_the_patient(qtbot: QtBot, screen: BoardScreen) -> None:
    with qtbot.waitSignal(screen.patient_requested) as told:
        QTest.mouseClick(table(screen).viewport(), LEFT, pos=middle_of(screen, 2))
        QTest.mouseDClick(table(screen).viewport(), LEFT, pos=middle_of(screen, 2))
    assert told.args == ["01-002"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_opens_the_patient(qtbot: QtBot, screen: BoardScreen, key: Qt.Key) -> None:
    with qtbot.waitSignal(screen.patient_requested) as told:
        QTest.keyClick(table(screen), key)
    assert told.args == ["01-004"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_S])
def test_space_and_s_start_the_check(qtbot: QtBot, screen: BoardScreen, key: Qt.Key) -> None:
    with qtbot.waitSignal(screen.check_requested) as told:
        QTest.keyClick(table(screen), key)
    assert told.args == ["01-004"]


@pytest.mark.parametrize(
    ("name", "signal"), [("start_check", "check_requested"), ("open_patient", "patient_requested")]
)
def test_the_buttons_act_on_the_selected_patient(qtbot: QtBot, screen: BoardScreen, name: str, signal: str) -> None:
    with qtbot.waitSignal(getattr(screen, signal)) as told:
        QTest.mouseClick(button(screen, f"board.{name}"), LEFT)
    assert told.args == ["01-004"]


def test_a_patient_is_added_by_button_and_key(qtbot: QtBot, screen: BoardScreen) -> None:
    with qtbot.waitSignal(screen.admission_requested):
        QTest.mouseClick(button(screen, "board.add_patient"), LEFT)
    with qtbot.waitSignal(screen.admission_requested):
        QTest.keyClick(table(screen), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)


def test_a_scanner_types_and_presses_enter(qtbot: QtBot, screen: BoardScreen) -> None:
    QTest.keyClick(table(screen), Qt.Key.Key_F3)
    field = screen.findChild(QLineEdit, "board.find")
    assert field is not None
    assert field.hasFocus()
    QTest.keyClicks(field, "S01-004")
    with qtbot.waitSignal(screen.scan_entered) as told:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert told.args == ["S01-004"]
    assert field.text() == ""
    with qtbot.assertNotEmitted(screen.scan_entered):
        QTest.keyClick(field, Qt.Key.Key_Return)


def test_an_open_check_is_continued_and_says_whose_it_is(screen: BoardScreen) -> None:
    assert button(screen, "board.start_check").text() == "Start check"
    assert text(screen, "board.hint") == "opens the next check of 01-004"
    screen.show_state(replace(WARD, selected="01-002"))
    assert button(screen, "board.start_check").text() == "Continue check"
    assert text(screen, "board.hint") == "Open check by Nurse B, last answer 03:08"


def test_a_refresh_keeps_patient_and_keyboard(qtbot: QtBot, screen: BoardScreen) -> None:
    with qtbot.assertNotEmitted(screen.subject_selected):
        screen.show_state(replace(WARD, rows=tuple(reversed(WARD.rows)), selected="01-006"))
    assert table(screen).currentIndex().row() == 2
    assert table(screen).selectionModel().isRowSelected(2)
    assert table(screen).hasFocus()


def test_nothing_can_be_started_without_a_patient(qtbot: QtBot, screen: BoardScreen) -> None:
    screen.show_state(replace(WARD, selected=""))
    assert not button(screen, "board.start_check").isEnabled()
    assert text(screen, "board.hint") == "Choose a patient"
    with qtbot.assertNotEmitted(screen.check_requested), qtbot.assertNotEmitted(screen.patient_requested):
        QTest.keyClick(table(screen), Qt.Key.Key_S)
        QTest.keyClick(table(screen), Qt.Key.Key_Return)


def test_an_empty_ward_is_one_sentence_and_one_button(qtbot: QtBot, screen: BoardScreen) -> None:
    screen.show_state(replace(WARD, rows=(), selected=""))
    assert text(screen, "board.empty") == "No patient is on this ward yet."
    assert not button(screen, "board.start_check").isVisible()
    with qtbot.waitSignal(screen.admission_requested):
        QTest.mouseClick(button(screen, "board.add_first"), LEFT)


def test_a_ward_that_is_being_read_is_not_called_empty(screen: BoardScreen) -> None:
    screen.show_state(BoardState("Site 01", WARD.as_of))
    assert text(screen, "board.empty") == "Reading the ward…"
    assert not button(screen, "board.add_first").isVisible()
    assert text(screen, "board.overdue") == ""


def test_signing_out_is_asked_for(qtbot: QtBot, screen: BoardScreen) -> None:
    action = screen.findChild(QAction, "user_menu.sign_out")
    assert action is not None
    with qtbot.waitSignal(screen.sign_out_requested):
        action.trigger()


@pytest.mark.parametrize(("row", "token"), [(0, "danger"), (1, "caution")])
def test_a_row_that_presses_has_a_coloured_edge(screen: BoardScreen, row: int, token: str) -> None:
    view = table(screen)
    rect = view.visualRect(view.model().index(row, Column.BED))
    picture = view.viewport().grab().toImage()
    assert picture.pixelColor(rect.left() + 2, rect.center().y()) == QColor(getattr(LIGHT, token))


@pytest.mark.parametrize("size", [(1366, 768), (480, 860)])
@pytest.mark.parametrize("percent", [100, 200])
def test_two_hundred_patients_are_drawn_in_time(qtbot: QtBot, size: tuple[int, int], percent: int) -> None:
    appearance = Appearance(Chosen("light", percent, "en"), lambda _look: None)
    appearance.choose_percent(percent)
    made = BoardScreen(appearance, "Nurse A")
    qtbot.addWidget(made)
    made.resize(*size)
    made.show()
    began = time.perf_counter()
    made.show_state(replace(WARD, rows=many(200), selected="01-001"))
    made.grab()
    assert time.perf_counter() - began < 0.5


def test_a_board_is_rendered_twice_alike(screen: BoardScreen) -> None:
    first = screen.grab().toImage()
    screen.show_state(replace(WARD, selected="01-004"))
    assert screen.grab().toImage() == first


def test_who_records_nothing_is_offered_no_check_and_no_admission(qtbot: QtBot, screen: BoardScreen) -> None:
    screen.show_state(replace(WARD, selected="01-004", may_check=False, may_admit=False))
    assert not button(screen, "board.start_check").isVisible()
    assert not button(screen, "board.add_patient").isVisible()
    assert button(screen, "board.open_patient").isVisible()
    assert text(screen, "board.hint") == ""
    with qtbot.assertNotEmitted(screen.check_requested), qtbot.assertNotEmitted(screen.admission_requested):
        QTest.keyClick(table(screen), Qt.Key.Key_S)
        QTest.keyClick(screen, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    screen.resize(480, 860)
    assert button(screen, "board.open_patient").isVisible()
    admission = screen.findChild(QAction, "board.more.add_patient")
    assert admission is not None
    assert not admission.isVisible()


def test_an_empty_ward_offers_an_admission_only_to_who_may(screen: BoardScreen) -> None:
    screen.show_state(BoardState("Site 01", WARD.as_of, loaded=True, may_admit=False))
    assert text(screen, "board.empty") == "No patient is on this ward yet."
    assert not button(screen, "board.add_first").isVisible()
