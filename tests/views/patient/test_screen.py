"""The page: what its head says, what can be done by mouse and keys, and what a small window shows."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from bedside.views import theme as themes
from bedside.views.patient.screen import PatientScreen
from bedside.views.patient.state import DueState, PatientState
from bedside.views.patient.time_line import TimeLine
from bedside.views.widgets.form_page import FormPage
from bedside.views.widgets.grade_badge import GradeBadge
from tests.views.patient.patients import HEAD, NIGHT, NOW, check, detail, state

LEFT = Qt.MouseButton.LeftButton
OPEN = replace(NIGHT, detail=detail())


@pytest.fixture
def screen(qtbot: QtBot) -> PatientScreen:
    made = PatientScreen()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show_state(OPEN)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def part(screen: QWidget, name: str) -> QWidget:
    found = screen.findChild(QWidget, f"patient.{name}")
    assert found is not None, name
    return found


def text(screen: QWidget, name: str) -> str:
    found = part(screen, name)
    assert isinstance(found, QLabel | QPushButton)
    return found.text() if found.isVisible() else ""


def press(screen: QWidget, name: str) -> None:
    QTest.mouseClick(part(screen, name), LEFT)


def seen(screen: QWidget) -> set[str]:
    names = ("course", "checks_list", "detail", "part.course", "part.checks", "detail.back")
    return {name for name in names if part(screen, name).isVisible()}


# ---------------------------------------------------------------------------------------------- the head


def test_the_head_says_who_it_is_and_how_things_stand(screen: PatientScreen) -> None:
    assert text(screen, "title") == "Bed 12 · 01-004 · D+4"
    assert text(screen, "person") == "Patient 04 · 67 years · 3 d 07 h since infusion"
    assert text(screen, "episodes") == "CRS since 21 Nov 14:10, worst 2"
    assert text(screen, "due") == "Check overdue 12 min"
    crs, icans = (part(screen, name) for name in ("crs", "icans"))
    assert isinstance(crs, GradeBadge)
    assert isinstance(icans, GradeBadge)
    assert (crs.accessibleName(), icans.accessibleName()) == ("CRS grade 2, higher than last time", "ICANS not known")


@pytest.mark.parametrize(
    ("due_state", "role", "alerted"),
    [
        ("overdue", "danger", True),
        ("due_soon", "caution", False),
        ("later", "strong", False),
        ("none", "strong", False),
    ],
)
def test_overdue_is_said_by_words_shape_and_colour(
    screen: PatientScreen, due_state: DueState, role: str, alerted: bool
) -> None:
    screen.show_state(replace(OPEN, head=replace(HEAD, due_state=due_state)))
    assert part(screen, "due").property("role") == role
    assert part(screen, "alert").isVisible() == alerted


def test_only_the_newest_episodes_are_told(screen: PatientScreen) -> None:
    (open_now,) = HEAD.episodes
    past = [replace(open_now, began_at=NOW - timedelta(days=n + 1), ended_at=NOW - timedelta(days=n)) for n in range(5)]
    screen.show_state(replace(OPEN, head=replace(HEAD, episodes=(open_now, *past))))
    assert text(screen, "episodes").count("CRS") == 3
    screen.show_state(replace(OPEN, head=replace(HEAD, episodes=())))
    assert text(screen, "episodes") == ""


def test_before_the_patient_is_read_the_page_says_so(screen: PatientScreen) -> None:
    screen.show_state(PatientState("01-004", NOW))
    assert text(screen, "title") == "01-004"
    assert text(screen, "person") == "Reading…"
    assert not part(screen, "start_check").isEnabled()
    assert not part(screen, "record_treatment").isEnabled()


def test_an_open_check_is_continued(screen: PatientScreen) -> None:
    assert text(screen, "start_check") == "Start check"
    assert text(screen, "hint") == ""
    opened = replace(HEAD, open_check_by="Nurse B", open_check_at=NOW - timedelta(minutes=3))
    screen.show_state(replace(OPEN, head=opened))
    assert text(screen, "start_check") == "Continue check"
    assert text(screen, "hint") == "Open check by Nurse B, last answer 03:09"


def test_a_planned_infusion_can_be_confirmed(screen: PatientScreen, qtbot: QtBot) -> None:
    assert not part(screen, "confirm_infusion").isVisible()
    screen.show_state(replace(OPEN, head=replace(HEAD, infusion_given=False)))
    with qtbot.waitSignal(screen.infusion_requested):
        press(screen, "confirm_infusion")
    screen.show_state(replace(OPEN, head=replace(HEAD, infusion_given=False, infused_at=None)))
    assert not part(screen, "confirm_infusion").isVisible()


# ---------------------------------------------------------------------------------------------- what can be done


@pytest.mark.parametrize(
    ("name", "signal"),
    [
        ("start_check", "check_requested"),
        ("record_treatment", "treatment_requested"),
        ("record_adverse_event", "adverse_event_requested"),
        ("back", "back_requested"),
    ],
)
def test_each_button_tells_its_wish(screen: PatientScreen, qtbot: QtBot, name: str, signal: str) -> None:
    with qtbot.waitSignal(getattr(screen, signal)):
        press(screen, name)


@pytest.mark.parametrize(
    ("key", "signal"),
    [
        (Qt.Key.Key_S, "check_requested"),
        (Qt.Key.Key_T, "treatment_requested"),
        (Qt.Key.Key_A, "adverse_event_requested"),
        (Qt.Key.Key_Escape, "back_requested"),
    ],
)
def test_each_has_a_key(screen: PatientScreen, qtbot: QtBot, key: Qt.Key, signal: str) -> None:
    with qtbot.waitSignal(getattr(screen, signal)):
        QTest.keyClick(part(screen, "checks"), key)


def test_the_keyboard_starts_in_the_list_of_checks(screen: PatientScreen) -> None:
    assert part(screen, "checks").hasFocus()


def test_the_keyboard_goes_to_the_checks_as_soon_as_they_are_read(qtbot: QtBot) -> None:
    made = PatientScreen()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show_state(PatientState("01-004", NOW))
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_state(OPEN)
    assert part(made, "checks").hasFocus()
    part(made, "back").setFocus()
    made.show_state(replace(OPEN, as_of=NOW + timedelta(seconds=30)))
    assert part(made, "back").hasFocus()


def test_a_check_is_selected_in_the_list_and_in_the_picture(screen: PatientScreen, qtbot: QtBot) -> None:
    with qtbot.waitSignal(screen.check_selected) as chosen:
        QTest.keyClick(part(screen, "checks"), Qt.Key.Key_Down)
    assert chosen.args == ["check-2"]
    line = part(screen, "time_line")
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Home)
    with qtbot.waitSignal(screen.check_selected) as chosen:
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert chosen.args == ["check-76"]


def signals(screen: PatientScreen) -> list[Signal]:
    names = ("check_selected", "shown_chosen", "hours_chosen", "back_requested", "check_requested")
    return [getattr(screen, name) for name in names]


def test_showing_a_state_tells_nothing(screen: PatientScreen) -> None:
    told: list[object] = []
    for signal in signals(screen):
        signal.connect(told.append)  # type: ignore[attr-defined]  # the stub gives the class's signal, not the bound one
    screen.show_state(replace(OPEN, selected="check-10", detail=None))
    screen.show_state(replace(OPEN, shown="table", last_hours=24))
    screen.show_state(state())
    screen.show_state(PatientState("01-005", NOW))
    assert told == []


# ---------------------------------------------------------------------------------------------- picture and table


def test_the_figures_under_the_crosshair_are_said_in_words(screen: PatientScreen) -> None:
    assert text(screen, "reading").startswith("D+4 · 02:12 · CRS grade 2")
    QTest.keyClick(part(screen, "time_line"), Qt.Key.Key_Home)
    assert text(screen, "reading").startswith("D0 · 18 Nov 23:12 · CRS none")
    screen.show_state(state())
    assert text(screen, "reading") == "Nothing is recorded yet"


@pytest.mark.parametrize("hours", [24, 72, 168])
def test_the_span_is_one_press(screen: PatientScreen, qtbot: QtBot, hours: int) -> None:
    with qtbot.waitSignal(screen.hours_chosen) as chosen:
        press(screen, f"hours.{hours}")
    assert chosen.args == [hours]
    screen.show_state(replace(OPEN, last_hours=hours))
    assert [n for n in (24, 72, 168, 0) if part(screen, f"hours.{n}").property("checked")] == [hours]


def test_a_span_pressed_again_stays_chosen(screen: PatientScreen) -> None:
    press(screen, "hours.0")
    assert part(screen, "hours.0").property("checked")


def test_the_table_takes_the_place_of_picture_and_list(screen: PatientScreen, qtbot: QtBot) -> None:
    assert part(screen, "time_line").isVisible()
    assert not part(screen, "readings").isVisible()
    with qtbot.waitSignal(screen.shown_chosen) as chosen:
        press(screen, "as_table")
    assert chosen.args == ["table"]
    screen.show_state(replace(OPEN, shown="table"))
    assert part(screen, "readings").isVisible()
    assert not part(screen, "time_line").isVisible()
    assert seen(screen) == {"course", "detail"}
    with qtbot.waitSignal(screen.shown_chosen) as chosen:
        press(screen, "as_table")
    assert chosen.args == ["time_line"]


def test_a_row_of_the_table_opens_its_check(screen: PatientScreen, qtbot: QtBot) -> None:
    screen.show_state(replace(OPEN, shown="table"))
    with qtbot.waitSignal(screen.check_selected) as chosen:
        QTest.keyClick(part(screen, "readings"), Qt.Key.Key_Down)
    assert chosen.args == ["check-2"]


# ---------------------------------------------------------------------------------------------- small windows


def test_a_wide_window_shows_everything_side_by_side(screen: PatientScreen) -> None:
    assert seen(screen) == {"course", "checks_list", "detail"}
    course, checks, one = (part(screen, name) for name in ("course", "checks_list", "detail"))
    assert course.geometry().right() < checks.geometry().left()
    assert checks.geometry().bottom() < one.geometry().top()


def test_a_narrow_window_shows_one_thing_at_a_time(screen: PatientScreen, qtbot: QtBot) -> None:
    screen.resize(480, 800)
    assert seen(screen) == {"course", "part.course", "part.checks"}
    press(screen, "part.checks")
    assert seen(screen) == {"checks_list", "part.course", "part.checks"}
    cards = part(screen, "check_cards")
    assert isinstance(cards, QAbstractItemView)
    with qtbot.waitSignal(screen.check_selected) as chosen:
        QTest.mouseClick(cards.viewport(), LEFT, pos=cards.visualRect(cards.model().index(1, 0)).center())
    assert chosen.args == ["check-2"]
    assert seen(screen) == {"detail", "detail.back"}
    press(screen, "detail.back")
    assert seen(screen) == {"checks_list", "part.course", "part.checks"}
    press(screen, "part.course")
    assert seen(screen) == {"course", "part.course", "part.checks"}


def test_escape_leads_from_the_check_to_the_list_and_then_back(screen: PatientScreen, qtbot: QtBot) -> None:
    screen.resize(480, 800)
    press(screen, "part.checks")
    part(screen, "check_cards").setFocus()
    QTest.keyClick(part(screen, "check_cards"), Qt.Key.Key_Return)
    assert seen(screen) == {"detail", "detail.back"}
    with qtbot.assertNotEmitted(screen.back_requested):
        QTest.keyClick(part(screen, "detail.scroll"), Qt.Key.Key_Escape)
    assert part(screen, "check_cards").hasFocus()
    with qtbot.waitSignal(screen.back_requested):
        QTest.keyClick(part(screen, "check_cards"), Qt.Key.Key_Escape)


def test_a_window_made_wide_again_shows_everything(screen: PatientScreen) -> None:
    screen.resize(480, 800)
    press(screen, "part.checks")
    screen.resize(1366, 768)
    assert seen(screen) == {"course", "checks_list", "detail"}


def test_without_a_check_there_is_no_detail(screen: PatientScreen) -> None:
    screen.show_state(state())
    assert seen(screen) == {"course", "checks_list"}
    assert text(screen, "no_checks") == "No check has been made yet."


@pytest.fixture(params=[(1366, 768, 100), (1024, 768, 100), (480, 800, 100), (1366, 768, 200), (480, 560, 200)])
def anywhere(request: pytest.FixtureRequest, qtbot: QtBot) -> PatientScreen:
    """The page at sizes from a laptop to a small window with the largest text."""
    width, height, percent = request.param
    themes.apply_theme(themes.LIGHT.scaled(percent))
    made = PatientScreen()
    qtbot.addWidget(made)
    made.show_state(OPEN)
    made.resize(width, height)
    made.show()
    return made


def test_the_page_fits_every_window(anywhere: PatientScreen) -> None:
    assert anywhere.minimumSizeHint().width() <= anywhere.width()
    for label in anywhere.findChildren(QLabel):
        if label.isVisible():
            assert label.width() >= label.minimumSizeHint().width(), label.text()


def test_every_target_is_large_enough_and_named(anywhere: PatientScreen) -> None:
    least = round(44 * themes.current_theme().percent / 100)
    for button in anywhere.findChildren(QAbstractButton):
        if button.isVisible() and button.objectName().startswith("patient."):
            assert button.height() >= least, button.objectName()
            assert button.width() >= least, button.objectName()
            assert button.accessibleName() or button.text(), button.objectName()


def test_whatever_can_have_the_keyboard_has_a_name(screen: PatientScreen) -> None:
    for widget in screen.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled():
            reader = QAccessible.queryAccessibleInterface(widget)
            assert reader is not None
            assert reader.text(QAccessible.Text.Name), widget.objectName() or type(widget).__name__


def test_tab_goes_round_the_page_from_top_to_bottom(screen: PatientScreen) -> None:
    part(screen, "back").setFocus()
    visited = []
    for _step in range(16):
        focused = screen.focusWidget()
        assert focused is not None
        visited.append(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    order = ["back", "hours.24", "as_table", "time_line", "checks", "detail.scroll", "start_check", "record_treatment"]
    places = [visited.index(f"patient.{name}") for name in order]
    assert places == sorted(places)


# ---------------------------------------------------------------------------------------------- forms


def test_a_form_lies_over_the_page_until_it_is_left(screen: PatientScreen) -> None:
    form = FormPage("form", "Patient", "Save")
    screen.show_form(form)
    assert form.isVisible()
    assert not part(screen, "back").isVisible()
    screen.show_overview()
    assert part(screen, "back").isVisible()
    screen.show_overview()
    assert part(screen, "checks").hasFocus()


def test_the_picture_is_not_painted_anew_for_a_check_gone_to(screen: PatientScreen) -> None:
    line = part(screen, "time_line")
    assert isinstance(line, TimeLine)
    line.grab()
    before = line.picture_key
    screen.show_state(replace(OPEN, selected="check-6"))
    line.grab()
    assert line.picture_key == before
    screen.show_state(replace(OPEN, checks=(check(0.5), *OPEN.checks)))
    line.grab()
    assert line.picture_key != before
