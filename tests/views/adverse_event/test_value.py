"""A term of the laboratory: the value is typed with its unit and limits, nothing is filled in."""

import pytest
from pydantic import JsonValue

from bedside.errors import InputRefused
from bedside.services.adverse_events import adverse_events
from bedside.services.desk import Desk
from bedside.views.adverse_event.measure import Measure, measure_for, read_figure, value_state
from tests.services.states import demo_protocol
from tests.services.ward import Ward
from tests.views.adverse_event.hands import ENTER, Hands


@pytest.fixture(scope="module")
def platelets() -> Measure:
    found = measure_for(demo_protocol(), "platelet-count-decreased")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def calcium() -> Measure:
    found = measure_for(demo_protocol(), "hypocalcemia")
    assert found is not None
    return found


# ---------------------------------------------------------------------------------------------- on the screen


def test_a_laboratory_term_asks_for_its_value_and_nothing_is_filled_in(hands: Hands) -> None:
    hands.open("platelet count decreased")
    assert hands.at == "value"
    assert [hands.line(name).text() for name in ("value", "lln")] == ["", ""]
    assert not hands.has("uln")
    assert hands.term.value is not None
    assert hands.term.value.unit == ""


def test_a_value_is_graded_at_each_key(hands: Hands, desk: Desk, ward: Ward) -> None:
    hands.open("platelet count decreased")
    hands.type("30")
    assert hands.bounds == (0, 4)
    hands.click("unit.10*9/L")
    assert hands.bounds == (3, 3)
    hands.click("onset_at.day.now", "save")
    (row,) = adverse_events(desk, ward.subject_id)
    assert (row.term, row.grade) == ("platelet-count-decreased", 3)


def test_a_missing_limit_is_named_and_leaves_the_grade_open(hands: Hands) -> None:
    hands.open("platelet count decreased")
    hands.type("90")
    hands.click("unit.10*9/L")
    assert hands.bounds == (0, 1)
    assert hands.text("panel.missing") == "– the lower limit of normal"
    hands.line("lln").setFocus()
    hands.type("150")
    assert hands.bounds == (1, 1)


def test_a_value_without_its_unit_is_refused_only_when_saving(hands: Hands, desk: Desk, ward: Ward) -> None:
    hands.open("platelet count decreased")
    hands.type("30")
    assert hands.text("measured.refusal") == ""
    hands.click("onset_at.day.now", "save")
    assert hands.text("measured.refusal") == "Needed: the unit of the report"
    assert adverse_events(desk, ward.subject_id) == ()


def test_a_wrong_figure_is_refused_at_its_field_at_once(hands: Hands) -> None:
    hands.open("platelet count decreased")
    hands.type("30")
    hands.click("unit.10*9/L")
    hands.line("lln").setFocus()
    hands.type("x")
    assert hands.text("lln.refusal") == "x cannot be taken. Allowed: a number such as 0.5, 7 or 1200"
    assert hands.bounds == (0, 4)


def test_enter_goes_on_to_the_next_field_and_presses_nothing(hands: Hands) -> None:
    hands.open("platelet count decreased")
    hands.type("30", ENTER)
    assert hands.at == "lln"
    hands.type("150", ENTER)
    assert hands.at == "unit.10*9/L"
    assert hands.term.value is not None
    assert hands.term.value.unit == ""


def test_of_several_analytes_one_is_chosen_first(hands: Hands) -> None:
    hands.open("hypocalcemia")
    assert hands.at.startswith("analyte.")
    assert hands.text("measured.title") == "What was measured?"
    assert not hands.has("value")
    hands.click("analyte.calcium_ionized")
    assert hands.has("value")
    hands.click("analyte.calcium_corrected", "unit.mmol/L", "analyte.calcium_ionized")
    assert hands.term.value is not None
    assert hands.term.value.unit == "mmol/L"


def test_what_could_raise_the_number_is_said(hands: Hands) -> None:
    hands.open("hypocalcemia")
    hands.click("analyte.calcium_corrected", "unit.mmol/L")
    hands.line("value").setFocus()
    hands.type("1.9")
    assert "immediate threat to life" in hands.text("panel.could_raise")


