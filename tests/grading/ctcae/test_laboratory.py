"""A laboratory value as reported: what is unknown, corrected, told by its name, left open, refused."""

import json
from types import ModuleType
from typing import Any

import pytest

from bedside.errors import CriteriaError, InputRefused
from bedside.grading.ctcae import analytes, comparisons, quantities
from bedside.grading.ctcae.atoms import AtomError
from bedside.grading.ctcae.laboratory import Laboratory, read_laboratory
from bedside.grading.ctcae.sampling import ALBUMIN, CHANGE, INFARCTION
from tests.grading.ctcae.conftest import shipped, shipped_texts
from tests.grading.ctcae.samples import between, facts, graded, under

ANC = "Neutrophil count decreased"


def panel(analyte: str, value: float, unit: str | None, *, version: str = "4.03", **told: Any) -> dict[str, Any]:
    """Lowest and highest grade for each term that a value of an analyte proposes."""
    results = shipped(version).grade_analyte(facts(None, value, unit, analyte=analyte, ctcae=version, **told))
    codes = shipped(version).laboratory.terms_of(analyte)
    return {code: (each.at_least, each.at_most) for code, each in zip(codes, results, strict=True)}


# -------------------------------------------------------------------------------------------- units


@pytest.mark.parametrize("unit", ["10*9/L", "10^9/L", "10e9/L", "G/L", "K/uL", "10*3/uL"])
def test_a_count_is_graded_in_any_spelling(unit: str) -> None:
    assert graded(ANC, 0.9, unit, lln=1.8).grade == 3


@pytest.mark.parametrize("unit", ["G/L", "g/L", "g/l", "G/l"])
def test_capitals_tell_nothing_within_one_analyte(unit: str) -> None:
    assert graded("Anemia", 79, unit, lln=120).grade == 3


def test_a_value_is_compared_in_the_unit_that_was_reported() -> None:
    """11.6 mg/dL of calcium is 2.894 mmol/L: past 11.5 mg/dL, and not past 2.9 mmol/L."""
    told: dict[str, Any] = {"uln": 10.5, "calcium_kind": "corrected"}
    assert graded("Hypercalcemia", 11.6, "mg/dL", **told).grade == 2
    assert graded("Hypercalcemia", 2.894, "mmol/L", **{**told, "uln": 2.6}).grade == 1


def test_another_unit_is_compared_with_the_printed_limit_of_its_own_kind() -> None:
    assert graded("Hyperuricemia", 595, "umol/L", uln=420).grade == 4  # 0.59 mmol/L is printed, not 0.595
    assert graded("Hypercalcemia", 116, "mg/L", uln=105, calcium_kind="corrected").grade == 2


def test_mass_and_amount_convert_by_the_molar_mass() -> None:
    assert graded("Acute kidney injury", 355, "umol/L", baseline=350).grade == 3  # 4.0 mg/dL is 353.6 umol/L
    assert graded("Acute kidney injury", 353, "umol/L", baseline=350).grade == 0
    assert graded("Hemoglobin increased", 12, "mmol/L", uln=11).grade == 1
    assert graded("Hemoglobin increased", 12.3, "mmol/L", uln=11).grade == 2  # 2 g/dL is 1.241 mmol/L


def test_an_equivalent_of_a_monovalent_ion_is_a_mole() -> None:
    assert graded("Hyperkalemia", 6.1, "mEq/L", uln=5).grade == 3
    assert graded("Hyponatremia", 129, "meq/L", lln=135).grade == 3


def test_ionized_calcium_in_mg_dl_follows_the_printed_pairs() -> None:
    assert graded("Hypocalcemia", 3.6, "mg/dL", lln=4.6, calcium_kind="ionized").grade == 2
    exact = under(calcium_molar_mass="exact")
    assert exact.grade(facts("Hypocalcemia", 3.6, "mg/dL", lln=4.6, calcium_kind="ionized")).grade == 3


