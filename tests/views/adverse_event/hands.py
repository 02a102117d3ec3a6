"""A nurse's hands on an adverse event: keys and clicks on what is shown, by object name."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from bedside.views.adverse_event.presenter import AdverseEventPresenter
from bedside.views.adverse_event.state import QuestionState, TermState

ENTER = "\r"


class Hands:
    """Types and presses; reads the state and the labels."""

    def __init__(self, window: QWidget, presenter: AdverseEventPresenter) -> None:
        self.window, self.presenter = window, presenter
        self.settle()

    def settle(self) -> None:
        """Let what is queued happen: layouts, and focus that waits for them."""
        for _ in range(3):
            QApplication.processEvents()

    def type(self, *texts: str) -> None:
        """Type into whatever has the keyboard; ENTER is the Enter key."""
        for text in texts:
            for letter in text:
                if letter == ENTER:
                    self.key(Qt.Key.Key_Return)
                else:
                    QTest.keyClicks(self.focus, letter)
                    self.settle()

    def key(self, *keys: Qt.Key) -> None:
        """Press keys one after the other."""
        for key in keys:
            QTest.keyClick(self.focus, key)
            self.settle()

    def click(self, *names: str) -> None:
        """Press shown widgets with the mouse, in their middle."""
        for name in names:
            widget = self.find(name)
            QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(widget.width() // 2, widget.height() // 2))
            self.settle()

    def tab_to(self, name: str) -> None:
        """Go on with Tab until this has the keyboard."""
        for _ in range(60):
            if self.at == name:
                return
            self.key(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never came to {name}")

    def open(self, term: str) -> None:
        """Search for a term and take the first that is found."""
        self.type(term, ENTER)
        assert self.term.code

    @property
    def focus(self) -> QWidget:
        """What has the keyboard."""
        focused: QWidget | None = self.window.focusWidget()
        return focused if focused is not None else self.window

    @property
    def at(self) -> str:
        """The object name of what has the keyboard."""
        return self.focus.objectName().removeprefix("adverse_event.")

    def has(self, name: str) -> bool:
        """Whether a widget of this name is shown."""
        return any(found.isVisible() for found in self.window.findChildren(QWidget, f"adverse_event.{name}"))

    def find(self, name: str) -> QWidget:
        """A shown widget by its object name."""
        found = [widget for widget in self.window.findChildren(QWidget, f"adverse_event.{name}") if widget.isVisible()]
        assert found, f"{name} is not shown"
        return found[0]

    def text(self, name: str) -> str:
        """What a label says; "" when it is not shown."""
        if not self.has(name):
            return ""
        label = self.find(name)
        assert isinstance(label, QLabel)
        return label.text()

    def line(self, name: str) -> QLineEdit:
        """A shown line."""
        found = self.find(name)
        assert isinstance(found, QLineEdit)
        return found

    @property
    def term(self) -> TermState:
        """The term in hand."""
        found = self.presenter.state.term
        assert found is not None
        return found

    @property
    def question(self) -> QuestionState:
        """What is asked now."""
        found = self.term.current
        assert found is not None
        return found

    @property
    def bounds(self) -> tuple[int | None, int | None]:
        """The grade so far."""
        badge = self.term.panel.badge
        return badge.at_least, badge.at_most

    @property
    def codes(self) -> tuple[str, ...]:
        """The terms in the list."""
        return tuple(hit.code for hit in self.presenter.state.search.rows)
