"""The whole journal is verified once a day; only a failure is told; a lock and a sign-out break it off."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from bedside.errors import StoreFull
from bedside.services.desk import Desk
from bedside.services.verifying import last_verification, verify_when_due
from bedside.simulation.clock import ManualClock
from bedside.views import verify_watch as module
from bedside.views.main_window import MainWindow
from bedside.views.tasks import DirectRunner, TaskRunner
from bedside.views.verify_watch import LOOK_MS, VerifyWatch
from tests.store.test_verification import tamper

Progress = Callable[[int], None]


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    made = MainWindow()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def watch(window: MainWindow, desk: Desk) -> VerifyWatch:
    return VerifyWatch(window, desk, window, DirectRunner())


def test_the_journal_is_verified_once_a_day_and_said_by_nobody(
    watch: VerifyWatch, window: MainWindow, desk: Desk, clock: ManualClock
) -> None:
    watch.look()
    first = last_verification(desk)
    assert first is not None
    clock.advance(timedelta(hours=23, minutes=59))
    watch.look()
    assert last_verification(desk) == first
    clock.advance(timedelta(minutes=1))
    watch.look()
    again = last_verification(desk)
    assert again is not None
    assert again.at == first.at + timedelta(hours=24)
    assert window.notice.text == ""


def test_it_is_looked_every_ten_minutes_whether_one_is_due(watch: VerifyWatch) -> None:
    assert (watch._timer.interval(), watch._timer.isActive()) == (LOOK_MS, True)
    watch.stop()
    assert not watch._timer.isActive()


def test_a_fault_is_told(watch: VerifyWatch, window: MainWindow, desk: Desk) -> None:
    tamper(desk.store, "UPDATE journal SET payload_salt = zeroblob(16) WHERE position = 1")
    watch.look()
    assert window.notice.text == "The store does not hold: entry 1, its payload does not match its hash"


def test_one_that_could_not_be_done_is_told_and_tried_again(
    watch: VerifyWatch, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_desk: Desk, _progress: Progress) -> None:
        raise StoreFull(folder="x")

    monkeypatch.setattr(module, "verify_when_due", full)
    for _ in range(2):
        window.notice.clear()
        watch.look()
        assert window.notice.text.startswith("The store could not be verified: No space is left")


@pytest.mark.parametrize("how", ["stop", "pause"])
def test_a_sign_out_and_a_lock_break_off_what_is_under_way(
    watch: VerifyWatch, window: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    real, begun = verify_when_due, []

    def broken_into(_desk: Desk, progress: Progress) -> object:
        begun.append(True)
        getattr(watch, how)()
        return real(_desk, progress)

    monkeypatch.setattr(module, "verify_when_due", broken_into)
    watch.look()
    watch.look()
    assert begun == [True]
    assert last_verification(desk) is None
    assert window.notice.text == ""
    monkeypatch.setattr(module, "verify_when_due", real)
    watch.resume()
    assert (last_verification(desk) is not None) == (how == "pause")


def test_what_the_lock_kept_from_beginning_is_caught_up_on(watch: VerifyWatch, desk: Desk) -> None:
    watch.pause()
    watch.resume()
    assert last_verification(desk) is None
    watch.pause()
    watch.look()
    assert last_verification(desk) is None
    watch.resume()
    assert last_verification(desk) is not None


def test_it_has_a_lane_of_its_own(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    watch = VerifyWatch(window, desk, window)
    runner = watch.findChild(TaskRunner)
    assert runner is not None
    with qtbot.waitSignal(runner.idle):
        watch.look()
        watch.pause()
        watch.resume()
    runner.finish()
    assert last_verification(desk) is not None
    watch.stop()
