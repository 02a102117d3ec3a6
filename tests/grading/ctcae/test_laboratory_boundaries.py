"""Each limit of each laboratory term, with the value beside it; written from NCI's table and not from our data."""

from typing import Any

import pytest

from tests.grading.ctcae.conftest import VERSIONS, shipped
from tests.grading.ctcae.samples import graded

Row = tuple[str, str | None, dict[str, Any], str]

BOTH: list[Row] = [
    ("Anemia", "g/dL", {"lln": 12}, "12:0 11.9:1 10:1 9.9:2 8:2 7.9:3 0:3"),
    ("Anemia", "g/L", {"lln": 120}, "120:0 119:1 100:1 99:2 80:2 79:3"),
    ("Anemia", "mmol/L", {"lln": 7.4}, "7.4:0 7.3:1 6.2:1 6.1:2 4.9:2 4.8:3"),
    ("White blood cell decreased", "10*9/L", {"lln": 4}, "4:0 3.9:1 3:1 2.9:2 2:2 1.9:3 1:3 0.9:4 0:4"),
    ("White blood cell decreased", "/mm3", {"lln": 4000}, "4000:0 3999:1 3000:1 2999:2 2000:2 1999:3 1000:3 999:4"),
    ("Neutrophil count decreased", "10*9/L", {"lln": 1.8}, "1.8:0 1.79:1 1.5:1 1.49:2 1:2 0.99:3 0.5:3 0.49:4"),
    ("Neutrophil count decreased", "/mm3", {"lln": 1800}, "1800:0 1799:1 1500:1 1499:2 1000:2 999:3 500:3 499:4"),
    ("Lymphocyte count decreased", "10*9/L", {"lln": 1.1}, "1.1:0 1.09:1 0.8:1 0.79:2 0.5:2 0.49:3 0.2:3 0.19:4"),
    ("Lymphocyte count decreased", "/mm3", {"lln": 1100}, "1100:0 1099:1 800:1 799:2 500:2 499:3 200:3 199:4"),
    ("CD4 lymphocytes decreased", "/mm3", {"lln": 600}, "600:0 599:1 500:1 499:2 200:2 199:3 50:3 49:4"),
    ("CD4 lymphocytes decreased", "10*9/L", {"lln": 0.6}, "0.6:0 0.59:1 0.5:1 0.49:2 0.2:2 0.19:3 0.05:3 0.049:4"),
    ("Platelet count decreased", "10*9/L", {"lln": 150}, "150:0 149:1 75:1 74.9:2 50:2 49.9:3 25:3 24.9:4"),
    ("Platelet count decreased", "/mm3", {"lln": 150000}, "150000:0 149999:1 75000:1 74999:2 50000:2 25000:3 24999:4"),
    ("Lymphocyte count increased", "/mm3", {}, "4000:0 4001:2 20000:2 20001:3"),
    ("Leukocytosis", "/mm3", {}, "100000:0 100001:3"),
    ("Leukocytosis", "10*9/L", {}, "100:0 100.1:3"),
    ("Bone marrow hypocellular", "%", {}, "0:0 1:1 25:1 26:2 49:2 50:2 51:3 75:3"),
    ("Activated partial thromboplastin time prolonged", "s", {"uln": 40}, "40:0 41:1 60:1 61:2 100:2 101:3"),
    ("Haptoglobin decreased", "g/L", {"lln": 0.3}, "0.3:0 0.29:1 0:1"),
    ("CPK increased", "U/L", {"uln": 200}, "200:0 201:1 500:1 501:2 1000:2 1001:3 2000:3 2001:4"),
    (
        "Chronic kidney disease",
        "mL/min/{1.73_m2}",
        {"lln": 90},
        "90:0 89:1 60:1 59.5:1 59:2 30:2 29.5:2 29:3 15:3 14.9:4",
    ),
    ("Cholesterol high", "mg/dL", {"uln": 200}, "200:0 201:1 300:1 301:2 400:2 401:3 500:3 501:4"),
    ("Cholesterol high", "mmol/L", {"uln": 5.2}, "5.2:0 5.21:1 7.75:1 7.76:2 10.34:2 10.35:3 12.92:3 12.93:4"),
    ("Hypertriglyceridemia", "mg/dL", {}, "149:0 150:1 300:1 301:2 500:2 501:3 1000:3 1001:4"),
    ("Hypertriglyceridemia", "mmol/L", {}, "1.7:0 1.71:1 3.42:1 3.43:2 5.7:2 5.71:3 11.4:3 11.41:4"),
    ("Hypoalbuminemia", "g/L", {"lln": 35}, "35:0 34.9:1 30:1 29.9:2 20:2 19.9:3"),
    ("Hypoalbuminemia", "g/dL", {"lln": 3.5}, "3.5:0 3.49:1 3:1 2.99:2 2:2 1.99:3"),
    (
        "Hypercalcemia",
        "mg/dL",
        {"uln": 10.5, "calcium_kind": "corrected"},
        "10.5:0 10.6:1 11.5:1 11.6:2 12.5:2 12.6:3 13.5:3 13.6:4",
    ),
    (
        "Hypercalcemia",
        "mmol/L",
        {"uln": 2.6, "calcium_kind": "corrected"},
        "2.6:0 2.61:1 2.9:1 2.91:2 3.1:2 3.11:3 3.4:3 3.41:4",
    ),
    (
        "Hypercalcemia",
        "mmol/L",
        {"uln": 1.3, "calcium_kind": "ionized"},
        "1.3:0 1.31:1 1.5:1 1.51:2 1.6:2 1.61:3 1.8:3 1.81:4",
    ),
    ("Hypocalcemia", "mg/dL", {"lln": 8.5, "calcium_kind": "corrected"}, "8.5:0 8.4:1 8:1 7.9:2 7:2 6.9:3 6:3 5.9:4"),
    (
        "Hypocalcemia",
        "mmol/L",
        {"lln": 2.1, "calcium_kind": "corrected"},
        "2.1:0 2.09:1 2:1 1.99:2 1.75:2 1.74:3 1.5:3 1.49:4",
    ),
    (
        "Hypocalcemia",
        "mmol/L",
        {"lln": 1.15, "calcium_kind": "ionized"},
        "1.15:0 1.14:1 1:1 0.99:2 0.9:2 0.89:3 0.8:3 0.79:4",
    ),
    ("Hypoglycemia", "mg/dL", {"lln": 70}, "70:0 69:1 55:1 54:2 40:2 39:3 30:3 29:4"),
    ("Hypoglycemia", "mmol/L", {"lln": 3.9}, "3.9:0 3.89:1 3:1 2.99:2 2.2:2 2.19:3 1.7:3 1.69:4"),
    ("Hyperkalemia", "mmol/L", {"uln": 5.1}, "5.1:0 5.2:1 5.5:1 5.6:2 6:2 6.1:3 7:3 7.1:4"),
    (
        "Hypokalemia",
        "mmol/L",
        {"lln": 3.5, "symptomatic": False, "interventions": []},
        "3.5:0 3.4:1 3:1 2.9:3 2.5:3 2.4:4",
    ),
    ("Hypokalemia", "mmol/L", {"lln": 3.5, "symptomatic": True}, "3.4:2 3:2 2.9:3 2.5:3 2.4:4"),
    ("Hypernatremia", "mmol/L", {"uln": 145}, "145:0 146:1 150:1 151:2 155:2 156:3 160:3 161:4"),
    ("Hypermagnesemia", "mg/dL", {"uln": 2.6}, "2.6:0 2.7:1 3:1 3.1:3 8:3 8.1:4"),
    ("Hypermagnesemia", "mmol/L", {"uln": 1.05}, "1.05:0 1.06:1 1.23:1 1.24:3 3.3:3 3.31:4"),
    ("Hypomagnesemia", "mg/dL", {"lln": 1.6}, "1.6:0 1.59:1 1.2:1 1.19:2 0.9:2 0.89:3 0.7:3 0.69:4"),
    ("Hypomagnesemia", "mmol/L", {"lln": 0.66}, "0.66:0 0.65:1 0.5:1 0.49:2 0.4:2 0.39:3 0.3:3 0.29:4"),
    ("Acidosis", "[pH]", {"lln": 7.35}, "7.35:0 7.34:1 7.3:1 7.29:3"),
    ("Alkalosis", None, {"uln": 7.45}, "7.45:0 7.46:1 7.5:1 7.51:3"),
    ("Cardiac troponin I increased", "ng/L", {"uln": 26, "infarction_level": 100}, "26:0 27:1 99:1 100:3"),
    ("Cardiac troponin T increased", "ng/L", {"uln": 14, "infarction_level": 52}, "14:0 15:1 51:1 52:3"),
    ("Pancreatic enzymes decreased", "U/L", {"lln": 10}, "10:0 9.9:1"),
    ("Hemolysis", "g/dL", {"baseline": 12, "laboratory-signs-of-hemolysis": True}, "12:1 10.1:1 10:2 9:2"),
    ("Febrile neutropenia", "/mm3", {"temperature_c": 38.4}, "1000:0 999:3"),
    ("Febrile neutropenia", "10*9/L", {"temperature_c": 38.3, "fever_sustained_hours": 1}, "0.9:0"),
    ("Febrile neutropenia", "10*9/L", {"temperature_c": 38.0, "fever_sustained_hours": 1.5}, "1:0 0.99:3"),
]

