"""Kill -9 at random moments: what the window has said is saved is found again, fifty times out of fifty."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from bedside.clock import SystemClock
from bedside.grading import Instruments
from bedside.models.canonical import JsonValue
from bedside.services.assessments import start_check
from bedside.services.sign_in import set_up_site, sign_in
from bedside.services.subjects import admit_subject
from tests.services.conftest import CHEAP, NURSE_A, PASSWORD, instruments
from tests.services.states import demo_protocol
from tests.trips.driver import PAGE

__all__ = ["instruments"]

ROOT = Path(__file__).parents[2]
SUBJECT = "01-001"
KILLS = 50
SABOTAGED_KILLS = 20
MOST_HEARD = 12
"""So many acknowledgements are heard at most before the kill."""
START_S = 60
"""A start that takes longer has hung."""


@dataclass
class Life:
    """One process from its start to its kill: what it gave and what its window acknowledged, per item in order."""

    given: dict[str, list[str]] = field(default_factory=dict)
    kept: dict[str, list[str]] = field(default_factory=dict)
    complaints: str = ""

    @property
    def acknowledged(self) -> int:
        """How many answers the window has acknowledged."""
        return sum(map(len, self.kept.values()))

    def hear(self, line: str) -> None:
        """Note one line of the driver; 'ended' says nothing of an answer."""
        if line == "ended":
            return
        word, item, figures = line.split()
        {"gave": self.given, "kept": self.kept}[word].setdefault(item, []).append(figures)

    def losses(self, found: dict[str, JsonValue]) -> list[str]:
        """Acknowledged answers that are not on disk; a later answer to the same item may stand in their place."""
        lost = []
        for item, kept in self.kept.items():
            may_stand = {float(figures) for figures in self.given[item][len(kept) - 1 :]}
            if found.get(item) not in may_stand:
                lost.append(f"{item}: acknowledged {kept[-1]}, found {found.get(item)}")
        return lost


@pytest.fixture
def store(tmp_path: Path, instruments: Instruments) -> Path:
    """A store with one patient, closed."""
    folder = tmp_path / "ward"
    protocol = demo_protocol()
    desk = set_up_site(
        folder, "site-1", protocol.id, NURSE_A, PASSWORD, SystemClock(), protocol, instruments, cost=CHEAP
    )
    admit_subject(
        desk,
        subject_id=SUBJECT,
        bed="12",
        full_name="Patient 01",
        record_number="R-1",
        age_years=60,
        developmental_delay=False,
        product="product",
        infused_at=desk.clock.now() - timedelta(days=2),
        given=True,
    )
    desk.store.close()
    return folder


class Window:
    """The program, loaded once; each life of it is a process that ends by a kill."""

    def __init__(self, complaints: Path) -> None:
        self._complaints = complaints
        with complaints.open("w") as errors:
            self._server = subprocess.Popen(
                [sys.executable, "-m", "tests.trips.driver"],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )

    def close(self) -> None:
        """No more lives."""
        self._server.kill()
        self._server.communicate()

    def live(self, folder: Path, chance: random.Random, flags: str = "") -> Life:
        """Open the window, read what it acknowledges, kill it a random while later."""
        life, enough = Life(), chance.randint(1, MOST_HEARD)
        self._say(str(folder), NURSE_A.user_id, PASSWORD, SUBJECT, flags)
        process = int(self._hear().removeprefix("started "))
        watchdog = _killing(process, START_S)
        line = ""
        while life.acknowledged < enough and line != "ended":
            line = self._hear()
            life.hear(line)
        killer = _killing(process, chance.uniform(0, 0.03))
        while line != "ended":
            # What it still said before it died counts too.
            line = self._hear()
            life.hear(line)
        for timer in (killer, watchdog):
            timer.cancel()
            timer.join()
        life.complaints = self._complaints.read_text()
        return life

    def _say(self, *words: str) -> None:
        assert self._server.stdin is not None
        self._server.stdin.write("\t".join(words) + "\n")
        self._server.stdin.flush()

    def _hear(self) -> str:
        assert self._server.stdout is not None
        line = self._server.stdout.readline()
        assert line, f"the program did not load: {self._complaints.read_text()}"
        return line.rstrip("\n")


def _killing(process: int, after_s: float) -> threading.Timer:
    """Kill -9 in a while."""

    def kill() -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)

    timer = threading.Timer(after_s, kill)
    timer.start()
    return timer


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Window]:
    """The program, loaded."""
    made = Window(tmp_path / "complaints.txt")
    yield made
    made.close()


def _on_disk(folder: Path, rules: Instruments) -> tuple[dict[str, JsonValue], str]:
    """The answers and the page of the draft, as the next start offers them."""
    desk = sign_in(folder, NURSE_A.user_id, PASSWORD, SystemClock(), demo_protocol(), rules)
    try:
        draft = start_check(desk, SUBJECT).draft
        return draft.values(), draft.step
    finally:
        desk.store.close()


@pytest.mark.trip
@pytest.mark.slow
def test_every_acknowledged_answer_survives_the_kill(store: Path, window: Window, instruments: Instruments) -> None:
    chance = random.Random(20260301)
    acknowledged = 0
    for number in range(KILLS):
        life = window.live(store, chance)
        assert life.acknowledged > 0, f"start {number} acknowledged nothing: {life.complaints}"
        acknowledged += life.acknowledged
        found, step = _on_disk(store, instruments)
        assert life.losses(found) == [], f"kill {number}"
        assert step == PAGE
    assert acknowledged > KILLS


@pytest.mark.trip
@pytest.mark.slow
def test_a_build_that_acknowledges_before_the_commit_is_caught(
    store: Path, window: Window, instruments: Instruments
) -> None:
    chance = random.Random(20260302)
    for _ in range(SABOTAGED_KILLS):
        life = window.live(store, chance, "sabotage")
        found, _step = _on_disk(store, instruments)
        if life.losses(found):
            return
    pytest.fail(f"none of {SABOTAGED_KILLS} kills found what the sabotage lost")
