"""The one window: painted before anything else is loaded, then a stack of screens with a notice above them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from bedside.views.widgets.focus_ring import FocusRing
    from bedside.views.widgets.notice_bar import NoticeBar, NoticeKind

FIRST_SIZE = QSize(1366, 768)
SMALLEST = QSize(480, 560)


class MainWindow(QMainWindow):
    """Shows one screen at a time; knows none of them. Empty at first: its first font would double the time to paint."""

    closing = Signal()
    """The window is about to close; whoever listens has until the slot returns."""
    painted = Signal()
    """The window was painted for the first time: now there is time to load the rest."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("Bedside")
        self.setMinimumSize(SMALLEST)
        self.resize(FIRST_SIZE)
        self._stack: QStackedWidget | None = None
        self._cover: QWidget | None = None
        self._notice: NoticeBar | None = None
        self._focus_ring: FocusRing | None = None
        self._was_painted = False

    @property
    def notice(self) -> "NoticeBar":
        """What is told above every screen."""
        self._furnish()
        if self._notice is None:
            raise RuntimeError("a furnished window has a notice bar")
        return self._notice

    @property
    def focus_ring(self) -> "FocusRing":
        """The ring around whatever has the keyboard."""
        self._furnish()
        if self._focus_ring is None:
            raise RuntimeError("a furnished window has a focus ring")
        return self._focus_ring

    @property
    def shown(self) -> QWidget | None:
        """The screen on top; None before the first."""
        return None if self._stack is None else self._stack.currentWidget()

    def show_screen(self, screen: QWidget) -> None:
        """Bring `screen` to the top; it is added when it is new."""
        stack = self._furnish()
        if stack.indexOf(screen) < 0:
            stack.addWidget(screen)
        stack.setCurrentWidget(screen)

    def drop_screen(self, screen: QWidget) -> None:
        """Take `screen` out for good."""
        self._furnish().removeWidget(screen)
        screen.deleteLater()

    @property
    def cover(self) -> QWidget | None:
        """What lies over every screen; None when they can be seen."""
        return self._cover

    def put_on_cover(self, cover: QWidget) -> None:
        """Lay `cover` over everything, notices too: whatever comes to the top beneath it stays unseen until it goes."""
        stack = self._furnish()
        self.notice.hold(True)
        stack.hide()
        # Hidden widgets can still be given the keyboard, and what is typed over them would reach them.
        stack.setEnabled(False)
        self._body.addWidget(cover, 1)
        cover.show()
        self._cover = cover

    def take_off_cover(self) -> None:
        """Show again what is beneath; the cover goes for good."""
        if self._cover is None:
            return
        cover, self._cover = self._cover, None
        cover.hide()
        self._body.removeWidget(cover)
        cover.deleteLater()
        stack = self._furnish()
        stack.setEnabled(True)
        stack.show()
        self.notice.hold(False)

    def tell(self, kind: "NoticeKind", text: str) -> None:
        """Show a notice over whatever is on top."""
        self.notice.show_notice(kind, text)

    def _furnish(self) -> QStackedWidget:
        """Put notice, stack and focus ring in place; once."""
        if self._stack is not None:
            return self._stack
        # Deferred for start-up: the window is painted before its furniture is loaded.
        from bedside.views.widgets.focus_ring import FocusRing
        from bedside.views.widgets.notice_bar import NoticeBar

        self._notice, self._stack = NoticeBar(), QStackedWidget()
        self._stack.setObjectName("window.stack")
        body = QWidget()
        layout = self._body = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._notice)
        layout.addWidget(self._stack, 1)
        self.setCentralWidget(body)
        # In a window that stands already, a layout shows what it was given only with the next event.
        body.show()
        self._focus_ring = FocusRing(self)
        return self._stack

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused: QWidget | None = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QAbstractButton):
            # Outside dialogs Qt lets only the space bar press a button; a screen that takes Enter itself comes first.
            focused.click()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        event.accept()
