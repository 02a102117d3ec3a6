"""What v5.0 grades otherwise than v4.03: the same answers under both, each grade read from NCI's two tables."""

from typing import Any

import pytest

from bedside.models.ctcae import CtcaeFacts
from tests.grading.ctcae.answered import Row, bounds, refuses, settled, wrong, wrong_steps
from tests.grading.ctcae.conftest import shipped
from tests.grading.ctcae.samples import between

DANGER = {"life_threatening": True}
URGENT = {"interventions": ["urgent"]}
DIED = {"death": True}

Change = tuple[str, dict[str, Any], int, int]
"""A term, what is told, and its grade by v4.03 and by v5.0."""

OTHERWISE: list[Change] = [
    ("Rash maculo-papular", {"bsa_percent": 31, "symptoms": "mild"}, 3, 2),
    ("Rash maculo-papular", {"bsa_percent": 31, "symptoms": "moderate"}, 3, 3),
    ("Ejection fraction decreased", {"ejection_fraction_fall_percent": 20}, 2, 3),
    ("Ejection fraction decreased", {"ejection_fraction_fall_percent": 19}, 2, 2),
    ("Electrocardiogram QT corrected interval prolonged", {"qtc_ms": 501}, 2, 3),
    ("Electrocardiogram QT corrected interval prolonged", {"qtc_ms": 470, "qtc_change_ms": 60}, 1, 1),
    ("Electrocardiogram QT corrected interval prolonged", {"qtc_ms": 470, "qtc_change_ms": 61}, 1, 3),
    ("Electrocardiogram QT corrected interval prolonged", {"qtc_ms": 470, "torsade": True}, 1, 4),
    ("Seizure", {"generalised-seizure-brief": True}, 2, 2),
    ("Diarrhea", {"stools_over_baseline": 2, "adl": "instrumental"}, 1, 2),
    ("Depressed level of consciousness", URGENT, 1, 4),
    ("Thromboembolic event", {"interventions": ["medical", "urgent"]}, 4, 3),
    ("Thromboembolic event", DANGER, 4, 1),
    ("Thromboembolic event", {**DANGER, "neurologic-instability": True}, 4, 4),
    ("Capillary leak syndrome", {"present": True, "symptoms": "none"}, 0, 1),
    ("Sepsis", {"interventions": ["any"]}, 0, 3),
]

BY_5: list[Row] = [
    ("Cytokine release syndrome", {"fever": True}, 1),
    ("Cytokine release syndrome", {"fever": True, "hypotension": True}, 2),
    ("Cytokine release syndrome", {"fever": True, "hypoxia": True, "oxygen_percent": 39}, 2),
    ("Cytokine release syndrome", {"fever": True, "hypoxia": True, "oxygen_percent": 40}, 3),
    ("Cytokine release syndrome", {"fever": True, "hypoxia": False, "oxygen_percent": 40}, 1),
    ("Cytokine release syndrome", {"fever": True, "hypotension": True, "interventions": ["vasopressor"]}, 3),
    ("Cytokine release syndrome", {"fever": True, "hypotension": False, "interventions": ["vasopressor"]}, 1),
    ("Cytokine release syndrome", {"fever": True, **DANGER}, 4),
    ("Cytokine release syndrome", {"fever": True, **URGENT}, 4),
    ("Cytokine release syndrome", DIED, 5),
    ("Cytokine release syndrome", {"fever": True, "hypotension": True}, (2, 4)),
    ("Sepsis", {"blood-culture-positive": True, "symptoms": "mild"}, 3),
    ("Sepsis", {"blood-culture-positive": True, "symptoms": "none"}, 0),
    ("Sepsis", URGENT, 4),
    ("Bacteremia", {"blood-culture-positive": True}, 2),
    ("Seizure", {"seizure-new-onset": True}, 3),
    ("Seizure", {"partial-seizure-brief": True}, 1),
    ("Seizure", {"seizures-prolonged-repetitive": True}, 4),
    ("Delirium", {"new-onset": True, "symptoms": "mild"}, 3),
    ("Delirium", {"symptoms": "mild", **URGENT}, 3),
    ("Delirium", {"symptoms": "mild", "harm_to_self_or_others": True}, 4),
    ("Depressed level of consciousness", {"coma": True}, 4),
    ("Hypotension", {"interventions": ["medical"], "hospitalisation_indicated": False}, 2),
    ("Hypotension", {"interventions": ["medical", "urgent"]}, 3),
    ("Hypotension", {"hospitalisation_indicated": True}, 3),
    ("Hypotension", {**DANGER, **URGENT}, 4),
    ("Hypertension", {"patient-is-an-adult": True, "systolic_mmhg": 139}, 1),
    ("Hypertension", {"patient-is-an-adult": True, "systolic_mmhg": 145}, 1),
    ("Hypertension", {"patient-is-an-adult": True, "systolic_mmhg": 145, "pressure-normal-before": True}, 2),
    ("Hypertension", {"patient-is-an-adult": True, "systolic_mmhg": 160}, 3),
    ("Hypertension", {"patient-is-an-adolescent": True, "systolic_mmhg": 120}, 1),
    ("Hypertension", {"patient-is-an-adolescent": True, "systolic_mmhg": 130}, 2),
    ("Hypertension", {"patient-is-a-child": True, "bp_percentile": 90}, 0),
    ("Hypertension", {"patient-is-a-child": True, "bp_percentile": 91}, 1),
    ("Hypertension", {"patient-is-a-child": True, "bp_percentile": 95}, 2),
    ("Hypertension", {"patient-is-a-child": True, "bp_percentile": 99, "bp_over_p99_mmhg": 6}, 3),
    ("Hypertension", {"patient-is-a-child": True, "bp_percentile": 99, "bp_over_p99_mmhg": 5}, 2),
    ("Atrial fibrillation", {"new-onset": True}, 3),
    ("Atrial fibrillation", {"symptoms": "mild", **URGENT}, 3),
    ("Atrial fibrillation", {"embolus": True, **URGENT}, 4),
    ("Vomiting", {"present": True}, 1),
    ("Vomiting", {"interventions": ["iv_fluids"]}, 2),
    ("Vomiting", {"hospitalisation_indicated": True}, 3),
    ("Vomiting", DANGER, 4),
    ("Acute kidney injury", {"hospitalisation_indicated": True}, 3),
    ("Acute kidney injury", {"interventions": ["dialysis"]}, 4),
    ("Hypophosphatemia", {"present": True}, 1),
    ("Hypophosphatemia", {"interventions": ["oral"]}, 2),
    ("Hypophosphatemia", {"medically_significant": True}, 3),
    ("Hypophosphatemia", {"symptoms": "severe"}, 3),
    ("Hypophosphatemia", DANGER, 4),
    ("Lung infection", {"interventions": ["invasive"]}, 3),
    ("Mucositis oral", {"mouth-ulcer": True}, 2),
    ("Pruritus", {"itch-widespread": True, "itch-intermittent": True}, 2),
    ("Pruritus", {"itch-widespread": True, "itch-constant": True}, 3),
    ("Pruritus", {"systemic-steroid-needed": True}, 3),
    ("Guillain-Barre syndrome", {"symptoms": "moderate"}, 2),
    ("Guillain-Barre syndrome", {"interventions": ["ventilation"]}, 4),
    ("Viremia", {"interventions": ["medical"]}, 2),
    ("Viremia", {"hospitalisation_indicated": True}, 3),
    ("Cytomegalovirus infection reactivation", {"present": True}, 1),
    ("Cytomegalovirus infection reactivation", {"interventions": ["iv"]}, 3),
    ("Cytomegalovirus infection reactivation", {"vision": "blind"}, 4),
]

