"""The badge: what it says, what it draws, and that an unknown is never a 0."""

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from bedside.views import theme as themes
from bedside.views.widgets.grade_badge import BadgeState, GradeBadge, badge_sentence, badge_size


@pytest.mark.parametrize(
    ("at_least", "at_most", "numeral", "words"),
    [
        (0, 0, "0", "CRS none"),
        (0, 1, "?", "CRS not known"),
        (None, None, "?", "CRS not known"),
        (1, 1, "1", "CRS grade 1"),
        (1, 4, "1", "CRS at least grade 1"),
        (4, 5, "4", "CRS at least grade 4"),
        (5, 5, "5", "CRS grade 5"),
    ],
)
def test_a_grade_is_said_as_far_as_it_is_known(
    at_least: int | None, at_most: int | None, numeral: str, words: str
) -> None:
    state = BadgeState("crs", at_least, at_most)
    assert state.numeral == numeral
    assert badge_sentence(state) == words


def test_trend_and_signature_are_said_too() -> None:
    assert badge_sentence(BadgeState("icans", 2, 2, "up", True)) == (
        "ICANS grade 2, higher than last time, not signed yet"
    )
    assert badge_sentence(BadgeState("icans", 2, 2, "down")).endswith("lower than last time")
    assert badge_sentence(BadgeState("icans", 0, 0, "level")) == "ICANS none, as last time"


def picture(qtbot: QtBot, state: BadgeState) -> QImage:
    badge = GradeBadge(state.scale)
    qtbot.addWidget(badge)
    badge.show_state(state)
    badge.resize(badge.sizeHint())
    badge.show()
    return badge.grab().toImage()


@pytest.mark.parametrize("name", ["light", "dark", "night"])
def test_every_difference_can_be_seen_without_colour(qtbot: QtBot, name: themes.ThemeName) -> None:
    themes.apply_theme(themes.THEMES[name])
    states = [
        BadgeState("crs", at_least, at_most, trend, unsigned)
        for at_least, at_most in [(0, 0), (1, 1), (1, 3), (2, 2), (3, 3), (4, 4), (5, 5), (None, None)]
        for trend in (None, "up", "down", "level")
        for unsigned in (False, True)
    ]
    pictures = {
        bytes(picture(qtbot, state).convertToFormat(QImage.Format.Format_Grayscale8).constBits()) for state in states
    }
    assert len(pictures) == len(states)
    themes.apply_theme(themes.LIGHT)


def test_a_grade_has_its_own_ground(qtbot: QtBot) -> None:
    themes.apply_theme(themes.LIGHT)
    shown = picture(qtbot, BadgeState("crs", 3, 3))
    assert shown.pixelColor(6, 22) == QColor("#C62828")


@pytest.mark.parametrize("percent", themes.TEXT_SIZES)
def test_a_badge_is_a_target_at_every_text_size(percent: int) -> None:
    size = badge_size(themes.LIGHT.scaled(percent))
    assert size.height() == round(44 * percent / 100)
    assert size.width() > size.height()


def test_the_widget_says_what_it_shows(qtbot: QtBot) -> None:
    badge = GradeBadge("icans")
    qtbot.addWidget(badge)
    assert badge.accessibleName() == "ICANS not known"
    badge.show_state(BadgeState("icans", 1, 1))
    assert badge.accessibleName() == badge.toolTip() == "ICANS grade 1"
    assert badge.state.at_least == 1