OLD: list[Row] = [
    ("INR increased", None, {"uln": 1.2, "on_anticoagulation": False}, "1.2:0 1.21:1 1.8:1 1.81:2 3:2 3.01:3"),
    (
        "INR increased",
        None,
        {"uln": 4, "baseline": 2, "on_anticoagulation": True},
        "2:0 2.1:1 3:1 3.1:2 5:2 5.1:3",
    ),
    ("Fibrinogen decreased", "g/L", {"lln": 2, "baseline": 2}, "2:0 1.99:1 1.51:1 1.5:2 1.01:2 1:3 0.51:3 0.5:4"),
    ("Fibrinogen decreased", "g/L", {"lln": 2, "baseline": 0.1}, "2:0 1.99:1 1.5:1 1.49:2 1:2 0.99:3 0.5:3 0.49:4"),
    ("Fibrinogen decreased", "g/L", {"lln": 0.1, "baseline": 4}, "4:0 3.9:1 3.1:1 3:2 2.1:2 2:3 1.1:3 1:4"),
    ("Fibrinogen decreased", "mg/dL", {"lln": 60, "baseline": 60}, "50:1 49:4"),
    ("Hemoglobin increased", "g/dL", {"uln": 17}, "17:0 17.1:1 19:1 19.1:2 21:2 21.1:3"),
    ("Hemoglobin increased", "g/L", {"uln": 170, "baseline": 180}, "180:0 181:1 200:1 201:2 220:2 221:3"),
    ("Hemoglobin increased", "g/L", {"uln": 170, "baseline": 120}, "170:0 171:1 190:1 191:2 210:2 211:3"),
    *(
        (f"{name} aminotransferase increased", "U/L", {"uln": 40}, "40:0 41:1 120:1 121:2 200:2 201:3 800:3 801:4")
        for name in ("Alanine", "Aspartate")
    ),
    *(
        (name, "U/L", {"uln": 100}, "100:0 101:1 250:1 251:2 500:2 501:3 2000:3 2001:4")
        for name in ("Alkaline phosphatase increased", "GGT increased")
    ),
    ("Blood bilirubin increased", "umol/L", {"uln": 20}, "20:0 21:1 30:1 31:2 60:2 61:3 200:3 201:4"),
    *(
        (name, "U/L", {"uln": 60}, "60:0 61:1 90:1 91:2 120:2 121:3 300:3 301:4")
        for name in ("Lipase increased", "Serum amylase increased")
    ),
    (
        "Creatinine increased",
        "umol/L",
        {"uln": 100, "baseline": 100},
        "100:0 101:1 150:1 151:2 300:2 301:3 600:3 601:4",
    ),
    ("Creatinine increased", "umol/L", {"uln": 1000, "baseline": 60}, "60:0 61:1 90:1 91:2 180:2 181:3 999:3"),
    ("Acute kidney injury", "mg/dL", {"baseline": 0.4}, "0.59:0 0.6:1 0.7:1 0.79:1 0.8:2 1.2:2 1.21:3"),
    ("Acute kidney injury", "mg/dL", {"baseline": 2}, "2.3:0 2.31:1 3.9:1 4:2 4.01:3"),
    ("Acute kidney injury", "umol/L", {"baseline": 100}, "126:0 127:1 199:1 200:2 300:2 301:3"),
    (
        "Proteinuria",
        "g/(24.h)",
        {"uln": 0.15, "patient": "adult"},
        "0.14:0 0.15:1 0.99:1 1:2 3.4:2 3.45:2 3.5:3 4:3",
    ),
    (
        "Hyperglycemia",
        "mg/dL",
        {"uln": 100, "fasting": True},
        "100:0 101:1 160:1 161:2 250:2 251:3 500:3 501:4",
    ),
    (
        "Hyperglycemia",
        "mmol/L",
        {"uln": 5.6, "fasting": True},
        "5.6:0 5.61:1 8.9:1 8.91:2 13.9:2 13.91:3 27.8:3 27.81:4",
    ),
    ("Hyperglycemia", "mmol/L", {"uln": 5.6, "fasting": False}, "8:0 13.9:0 13.91:3 27.8:3 27.81:4"),
    ("Hyponatremia", "mmol/L", {"lln": 135}, "135:0 134:1 130:1 129:3 120:3 119:4"),
    ("Hypophosphatemia", "mg/dL", {"lln": 2.7}, "2.7:0 2.6:1 2.5:1 2.4:2 2:2 1.9:3 1:3 0.9:4"),
    ("Hypophosphatemia", "mmol/L", {"lln": 0.9}, "0.9:0 0.89:1 0.8:1 0.79:2 0.6:2 0.59:3 0.3:3 0.29:4"),
    ("Hyperuricemia", "mg/dL", {"uln": 7, "physiologic-consequences": False}, "7:0 7.1:1 10:1 10.1:4"),
    ("Hyperuricemia", "mmol/L", {"uln": 0.42, "physiologic-consequences": True}, "0.42:0 0.43:3 0.59:3 0.6:4"),
    ("Oligospermia", "10*6/mL", {"lln": 60}, "60:0 59:1 49:1 48:2 13:2 12:3 0:3"),
]

