"""How long a ward of 200 patients takes to open and to be shown: it grows with patients and not with assessments."""

import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from bedside.clock import Clock
from bedside.grading import load_instruments
from bedside.models.protocol import read_protocol
from bedside.resources import resource_path
from bedside.services.sign_in import sign_in, sign_out
from bedside.services.ward import find_subject, patient_page, ward_board
from bedside.simulation.clock import ManualClock
from bedside.simulation.ward import NURSES, World, fresh_passwords, large_store
from bedside.store.slots import Argon2Cost
from benchmarks.table import Figure, median_of

PATIENTS = 200
FEW, MANY = 20_000, 100_000
"""Assessments of the two wards that are compared."""

DAYS = 28
RUNS = 15
NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
CHEAP = Argon2Cost(time_cost=1, memory_kib=8, parallelism=1)
"""Signing in is not what is measured here."""


def measure() -> list[Figure]:
    """The board figures; building the larger ward takes minutes."""
    few, many = _opened(FEW), _opened(MANY)
    return [
        Figure(
            f"board of {PATIENTS} patients, {MANY:,} assessments",
            many.board * 1000,
            "ms",
            150,
            few.board * 1000,
            f"with {FEW:,}",
            note="the ratio tells whether it grows with assessments",
        ),
        Figure(
            "one patient's page read, of the larger ward", many.page * 1000, "ms", 200, few.page * 1000, "of the other"
        ),
        Figure(
            f"opened and signed in to, {many.entries:,} entries",
            many.start,
            "s",
            5,
            few.start,
            f"with {few.entries:,}",
            note="without the work of the password",
        ),
        Figure(
            "a patient found by a scan, of the larger ward",
            many.find * 1000,
            "ms",
            100,
            few.find * 1000,
            "of the other",
        ),
    ]


class Times(NamedTuple):
    """Seconds that a ward of so many entries takes to be opened, shown, and searched for a patient."""

    entries: int
    start: float
    board: float
    page: float
    find: float


def _opened(assessments: int) -> Times:
    """What a ward of that many assessments takes; all of it but the opening as medians."""
    file = resource_path("protocols", "bedside-demo.toml")
    protocol = read_protocol(file.read_text(), file.name)
    criteria = {path.stem: path.read_text() for path in sorted(resource_path("criteria").glob("*.toml"))}
    instruments = load_instruments(criteria, protocol)
    passwords = fresh_passwords()
    with tempfile.TemporaryDirectory() as folder:
        start = perf_counter()
        world: World = large_store(
            Path(folder),
            NOW,
            protocol,
            instruments,
            passwords,
            patients=PATIENTS,
            days=DAYS,
            assessments=assessments,
            cost=CHEAP,
        )
        print(f"{world.assessments:,} assessments written in {perf_counter() - start:.0f} s", file=sys.stderr)
        clock: Clock = ManualClock(NOW + timedelta(minutes=1))
        nurse = NURSES[0].user_id
        start = perf_counter()
        desk = sign_in(Path(folder), nurse, passwords[nurse], clock, protocol, instruments)
        opened = perf_counter() - start
        try:
            return Times(
                world.entries,
                opened,
                median_of(lambda: ward_board(desk), RUNS),
                median_of(lambda: patient_page(desk, "01-001"), RUNS),
                median_of(lambda: find_subject(desk, "01-100"), RUNS),
            )
        finally:
            sign_out(desk)
