"""Nurses who relieve each other every twelve hours, as fast as the computer can, for as long as it is told.

Each signs in with a password, checks every patient answer by answer, gives a drug now and then, looks at board and
pages, makes a backup in the middle of her shift, and signs out, which closes the store.
"""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from time import monotonic

import psutil

from bedside.grading import Instruments, load_instruments
from bedside.models.canonical import JsonValue
from bedside.services.assessments import complete_check, keep_answers, start_check
from bedside.services.desk import Desk
from bedside.services.interventions import record_intervention
from bedside.services.sign_in import set_up_site, sign_in, sign_out
from bedside.services.subjects import admit_subject
from bedside.services.ward import patient_page, ward_board
from bedside.simulation.clock import ManualClock
from bedside.store.backup import write_backup
from bedside.store.slots import SlotUser
from tests.services.conftest import CHEAP, CRITERIA, PASSWORD, START
from tests.services.states import demo_protocol
from tests.services.ward import SINCE_NOTHING, WELL

NURSES = tuple(SlotUser(f"nurse-{letter}", f"Nurse {letter.upper()}", "nurse") for letter in "abcdef")
PATIENTS = tuple(f"01-{number:03d}" for number in range(1, 11))
SHIFT_H = 12
CHECKS_EVERY_H = 4
KEPT_BACKUPS = 3
MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Burden:
    """What the program burdens the computer with: memory, log, and what it leaves lying about."""

    memory_mb: float
    log_mb: float
    files: int
    descriptors: int
    threads: int

    def most(self, other: "Burden") -> "Burden":
        """The greater of each."""
        pairs = zip(vars(self).values(), vars(other).values(), strict=True)
        return Burden(*(max(pair) for pair in pairs))


@dataclass(frozen=True)
class Soaked:
    """What a run came to: shifts and checks done, the burden after the first tenth of the time and the most later."""

    shifts: int
    checks: int
    hours: float
    early: Burden
    later: Burden


class Shifts:
    """The ward of ten patients; `disturb` is held open through each shift by sabotaged builds."""

    def __init__(self, folder: Path, disturb: Callable[[Desk], AbstractContextManager[object]] | None = None) -> None:
        self._folder = folder / "ward"
        self._backups = folder / "backups"
        self._disturb = disturb
        self._clock = ManualClock(START)
        self._protocol = demo_protocol()
        texts = {file.stem: file.read_text(encoding="utf-8") for file in CRITERIA.glob("*.toml")}
        self._instruments: Instruments = load_instruments(texts, self._protocol)
        self._checks = 0
        self._most = self._burden()

    def run(self, seconds: float, least: int) -> Soaked:
        """Relieve each other for so many seconds, and for `least` shifts however slow the computer is."""
        self._begin()
        began, shifts = monotonic(), 0
        early = None
        for nurse in cycle(NURSES):
            self._shift(nurse)
            shifts += 1
            passed = monotonic() - began
            if early is None and passed >= seconds / 10:
                # What is loaded at first use is loaded by now.
                early, self._most = self._burden(), self._burden()
            if passed >= seconds and shifts >= least:
                break
        return Soaked(shifts, self._checks, shifts * SHIFT_H, early or self._most, self._most)

    def _begin(self) -> None:
        desk = set_up_site(
            *(self._folder, "site-1", self._protocol.id, NURSES[0], PASSWORD),
            *(self._clock, self._protocol, self._instruments),
            cost=CHEAP,
        )
        for nurse in NURSES[1:]:
            desk.store.add_user(nurse, PASSWORD, cost=CHEAP)
        for number, subject_id in enumerate(PATIENTS):
            admit_subject(
                desk,
                subject_id=subject_id,
                bed=str(number + 1),
                full_name=f"Patient {subject_id}",
                record_number=f"R-{subject_id}",
                age_years=60,
                developmental_delay=False,
                product="product",
                infused_at=self._clock.now() - timedelta(days=1),
                given=True,
            )
        sign_out(desk)

    def _shift(self, nurse: SlotUser) -> None:
        desk = sign_in(self._folder, nurse.user_id, PASSWORD, self._clock, self._protocol, self._instruments)
        if self._disturb is not None:
            with self._disturb(desk):
                self._work(desk)
        else:
            self._work(desk)
        sign_out(desk)
        self._note()

    def _work(self, desk: Desk) -> None:
        for hour in range(0, SHIFT_H, CHECKS_EVERY_H):
            for number, subject_id in enumerate(PATIENTS):
                self._check(desk, subject_id)
                if number == hour:
                    self._give(desk, subject_id)
            ward_board(desk)
            self._clock.advance(timedelta(hours=CHECKS_EVERY_H))
            self._note()
        write_backup(desk.store, self._backups, self._clock.now(), desk.user.user_id)
        for old in sorted(self._backups.iterdir())[:-KEPT_BACKUPS]:
            for file in old.iterdir():
                file.unlink()
            old.rmdir()

    def _check(self, desk: Desk, subject_id: str) -> None:
        check = start_check(desk, subject_id)
        since = {} if check.context.last is None else SINCE_NOTHING
        temperature = round(36.5 + self._checks % 20 / 10, 1)
        cause = {"fever_cause": "crs"} if temperature >= 38 else {}
        given: dict[str, JsonValue] = {**since, **WELL, **cause, "temperature_c": temperature}
        for item, value in given.items():
            keep_answers(desk, check.draft_id, {item: value}, "temperature")
        complete_check(desk, check, given, ())
        patient_page(desk, subject_id)
        self._checks += 1

    def _give(self, desk: Desk, subject_id: str) -> None:
        values = {"dose": 8.0, "dose_unit": "mg/kg", "route": "iv", "given_at": self._clock.now()}
        record_intervention(desk, subject_id, drug="tocilizumab", name="tocilizumab", **values)  # type: ignore[arg-type]

    # ---------------------------------------------------------------- what it costs

    def _note(self) -> None:
        self._most = self._most.most(self._burden())

    def _burden(self) -> Burden:
        process = psutil.Process()
        log = self._folder / "store.db-wal"
        return Burden(
            memory_mb=process.memory_info().rss / MEGABYTE,
            log_mb=log.stat().st_size / MEGABYTE if log.exists() else 0,
            files=sum(1 for _ in self._files()),
            descriptors=process.num_fds(),
            threads=threading.active_count(),
        )

    def _files(self) -> Iterator[Path]:
        """Everything in the store's folder and in that for temporary files of this process."""
        for place in (self._folder, Path(os.environ["TMPDIR"])):
            if place.exists():
                yield from place.rglob("*")
