"""The flow: a line while there is room, more lines where there is not, nothing outside."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from bedside.views.theme import SPACE
from bedside.views.widgets.flow_layout import FlowLayout


def filled(qtbot: QtBot, widths: tuple[int, ...], height: int = 50) -> tuple[QWidget, list[QPushButton]]:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    buttons = []
    for width in widths:
        button = QPushButton()
        button.setFixedSize(width, height)
        flow.addWidget(button)
        buttons.append(button)
    return holder, buttons


def lines(buttons: list[QPushButton]) -> list[int]:
    return [button.y() for button in buttons]


@pytest.mark.parametrize(
    ("width", "shape"),
    [(316, [0, 0, 0]), (315, [0, 0, 58]), (208, [0, 0, 58]), (207, [0, 58, 116]), (100, [0, 58, 116])],
)
def test_what_does_not_fit_goes_on_below(qtbot: QtBot, width: int, shape: list[int]) -> None:
    holder, buttons = filled(qtbot, (100, 100, 100))
    layout = holder.layout()
    assert layout is not None
    holder.resize(width, layout.heightForWidth(width))
    holder.show()
    assert lines(buttons) == shape
    assert all(button.geometry().right() < width for button in buttons)


def test_hidden_things_take_no_room(qtbot: QtBot) -> None:
    holder, buttons = filled(qtbot, (100, 100, 100))
    buttons[1].hide()
    holder.resize(208, 50)
    holder.show()
    assert buttons[2].y() == buttons[0].y()
    assert buttons[2].x() == 100 + SPACE


def test_low_things_are_centred_in_their_line(qtbot: QtBot) -> None:
    holder, buttons = filled(qtbot, (100, 100))
    buttons[1].setFixedHeight(20)
    holder.resize(300, 50)
    holder.show()
    assert buttons[1].y() == 15


def test_room_left_over_is_shared(qtbot: QtBot) -> None:
    holder, buttons = filled(qtbot, (100,))
    holder.resize(300, 90)
    holder.show()
    assert buttons[0].y() == 20


def test_something_wider_than_the_line_is_cut_to_it(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    button = QPushButton("a very long word that nobody can break")
    flow.addWidget(button)
    button.setMinimumWidth(10)
    holder.resize(60, 60)
    holder.show()
    assert button.width() == 60


def test_it_asks_for_one_line_and_can_do_with_the_widest(qtbot: QtBot) -> None:
    holder, _buttons = filled(qtbot, (100, 140))
    layout = holder.layout()
    assert layout is not None
    layout.setContentsMargins(4, 4, 4, 4)
    assert layout.sizeHint() == QSize(100 + SPACE + 140 + 8, 58)
    assert layout.minimumSize() == QSize(148, 58)
    assert layout.hasHeightForWidth()
    assert not layout.expandingDirections()


def test_it_gives_back_what_it_holds(qtbot: QtBot) -> None:
    holder, buttons = filled(qtbot, (100, 140))
    layout = holder.layout()
    assert layout is not None
    layout.removeWidget(buttons[0])
    assert layout.count() == 1
    assert layout.itemAt(5) is None
    assert layout.takeAt(5) is None


def test_an_empty_flow_is_nothing(qtbot: QtBot) -> None:
    holder, _buttons = filled(qtbot, ())
    layout = holder.layout()
    assert layout is not None
    assert layout.sizeHint() == QSize(0, 0)
    assert layout.heightForWidth(100) == 0


def test_a_column_gives_it_the_height_of_its_lines(qtbot: QtBot) -> None:
    outer = QWidget()
    qtbot.addWidget(outer)
    holder, _buttons = filled(qtbot, (100, 100, 100))
    column = QVBoxLayout(outer)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(holder)
    column.addStretch(1)
    outer.resize(210, 400)
    outer.show()
    assert holder.height() == 108
