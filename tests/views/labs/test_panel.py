"""The laboratory panel beyond its fields: what is offered, other analytes, the keyboard, saving and leaving."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from bedside.errors import StoreFull
from bedside.services.analytes import USUAL_PANEL
from bedside.services.desk import Desk
from bedside.services.laboratory import LabValue, lab_panels, record_lab_panel
from bedside.simulation.clock import ManualClock
from bedside.views import i18n
from bedside.views.labs import presenter as module
from bedside.views.labs.fields import UnitButton
from bedside.views.labs.presenter import LabsPresenter
from bedside.views.tasks import DirectRunner
from tests.services.ward import Ward
from tests.views.labs.bench import Bench
from tests.views.labs.conftest import opened

# ---------------------------------------------------------------------------------------------- what is offered


@pytest.fixture
def offered(qtbot: QtBot, desk: Desk, ward: Ward, clock: ManualClock) -> Bench:
    """A screen after a sample from before infusion, and limits of another patient's sample."""
    before = clock.now() - timedelta(days=2)
    creatinine = LabValue("creatinine", 70, "umol/L", lln=45, uln=104)
    record_lab_panel(desk, ward.subject_id, taken_at=before, values=(creatinine,))
    other = ward.admit("01-002")
    record_lab_panel(desk, other, taken_at=clock.now(), values=(LabValue("alt", 20, "U/L", uln=40),))
    return opened(qtbot, desk, ward)


def test_last_units_and_limits_come_by_one_act_and_are_marked(offered: Bench) -> None:
    assert offered.text("lln.creatinine") == ""
    offered.press("use_limits")
    assert (offered.text("lln.creatinine"), offered.text("uln.creatinine")) == ("45", "104")
    assert offered.text("unit.creatinine") == "µmol/L ▾"
    assert offered.text("uln.alt") == "40"
    assert offered.text("marks.creatinine") == "Unit and limits of the sample of 27 Feb 08:00"
    offered.type("uln", "creatinine", "110")
    assert offered.text("marks.creatinine") == ""


def test_limits_that_were_typed_stay(offered: Bench) -> None:
    offered.type("uln", "alt", "55")
    offered.press("use_limits")
    assert offered.text("uln.alt") == "55"
    assert offered.text("marks.alt") == ""


def test_limits_of_another_unit_are_not_put_beside_a_value(offered: Bench) -> None:
    offered.enter("creatinine", "1.2", unit=2)
    offered.press("use_limits")
    assert offered.text("uln.creatinine") == ""
    assert offered.text("unit.creatinine") == "mg/dL ▾"


def test_a_baseline_comes_by_one_act_in_the_unit_of_the_row(offered: Bench) -> None:
    offered.enter("creatinine", "1.2", unit=2)
    offered.press("use_baselines")
    assert float(offered.text("baseline.creatinine")) == pytest.approx(70 / 88.4, rel=1e-2)
    assert offered.text("marks.creatinine") == "Before infusion: sample of 27 Feb 08:00"
    offered.type("baseline", "creatinine", "0.9")
    assert offered.text("marks.creatinine") == ""


def test_a_baseline_grades_by_itself(offered: Bench) -> None:
    offered.enter("creatinine", "150", lln="45", uln="104")
    assert offered.proposals[0].startswith("CTCAE 4.03: Creatinine increased, grade 1 to")
    offered.press("use_baselines")
    assert "CTCAE 4.03: Creatinine increased, grade 2" in offered.proposals


# ---------------------------------------------------------------------------------------------- other analytes


def test_another_analyte_is_found_by_a_part_of_its_name(bench: Bench) -> None:
    field = bench.part("add")
    QTest.keyClicks(field, "ionized")
    assert bench.text("add.calcium_ionized") == "Calcium, ionized"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "calcium_ionized" in bench.presenter.judged
    assert bench.part("value.calcium_ionized").hasFocus()
    assert bench.text("add") == ""
    bench.enter("calcium_ionized", "0.95", lln="1.1", uln="1.3")
    assert bench.proposals == ["CTCAE 4.03: Hypocalcemia, grade 2"]


