"""A moment as a person says it: read by the ward's clock, shown as understood, refused in one line."""

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from bedside.errors import InputRefused
from bedside.views.widgets.given_at import GivenAt, read_clock, read_moment
from tests.views.patient.patients import NOW

TODAY, YESTERDAY = NOW.date(), NOW.date() - timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "day", "on", "meant"),
    [
        ("", "now", "", "2026-11-22 03:12"),
        ("02:40", "", "", "2026-11-22 02:40"),
        ("0240", "", "", "2026-11-22 02:40"),
        ("2:40", "today", "", "2026-11-22 02:40"),
        ("23:50", "", "", "2026-11-21 23:50"),
        ("02:40", "yesterday", "", "2026-11-21 02:40"),
        ("03:12", "", "", "2026-11-22 03:12"),
        ("00:00", "", "", "2026-11-22 00:00"),
        ("21:40", "", "2026-11-19", "2026-11-19 21:40"),
        ("21:40", "today", "2026-11-19", "2026-11-19 21:40"),
        ("02:40", "now", "2026-11-20", "2026-11-20 02:40"),
    ],
)
def test_a_time_is_the_latest_that_has_been_unless_a_day_is_said(text: str, day: str, on: str, meant: str) -> None:
    moment = read_moment(text, day, on, NOW)
    assert moment.strftime("%Y-%m-%d %H:%M") == meant
    assert moment.tzinfo is NOW.tzinfo
    assert (moment.second, moment.microsecond) == (0, 0)


@pytest.mark.parametrize(
    ("text", "day", "on"),
    [
        ("", "", ""),
        ("", "today", ""),
        ("24:00", "", ""),
        ("12:60", "", ""),
        ("1:5", "", ""),
        ("12", "", ""),
        ("noon", "", ""),
        ("१२:३०", "", ""),
        ("23:50", "today", ""),
        ("02:40", "", "2026-11-23"),
        ("02:40", "", "tomorrow"),
        ("02:40", "", "22.11.2026"),
        ("02:40", "", "2026-02-30"),
    ],
)
def test_what_is_no_time_or_has_not_been_yet_is_refused(text: str, day: str, on: str) -> None:
    with pytest.raises(InputRefused) as refused:
        read_moment(text, day, on, NOW)
    assert refused.value.field == "given_at"
    assert len(str(refused.value).splitlines()) == 1


def test_a_future_time_is_refused_with_the_present_one() -> None:
    with pytest.raises(InputRefused) as refused:
        read_moment("23:50", "today", "", NOW)
    assert refused.value.given == "23:50"
    assert refused.value.allowed == "a time up to now, 03:12"


def test_a_clock_has_24_hours() -> None:
    assert read_clock("0000") == (0, 0)
    assert read_clock("23:59") == (23, 59)


# ---------------------------------------------------------------------------------------------- the widget


@pytest.fixture
def field(qtbot: QtBot) -> GivenAt:
    made = GivenAt("treatment.given_at", "When was it given?", lambda: NOW)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def edit(field: GivenAt, name: str = "treatment.given_at") -> QLineEdit:
    found = field.findChild(QLineEdit, name)
    assert found is not None
    return found


def press(field: GivenAt, name: str) -> None:
    found = field.findChild(QWidget, f"treatment.given_at.{name}")
    assert found is not None
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def checked(field: GivenAt) -> list[str]:
    days = ("now", "today", "yesterday")
    tiles = {day: field.findChild(QWidget, f"treatment.given_at.day.{day}") for day in days}
    return [day for day, tile in tiles.items() if tile is not None and tile.property("checked")]


def test_nothing_is_filled_in_beforehand(field: GivenAt) -> None:
    assert edit(field).text() == ""
    assert checked(field) == []
    with pytest.raises(InputRefused):
        field.read()


def test_now_is_one_press(field: GivenAt) -> None:
    press(field, "day.now")
    assert edit(field).text() == "03:12"
    assert checked(field) == ["today"]
    assert field.read() == NOW


def test_a_typed_time_is_shown_with_the_day_it_is_taken_for(field: GivenAt) -> None:
    field.take_focus()
    QTest.keyClicks(edit(field), "2350")
    QTest.keyClick(edit(field), Qt.Key.Key_Return)
    assert edit(field).text() == "23:50"
    assert checked(field) == ["yesterday"]
    assert field.read() == datetime(2026, 11, 21, 23, 50, tzinfo=NOW.tzinfo)


def test_a_time_still_being_typed_is_read_too(field: GivenAt) -> None:
    QTest.keyClicks(edit(field), "0240")
    assert field.read() == datetime(2026, 11, 22, 2, 40, tzinfo=NOW.tzinfo)


def test_another_day_of_the_tiles_moves_the_time(field: GivenAt) -> None:
    QTest.keyClicks(edit(field), "0240")
    press(field, "day.yesterday")
    assert field.read() == datetime(2026, 11, 21, 2, 40, tzinfo=NOW.tzinfo)


def test_a_time_that_has_not_been_is_refused_at_once(field: GivenAt) -> None:
    QTest.keyClicks(edit(field), "2350")
    press(field, "day.today")
    assert field.refusal == "23:50 cannot be taken. Allowed: a time up to now, 03:12"
    assert edit(field).property("refused") == "true"
    press(field, "day.yesterday")
    assert field.refusal == ""
    assert edit(field).property("refused") == "false"


def test_clearing_the_time_takes_it_back(field: GivenAt) -> None:
    press(field, "day.now")
    edit(field).selectAll()
    QTest.keyClick(edit(field), Qt.Key.Key_Delete)
    QTest.keyClick(edit(field), Qt.Key.Key_Return)
    assert checked(field) == []
    with pytest.raises(InputRefused):
        field.read()


def test_an_earlier_day_is_typed_as_a_date(field: GivenAt) -> None:
    date = edit(field, "treatment.given_at.date")
    assert not date.isVisible()
    press(field, "another_day")
    assert date.hasFocus()
    button = field.findChild(QPushButton, "treatment.given_at.another_day")
    assert button is not None
    assert not button.isVisible()
    QTest.keyClicks(date, "2026-11-19")
    QTest.keyClicks(edit(field), "2140")
    QTest.keyClick(edit(field), Qt.Key.Key_Return)
    assert field.refusal == ""
    assert field.read() == datetime(2026, 11, 19, 21, 40, tzinfo=NOW.tzinfo)


def test_it_is_named_and_large_enough(field: GivenAt) -> None:
    assert edit(field).accessibleName() == "When was it given?"
    for name in ("day.now", "another_day"):
        widget = field.findChild(QWidget, f"treatment.given_at.{name}")
        assert widget is not None
        assert widget.height() >= 44
