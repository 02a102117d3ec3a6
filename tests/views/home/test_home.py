"""The home of somebody without patients: one button an area, a menu to leave by, nothing of a patient."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from bedside.services.desk import Desk
from bedside.store.slots import SlotUser
from bedside.views.appearance import Appearance, Chosen
from bedside.views.areas import menu_entries
from bedside.views.home.presenter import HomePresenter
from bedside.views.home.screen import HomeScreen
from bedside.views.home.state import HomeState


@pytest.fixture
def home(qtbot: QtBot, desk: Desk) -> HomePresenter:
    administrator = replace(desk, user=SlotUser("admin-a", "Administrator A", "administrator"))
    made = HomePresenter(administrator, Appearance(Chosen("light", 100, "en"), lambda _look: None))
    qtbot.addWidget(made.screen)
    made.screen.show()
    return made


def button(screen: HomeScreen, name: str) -> QPushButton:
    found = screen.findChild(QPushButton, name)
    assert found is not None, name
    return found


def test_there_is_a_button_for_each_area(home: HomePresenter) -> None:
    assert home.screen.state == HomeState("Site site-1", menu_entries("administrator"))
    assert [name for name, _words in home.screen.state.entries][:2] == ["people", "audit"]
    assert button(home.screen, "home.page.audit").text() == "Audit trail"
    label = home.screen.findChild(QLabel, "home.ward")
    assert label is not None
    assert label.text() == "Site site-1"


def test_a_button_leads_to_its_area(qtbot: QtBot, home: HomePresenter) -> None:
    with qtbot.waitSignal(home.page_requested) as told:
        QTest.mouseClick(button(home.screen, "home.page.audit"), Qt.MouseButton.LeftButton)
    assert told.args == ["audit"]


def test_the_menu_leads_to_areas_and_out(qtbot: QtBot, home: HomePresenter) -> None:
    people = home.screen.findChild(QAction, "user_menu.page.people")
    out = home.screen.findChild(QAction, "user_menu.sign_out")
    assert people is not None
    assert out is not None
    with qtbot.waitSignal(home.page_requested) as told:
        people.trigger()
    assert told.args == ["people"]
    with qtbot.waitSignal(home.sign_out_requested):
        out.trigger()


def test_the_keyboard_starts_at_the_first_area(qtbot: QtBot, home: HomePresenter) -> None:
    home.screen.activateWindow()
    qtbot.waitUntil(home.screen.isActiveWindow)
    home.screen.focus_rows()
    assert button(home.screen, "home.page.people").hasFocus()


def test_a_home_without_areas_takes_no_keyboard(qtbot: QtBot) -> None:
    screen = HomeScreen(Appearance(Chosen("light", 100, "en"), lambda _look: None), "A", HomeState("Site 1"))
    qtbot.addWidget(screen)
    screen.focus_rows()
    assert screen.focusWidget() is None


def test_another_size_builds_it_anew(qtbot: QtBot, home: HomePresenter) -> None:
    old = home.screen
    new = home.rebuild()
    qtbot.addWidget(new)
    assert new is home.screen
    assert new is not old
    home.refresh()
    home.stop()
    assert new.state == old.state
