"""What the guided restore knows on its way: which backups were found, which was chosen, what came of it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol


class Backup(Protocol):
    """A backup in a folder. `problem`: why it cannot be used; then nothing else is known of it."""

    @property
    def path(self) -> Path: ...
    @property
    def problem(self) -> str: ...
    @property
    def made_at(self) -> datetime | None: ...
    @property
    def made_by(self) -> str: ...
    @property
    def site_id(self) -> str: ...
    @property
    def entries(self) -> int: ...
    @property
    def size(self) -> int: ...


class Restored(Protocol):
    """What was put in place, and where what stood there before lies now. `older_key`: the backup is older than the
    store's last key."""

    @property
    def entries(self) -> int: ...
    @property
    def made_at(self) -> datetime: ...
    @property
    def set_aside(self) -> Path | None: ...
    @property
    def older_key(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why the store cannot be opened. `rolled_back`: it is sound but older than it was here; `missing` then is how many
    entries it lacks, None where that is not known."""

    words: str
    rolled_back: bool = False
    missing: int | None = None
