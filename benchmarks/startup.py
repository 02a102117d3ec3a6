"""From process start to the first painted window and to a usable sign-in, beside a bare PySide6 window; peak memory."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from benchmarks.desk import site_store
from benchmarks.table import Figure

RUNS = 9
DRIVER = "benchmarks.startup_driver"


def measure() -> list[Figure]:
    """The start-up figures."""
    bare: list[float] = []
    painted: list[float] = []
    ready: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        site_store(Path(folder))
        _start("bare")
        _start("app", folder)
        for _ in range(RUNS):
            # In turn, so that what disturbs one disturbs the other.
            bare.append(_start("bare")["painted_s"])
            told = _start("app", folder)
            painted.append(told["painted_s"])
            ready.append(told["ready_s"])
    demo = _start("demo")
    floor = statistics.median(bare) * 1000
    return [
        Figure(
            "start to first painted window",
            statistics.median(painted) * 1000,
            "ms",
            1.15,
            floor,
            "bare PySide6 window",
            on_ratio=True,
        ),
        Figure(
            "start to everything ready",
            statistics.median(ready) * 1000,
            "ms",
            5,
            floor,
            "bare PySide6 window",
            on_ratio=True,
            note="a site's store with its users; the demo, which makes its ward first, is ready after"
            f" {demo['ready_s']:.1f} s",
        ),
        Figure("peak memory with the demo, board open", demo["peak_mb"], "MB", 200),
    ]


def _start(kind: str, folder: str = "") -> Mapping[str, float]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", DRIVER, kind, str(time.time()), folder]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told
