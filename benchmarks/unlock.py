"""How long a person waits for the store to open, and how many passwords a thief with this computer tries a second."""

import os
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time

from bedside.clock import SystemClock
from bedside.store.sealing import password_key
from bedside.store.slots import DEFAULT_COST, SlotUser
from bedside.store.store import create_store, open_store
from benchmarks.table import Figure, median_of

OPENINGS = 5
GUESSES = 8
NURSE = SlotUser("nurse-a", "Nurse A", "nurse")
PASSWORD = "correct horse"


def measure() -> list[Figure]:
    """The figures of opening; a guess is judged by its processor time, which other programs do not lengthen."""
    with tempfile.TemporaryDirectory() as folder:
        ward = Path(folder, "ward")
        create_store(ward, NURSE, PASSWORD, "site-1", "trial-1", SystemClock()).close()
        opened = median_of(_opening(ward), OPENINGS)
    spent, waited = zip(*(_guess() for _ in range(GUESSES)), strict=True)
    processor, wall = statistics.median(spent), statistics.median(waited)
    cores = os.cpu_count() or 1
    return [
        Figure("password to open store", opened * 1000, "ms", 1000, wall * 1000, "one guess"),
        Figure(
            "guesses a second, every core at it",
            cores / processor,
            "/s",
            4,
            note=f"{processor * 1000:.0f} ms of processor each, on {cores} cores {processor / cores * 1000:.0f} ms",
        ),
    ]


def _opening(ward: Path) -> Callable[[], None]:
    return lambda: open_store(ward, NURSE.user_id, PASSWORD, SystemClock()).close()


def _guess() -> tuple[float, float]:
    """Seconds of processor and of the wall clock."""
    spent, waited = process_time(), perf_counter()
    password_key("a guess", os.urandom(16), DEFAULT_COST)
    return process_time() - spent, perf_counter() - waited
