"""What a save does while another program holds the file: it waits, says so, and gives up only after a minute."""

import time
from collections.abc import Callable
from typing import TypeVar

from bedside.errors import StoreLocked

T = TypeVar("T")

WAIT_SECONDS = 60.0
"""A virus scanner or a backup lets go of a file within half a minute."""

Told = Callable[[float], None]
"""Told on the waiting thread how many seconds have been waited, after each attempt; 0 when the wait is over."""


class Patience:
    """Tries again and again what a foreign lock refuses.

    Only beginnings are tried again, before anything was written, so that nothing can be done twice.
    """

    def __init__(self) -> None:
        self._told: Told = _nobody

    def on_waiting(self, told: Told) -> None:
        """Tell `told` of every wait from now on; it replaces whoever was told before."""
        self._told = told

    def until_free(self, begin: Callable[[], T]) -> T:
        """What `begin` returns, once no other program holds the file. Each of its attempts waits a few seconds itself.

        Raises:
            StoreLocked: it is still held after a minute.
        """
        # The time that passes here is no time of the ward's: no record holds it and no rule reads it.
        started = time.monotonic()
        waiting = False
        try:
            while True:
                try:
                    return begin()
                except StoreLocked:
                    waited = time.monotonic() - started
                    if waited >= WAIT_SECONDS:
                        raise
                    waiting = True
                    self._told(waited)
        finally:
            if waiting:
                self._told(0)


def _nobody(_seconds: float) -> None:
    """Who is told where nobody asked to be."""
