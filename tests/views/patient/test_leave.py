"""Who may not record sees a patient all the same, and neither button nor key leads to a form."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from bedside.services.desk import Desk
from bedside.store.slots import SlotUser
from bedside.views.assess.check_words import CheckWords
from bedside.views.patient.presenter import PatientPresenter
from bedside.views.tasks import DirectRunner
from tests.services.ward import Ward

BUTTONS = ("start_check", "record_treatment", "record_adverse_event", "record_labs", "confirm_infusion")


@pytest.fixture
def opened(qtbot: QtBot, ward: Ward, request: pytest.FixtureRequest) -> Iterator[PatientPresenter]:
    """The page of a patient still to be infused, as the role of the test sees it."""
    ward.admit("01-002", days_ago=-1, given=False)
    role: str = request.param
    desk: Desk = replace(ward.desk, user=SlotUser("somebody", "Somebody", role))
    made = PatientPresenter(DirectRunner(), desk, desk.clock, CheckWords())
    qtbot.addWidget(made.screen)
    made.screen.resize(1366, 768)
    made.screen.show()
    made.open("01-002")
    yield made
    made.stop()


def offered(page: PatientPresenter) -> list[str]:
    """The buttons that are there."""
    found = ((name, page.screen.findChild(QWidget, f"patient.{name}")) for name in BUTTONS)
    return [name for name, button in found if button is not None and button.isVisible()]


@pytest.mark.parametrize(
    ("opened", "buttons"),
    [("monitor", []), ("coordinator", ["confirm_infusion"]), ("nurse", list(BUTTONS)), ("investigator", list(BUTTONS))],
    indirect=["opened"],
)
def test_only_what_the_role_may_is_offered(opened: PatientPresenter, buttons: list[str]) -> None:
    assert opened.state.loaded
    assert offered(opened) == buttons


@pytest.mark.parametrize("opened", ["monitor", "coordinator"], indirect=True)
def test_no_key_leads_to_what_is_not_offered(qtbot: QtBot, opened: PatientPresenter) -> None:
    screen = opened.screen
    wishes = (opened.check_requested, opened.labs_requested, opened.adverse_event_requested)
    for wish, asked in zip(
        wishes, (screen.check_requested, screen.labs_requested, screen.adverse_event_requested), strict=True
    ):
        with qtbot.assertNotEmitted(wish):
            asked.emit()
    screen.treatment_requested.emit()
    assert screen.findChild(QWidget, "treatment") is None


@pytest.mark.parametrize("opened", ["monitor"], indirect=True)
def test_whoever_only_looks_confirms_no_infusion(opened: PatientPresenter) -> None:
    opened.screen.infusion_requested.emit()
    assert opened.screen.findChild(QWidget, "infusion") is None
