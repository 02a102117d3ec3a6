"""Whoever works at the bed stands first, and every tile is as wide as the widest."""

from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from bedside.views.widgets.person import UserTile
from bedside.views.widgets.user_tiles import UserTiles, by_nearness

STAFF = (
    UserTile("admin-a", "Administrator A of a long name", "administrator"),
    UserTile("nurse-b", "Nurse B", "nurse"),
    UserTile("nurse-a", "Nurse A", "nurse"),
    UserTile("someone", "Someone", "of another day"),
    UserTile("investigator-a", "Investigator A", "investigator"),
)


def test_the_nurses_come_first_in_the_order_they_came() -> None:
    ids = [user.user_id for user in by_nearness(STAFF)]
    assert ids == ["nurse-b", "nurse-a", "investigator-a", "admin-a", "someone"]


def test_tiles_are_as_wide_as_the_widest(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    tiles = UserTiles("desk", page)
    tiles.show_users(STAFF, "", busy=False)
    widths = {button.minimumWidth() for button in tiles.findChildren(QPushButton)}
    assert len(widths) == 1
    assert widths.pop() >= max(button.sizeHint().width() for button in tiles.findChildren(QPushButton))
