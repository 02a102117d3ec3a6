"""Which backups may go: the newest of each day stay, of those before one a week, and always the one just proven."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final, NamedTuple

from bedside.errors import BackupUnusable
from bedside.store.backup import UNFINISHED, name_start
from bedside.store.manifest import Manifest, read_manifest

KEEP_LAST: Final = 14
"""Days on which a backup was made whose newest stays."""
KEEP_WEEKS: Final = 8
"""Calendar weeks before those whose newest stays."""


class Age(NamedTuple):
    """What tells which of two backups of a device is the newer one.

    What is in it comes before the date: a journal only grows, and a clock may have been wrong. Nor may a chain that was
    given up, of which more had been saved, count as newer than the one that goes on.
    """

    this_chain: bool
    entries: int
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup that is there; without a manifest it cannot be used, for the `problem`."""

    path: Path
    manifest: Manifest | None
    problem: str = ""


def backups_of(into: Path) -> Iterator[Kept]:
    """Every backup in the folder `into`, of whatever store, usable or not; nothing where there is no such folder.

    Raises:
        OSError: the folder cannot be read.
    """
    if not into.is_dir():
        return
    for path in sorted(into.iterdir()):
        if not path.name.startswith("bedside-") or path.name.endswith(UNFINISHED) or not path.is_dir():
            continue
        try:
            yield Kept(path, read_manifest(path))
        except BackupUnusable as unusable:
            yield Kept(path, None, str(unusable.params["problem"]))


def clear_old(newest: Path, made: Manifest, keep_last: int, keep_weeks: int) -> int:
    """Remove what need not be kept beside the backup `newest`, which was just `made`; returns how many went.

    Only backups of the same store that the same device made: its twin, restored on another computer, may share the
    folder and records on its own. What cannot be read is left for a person to look at.

    Raises:
        OSError: one cannot be removed.
    """
    ages = {
        kept.path: Age(kept.manifest.head.chain_id == made.head.chain_id, kept.manifest.entries, kept.manifest.made_at)
        for kept in backups_of(newest.parent)
        if kept.manifest is not None
        and (kept.manifest.store_id, kept.manifest.device_id) == (made.store_id, made.device_id)
    }
    gone = [path for path in surplus(ages, keep_last, keep_weeks) if path != newest]
    for path in gone:
        # Renamed first: cut off in the middle, what is left calls itself unfinished and not a backup.
        going = path.with_name(f"{name_start(made.store_id, made.device_id)}going-{path.name[-6:]}{UNFINISHED}")
        os.rename(path, going)
        shutil.rmtree(going)
    return len(gone)


def surplus(ages: dict[Path, Age], keep_last: int, keep_weeks: int) -> list[Path]:
    """Those of `ages` that need not be kept: all but the newest of each of the last `keep_last` days (UTC) that have
    one, and but the newest of each of the last `keep_weeks` calendar weeks that have one before those.

    Days are counted by the backups that there are and never from today, which a wrong clock would put ten years on.
    """
    newest_first = sorted(ages, key=lambda path: (ages[path], path.name), reverse=True)
    days: dict[date, Path] = {}
    for path in newest_first:
        days.setdefault(_day(ages[path]), path)
    last = list(days)[:keep_last]
    weeks: dict[tuple[int, int], Path] = {}
    for path in newest_first:
        day = _day(ages[path])
        if day not in last:
            weeks.setdefault(day.isocalendar()[:2], path)
    kept = {*(days[day] for day in last), *list(weeks.values())[:keep_weeks]}
    return [path for path in newest_first if path not in kept]


def _day(age: Age) -> date:
    return age.made_at.astimezone(UTC).date()
