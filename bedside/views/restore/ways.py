"""What the guided restore asks of the services; a test answers in their place."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from bedside.views.restore.state import Backup, Restored


class Ways(Protocol):
    """Each is called off the GUI thread, but for `now`."""

    def now(self) -> datetime:
        """The ward's clock."""
        ...

    def backups_in(self, folder: Path) -> Sequence[Backup]:
        """The backups in a folder, the newest first."""
        ...

    def restore(
        self, backup: Path, user_id: str, password: str, reason: str, progress: Callable[[int, int], None]
    ) -> Restored:
        """Put a backup in the store's place."""
        ...

    def accept_older(self, user_id: str, password: str, reason: str) -> None:
        """Go on with the older copy that stands there."""
        ...