def test_total_calcium_waits_for_the_albumin_of_its_sample(hands: Hands) -> None:
    hands.open("hypocalcemia")
    hands.click("analyte.calcium_total", "unit.mmol/L")
    hands.line("value").setFocus()
    hands.type("1.8")
    hands.line("lln").setFocus()
    hands.type("2.15")
    assert "albumin of the same sample" in hands.text("panel.missing")
    hands.line("albumin_g_l").setFocus()
    hands.type("30")
    assert hands.term.value is not None
    assert "albumin_g_l" in hands.term.value.names
    assert hands.text("panel.missing") == ""
    assert (hands.term.grade.at_least, hands.term.grade.at_most) == (1, 1)


def test_only_total_calcium_asks_for_albumin(calcium: Measure) -> None:
    assert calcium.chosen("calcium_total").names == ("value", "lln", "uln", "albumin_g_l")
    assert calcium.chosen("calcium_corrected").names == ("value", "lln", "uln")
    typed = Measure(calcium.analytes, "calcium_total", "mmol/L", {"value": "1.8", "albumin_g_l": "30"}).value()
    assert typed is not None
    assert typed.findings == {"albumin_g_l": 30.0}


def test_a_typed_value_is_asked_about_before_leaving(hands: Hands) -> None:
    hands.open("platelet count decreased")
    assert not hands.presenter.unsaved
    hands.type("3")
    assert hands.presenter.unsaved


# ---------------------------------------------------------------------------------------------- the value alone


def test_one_analyte_need_not_be_chosen(platelets: Measure) -> None:
    assert platelets.info is not None
    assert platelets.info.id == "platelets"
    assert platelets.names == ("value", "lln")


def test_a_term_of_no_laboratory_has_no_value() -> None:
    assert measure_for(demo_protocol(), "nausea") is None


def test_the_value_is_made_of_what_was_typed(platelets: Measure) -> None:
    typed = Measure(platelets.analytes, unit="10*9/L", texts={"value": "30,5", "lln": " 150 "})
    value = typed.value()
    assert value is not None
    assert (value.analyte, value.value, value.unit, value.lln, value.uln) == ("platelets", 30.5, "10*9/L", 150, None)
    assert typed.any
    assert not platelets.any


def test_nothing_typed_is_no_value(platelets: Measure, calcium: Measure) -> None:
    assert platelets.value() is None
    assert calcium.value() is None
    assert calcium.names == ()
    assert calcium.unit_meant == ""


def test_a_single_unit_need_not_be_chosen() -> None:
    inr = measure_for(demo_protocol(), "inr-increased")
    assert inr is not None
    assert inr.unit_meant == "1"
    assert value_state(inr, None, "en").units == ()


def test_another_analyte_keeps_a_unit_that_it_has_and_drops_one_that_it_has_not(calcium: Measure) -> None:
    first = calcium.chosen("calcium_ionized")
    assert first.unit == ""
    kept = Measure(calcium.analytes, "calcium_ionized", "mmol/L").chosen("calcium_corrected")
    assert kept.unit == "mmol/L"
    assert Measure(calcium.analytes, "calcium_ionized", "g/L").chosen("calcium_corrected").unit == ""


def test_a_refusal_of_nothing_waits_until_saving_is_asked_for(platelets: Measure) -> None:
    refusal = InputRefused("unit", "", "the unit of the report")
    assert value_state(platelets, refusal, "en").error == ""
    assert value_state(platelets, refusal, "en", insisted=True).error == "Needed: the unit of the report"


@pytest.mark.parametrize("typed", ["-1", "1e5", "1.2.3", "١٢", "", "1234567890123", "1,2,3"])
def test_what_is_no_figure_is_refused(typed: str) -> None:
    with pytest.raises(InputRefused) as refused:
        read_figure("value", typed)
    assert refused.value.field == "value"


@pytest.mark.parametrize(("typed", "read"), [("1", 1.0), ("0.5", 0.5), ("0,5", 0.5), ("120000", 120000.0)])
def test_a_figure_has_a_point_or_a_comma(typed: str, read: JsonValue) -> None:
    assert read_figure("value", typed) == read
