"""Cycles die on the GUI thread and nowhere else while the window is up, and as ever once it is closed."""

import gc
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from bedside.app.collector import LOOK_MS, Collector
from bedside.app.hooks import install_hooks
from bedside.app.options import Options
from tests.app.conftest import Make


class Cycle:
    """Part of a cycle that notes on which thread it was finalised."""

    def __init__(self, died_on: list[threading.Thread]) -> None:
        self._died_on = died_on
        self.own = self

    def __del__(self) -> None:
        self._died_on.append(threading.current_thread())


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[Collector]:  # noqa: ARG001 (a timer needs the application)
    """A collector that gives back what it took."""
    made = Collector()
    thresholds = gc.get_threshold()
    yield made
    gc.set_threshold(*thresholds)
    made.stop()
    assert gc.isenabled()


def make_cycles(died_on: list[threading.Thread], count: int) -> None:
    """Make cycles on a thread of their own and let go of them there."""

    def work() -> None:
        for _ in range(count):
            Cycle(died_on)

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()


def test_a_cycle_of_a_worker_dies_on_the_gui_thread(collector: Collector, qtbot: QtBot) -> None:
    died_on: list[threading.Thread] = []
    collector.start()
    make_cycles(died_on, 2000)
    assert died_on == []
    qtbot.waitUntil(lambda: len(died_on) == 2000)
    assert set(died_on) == {threading.main_thread()}


def test_without_it_a_worker_collects_by_itself(collector: Collector) -> None:
    """What the collector is for: Python's own collection runs on the thread that allocates."""
    assert not collector.running
    died_on: list[threading.Thread] = []
    make_cycles(died_on, 2000)
    assert any(thread is not threading.main_thread() for thread in died_on)


@pytest.mark.parametrize(("thresholds", "collected"), [((1, 1, 1), [2]), ((1, 1, 10_000), [1]), ((1, 10_000, 1), [0])])
def test_the_oldest_generation_that_is_due_is_collected(
    collector: Collector, monkeypatch: pytest.MonkeyPatch, thresholds: tuple[int, int, int], collected: list[int]
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(gc, "get_count", lambda: (700, 20, 20) if thresholds[1] < 10_000 else (700, 20, 0))
    monkeypatch.setattr(gc, "get_threshold", lambda: thresholds)
    monkeypatch.setattr(gc, "collect", asked.append)
    collector.look()
    assert asked == collected


@pytest.mark.parametrize(("counts", "thresholds"), [((700, 10, 10), (700, 10, 10)), ((9, 9, 9), (0, 0, 0))])
def test_nothing_is_collected_before_it_is_due(
    collector: Collector,
    monkeypatch: pytest.MonkeyPatch,
    counts: tuple[int, int, int],
    thresholds: tuple[int, int, int],
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(gc, "get_count", lambda: counts)
    monkeypatch.setattr(gc, "get_threshold", lambda: thresholds)
    monkeypatch.setattr(gc, "collect", asked.append)
    collector.look()
    assert asked == []


def test_it_takes_over_once_and_gives_back_once(collector: Collector) -> None:
    collector.start()
    collector.start()
    assert not gc.isenabled()
    collector.stop()
    collector.stop()
    assert gc.isenabled()


def test_what_is_there_is_frozen_until_it_stops(collector: Collector) -> None:
    collector.freeze()
    assert gc.get_freeze_count() == 0
    collector.start()
    collector.freeze()
    assert gc.get_freeze_count() > 0
    collector.stop()
    assert gc.get_freeze_count() == 0


def test_it_leaves_collection_off_where_it_was_off(collector: Collector) -> None:
    gc.disable()
    collector.start()
    collector.stop()
    assert not gc.isenabled()
    gc.enable()


@pytest.mark.usefixtures("hooks_put_back")
def test_the_window_collects_until_it_closes(qtbot: QtBot, make: Make) -> None:
    desktop = make(Options(demo=True))
    close = install_hooks(desktop, smoke=False)
    (collector,) = desktop.findChildren(Collector)
    running = [collector.running]
    with qtbot.waitSignal(desktop.ready):
        desktop.open()
    assert gc.get_freeze_count() > 0
    desktop.window.close()
    running.append(collector.running)
    assert running == [True, False]
    assert gc.isenabled()
    close()


@pytest.mark.usefixtures("hooks_put_back")
def test_what_closes_the_desktop_gives_collection_back(make: Make, tmp_path: Path) -> None:
    close = install_hooks(make(Options(folder=tmp_path / "store")), smoke=False)
    assert not gc.isenabled()
    close()
    assert gc.isenabled()


def test_it_looks_often_enough_for_a_person_not_to_notice() -> None:
    assert LOOK_MS <= 1000
