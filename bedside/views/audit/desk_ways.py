"""Asks the services for what the audit page shows, for the person at the desk."""

from collections.abc import Callable, Mapping
from pathlib import Path
from uuid import UUID

from bedside.models.authority import Act, may
from bedside.services.audit import (
    AuditFilter,
    AuditPage,
    audit_counts,
    audit_page,
    note_viewed,
    review_audit,
)
from bedside.services.audit_export import export_audit
from bedside.services.desk import Desk
from bedside.services.people import people
from bedside.views.audit.state import Leave, Wanted
from bedside.views.widgets.export_form import Exported

AREA = "audit"
"""The page's name in the journal."""


class DeskWays:
    """See `Ways`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        role = desk.user.role
        self.leave = Leave(review=may(role, Act.REVIEW_AUDIT), export=may(role, Act.EXPORT_AUDIT))

    def names(self) -> Mapping[str, str]:
        """See `Ways.names`."""
        return {person.user_id: person.printed_name for person in people(self._desk)}

    def viewed(self) -> None:
        """See `Ways.viewed`."""
        note_viewed(self._desk, "", AREA)

    def page(self, wanted: Wanted, before: int | None) -> AuditPage:
        """See `Ways.page`."""
        return audit_page(self._desk, filter_of(wanted), before)

    def count(self, wanted: Wanted) -> int:
        """See `Ways.count`."""
        return audit_counts(self._desk, filter_of(wanted))

    def review(self, wanted: Wanted, first: UUID, last: UUID, count: int, note: str) -> None:
        """See `Ways.review`."""
        review_audit(self._desk, first, last, count, note, filter_of(wanted))

    def export(self, folder: Path, progress: Callable[[int], None]) -> Exported:
        """See `Ways.export`."""
        return export_audit(self._desk, folder, progress)


def filter_of(wanted: Wanted) -> AuditFilter:
    """What the services narrow the trail by."""
    return AuditFilter(
        query=wanted.query,
        subject_id=wanted.subject_id,
        author=wanted.author,
        kind=wanted.kind,
        since=wanted.since,
        until=wanted.until,
    )
