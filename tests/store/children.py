"""Runs a piece of a test in a process of its own that may be killed, starved or stripped of rights.

The process is forked from a clean server and never from the tests: by then these have threads, and a fork that happens
while one of them holds a lock of OpenSSL waits for it for ever.
"""

import multiprocessing
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

import cloudpickle

Tell = Callable[[Any], None]

_CLEAN = multiprocessing.get_context("forkserver")
_CLEAN.set_forkserver_preload(["tests.faults.acts", "tests.store.records", "bedside.store.store", "cloudpickle"])


@dataclass(frozen=True)
class Outcome:
    """What a child told before it ended, in order, and how it ended: 0, 1 for an error, or minus the signal."""

    told: list[Any]
    ended: int


class Child:
    """A process that runs `act(tell)` and nothing else."""

    def __init__(self, act: Callable[[Tell], None]) -> None:
        self._told, telling = _CLEAN.Pipe(duplex=False)
        # Pickled by value, because an act is written where it is used, inside its test.
        self._process = _CLEAN.Process(target=_run, args=(cloudpickle.dumps(act), telling))
        self._process.start()
        telling.close()

    def next(self) -> Any:
        """The next thing that it tells."""
        return self._told.recv()

    def kill(self) -> None:
        """End it as a power cut would."""
        self._process.kill()

    def outcome(self) -> Outcome:
        """Wait for its end."""
        told = []
        while True:
            try:
                told.append(self._told.recv())
            except (EOFError, OSError):
                # The end, or a message that was cut by it and so was told to nobody.
                break
        self._told.close()
        self._process.join()
        ended = self._process.exitcode
        self._process.close()
        if ended is None:
            raise RuntimeError("a process that was waited for has an exit code")
        return Outcome(told, ended)


def run(act: Callable[[Tell], None]) -> Outcome:
    """Run `act(tell)` in a child and wait for its end."""
    return Child(act).outcome()


def _run(act: bytes, telling: Connection) -> None:
    cloudpickle.loads(act)(telling.send)
