"""What is recorded most after CAR-T cells: reactions, fever, infections, pain and what drugs do; read from NCI's table.

Each row was written from NCI's v4.03 of 14 June 2010, not from our data: what a nurse answers, and the grade of it.
"""

import pytest

from tests.grading.ctcae.answered import Row, Steps, refuses, wrong, wrong_steps

URGENT = {"interventions": ["urgent"]}
DANGER = {"life_threatening": True}
DIED = {"death": True}

NUMBERS: list[Steps] = [
    ("Fever", "temperature_c", "36.5:0 37.9:0 38:1 38.5:1 39:1 39.1:2 40:2 40.1:3 41:3"),
    ("Rash maculo-papular", "bsa_percent", "0:0 0.5:1 9.9:1 10:2 30:2 30.1:3 100:3"),
    ("Rash acneiform", "bsa_percent", "0:0 9:1 10:2 30:2 31:3"),
    ("Urticaria", "bsa_percent", "0:0 9:1 10:2 30:2 31:3"),
    ("Weight loss", "weight_loss_percent", "4.9:0 5:1 9.9:1 10:2 19.9:2 20:3"),
    ("Weight gain", "weight_gain_percent", "4.9:0 5:1 9.9:1 10:2 19.9:2 20:3"),
    ("Edema limbs", "limb_difference_percent", "5:1 10:1 10.1:2 30:2 30.1:3"),
]

REACTIONS: list[Row] = [
    ("Cytokine release syndrome", {}, (0, 4)),
    ("Cytokine release syndrome", {"present": False}, 0),
    ("Cytokine release syndrome", {"present": True}, 1),
    ("Cytokine release syndrome", {"symptoms": "mild"}, 1),
    ("Cytokine release syndrome", {"interventions": ["any"]}, 2),
    ("Cytokine release syndrome", {"drug-or-infusion-interrupted": True}, 2),
    ("Cytokine release syndrome", {"preventive-medicines": True, "treatment_hours": 24}, 2),
    # Nobody prints a grade for longer prevention: a bad course is not made milder by lasting.
    ("Cytokine release syndrome", {"preventive-medicines": True, "treatment_hours": 25}, 2),
    ("Cytokine release syndrome", {"prolonged-reaction": True}, 3),
    ("Cytokine release syndrome", {"symptoms-return": True}, 3),
    ("Cytokine release syndrome", {"hospital-for-sequelae": True}, 3),
    ("Cytokine release syndrome", {"interventions": ["vasopressor"]}, 4),
    ("Cytokine release syndrome", {"interventions": ["ventilation"]}, 4),
    ("Cytokine release syndrome", {"prolonged-reaction": True, **DANGER}, 4),
    ("Cytokine release syndrome", DIED, 5),
    ("Cytokine release syndrome", {"prolonged-reaction": True}, (3, 4)),
    ("Infusion related reaction", {"symptoms": "mild"}, 1),
    ("Infusion related reaction", {"drug-or-infusion-interrupted": True}, 2),
    ("Infusion related reaction", {"symptoms-return": True}, 3),
    ("Infusion related reaction", URGENT, 4),
    ("Infusion related reaction", DIED, 5),
    ("Allergic reaction", {"flushing": True}, 1),
    ("Allergic reaction", {"rash": True}, 1),
    ("Allergic reaction", {"drug-fever": True}, 1),
    ("Allergic reaction", {"flushing": True, "interventions": ["any"]}, 2),
    ("Allergic reaction", {"preventive-medicines": True, "treatment_hours": 24}, 2),
    ("Allergic reaction", {"symptoms-return": True}, 3),
    ("Allergic reaction", URGENT, 4),
    ("Anaphylaxis", {"bronchospasm": True, "symptoms": "mild"}, 3),
    ("Anaphylaxis", {"parenteral-treatment": True}, 3),
    ("Anaphylaxis", {"allergic-swelling": True}, 3),
    ("Anaphylaxis", {"hypotension": True}, 3),
    ("Anaphylaxis", {"hypotension": True, **DANGER}, 4),
    ("Serum sickness", {"joint-pain": True, "pain": "moderate"}, 2),
    ("Serum sickness", {"joint-pain": True, "pain": "severe"}, 3),
    ("Serum sickness", {"interventions": ["vasopressor"]}, 4),
    ("Capillary leak syndrome", {"symptoms": "mild"}, 2),
    ("Capillary leak syndrome", {"symptoms": "moderate"}, 2),
    ("Capillary leak syndrome", {"interventions": ["medical"]}, 2),
    ("Capillary leak syndrome", {"symptoms": "severe"}, 3),
    ("Capillary leak syndrome", URGENT, 4),
    ("Tumor lysis syndrome", {"present": False}, 0),
    ("Tumor lysis syndrome", {"present": True}, 3),
    ("Tumor lysis syndrome", {"present": True}, (3, 4)),
    ("Tumor lysis syndrome", DANGER, 4),
    ("Multi-organ failure", {"shock": True, "azotaemia": True}, 0),
    ("Multi-organ failure", {"shock": True, "azotaemia": True, "acid-base-disturbance": True}, 3),
    ("Multi-organ failure", {"clotting-clearly-abnormal": True}, 3),
    ("Multi-organ failure", DANGER, 4),
]