@pytest.mark.parametrize(
    ("term", "unit"),
    [
        (ANC, "mg/dL"),
        (ANC, "foo"),
        (ANC, " "),
        ("Hyperkalemia", "mg/dL"),
        ("Hypercalcemia", "meq/L"),
        ("Anemia", "G/cL"),
        ("INR increased", "s"),
    ],
)
def test_a_unit_that_does_not_convert_is_refused_with_those_that_do(term: str, unit: str) -> None:
    with pytest.raises(InputRefused, match="a unit of this analyte: ") as refused:
        graded(term, 1, unit)
    assert refused.value.field == "unit"


def test_a_missing_unit_is_refused_where_a_number_is_printed() -> None:
    with pytest.raises(InputRefused, match="unit: nothing is refused"):
        graded(ANC, 1, None, lln=1.8)


def test_no_unit_is_needed_for_multiples_of_a_limit() -> None:
    assert graded("Alanine aminotransferase increased", 121, None, uln=40).grade == 2


# -------------------------------------------------------------------------------------------- what is refused


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


# -------------------------------------------------------------------------------------------- what is unknown


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


def test_a_change_since_baseline_stands_for_the_baseline() -> None:
    assert graded("Fibrinogen decreased", 1.5, "g/L", lln=1, percent_change_from_baseline=-25).grade == 2
    assert graded("Fibrinogen decreased", 1.5, "g/L", lln=1, percent_change_from_baseline=-24.9).grade == 1
    assert graded("Fibrinogen decreased", 1.5, "g/L", lln=1, percent_change_from_baseline=5).grade == 0


def test_a_change_of_everything_is_a_value_of_nothing() -> None:
    assert graded("Fibrinogen decreased", 0, "g/L", lln=2, percent_change_from_baseline=-100).grade == 4
    assert between("Haptoglobin decreased", 0, "g/L", percent_change_from_baseline=-50) == (0, 1)


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


# -------------------------------------------------------------------------------------------- v5.0 baselines


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


# -------------------------------------------------------------------------------------------- calcium


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


# -------------------------------------------------------------------------------------------- panels


def test_a_panel_proposes_both_directions() -> None:
    assert panel("potassium", 6.2, "mmol/L", lln=3.5, uln=5.1) == {"hypokalemia": (0, 0), "hyperkalemia": (3, 3)}
    assert panel("718-7", 7.9, "g/dL", lln=12, uln=16) == {"anemia": (3, 3), "hemoglobin-increased": (0, 0)}


def test_what_is_told_of_the_patient_counts_only_for_the_abnormal_direction() -> None:
    told: dict[str, Any] = {"lln": 3.5, "uln": 5.1, "hospitalisation_indicated": True}
    assert panel("potassium", 5.2, "mmol/L", **told) == {"hypokalemia": (0, 0), "hyperkalemia": (3, 3)}
    assert panel("potassium", 3.4, "mmol/L", **told) == {"hypokalemia": (3, 3), "hyperkalemia": (0, 0)}
    assert panel("potassium", 4.0, "mmol/L", **told) == {"hypokalemia": (0, 0), "hyperkalemia": (0, 0)}


def test_an_unknown_limit_leaves_open_whether_it_counts() -> None:
    found = panel("potassium", 5.2, "mmol/L", lln=3.5, hospitalisation_indicated=True)
    assert found == {"hypokalemia": (0, 0), "hyperkalemia": (0, 3)}
    found = panel("potassium", 3.2, "mmol/L", uln=5, hospitalisation_indicated=True)
    assert found["hypokalemia"] == (0, 3)


def test_a_term_that_is_named_is_the_event_itself() -> None:
    """Then the 'or' of the text holds as printed."""
    assert graded("Hyperkalemia", 5.0, "mmol/L", uln=5.1, hospitalisation_indicated=True).grade == 3


def test_a_finding_of_one_term_does_not_hinder_the_other() -> None:
    told: dict[str, Any] = {"lln": 3.9, "uln": 5.6, "fasting": True}
    assert panel("glucose", 10, "mmol/L", **told) == {"hypoglycemia": (0, 0), "hyperglycemia": (2, 2)}
    with pytest.raises(InputRefused, match=r"findings\.foo"):
        panel("glucose", 10, "mmol/L", foo=True)


