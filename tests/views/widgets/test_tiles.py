"""Tiles: equal in size, wrapped and never clipped, one stop for the Tab key, pressed by digit, space or finger."""

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from bedside.views.theme import DARK, LIGHT, apply_theme, current_theme
from bedside.views.widgets.tiles import DIGITS, NARROWEST, Tile, TileGroup, TileLayout

CHOICES = (("a", "Room air"), ("b", "Nasal cannula"), ("c", "Cannot be woken, or only by vigorous stimuli"), ("d", "4"))


@pytest.fixture
def group(qtbot: QtBot) -> TileGroup:
    """A shown group of four."""
    made = TileGroup("test", "Device", CHOICES)
    qtbot.addWidget(made)
    made.resize(700, 200)
    made.show()
    qtbot.waitExposed(made)
    return made


def _tiles(group: TileGroup) -> list[Tile]:
    return group.findChildren(Tile)


def test_tiles_are_equally_wide_and_aligned(group: TileGroup) -> None:
    boxes = [tile.geometry() for tile in _tiles(group)]
    assert len({box.width() for box in boxes}) == 1
    rows = {box.y() for box in boxes}
    assert len(rows) == 2
    assert [box.x() for box in boxes[:2]] == [box.x() for box in boxes[2:]]
    assert all(box.right() <= group.width() for box in boxes)


@pytest.mark.parametrize("width", [200, 300, 480, 700, 1200])
@pytest.mark.parametrize("percent", [100, 200])
def test_no_text_is_clipped_at_any_width(group: TileGroup, width: int, percent: int) -> None:
    apply_theme(LIGHT.scaled(percent))
    group.setFixedWidth(width * percent // 100)
    group.setFixedHeight(group.heightForWidth(group.width()))
    QApplication.processEvents()
    for tile in _tiles(group):
        assert tile.height() >= tile.height_at(tile.width())
        assert tile.height() >= current_theme().control
        assert group.rect().contains(tile.geometry())


def test_rows_are_as_even_as_can_be(qtbot: QtBot) -> None:
    five = TileGroup("five", "Five", [(str(number), str(number)) for number in range(5)])
    qtbot.addWidget(five)
    five.resize(4 * NARROWEST + 3 * 8, 200)
    five.show()
    rows = [tile.y() for tile in _tiles(five)]
    assert [rows.count(y) for y in sorted(set(rows))] == [3, 2]


def test_a_layout_without_tiles_takes_no_room(qtbot: QtBot) -> None:
    empty = QWidget()
    qtbot.addWidget(empty)
    layout = TileLayout(empty)
    assert layout.sizeHint() == QSize(0, 0)
    assert layout.heightForWidth(100) == 0
    assert layout.minimumSize().height() == 0
    assert layout.itemAt(0) is None
    assert layout.takeAt(3) is None
    layout.setGeometry(QRect(0, 0, 50, 50))


def test_a_layout_gives_its_items_back(group: TileGroup) -> None:
    layout = group.layout()
    assert layout is not None
    assert layout.count() == 4
    assert layout.hasHeightForWidth()
    assert layout.expandingDirections() == Qt.Orientation(0)
    taken = layout.takeAt(0)
    assert taken is not None
    assert layout.count() == 3


def test_filling_emits_nothing(group: TileGroup, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(group.pressed), qtbot.assertNotEmitted(group.pressed_again):
        group.show_checked(("b",))
    assert group.checked == ("b",)
    assert group.codes == ("a", "b", "c", "d")


def test_a_press_tells_and_does_not_check_by_itself(group: TileGroup, qtbot: QtBot) -> None:
    with qtbot.waitSignal(group.pressed) as pressed:
        QTest.mouseClick(_tiles(group)[1], Qt.MouseButton.LeftButton)
    assert pressed.args == ["b"]
    assert group.checked == ()


def test_a_press_on_the_chosen_one_is_told_apart(group: TileGroup, qtbot: QtBot) -> None:
    group.show_checked(("b",))
    with qtbot.assertNotEmitted(group.pressed), qtbot.waitSignal(group.pressed_again) as again:
        QTest.mouseClick(_tiles(group)[1], Qt.MouseButton.LeftButton)
    assert again.args == ["b"]


@pytest.mark.parametrize(("digit", "code"), [("1", "a"), ("4", "d")])
def test_a_digit_presses_its_tile(group: TileGroup, qtbot: QtBot, digit: str, code: str) -> None:
    group.take_focus()
    with qtbot.waitSignal(group.pressed) as pressed:
        QTest.keyClicks(group.window().focusWidget(), digit)
    assert pressed.args == [code]


@pytest.mark.parametrize("digit", ["5", "0", "", "x"])
def test_a_digit_without_a_tile_presses_nothing(group: TileGroup, qtbot: QtBot, digit: str) -> None:
    with qtbot.assertNotEmitted(group.pressed):
        assert not group.press_digit(digit)


def test_a_digit_with_a_modifier_is_left_to_others(group: TileGroup, qtbot: QtBot) -> None:
    group.take_focus()
    with qtbot.assertNotEmitted(group.pressed):
        QTest.keyClick(group.window().focusWidget(), Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)


def test_more_tiles_than_digits_are_pressed_by_hand(qtbot: QtBot) -> None:
    many = TileGroup("many", "Many", [(str(number), str(number)) for number in range(14)])
    qtbot.addWidget(many)
    assert many.press_digit(DIGITS[-1])
    assert len(_tiles(many)) == 14


def test_arrows_go_round_and_press_nothing(group: TileGroup, qtbot: QtBot) -> None:
    group.take_focus()
    with qtbot.assertNotEmitted(group.pressed):
        QTest.keyClick(group.window().focusWidget(), Qt.Key.Key_Up)
    assert group.window().focusWidget().objectName() == "test.d"
    QTest.keyClick(group.window().focusWidget(), Qt.Key.Key_Down)
    assert group.window().focusWidget().objectName() == "test.a"


def test_the_group_is_one_stop_and_enters_at_the_chosen_tile(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    first, second = TileGroup("first", "First", CHOICES), TileGroup("second", "Second", CHOICES)
    column.addWidget(first)
    column.addWidget(second)
    window.show()
    qtbot.waitExposed(window)
    second.show_checked(("c",))
    first.take_focus()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert window.focusWidget().objectName() == "second.c"


def test_every_tile_says_what_it_is(group: TileGroup) -> None:
    assert group.accessibleName() == "Device"
    assert [tile.accessibleName() for tile in _tiles(group)] == [text for _, text in CHOICES]


def test_a_theme_repaints_the_tiles(group: TileGroup) -> None:
    group.show_checked(("a",))
    before = group.grab().toImage()
    apply_theme(DARK)
    QApplication.processEvents()
    assert group.grab().toImage() != before


def test_a_small_group_may_stand_beside_a_field(qtbot: QtBot) -> None:
    units = TileGroup("units", "Unit", (("c", "°C"), ("f", "°F")), digits="", narrowest=80)
    qtbot.addWidget(units)
    assert all(tile.natural_width() == 80 for tile in _tiles(units))
    assert all(tile.minimumSizeHint().height() >= 44 for tile in _tiles(units))
    assert units.findChildren(Tile)[0].sizeHint().height() >= 48