NO_LONGER_ASKED: list[tuple[str, dict[str, Any], str]] = [
    ("Diarrhea", {"stool-incontinence": True}, "findings.stool-incontinence"),
    ("Vomiting", {"vomiting_episodes_24h": 3}, "findings.vomiting_episodes_24h"),
    ("Confusion", DIED, "findings.death"),
    ("Cytokine release syndrome", {"prolonged-reaction": True}, "findings.prolonged-reaction"),
    ("Delirium", {"hospitalisation_indicated": True}, "findings.hospitalisation_indicated"),
    ("Electrocardiogram QT corrected interval prolonged", {"two-ecgs": True}, "findings.two-ecgs"),
    ("Thromboembolic event", {"vein-clot": True}, "findings.vein-clot"),
]


@pytest.mark.parametrize(("term", "told", "old", "new"), OTHERWISE)
def test_the_same_answers_under_both(term: str, told: dict[str, Any], old: int, new: int) -> None:
    known = {"4.03": old, "5.0": new}
    for version, grade in known.items():
        asked = {question.key for question in shipped(version).questions(shipped(version).term(term))}
        kept = {key: answer for key, answer in told.items() if key in asked}
        if "interventions" in kept:
            kept["interventions"] = taken(term, version, kept["interventions"])
        assert settled(term, kept, version) == grade, version


def taken(term: str, version: str, words: list[str]) -> list[str]:
    """The treatments that the version asks of the term."""
    dictionary = shipped(version)
    by_key = {question.key: question for question in dictionary.questions(dictionary.term(term))}
    return [choice.word for choice in by_key["interventions"].choices if choice.word in words]


def test_terms_and_grades_of_the_new_version() -> None:
    assert not list(wrong(BY_5, "5.0"))


def test_numbers_that_stayed() -> None:
    rows = [
        ("Fever", "temperature_c", "37.9:0 38:1 39:1 39.1:2 40:2 40.1:3"),
        ("Weight loss", "weight_loss_percent", "4.9:0 5:1 10:2 20:3"),
        ("Ejection fraction decreased", "ejection_fraction_percent", "51:0 50:2 39:3 19:4"),
        ("Diarrhea", "stools_over_baseline", "0:0 3:1 4:2 6:2 7:3"),
        ("Hypoxia", "spo2_percent", "88:0 87:3"),
        ("Rash maculo-papular", "bsa_percent", "0:0 9.9:1 10:2 30:2 31:2 100:2"),
        ("Electrocardiogram QT corrected interval prolonged", "qtc_ms", "449:0 450:1 481:2 500:2 501:3"),
    ]
    assert not list(wrong_steps(rows, "5.0"))


