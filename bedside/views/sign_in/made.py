"""The end of the first run: the store stands, and the way on is to the people who will work with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from bedside.views.theme import SPACE_4, set_kind, set_look
from bedside.views.widgets.lines import Wrapped


class MadePart(QWidget):
    """One sentence and one button."""

    add_people_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel(self.tr("The store is made"))
        title.setWordWrap(True)
        set_look(title, "role", "section")
        words = Wrapped()
        words.setObjectName("sign_in.made")
        words.setText(
            self.tr(
                "Both recovery codes are with their people. Now add those who will work here: nurses record checks, "
                "investigators confirm grades."
            )
        )
        self._add = QPushButton(self.tr("Add people now"))
        self._add.setObjectName("sign_in.add_people")
        set_kind(self._add, "primary")
        self._add.clicked.connect(self.add_people_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_4)
        for part in (title, words, self._add):
            layout.addWidget(part)

    def take_focus(self) -> None:
        """Let the keyboard go to the button."""
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)
