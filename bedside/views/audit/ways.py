"""What the audit page asks of the services; a test answers in their place."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol
from uuid import UUID

from bedside.views.audit.state import Leave, Row, Wanted
from bedside.views.widgets.export_form import Exported


class Page(Protocol):
    """Some entries, newest first; `more`: there are older ones."""

    @property
    def rows(self) -> Sequence[Row]: ...
    @property
    def more(self) -> bool: ...


class Ways(Protocol):
    """Each is called off the GUI thread, but for `leave`."""

    @property
    def leave(self) -> Leave:
        """What the person at the desk may do here."""
        ...

    def names(self) -> Mapping[str, str]:
        """Printed names by user id."""
        ...

    def page(self, wanted: Wanted, before: int | None) -> Page:
        """The entries before a position, the newest ones for None."""
        ...

    def count(self, wanted: Wanted) -> int:
        """How many entries fit."""
        ...

    def viewed(self) -> None:
        """Journal that the page was opened."""
        ...

    def review(self, wanted: Wanted, first: UUID, last: UUID, count: int, note: str) -> None:
        """Journal that what fits between two entries was reviewed."""
        ...

    def export(self, folder: Path, progress: Callable[[int], None]) -> Exported:
        """Write the whole trail into `folder`; a progress that raises breaks it off."""
        ...
