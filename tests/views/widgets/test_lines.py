"""Sentences that wrap: high enough at every width, hidden while there is nothing to say."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from bedside.views import theme as themes
from bedside.views.widgets.lines import say, wrapped

SENTENCE = "Fever is not required, because CRS is established and tocilizumab was given since. " * 3


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made)
    made.resize(400, 300)
    return made


@pytest.mark.parametrize("percent", themes.TEXT_SIZES)
@pytest.mark.parametrize("width", [200, 400, 800])
def test_a_sentence_is_never_cut(page: QWidget, qtbot: QtBot, width: int, percent: int) -> None:
    themes.apply_theme(themes.LIGHT.scaled(percent))
    label = wrapped("muted")
    layout = page.layout()
    assert layout is not None
    layout.addWidget(label)
    say(label, SENTENCE)
    page.resize(width, 100)
    page.show()
    qtbot.waitUntil(lambda: label.height() >= label.heightForWidth(label.width()))
    page.resize(width // 2 + 60, 100)
    qtbot.waitUntil(lambda: label.height() >= label.heightForWidth(label.width()))


def test_nothing_to_say_takes_no_room(page: QWidget) -> None:
    label = wrapped("danger", "refusal")
    layout = page.layout()
    assert layout is not None
    layout.addWidget(label)
    page.show()
    assert not label.isVisible()
    say(label, "something")
    assert label.isVisible()
    say(label, "")
    assert not label.isVisible()
    assert label.text() == ""


def test_a_line_has_its_role_and_its_name(page: QWidget) -> None:
    label = wrapped("danger", "refusal")
    label.setParent(page)
    assert (label.property("role"), label.objectName()) == ("danger", "refusal")
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_markup_is_said_as_it_was_written(page: QWidget) -> None:
    label = wrapped("")
    label.setParent(page)
    say(label, "<b>5 < 6</b>")
    assert label.text() == "<b>5 < 6</b>"


def test_what_is_said_before_there_is_a_parent_opens_no_window(qtbot: QtBot) -> None:
    label, silent = wrapped("strong"), wrapped("strong")
    say(label, "Kept apart")
    say(silent, "no more")
    say(silent, "")
    assert not label.isVisible()
    page = QWidget()
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    layout.addWidget(label)
    layout.addWidget(silent)
    page.show()
    assert label.isVisible()
    assert not silent.isVisible()