def test_a_term_beside_an_analyte_is_not_looked_at() -> None:
    told = facts("Hypokalemia", 5.2, "mmol/L", analyte="potassium", uln=5.1, lln=3.5)
    assert [each.at_least for each in shipped("4.03").grade_analyte(told)] == [0, 1]


def test_a_version_proposes_what_it_grades_by_numbers() -> None:
    old, new = shipped("4.03").laboratory, shipped("5.0").laboratory
    assert old.terms_of("creatinine") == ("creatinine-increased", "acute-kidney-injury")
    assert new.terms_of("creatinine") == ("creatinine-increased",)
    assert (old.terms_of("ldh"), new.terms_of("ldh")) == ((), ("blood-lactate-dehydrogenase-increased",))


# -------------------------------------------------------------------------------------------- settings


@pytest.mark.parametrize(
    ("version", "choice", "value", "told", "before", "after"),
    [
        ("4.03", "within_limits", "not_an_event", (ANC, 1.4, "10*9/L", {"lln": 1.3}), (2, 2), (0, 0)),
        ("4.03", "within_limits", "not_an_event", (ANC, 1.2, "10*9/L", {"lln": 1.3}), (2, 2), (2, 2)),
        ("4.03", "within_limits", "not_an_event", (ANC, 1.2, "10*9/L", {}), (2, 2), (0, 2)),
        ("4.03", "within_limits", "not_an_event", ("Hyperkalemia", 5.6, "mmol/L", {"uln": 5.7}), (2, 2), (0, 0)),
        (
            "4.03",
            "within_limits",
            "not_an_event",
            ("Creatinine increased", 90, "umol/L", {"uln": 100, "baseline": 50}),
            (2, 2),
            (0, 0),
        ),
        ("4.03", "between_steps", "next", ("Chronic kidney disease", 59.5, "mL/min", {"lln": 90}), (1, 1), (2, 2)),
        ("4.03", "between_steps", "next", ("Bone marrow hypocellular", 50, "%", {}), (2, 2), (3, 3)),
        ("4.03", "between_steps", "next", ("Proteinuria", 3.45, "g/24h", {"patient": "adult"}), (2, 2), (3, 3)),
        ("5.0", "between_steps", "next", ("Hyponatremia", 124.5, "mmol/L", {"symptomatic": False}), (2, 2), (3, 3)),
        ("4.03", "twice_baseline", "grade_1", ("Acute kidney injury", 2, "mg/dL", {"baseline": 1}), (2, 2), (1, 1)),
        (
            "4.03",
            "inr_on_anticoagulation",
            "baseline_only",
            ("INR increased", 2.6, None, {"uln": 1.2, "baseline": 2.5, "on_anticoagulation": True}),
            (2, 2),
            (1, 1),
        ),
        (
            "4.03",
            "inr_on_anticoagulation",
            "baseline_only",
            ("INR increased", 2.6, None, {"uln": 1.2, "on_anticoagulation": False}),
            (2, 2),
            (2, 2),
        ),
        (
            "5.0",
            "hemoglobin_increased_over",
            "baseline",
            ("Hemoglobin increased", 15, "g/dL", {"uln": 17, "baseline": 12}),
            (0, 0),
            (2, 2),
        ),
        (
            "4.03",
            "hemoglobin_increased_without_baseline",
            "unknown",
            ("Hemoglobin increased", 20, "g/dL", {"uln": 17}),
            (2, 2),
            (0, 2),
        ),
        (
            "4.03",
            "hemoglobin_increased_without_baseline",
            "unknown",
            ("Hemoglobin increased", 20, "g/dL", {"uln": 17, "baseline_abnormal": False}),
            (2, 2),
            (2, 2),
        ),
        ("4.03", "hypokalemia_grade_2", "number_alone", ("Hypokalemia", 3.2, "mmol/L", {"lln": 3.5}), (1, 2), (2, 2)),
        (
            "4.03",
            "proteinuria_from",
            "any",
            ("Proteinuria", 0.1, "g/24h", {"uln": 0.15, "patient": "adult"}),
            (0, 0),
            (1, 1),
        ),
        ("4.03", "oligospermia_grade_1", "as_printed", ("Oligospermia", 90, "10*6/mL", {"lln": 15}), (0, 0), (1, 1)),
    ],
)
def test_a_setting_takes_the_other_reading(
    version: str,
    choice: str,
    value: str,
    told: tuple[str, float, str | None, dict[str, Any]],
    before: tuple[int, int],
    after: tuple[int, int],
) -> None:
    term, number, unit, more = told
    given = facts(term, number, unit, ctcae=version, **more)
    for dictionary, wanted in ((shipped(version), before), (under(version, **{choice: value}), after)):
        result = dictionary.grade(given)
        assert (result.at_least, result.at_most) == wanted


