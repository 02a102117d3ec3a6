"""The bar below the panel: what cannot be saved yet, the one button that saves, and the question before leaving."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from bedside.views.theme import SPACE_3, SPACE_4, set_kind
from bedside.views.widgets.lines import say, wrapped


class LabsFoot(QFrame):
    """Shows either what can be saved, or asks whether to leave without saving."""

    save_asked = Signal()
    leave_confirmed = Signal()
    stay_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bar", "bottom")
        self._said = wrapped("caution", "labs.foot")
        self._refused = wrapped("danger", "labs.refusal")
        self._asked = wrapped("strong", "labs.leaving")
        self.save = self._button("labs.save", "primary")
        self.save.clicked.connect(self.save_asked)
        self._stay = self._button("labs.stay", "plain")
        self._stay.setText(self.tr("Stay"))
        self._stay.clicked.connect(self.stay_asked)
        self._leave = self._button("labs.leave", "danger")
        self._leave.setText(self.tr("Leave without saving"))
        self._leave.clicked.connect(self.leave_confirmed)
        line = QHBoxLayout(self)
        line.setContentsMargins(SPACE_4, SPACE_3, SPACE_4, SPACE_3)
        line.setSpacing(SPACE_3)
        for label in (self._refused, self._said, self._asked):
            line.addWidget(label, 1)
        line.addStretch(0)
        for button in (self._stay, self._leave, self.save):
            line.addWidget(button)
        self.show_usable(0, "")
        self.ask_leaving(0)

    def _button(self, name: str, kind: str) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(name)
        set_kind(button, kind)
        return button

    @property
    def stops(self) -> tuple[QPushButton, ...]:
        """Where the Tab key stops."""
        return self._stay, self._leave, self.save

    def show_usable(self, usable: int, blocked: str, *, busy: bool = False) -> None:
        """How many values can be saved, and which rows cannot yet."""
        several = self.tr("Save {n} values").format(n=usable) if usable else self.tr("Save")
        self.save.setText(self.tr("Save 1 value") if usable == 1 else several)
        self.save.setEnabled(not busy)
        say(self._said, self.tr("Not saved yet: {rows}").format(rows=blocked) if blocked else "")
        say(self._refused, "")

    def refuse(self, reason: str) -> None:
        """Say why nothing was saved."""
        say(self._said, "")
        say(self._refused, reason)

    @property
    def refusal(self) -> str:
        """Why nothing was saved."""
        return self._refused.text()

    @property
    def asking(self) -> bool:
        """Whether the question before leaving is shown."""
        return not self._stay.isHidden()

    def ask_leaving(self, unsaved: int) -> None:
        """Ask whether to leave `unsaved` values behind; 0 takes the question back."""
        asking = unsaved > 0
        several = self.tr("{n} values are not saved.").format(n=unsaved) if asking else ""
        say(self._asked, self.tr("1 value is not saved.") if unsaved == 1 else several)
        self._said.setVisible(not asking and bool(self._said.text()))
        self._refused.setVisible(not asking and bool(self._refused.text()))
        self.save.setVisible(not asking)
        for button in (self._stay, self._leave):
            button.setVisible(asking)
        if asking:
            self._stay.setFocus(Qt.FocusReason.OtherFocusReason)
