"""What is recorded of heart, lungs, gut, kidneys and blood after CAR-T cells; read from NCI, not from our data."""

from tests.grading.ctcae.answered import Row, Steps, bounds, wrong, wrong_steps
from tests.grading.ctcae.samples import between

DANGER = {"life_threatening": True}
URGENT = {"interventions": ["urgent"]}
DIED = {"death": True}

NUMBERS: list[Steps] = [
    ("Diarrhea", "stools_over_baseline", "0:0 1:1 3:1 4:2 6:2 7:3 20:3"),
    ("Vomiting", "vomiting_episodes_24h", "0:0 1:1 2:1 3:2 5:2 6:3 20:3"),
    ("Hypertension", "systolic_mmhg", "119:0 120:1 139:1 140:2 159:2 160:3 220:3"),
    ("Hypertension", "diastolic_mmhg", "79:0 80:1 89:1 90:2 99:2 100:3 130:3"),
    ("Electrocardiogram QT corrected interval prolonged", "qtc_ms", "449:0 450:1 480:1 481:2 500:2 501:2"),
    ("Ejection fraction decreased", "ejection_fraction_percent", "51:0 50:2 40:2 39:3 20:3 19:4"),
    ("Ejection fraction decreased", "ejection_fraction_fall_percent", "9:0 10:2 19:2 20:2 21:3"),
    ("Hypoxia", "spo2_percent", "100:0 88:0 87:3 60:3"),
    ("Hypoxia", "spo2_exercise_percent", "88:0 87:2 60:2"),
    ("Hypoxia", "pao2_mmhg", "56:0 55:3 30:3"),
]

CIRCULATION: list[Row] = [
    ("Hypotension", {"present": True}, 1),
    ("Hypotension", {"interventions": ["medical"]}, 2),
    ("Hypotension", {"interventions": ["medical", "urgent"]}, 3),
    ("Hypotension", {"interventions": ["medical"], "symptoms": "severe"}, 3),
    ("Hypotension", {"hospitalisation_indicated": True}, 3),
    # A threat to life and urgent treatment are joined by "and" here.
    ("Hypotension", {**DANGER, **URGENT}, 4),
    ("Hypotension", {**DANGER, "interventions": []}, 1),
    ("Hypotension", DIED, 5),
    ("Hypertension", {"systolic_mmhg": 130, "diastolic_mmhg": 95}, 2),
    ("Hypertension", {"systolic_mmhg": 165, "diastolic_mmhg": 70}, 3),
    ("Hypertension", {"systolic_mmhg": 130, "interventions": ["medical"]}, 2),
    ("Hypertension", {"several-pressure-drugs-needed": True}, 3),
    ("Hypertension", {"stronger-pressure-treatment-needed": True}, 3),
    ("Hypertension", {"diastolic_rise_mmhg": 21, "symptoms": "mild"}, 2),
    ("Hypertension", {"diastolic_rise_mmhg": 20, "symptoms": "mild"}, 0),
    ("Hypertension", {"systolic_mmhg": 130, **URGENT}, 4),
    ("Hypertension", DIED, 5),
    ("Sinus tachycardia", {"present": True}, 1),
    ("Sinus tachycardia", {"symptoms": "mild"}, 2),
    ("Sinus tachycardia", {"interventions": ["medical"]}, 2),
    ("Sinus tachycardia", {"interventions": ["medical", "urgent"]}, 3),
    ("Atrial fibrillation", {"present": True}, 1),
    ("Atrial fibrillation", {"interventions": ["medical"]}, 2),
    ("Atrial fibrillation", {"symptoms": "mild", "not-fully-controlled-by-medicines": True}, 3),
    ("Atrial fibrillation", {"symptoms": "none", "not-fully-controlled-by-medicines": True}, 1),
    ("Atrial fibrillation", {"interventions": ["device"]}, 3),
    ("Atrial fibrillation", {"ablation": True}, 3),
    ("Atrial fibrillation", DANGER, 4),
    ("Electrocardiogram QT corrected interval prolonged", {"qtc_ms": 501, "two-ecgs": True}, 3),
    ("Electrocardiogram QT corrected interval prolonged", {"qtc_ms": 500, "two-ecgs": True}, 2),
    ("Electrocardiogram QT corrected interval prolonged", {"qtc_ms": 501, "torsade": True}, 4),
    ("Electrocardiogram QT corrected interval prolonged", {"qtc_ms": 500, "torsade": True}, (2, 4)),
    ("Electrocardiogram QT corrected interval prolonged", {"qtc_ms": 470, "qtc_change_ms": 61, "torsade": True}, 4),
    ("Electrocardiogram QT corrected interval prolonged", {"qtc_ms": 470, "qtc_change_ms": 60, "torsade": True}, 1),
    ("Electrocardiogram QT corrected interval prolonged", {"qtc_ms": 470, "qtc_change_ms": 70}, (1, 4)),
    ("Heart failure", {"present": True}, 1),
    ("Heart failure", {"symptoms-on-mild-to-moderate-exertion": True}, 2),
    ("Heart failure", {"symptoms": "severe", "symptoms-at-rest-or-minimal-exertion": True}, 3),
    ("Heart failure", {"interventions": ["any"]}, 3),
    ("Heart failure", URGENT, 4),
    ("Thromboembolic event", {"vein-clot": True}, 1),
    ("Thromboembolic event", {"vein-clot": True, "interventions": ["medical"]}, 2),
    ("Thromboembolic event", {"lung-artery-clot": True, "interventions": ["medical"]}, 3),
    ("Thromboembolic event", {"heart-wall-clot": True, "interventions": ["medical"]}, 3),
    ("Thromboembolic event", {"haemodynamic_compromise": True}, 4),
    ("Thromboembolic event", {"neurologic-instability": True}, 4),
    ("Thromboembolic event", URGENT, 4),
]

