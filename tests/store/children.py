"""Runs a piece of a test in a process of its own that may be killed, starved or stripped of rights."""

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Tell = Callable[[Any], None]


@dataclass(frozen=True)
class Outcome:
    """What a child told before it ended, in order, and how it ended: 0, or minus the signal."""

    told: list[Any]
    ended: int


class Child:
    """A fork of this process that runs `act(tell)`. It never returns into the tests, whatever happens in it."""

    def __init__(self, act: Callable[[Tell], None]) -> None:
        self._read, write = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            os.close(self._read)
            _run(act, write)
        os.close(write)
        self._lines = os.fdopen(self._read, encoding="utf-8")

    def next(self) -> Any:
        """The next thing that it tells."""
        return json.loads(self._lines.readline())

    def kill(self) -> None:
        """End it as a power cut would."""
        os.kill(self._pid, signal.SIGKILL)

    def outcome(self) -> Outcome:
        """Wait for its end."""
        # A killed child may leave half a line, which nobody has been told.
        told = [json.loads(line) for line in self._lines if line.endswith("\n")]
        self._lines.close()
        _, status = os.waitpid(self._pid, 0)
        return Outcome(told, os.waitstatus_to_exitcode(status))


def run(act: Callable[[Tell], None]) -> Outcome:
    """Run `act(tell)` in a child and wait for its end."""
    return Child(act).outcome()


def _run(act: Callable[[Tell], None], write: int) -> None:
    def tell(thing: Any) -> None:
        os.write(write, json.dumps(thing).encode() + b"\n")

    code = 1
    try:
        act(tell)
        code = 0
    except BaseException:
        traceback.print_exc(file=sys.__stderr__)
    finally:
        # Whatever happens, even to the printing of what happened, a child must not go on as a second test run.
        os._exit(code)
