"""The theme: every contrast computed, every token filled in, sizes that grow together."""

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from bedside.resources import resource_path
from bedside.views import theme as themes
from bedside.views.theme import GRADE_COLOURS, THEMES, Theme, contrast

GROUNDS = ("background", "surface", "raised")
every_theme = pytest.mark.parametrize("theme", THEMES.values(), ids=str)


@every_theme
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("token", ["text", "muted", "accent", "good", "caution", "danger"])
def test_words_can_be_read_on_every_ground(theme: Theme, ground: str, token: str) -> None:
    assert contrast(getattr(theme, token), getattr(theme, ground)) >= 4.5


@every_theme
@pytest.mark.parametrize("ground", GROUNDS)
def test_borders_that_carry_meaning_can_be_seen(theme: Theme, ground: str) -> None:
    assert contrast(theme.border, getattr(theme, ground)) >= 3


@every_theme
def test_a_primary_button_can_be_read(theme: Theme) -> None:
    assert contrast(theme.on_accent, theme.accent) >= 4.5


@pytest.mark.parametrize("grade", range(1, 6))
def test_a_grades_numeral_can_be_read_on_its_ground(grade: int) -> None:
    colours = GRADE_COLOURS[grade]
    assert colours is not None
    assert contrast(colours.numeral, colours.ground) >= 4.5


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [("#000000", "#FFFFFF", 21.0), ("#FFFFFF", "#FFFFFF", 1.0), ("#777777", "#FFFFFF", 4.48)],
)
def test_contrast_is_that_of_wcag(first: str, second: str, ratio: float) -> None:
    assert contrast(first, second) == pytest.approx(ratio, abs=0.01)
    assert contrast(second, first) == contrast(first, second)


@every_theme
@pytest.mark.parametrize("percent", themes.TEXT_SIZES)
def test_type_and_controls_grow_together(theme: Theme, percent: int) -> None:
    scaled = theme.scaled(percent)
    assert (scaled.small, scaled.number) == (round(14 * percent / 100), round(44 * percent / 100))
    assert scaled.control == round(48 * percent / 100)
    assert scaled.target >= 44
    assert (scaled.radius, scaled.line) == (theme.radius, theme.line)


def test_scaling_starts_from_the_tokens_each_time() -> None:
    assert themes.LIGHT.scaled(200).scaled(100) == themes.LIGHT


@every_theme
def test_the_sheet_is_filled_in_without_a_rest(theme: Theme) -> None:
    sheet = themes.style_sheet(theme)
    assert "$" not in sheet.replace("$tokens", "")
    assert theme.accent in sheet


def test_the_sheet_has_no_colour_of_its_own() -> None:
    text = resource_path("qss", "bedside.qss").read_text(encoding="utf-8")
    assert not re.findall(r"#[0-9A-Fa-f]{3,8}\b", text)


@pytest.mark.usefixtures("qapp")
def test_no_type_is_under_14() -> None:
    assert min(themes.font(themes.LIGHT, token).pixelSize() for token in ("small", "body", "section", "title")) >= 14


@pytest.mark.parametrize(
    ("scheme", "name"),
    [(Qt.ColorScheme.Dark, "dark"), (Qt.ColorScheme.Light, "light"), (Qt.ColorScheme.Unknown, "light")],
)
def test_the_theme_follows_the_system(scheme: Qt.ColorScheme, name: str) -> None:
    assert themes.for_scheme(scheme) == name


def test_an_applied_theme_is_worn_and_known(qapp: QApplication) -> None:
    themes.apply_theme(themes.DARK.scaled(150))
    assert themes.current_theme() == themes.DARK.scaled(150)
    assert qapp.palette().window().color() == QColor(themes.DARK.background)
    assert qapp.font().pixelSize() == 24
    themes.apply_theme(themes.LIGHT)
    assert themes.current_theme() == themes.LIGHT


def test_a_buttons_height_is_the_control_height(qtbot: QtBot) -> None:
    themes.apply_theme(themes.LIGHT)
    for kind in ("primary", "plain", "danger", "quiet", "choice"):
        button = QPushButton("Next")
        themes.set_kind(button, kind)
        qtbot.addWidget(button)
        button.show()
        assert button.height() == themes.LIGHT.control
        assert button.sizeHint().width() >= themes.LIGHT.target


def test_a_changed_look_is_drawn_at_once(qtbot: QtBot) -> None:
    themes.apply_theme(themes.LIGHT)
    label = QLabel("12 min")
    qtbot.addWidget(label)
    label.show()
    themes.set_look(label, "role", "danger")
    assert label.palette().windowText().color() == QColor(themes.LIGHT.danger)
    themes.set_look(label, "role", "danger")
    assert label.property("role") == "danger"


def test_a_theme_is_a_value() -> None:
    assert replace(themes.LIGHT) == themes.LIGHT
    assert hash(themes.LIGHT) != hash(themes.DARK)


def test_no_theme_without_an_application(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QApplication, "instance", staticmethod(lambda: None))
    assert themes.current_theme() == themes.LIGHT
    with pytest.raises(TypeError, match="QApplication"):
        themes.apply_theme(themes.LIGHT)
