"""A laboratory panel with the keyboard alone, from the patient's page to a re-opened store."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from bedside.app.options import Options
from bedside.clock import SystemClock
from bedside.grading import Instruments
from bedside.services.laboratory import lab_panels
from bedside.services.sign_in import sign_in
from tests.services.conftest import NURSE_A, PASSWORD
from tests.services.states import demo_protocol
from tests.views.trips.conftest import SUBJECT, Opener
from tests.views.trips.traveller import Traveller


def across(nurse: Traveller, *texts: str) -> None:
    """Type into one field after the other; in a unit's place a digit chooses it."""
    for text in texts:
        nurse.type(text)
        nurse.press(Qt.Key.Key_Tab)


@pytest.mark.trip
def test_a_panel_from_the_patient_page_to_the_store_by_keyboard(
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
    nurse.press(Qt.Key.Key_Return)

    nurse.shown("patient.record_labs")
    nurse.until(lambda: nurse.shown("patient.record_labs").isEnabled())
    nurse.tab_to("patient.record_labs")
    nurse.press(Qt.Key.Key_Space)
    nurse.shown("labs.value.triglycerides")
    nurse.tab_to("labs.taken_at.day.now")
    nurse.press(Qt.Key.Key_Space)
    nurse.tab_to("labs.value.hemoglobin")
    across(nurse, "78", "1", "130", "175")
    nurse.tab_to("labs.value.neutrophils_abs")
    across(nurse, "0,4", "1", "2")
    nurse.until(lambda: "grade 4" in nurse.text("labs.proposal.0"))
    nurse.shown("labs.save").setFocus()
    nurse.press(Qt.Key.Key_Space)

    nurse.until(lambda: "Recorded: 2 laboratory values" in nurse.text("notice.text"))
    title = nurse.shown("patient.labs.panel.0.title")
    assert isinstance(title, QLabel)
    assert "2 values · Nurse A" in title.text()

    desktop.close()
    nurse.until(lambda: not desktop.runner.busy)
    again = sign_in(ward_folder, NURSE_A.user_id, PASSWORD, SystemClock(), demo_protocol(), instruments)
    try:
        (panel,) = lab_panels(again, SUBJECT)
    finally:
        again.store.close()
    found = {entry.facts.analyte: (entry.facts.value, entry.facts.unit, entry.facts.lln) for entry in panel.values}
    assert found == {"hemoglobin": (78.0, "g/L", 130.0), "neutrophils_abs": (0.4, "10*9/L", 2.0)}
    grades = {each.term: each.result.grade for entry in panel.values for each in entry.grades}
    assert grades["neutrophil-count-decreased"] == 4
    assert grades["anemia"] == 3
