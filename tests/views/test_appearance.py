"""The chosen look: worn at once, kept, and screens are built anew only when sizes or words change."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from bedside.views import appearance as looks
from bedside.views import i18n
from bedside.views.appearance import Appearance, Chosen, Look
from bedside.views.theme import DARK, LIGHT, NIGHT, current_theme


@pytest.fixture
def kept() -> list[Look]:
    return []


@pytest.fixture
def appearance(kept: list[Look]) -> Appearance:
    return Appearance(Chosen("light", 100, "en"), kept.append)


def test_the_choice_is_worn(appearance: Appearance) -> None:
    appearance.apply()
    assert current_theme() == LIGHT
    assert i18n.current_language() == "en"


def test_colours_change_without_rebuilding(qtbot: QtBot, appearance: Appearance, kept: list[Look]) -> None:
    with qtbot.assertNotEmitted(appearance.rebuild_requested):
        appearance.choose_theme("night")
    assert current_theme() == NIGHT
    assert kept == [Chosen("night", 100, "en")]


def test_a_text_size_rebuilds(qtbot: QtBot, appearance: Appearance, kept: list[Look]) -> None:
    with qtbot.waitSignal(appearance.rebuild_requested):
        appearance.choose_percent(200)
    assert current_theme() == LIGHT.scaled(200)
    assert kept == [Chosen("light", 200, "en")]


def test_a_language_rebuilds(qtbot: QtBot, appearance: Appearance, kept: list[Look]) -> None:
    with qtbot.waitSignal(appearance.rebuild_requested):
        appearance.choose_language("zh_CN")
    assert i18n.current_language() == "zh_CN"
    assert kept[-1].language == "zh_CN"


def test_the_systems_choice_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looks, "for_scheme", lambda _scheme: "dark")
    monkeypatch.setattr(i18n, "system_language", lambda: "zh_CN")
    followed = Appearance(Chosen(), lambda _look: None)
    assert followed.theme == DARK
    assert followed.language == "zh_CN"
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert current_theme() == DARK


def test_a_choice_of_ones_own_is_left_alone_by_the_system(appearance: Appearance) -> None:
    appearance.apply()
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert current_theme() == LIGHT
