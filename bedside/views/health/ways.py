"""What the health page asks of the services; a test answers in their place."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from bedside.services.health import Health
from bedside.views.health.state import BackupChoice, Leave, Verified
from bedside.views.widgets.export_form import Exported


class BackupMade(Protocol):
    """A backup that was made and opened."""

    @property
    def path(self) -> Path: ...
    @property
    def entries(self) -> int: ...


class Ways(Protocol):
    """Each is called off the GUI thread, but for `leave`. A progress that raises breaks off what it is told of."""

    @property
    def leave(self) -> Leave:
        """What the person at the desk may do here."""
        ...

    def read(self) -> Health:
        """Look at everything."""
        ...

    def verify(self, progress: Callable[[int], None]) -> Verified:
        """Hold the whole store against itself."""
        ...

    def back_up(self, folder: Path | None, progress: Callable[[int, int], None]) -> BackupMade:
        """Make a backup, in a folder or where the settings say."""
        ...

    def backup_choice(self) -> BackupChoice:
        """Where backups go and how often."""
        ...

    def set_backup_choice(self, folder: Path | None, every_hours: int, on_sign_out: bool) -> None:
        """Set where backups go and how often."""
        ...

    def export(self, folder: Path, progress: Callable[[int], None]) -> Exported:
        """Write the whole audit trail into `folder`."""
        ...

    def recovery_codes(self) -> tuple[str, str]:
        """Make new recovery codes; the old ones are gone."""
        ...

    def rekey(self, reason: str) -> tuple[str, ...]:
        """Give the store a new key; answers who needs a new password for it."""
        ...

    def report(self, text: str) -> None:
        """Journal a problem."""
        ...