NEW: list[Row] = [
    ("INR increased", None, {"on_anticoagulation": False}, "1.2:0 1.21:1 1.5:1 1.51:2 2.5:2 2.51:3"),
    ("INR increased", None, {"baseline": 0.5, "on_anticoagulation": True}, "0.5:0 0.6:1 0.75:1 0.76:2 1.25:2 1.26:3"),
    ("Fibrinogen decreased", "g/L", {"lln": 2, "baseline": 4}, "2:0 1.99:3 1.1:3 1:4"),
    ("Fibrinogen decreased", "g/L", {"lln": 2, "baseline": 2}, "2:0 1.99:1 1.51:1 1.5:2 1.01:2 1:3 0.51:3 0.5:4"),
    ("Hemoglobin increased", "g/dL", {"uln": 17}, "17:0 17.1:1 19:1 19.1:2 21:2 21.1:3"),
    *(
        (f"{name} aminotransferase increased", "U/L", {"uln": 40, "baseline": 40}, "40:0 41:1 120:1 121:2 201:3 801:4")
        for name in ("Alanine", "Aspartate")
    ),
    *(
        (
            f"{name} aminotransferase increased",
            "U/L",
            {"uln": 40, "baseline": 80},
            "119:0 120:1 240:1 241:2 400:2 401:3 1600:3 1601:4",
        )
        for name in ("Alanine", "Aspartate")
    ),
    *(
        (name, "U/L", {"uln": 100, "baseline": 200}, "399:0 400:1 500:1 501:2 1000:2 1001:3 4000:3 4001:4")
        for name in ("Alkaline phosphatase increased", "GGT increased")
    ),
    ("Blood bilirubin increased", "umol/L", {"uln": 20, "baseline": 30}, "30:0 31:1 45:1 46:2 90:2 91:3 300:3 301:4"),
    ("Blood bilirubin increased", "umol/L", {"uln": 20, "baseline": 20}, "20:0 21:1 30:1 31:2 60:2 61:3 200:3 201:4"),
    *(
        (name, "U/L", {"uln": 60, "symptomatic": False}, "60:0 61:1 90:1 91:2 120:2 300:2 301:3")
        for name in ("Lipase increased", "Serum amylase increased")
    ),
    *(
        (name, "U/L", {"uln": 60, "symptomatic": True}, "60:0 61:1 90:1 91:2 120:2 121:3 300:3 301:4")
        for name in ("Lipase increased", "Serum amylase increased")
    ),
    ("Creatinine increased", "umol/L", {"uln": 1000, "baseline": 60}, "90:0 91:2 180:2 181:3"),
    ("Proteinuria", "g/(24.h)", {"uln": 0.15, "patient": "adult"}, "0.14:0 0.15:1 0.99:1 1:2 3.49:2 3.5:3"),
    (
        "Hyponatremia",
        "mmol/L",
        {"lln": 135, "symptomatic": False},
        "135:0 134:1 130:1 129.5:1 129:2 125:2 124:3 120:3 119:4",
    ),
    ("Hyponatremia", "mmol/L", {"lln": 135, "symptomatic": True}, "130:1 129:3 125:3 124:3 120:3 119:4"),
    ("Hyperuricemia", "mg/dL", {"uln": 7, "physiologic-consequences": False}, "7:0 7.1:1 12:1"),
    ("Hyperuricemia", "mg/dL", {"uln": 7, "physiologic-consequences": True}, "7:0 7.1:3"),
    ("Hyperglycemia", "mmol/L", {"uln": 5.6, "baseline": 6}, "5.6:0 6:0 6.1:1"),
    ("Oligospermia", "10*6/mL", {}, "15:0 14.9:1 0.1:1 0:0"),
    ("Blood lactate dehydrogenase increased", "U/L", {"uln": 250}, "250:0 251:1"),
    ("Blood bicarbonate decreased", "mmol/L", {"lln": 22}, "22:0 21.9:1"),
    ("Eosinophilia", "10*9/L", {"uln": 0.5, "baseline": 0.8}, "0.5:0 0.8:0 0.81:1"),
    ("Methemoglobinemia", "%", {"uln": 1.5}, "1.5:0 1.6:2"),
    ("Thyroid stimulating hormone increased", "m[IU]/L", {"uln": 4.5}, "4.5:0 4.6:1"),
]

CASES = [
    (version, term, unit, told, value, int(grade))
    for version, rows in (("4.03", BOTH + OLD), ("5.0", BOTH + NEW))
    for term, unit, told, table in rows
    for value, _, grade in (cell.partition(":") for cell in table.split())
]


@pytest.mark.parametrize(
    ("version", "term", "unit", "told", "value", "grade"),
    CASES,
    ids=lambda part: str(part) if isinstance(part, str | int) else "",
)
def test_a_boundary(version: str, term: str, unit: str | None, told: dict[str, Any], value: str, grade: int) -> None:
    result = graded(term, float(value), unit, version=version, **told)
    assert (result.at_least, result.at_most) == (grade, grade)


@pytest.mark.parametrize("version", VERSIONS)
def test_every_term_with_a_number_has_its_boundaries_here(version: str) -> None:
    dictionary = shipped(version)
    tested = {term.lower() for each, term, *_ in CASES if each == version}
    assert {term.name.lower() for term in dictionary.terms if term.by_value} == tested
