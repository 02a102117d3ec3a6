"""Backups that are made up."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

from bedside.views.restore.state import Backup

NOW = datetime(2026, 11, 22, 3, 12, tzinfo=timezone(timedelta(hours=8)))


@dataclass(frozen=True)
class FakeBackup:
    """One backup."""

    path: Path = Path("ward-20261121")
    problem: str = ""
    made_at: datetime | None = NOW - timedelta(hours=5)
    made_by: str = "nurse-a"
    site_id: str = "01"
    entries: int = 1700
    size: int = 8_000_000


@dataclass(frozen=True)
class FakeRestored:
    """What was put in place."""

    entries: int = 1700
    made_at: datetime = NOW
    set_aside: Path | None = Path("aside-20261122")
    older_key: bool = False


@dataclass
class FakeWays:
    """Answers like the services."""

    backups: Sequence[Backup] = (
        FakeBackup(),
        FakeBackup(path=Path("ward-20261120"), problem="a file is missing", made_at=None),
    )
    done: list[tuple[object, ...]] = field(default_factory=list)
    error: Exception | None = None
    result: FakeRestored = field(default_factory=FakeRestored)

    def now(self) -> datetime:
        return NOW

    def backups_in(self, folder: Path) -> Sequence[Backup]:
        if self.error is not None:
            raise self.error
        self.done.append(("look", folder))
        return self.backups

    def restore(
        self, backup: Path, user_id: str, password: str, reason: str, progress: Callable[[int, int], None]
    ) -> FakeRestored:
        progress(4_000_000_000, 8_000_000_000)
        if self.error is not None:
            raise self.error
        self.done.append(("restore", backup, user_id, password, reason))
        return self.result

    def accept_older(self, user_id: str, password: str, reason: str) -> None:
        if self.error is not None:
            raise self.error
        self.done.append(("older", user_id, password, reason))