BREATHING: list[Row] = [
    ("Hypoxia", {"interventions": ["oxygen"]}, 2),
    ("Hypoxia", {"spo2_percent": 92, "interventions": ["oxygen"]}, 2),
    ("Hypoxia", {"spo2_percent": 85}, (3, 4)),
    ("Hypoxia", {"spo2_percent": 85, **URGENT}, 4),
    ("Hypoxia", DANGER, 4),
    ("Dyspnea", {"breathless-on-moderate-effort": True}, 1),
    ("Dyspnea", {"breathless-on-minimal-effort": True}, 2),
    ("Dyspnea", {"breathless-at-rest": True}, 3),
    ("Dyspnea", {"breathless-on-moderate-effort": True, "adl": "self_care"}, 3),
    ("Dyspnea", URGENT, 4),
    ("Pleural effusion", {"present": True}, 1),
    ("Pleural effusion", {"symptoms": "mild"}, 2),
    ("Pleural effusion", {"interventions": ["any"]}, 2),
    ("Pleural effusion", {"symptoms": "mild", "respiratory-distress": True}, 2),
    ("Pleural effusion", {"symptoms": "mild", "respiratory-distress": True, "hypoxia": True}, 3),
    ("Pleural effusion", {"chest-tube-needed": True}, 3),
    ("Pleural effusion", {"interventions": ["ventilation"]}, 4),
    ("Respiratory failure", {}, (0, 4)),
    ("Respiratory failure", {"interventions": ["ventilation"]}, 4),
    ("Respiratory failure", DIED, 5),
]

