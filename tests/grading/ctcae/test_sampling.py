"""A value as reported: what is refused, what stays open, what its baseline and its kind tell."""

from typing import Any

import pytest

from bedside.errors import InputRefused
from bedside.grading.ctcae.sampling import ALBUMIN, CHANGE, INFARCTION
from tests.grading.ctcae.conftest import shipped
from tests.grading.ctcae.samples import between, facts, graded, under

ANC = "Neutrophil count decreased"


@pytest.mark.parametrize("value", [-0.1, float("nan"), float("inf"), 1001])
def test_a_value_that_cannot_be_is_refused(value: float) -> None:
    impossible = facts(ANC, 1, "10*9/L").model_copy(update={"value": value})
    with pytest.raises(InputRefused, match=r"^value: "):
        shipped("4.03").grade(impossible)


def test_the_most_that_can_be_is_said_in_the_unit_given() -> None:
    with pytest.raises(InputRefused, match=r"1000001\.0 /mm3 is refused; allowed is at most 1e\+06 /mm3"):
        graded(ANC, 1000001, "/mm3")
    assert graded(ANC, 1000000, "/mm3", lln=1800).grade == 0


@pytest.mark.parametrize(
    ("told", "line"),
    [
        ({"lln": 8, "uln": 2}, "lln: 8.0 is refused; allowed is a lower limit, at most the upper limit of 2.0"),
        ({"lln": -1}, "lln: -1.0 is refused; allowed is a number, 0 or more"),
        ({"uln": 0}, "uln: 0.0 is refused; allowed is a number above 0"),
        ({"baseline": 0}, "baseline: 0.0 is refused; allowed is a number above 0"),
        ({CHANGE: -101}, f"findings.{CHANGE}: -101 is refused; allowed is a number, -100 or more"),
        ({CHANGE: "much"}, f'findings.{CHANGE}: "much" is refused; allowed is a number, -100 or more'),
        ({CHANGE: True}, f"findings.{CHANGE}: true is refused; allowed is a number, -100 or more"),
        ({"foo": 1}, "findings.foo: 1 is refused; allowed is"),
        ({"analyte": "sodium"}, 'analyte: "sodium" is refused; allowed is an analyte of neutrophil-count-decreased'),
        ({"analyte": "foo"}, 'analyte: "foo" is refused; allowed is a LOINC code, or one of hemoglobin, '),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(told: dict[str, Any], line: str) -> None:
    with pytest.raises(InputRefused) as refused:
        graded(ANC, 1.2, "10*9/L", **told)
    assert str(refused.value).startswith(line)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("field", ["lln", "uln", "baseline"])
def test_a_limit_that_is_no_number_is_refused(field: str) -> None:
    endless = facts(ANC, 1, "10*9/L").model_copy(update={field: float("inf")})
    with pytest.raises(InputRefused, match=f"^{field}: "):
        shipped("4.03").grade(endless)


def test_equal_limits_are_taken() -> None:
    assert graded(ANC, 1.9, "10*9/L", lln=2, uln=2).grade == 1


@pytest.mark.parametrize(("version", "term"), [("4.03", "Fatigue"), ("5.0", "Acute kidney injury")])
def test_a_value_is_refused_where_no_number_grades_the_term(version: str, term: str) -> None:
    with pytest.raises(InputRefused, match="nothing: no number grades this term"):
        graded(term, 1, "mg/dL", version=version)


def test_an_unknown_limit_leaves_a_range_and_names_the_limit() -> None:
    result = graded(ANC, 1.6, "10*9/L")
    assert (result.grade, result.at_least, result.at_most, result.missing) == (None, 0, 1, ("lln",))
    assert graded(ANC, 1.4, "10*9/L").grade == 2


def test_an_unknown_baseline_leaves_a_range_and_names_the_baseline() -> None:
    result = graded("Creatinine increased", 90, "umol/L", uln=100)
    assert (result.at_least, result.at_most, result.missing) == (0, 3, ("baseline",))


def test_a_baseline_that_was_normal_is_known_that_far() -> None:
    assert between("Creatinine increased", 90, "umol/L", lln=60, uln=100, baseline_abnormal=False) == (0, 1)
    assert between("Creatinine increased", 50, "umol/L", lln=60, uln=100, baseline_abnormal=False) == (0, 0)


def test_the_higher_of_two_scales_is_taken() -> None:
    assert graded("Creatinine increased", 161, "umol/L", uln=100, baseline=120).grade == 2
    assert graded("Creatinine increased", 121, "umol/L", uln=120, baseline=40).grade == 3


def test_both_what_is_unknown_is_named() -> None:
    assert graded("Creatinine increased", 90, "umol/L").missing == ("uln", "baseline")
    assert graded("Hemoglobin increased", 18, "g/dL").missing == ("uln", "baseline")


def test_what_is_below_the_baseline_is_below_the_higher_of_both() -> None:
    assert graded("Hemoglobin increased", 12, "g/dL", baseline=12).grade == 0
    assert between("Hemoglobin increased", 13, "g/dL", baseline=12) == (0, 1)


def test_a_change_since_baseline_stands_for_the_baseline() -> None:
    assert graded("Fibrinogen decreased", 1.5, "g/L", lln=1, percent_change_from_baseline=-25).grade == 2
    assert graded("Fibrinogen decreased", 1.5, "g/L", lln=1, percent_change_from_baseline=-24.9).grade == 1
    assert graded("Fibrinogen decreased", 1.5, "g/L", lln=1, percent_change_from_baseline=5).grade == 0


def test_a_change_of_everything_is_a_value_of_nothing() -> None:
    assert graded("Fibrinogen decreased", 0, "g/L", lln=2, percent_change_from_baseline=-100).grade == 4
    assert between("Haptoglobin decreased", 0, "g/L", percent_change_from_baseline=-50) == (0, 1)


def test_a_change_of_everything_tells_no_baseline_of_what_is_left() -> None:
    result = graded("Fibrinogen decreased", 1, "g/L", lln=1, percent_change_from_baseline=-100)
    assert (result.at_least, result.at_most, result.missing) == (0, 4, ("baseline",))


def test_a_lower_limit_of_nothing_is_a_limit() -> None:
    assert graded(ANC, 1.6, "10*9/L", lln=0).grade == 0


def test_a_baseline_told_outweighs_a_change() -> None:
    told: dict[str, Any] = {"lln": 1, "baseline": 2, CHANGE: -1}
    assert graded("Fibrinogen decreased", 1.5, "g/L", **told).grade == 2


def test_an_unknown_level_of_infarction_leaves_a_range() -> None:
    result = graded("Cardiac troponin T increased", 20, "ng/L", uln=14)
    assert (result.at_least, result.at_most, result.missing) == (1, 3, (INFARCTION,))
    assert graded("Cardiac troponin T increased", 14, "ng/L", uln=14).grade == 0


def test_an_unknown_kind_of_calcium_leaves_both_readings() -> None:
    result = graded("Hypocalcemia", 1.2, "mmol/L", lln=1.1)
    assert (result.at_least, result.at_most, result.missing) == (0, 4, ("calcium_kind",))


def test_fasting_decides_the_lower_grades_of_glucose() -> None:
    result = graded("Hyperglycemia", 10, "mmol/L", uln=5.6)
    assert (result.at_least, result.at_most, result.missing) == (0, 2, ("fasting",))
    assert graded("Hyperglycemia", 14, "mmol/L", uln=5.6).grade == 3


def test_a_clinical_fact_decides_between_the_grades_of_low_potassium() -> None:
    result = graded("Hypokalemia", 3.2, "mmol/L", lln=3.5)
    assert (result.at_least, result.at_most) == (1, 2)
    assert set(result.missing) == {"symptoms", "intervention_any"}
    assert graded("Hypokalemia", 3.2, "mmol/L", lln=3.5, intervention_indicated=True).grade == 2


def test_consequences_decide_between_the_grades_of_urate() -> None:
    result = graded("Hyperuricemia", 8, "mg/dL", uln=7)
    assert (result.at_least, result.at_most, result.missing) == (1, 3, ("physiologic-consequences",))


def test_what_decided_is_said_in_both_languages() -> None:
    found = graded("Anemia", 9, "g/dL", lln=12).decided_by[0]
    assert found.value.en == "< 10 g/dL = 6.2 mmol/L = 100 g/L to 8 g/dL = 4.9 mmol/L = 80 g/L"
    assert found.value.zh == "< 10 g/dL = 6.2 mmol/L = 100 g/L 至 8 g/dL = 4.9 mmol/L = 80 g/L"
    assert found.rule == "anemia.G2"


def test_a_normal_value_needs_no_baseline() -> None:
    assert graded("Alanine aminotransferase increased", 40, "U/L", version="5.0", uln=40).grade == 0


def test_an_unknown_baseline_may_have_been_abnormal() -> None:
    result = graded("Alanine aminotransferase increased", 130, "U/L", version="5.0", uln=40)
    assert (result.at_least, result.at_most, result.missing) == (0, 2, ("baseline",))


@pytest.mark.parametrize(("abnormal", "grades"), [(True, (0, 2)), (False, (2, 2))])
def test_that_the_baseline_was_abnormal_may_be_told_alone(abnormal: bool, grades: tuple[int, int]) -> None:
    told: dict[str, Any] = {"version": "5.0", "uln": 40, "baseline_abnormal": abnormal}
    assert between("Alanine aminotransferase increased", 130, "U/L", **told) == grades


def test_what_is_told_of_the_baseline_outweighs_the_limits_of_today() -> None:
    told: dict[str, Any] = {"version": "5.0", "uln": 40, "baseline": 45}
    assert graded("Alanine aminotransferase increased", 130, "U/L", **told).grade == 1
    assert graded("Alanine aminotransferase increased", 130, "U/L", **told, baseline_abnormal=False).grade == 2


def test_total_calcium_is_corrected_for_albumin() -> None:
    told: dict[str, Any] = {"lln": 8.5, "uln": 10.5}
    assert graded("Hypocalcemia", 7.8, "mg/dL", albumin_g_l=20, **told).grade == 0  # corrected 9.4
    assert graded("Hypocalcemia", 7.8, "mg/dL", albumin_g_l=38, **told).grade == 2  # corrected 7.96
    assert graded("Hypercalcemia", 2.75, "mmol/L", albumin_g_l=20, lln=2.1, uln=2.6).grade == 3  # corrected 3.15 ...
    assert graded("Hypercalcemia", 2.75, "mmol/L", albumin_g_l=45, lln=2.1, uln=2.6).grade == 1  # ... and 2.65


def test_the_formula_is_a_setting() -> None:
    told = facts("Hypocalcemia", 7.0, "mg/dL", albumin_g_l=30, lln=8.5)
    assert shipped("4.03").grade(told).grade == 2  # 7.8
    assert under(calcium_correction="payne_1.0").grade(told).grade == 1  # 8.0


def test_total_calcium_without_albumin_is_a_range() -> None:
    told = facts("Hypercalcemia", 2.3, "mmol/L", analyte="calcium_total", uln=2.6)
    result = shipped("4.03").grade(told)
    assert (result.at_least, result.at_most, result.missing) == (0, 2, (ALBUMIN,))


def test_corrected_calcium_is_never_below_nothing() -> None:
    assert graded("Hypocalcemia", 0.1, "mmol/L", albumin_g_l=80, lln=2.1).grade == 4


@pytest.mark.parametrize(
    "told",
    [
        {"calcium_kind": "corrected", ALBUMIN: 30},
        {"calcium_kind": "ionized", ALBUMIN: 30},
        {"analyte": "calcium_corrected", ALBUMIN: 30},
        {"analyte": "calcium_total", ALBUMIN: 4},
        {"analyte": "calcium_total", ALBUMIN: 81},
        {"analyte": "calcium_ionized", "calcium_kind": "corrected"},
        {"calcium_kind": "total"},
    ],
)
def test_a_contradiction_about_calcium_is_refused(told: dict[str, Any]) -> None:
    with pytest.raises(InputRefused):
        graded("Hypocalcemia", 1.9, "mmol/L", lln=2.1, **told)


def test_an_analyte_tells_its_kind() -> None:
    ionized = facts("Hypocalcemia", 1.1, "mmol/L", analyte="1995-0", lln=1.15, calcium_kind="ionized")
    assert shipped("4.03").grade(ionized).grade == 1
    fasting = facts("Hyperglycemia", 10, "mmol/L", analyte="glucose_fasting", uln=5.6, fasting=True)
    assert shipped("4.03").grade(fasting).grade == 2
