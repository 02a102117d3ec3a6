"""One picture over the whole screen for the patient to name: no caption, no second thing to look at."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from bedside.views.theme import SPACE_4, SPACE_6, set_kind

_PAPER = Qt.GlobalColor.white
"""Always white: the pictures are drawn in ink, and a patient should see them the same by day and night."""


class Picture(QWidget):
    """One drawing on white paper, as large as it fits."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._renderer = QSvgRenderer(self)
        self._renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)

    def show_file(self, file: Path) -> None:
        """Show the SVG `file`."""
        self._renderer.load(str(file))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(96, 96)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), _PAPER)
        margin = min(self.width(), self.height()) * 0.08
        self._renderer.render(painter, QRectF(self.rect()).adjusted(margin, margin, -margin, -margin))
        painter.end()


class PictureViewer(QWidget):
    """The pictures of a naming task, one at a time over the whole screen; Esc or 'Back to the check' closes."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setObjectName(name)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("Picture to name"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "background")
        self._files: Sequence[Path] = ()
        self._place = 0
        self._picture = Picture(self.tr("Picture to name"), self)
        self._close = QPushButton(self.tr("Back to the check"), self)
        self._close.setObjectName(f"{name}.close")
        set_kind(self._close, "plain")
        self._close.clicked.connect(self.close)
        self._next = QPushButton(self.tr("Next picture"), self)
        self._next.setObjectName(f"{name}.next")
        set_kind(self._next, "primary")
        self._next.clicked.connect(self._on_next_clicked)
        bar = QHBoxLayout()
        bar.setSpacing(SPACE_4)
        bar.addWidget(self._close)
        bar.addStretch(1)
        bar.addWidget(self._next)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_6, SPACE_6, SPACE_6, SPACE_6)
        layout.setSpacing(SPACE_4)
        layout.addWidget(self._picture, 1)
        layout.addLayout(bar)

    @property
    def place(self) -> int:
        """Which of the pictures is shown, from 0."""
        return self._place

    def show_pictures(self, files: Sequence[Path], place: int) -> None:
        """Cover the screen with `files[place]`."""
        self._files = files
        self._show(place)
        self.showFullScreen()
        (self._close if self._next.isHidden() else self._next).setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        # Not every desktop gives the keyboard back to the window below by itself.
        below = self.parentWidget()
        if below is not None:
            below.activateWindow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
            self._on_next_clicked()
        else:
            super().keyPressEvent(event)

    def _show(self, place: int) -> None:
        self._place = place
        self._picture.show_file(self._files[place])
        self._next.setVisible(place + 1 < len(self._files))

    @Slot()
    def _on_next_clicked(self) -> None:
        if self._place + 1 < len(self._files):
            self._show(self._place + 1)
        else:
            self.close()
