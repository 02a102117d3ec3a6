"""The pages that the user menu leads to besides the ward's own: which there are, who may see them, how one is made."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, QObject, SignalInstance
from PySide6.QtWidgets import QWidget

from bedside.models.authority import Act, may
from bedside.services.desk import Desk
from bedside.views.tasks import Runner, TaskRunner

LOCK = "lock"
"""No page: covers whatever is shown."""


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

    return AuditPresenter(runner, DeskWays(desk), desk.clock.now, CheckWords(), parent)


def _account(runner: Runner, desk: Desk, parent: QObject) -> AreaPage:
    from bedside.views.account.desk_ways import account_page

    return account_page(runner, desk, parent)


def _health(runner: Runner, desk: Desk, parent: QObject) -> AreaPage:
    from bedside.views.health.desk_ways import DeskWays
    from bedside.views.health.presenter import HealthPresenter

    # A lane of its own for what takes long, so that saving never waits for it; it goes with the ward.
    return HealthPresenter(runner, TaskRunner(parent), DeskWays(desk), parent)


PAGES: dict[str, "Make"] = {"account": _account, "people": _people, "audit": _audit, "health": _health, "about": _about}
"""How each area's page is made. An area without one is not offered."""


@dataclass(frozen=True, slots=True)
class Area:
    """One entry of the user menu. `act` is what its reader needs leave for; None: everybody has it."""

    name: str
    act: Act | None
    words: Callable[[], str]


AREAS: tuple[Area, ...] = (
    Area("people", Act.SEE_PEOPLE, lambda: QCoreApplication.translate("Areas", "People and tasks")),
    Area("audit", Act.SEE_AUDIT, lambda: QCoreApplication.translate("Areas", "Audit trail")),
    Area("health", Act.SEE_HEALTH, lambda: QCoreApplication.translate("Areas", "State of this device")),
    Area("account", None, lambda: QCoreApplication.translate("Areas", "My password and PIN")),
    Area("about", None, lambda: QCoreApplication.translate("Areas", "About Bedside")),
    Area(LOCK, None, lambda: QCoreApplication.translate("Areas", "Lock now")),
)
"""In the order of the menu."""


def areas_for(role: str) -> tuple[Area, ...]:
    """What `role` may open, as far as it is there."""
    there = [area for area in AREAS if area.name in PAGES or area.name == LOCK]
    return tuple(area for area in there if area.act is None or may(role, area.act))


def menu_entries(role: str) -> tuple[tuple[str, str], ...]:
    """Name and words of each entry that the user menu has for `role`, in the language now worn."""
    return tuple((area.name, area.words()) for area in areas_for(role))


def made_page(name: str, runner: Runner, desk: Desk, parent: QObject) -> AreaPage | None:
    """The page of an area; None where this user may not open it, or it is not there, or it is no page."""
    if name == LOCK or name not in {area.name for area in areas_for(desk.user.role)}:
        return None
    return PAGES[name](runner, desk, parent)
