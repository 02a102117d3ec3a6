"""Parts are shown and hidden as asked, and building a screen styles nothing that is not on the screen yet."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from bedside.views.appearance import Appearance, Chosen
from bedside.views.board.screen import BoardScreen
from bedside.views.widgets.showing import show_if


@pytest.fixture
def part(qtbot: QtBot) -> Iterator[QLabel]:
    holder = QWidget()
    qtbot.addWidget(holder)
    layout = QVBoxLayout(holder)
    label = QLabel("part")
    layout.addWidget(label)
    yield label
    holder.close()


def shown_after(part: QLabel, *wishes: bool) -> bool:
    for wish in wishes:
        show_if(part, wish)
    part.window().show()
    return part.isVisible()


@pytest.mark.parametrize(
    ("wishes", "shown"),
    [((), True), ((True,), True), ((False,), False), ((False, True), True), ((True, False), False)],
)
def test_the_last_wish_counts_before_the_window_is_shown(part: QLabel, wishes: tuple[bool, ...], shown: bool) -> None:
    assert shown_after(part, *wishes) == shown


@pytest.mark.parametrize("wishes", [(True,), (False,), (False, True), (True, False, True), (False, False)])
def test_the_last_wish_counts_after_it(part: QLabel, wishes: tuple[bool, ...]) -> None:
    part.window().show()
    for wish in wishes:
        show_if(part, wish)
    assert part.isVisible() == wishes[-1]


def test_showing_beforehand_styles_nothing(qtbot: QtBot) -> None:
    # Made here and not in a fixture: between the two events are processed, and layouts style what they measure.
    holder = QWidget()
    qtbot.addWidget(holder)
    layout = QVBoxLayout(holder)
    part = QLabel("part")
    layout.addWidget(part)
    show_if(part, True)
    assert not part.testAttribute(Qt.WidgetAttribute.WA_WState_Polished)


def test_a_new_board_is_mostly_unstyled(qtbot: QtBot) -> None:
    board = BoardScreen(Appearance(Chosen("light", 100, "en"), lambda _look: None), "Nurse A")
    qtbot.addWidget(board)
    parts = board.findChildren(QWidget)
    styled = [part for part in parts if part.testAttribute(Qt.WidgetAttribute.WA_WState_Polished)]
    assert len(styled) < len(parts) / 2
