"""Confirming that a planned infusion has begun: one question, refused in one line, said only after the commit."""

from datetime import datetime
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from bedside.errors import InputRefused, NotPermitted
from bedside.services.subjects import InfusionSaved
from bedside.views.patient.infusion import InfusionPresenter
from bedside.views.tasks import DirectRunner
from tests.views.patient.patients import NOW


class Confirmer:
    """Keeps when the infusion is said to have begun; fails when it is told to."""

    def __init__(self) -> None:
        self.begun: list[datetime] = []
        self.error: Exception | None = None

    def __call__(self, *, infused_at: datetime) -> InfusionSaved:
        if self.error is not None:
            raise self.error
        self.begun.append(infused_at)
        return InfusionSaved(UUID(int=1), "01-004", infused_at)


@pytest.fixture
def confirmer() -> Confirmer:
    return Confirmer()


@pytest.fixture
def presenter(qtbot: QtBot, confirmer: Confirmer) -> InfusionPresenter:
    made = InfusionPresenter(DirectRunner(), confirmer, lambda: NOW, "Bed 12 · 01-004")
    qtbot.addWidget(made.screen)
    made.screen.show()
    made.screen.activateWindow()
    qtbot.waitUntil(made.screen.isActiveWindow)
    made.screen.focus_first()
    return made


def press(presenter: InfusionPresenter, name: str) -> None:
    found = presenter.screen.findChild(QWidget, f"infusion.{name}")
    assert found is not None
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def test_the_time_is_typed_and_confirmed(presenter: InfusionPresenter, confirmer: Confirmer, qtbot: QtBot) -> None:
    edit = presenter.screen.findChild(QLineEdit, "infusion.infused_at")
    assert edit is not None
    assert edit.hasFocus()
    assert edit.text() == ""
    QTest.keyClicks(edit, "0110")
    with qtbot.waitSignal(presenter.saved) as saved:
        press(presenter, "save")
    assert saved.args == ["Recorded: infusion begun 01:10"]
    assert confirmer.begun == [NOW.replace(hour=1, minute=10)]


def test_without_a_time_nothing_is_confirmed(presenter: InfusionPresenter, confirmer: Confirmer) -> None:
    press(presenter, "save")
    assert presenter.screen.infused_at.refusal == "Needed: a time such as 10:30"
    assert confirmer.begun == []


def test_what_the_store_refuses_is_said_at_the_time(presenter: InfusionPresenter, confirmer: Confirmer) -> None:
    press(presenter, "infused_at.day.now")
    confirmer.error = InputRefused("infused_at", "03:12", "a time within the trial")
    press(presenter, "save")
    assert presenter.screen.infused_at.refusal == "03:12 cannot be taken. Allowed: a time within the trial"


def test_what_is_not_possible_is_said_above_the_button(presenter: InfusionPresenter, confirmer: Confirmer) -> None:
    press(presenter, "infused_at.day.now")
    confirmer.error = NotPermitted(act="confirming the infusion", reason="none is planned")
    press(presenter, "save")
    assert presenter.screen.refusal == "Not possible: none is planned"
    confirmer.error = None
    press(presenter, "save")
    assert presenter.screen.refusal == ""
    assert confirmer.begun == [NOW]


def test_the_way_back_confirms_nothing(presenter: InfusionPresenter, confirmer: Confirmer, qtbot: QtBot) -> None:
    with qtbot.waitSignal(presenter.closed):
        press(presenter, "back")
    assert confirmer.begun == []
