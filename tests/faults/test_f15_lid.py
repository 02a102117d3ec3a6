"""F15: the lid is shut over an open check, for minutes or for days; the window locks or ends, and the draft is kept."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from time import monotonic

import pytest

from bedside.clock import SystemClock
from bedside.grading import Instruments
from bedside.services.assessments import start_check
from bedside.services.sign_in import set_up_site, sign_in
from bedside.services.subjects import admit_subject
from tests.faults.scale import tell_figures, tries
from tests.services.conftest import CHEAP, NURSE_A, PASSWORD, instruments
from tests.services.states import demo_protocol
from tests.trips.test_kill import ROOT, Life

__all__ = ["instruments"]

SUBJECT = "01-001"
ENOUGH = 4
"""So many answers are acknowledged before the lid is shut."""

PATIENCE_S = 30
STANDS_S = tries(1, 30)
UNLOCKED_S = 3
SLEEPS = {"ten minutes": 10 * 60_000, "three days": 3 * 24 * 3_600_000}


@pytest.fixture
def store(tmp_path: Path, instruments: Instruments) -> Path:
    """A store with one patient, closed."""
    folder, protocol = tmp_path / "ward", demo_protocol()
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


class Laptop:
    """The process of the window and what it has told."""

    def __init__(self, process: "subprocess.Popen[str]", slept: Path) -> None:
        self._process = process
        self._slept = slept
        self.life = Life()
        self.ended = ""
        self._half = ""

    def answer(self) -> None:
        """Let it answer until enough is acknowledged."""
        while self.life.acknowledged < ENOUGH:
            self._hear()

    def sleep(self, milliseconds: int) -> None:
        """Shut the lid and open it so much later: the process stands still meanwhile."""
        os.kill(self._process.pid, signal.SIGSTOP)
        self._slept.write_text(str(milliseconds))
        select.select([], [], [], STANDS_S)
        os.kill(self._process.pid, signal.SIGCONT)

    def comes_to(self, wanted: str, seconds: float) -> bool:
        """Whether the window says within so many seconds that it is what is `wanted`."""
        assert self._process.stdout is not None
        until = monotonic() + seconds
        while self.ended != wanted and (left := until - monotonic()) > 0:
            if select.select([self._process.stdout], [], [], left)[0]:
                self._hear()
        return self.ended == wanted

    def _hear(self) -> None:
        assert self._process.stdout is not None
        heard = os.read(self._process.stdout.fileno(), 65536).decode()
        assert heard, "the program ended"
        *lines, self._half = (self._half + heard).split("\n")
        for one in lines:
            if one.startswith(("locked", "signed_out")):
                self.ended = one
            else:
                self.life.hear(one)


@contextmanager
def laptop(folder: Path, *flags: str) -> Iterator[Laptop]:
    """The window on the store in `folder`, killed at the end."""
    slept = folder.with_name("slept")
    command = [sys.executable, "-m", "tests.faults.lid", str(folder), NURSE_A.user_id, PASSWORD, SUBJECT, str(slept)]
    with subprocess.Popen([*command, *flags], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Laptop(process, slept)
        finally:
            process.kill()


@pytest.mark.trip
@pytest.mark.slow
@pytest.mark.parametrize(("slept", "comes_to"), [("ten minutes", "locked covered"), ("three days", "signed_out")])
def test_the_window_is_locked_or_over_and_the_draft_is_kept(
    store: Path, instruments: Instruments, slept: str, comes_to: str
) -> None:
    with laptop(store) as machine:
        machine.answer()
        machine.sleep(SLEEPS[slept])
        assert machine.comes_to(comes_to, PATIENCE_S)
    desk = sign_in(store, NURSE_A.user_id, PASSWORD, SystemClock(), demo_protocol(), instruments)
    try:
        lost = machine.life.losses(start_check(desk, SUBJECT).draft.values())
        sound = desk.store.check().sound
    finally:
        desk.store.close()
    tell_figures("f15", slept=slept.replace(" ", "_"), window=comes_to.replace(" ", "_"), lost=len(lost))
    assert lost == []
    assert sound


@pytest.mark.trip
@pytest.mark.slow
def test_a_build_that_does_not_look_at_the_time_is_caught(store: Path) -> None:
    with laptop(store, "sabotage") as machine:
        machine.answer()
        machine.sleep(SLEEPS["ten minutes"])
        assert not machine.comes_to("locked covered", UNLOCKED_S)
