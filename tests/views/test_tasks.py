"""The task runner: jobs leave the GUI thread one by one, outcomes come back to it in order, errors as values."""

import threading
from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QObject, Slot
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from bedside.errors import InputRefused
from bedside.views.tasks import DirectRunner, Runner, TaskRunner


class Listener(QObject):
    """Keeps what it was told, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.results: list[object] = []
        self.errors: list[Exception] = []
        self.threads: set[int] = set()

    @Slot(object)
    def on_done(self, result: object) -> None:
        self.results.append(result)
        self.threads.add(threading.get_ident())

    @Slot(object)
    def on_failed(self, error: Exception) -> None:
        self.errors.append(error)
        self.threads.add(threading.get_ident())


def refuse() -> None:
    raise InputRefused("spo2_percent", 980, "1 to 100")


def test_jobs_run_in_order_on_one_other_thread(qtbot: QtBot) -> None:
    runner, listener, threads, states = TaskRunner(), Listener(), list[int](), list[bool]()

    def job(number: int) -> int:
        threads.append(threading.get_ident())
        return number

    with qtbot.waitSignal(runner.idle):
        for number in range(20):
            runner.run(partial(job, number), listener.on_done, listener.on_failed)
        states.append(runner.busy)
    assert listener.results == list(range(20))
    assert len(set(threads)) == 1
    assert listener.threads == {threading.get_ident()}
    assert threads[0] != threading.get_ident()
    assert [*states, runner.busy] == [True, False]
    runner.finish()


def test_an_error_arrives_as_a_value_on_the_gui_thread(qtbot: QtBot) -> None:
    runner, listener = TaskRunner(), Listener()
    with qtbot.waitSignal(runner.idle):
        runner.run(refuse, listener.on_done, listener.on_failed)
    assert [str(error) for error in listener.errors] == ["spo2_percent: 980 is refused; allowed is 1 to 100"]
    assert listener.threads == {threading.get_ident()}
    assert listener.results == []


@pytest.mark.parametrize("job", [refuse, lambda: None])
def test_a_screen_that_has_gone_is_not_called(qtbot: QtBot, job: Callable[[], None]) -> None:
    runner, listener = TaskRunner(), Listener()
    with qtbot.waitSignal(runner.idle):
        runner.run(job, listener.on_done, listener.on_failed)
        delete(listener)
    assert listener.results == []
    assert listener.errors == []


def test_plain_functions_may_listen_too(qtbot: QtBot) -> None:
    runner, results, errors = TaskRunner(), list[str](), list[Exception]()
    with qtbot.waitSignal(runner.idle):
        runner.run(lambda: "kept", results.append, errors.append)
    assert errors == []
    assert results == ["kept"]


def test_the_direct_runner_does_it_at_once() -> None:
    runner: Runner = DirectRunner()
    listener = Listener()
    runner.run(lambda: 7, listener.on_done, listener.on_failed)
    runner.run(refuse, listener.on_done, listener.on_failed)
    assert listener.results == [7]
    assert len(listener.errors) == 1


def test_a_callbacks_own_error_is_not_taken_for_the_jobs() -> None:
    def burst(_result: object) -> None:
        raise RuntimeError("in the callback")

    failures: list[Exception] = []
    with pytest.raises(RuntimeError, match="in the callback"):
        DirectRunner().run(lambda: 1, burst, failures.append)
    assert failures == []


@pytest.mark.usefixtures("qapp")
def test_finishing_hands_over_every_outcome_and_what_it_asks_for() -> None:
    runner, done, errors = TaskRunner(), list[str](), list[Exception]()

    def first_done(result: str) -> None:
        done.append(result)
        runner.run(lambda: "second", done.append, errors.append)

    runner.run(lambda: "first", first_done, errors.append)
    runner.finish()
    assert (done, errors, runner.busy) == (["first", "second"], [], False)
