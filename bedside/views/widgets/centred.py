"""One column in the middle of a page: short enough that the eye finds the next line, scrolled where it is too long."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from bedside.views.theme import SPACE, SPACE_4, SPACE_8, current_theme

WIDTH = 560
"""Of the column, at 100 %."""


def column() -> tuple[QWidget, QVBoxLayout]:
    """An empty column and its layout; what goes in is added before `scrolled`."""
    made = QWidget()
    made.setMaximumWidth(current_theme().length(WIDTH))
    layout = QVBoxLayout(made)
    layout.setContentsMargins(SPACE_4, SPACE, SPACE_4, SPACE_8)
    layout.setSpacing(SPACE_4)
    return made, layout


def scroll_area() -> QScrollArea:
    """A place for a column; `fill` puts it in once the place has its parent."""
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return scroll


def fill(scroll: QScrollArea, part: QWidget) -> None:
    """Show `part` in the middle of `scroll`.

    Last, because a scroll area shows what it is given, and what was shown is styled anew at each new parent.
    """
    across = QWidget()
    layout = QHBoxLayout(across)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(part, 1)
    scroll.setWidget(across)
