"""How the pages of the areas are made: the one place besides the ward that knows several screens."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtWidgets import QWidget

from bedside.services.desk import Desk
from bedside.views.areas import areas_for
from bedside.views.tasks import Runner, TaskRunner


class AreaPage(Protocol):
    """What the ward needs of an area's presenter, which is a QObject made with (runner, desk, parent)."""

    @property
    def screen(self) -> QWidget:
        """What is laid over the board."""
        ...

    @property
    def closed(self) -> SignalInstance:
        """Emitted when the page is left."""
        ...

    @property
    def told(self) -> SignalInstance:
        """Emitted with kind and text of a notice."""
        ...

    def open(self) -> None:
        """Read what the page shows."""
        ...

    def deleteLater(self) -> None:
        """Qt's own."""
        ...


@runtime_checkable
class Stoppable(Protocol):
    """A page that runs something which must end before the store is closed."""

    def stop(self) -> None:
        """The page is being left."""
        ...


@runtime_checkable
class Restoring(Protocol):
    """Whoever can leave the desk so that a backup takes the place of the store."""

    def leave_to_restore(self) -> None:
        """Sign out, and lead on to the guided restore."""
        ...


if TYPE_CHECKING:
    Make = Callable[[Runner, Desk, QObject], AreaPage]


# Each page is imported when it is first opened: they are heavy, and nobody needs them to see the board.
def _people(runner: Runner, desk: Desk, parent: QObject) -> AreaPage:
    from bedside.views.people.presenter import PeoplePresenter

    return PeoplePresenter(runner, desk, parent)


def _about(runner: Runner, desk: Desk, parent: QObject) -> AreaPage:
    from bedside.views.about.presenter import AboutPresenter

    return AboutPresenter(runner, desk, parent)


def _audit(runner: Runner, desk: Desk, parent: QObject) -> AreaPage:
    from bedside.views.assess.check_words import CheckWords
    from bedside.views.audit.desk_ways import DeskWays
    from bedside.views.audit.presenter import AuditPresenter

    # A lane of its own for an export, as for what the health page runs long.
    return AuditPresenter(runner, TaskRunner(parent), DeskWays(desk), desk.clock.now, CheckWords(), parent)


def _account(runner: Runner, desk: Desk, parent: QObject) -> AreaPage:
    from bedside.views.account.desk_ways import account_page

    return account_page(runner, desk, parent)


def _health(runner: Runner, desk: Desk, parent: QObject) -> AreaPage:
    from bedside.views.health.desk_ways import DeskWays
    from bedside.views.health.presenter import HealthPresenter

    # A lane of its own for what takes long, so that saving never waits for it; it goes with the ward.
    page = HealthPresenter(runner, TaskRunner(parent), DeskWays(desk), parent)
    if isinstance(parent, Restoring):
        page.restore_requested.connect(parent.leave_to_restore)
    return page


PAGES: dict[str, "Make"] = {"account": _account, "people": _people, "audit": _audit, "health": _health, "about": _about}
"""How each area's page is made."""


def load_pages() -> None:
    """Import what a patient's page and its forms need: heavy, and nobody needs it to sign in or to see the board.

    The board does it on the runner's thread as soon as it stands; whoever is faster loads them by opening a page.
    """
    import bedside.views.adverse_event.presenter
    import bedside.views.labs.presenter
    import bedside.views.patient.presenter  # noqa: F401


def made_page(name: str, runner: Runner, desk: Desk, parent: QObject) -> AreaPage | None:
    """The page of an area; None where this user may not open it, or it is no page."""
    make = PAGES.get(name) if name in {area.name for area in areas_for(desk.user.role)} else None
    return None if make is None else make(runner, desk, parent)