def test_an_analyte_is_found_in_chinese_too_and_added_by_a_press(bench: Bench) -> None:
    field = bench.part("add")
    assert isinstance(field, QLineEdit)
    field.insert("胆固醇")
    field.textEdited.emit(field.text())
    bench.press("add.cholesterol_total")
    assert "cholesterol_total" in bench.presenter.judged


def test_an_analyte_that_is_not_known_is_said(bench: Bench) -> None:
    QTest.keyClicks(bench.part("add"), "zzz")
    assert bench.text("add.none") == "No other analyte of this name is graded"
    QTest.keyClick(bench.part("add"), Qt.Key.Key_Return)
    assert len(bench.presenter.judged) == len(USUAL_PANEL)


def test_a_value_without_a_numeric_term_is_recorded_without_a_grade(bench: Bench, ward: Ward) -> None:
    QTest.keyClicks(bench.part("add"), "lactate")
    QTest.keyClick(bench.part("add"), Qt.Key.Key_Return)
    bench.enter("ldh", "900", uln="250")
    assert bench.presenter.judged["ldh"].row.grades.startswith("Recorded without a grade")
    bench.press("taken_at.day.now", "save")
    (panel,) = lab_panels(ward.desk, ward.subject_id)
    assert panel.values[0].grades == ()


# ---------------------------------------------------------------------------------------------- the keyboard


def test_enter_goes_down_and_tab_across(bench: Bench) -> None:
    first = bench.part("value.hemoglobin")
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert bench.part("value.white_blood_cells").hasFocus()
    QTest.keyClick(bench.part("value.white_blood_cells"), Qt.Key.Key_Up)
    assert first.hasFocus()
    for name in ("unit", "lln", "uln", "baseline"):
        focused = bench.screen.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        assert bench.part(f"{name}.hemoglobin").hasFocus()
    QTest.keyClick(bench.part("baseline.hemoglobin"), Qt.Key.Key_Return)
    assert bench.part("baseline.creatinine").hasFocus()
    QTest.keyClick(bench.part("unit.hemoglobin"), Qt.Key.Key_Down)
    assert bench.part("unit.white_blood_cells").hasFocus()


def test_below_the_last_row_the_search_follows(bench: Bench) -> None:
    last = bench.part(f"value.{USUAL_PANEL[-1]}")
    last.setFocus()
    QTest.keyClick(last, Qt.Key.Key_Return)
    assert bench.part("add").hasFocus()


def test_a_unit_is_chosen_from_its_menu(bench: Bench) -> None:
    button = bench.part("unit.platelets")
    assert isinstance(button, UnitButton)
    menu = button.made_menu()
    assert [action.text() for action in menu.actions()][:2] == ["&1  10⁹/L", "&2  10³/µL"]
    menu.actions()[1].trigger()
    assert bench.text("unit.platelets") == "10³/µL ▾"


def test_every_field_says_its_analyte_and_column(bench: Bench) -> None:
    assert bench.part("lln.platelets").accessibleName() == "PLT · Platelets, lower limit"
    bench.unit("platelets")
    assert bench.part("unit.platelets").accessibleName() == "PLT · Platelets, unit: 10⁹/L"
    for button in bench.screen.findChildren(QPushButton):
        assert button.accessibleName() or button.text() or button.isHidden()


# ---------------------------------------------------------------------------------------------- saving and leaving


