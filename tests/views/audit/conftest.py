"""An audit page over a made-up trail."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from bedside.views.assess.check_words import CheckWords
from bedside.views.audit.presenter import AuditPresenter
from bedside.views.tasks import DirectRunner, Runner
from tests.views.audit.trail import NOW, FakeWays

WIDE, NARROW = (1366, 768), (480, 900)


def no_folder(_parent: QWidget, _title: str, _first: str) -> str:
    """A chooser that is closed without a choice."""
    return ""


class Desk:
    """The page, and what it told."""

    def __init__(self, ways: FakeWays, size: tuple[int, int], side: Runner | None = None) -> None:
        self.ways = ways
        self.chosen_folder = ""
        self.told: list[tuple[str, str]] = []
        self.closed: list[bool] = []
        self.presenter = AuditPresenter(
            DirectRunner(), side or DirectRunner(), ways, lambda: NOW, CheckWords(), choose=self._choose
        )
        self.presenter.told.connect(lambda kind, text: self.told.append((kind, text)))
        self.presenter.closed.connect(lambda: self.closed.append(True))
        self.screen = self.presenter.screen
        self.screen.resize(*size)
        self.screen.show()
        self.screen.activateWindow()
        QApplication.processEvents()
        self.presenter.open()

    def _choose(self, _parent: QWidget, _title: str, _first: str) -> str:
        return self.chosen_folder

    def part(self, name: str) -> QWidget:
        """A widget by name."""
        found = self.screen.findChild(QWidget, f"audit.{name}")
        assert found is not None, name
        return found


@pytest.fixture
def opened(qapp: object) -> Iterator[Callable[..., Desk]]:  # noqa: ARG001
    """Opens the page; closes it after the test."""
    desks: list[Desk] = []

    def make(ways: FakeWays | None = None, size: tuple[int, int] = WIDE, side: Runner | None = None) -> Desk:
        desks.append(Desk(ways or FakeWays(), size, side))
        return desks[-1]

    yield make
    for desk in desks:
        desk.screen.deleteLater()
        desk.presenter.deleteLater()