def test_every_setting_has_its_reason_and_is_about_terms_that_exist() -> None:
    codes = {term.code for version in ("4.03", "5.0") for term in shipped(version).terms}
    for choice in shipped("4.03").laboratory.explained.values():
        assert choice.reason.endswith(".")
        assert choice.terms <= codes
        assert all(sentence.endswith(".") for sentence in choice.values.values())


@pytest.mark.parametrize(
    ("choices", "problem"),
    [
        ({"foo": "x"}, "choices.foo: no such choice; known are within_limits, "),
        ({"twice_baseline": "x"}, "choices.twice_baseline: x is none of grade_2, grade_1"),
    ],
)
def test_an_unknown_setting_is_refused(choices: dict[str, str], problem: str) -> None:
    with pytest.raises(CriteriaError, match=problem):
        under(**choices)


# -------------------------------------------------------------------------------------------- the file


def changed(**fields: Any) -> Laboratory:
    """The shipped file with other fields; None leaves one out."""
    data = {**json.loads(shipped_texts()["laboratory"]), **fields}
    kept = {name: field for name, field in data.items() if field is not None}
    return read_laboratory({**shipped_texts(), "laboratory": json.dumps(kept)}, "4.03", {})


def first_analyte(**fields: Any) -> dict[str, Any]:
    """The shipped analytes, the first with other fields."""
    first, *others = json.loads(shipped_texts()["laboratory"])["analytes"]
    return {"analytes": [{**first, **fields}, *others]}


