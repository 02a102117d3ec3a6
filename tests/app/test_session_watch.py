"""Nobody at the desk, a lid shut, a clock that leaps: judged by the elapsed clock, at every tick and every touch."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from bedside.app.session_watch import SessionWatch


class TwoClocks:
    """A wall clock and an elapsed clock that a test moves apart."""

    def __init__(self) -> None:
        self.wall = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
        self.elapsed_ms = 5_000_000

    @property
    def boot_id(self) -> str:
        return "boot"

    def now(self) -> datetime:
        return self.wall

    def monotonic_ms(self) -> int:
        return self.elapsed_ms

    def pass_time(self, **by: float) -> None:
        step = timedelta(**by)
        self.wall += step
        self.elapsed_ms += step // timedelta(milliseconds=1)


class Told:
    """What a watch said."""

    def __init__(self, watch: SessionWatch) -> None:
        self.said: list[str] = []
        watch.idled.connect(lambda: self.said.append("idled"))
        watch.expired.connect(lambda: self.said.append("expired"))
        watch.clock_leapt.connect(lambda ms: self.said.append(f"leapt {ms}"))


@pytest.fixture
def clocks() -> TwoClocks:
    return TwoClocks()


@pytest.fixture
def line(qtbot: QtBot) -> QLineEdit:
    made = QLineEdit()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.hasFocus)
    return made


@pytest.fixture
def watch(clocks: TwoClocks, line: QLineEdit) -> Iterator[SessionWatch]:
    made = SessionWatch(clocks, timedelta(minutes=5), timedelta(hours=12))
    made.listen_to(None)
    made.listen_to(line.windowHandle())
    made.listen_to(line.windowHandle())
    yield made
    made.stop()


def type_into(line: QLineEdit, text: str) -> None:
    """Keys as the system brings them: to the window."""
    for letter in text:
        QTest.keyClick(line.windowHandle(), Qt.Key(ord(letter.upper())))


@pytest.fixture
def told(watch: SessionWatch) -> Told:
    return Told(watch)


def test_a_desk_at_work_stays_open(watch: SessionWatch, told: Told, clocks: TwoClocks, line: QLineEdit) -> None:
    for _ in range(10):
        clocks.pass_time(minutes=4, seconds=59)
        assert watch.look() is False
        type_into(line, "7")
    assert told.said == []
    assert line.text() == "7" * 10


def test_an_idle_desk_is_locked_once(watch: SessionWatch, told: Told, clocks: TwoClocks) -> None:
    clocks.pass_time(minutes=5)
    watch.look()
    clocks.pass_time(minutes=5)
    watch.look()
    assert told.said == ["idled"]


def test_a_timer_looks(watch: SessionWatch) -> None:
    timer = watch.findChild(QTimer)
    assert timer is not None
    assert timer.isActive()
    assert timer.interval() <= 1_000
    watch.stop()
    assert not timer.isActive()


def test_the_first_key_after_a_lid_was_opened_reaches_no_page(told: Told, clocks: TwoClocks, line: QLineEdit) -> None:
    clocks.pass_time(minutes=6)
    type_into(line, "7")
    assert told.said == ["idled"]
    assert line.text() == ""


def test_while_locked_keys_go_through_and_count_for_nothing(
    watch: SessionWatch, told: Told, clocks: TwoClocks, line: QLineEdit
) -> None:
    watch.show_locked(True)
    clocks.pass_time(hours=11, minutes=59)
    type_into(line, "secret")
    assert line.text() == "secret"
    clocks.pass_time(minutes=1)
    type_into(line, "late")
    assert (told.said, line.text()) == (["expired"], "secret")


def test_opening_the_lock_begins_the_time_anew(watch: SessionWatch, told: Told, clocks: TwoClocks) -> None:
    clocks.pass_time(minutes=5)
    watch.look()
    watch.show_locked(False)
    clocks.pass_time(minutes=4)
    assert watch.look() is False
    clocks.pass_time(minutes=1)
    assert watch.look() is True
    assert told.said == ["idled", "idled"]


def test_a_night_with_the_lid_shut_ends_the_session(watch: SessionWatch, told: Told, clocks: TwoClocks) -> None:
    clocks.pass_time(hours=12)
    assert watch.look() is True
    clocks.pass_time(hours=12)
    assert watch.look() is True
    assert told.said == ["expired"]


@pytest.mark.parametrize(("seconds", "said"), [(60, ["leapt 60000"]), (-3600, ["leapt -3600000"]), (59, []), (-59, [])])
def test_a_leap_of_the_wall_clock_is_told_and_locks_nothing(
    watch: SessionWatch, told: Told, clocks: TwoClocks, seconds: int, said: list[str]
) -> None:
    clocks.wall += timedelta(seconds=seconds)
    assert watch.look() is False
    assert watch.look() is False
    assert told.said == said


def test_what_an_input_method_writes_is_work(
    watch: SessionWatch, told: Told, clocks: TwoClocks, line: QLineEdit
) -> None:
    for text in ("体", "温", "正", "常"):
        clocks.pass_time(minutes=3)
        QApplication.sendEvent(line, _written(text))
        assert watch.look() is False
    assert (told.said, line.text()) == ([], "体温正常")


def _written(text: str) -> QInputMethodEvent:
    event = QInputMethodEvent()
    event.setCommitString(text)
    return event


def test_after_the_session_nothing_is_said_or_held_back(
    watch: SessionWatch, told: Told, clocks: TwoClocks, line: QLineEdit
) -> None:
    watch.stop()
    clocks.pass_time(hours=13)
    type_into(line, "7")
    watch.listen_to(line.windowHandle())
    assert (told.said, line.text()) == ([], "7")


def test_other_events_of_a_window_are_no_work(
    watch: SessionWatch, told: Told, clocks: TwoClocks, line: QLineEdit
) -> None:
    clocks.pass_time(minutes=4)
    QApplication.sendEvent(line.windowHandle(), QEvent(QEvent.Type.UpdateRequest))
    clocks.pass_time(minutes=1)
    assert watch.look() is True
    assert told.said == ["idled"]
