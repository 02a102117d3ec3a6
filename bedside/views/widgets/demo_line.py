"""Says the password of a synthetic ward, which is made anew at each start, and fills it in."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from bedside.views.theme import SPACE, SPACE_4, set_kind
from bedside.views.widgets.lines import Wrapped
from bedside.views.widgets.person import UserTile
from bedside.views.widgets.showing import show_if


class DemoLine(QFrame):
    """Hidden for a user of a real ward."""

    fill_requested = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("notice", "info")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_4, SPACE, SPACE_4, SPACE)
        self._words = Wrapped()
        self._words.setObjectName(f"{name}.demo_password")
        fill = QPushButton(self.tr("Fill in"))
        fill.setObjectName(f"{name}.fill_password")
        set_kind(fill, "plain")
        fill.clicked.connect(self.fill_requested)
        layout.addWidget(self._words)
        layout.addWidget(fill, 0, Qt.AlignmentFlag.AlignLeft)

    def show_user(self, user: UserTile | None) -> None:
        """Show the password of `user` where it is one of a synthetic ward."""
        demo = user is not None and bool(user.demo_password)
        show_if(self, demo)
        if user is not None and demo:
            words = self.tr("Synthetic ward, made for this start only. Password of {name}: {password}")
            self._words.setText(words.format(name=user.name, password=user.demo_password))
