"""The people who may sign in, as tiles of which one is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from bedside.views.theme import set_kind
from bedside.views.widgets.flow_layout import FlowBox
from bedside.views.widgets.person import UserTile


def role_words(role: str) -> str:
    """What a role is called; one that nobody knows is said as it is written."""
    words = {
        "nurse": QCoreApplication.translate("Roles", "Nurse"),
        "investigator": QCoreApplication.translate("Roles", "Investigator"),
        "coordinator": QCoreApplication.translate("Roles", "Coordinator"),
        "administrator": QCoreApplication.translate("Roles", "Administrator"),
        "monitor": QCoreApplication.translate("Roles", "Monitor"),
    }
    return words.get(role, role)


AT_THE_BED_FIRST = ("nurse", "investigator", "coordinator", "monitor", "administrator")
"""The order of the tiles: whoever is called to a bed at night should not have to look for theirs."""


def by_nearness(users: Sequence[UserTile]) -> tuple[UserTile, ...]:
    """People by how near their work is to the bed, and otherwise as they came."""
    last = len(AT_THE_BED_FIRST)
    ranks = {role: rank for rank, role in enumerate(AT_THE_BED_FIRST)}
    return tuple(sorted(users, key=lambda user: ranks.get(user.role, last)))


class UserTiles(FlowBox):
    """Shows people; `chosen` carries the id of the one that was pressed."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget) -> None:
        """`name` starts the object name of each tile."""
        super().__init__(parent, line_spacing=8)
        self._name = name
        self._shown: tuple[UserTile, ...] = ()
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.buttonClicked.connect(self._on_tile_clicked)

    def show_users(self, users: Sequence[UserTile], chosen: str, *, busy: bool) -> None:
        """Show these people, one of them marked; emits nothing."""
        if tuple(users) != self._shown:
            self._fill(tuple(users))
        for button in self._group.buttons():
            button.setChecked(button.property("user_id") == chosen)
            button.setEnabled(not busy)

    def _fill(self, users: tuple[UserTile, ...]) -> None:
        self._shown = users
        for old in self._group.buttons():
            self._group.removeButton(old)
            self.flow.removeWidget(old)
            old.deleteLater()
        for user in by_nearness(users):
            button = QPushButton(f"{user.name}\n{role_words(user.role)}")
            button.setObjectName(f"{self._name}.user.{user.user_id}")
            button.setProperty("user_id", user.user_id)
            button.setCheckable(True)
            set_kind(button, "tile")
            self._group.addButton(button)
            self.flow.addWidget(button)
            if self.isVisible():
                # A layout shows what it is given late only with the next event.
                button.show()
        widest = max((button.sizeHint().width() for button in self._group.buttons()), default=0)
        for tile in self._group.buttons():
            tile.setMinimumWidth(widest)

    def focus_first(self) -> None:
        """Let the keyboard go to the first tile."""
        buttons = self._group.buttons()
        if buttons:
            buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_tile_clicked(self, button: QPushButton) -> None:
        self.chosen.emit(str(button.property("user_id")))
