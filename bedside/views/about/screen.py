"""One column of text: version and protocol, then the intended use."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from bedside.views.about.state import AboutState
from bedside.views.theme import SPACE, SPACE_4, SPACE_HALF, current_theme
from bedside.views.widgets.form_page import BackBar
from bedside.views.widgets.lines import say, wrapped

WIDTH = 640
"""Of the column, at 100 %."""


class AboutScreen(QWidget):
    """Renders an `AboutState`."""

    back_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("about")
        bar = BackBar("about", self.tr("Back"))
        bar.title.setText(self.tr("About Bedside"))
        bar.back_requested.connect(self.back_requested)
        self.back = bar.back
        column = QWidget()
        column.setMaximumWidth(current_theme().length(WIDTH))
        self._column = QVBoxLayout(column)
        self._column.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self._column.setSpacing(SPACE_HALF)
        across = QWidget()
        centred = QHBoxLayout(across)
        centred.setContentsMargins(0, 0, 0, 0)
        centred.addWidget(column, 1)
        # The page holds nothing but text, so the keyboard scrolls it.
        scroll = QScrollArea()
        scroll.setObjectName("about.text")
        scroll.setAccessibleName(self.tr("About Bedside"))
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(across)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(scroll, 1)
        QShortcut(
            QKeySequence("Escape"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        ).activated.connect(self.back_requested)

    def show_state(self, state: AboutState) -> None:
        """Show the text; once, as nothing of it changes while it is looked at."""
        for fact in state.facts:
            self._add("muted", fact)
        for heading, text in state.sections:
            self._column.addSpacing(SPACE)
            self._add("section", heading)
            self._add("", text)
        self._column.addStretch(1)

    def _add(self, role: str, text: str) -> None:
        label = wrapped(role)
        self._column.addWidget(label)
        say(label, text)
