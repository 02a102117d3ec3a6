"""The laboratory panel on a real store: proposals while typing, refusals at their row, one record when saved."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from bedside.errors import StoreFull
from bedside.services.analytes import USUAL_PANEL
from bedside.services.desk import Desk
from bedside.services.laboratory import LabValue, lab_panels, record_lab_panel
from bedside.simulation.clock import ManualClock
from bedside.views import i18n
from bedside.views.labs import presenter as module
from tests.services.ward import Ward
from tests.views.labs.bench import Bench
from tests.views.labs.conftest import opened

# ---------------------------------------------------------------------------------------------- before the first key


def test_nothing_is_filled_in_and_nothing_proposed(bench: Bench) -> None:
    for field in bench.screen.findChildren(QLineEdit):
        assert field.text() == "", field.objectName()
    assert bench.proposals == []
    assert bench.text("proposals.none").startswith("Nothing is proposed yet")
    assert bench.text("unit.hemoglobin") == "Unit ▾"


def test_the_usual_panel_stands_in_the_order_of_a_report(bench: Bench) -> None:
    assert tuple(bench.presenter.judged) == USUAL_PANEL
    assert len(USUAL_PANEL) == 26


def test_where_there_is_nothing_to_offer_nothing_is_offered(bench: Bench) -> None:
    assert not bench.part("use_limits").isEnabled()
    assert not bench.part("use_baselines").isEnabled()


# ---------------------------------------------------------------------------------------------- proposals


def test_a_value_proposes_its_term_under_the_name_of_its_scale(bench: Bench) -> None:
    bench.enter("neutrophils_abs", "0.8", lln="2")
    assert bench.proposals == ["CTCAE 4.03: Neutrophil count decreased, grade 3"]
    assert bench.proposal(0, "said").startswith("Because: < 1000 /mm³ = 1 10⁹/L")


def test_the_highest_grade_stands_first(bench: Bench) -> None:
    bench.enter("hemoglobin", "95", lln="130", uln="175")
    bench.enter("neutrophils_abs", "0.3", lln="2")
    bench.enter("platelets", "40", lln="125")
    assert bench.proposals == [
        "CTCAE 4.03: Neutrophil count decreased, grade 4",
        "CTCAE 4.03: Platelet count decreased, grade 3",
        "CTCAE 4.03: Anemia, grade 2",
    ]


def test_a_missing_limit_leaves_it_open_and_is_named(bench: Bench) -> None:
    bench.enter("neutrophils_abs", "1.7")
    assert bench.proposals == ["CTCAE 4.03: Neutrophil count decreased, not known, at most grade 1"]
    assert bench.proposal(0, "missing") == "Missing: lower limit"


def test_a_value_without_its_unit_is_not_graded(bench: Bench) -> None:
    bench.enter("platelets", "40", unit=0, lln="125")
    assert bench.proposals == []
    assert bench.text("refusal.platelets") == "Not graded: choose the unit"
    assert bench.text("foot") == "Not saved yet: PLT · Platelets"


def test_grade_0_is_said_only_where_it_is_certain(bench: Bench) -> None:
    bench.enter("sodium", "140", lln="136", uln="145")
    assert bench.proposals == []
    assert bench.text("proposals.no_event") == "Grade 0 by every term: Na · Sodium"
    bench.type("uln", "sodium", "")
    assert bench.text("proposals.no_event") == ""
    assert bench.proposals == ["CTCAE 4.03: Hypernatremia, not known, at most grade 1"]


def test_both_directions_are_graded(bench: Bench) -> None:
    bench.enter("sodium", "162", lln="136", uln="145")
    assert bench.proposals == ["CTCAE 4.03: Hypernatremia, grade 4"]
    bench.type("value", "sodium", "118")
    assert bench.proposals == ["CTCAE 4.03: Hyponatremia, grade 4"]


def test_another_unit_is_another_grade(bench: Bench) -> None:
    bench.enter("hemoglobin", "9.5", unit=2, lln="13", uln="17.5")
    assert bench.proposals == ["CTCAE 4.03: Anemia, grade 2"]
    bench.unit("hemoglobin", 1)
    assert "refused" not in bench.text("refusal.hemoglobin")
    assert bench.proposals == ["CTCAE 4.03: Anemia, grade 3"]


def test_a_question_that_the_value_raises_stands_in_its_row_and_settles_it(bench: Bench) -> None:
    bench.enter("potassium", "3.2", lln="3.5", uln="5.1")
    assert bench.proposals == ["CTCAE 4.03: Hypokalemia, grade 1 to 2"]
    bench.press("ask.potassium.symptoms.moderate")
    assert bench.proposals == ["CTCAE 4.03: Hypokalemia, grade 2"]
    bench.press("ask.potassium.symptoms.moderate")
    assert bench.proposals == ["CTCAE 4.03: Hypokalemia, grade 1 to 2"]
    bench.press("ask.potassium.symptoms.not_known")
    assert bench.proposals == ["CTCAE 4.03: Hypokalemia, grade 1 to 2"]
    bench.press("ask.potassium.symptoms.none", "ask.potassium.intervention_any.false")
    assert bench.proposals == ["CTCAE 4.03: Hypokalemia, grade 1"]


def test_fasting_is_asked_where_it_decides(bench: Bench) -> None:
    bench.enter("glucose", "9.4", lln="3.9", uln="6.1")
    assert bench.proposals == ["CTCAE 4.03: Hyperglycemia, not known, at most grade 2"]
    bench.press("ask.glucose.fasting.true")
    assert bench.proposals == ["CTCAE 4.03: Hyperglycemia, grade 2"]


def test_what_could_raise_a_grade_is_said_and_may_be_answered(bench: Bench) -> None:
    bench.enter("hemoglobin", "95", lln="130", uln="175")
    assert any(line.startswith("Grade 3 if:") for line in bench.proposal(0, "raising").splitlines())
    bench.press("more.hemoglobin")
    bench.press("ask.hemoglobin.intervention_transfusion.true")
    assert bench.proposals == ["CTCAE 4.03: Anemia, grade 3"]
    assert bench.text("more.hemoglobin") == ""


def test_total_calcium_is_corrected_with_the_albumin_of_the_same_panel(bench: Bench) -> None:
    bench.enter("calcium_total", "1.9", lln="2.1", uln="2.6")
    assert "albumin" in bench.proposal(0, "missing").lower() or bench.proposals[0].endswith("grade 1 to 2")
    bench.enter("albumin", "20", lln="35", uln="50")
    assert bench.text("marks.calcium_total") == "Corrected with albumin 20 g/L"
    assert not any("Hypocalcemia" in title for title in bench.proposals)


# ---------------------------------------------------------------------------------------------- refusals and doubts


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("-80", "Value -80 cannot be taken. Allowed: 0 or more"),
        ("<0.1", "Value <0.1 cannot be taken. Allowed: a number such as 0.5, 7 or 1200"),
        ("1,500", "Value 1,500 can be read in two ways. Write it with a point, or without the comma"),
    ],
)
def test_what_is_no_value_is_refused_at_its_row_and_blocks_no_other(
    bench: Bench, ward: Ward, typed: str, said: str
) -> None:
    bench.enter("platelets", typed)
    assert bench.text("refusal.platelets") == said
    assert bench.part("value.platelets").property("refused") == "true"
    bench.enter("neutrophils_abs", "0.8", lln="2")
    assert bench.text("save") == "Save 1 value"
    bench.press("taken_at.day.now", "save")
    assert bench.saved == []
    (panel,) = lab_panels(ward.desk, ward.subject_id)
    assert [entry.facts.analyte for entry in panel.values] == ["neutrophils_abs"]
    assert bench.told == ["Recorded: 1 laboratory value, 08:00. Still to be put right: PLT · Platelets"]
    assert bench.text("value.platelets") == typed
    assert bench.text("value.neutrophils_abs") == ""


def test_swapped_limits_are_said_at_the_limit(bench: Bench) -> None:
    bench.enter("alt", "90", lln="50", uln="10")
    assert bench.text("refusal.alt") == "Lower limit 50 cannot be taken. Allowed: below the upper limit"
    assert bench.part("lln.alt").property("refused") == "true"
    assert bench.part("value.alt").property("refused") == "false"
    bench.type("uln", "alt", "55")
    assert bench.text("refusal.alt") == ""


def test_what_the_engine_refuses_is_said_at_the_row(bench: Bench) -> None:
    bench.enter("platelets", "90000")
    assert bench.text("refusal.platelets").startswith("Value 90000")
    assert bench.presenter.judged["platelets"].usable is False


def test_a_comma_is_understood_and_said(bench: Bench) -> None:
    bench.enter("neutrophils_abs", "0,8", lln="2,0")
    assert bench.text("marks.neutrophils_abs") == "Read as 0.8"
    assert bench.proposals == ["CTCAE 4.03: Neutrophil count decreased, grade 3"]


def test_a_pasted_number_is_read_like_a_typed_one(bench: Bench) -> None:
    field = bench.part("value.platelets")
    assert isinstance(field, QLineEdit)
    pasted = QMimeData()
    pasted.setText("45,5\n")
    QApplication.clipboard().setMimeData(pasted)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    bench.unit("platelets")
    assert bench.proposals[0].startswith("CTCAE 4.03: Platelet count decreased")


def test_a_seldom_value_is_asked_about_and_saved_only_when_it_is_right(bench: Bench, ward: Ward) -> None:
    bench.enter("white_blood_cells", "450", lln="4", uln="10")
    assert bench.text("seldom.white_blood_cells") == "450 10⁹/L is seldom seen. Is this right?"
    assert bench.text("foot") == "Not saved yet: WBC · White blood cells"
    bench.press("taken_at.day.now", "save")
    assert bench.text("refusal") == "There is no value that can be saved"
    bench.press("right.white_blood_cells", "save")
    assert len(lab_panels(ward.desk, ward.subject_id)) == 1


def test_a_confirmed_value_is_asked_about_again_when_it_changes(bench: Bench) -> None:
    bench.enter("white_blood_cells", "450", lln="4", uln="10")
    bench.press("right.white_blood_cells")
    assert bench.text("seldom.white_blood_cells") == ""
    bench.type("value", "white_blood_cells", "451")
    assert bench.text("seldom.white_blood_cells") == "451 10⁹/L is seldom seen. Is this right?"


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
    assert bench.text("add.refusal") == "No other analyte of this name is graded"
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
