"""A health page over a made-up device."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from bedside.views.health.presenter import HealthPresenter
from bedside.views.tasks import DirectRunner, Runner
from tests.views.health.device import FakeWays


class Page:
    """The page, and what it told."""

    def __init__(self, ways: FakeWays, side: Runner | None = None) -> None:
        self.ways = ways
        self.chosen_folder = ""
        self.told: list[tuple[str, str]] = []
        self.closed: list[bool] = []
        self.presenter = HealthPresenter(DirectRunner(), side or DirectRunner(), ways, choose=self._choose)
        self.presenter.told.connect(lambda kind, text: self.told.append((kind, text)))
        self.restoring: list[bool] = []
        self.presenter.restore_requested.connect(lambda: self.restoring.append(True))
        self.presenter.closed.connect(lambda: self.closed.append(True))
        self.screen = self.presenter.screen
        self.screen.resize(1366, 768)
        self.screen.show()
        self.presenter.open()

    def _choose(self, _parent: QWidget, _title: str, _first: str) -> str:
        return self.chosen_folder

    def part(self, name: str) -> QWidget:
        """A widget by name."""
        found = self.screen.findChild(QWidget, f"health.{name}")
        assert found is not None, name
        return found

    def text(self, name: str) -> str:
        """The words of a label."""
        return str(self.part(name).property("text"))

    def press(self, *names: str) -> None:
        """Press buttons one after the other."""
        for name in names:
            button = self.part(name)
            assert isinstance(button, QPushButton)
            assert button.isVisible(), name
            assert button.isEnabled(), name
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def type(self, name: str, text: str) -> None:
        """Write into a line."""
        line = self.part(name)
        assert isinstance(line, QLineEdit)
        line.setText(text)


@pytest.fixture
def opened(qapp: object) -> Iterator[Callable[..., Page]]:  # noqa: ARG001
    """Opens the page; closes it after the test."""
    pages: list[Page] = []

    def make(ways: FakeWays | None = None, side: Runner | None = None) -> Page:
        pages.append(Page(ways or FakeWays(), side))
        return pages[-1]

    yield make
    for page in pages:
        page.screen.deleteLater()
        page.presenter.deleteLater()