def choice(**fields: Any) -> dict[str, Any]:
    """The shipped choices, one with other fields."""
    choices = json.loads(shipped_texts()["laboratory"])["choices"]
    return {"choices": {**choices, "twice_baseline": {**choices["twice_baseline"], **fields}}}


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"source": None}, "laboratory.json, source: is missing"),
        ({"units": None}, "laboratory.json, 'units': is missing or unknown"),
        (first_analyte(units=["foo"]), "laboratory.json, foo: is no unit"),
        (first_analyte(unitless="foo"), "laboratory.json, foo: is no unit"),
        (choice(default="foo"), "laboratory.json, choices.twice_baseline: the default is none of its values"),
        (choice(reason=""), "laboratory.json, choices.twice_baseline: has no reason"),
        ({"choices": {}}, "laboratory.json, 'calcium_molar_mass': is missing or unknown"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_by_place(fields: dict[str, Any], problem: str) -> None:
    with pytest.raises(CriteriaError) as refused:
        changed(**fields)
    assert str(refused.value) == f"criteria {problem}"


def test_an_analyte_without_a_highest_takes_any_amount() -> None:
    assert graded("Cardiac troponin I increased", 1e9, "ng/L", uln=26, infarction_level=100).grade == 3
    assert changed(**first_analyte(highest=None)).analyte("hemoglobin").most is not None


def test_ids_codes_and_units_are_used_once() -> None:
    laboratory = shipped("4.03").laboratory
    names = [name for each in laboratory.analytes for name in (each.id, *each.loinc)]
    assert len(names) == len(set(names))
    for each in laboratory.analytes:
        assert each.units
        assert each.text.zh != each.text.en
        assert len({unit.code for unit in each.units}) == len(each.units)
        assert all(each.ratio(unit, each.units[0]) for unit in each.units if unit.dimension == each.units[0].dimension)


def test_every_limit_converts_to_every_usual_unit() -> None:
    """So that no value that is taken can fail when it is compared."""
    for version in ("4.03", "5.0"):
        dictionary = shipped(version)
        for term in (term for term in dictionary.terms if term.by_value):
            for unit in dictionary.laboratory.by_term[term.code].units:
                dictionary.grade(facts(term.code, 1, unit.code, ctcae=version, lln=1, uln=2, baseline=1))


def test_loinc_codes_have_their_check_digit() -> None:
    """The digit after the stroke is a Luhn digit of those before."""
    for each in shipped("4.03").laboratory.analytes:
        for code in each.loinc:
            number, digit = code.split("-")
            doubled = [int(sign) * (2 - place % 2) for place, sign in enumerate(reversed(number))]
            assert -sum(n // 10 + n % 10 for n in doubled) % 10 == int(digit), (each.id, code)


@pytest.mark.parametrize("module", [analytes, comparisons, quantities])
def test_only_so_many_units_are_kept(module: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """A batch may spell units in endless ways, and each is graded as if it were the first."""
    monkeypatch.setattr(module, "REMEMBERED", 0)
    dictionary = under()
    for written in ("10*9/L{a}", "10*9/L{b}", "10*9/L{a}"):
        assert dictionary.grade(facts(ANC, 0.9, written)).grade == 3


# -------------------------------------------------------------------------------------------- comparisons


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("value ~ 3 mmol/L", "is no comparison of a value"),
        ("value < FOO", "FOO is no reference; known are LLN, ULN"),
        ("value < 3 foo", "foo is no unit"),
        ("value < LLN + 3 foo", "foo is no unit"),
        ("value < 3", "has no unit"),
        ("value < three", "is no number with its unit"),
        ("value < 3 mg/dL", "mg/dL does not convert to every unit of potassium"),
        ("value < 2 LLN - 3 mmol/L", "multiplies a reference and adds to it"),
    ],
)
def test_a_comparison_that_cannot_be_read_is_refused(text: str, problem: str) -> None:
    with pytest.raises(AtomError, match=problem):
        shipped("4.03").laboratory.compile(text, "hypokalemia")


def test_a_comparison_needs_an_analyte() -> None:
    with pytest.raises(AtomError, match=r"no analyte of laboratory\.json has the term fatigue"):
        shipped("4.03").laboratory.compile("value < LLN", "fatigue")


@pytest.mark.parametrize(
    ("term", "text", "english", "chinese"),
    [
        ("inr-increased", "value > 1.2 to 1.5", "> 1.2 to 1.5", "> 1.2 至 1.5"),
        ("hypokalemia", "value <= LLN", "≤ LLN", "≤ 正常值下限"),
        (
            "ggt-increased",
            "value > 2.5 ULN to 5.0 ULN",
            "> 2.5 × ULN to 5 × ULN",
            "> 2.5 × 正常值上限 至 5 × 正常值上限",
        ),
        ("hemolysis", "value <= BASELINE - 2 g/dL", "≤ baseline - 2 g/dL", "≤ 基线 - 2 g/dL"),
        (
            "fibrinogen-decreased",
            "value <= BASELINE - 25 % to above BASELINE - 50 %",
            "≤ baseline - 25% to above baseline - 50%",
            "≤ 基线 - 25% 至 高于 基线 - 50%",
        ),
        (
            "acute-kidney-injury",
            "value >= BASELINE + 0.3 mg/dL to below 2 ULN",
            "≥ baseline + 0.3 mg/dL to below 2 × ULN",
            "≥ 基线 + 0.3 mg/dL 至 低于 2 × 正常值上限",
        ),
    ],
)
def test_a_limit_is_said_in_words(term: str, text: str, english: str, chinese: str) -> None:
    comparison = shipped("4.03").laboratory.compile(text, term)
    assert (comparison.limit_text("en"), comparison.limit_text("zh")) == (english, chinese)
