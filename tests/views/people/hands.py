"""What a person does on the page of people, tasks and protocol."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from bedside.views.people.presenter import PeoplePresenter
from bedside.views.people.state import Card
from tests.services.site import Site

LEFT = Qt.MouseButton.LeftButton


class Hands:
    """One opening of the page; `told` collects its notices."""

    def __init__(self, presenter: PeoplePresenter, site: Site) -> None:
        self.presenter, self.site = presenter, site
        self.told: list[tuple[str, str]] = []
        presenter.told.connect(lambda kind, text: self.told.append((kind, text)))

    @property
    def screen(self) -> QWidget:
        return self.presenter.screen

    def has(self, name: str) -> bool:
        """Whether something of this name is shown."""
        return any(widget.isVisible() for widget in self.screen.findChildren(QWidget, name))

    def find(self, name: str) -> QWidget:
        """What is shown under this name, once the layouts have settled."""
        QApplication.processEvents()
        shown = [widget for widget in self.screen.findChildren(QWidget, name) if widget.isVisible()]
        assert shown, f"{name} is not shown"
        return shown[0]

    def press(self, *names: str) -> "Hands":
        """Press buttons one after the other."""
        for name in names:
            button = self.find(name)
            assert isinstance(button, QAbstractButton), name
            assert button.isEnabled(), name
            QTest.mouseClick(button, LEFT)
        return self

    def write(self, name: str, text: str) -> "Hands":
        """Write into a line."""
        line = self.find(name)
        assert isinstance(line, QLineEdit)
        line.clear()
        QTest.keyClicks(line, text)
        return self

    def text(self, name: str) -> str:
        """What a label or a button says; empty where it is not shown."""
        if not self.has(name):
            return ""
        widget = self.find(name)
        assert isinstance(widget, QLabel | QAbstractButton | QLineEdit)
        return widget.text()

    def cards(self) -> tuple[Card, ...]:
        """What is listed."""
        assert self.presenter.state.cards is not None
        return self.presenter.state.cards

    def card(self, key: str) -> Card:
        """One of them."""
        return next(card for card in self.cards() if card.key == key)
