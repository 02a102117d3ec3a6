"""The one window: a stack of screens, the notice above them, the focus ring over all."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from bedside.views.widgets.focus_ring import FocusRing
from bedside.views.widgets.notice_bar import NoticeBar, NoticeKind

FIRST_SIZE = QSize(1366, 768)
SMALLEST = QSize(480, 560)


class MainWindow(QMainWindow):
    """Shows one screen at a time; knows none of them."""

    closing = Signal()
    """The window is about to close; whoever listens has until the slot returns."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("Bedside")
        self.setMinimumSize(SMALLEST)
        self.resize(FIRST_SIZE)
        self.notice = NoticeBar()
        self._stack = QStackedWidget()
        self._stack.setObjectName("window.stack")
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.notice)
        layout.addWidget(self._stack, 1)
        self.setCentralWidget(body)
        self.focus_ring = FocusRing(self)

    @property
    def shown(self) -> QWidget | None:
        """The screen on top."""
        return self._stack.currentWidget()

    def show_screen(self, screen: QWidget) -> None:
        """Bring `screen` to the top; it is added when it is new."""
        if self._stack.indexOf(screen) < 0:
            self._stack.addWidget(screen)
        self._stack.setCurrentWidget(screen)

    def drop_screen(self, screen: QWidget) -> None:
        """Take `screen` out for good."""
        self._stack.removeWidget(screen)
        screen.deleteLater()

    def tell(self, kind: NoticeKind, text: str) -> None:
        """Show a notice over whatever is on top."""
        self.notice.show_notice(kind, text)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        event.accept()
