"""The areas of the user menu: only what is there and what the role may see is offered, in the order of the table."""

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from bedside.models.authority import ROLES
from bedside.services.desk import Desk
from bedside.views import areas
from bedside.views.areas import AREAS, LOCK, PAGES, areas_for, menu_entries
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


@pytest.fixture
def every_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every area is there."""
    monkeypatch.setattr(areas, "PAGES", {area.name: BlankPage for area in AREAS if area.name != LOCK})


@pytest.mark.usefixtures("every_page")
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


def test_an_area_that_is_not_there_is_not_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(areas, "PAGES", {"health": BlankPage})
    assert [name for name, _words in menu_entries("nurse")] == ["health", "lock"]


@pytest.mark.parametrize("role", ROLES)
def test_every_entry_has_its_words(role: str) -> None:
    entries = menu_entries(role)
    assert entries[-1] == ("lock", "Lock now")
    assert all(words for _name, words in entries)


def test_every_page_belongs_to_an_area() -> None:
    assert set(PAGES) <= {area.name for area in AREAS} - {LOCK}