GUT: list[Row] = [
    ("Diarrhea", {"stools_over_baseline": 2, "stool-incontinence": True}, 3),
    ("Diarrhea", {"stools_over_baseline": 2, "hospitalisation_indicated": True}, 3),
    ("Diarrhea", {"stools_over_baseline": 2, "adl": "self_care"}, 3),
    ("Diarrhea", {"stools_over_baseline": 2, "adl": "instrumental"}, 1),
    ("Diarrhea", {"stoma-output-mildly-up": True}, 1),
    ("Diarrhea", {"stoma-output-moderately-up": True}, 2),
    ("Diarrhea", {"stoma-output-severely-up": True}, 3),
    ("Diarrhea", {"stools_over_baseline": 2, **URGENT}, 4),
    ("Diarrhea", {"stools_over_baseline": 2}, (1, 4)),
    ("Nausea", {"present": True}, 1),
    ("Nausea", {"oral_intake": "altered"}, 2),
    ("Nausea", {"oral_intake": "inadequate"}, 3),
    ("Nausea", {"interventions": ["tpn"]}, 3),
    ("Nausea", {"hospitalisation_indicated": True}, 3),
    ("Vomiting", {"vomiting_episodes_24h": 1, "interventions": ["tube_feeding"]}, 3),
    ("Vomiting", {"vomiting_episodes_24h": 1, "hospitalisation_indicated": True}, 3),
    ("Vomiting", {"vomiting_episodes_24h": 1, **DANGER}, 4),
    ("Anorexia", {"present": True}, 1),
    ("Anorexia", {"oral_intake": "altered"}, 2),
    ("Anorexia", {"oral-supplements": True}, 2),
    ("Anorexia", {"malnutrition": True}, 3),
    ("Anorexia", {"marked-weight-loss": True}, 3),
    ("Anorexia", {"interventions": ["tube_feeding"]}, 3),
    ("Anorexia", URGENT, 4),
    ("Constipation", {"present": True}, 1),
    ("Constipation", {"occasional-bowel-aid": True}, 1),
    ("Constipation", {"persistent-symptoms": True, "regular-laxatives": True}, 2),
    ("Constipation", {"persistent-symptoms": True, "regular-laxatives": False, "regular-enemas": False}, 1),
    ("Constipation", {"adl": "instrumental"}, 2),
    ("Constipation", {"obstipation": True, "manual-evacuation-needed": True}, 3),
    ("Constipation", {"adl": "self_care"}, 3),
    ("Constipation", DANGER, 4),
    ("Mucositis oral", {"present": True}, 1),
    ("Mucositis oral", {"pain": "moderate"}, 2),
    ("Mucositis oral", {"diet-change-needed": True}, 2),
    ("Mucositis oral", {"pain": "severe"}, 3),
    ("Mucositis oral", {"intake-disturbed": True}, 3),
    ("Mucositis oral", URGENT, 4),
    ("Dry mouth", {"saliva_ml_min": 0.21, "present": True}, 1),
    ("Dry mouth", {"saliva_ml_min": 0.2}, 2),
    ("Dry mouth", {"saliva_ml_min": 0.1}, 2),
    ("Dry mouth", {"saliva_ml_min": 0.09}, 3),
    ("Dehydration", {"drink-more": True}, 1),
    ("Dehydration", {"interventions": ["iv_fluids"], "treatment_hours": 23}, 2),
    ("Dehydration", {"interventions": ["iv_fluids"], "treatment_hours": 24}, 3),
    ("Dehydration", {"interventions": ["iv_fluids"], "hospitalisation_indicated": False}, (2, 4)),
    ("Dehydration", {"hospitalisation_indicated": True}, 3),
]

BLOOD_AND_KIDNEYS: list[Row] = [
    ("Disseminated intravascular coagulation", {"present": True}, 2),
    ("Disseminated intravascular coagulation", {"bleeding": "minimal"}, 3),
    ("Disseminated intravascular coagulation", {"bleeding": "severe"}, 3),
    ("Disseminated intravascular coagulation", {"bleeding": "severe", **URGENT}, 4),
    ("Disseminated intravascular coagulation", DIED, 5),
    ("Hemolytic uremic syndrome", {"present": True}, 1),
    ("Hemolytic uremic syndrome", {"clinical-consequences": True}, 3),
    ("Hemolytic uremic syndrome", DANGER, 4),
    ("Acute kidney injury", {"hospitalisation_indicated": True}, 3),
    ("Acute kidney injury", {"interventions": ["dialysis"]}, 4),
    ("Acute kidney injury", DIED, 5),
    ("Febrile neutropenia", {"interventions": ["urgent"]}, 4),
    ("Febrile neutropenia", DIED, 5),
]