INFECTIONS: list[Row] = [
    ("Sepsis", {}, (0, 4)),
    ("Sepsis", DANGER, 4),
    ("Sepsis", URGENT, 4),
    ("Sepsis", DIED, 5),
    ("Lung infection", {"symptoms": "moderate"}, 2),
    ("Lung infection", {"interventions": ["oral_antimicrobial"]}, 2),
    ("Lung infection", {"interventions": ["iv_antimicrobial"]}, 3),
    ("Lung infection", {"interventions": ["radiologic"]}, 3),
    ("Lung infection", {"interventions": ["endoscopic"]}, 3),
    ("Lung infection", {"interventions": ["operative"]}, 3),
    ("Lung infection", {"interventions": ["iv_antimicrobial"], **DANGER}, 4),
    ("Lung infection", {"interventions": ["iv_antimicrobial"]}, (3, 4)),
    ("Urinary tract infection", {"localised-infection": True}, 2),
    ("Urinary tract infection", {"interventions": ["local_antimicrobial"]}, 2),
    ("Urinary tract infection", {"interventions": ["iv_antimicrobial"]}, 3),
    ("Catheter related infection", {"interventions": ["oral_antimicrobial"]}, 2),
    ("Catheter related infection", {"interventions": ["iv_antimicrobial"]}, 3),
    ("Catheter related infection", {"interventions": ["iv_antimicrobial", "urgent"]}, 4),
    ("Infections and infestations - Other, specify", {"present": True}, 1),
    ("Infections and infestations - Other, specify", {"symptoms": "moderate"}, 2),
    ("Infections and infestations - Other, specify", {"adl": "instrumental"}, 2),
    ("Infections and infestations - Other, specify", {"symptoms": "severe"}, 3),
    ("Infections and infestations - Other, specify", {"medically_significant": True}, 3),
    ("Infections and infestations - Other, specify", {"hospitalisation_indicated": True}, 3),
    ("Infections and infestations - Other, specify", {"disabling": True}, 3),
    ("Infections and infestations - Other, specify", {"adl": "self_care"}, 3),
]

