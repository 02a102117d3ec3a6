"""Asks the services for what the health page shows and does, for the person at the desk."""

from collections.abc import Callable
from pathlib import Path

from bedside.models.authority import Act, may
from bedside.services.audit_export import export_audit
from bedside.services.backups import BackupMade, BackupSettings, back_up, backup_settings, set_backup_settings
from bedside.services.credentials import make_recovery_codes, rekey
from bedside.services.desk import Desk
from bedside.services.health import Health, health, report_problem
from bedside.services.verifying import verify_whole
from bedside.views.health.state import Leave, Verified
from bedside.views.widgets.export_form import Exported


class DeskWays:
    """See `Ways`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        role = desk.user.role
        self.leave = Leave(
            verify=may(role, Act.CHECK_STORE),
            back_up=may(role, Act.BACK_UP),
            configure=may(role, Act.CONFIGURE),
            export=may(role, Act.EXPORT_AUDIT),
            rekey=may(role, Act.REKEY),
            restore=may(role, Act.RESTORE),
            report=may(role, Act.REPORT_PROBLEM),
        )

    def read(self) -> Health:
        """See `Ways.read`."""
        return health(self._desk)

    def verify(self, progress: Callable[[int], None]) -> Verified:
        """See `Ways.verify`."""
        return verify_whole(self._desk, progress)

    def back_up(self, folder: Path | None, progress: Callable[[int, int], None]) -> BackupMade:
        """See `Ways.back_up`."""
        return back_up(self._desk, folder, progress)

    def backup_choice(self) -> BackupSettings:
        """See `Ways.backup_choice`."""
        return backup_settings(self._desk)

    def set_backup_choice(self, folder: Path | None, every_hours: int, on_sign_out: bool) -> None:
        """See `Ways.set_backup_choice`."""
        set_backup_settings(self._desk, folder, every_hours, on_sign_out)

    def export(self, folder: Path, progress: Callable[[int], None]) -> Exported:
        """See `Ways.export`."""
        return export_audit(self._desk, folder, progress)

    def recovery_codes(self) -> tuple[str, str]:
        """See `Ways.recovery_codes`."""
        return make_recovery_codes(self._desk)

    def rekey(self, reason: str) -> tuple[str, ...]:
        """See `Ways.rekey`."""
        return rekey(self._desk, reason)

    def report(self, text: str) -> None:
        """See `Ways.report`."""
        report_problem(self._desk, text)
