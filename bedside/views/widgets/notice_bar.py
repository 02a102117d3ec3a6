"""Tells of what happened without stopping anybody: one line under the window's edge, read out, gone by itself."""

from typing import Literal

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from bedside.views.theme import SPACE, SPACE_4, set_kind, set_look

NoticeKind = Literal["info", "good", "caution", "danger"]
SHOWN_MS = {"info": 8_000, "good": 8_000}
"""How long a notice stays; what asks for something stays until it is closed."""


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say `text` at once."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


class NoticeBar(QFrame):
    """Shows the last notice; hidden while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._text = QLabel()
        self._text.setObjectName("notice.text")
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._close = QPushButton()
        self._close.setObjectName("notice.close")
        set_kind(self._close, "quiet")
        self._close.clicked.connect(self.clear)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_4, SPACE // 2, SPACE, SPACE // 2)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)
        self._kind: NoticeKind = "info"
        self._held = False
        self.hide()

    @property
    def text(self) -> str:
        """What is told now; empty when nothing is."""
        return self._text.text()

    def show_notice(self, kind: NoticeKind, text: str) -> None:
        """Tell `text`, in place of what was told before."""
        set_look(self, "notice", kind)
        self._close.setText(self.tr("Close"))
        self._text.setText(text)
        self._kind = kind
        self._timer.stop()
        if not self._held:
            self._come_out()

    def hold(self, held: bool) -> None:
        """While held, nothing is shown or said aloud; what is told meanwhile comes out in the end."""
        if held == self._held:
            return
        self._held = held
        if held:
            self._timer.stop()
            self.hide()
        elif self.text:
            self._come_out()

    def _come_out(self) -> None:
        self.show()
        announce(self, self.text)
        if self._kind in SHOWN_MS:
            self._timer.start(SHOWN_MS[self._kind])

    @Slot()
    def clear(self) -> None:
        """Tell nothing."""
        self._timer.stop()
        self._text.clear()
        self.hide()
