"""A nurse's hands: keys and clicks on what is shown, by object name."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from bedside.models.canonical import JsonValue
from bedside.services.assessments import start_check
from bedside.services.desk import Desk
from bedside.views.assess import pages
from bedside.views.assess.screen import AssessScreen
from bedside.views.assess.state import QuestionState, ScaleState

ENTER = "\r"
T = TypeVar("T")


class Hands:
    """Types and presses; reads the state and the labels."""

    def __init__(self, qtbot: QtBot, window: QWidget, screen: AssessScreen) -> None:
        self.qtbot, self.window, self.screen = qtbot, window, screen
        self.settle()

    def settle(self) -> None:
        """Let what is queued happen: layouts, and focus that waits for them."""
        for _ in range(3):
            QApplication.processEvents()

    def type(self, *texts: str) -> None:
        """Type texts into whatever has the keyboard; ENTER ends a field or turns the page."""
        for text in texts:
            for letter in text:
                if letter == ENTER:
                    QTest.keyClick(self.focus, Qt.Key.Key_Return)
                else:
                    QTest.keyClicks(self.focus, letter)
                self.settle()

    def key(self, key: Qt.Key) -> None:
        """Press one key."""
        QTest.keyClick(self.focus, key)
        self.settle()

    def click(self, name: str) -> None:
        """Press a shown widget with the mouse, in its middle."""
        widget = self.find(name)
        assert widget.isVisible(), f"{name} is not shown"
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(widget.width() // 2, widget.height() // 2))
        self.settle()

    @property
    def focus(self) -> QWidget:
        """What has the keyboard."""
        focused: QWidget | None = self.window.focusWidget()
        return focused if focused is not None else self.window

    @property
    def at(self) -> str:
        """The object name of what has the keyboard."""
        return self.focus.objectName()

    def find(self, name: str) -> QWidget:
        """A widget by its object name."""
        found = self.window.findChild(QWidget, name)
        assert found is not None, f"there is no {name}"
        return found

    def text(self, name: str) -> str:
        """What a label says; "" when it is not shown."""
        label = self.find(name)
        assert isinstance(label, QLabel)
        return label.text() if label.isVisible() else ""

    @property
    def page(self) -> str:
        """The key of the page shown."""
        return self.screen.state.page.key

    def question(self, item: str) -> QuestionState:
        """The state of one question of the page."""
        return next(question for question in self.screen.state.page.questions if question.item == item)

    @property
    def crs(self) -> ScaleState:
        """CRS in 'So far'."""
        return self.screen.state.panel.scales[0]

    @property
    def icans(self) -> ScaleState:
        """ICANS in 'So far'."""
        return self.screen.state.panel.scales[1]


class Waiting:
    """A runner whose jobs are done when the test says so: what the screen shows before is the point."""

    def __init__(self) -> None:
        self.jobs: list[tuple[Callable[[], object], Callable[..., None], Callable[[Exception], None]]] = []

    def run(self, job: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        self.jobs.append((job, done, failed))

    def step(self) -> None:
        """Do the oldest job."""
        job, done, failed = self.jobs.pop(0)
        try:
            result = job()
        except Exception as error:
            failed(error)
        else:
            done(result)

    def drain(self) -> None:
        """Do every job."""
        while self.jobs:
            self.step()


def give(hands: Hands, answers: dict[str, JsonValue]) -> None:
    """Answer as a click does."""
    for item, value in answers.items():
        hands.screen.given.answer_given.emit(item, value)


def review(hands: Hands) -> None:
    """Turn to the last page."""
    hands.screen.step_requested.emit(pages.REVIEW)
    hands.settle()


def kept(desk: Desk, subject_id: str) -> dict[str, JsonValue]:
    """What is on disk of the check in hand."""
    return start_check(desk, subject_id).draft.values()