def test_a_panel_is_one_record_with_the_facts_and_the_grades(bench: Bench, ward: Ward, clock: ManualClock) -> None:
    bench.enter("neutrophils_abs", "0.8", lln="2", uln="7.5")
    bench.enter("potassium", "3.2", lln="3.5", uln="5.1")
    bench.press("ask.potassium.symptoms.none")
    QTest.keyClicks(bench.screen.note, "haemolysed")
    bench.press("taken_at.day.now", "save")
    assert bench.saved == ["Recorded: 2 laboratory values, 08:00"]
    (panel,) = lab_panels(ward.desk, ward.subject_id)
    assert (panel.taken_at, panel.note, panel.system) == (clock.now(), "haemolysed", "CTCAE 4.03")
    count, potassium = panel.values
    assert (count.facts.value, count.facts.unit, count.facts.lln, count.facts.uln) == (0.8, "10*9/L", 2.0, 7.5)
    assert count.grades[0].result.grade == 3
    assert potassium.facts.findings == {"symptoms": "none"}


def test_without_the_time_nothing_is_saved(bench: Bench, ward: Ward) -> None:
    bench.enter("neutrophils_abs", "0.8", lln="2")
    bench.press("save")
    assert bench.screen.taken_at.refusal == "Needed: a time such as 10:30"
    assert lab_panels(ward.desk, ward.subject_id) == ()


def test_without_a_value_nothing_is_saved(bench: Bench, ward: Ward) -> None:
    bench.press("taken_at.day.now", "save")
    assert bench.text("refusal") == "There is no value that can be saved"
    assert lab_panels(ward.desk, ward.subject_id) == ()


def test_a_failure_loses_nothing_and_can_be_tried_again(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_given: object, **_named: object) -> None:
        raise StoreFull(folder="here")

    bench.enter("neutrophils_abs", "0.8", lln="2")
    with monkeypatch.context() as broken:
        broken.setattr(module, "record_lab_panel", fail)
        bench.press("taken_at.day.now", "save")
    assert bench.text("refusal").startswith("No space is left")
    assert bench.text("value.neutrophils_abs") == "0.8"
    bench.press("save")
    assert bench.saved == ["Recorded: 1 laboratory value, 08:00"]


def test_leaving_with_values_asks_and_staying_keeps_them(bench: Bench) -> None:
    bench.enter("neutrophils_abs", "0.8", lln="2")
    bench.press("back")
    assert bench.closed == []
    assert bench.text("leaving") == "1 value is not saved."
    assert bench.part("stay").hasFocus()
    bench.press("stay")
    assert bench.text("leaving") == ""
    assert bench.text("value.neutrophils_abs") == "0.8"
    QTest.keyClick(bench.screen, Qt.Key.Key_Escape)
    assert bench.text("leaving") == "1 value is not saved."
    QTest.keyClick(bench.screen, Qt.Key.Key_Escape)
    assert bench.text("leaving") == ""
    bench.press("back", "leave")
    assert bench.closed == [True]


def test_an_untouched_page_is_left_at_once(bench: Bench) -> None:
    bench.press("back")
    assert bench.closed == [True]


def test_in_chinese_names_terms_and_questions_are_chinese(qtbot: QtBot, desk: Desk, ward: Ward) -> None:
    assert i18n.apply_language("zh_CN")
    bench = opened(qtbot, desk, ward)
    bench.enter("hemoglobin", "95", lln="130", uln="175")
    assert bench.proposals == ["CTCAE 4.03：贫血，2 级"]
    said = [label.text() for label in bench.part("row.hemoglobin").findChildren(QLabel)]
    assert "Hb · 血红蛋白" in said


def test_what_cannot_be_read_is_told_and_the_page_can_be_left(
    qtbot: QtBot, desk: Desk, ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object) -> None:
        raise StoreFull(folder="here")

    monkeypatch.setattr(module, "last_limits", fail)
    presenter = LabsPresenter(DirectRunner(), desk, ward.subject_id, "Bed 12 · 01-001")
    qtbot.addWidget(presenter.screen)
    bench = Bench(presenter)
    presenter.open()
    assert bench.told[0].startswith("No space is left")
    presenter.screen.back_requested.emit()
    assert bench.closed == [True]
