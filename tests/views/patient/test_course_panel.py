"""The time line with its controls: picture or table, how many days, and room for the words under the crosshair."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from bedside.views import theme as themes
from bedside.views.patient.course_panel import CoursePanel
from bedside.views.patient.state import SPANS_H
from tests.views.patient.patients import NIGHT, check, state

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(qtbot: QtBot) -> CoursePanel:
    made = CoursePanel()
    qtbot.addWidget(made)
    made.resize(620, 600)
    made.show_state(NIGHT)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def button(panel: QWidget, name: str) -> QPushButton:
    found = panel.findChild(QPushButton, f"patient.{name}")
    assert found is not None, name
    return found


def test_each_span_has_words_and_a_spoken_name(panel: CoursePanel) -> None:
    names = {hours: button(panel, f"hours.{hours}") for hours in SPANS_H}
    assert {hours: found.text() for hours, found in names.items()} == {24: "24 h", 72: "72 h", 168: "7 days", 0: "All"}
    assert names[24].accessibleName() == "Last 24 h"
    assert names[0].accessibleName() == "The whole course"


def test_exactly_one_span_is_chosen(panel: CoursePanel, qtbot: QtBot) -> None:
    for hours in (72, 0, 24):
        with qtbot.waitSignal(panel.hours_chosen) as chosen:
            QTest.mouseClick(button(panel, f"hours.{hours}"), LEFT)
        assert chosen.args == [hours]
        assert [n for n in SPANS_H if button(panel, f"hours.{n}").isChecked()] == [hours]


def test_a_span_is_chosen_by_the_space_bar_too(panel: CoursePanel, qtbot: QtBot) -> None:
    button(panel, "hours.24").setFocus()
    with qtbot.waitSignal(panel.hours_chosen) as chosen:
        QTest.keyClick(button(panel, "hours.24"), Qt.Key.Key_Space)
    assert chosen.args == [24]


def test_a_shorter_span_shows_the_same_moment_larger(panel: CoursePanel) -> None:
    def place() -> float:
        course = panel.time_line.course
        assert course is not None
        lanes = panel.time_line.lanes(course)
        return course.axis(lanes.left, lanes.right).x(NIGHT.checks[2].observed_at)

    whole = place()
    panel.show_state(replace(NIGHT, last_hours=24))
    assert place() < whole


def test_the_reading_follows_the_crosshair(panel: CoursePanel) -> None:
    assert panel.reading.startswith("D+4 · 02:12")
    QTest.keyClick(panel.time_line, Qt.Key.Key_Left)
    assert panel.reading.startswith("D+4 · 01:12")


def test_the_picture_does_not_jump_while_the_crosshair_moves(panel: CoursePanel) -> None:
    panel.time_line.setFocus()
    tops = set()
    for _step in range(9):
        tops.add(panel.time_line.y())
        QTest.keyClick(panel.time_line, Qt.Key.Key_Left)
        QApplication.processEvents()
    assert len(tops) == 1


def test_both_ways_say_the_same_of_the_open_check(panel: CoursePanel) -> None:
    panel.show_state(replace(NIGHT, shown="table", selected="check-6"))
    model = panel.table.model()
    spoken = model.data(panel.table.currentIndex().siblingAtColumn(0), Qt.ItemDataRole.AccessibleTextRole)
    panel.show_state(replace(NIGHT, selected="check-6"))
    assert panel.reading == spoken


def test_the_table_is_worked_out_when_it_is_turned_to(panel: CoursePanel) -> None:
    assert panel.table.model().rowCount() == 0
    panel.show_state(replace(NIGHT, shown="table"))
    assert panel.table.model().rowCount() == 9
    newer = replace(NIGHT, checks=(check(0.5), *NIGHT.checks), shown="table")
    panel.show_state(newer)
    assert panel.table.model().rowCount() == 10


@pytest.mark.parametrize("percent", [100, 200])
def test_a_low_window_scrolls_to_the_end_of_the_picture(qtbot: QtBot, percent: int) -> None:
    themes.apply_theme(themes.LIGHT.scaled(percent))
    low = CoursePanel()
    qtbot.addWidget(low)
    low.resize(900, 260)
    low.show_state(NIGHT)
    low.show()
    scroll = low.findChild(QScrollArea)
    assert scroll is not None
    qtbot.waitUntil(lambda: scroll.verticalScrollBar().maximum() > 0)
    assert low.time_line.height() >= round(300 * percent / 100)


def test_a_high_window_needs_no_scroll_bar(panel: CoursePanel) -> None:
    scroll = panel.findChild(QScrollArea)
    assert scroll is not None
    assert scroll.verticalScrollBar().maximum() == 0


def test_a_patient_without_anything_says_so(panel: CoursePanel) -> None:
    panel.show_state(state())
    label = panel.findChild(QLabel, "patient.reading")
    assert label is not None
    assert label.text() == panel.reading == "Nothing is recorded yet"
    assert panel.time_line.accessibleDescription() == "Nothing is recorded yet"
