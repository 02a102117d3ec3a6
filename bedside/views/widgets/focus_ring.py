"""One ring around whatever has the keyboard, because a style sheet cannot draw outside a control."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from bedside.views.theme import current_theme

_MOVES = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ParentChange})


class FocusRing(QWidget):
    """Lies over a window, lets every click through, and follows the focus within it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("focus_ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._window = window
        self._target: QWidget | None = None
        self._followed: list[QWidget] = []
        window.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)
        self.hide()

    @property
    def ring(self) -> QRect:
        """Where the ring's outer edge is, in the window's coordinates; empty when nothing has the focus."""
        return self.geometry() if self.isVisibleTo(self._window) else QRect()

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._release()
        inside = new is not None and new.window() is self._window and new is not self._window
        self._target = new if inside else None
        if self._target is None:
            self.hide()
            return
        widget: QWidget | None = self._target
        while widget is not None and widget is not self._window:
            widget.installEventFilter(self)
            self._followed.append(widget)
            widget = widget.parentWidget()
        self._follow()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES and self._target is not None:
            self._follow()
        return False

    def _release(self) -> None:
        for widget in self._followed:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._followed.clear()

    def _follow(self) -> None:
        target = self._target
        if target is None or not isValid(target) or not target.isVisibleTo(self._window):
            self.hide()
            return
        theme = current_theme()
        reach = theme.ring + theme.ring_gap
        corner = target.mapTo(self._window, QPoint(0, 0))
        ring = QRect(corner, target.size())
        # What has scrolled out of an ancestor's sight has no ring there either.
        # A scroll area's own part can be lost to the binding while it stands: it then clips nothing.
        for ancestor in filter(isValid, self._followed[1:]):
            ring = ring.intersected(QRect(ancestor.mapTo(self._window, QPoint(0, 0)), ancestor.size()))
        if ring.isEmpty():
            self.hide()
            return
        ring = ring.adjusted(-reach, -reach, reach, reach)
        self.setGeometry(ring.intersected(self._window.rect()))
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent"), theme.ring))
        half = theme.ring / 2
        radius = theme.radius + theme.ring_gap
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)
        painter.end()
