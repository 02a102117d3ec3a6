"""Which backups may go: the last ones stay, of those before one a week, and never the one that was just proven."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from bedside.errors import BackupUnusable
from bedside.store.backup import UNFINISHED, name_start
from bedside.store.manifest import Manifest, read_manifest

KEEP_LAST: Final = 14
KEEP_WEEKS: Final = 8


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


def clear_old(into: Path, store_id: UUID, newest: Path, keep_last: int, keep_weeks: int) -> int:
    """Remove the backups of this store in `into` that need not be kept beside `newest`; returns how many went.

    What cannot be read is left for a person to look at, and so is every backup of another store.

    Raises:
        OSError: one cannot be removed.
    """
    dated = {
        kept.path: kept.manifest.made_at
        for kept in backups_of(into)
        if kept.manifest is not None and kept.manifest.store_id == store_id and kept.path != newest
    }
    gone = surplus(dated, keep_last - 1, keep_weeks)
    for path in gone:
        # Renamed first: cut off in the middle, what is left calls itself unfinished and not a backup.
        going = path.with_name(f"{name_start(store_id)}going-{path.name[-6:]}{UNFINISHED}")
        os.rename(path, going)
        shutil.rmtree(going)
    return len(gone)


def surplus(dated: dict[Path, datetime], keep_last: int, keep_weeks: int) -> list[Path]:
    """Those of `dated` that need not be kept: beyond the last `keep_last` all but the newest of each calendar week, and
    of these all but the last `keep_weeks`."""
    newest_first = sorted(dated, key=lambda path: (dated[path], path.name), reverse=True)
    weeks: dict[tuple[int, int], Path] = {}
    for path in newest_first[keep_last:]:
        year, week, _ = dated[path].isocalendar()
        weeks.setdefault((year, week), path)
    kept = set(newest_first[:keep_last]) | set(list(weeks.values())[:keep_weeks])
    return [path for path in newest_first if path not in kept]
