"""The picture: what is drawn can be found in its pixels, and the crosshair goes by mouse and by keys."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bedside.views import theme as themes
from bedside.views.patient.course import course_of
from bedside.views.patient.lanes import Lanes
from bedside.views.patient.state import PatientState
from bedside.views.patient.time_line import TimeLine
from tests.views.patient.patients import HEAD, INFUSED, NIGHT, NOW, badge, check, dose, state

HOUR = timedelta(hours=1)
DANGER, ACCENT = QColor(themes.LIGHT.danger), QColor(themes.LIGHT.accent)
GROUNDS = {QColor(themes.LIGHT.surface).name(), QColor(themes.LIGHT.raised).name()}
GRADE_2 = QColor("#F08A24")


@pytest.fixture
def line(qtbot: QtBot) -> TimeLine:
    made = TimeLine()
    qtbot.addWidget(made)
    made.resize(700, 560)
    made.show_state(NIGHT)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def picture(line: TimeLine) -> QImage:
    return line.grab().toImage()


def lanes_of(line: TimeLine, shown: PatientState) -> Lanes:
    return line.lanes(course_of(shown))


def count(image: QImage, colour: QColor, left: float, top: float, right: float, bottom: float) -> int:
    """Pixels of exactly this colour in a part of the picture."""
    return sum(
        image.pixelColor(x, y) == colour
        for x in range(round(left), round(right))
        for y in range(round(top), round(bottom))
    )


def place(line: TimeLine, shown: PatientState, hours_ago: float) -> float:
    lanes = lanes_of(line, shown)
    return course_of(shown).axis(lanes.left, lanes.right).x(NOW - hours_ago * HOUR)


# ---------------------------------------------------------------------------------------------- what is drawn


def test_the_fever_threshold_is_a_line_across(line: TimeLine) -> None:
    lanes = lanes_of(line, NIGHT)
    y = lanes.figures[0].y(38.0)
    assert count(picture(line), DANGER, lanes.edge, y - 2, lanes.right_edge, y + 2) > 200


def test_a_temperature_of_fever_is_a_filled_dot_and_another_is_hollow(line: TimeLine) -> None:
    lanes, image = lanes_of(line, NIGHT), picture(line)
    warmth = lanes.figures[0]
    fever, none = place(line, NIGHT, 6), place(line, NIGHT, 30)
    assert image.pixelColor(QPoint(round(fever), round(warmth.y(38.9)))) == DANGER
    assert image.pixelColor(QPoint(round(none), round(warmth.y(36.8)))) == QColor(themes.LIGHT.surface)


def test_a_grade_fills_its_stretch_with_its_colour(line: TimeLine) -> None:
    lanes, image = lanes_of(line, NIGHT), picture(line)
    left, right = place(line, NIGHT, 6), place(line, NIGHT, 2)
    assert count(image, QColor("#F4D35E"), left, lanes.crs.top, right, lanes.crs.bottom) > 100
    assert count(image, GRADE_2, left, lanes.crs.top, right, lanes.crs.bottom) == 0


def test_something_worse_in_between_is_flagged_above_the_band(line: TimeLine) -> None:
    lanes, image = lanes_of(line, NIGHT), picture(line)
    x = place(line, NIGHT, 6)
    assert count(image, QColor("#C62828"), x - 20, lanes.crs.top - 6, x, lanes.crs.top + 14) > 20


def test_a_grade_that_is_not_known_has_no_ground(line: TimeLine) -> None:
    unknown = state(check(1, icans=None), check(40, icans=None))
    line.show_state(unknown)
    lanes, image = lanes_of(line, unknown), picture(line)
    band = lanes.icans
    across = range(round(lanes.left), round(lanes.right))
    colours = {image.pixelColor(x, round(band.top + 4)).name() for x in across}
    assert colours >= GROUNDS
    assert not colours & {found.ground.lower() for found in themes.GRADE_COLOURS if found is not None}


def test_a_telling_treatment_crosses_every_lane_and_another_does_not(line: TimeLine) -> None:
    lanes, image = lanes_of(line, NIGHT), picture(line)
    low = lanes.icans.bottom + 6
    toci, para = place(line, NIGHT, 4), place(line, NIGHT, 9)

    def at(x: float) -> set[str]:
        return {image.pixelColor(round(x) + shift, round(low)).name() for shift in (-1, 0, 1)}

    assert ACCENT.name() in at(toci)
    assert at(para) <= GROUNDS


def test_a_single_check_far_from_all_others_is_still_seen(line: TimeLine) -> None:
    dense = [check(600 - number * 0.5) for number in range(300)]
    lonely = state(check(20, temperature_c=39.0), *reversed(dense), head=replace(HEAD, infused_at=NOW - 600 * HOUR))
    line.show_state(replace(lonely, selected=dense[-1].record_id))
    lanes, image = lanes_of(line, lonely), picture(line)
    x, y = place(line, lonely, 20), lanes.figures[0].y(39.0)
    assert image.pixelColor(round(x), round(y)) == DANGER
    pulse = next(found for found in lanes.figures if found.title == "SpO2")
    dark = QColor(themes.LIGHT.text)
    assert count(image, dark, x - 5, pulse.y(97) - 5, x + 5, pulse.y(97) + 5) > 0


@pytest.mark.parametrize("name", ["light", "dark", "night"])
def test_the_picture_wears_the_theme(line: TimeLine, name: themes.ThemeName) -> None:
    themes.apply_theme(themes.THEMES[name])
    lanes, image = lanes_of(line, NIGHT), picture(line)
    theme = themes.THEMES[name]
    assert image.pixelColor(2, line.height() - 2) == QColor(theme.surface)
    y = lanes.figures[0].y(38.0)
    assert count(image, QColor(theme.danger), lanes.edge, y - 2, lanes.right_edge, y + 2) > 200


@pytest.mark.parametrize("percent", themes.TEXT_SIZES)
def test_the_picture_grows_with_the_text(qtbot: QtBot, percent: int) -> None:
    themes.apply_theme(themes.LIGHT.scaled(percent))
    made = TimeLine()
    qtbot.addWidget(made)
    made.show_state(NIGHT)
    assert made.minimumSizeHint().height() == round(300 * percent / 100)
    made.resize(made.minimumSizeHint().expandedTo(made.size()))
    assert not made.grab().toImage().isNull()


@pytest.mark.parametrize(
    "shown",
    [
        state(),
        state(loaded=False),
        state(check(1)),
        state(treatments=(dose(2),)),
        state(check(1, temperature_c=None, systolic_mmhg=None, spo2_percent=None, ice_low=None, ice_high=None)),
        replace(NIGHT, head=replace(HEAD, infused_at=None)),
        replace(NIGHT, last_hours=24),
        state(check(1, crs=5, icans=badge("icans", 3, 4))),
        state(*(check(number / 2, temperature_c=36 + number % 5) for number in range(500))),
        replace(NIGHT, treatments=tuple(dose(2 + number / 4) for number in range(60))),
    ],
)
def test_any_patient_can_be_drawn(line: TimeLine, shown: PatientState) -> None:
    line.show_state(shown)
    assert not picture(line).isNull()
    line.resize(320, 300)
    assert not picture(line).isNull()


def test_before_anything_is_shown_there_is_nothing_to_draw(qtbot: QtBot) -> None:
    made = TimeLine()
    qtbot.addWidget(made)
    made.show()
    QTest.keyClick(made, Qt.Key.Key_Left)
    QTest.mouseMove(made, QPoint(20, 20))
    assert made.reading is None
    assert made.reading_words == ""
    assert not made.grab().isNull()


# ---------------------------------------------------------------------------------------------- the crosshair


def test_the_crosshair_rests_on_the_open_check(line: TimeLine) -> None:
    assert line.reading is not None
    assert line.reading.check is NIGHT.checks[0]
    line.show_state(replace(NIGHT, selected="check-6"))
    assert line.reading.check is NIGHT.checks[2]


def test_without_an_open_check_it_rests_on_the_last_reading(line: TimeLine) -> None:
    line.show_state(replace(NIGHT, selected=""))
    assert line.reading is not None
    assert line.reading.at == NOW - HOUR


def test_the_crosshair_is_drawn_where_its_reading_lies(line: TimeLine) -> None:
    line.show_state(replace(NIGHT, selected="check-30"))
    lanes, image = lanes_of(line, NIGHT), picture(line)
    x = place(line, NIGHT, 30)
    assert count(image, ACCENT, x - 2, lanes.events, x + 2, lanes.bottom) > lanes.bottom - lanes.events - 40


def test_arrow_keys_go_from_reading_to_reading(line: TimeLine) -> None:
    line.setFocus()
    visited = []
    for _step in range(3):
        QTest.keyClick(line, Qt.Key.Key_Left)
        assert line.reading is not None
        visited.append(line.reading.at)
    assert visited == [NOW - 2 * HOUR, NOW - 4 * HOUR, NOW - 6 * HOUR]
    QTest.keyClick(line, Qt.Key.Key_Right)
    assert line.reading is not None
    assert line.reading.at == NOW - 4 * HOUR


def test_home_and_end_go_to_the_first_and_the_last(line: TimeLine) -> None:
    QTest.keyClick(line, Qt.Key.Key_Home)
    assert line.reading is not None
    assert line.reading.at == NOW - 76 * HOUR
    QTest.keyClick(line, Qt.Key.Key_Left)
    assert line.reading.at == NOW - 76 * HOUR
    QTest.keyClick(line, Qt.Key.Key_End)
    QTest.keyClick(line, Qt.Key.Key_Right)
    assert line.reading.at == NOW - HOUR


def test_the_reading_is_told_to_who_reads_and_to_who_listens(line: TimeLine, qtbot: QtBot) -> None:
    with qtbot.waitSignal(line.reading_changed) as told:
        QTest.keyClick(line, Qt.Key.Key_Left)
    (said,) = told.args or [""]
    assert said == line.reading_words == line.accessibleDescription()
    assert "CRS grade 2" in said


def test_the_mouse_takes_the_nearest_reading_and_lets_go_again(line: TimeLine) -> None:
    line.clearFocus()
    x = place(line, NIGHT, 30)
    QTest.mouseMove(line, QPoint(round(x) + 3, 200))
    assert line.reading is not None
    assert line.reading.at == NOW - 30 * HOUR
    QApplication.sendEvent(line, QEvent(QEvent.Type.Leave))
    assert line.reading.at == NOW - HOUR


def test_the_mouse_leaves_the_crosshair_where_the_keyboard_is(line: TimeLine) -> None:
    line.setFocus()
    QTest.mouseMove(line, QPoint(round(place(line, NIGHT, 30)), 200))
    QApplication.sendEvent(line, QEvent(QEvent.Type.Leave))
    assert line.reading is not None
    assert line.reading.at == NOW - 30 * HOUR


def test_a_press_chooses_the_check(line: TimeLine, qtbot: QtBot) -> None:
    with qtbot.waitSignal(line.check_chosen) as chosen:
        QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPointF(place(line, NIGHT, 30), 200).toPoint())
    assert chosen.args == ["check-30"]


def test_another_button_chooses_nothing(line: TimeLine, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(line.check_chosen):
        QTest.mouseClick(line, Qt.MouseButton.RightButton, pos=QPoint(300, 200))


def test_enter_on_a_treatment_chooses_the_check_before_it(line: TimeLine, qtbot: QtBot) -> None:
    for _step in range(2):
        QTest.keyClick(line, Qt.Key.Key_Left)
    assert line.reading is not None
    assert line.reading.check is None
    with qtbot.waitSignal(line.check_chosen) as chosen:
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert chosen.args == ["check-6"]


def test_enter_before_any_check_chooses_nothing(line: TimeLine, qtbot: QtBot) -> None:
    line.show_state(state(treatments=(dose(3),)))
    with qtbot.assertNotEmitted(line.check_chosen):
        QTest.keyClick(line, Qt.Key.Key_Return)


def test_a_refresh_leaves_the_crosshair_where_the_keyboard_put_it(line: TimeLine) -> None:
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Home)
    line.show_state(replace(NIGHT, head=replace(HEAD, due_minutes=13)))
    assert line.reading is not None
    assert line.reading.at == NOW - 76 * HOUR
    line.show_state(replace(NIGHT, selected="check-6"))
    assert line.reading.at == NOW - 6 * HOUR


def test_it_has_a_name_and_can_be_reached(line: TimeLine) -> None:
    assert line.accessibleName() == "Time line of temperature, grades, ICE and treatments"
    assert line.focusPolicy() is Qt.FocusPolicy.StrongFocus
    line.show_state(state())
    assert line.accessibleDescription() == "Nothing is recorded yet"


def test_the_infusion_is_marked(line: TimeLine) -> None:
    lanes, image = lanes_of(line, NIGHT), picture(line)
    x = course_of(NIGHT).axis(lanes.left, lanes.right).x(INFUSED)
    ticks = lanes.figures[0].top - 40
    assert count(image, QColor(themes.LIGHT.muted), x - 6, ticks - 20, x + 6, ticks + 30) > 8
