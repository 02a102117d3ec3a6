"""The check by mouse or finger alone: tiles, the keypad, the sheet to write on, steps and what is missing."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from bedside.views.assess.presenter import AssessPresenter
from bedside.views.assess.steps import StepButton
from bedside.views.widgets.picture_viewer import PictureViewer
from bedside.views.widgets.tiles import Tile
from tests.views.assess.hands import Hands


def _figures(hands: Hands, field: str, keys: str) -> None:
    hands.click(field)
    for key in keys:
        hands.click(f"assess.keypad.{key}")


def test_a_tile_answers_and_shows_it(hands: Hands) -> None:
    hands.click("assess.choice.identity.match")
    tile = hands.find("assess.choice.identity.match")
    assert isinstance(tile, Tile)
    assert tile.isChecked()
    assert hands.at == "assess.next"


def test_a_second_press_takes_the_answer_back_but_a_double_tap_does_not(hands: Hands) -> None:
    hands.click("assess.choice.identity.match")
    hands.click("assess.choice.identity.match")
    assert hands.question("identity").value is None
    tile = hands.find("assess.choice.identity.match")
    middle = tile.rect().center()
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseDClick(tile, Qt.MouseButton.LeftButton, pos=middle)
    hands.settle()
    assert hands.question("identity").value == "match"


def test_the_keypad_types_into_the_field_with_the_keyboard(hands: Hands) -> None:
    hands.click("assess.next")
    _figures(hands, "assess.number.temperature_c", "3.8")
    hands.click("assess.keypad.erase")
    hands.click("assess.keypad.erase")
    for key in ("8", ".", "4"):
        hands.click(f"assess.keypad.{key}")
    assert hands.question("temperature_c").value is None
    hands.click("assess.keypad.enter")
    assert hands.question("temperature_c").value == 38.4
    assert hands.at == "assess.number.heart_rate_bpm"
    assert (hands.crs.at_least, hands.crs.at_most) == (1, 4)


def test_next_takes_what_is_typed(hands: Hands) -> None:
    hands.click("assess.next")
    _figures(hands, "assess.number.temperature_c", "37")
    hands.click("assess.next")
    hands.click("assess.back")
    assert hands.question("temperature_c").value == 37.0
    field = hands.find("assess.number.temperature_c")
    assert isinstance(field, QLineEdit)
    assert field.text() == "37.0"


def test_the_keypad_shows_where_there_are_figures(hands: Hands) -> None:
    assert not hands.find("assess.keypad.7").isVisible()
    hands.click("assess.next")
    assert hands.find("assess.keypad.7").isVisible()


def test_a_step_opens_its_first_page_and_an_empty_step_does_not(hands: Hands) -> None:
    hands.click("assess.step.neuro")
    assert hands.page == "neuro"
    cause = hands.find("assess.step.cause")
    assert isinstance(cause, StepButton)
    assert not cause.isEnabled()
    assert cause.mark == "none"
    assert "nothing to ask" in cause.accessibleName()


def test_what_is_missing_leads_to_its_question(hands: Hands) -> None:
    hands.click("assess.panel.crs.missing")
    assert hands.page == "temperature"
    assert hands.at == "assess.number.temperature_c"
    hands.click("assess.panel.icans.missing")
    assert hands.page == "ice.orientation"


def test_a_wide_choice_fits_and_every_target_is_large_enough(hands: Hands) -> None:
    hands.click("assess.step.oxygen")
    tiles = [tile for tile in hands.screen.findChildren(Tile) if tile.isVisible()]
    assert len(tiles) > 11
    for tile in tiles:
        assert tile.height() >= 44
        assert tile.width() >= 44
        assert tile.width() >= tile.natural_width() or tile.height_at(tile.width()) <= tile.height()


def test_pictures_fill_the_screen_one_by_one_without_a_caption(hands: Hands) -> None:
    hands.screen.item_requested.emit("ice_naming_1")
    hands.click("assess.pictures.show")
    viewer = hands.window.findChild(PictureViewer, "assess.viewer")
    assert viewer is not None
    assert viewer.isFullScreen()
    assert viewer.place == 0
    QTest.keyClick(viewer, Qt.Key.Key_Return)
    following = viewer.findChild(QPushButton, "assess.viewer.next")
    assert following is not None
    QTest.mouseClick(following, Qt.MouseButton.LeftButton)
    assert viewer.place == 2
    QTest.keyClick(viewer, Qt.Key.Key_Return)
    assert not viewer.isVisible()
    hands.click("assess.pictures.show")
    QTest.keyClick(viewer, Qt.Key.Key_Escape)
    assert not viewer.isVisible()


def _write(hands: Hands, *points: tuple[int, int]) -> None:
    sheet = hands.find("assess.canvas")
    QTest.mousePress(sheet, Qt.MouseButton.LeftButton, pos=QPoint(*points[0]))
    for x, y in points[1:]:
        QTest.mouseMove(sheet, QPoint(x, y))
    QTest.mouseRelease(sheet, Qt.MouseButton.LeftButton, pos=QPoint(*points[-1]))
    hands.settle()


def test_handwriting_is_kept_stroke_by_stroke_and_can_be_cleared(hands: Hands) -> None:
    hands.screen.item_requested.emit("ice_writing")
    hands.screen.given.answer_given.emit("ice_language", "zh")
    _write(hands, (20, 20), (60, 80), (100, 20))
    _write(hands, (120, 20), (160, 80))
    strokes = hands.question("ice_writing_strokes").value
    assert isinstance(strokes, list)
    assert len(strokes) == 2
    hands.click("assess.canvas.clear")
    assert hands.question("ice_writing_strokes").value is None


def test_counting_along_keeps_nothing(hands: Hands) -> None:
    hands.screen.item_requested.emit("ice_attention")
    for number in range(100, 0, -10):
        hands.click(f"assess.count.{number}")
    assert hands.question("ice_attention").value is None
    hands.click("assess.next")
    hands.click("assess.back")
    chip = hands.find("assess.count.100")
    assert isinstance(chip, QPushButton)
    assert not chip.isChecked()


@pytest.mark.parametrize(("language", "words"), [("zh", "今年是哪一年？"), ("en", "What year is it?")])
def test_the_words_to_say_are_in_the_language_of_the_test(hands: Hands, language: str, words: str) -> None:
    hands.click("assess.step.ice")
    hands.click(f"assess.choice.ice_language.{language}")
    hands.click("assess.next")
    page = hands.find("assess.page.ice.orientation")
    assert words in [label.text() for label in page.findChildren(QLabel)]


def test_a_narrow_window_keeps_everything_in_reach(hands: Hands) -> None:
    hands.window.resize(480, 700)
    hands.settle()
    assert hands.window.width() == 480
    for step in ("temperature", "circulation", "oxygen", "ice", "neuro", "events", "review"):
        hands.click(f"assess.step.{step}")
        assert hands.window.width() == 480, step
    hands.click("assess.step.temperature")
    assert not hands.text("assess.panel.crs.decided")
    hands.click("assess.panel.toggle")
    assert hands.find("assess.panel.crs.missing").isVisible()
    hands.window.resize(1366, 768)
    hands.settle()
    assert hands.find("assess.keypad.7").isVisible()


def test_the_board_is_one_press_away_and_the_draft_stays(hands: Hands, presenter: AssessPresenter) -> None:
    hands.click("assess.next")
    hands.click("assess.number.temperature_c")
    hands.type("38.1")
    with hands.qtbot.waitSignal(presenter.closed):
        hands.click("assess.board")
    presenter.open_subject(hands.screen.state.header.subject_id)
    assert hands.page == "temperature"
    assert hands.question("temperature_c").value == 38.1
