"""The areas of the user menu: only what the role may see is offered, in the order of the table."""

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from bedside.models.authority import ROLES
from bedside.services.desk import Desk
from bedside.views.area_pages import PAGES
from bedside.views.areas import AREAS, LOCK, areas_for, menu_entries
from bedside.views.tasks import Runner


class BlankPage(QObject):
    """An area with nothing in it but what the ward needs of one."""

    closed = Signal()
    told = Signal(str, str)

    def __init__(self, runner: Runner, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self.runner, self.desk = runner, desk
        self.screen = QWidget()
        self.opened = 0

    def open(self) -> None:
        """Count."""
        self.opened += 1


@pytest.mark.parametrize(
    ("role", "names"),
    [
        ("nurse", ["people", "health", "account", "about", "lock"]),
        ("investigator", ["people", "audit", "health", "account", "about", "lock"]),
        ("coordinator", ["people", "audit", "health", "account", "about", "lock"]),
        ("administrator", ["people", "audit", "health", "account", "about", "lock"]),
        ("monitor", ["people", "audit", "health", "account", "about", "lock"]),
        ("nobody", ["account", "about", "lock"]),
    ],
)
def test_a_role_is_offered_what_it_may_see(role: str, names: list[str]) -> None:
    assert [area.name for area in areas_for(role)] == names


@pytest.mark.parametrize("role", ROLES)
def test_every_entry_has_its_words(role: str) -> None:
    entries = menu_entries(role)
    assert entries[-1] == ("lock", "Lock now")
    assert all(words for _name, words in entries)


def test_every_area_has_its_page() -> None:
    assert set(PAGES) == {area.name for area in AREAS} - {LOCK}
