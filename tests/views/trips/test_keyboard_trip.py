"""From sign-in to a re-opened store with the keyboard alone."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from bedside.app.options import Options
from bedside.clock import SystemClock
from bedside.grading import Instruments
from bedside.services.assessments import start_check
from bedside.services.sign_in import sign_in
from tests.services.conftest import NURSE_A, PASSWORD
from tests.services.states import demo_protocol
from tests.views.trips.conftest import SUBJECT, Opener
from tests.views.trips.traveller import Traveller, checks_on_disk


@pytest.mark.trip
def test_a_check_from_sign_in_to_saved_by_keyboard(
    qtbot: QtBot, opened: Opener, ward_folder: Path, tmp_path: Path, instruments: Instruments
) -> None:
    desktop = opened.open(Options(folder=ward_folder))
    nurse = Traveller(qtbot, desktop)
    nurse.tab_to(f"sign_in.user.{NURSE_A.user_id}")
    nurse.press(Qt.Key.Key_Space)
    nurse.tab_to("sign_in.password")
    nurse.type(PASSWORD + "\r")

    nurse.shown("board.table")
    nurse.until(lambda: nurse.at == "board.table")
    nurse.arrow_to(SUBJECT)
    nurse.type("s")
    assert SUBJECT in nurse.text("assess.title")

    nurse.until(lambda: nurse.at == "assess.choice.identity.match")
    nurse.type(" \r")
    nurse.type("38.4\r104\r18\r")
    nurse.type("118\r72\r111\r")
    nurse.type("196\r")
    nurse.type("1\r")  # CRS is the cause
    nurse.type("1\r")  # in Chinese
    nurse.type("1111\r111\r1\r1\r1\r")
    nurse.type("11\r11\r")
    nurse.type("1\r")
    assert nurse.at == "review.complete"
    nurse.type("\r")

    nurse.shown("board.table")
    nurse.until(lambda: SUBJECT in nurse.text("notice.text"))
    found = checks_on_disk(
        ward_folder, tmp_path / "copy", NURSE_A.user_id, PASSWORD, SUBJECT, (demo_protocol(), instruments)
    )
    assert len(found) == 1
    assert (found[0].crs.at_least, found[0].crs.at_most) == (1, 1)
    assert (found[0].icans.at_least, found[0].icans.at_most) == (0, 0)
    assert (found[0].temperature_c, found[0].spo2_percent, found[0].ice_low) == (38.4, 96.0, 10)


@pytest.mark.trip
def test_closing_the_window_keeps_what_is_being_typed(
    qtbot: QtBot, opened: Opener, ward_folder: Path, instruments: Instruments
) -> None:
    desktop = opened.open(Options(folder=ward_folder))
    nurse = Traveller(qtbot, desktop)
    nurse.tab_to(f"sign_in.user.{NURSE_A.user_id}")
    nurse.press(Qt.Key.Key_Space)
    nurse.tab_to("sign_in.password")
    nurse.type(PASSWORD + "\r")
    nurse.shown("board.table")
    nurse.until(lambda: nurse.at == "board.table")
    nurse.arrow_to(SUBJECT)
    nurse.type("s")
    nurse.until(lambda: nurse.at == "assess.choice.identity.match")
    nurse.type(" \r38.4")
    desktop.window.close()
    desk = sign_in(ward_folder, NURSE_A.user_id, PASSWORD, SystemClock(), demo_protocol(), instruments)
    try:
        draft = start_check(desk, SUBJECT).draft
    finally:
        desk.store.close()
    assert draft.values()["temperature_c"] == 38.4
