"""Sentences that wrap and are never squeezed: a label that knows how high it must be at the width it has."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from bedside.views.theme import set_look


class Wrapped(QLabel):
    """Plain text over as many lines as it takes. Qt's own label lets a layout cut its last lines off."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(hint.width(), max(hint.height(), self.heightForWidth(self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


def wrapped(role: str, name: str = "") -> Wrapped:
    """A label in one of the style sheet's roles, hidden until it has something to say."""
    label = Wrapped()
    label.setObjectName(name)
    set_look(label, "role", role)
    label.hide()
    return label


def say(label: QLabel, text: str) -> None:
    """Show `text`, or hide the label when there is none."""
    if label.text() != text:
        label.setText(text)
    if label.isWindow():
        # Shown before it has a parent, a label would be a window of its own for a moment and take the keyboard; so it
        # is only no longer hidden by hand, and comes with whatever it is put into.
        label.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, not text)
    elif label.isHidden() == bool(text):
        label.setVisible(bool(text))
