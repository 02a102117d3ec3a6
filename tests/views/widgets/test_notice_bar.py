"""The notice: read out, gone by itself unless it asks for something, closed by a button."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from bedside.views.widgets import notice_bar
from bedside.views.widgets.notice_bar import NoticeBar, NoticeKind


@pytest.fixture
def bar(qtbot: QtBot) -> NoticeBar:
    made = NoticeBar()
    qtbot.addWidget(made)
    return made


def test_there_is_none_at_first(bar: NoticeBar) -> None:
    assert not bar.isVisible()
    assert bar.text == ""


@pytest.mark.parametrize("kind", ["info", "good", "caution", "danger"])
def test_a_notice_is_shown_in_its_kind(bar: NoticeBar, kind: NoticeKind) -> None:
    bar.show_notice(kind, "No space is left")
    assert bar.isVisible()
    assert bar.property("notice") == kind
    shown = bar.findChild(QLabel, "notice.text")
    assert shown is not None
    assert shown.text() == bar.text == "No space is left"


def test_it_goes_by_itself(qtbot: QtBot, bar: NoticeBar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(notice_bar.SHOWN_MS, "good", 1)
    bar.show_notice("good", "Saved")
    qtbot.waitUntil(lambda: not bar.isVisible())
    assert bar.text == ""


def test_a_danger_stays_until_it_is_closed(bar: NoticeBar) -> None:
    bar.show_notice("good", "Saved")
    bar.show_notice("danger", "Not saved")
    timer = bar.findChild(QTimer)
    assert timer is not None
    assert not timer.isActive()
    assert bar.text == "Not saved"
    close = bar.findChild(QPushButton, "notice.close")
    assert close is not None
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()


def test_markup_is_shown_and_not_obeyed(bar: NoticeBar) -> None:
    bar.show_notice("info", "<b>bold</b>")
    shown = bar.findChild(QLabel, "notice.text")
    assert shown is not None
    assert shown.textFormat() == Qt.TextFormat.PlainText


def test_it_is_read_out(bar: NoticeBar, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: said.append(event.message()))
    bar.show_notice("good", "Check of 01-004 saved 03:16")
    assert said == ["Check of 01-004 saved 03:16"]


def test_a_held_notice_comes_out_when_it_is_let_go(bar: NoticeBar) -> None:
    bar.hold(True)
    bar.hold(True)
    bar.show_notice("good", "Saved")
    assert not bar.isVisible()
    timer = bar.findChild(QTimer)
    assert timer is not None
    assert not timer.isActive()
    bar.hold(False)
    assert bar.isVisible()
    assert timer.isActive()
    bar.clear()
    bar.hold(True)
    bar.hold(False)
    assert not bar.isVisible()