GENERAL: list[Row] = [
    ("Fever", {"temperature_c": 40.1}, (3, 4)),
    ("Fever", {"temperature_c": 40.1, "hours_above_40_c": 24}, 3),
    ("Fever", {"temperature_c": 40.1, "hours_above_40_c": 24.5}, 4),
    ("Fever", {"temperature_c": 40.0, "hours_above_40_c": 30}, 2),
    ("Fatigue", {"present": True}, 1),
    ("Fatigue", {"not-relieved-by-rest": True}, 2),
    ("Fatigue", {"adl": "instrumental"}, 2),
    ("Fatigue", {"adl": "self_care"}, (2, 3)),
    ("Fatigue", {"adl": "self_care", "not-relieved-by-rest": False}, 2),
    ("Fatigue", {"adl": "self_care", "not-relieved-by-rest": True}, 3),
    ("Chills", {"present": True}, 1),
    ("Chills", {"moderate-whole-body-tremor": True}, 2),
    ("Chills", {"opioids-needed": True}, 2),
    ("Chills", {"symptoms": "severe", "opioids-needed": True}, 2),
    ("Chills", {"symptoms": "severe", "no-response-to-opioids": True}, 3),
    ("Chills", {"prolonged": True, "no-response-to-opioids": True}, 3),
    *(
        (term, told, grade)
        for term in ("Pain", "Myalgia", "Arthralgia", "Bone pain", "Back pain", "Headache")
        for told, grade in (
            ({"pain": "mild"}, 1),
            ({"pain": "moderate"}, 2),
            ({"pain": "mild", "adl": "instrumental"}, 2),
            ({"pain": "severe"}, 3),
            ({"pain": "moderate", "adl": "self_care"}, 3),
            ({"pain": "mild"}, (1, 3)),
        )
    ),
    ("Edema limbs", {"limb_difference_percent": 4.9, "present": False}, 0),
    ("Edema limbs", {"limb_difference_percent": 4.9, "present": True}, 1),
    ("Edema limbs", {"contour-grossly-changed": True}, 3),
    ("Edema limbs", {"skin-folds-gone": True}, 2),
    ("Weight loss", {"weight_loss_percent": 3, "interventions": ["nutritional_support"]}, 2),
    ("Weight loss", {"weight_loss_percent": 12, "interventions": ["tpn"]}, 3),
    ("Weight loss", {"weight_loss_percent": 12, "interventions": ["tube_feeding"]}, 3),
    ("Death NOS", DIED, 5),
    ("Death NOS", {}, (0, 0)),
    ("Rash maculo-papular", {"bsa_percent": 5, "adl": "instrumental"}, 2),
    ("Rash maculo-papular", {"bsa_percent": 5, "adl": "self_care"}, 3),
    ("Urticaria", {"bsa_percent": 5, "interventions": ["oral"]}, 2),
    ("Urticaria", {"bsa_percent": 5, "interventions": ["iv"]}, 3),
    ("Pruritus", {"symptoms": "mild"}, 1),
    ("Pruritus", {"scratch-marks": True}, 2),
    ("Pruritus", {"sleep-disturbed": True}, 3),
    ("Pruritus", {"oral-steroid-needed": True}, 3),
    ("Alopecia", {"hair_loss_percent": 49}, 1),
    ("Alopecia", {"hair_loss_percent": 50}, 2),
    ("Alopecia", {"wig-needed-to-hide-loss": True}, 2),
]


def test_numbers_at_each_limit_and_beside_it() -> None:
    assert not list(wrong_steps(NUMBERS))


def test_reactions() -> None:
    assert not list(wrong(REACTIONS))


def test_infections() -> None:
    assert not list(wrong(INFECTIONS))


def test_general_disorders_and_skin() -> None:
    assert not list(wrong(GENERAL))


@pytest.mark.parametrize("term", ["Fatigue", "Pain", "Headache", "Chills", "Rash maculo-papular", "Weight loss"])
def test_what_has_no_fourth_grade_asks_for_nothing_that_would_make_one(term: str) -> None:
    assert refuses(term, DANGER) == "findings.life_threatening"
    assert refuses(term, DIED) == "findings.death"


@pytest.mark.parametrize("temperature_c", [19.9, 45.1, -1, 102.2])
def test_a_temperature_that_no_patient_has_is_refused(temperature_c: float) -> None:
    assert refuses("Fever", {"temperature_c": temperature_c}) == "findings.temperature_c"