def test_numbers_at_each_limit_and_beside_it() -> None:
    assert not list(wrong_steps(NUMBERS))


def test_a_measured_number_outweighs_that_the_event_is_there() -> None:
    for systolic_mmhg in (119, 110, 80):
        assert bounds("Hypertension", {"systolic_mmhg": systolic_mmhg, "diastolic_mmhg": 60})[0] == 0


def test_heart_and_vessels() -> None:
    assert not list(wrong(CIRCULATION))


def test_breathing() -> None:
    assert not list(wrong(BREATHING))


def test_stomach_and_bowel() -> None:
    assert not list(wrong(GUT))


def test_what_is_told_of_blood_and_kidneys_without_a_value() -> None:
    settled_by_words = [row for row in BLOOD_AND_KIDNEYS if row[2] in (4, 5)]
    assert not list(wrong(row for row in BLOOD_AND_KIDNEYS if row[0].startswith(("Dis", "Hemolytic"))))
    for term, told, grade in settled_by_words:
        assert bounds(term, told)[0] == grade, term


class TestCreatinine:
    """Acute kidney injury: multiples of the baseline, a rise in mg/dL, and one limit of its own."""

    def test_multiples_of_the_baseline(self) -> None:
        for value, grade in ((1.49, 0), (1.5, 1), (1.99, 1), (2.0, 2), (3.0, 2), (3.01, 3), (3.9, 3)):
            found = between("Acute kidney injury", value, "mg/dL", baseline=1.0)
            # A rise of more than 0.3 mg/dL counts as well, so nothing here is below grade 1.
            assert found[0] == max(grade, 1), value

    def test_a_rise_alone(self) -> None:
        assert between("Acute kidney injury", 2.3, "mg/dL", baseline=2.0)[0] == 0
        assert between("Acute kidney injury", 2.31, "mg/dL", baseline=2.0)[0] == 1

    def test_its_own_limit_counts_from_any_baseline(self) -> None:
        assert between("Acute kidney injury", 4.0, "mg/dL", baseline=3.8)[0] == 0
        assert between("Acute kidney injury", 4.1, "mg/dL", baseline=3.8)[0] == 3
        assert between("Acute kidney injury", 4.1, "mg/dL")[0] == 3

    def test_without_a_baseline_the_grade_stays_open(self) -> None:
        assert between("Acute kidney injury", 1.2, "mg/dL") == (0, 3)


class TestFebrileNeutropenia:
    """A count and a temperature together, the temperature by its height or by how long it lasted."""

    def test_both_are_needed(self) -> None:
        assert between("Febrile neutropenia", 0.9, "10*9/L", temperature_c=38.4) == (3, 3)
        assert between("Febrile neutropenia", 1.0, "10*9/L", temperature_c=39.0) == (0, 0)
        assert between("Febrile neutropenia", 0.1, "10*9/L", temperature_c=37.9) == (0, 0)

    def test_a_lower_temperature_has_to_last_for_more_than_an_hour(self) -> None:
        assert between("Febrile neutropenia", 900, "/mm3", temperature_c=38.0) == (0, 3)
        assert between("Febrile neutropenia", 900, "/mm3", temperature_c=38.0, fever_sustained_hours=1) == (0, 0)
        assert between("Febrile neutropenia", 900, "/mm3", temperature_c=38.3, fever_sustained_hours=1.1) == (3, 3)

    def test_an_untold_temperature_stays_open(self) -> None:
        assert between("Febrile neutropenia", 900, "/mm3") == (0, 3)
        assert between("Febrile neutropenia", 1000, "/mm3") == (0, 0)
