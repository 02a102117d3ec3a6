"""Hands on the laboratory screen, and eyes."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from bedside.views.labs.presenter import LabsPresenter
from bedside.views.labs.screen import LabsScreen


class Bench:
    """One panel."""

    def __init__(self, presenter: LabsPresenter) -> None:
        self.presenter = presenter
        self.told: list[str] = []
        self.saved: list[str] = []
        self.closed: list[bool] = []
        presenter.told.connect(lambda _kind, text: self.told.append(text))
        presenter.saved.connect(self.saved.append)
        presenter.closed.connect(lambda: self.closed.append(True))

    @property
    def screen(self) -> LabsScreen:
        """What is looked at."""
        return self.presenter.screen

    def part(self, name: str) -> QWidget:
        """A widget by name."""
        found = self.screen.findChild(QWidget, f"labs.{name}")
        assert found is not None, name
        return found

    def type(self, column: str, analyte: str, text: str) -> None:
        """Write into a field in place of what stands there."""
        field = self.part(f"{column}.{analyte}")
        assert isinstance(field, QLineEdit)
        field.setFocus()
        field.selectAll()
        QTest.keyClick(field, Qt.Key.Key_Delete)
        QTest.keyClicks(field, text)

    def unit(self, analyte: str, digit: int = 1) -> None:
        """Choose a unit by its digit."""
        QTest.keyClicks(self.part(f"unit.{analyte}"), str(digit))

    def enter(
        self, analyte: str, value: str, *, unit: int = 1, lln: str = "", uln: str = "", baseline: str = ""
    ) -> None:
        """A whole row."""
        self.type("value", analyte, value)
        if unit:
            self.unit(analyte, unit)
        for column, text in (("lln", lln), ("uln", uln), ("baseline", baseline)):
            if text:
                self.type(column, analyte, text)

    def press(self, *names: str) -> None:
        """Press widgets one after the other."""
        for name in names:
            QTest.mouseClick(self.part(name), Qt.MouseButton.LeftButton)

    def text(self, name: str) -> str:
        """What a field, a button or a label says; empty where it is hidden or not there."""
        found = self.screen.findChild(QWidget, f"labs.{name}")
        if found is None or found.isHidden():
            return ""
        assert isinstance(found, QLabel | QLineEdit | QPushButton)
        return found.text()

    @property
    def proposals(self) -> list[str]:
        """The titles of the proposals, from the top."""
        cards = self.screen.proposals.findChildren(QLabel)
        titles = [card for card in cards if card.objectName().removeprefix("labs.proposal.").isdigit()]
        shown = [card for card in titles if card.isVisibleTo(self.screen.proposals)]
        return [card.text() for card in sorted(shown, key=lambda card: int(card.objectName().rpartition(".")[2]))]

    def proposal(self, number: int, part: str) -> str:
        """One line of a proposal: said, missing or raising."""
        return self.text(f"proposal.{number}.{part}")
