"""From sign-in to a re-opened store: an adverse event found by a misspelling, answered, saved and read back."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from bedside.app.options import Options
from bedside.clock import SystemClock
from bedside.grading import Instruments
from bedside.services.adverse_events import AdverseEventRow, adverse_events
from bedside.services.sign_in import sign_in
from tests.services.conftest import NURSE_A, PASSWORD
from tests.services.states import demo_protocol
from tests.views.trips.conftest import SUBJECT, Opener
from tests.views.trips.traveller import Traveller


def events_on_disk(folder: Path, copy: Path, instruments: Instruments) -> tuple[AdverseEventRow, ...]:
    """The events of the patient as a store that is opened anew tells them."""
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("*.lock"))
    desk = sign_in(copy, NURSE_A.user_id, PASSWORD, SystemClock(), demo_protocol(), instruments)
    try:
        return adverse_events(desk, SUBJECT)
    finally:
        desk.store.close()


def at_the_patient(qtbot: QtBot, opened: Opener, folder: Path) -> Traveller:
    """Nurse A has the patient's page before her."""
    nurse = Traveller(qtbot, opened.open(Options(folder=folder)))
    nurse.tab_to(f"sign_in.user.{NURSE_A.user_id}")
    nurse.press(Qt.Key.Key_Space)
    nurse.tab_to("sign_in.password")
    nurse.type(PASSWORD + "\r")
    nurse.shown("board.table")
    nurse.until(lambda: nurse.at == "board.table")
    nurse.arrow_to(SUBJECT)
    nurse.press(Qt.Key.Key_Return)
    nurse.shown("patient.record_adverse_event")
    nurse.until(nurse.shown("patient.record_adverse_event").isEnabled)
    return nurse


@pytest.mark.trip
def test_an_adverse_event_by_keyboard_from_a_misspelling_to_the_disk(
    qtbot: QtBot, opened: Opener, ward_folder: Path, tmp_path: Path, instruments: Instruments
) -> None:
    nurse = at_the_patient(qtbot, opened, ward_folder)
    nurse.type("a")
    nurse.until(lambda: nurse.at == "adverse_event.search")
    nurse.type("hypotenson\r")
    nurse.until(lambda: nurse.at == "adverse_event.choice.present.true")
    nurse.type("1")
    assert nurse.at.startswith("adverse_event.choice.hospitalisation_indicated.")
    nurse.type("1")
    nurse.until(lambda: nurse.text("adverse_event.panel.words") == "at least grade 3")
    while nurse.at != "adverse_event.onset_at":
        name = nurse.at
        # No danger to life, and none of the treatments that are left.
        nurse.type("2" if "interventions" not in name else "4" if nurse.sees(f"{name[:-7]}any") else "3")
    nurse.tab_to("adverse_event.onset_at.day.now")
    nurse.press(Qt.Key.Key_Space)
    nurse.tab_to("adverse_event.note")
    nurse.type("after the second bag")
    nurse.tab_to("adverse_event.save")
    nurse.type("\r")

    nurse.until(lambda: "Hypotension, CTCAE 4.03 grade 3" in nurse.text("notice.text"))
    nurse.shown("patient.events_view")
    (found,) = events_on_disk(ward_folder, tmp_path / "copy", instruments)
    assert (found.term, found.grade, found.overridden, found.system) == ("hypotension", 3, False, "CTCAE 4.03")
    assert (found.at_least, found.at_most, found.note) == (3, 3, "after the second bag")
    assert found.author == NURSE_A.printed_name


@pytest.mark.trip
def test_leaving_the_search_comes_back_to_the_patient_and_records_nothing(
    qtbot: QtBot, opened: Opener, ward_folder: Path, tmp_path: Path, instruments: Instruments
) -> None:
    nurse = at_the_patient(qtbot, opened, ward_folder)
    nurse.click("patient.record_adverse_event")
    nurse.until(lambda: nurse.at == "adverse_event.search")
    nurse.press(Qt.Key.Key_Escape)
    nurse.shown("patient.record_adverse_event")
    assert events_on_disk(ward_folder, tmp_path / "copy", instruments) == ()
