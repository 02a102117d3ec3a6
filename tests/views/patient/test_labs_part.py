"""The laboratory part of the page, on a real store: panels with their grades, one analyte as picture and as table."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from bedside.errors import StoreFull
from bedside.services.desk import Desk
from bedside.services.laboratory import LabValue, record_lab_panel
from bedside.views import i18n
from bedside.views.patient import labs_part as module
from bedside.views.patient.labs_part import LabsPart
from bedside.views.patient.labs_view import FIRST, LabsView
from bedside.views.tasks import DirectRunner
from tests.services.ward import Ward

Record = Callable[..., None]


@pytest.fixture
def record(ward: Ward) -> Record:
    def made(hours_ago: float, *values: LabValue, note: str = "") -> None:
        taken_at = ward.clock.now() - timedelta(hours=hours_ago)
        record_lab_panel(ward.desk, ward.subject_id, taken_at=taken_at, values=values, note=note)

    return made


def anc(value: float, lln: float | None = 2.0) -> LabValue:
    return LabValue("neutrophils_abs", value, "10*9/L", lln=lln, uln=7.5)


SODIUM = LabValue("sodium", 140, "mmol/L", lln=136, uln=145)


@pytest.fixture
def part(qtbot: QtBot, desk: Desk) -> LabsPart:
    view = LabsView()
    qtbot.addWidget(view)
    view.resize(640, 900)
    view.show()
    made = LabsPart(DirectRunner(), desk, view)
    made.setParent(view)
    return made


def look(part: LabsPart, ward: Ward) -> LabsView:
    part.look(ward.subject_id, ward.clock.now() - timedelta(days=1))
    view = part.parent()
    assert isinstance(view, LabsView)
    QApplication.processEvents()
    return view


def text(view: LabsView, name: str) -> str:
    found = view.findChild(QWidget, f"patient.labs.{name}")
    if found is None or not found.isVisibleTo(view):
        return ""
    assert isinstance(found, QLabel | QPushButton)
    return found.text()


def test_where_nothing_is_recorded_it_says_so(part: LabsPart, ward: Ward) -> None:
    view = look(part, ward)
    assert text(view, "none") == "No laboratory panel is recorded."
    assert not view.picture.isVisible()


def test_panels_are_listed_newest_first_with_the_scale_of_each_grade(
    part: LabsPart, ward: Ward, record: Record
) -> None:
    record(20, anc(1.2), note="from the day ward")
    record(0.1, anc(0.4), SODIUM)
    view = look(part, ward)
    assert text(view, "panel.0.title") == "D+1 · 07:54 · 2 values · Nurse A"
    assert text(view, "panel.1.title") == "D0 · 28 Feb 12:00 · 1 value · Nurse A"
    newest, older = part.state.panels
    assert [line.said for line in newest.lines] == ["CTCAE 4.03 grade 4: Neutrophil count decreased"]
    assert newest.lines[0].value == "0.4 10⁹/L"
    assert text(view, "panel.0.quiet") == "Without a grade: Na · Sodium 140 mmol/L"
    assert text(view, "panel.1.marks") == "written 20 h 00 late · from the day ward"
    assert older.lines[0].badge.numeral == "2"


def test_a_grade_that_is_not_known_is_no_grade_0(part: LabsPart, ward: Ward, record: Record) -> None:
    record(1, anc(1.8, lln=None))
    look(part, ward)
    (line,) = part.state.panels[0].lines
    assert (line.badge.numeral, line.said) == ("?", "CTCAE 4.03 not known: Neutrophil count decreased")
    assert part.state.panels[0].quiet == ""


def test_the_highest_grade_of_the_newest_panel_is_shown_first(part: LabsPart, ward: Ward, record: Record) -> None:
    record(1, SODIUM, LabValue("potassium", 2.8, "mmol/L", lln=3.5, uln=5.1), anc(0.4))
    view = look(part, ward)
    assert part.state.selected == "neutrophils_abs"
    assert text(view, "analyte") == "ANC · Neutrophils ▾"


def test_the_value_under_the_crosshair_is_said_whole(part: LabsPart, ward: Ward, record: Record) -> None:
    record(9, anc(1.2))
    record(1, anc(0.4))
    view = look(part, ward)
    newest = "D+1 · 07:00 · 0.4 10⁹/L · limits 2–7.5 · CTCAE 4.03 grade 4: Neutrophil count decreased"
    assert text(view, "reading") == newest
    assert view.picture.accessibleDescription() == newest
    QTest.keyClick(view.picture, Qt.Key.Key_Left)
    assert "1.2 10⁹/L" in text(view, "reading")
    QTest.keyClick(view.picture, Qt.Key.Key_End)
    assert text(view, "reading") == newest
    QTest.mouseMove(view.picture, QPoint(10, 80))
    view.picture.setFocus()
    QTest.keyClick(view.picture, Qt.Key.Key_Home)
    assert "1.2 10⁹/L" in text(view, "reading")
    QTest.keyClick(view.picture, Qt.Key.Key_Right)
    assert text(view, "reading") == newest


def colours(view: LabsView) -> set[str]:
    image = view.picture.grab().toImage()
    return {QColor(image.pixel(x, y)).name() for x in range(0, image.width(), 7) for y in range(0, image.height(), 3)}


def test_bands_are_drawn_only_where_limits_are_told(part: LabsPart, ward: Ward, record: Record) -> None:
    record(9, LabValue("alt", 250, "U/L"))
    view = look(part, ward)
    assert part.state.curve is not None
    assert part.state.curve.dots[0].bands == ()
    plain = colours(view)
    record(1, LabValue("alt", 250, "U/L", uln=40))
    look(part, ward)
    assert part.state.curve.dots[-1].bands[-1].grade == 4
    assert len(colours(view) - plain) >= 2


def test_the_picture_has_a_table(part: LabsPart, ward: Ward, record: Record) -> None:
    record(9, anc(1.2))
    record(1, anc(0.4))
    view = look(part, ward)
    button = view.findChild(QPushButton, "patient.labs.as_table")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert view.table.isVisible()
    assert not view.picture.isVisible()
    model = view.table.model()
    rows = [[str(model.index(row, column).data()) for column in range(5)] for row in range(model.rowCount())]
    assert rows == [
        ["D+1", "07:00", "0.4 10⁹/L", "2–7.5", "CTCAE 4.03 grade 4: Neutrophil count decreased"],
        ["D0", "28 Feb 23:00", "1.2 10⁹/L", "2–7.5", "CTCAE 4.03 grade 2: Neutrophil count decreased"],
    ]
    spoken = model.index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Value: 0.4 10⁹/L"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert view.picture.isVisible()


def test_another_analyte_is_chosen_from_the_list_or_from_a_panel(part: LabsPart, ward: Ward, record: Record) -> None:
    record(1, anc(0.4), LabValue("potassium", 2.8, "mmol/L", lln=3.5, uln=5.1))
    view = look(part, ward)
    row = view.findChild(QPushButton, "patient.labs.show.0.potassium")
    assert row is not None
    assert row.accessibleName() == ("Show the values over the days: CTCAE 4.03 grade 3: Hypokalemia · 2.8 mmol/L")
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert part.state.selected == "potassium"
    assert part.state.curve is not None
    assert part.state.curve.unit == "mmol/L"
    menu = view.made_menu()
    assert [each.text() for each in menu.actions()] == ["ANC · Neutrophils", "K · Potassium"]
    menu.actions()[0].trigger()
    assert part.state.selected == "neutrophils_abs"


def test_older_panels_come_on_wish(part: LabsPart, ward: Ward, record: Record) -> None:
    for hours in range(1, FIRST + 3):
        record(hours, anc(hours / 10))
    view = look(part, ward)
    assert text(view, "older") == "Show 2 older"
    assert text(view, f"panel.{FIRST}.title") == ""
    older = view.findChild(QPushButton, "patient.labs.older")
    assert older is not None
    QTest.mouseClick(older, Qt.MouseButton.LeftButton)
    assert text(view, f"panel.{FIRST + 1}.title") != ""
    assert text(view, "older") == ""


def test_values_that_cannot_be_drawn_are_counted(part: LabsPart, ward: Ward, record: Record) -> None:
    record(9, LabValue("alt", 90, "[IU]/L", uln=40))
    record(1, LabValue("alt", 90, "U/L", uln=40))
    view = look(part, ward)
    assert text(view, "left_out") == "Not drawn, because of their unit: 1"


def test_looking_again_reads_what_is_new_and_keeps_the_choice(part: LabsPart, ward: Ward, record: Record) -> None:
    record(2, anc(0.4), SODIUM)
    look(part, ward)
    part.select("sodium")
    look(part, ward)
    assert part.state.selected == "sodium"
    record(1, anc(0.3), SODIUM)
    look(part, ward)
    assert len(part.state.panels) == 2
    assert part.state.selected == "sodium"
    assert part.state.curve is not None
    assert len(part.state.curve.dots) == 2


def test_icaht_stands_by_its_own_name_above_the_neutrophils(part: LabsPart, ward: Ward, record: Record) -> None:
    record(2, anc(0.4), SODIUM)
    view = look(part, ward)
    assert text(view, "neutropenia").startswith("ICAHT (EHA/EBMT 2023), early: ")
    assert "CTCAE" not in text(view, "neutropenia")
    part.select("sodium")
    assert text(view, "neutropenia") == ""


def test_another_patient_starts_anew(part: LabsPart, ward: Ward, record: Record) -> None:
    record(2, anc(0.4))
    look(part, ward)
    part.look(ward.admit("01-002"), None)
    assert part.state.panels == ()
    assert part.state.selected == ""


def test_what_cannot_be_read_is_told(part: LabsPart, ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_given: object) -> None:
        raise StoreFull(folder="here")

    said: list[str] = []
    part.failed.connect(said.append)
    monkeypatch.setattr(module, "lab_panels", fail)
    look(part, ward)
    assert said[0].startswith("No space is left")


def test_in_chinese_the_panels_are_chinese(part: LabsPart, ward: Ward, record: Record) -> None:
    assert i18n.apply_language("zh_CN")
    record(1, anc(0.4))
    look(part, ward)
    assert part.state.panels[0].lines[0].said == "CTCAE 4.03 4 级：中性粒细胞计数降低"