@pytest.mark.parametrize(("term", "told", "field"), NO_LONGER_ASKED)
def test_what_the_new_version_dropped_is_refused_and_still_taken_by_the_old(
    term: str, told: dict[str, Any], field: str
) -> None:
    assert refuses(term, told, "5.0") == field
    assert bounds(term, told, "4.03")[1] > 0


def test_777_terms_are_in_both_by_name() -> None:
    old, new = ({term.name.lower() for term in shipped(version).terms} for version in ("4.03", "5.0"))
    assert (len(old), len(new)) == (790, 837)
    assert (len(old & new), len(old - new), len(new - old)) == (777, 13, 60)
    assert "spleen disorder" in old - new
    assert {"eosinophilia", "bacteremia", "shingles", "guillain-barre syndrome"} <= new - old


def test_a_term_has_one_code_in_both() -> None:
    old, new = ({term.name.lower(): term.code for term in shipped(version).terms} for version in ("4.03", "5.0"))
    assert {name: code for name, code in old.items() if name in new and new[name] != code} == {}
    by_code = {code: name for name, code in old.items()}
    reused = {code for name, code in new.items() if code in by_code and by_code[code] != name}
    assert not reused


class TestValues:
    """What is left open where a baseline decides which limits count."""

    @pytest.mark.parametrize("term", ["Alanine aminotransferase increased", "Aspartate aminotransferase increased"])
    def test_an_untold_baseline_leaves_both_scales_open(self, term: str) -> None:
        by_limit = between(term, 210, "U/L", version="5.0", uln=40, baseline=40)
        by_baseline = between(term, 210, "U/L", version="5.0", uln=40, baseline=100)
        assert (by_limit, by_baseline) == ((3, 3), (1, 1))
        low, high = between(term, 210, "U/L", version="5.0", uln=40)
        assert low <= 1
        assert high >= 3
        # v4.03 knows one scale, so the baseline is nothing that it would wait for.
        assert between(term, 210, "U/L", uln=40) == (3, 3)

    def test_a_baseline_told_to_be_normal_settles_which_scale(self) -> None:
        told = {"version": "5.0", "uln": 40}
        term = "Alanine aminotransferase increased"
        assert between(term, 210, "U/L", **told, baseline_abnormal=False) == (3, 3)
        low, high = between(term, 210, "U/L", **told, baseline_abnormal=True)
        assert (low < 3, high >= low) == (True, True)

    def test_a_fibrinogen_within_the_limits_is_an_event_in_the_old_version_only(self) -> None:
        told = {"lln": 2.0, "baseline": 4.0}
        assert between("Fibrinogen decreased", 2.5, "g/L", **told) == (2, 2)
        assert between("Fibrinogen decreased", 2.5, "g/L", version="5.0", **told) == (0, 0)

    def test_creatinine_above_its_baseline_but_normal(self) -> None:
        told = {"uln": 110, "baseline": 70}
        assert between("Creatinine increased", 100, "umol/L", **told) == (1, 1)
        assert between("Creatinine increased", 100, "umol/L", version="5.0", **told) == (0, 0)

    def test_an_inr_without_a_limit(self) -> None:
        told: dict[str, Any] = {"on_anticoagulation": False}
        assert between("INR increased", 1.4, version="5.0", **told) == (1, 1)
        low, high = between("INR increased", 1.4, **told)
        assert (low, high > 0) == (0, True)

    @pytest.mark.parametrize("term", ["Lipase increased", "Serum amylase increased"])
    def test_symptoms_decide_between_two_grades(self, term: str) -> None:
        assert between(term, 190, "U/L", version="5.0", uln=60) == (2, 3)
        assert between(term, 310, "U/L", version="5.0", uln=60) == (3, 4)
        assert between(term, 100, "U/L", version="5.0", uln=60) == (2, 2)
        assert between(term, 190, "U/L", uln=60) == (3, 3)

    def test_sodium_of_the_new_second_grade(self) -> None:
        assert between("Hyponatremia", 127, "mmol/L", version="5.0", lln=135) == (2, 3)
        assert between("Hyponatremia", 127, "mmol/L", lln=135) == (3, 3)

    @pytest.mark.parametrize("term", ["Acute kidney injury", "Hypophosphatemia"])
    def test_a_term_without_numbers_takes_no_value(self, term: str) -> None:
        assert not shipped("5.0").term(term).by_value
        assert shipped("4.03").term(term).by_value

    def test_two_stamps_are_never_taken_for_each_other(self) -> None:
        facts = {version: CtcaeFacts(term="Fatigue", findings={"present": True}) for version in ("4.03", "5.0")}
        results = {version: shipped(version).grade(told) for version, told in facts.items()}
        assert {version: result.system for version, result in results.items()} == {
            "4.03": "CTCAE 4.03",
            "5.0": "CTCAE 5.0",
        }
        assert shipped("4.03").checksum != shipped("5.0").checksum
