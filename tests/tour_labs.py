"""The part of the tour that enters a laboratory panel and looks at the values over the days."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

if TYPE_CHECKING:
    from tests.tour import Tour

ROWS = (
    ("hemoglobin", "78", "130", "175"),
    ("white_blood_cells", "450", "4", "10"),
    ("neutrophils_abs", "0,4", "2", "7.5"),
    ("platelets", "1,500", "", ""),
    ("alt", "250", "50", "40"),
    ("ast", "45", "", ""),
    ("potassium", "3.2", "3.5", "5.1"),
    ("sodium", "140", "136", "145"),
)
"""A high count that is asked about, a number that can be read in two ways, swapped limits, limits left out."""


def labs_stops(tour: "Tour", subject_id: str) -> Iterator[str]:
    """The name of each screen in turn, from the patient's page and back to the board."""
    tour.open_patient(subject_id)
    tour.click("patient.record_labs")
    _wait_for_rows(tour)
    yield "labs-empty"
    if tour.has("labs.use_limits") and tour.find("labs.use_limits").isEnabled():
        tour.click("labs.use_limits")
        yield "labs-limits"
    for analyte, value, lln, uln in ROWS:
        tour.type(f"labs.value.{analyte}", value)
        _unit(tour, analyte)
        for column, text in (("lln", lln), ("uln", uln)):
            if text:
                tour.type(f"labs.{column}.{analyte}", text)
    tour.find("labs.value.platelets").setFocus()
    yield "labs-refused"
    tour.find("labs.value.hemoglobin").setFocus()
    QTest.keyClick(tour.find("labs.value.hemoglobin"), Qt.Key.Key_Down)
    tour.settle()
    yield "labs-graded"
    tour.type("labs.add", "calcium")
    yield "labs-add"
    QTest.keyClick(tour.find("labs.add"), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(tour.find("labs.add"), Qt.Key.Key_Delete)
    tour.click("labs.back")
    yield "labs-leave"
    tour.click("labs.stay", "labs.taken_at.day.now", "labs.save")
    yield "labs-left"
    tour.click("labs.back", "labs.leave")
    tour.shortcut("V")
    yield "patient-labs"
    tour.click("patient.labs.as_table")
    yield "patient-labs-table"
    tour.click("patient.labs.as_table", "patient.as_labs", "patient.back")


def _unit(tour: "Tour", analyte: str) -> None:
    button = tour.find(f"labs.unit.{analyte}")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_1)
    tour.settle()


def _wait_for_rows(tour: "Tour") -> None:
    """Rows come some at a time."""
    while not tour.has("labs.value.triglycerides"):
        tour.settle()
