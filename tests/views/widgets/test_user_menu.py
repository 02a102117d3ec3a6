"""The menu: looks are chosen in it, each language is written in itself, and with a user it signs out."""

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from bedside.views.appearance import Appearance, Chosen
from bedside.views.widgets.user_menu import LONGEST_NAME, UserMenu, shortened


@pytest.fixture
def appearance() -> Appearance:
    return Appearance(Chosen("light", 100, "en"), lambda _look: None)


def menu_of(qtbot: QtBot, appearance: Appearance, name: str = "Nurse A") -> UserMenu:
    menu = UserMenu(appearance, name)
    qtbot.addWidget(menu)
    return menu


def action(menu: UserMenu, name: str) -> QAction:
    found = menu.findChild(QAction, f"user_menu.{name}")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "chosen"),
    [
        ("theme.night", Chosen("night", 100, "en")),
        ("theme.system", Chosen("system", 100, "en")),
        ("percent.150", Chosen("light", 150, "en")),
        ("language.zh_CN", Chosen("light", 100, "zh_CN")),
    ],
)
def test_a_look_is_chosen(qtbot: QtBot, appearance: Appearance, name: str, chosen: Chosen) -> None:
    menu = menu_of(qtbot, appearance)
    action(menu, name).trigger()
    assert appearance.chosen == chosen
    assert action(menu, name).isChecked()


def test_what_is_worn_is_marked(qtbot: QtBot, appearance: Appearance) -> None:
    menu = menu_of(qtbot, appearance)
    marked = {each.objectName() for each in menu.findChildren(QAction) if each.isChecked()}
    assert marked == {"user_menu.theme.light", "user_menu.percent.100", "user_menu.language.en"}


def test_languages_are_written_in_themselves(qtbot: QtBot, appearance: Appearance) -> None:
    menu = menu_of(qtbot, appearance)
    assert action(menu, "language.zh_CN").text() == "简体中文"
    assert action(menu, "language.en").text() == "English"


def test_signing_out_is_asked_for(qtbot: QtBot, appearance: Appearance) -> None:
    menu = menu_of(qtbot, appearance)
    with qtbot.waitSignal(menu.sign_out_requested):
        action(menu, "sign_out").trigger()


def test_nobody_can_sign_out_before_signing_in(qtbot: QtBot, appearance: Appearance) -> None:
    menu = menu_of(qtbot, appearance, "")
    assert menu.findChild(QAction, "user_menu.sign_out") is None
    assert menu.accessibleName() == "Display"


def test_a_short_menu_is_still_named(qtbot: QtBot, appearance: Appearance) -> None:
    menu = menu_of(qtbot, appearance)
    menu.show_short(True)
    assert menu.text() == "☰"
    assert menu.accessibleName() == "Signed in: Nurse A"
    menu.show_short(False)
    assert menu.text() == "Nurse A ▾"


@pytest.mark.parametrize(("name", "text"), [("N" * 24, "N" * 24), ("N" * 25, "N" * 23 + "…"), ("", "")])
def test_a_long_name_is_cut(name: str, text: str) -> None:
    assert shortened(name) == text
    assert len(text) <= LONGEST_NAME


def test_areas_stand_first_and_tell_their_names(qtbot: QtBot, appearance: Appearance) -> None:
    menu = UserMenu(appearance, "Nurse A", entries=(("health", "State of this device"), ("lock", "Lock now")))
    qtbot.addWidget(menu)
    first = [each.text() for each in menu.menu().actions()[:3]]
    assert first == ["State of this device", "Lock now", ""]
    for name in ("health", "lock"):
        with qtbot.waitSignal(menu.page_requested) as told:
            action(menu, f"page.{name}").trigger()
        assert told.args == [name]
