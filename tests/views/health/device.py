"""A device whose health is made up."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

from bedside.services.health import (
    Attempts,
    ClockSeen,
    Disk,
    Done,
    Drafts,
    GuessCost,
    Health,
    Program,
    Waiting,
)
from bedside.views.health.state import Leave

NOW = datetime(2026, 11, 22, 3, 12, tzinfo=timezone(timedelta(hours=8)))
WELL = Health(
    as_of=NOW,
    disk=Disk("good", 120_000_000_000, 8_000_000, 400_000),
    clock=ClockSeen("good", None, None),
    waiting=Waiting("good", 1768, NOW - timedelta(days=3)),
    backup=Done("good", NOW - timedelta(hours=5), False, "ward-20261121", 1700),
    verification=Done("good", NOW - timedelta(hours=20), False, "", 1700),
    attempts=Attempts("good", NOW - timedelta(days=7), 0, False),
    drafts=Drafts("good", 1, 0),
    guess=GuessCost("good", 480),
    program=Program("0.1.0", 2, "3f2a 91bb 04cd 77e0 12ab 9c3d 5e6f 8a90"),
)
ILL = Health(
    as_of=NOW,
    disk=Disk("act", 300_000_000, 8_000_000, 400_000),
    clock=ClockSeen("look", NOW - timedelta(hours=1), -10_800_000),
    waiting=Waiting("good", 0, None),
    backup=Done("act", NOW - timedelta(hours=5), True, "no space", None),
    verification=Done("act", NOW - timedelta(hours=2), True, "entry 12", None),
    attempts=Attempts("act", NOW - timedelta(days=7), 3, True),
    drafts=Drafts("look", 1, 2),
    guess=GuessCost("look", None),
    program=Program("0.1.0", 2, ""),
)
ALL = Leave(verify=True, back_up=True, configure=True, export=True, rekey=True, report=True, restore=True)


@dataclass(frozen=True)
class FakeFault:
    """Something that does not hold."""

    where: str = "entry 12"
    fault: str = "its payload does not match its hash"


@dataclass(frozen=True)
class FakeReport:
    """What a verification found."""

    entries: int = 1768
    faults: tuple[FakeFault, ...] = ()


@dataclass(frozen=True)
class FakeBackup:
    """A backup."""

    path: Path
    entries: int = 1768


@dataclass(frozen=True)
class FakeExport:
    """An export."""

    path: Path
    entries: int = 1768
    sha256: str = "cd" * 32


@dataclass(frozen=True)
class FakeChoice:
    """Where backups go."""

    folder: Path | None = None
    every_hours: int = 24
    on_sign_out: bool = True


@dataclass
class FakeWays:
    """Answers like the services."""

    health: Health = WELL
    leave: Leave = ALL
    report_found: FakeReport = field(default_factory=FakeReport)
    choice: FakeChoice = field(default_factory=FakeChoice)
    steps: tuple[int, ...] = (1000, 1768)
    reads: int = 0
    left_out: tuple[str, ...] = ()
    done: list[tuple[object, ...]] = field(default_factory=list)
    error: Exception | None = None

    def _do(self, *what: object) -> None:
        if self.error is not None:
            raise self.error
        self.done.append(what)

    def read(self) -> Health:
        self.reads += 1
        return self.health

    def verify(self, progress: Callable[[int], None]) -> FakeReport:
        for step in self.steps:
            progress(step)
        self._do("verify")
        return self.report_found

    def back_up(self, folder: Path | None, progress: Callable[[int, int], None]) -> FakeBackup:
        for step in self.steps:
            progress(step, self.steps[-1])
        self._do("back_up", folder)
        return FakeBackup(Path(folder or "elsewhere"))

    def backup_choice(self) -> FakeChoice:
        return self.choice

    def set_backup_choice(self, folder: Path | None, every_hours: int, on_sign_out: bool) -> None:
        self._do("choice", folder, every_hours, on_sign_out)

    def export(self, folder: Path, progress: Callable[[int], None]) -> FakeExport:
        for step in self.steps:
            progress(step)
        self._do("export", folder)
        return FakeExport(folder / "audit.jsonl")

    def recovery_codes(self) -> tuple[str, str]:
        self._do("codes")
        return "AAAA-BBBB-CCCC", "DDDD-EEEE-FFFF"

    def rekey(self, reason: str) -> tuple[str, ...]:
        self._do("rekey", reason)
        return self.left_out

    def report(self, text: str) -> None:
        self._do("report", text)
