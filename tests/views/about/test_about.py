"""The intended use can be read in the program by everybody, in the language that is worn."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from bedside.services.desk import Desk
from bedside.views.about.presenter import AboutPresenter
from bedside.views.areas import areas_for
from bedside.views.i18n import apply_language
from bedside.views.tasks import TaskRunner


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> Iterator[AboutPresenter]:
    made = AboutPresenter(TaskRunner(), desk)
    qtbot.addWidget(made.screen)
    made.screen.resize(480, 560)
    made.screen.show()
    yield made
    apply_language("en")


def words(page: AboutPresenter) -> str:
    return "\n".join(label.text() for label in page.screen.findChildren(QLabel) if label.isVisible())


def test_it_says_what_it_is_for_and_what_it_does_not(page: AboutPresenter, desk: Desk) -> None:
    page.open()
    said = words(page)
    assert "advises no treatment" in said
    assert "not a certified medical device" in said
    assert desk.protocol.id in said
    assert desk.protocol.checksum[:12] in said


def test_it_is_said_in_the_language_worn(page: AboutPresenter) -> None:
    apply_language("zh_CN")
    page.open()
    assert "不提供治疗建议" in words(page)
    assert "advises no treatment" not in words(page)


@pytest.mark.parametrize("role", ["nurse", "monitor", "administrator"])
def test_everybody_may_read_it(role: str) -> None:
    assert "about" in {area.name for area in areas_for(role)}


def test_it_is_left_by_its_button_and_by_escape(qtbot: QtBot, page: AboutPresenter) -> None:
    page.open()
    with qtbot.waitSignal(page.closed):
        QTest.mouseClick(page.screen.back, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.closed):
        QTest.keyClick(page.screen, Qt.Key.Key_Escape)
