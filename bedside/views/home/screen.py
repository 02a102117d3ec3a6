"""The start of whoever looks after people and the store instead of patients: one large button an area."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from bedside.views.appearance import Appearance
from bedside.views.home.state import HomeState
from bedside.views.theme import SPACE, SPACE_4, current_theme, set_kind, set_look
from bedside.views.widgets.lines import Wrapped
from bedside.views.widgets.user_menu import UserMenu

WIDTH = 560
"""Of the column, at 100 %."""


class HomeScreen(QWidget):
    """Renders a `HomeState`."""

    page_requested = Signal(str)
    sign_out_requested = Signal()

    def __init__(self, appearance: Appearance, user_name: str, state: HomeState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("home")
        self._state = state
        self._buttons: list[QPushButton] = []
        menu = UserMenu(appearance, user_name, entries=state.entries)
        menu.page_requested.connect(self.page_requested)
        menu.sign_out_requested.connect(self.sign_out_requested)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar(menu))
        layout.addWidget(scroll, 1)
        scroll.setWidget(self._column())

    @property
    def state(self) -> HomeState:
        """What is shown."""
        return self._state

    def _bar(self, menu: UserMenu) -> QFrame:
        bar = QFrame()
        bar.setProperty("bar", "top")
        ward = Wrapped()
        ward.setText(self._state.ward)
        ward.setObjectName("home.ward")
        set_look(ward, "role", "section")
        line = QHBoxLayout(bar)
        line.setContentsMargins(SPACE_4, SPACE, SPACE_4, SPACE)
        line.setSpacing(SPACE_4)
        line.addWidget(ward, 1)
        line.addWidget(menu)
        return bar

    def _column(self) -> QWidget:
        column = QWidget()
        column.setMaximumWidth(current_theme().length(WIDTH))
        layout = QVBoxLayout(column)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        layout.setSpacing(SPACE)
        words = QLabel(self.tr("You look after this site's people and its store. Patients are not shown to you."))
        words.setWordWrap(True)
        set_look(words, "role", "muted")
        layout.addWidget(words)
        layout.addSpacing(SPACE)
        for name, text in self._state.entries:
            button = QPushButton(text)
            button.setObjectName(f"home.page.{name}")
            button.setProperty("area", name)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            set_kind(button, "tile")
            button.clicked.connect(self._on_area_clicked)
            layout.addWidget(button)
            self._buttons.append(button)
        layout.addStretch(1)
        across = QWidget()
        centred = QHBoxLayout(across)
        centred.setContentsMargins(0, 0, 0, 0)
        centred.addWidget(column, 1)
        return across

    def focus_rows(self) -> None:
        """Let the keyboard go to the first area."""
        if self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_area_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.page_requested.emit(str(button.property("area")))
