"""The areas that the user menu leads to besides the ward's own: which there are, and who may see them."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from bedside.models.authority import Act, may

LOCK = "lock"
"""No page: covers whatever is shown."""


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
    """What `role` may open."""
    return tuple(area for area in AREAS if area.act is None or may(role, area.act))


def menu_entries(role: str) -> tuple[tuple[str, str], ...]:
    """Name and words of each entry that the user menu has for `role`, in the language now worn."""
    return tuple((area.name, area.words()) for area in areas_for(role))
