"""A picture that is painted once for each size and state, so that a crosshair over it costs next to nothing."""

from collections.abc import Callable

from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from bedside.views.theme import current_theme


class PaintedOnce:
    """The picture of one widget, at its resolution and on its ground."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._picture: QPixmap | None = None

    @property
    def key(self) -> int:
        """Names what was painted last; 0 where nothing is. Tests tell by it whether it was painted anew."""
        return self._picture.cacheKey() if self._picture is not None else 0

    def forget(self) -> None:
        """Size, state or theme changed: paint anew when it is next wanted."""
        self._picture = None

    def drawn(self, draw: Callable[[QPainter], None]) -> QPixmap:
        """The picture; `draw` paints it where there is none."""
        if self._picture is None:
            ratio = self._widget.devicePixelRatioF()
            picture = QPixmap(self._widget.size() * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(current_theme().colour("surface"))
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw(painter)
            painter.end()
            self._picture = picture
        return self._picture
