"""The laboratory panel on a real store: proposals while typing, refusals at their row, one record when saved."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from bedside.services.analytes import USUAL_PANEL
from bedside.services.laboratory import lab_panels
from tests.services.ward import Ward
from tests.views.labs.bench import Bench

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
    # As text: data that Python made and the clipboard owns brought the interpreter down when it ended.
    QApplication.clipboard().setText("45,5\n")
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QApplication.clipboard().clear()
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
