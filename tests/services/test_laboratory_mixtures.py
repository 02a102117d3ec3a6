"""Panels of good and bad rows: each row is answered as it would be alone, in its place; recorded is all or nothing."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bedside.errors import InputRefused
from bedside.models.journal import Kind
from bedside.services.criteria_texts import CriteriaInForce, shipped_texts
from bedside.services.laboratory import LabGraded, LabValue, baseline_for, grade_panel, lab_panels, record_lab_panel
from bedside.services.regrade import GRADED_KINDS, RegradeReport, regrade
from bedside.services.terms import dictionary_for
from tests.services.states import demo_protocol
from tests.services.ward import Ward

GOOD: dict[str, LabValue] = {
    "neutrophils_abs": LabValue("neutrophils_abs", 0.4, "10*9/L", lln=1.8, uln=6.3),
    "platelets": LabValue("platelets", 30, "10*9/L", lln=125, uln=350),
    "hemoglobin": LabValue("hemoglobin", 79, "g/L", lln=130, uln=175),
    "potassium": LabValue("potassium", 3.2, "mmol/L", lln=3.5, uln=5.1),
    "sodium": LabValue("sodium", 152, "mmol/L", lln=135, uln=145),
    "alt": LabValue("alt", 250, "U/L", uln=40),
    "creatinine": LabValue("creatinine", 150, "umol/L", uln=97, baseline=70),
    "ferritin": LabValue("ferritin", 9000, "ng/mL"),
}
BAD: dict[str, tuple[LabValue, str]] = {
    "unit": (LabValue("glucose", 5, "furlongs"), "unit"),
    "negative": (LabValue("albumin", -1, "g/L"), "value"),
    "impossible": (LabValue("platelets", 1e9, "10*9/L"), "value"),
    "limits": (LabValue("calcium", 2.2, "mmol/L", lln=2.6, uln=2.1), "lln"),
    "unknown": (LabValue("unobtainium", 1, "mmol/L"), "analyte"),
    "nan": (LabValue("magnesium", float("nan"), "mmol/L"), "value"),
    "answer": (LabValue("potassium", 3.2, "mmol/L", findings={"symptoms": "awful"}), "findings.symptoms"),
    "question": (LabValue("potassium", 3.2, "mmol/L", findings={"colour": True}), "findings.colour"),
}


def grades(row: LabGraded) -> dict[str, tuple[int, int]]:
    """The bounds of each term of a row."""
    return {code: (result.at_least, result.at_most) for code, result in row.results}


def record(ward: Ward, values: Sequence[LabValue], hours_ago: float = 0) -> None:
    """A panel of so long ago."""
    taken_at = ward.clock.now() - timedelta(hours=hours_ago)
    record_lab_panel(ward.desk, ward.subject_id, taken_at=taken_at, values=values)


def graded_again(ward: Ward) -> RegradeReport:
    """What the shipped criteria make of what is recorded."""
    with ward.desk.store.read() as reader:
        return regrade(reader.records_of_kinds(GRADED_KINDS), CriteriaInForce(shipped_texts(), demo_protocol()))


class TestRows:
    @pytest.mark.parametrize("seed", range(8))
    def test_each_row_is_answered_as_it_would_be_alone(self, ward: Ward, seed: int) -> None:
        chance = random.Random(seed)
        rows = [*GOOD.values(), *(value for value, _ in BAD.values())]
        panel = [chance.choice(rows) for _ in range(25)]
        found = grade_panel(ward.desk, panel)
        assert [row.value for row in found] == panel
        for row in found:
            (alone,) = grade_panel(ward.desk, [row.value])
            assert (grades(row), row.questions) == (grades(alone), alone.questions)
            assert str(row.problem) == str(alone.problem)

    @pytest.mark.parametrize("name", BAD)
    def test_a_bad_row_has_its_problem_and_no_grade_and_holds_up_no_other(self, ward: Ward, name: str) -> None:
        bad, field = BAD[name]
        good = list(GOOD.values())
        found = grade_panel(ward.desk, [*good[:4], bad, *good[4:]])
        (problem,) = [row for row in found if row.problem is not None]
        assert (problem.value, problem.results, problem.questions) == (bad, (), ())
        assert problem.problem is not None
        assert problem.problem.field == field
        assert [grades(row) for row in found if row is not problem] == [
            grades(row) for row in grade_panel(ward.desk, good)
        ]

    def test_what_the_good_rows_are(self, ward: Ward) -> None:
        found = {row.value.analyte: grades(row) for row in grade_panel(ward.desk, list(GOOD.values()))}
        assert found["neutrophils_abs"] == {"neutrophil-count-decreased": (4, 4)}
        assert found["platelets"] == {"platelet-count-decreased": (3, 3)}
        assert found["hemoglobin"]["anemia"] == (3, 3)
        assert found["potassium"] == {"hypokalemia": (1, 2), "hyperkalemia": (0, 0)}
        assert found["sodium"] == {"hyponatremia": (0, 0), "hypernatremia": (2, 2)}
        assert found["alt"]["alanine-aminotransferase-increased"] == (3, 3)
        assert found["creatinine"]["creatinine-increased"] == (2, 2)
        assert found["ferritin"] == {}

    def test_no_rows_are_no_answers(self, ward: Ward) -> None:
        assert grade_panel(ward.desk, []) == ()

    def test_an_answer_to_one_row_says_nothing_of_another(self, ward: Ward) -> None:
        answered = replace(GOOD["potassium"], findings={"symptoms": "severe"})
        potassium, sodium = grade_panel(ward.desk, [answered, GOOD["sodium"]])
        assert grades(potassium)["hypokalemia"] == (2, 2)
        assert grades(sodium) == {"hyponatremia": (0, 0), "hypernatremia": (2, 2)}

    def test_symptoms_count_only_in_the_direction_that_is_abnormal(self, ward: Ward) -> None:
        told = {"life_threatening": True}
        (row,) = grade_panel(ward.desk, [replace(GOOD["potassium"], findings=told)])
        assert grades(row) == {"hypokalemia": (4, 4), "hyperkalemia": (0, 0)}
        (normal,) = grade_panel(ward.desk, [replace(GOOD["potassium"], value=4.2, findings=told)])
        assert grades(normal) == {"hypokalemia": (0, 0), "hyperkalemia": (0, 0)}

    def test_another_version_grades_the_same_rows_by_its_own_terms(self, ward: Ward) -> None:
        desk = replace(ward.desk, protocol=ward.desk.protocol.model_copy(update={"ctcae": "5.0"}))
        found = {row.value.analyte: row for row in grade_panel(desk, list(GOOD.values()))}
        systems = {result.system for row in found.values() for _, result in row.results}
        assert systems == {"CTCAE 5.0"}
        low, high = grades(found["alt"])["alanine-aminotransferase-increased"]
        assert (low < high, high) == (True, 3)


class TestRecording:
    @pytest.mark.parametrize("name", BAD)
    def test_one_bad_row_and_nothing_is_recorded(self, ward: Ward, name: str) -> None:
        bad, field = BAD[name]
        good = [value for analyte, value in GOOD.items() if analyte != bad.analyte]
        with pytest.raises(InputRefused) as caught:
            record(ward, [*good, bad])
        assert caught.value.field == f"{bad.analyte}.{field}"
        assert lab_panels(ward.desk, ward.subject_id) == ()
        with ward.desk.store.read() as reader:
            assert not list(reader.records(ward.subject_id, Kind.LAB_PANEL))

    def test_good_rows_come_back_in_their_order_with_their_grades(self, ward: Ward) -> None:
        values = list(GOOD.values())
        random.Random(5).shuffle(values)
        record(ward, values)
        (row,) = lab_panels(ward.desk, ward.subject_id)
        assert [entry.facts.analyte for entry in row.values] == [value.analyte for value in values]
        kept = [{graded.term: graded.result.at_least for graded in entry.grades} for entry in row.values]
        shown = [{code: low for code, (low, _) in grades(found).items()} for found in grade_panel(ward.desk, values)]
        assert kept == shown

    def test_graded_again_each_comes_out_as_recorded(self, ward: Ward) -> None:
        record(ward, list(GOOD.values()))
        record(ward, [replace(GOOD["potassium"], findings={"symptoms": "mild", "interventions": []})], hours_ago=1)
        terms = dictionary_for(ward.desk.protocol).laboratory.terms_of
        report = graded_again(ward)
        assert (report.records, report.changes, report.other_criteria) == (2, (), 0)
        assert report.grades == sum(len(terms(analyte)) for analyte in GOOD) + 2

    def test_the_same_analyte_by_its_name_and_by_its_loinc_code_is_one(self, ward: Ward) -> None:
        with pytest.raises(InputRefused) as caught:
            record(ward, [GOOD["potassium"], replace(GOOD["potassium"], analyte="2823-3")])
        assert caught.value.field == "values"

    def test_baselines_come_from_before_the_infusion_in_the_unit_of_then(self, ward: Ward) -> None:
        def at(hours_ago: float, **changes: Any) -> None:
            record(ward, [replace(GOOD["creatinine"], **changes)], hours_ago)

        at(30, value=80)
        at(26, value=0.9, unit="mg/dL", uln=1.1, baseline=None)
        at(2, value=200)
        offered = baseline_for(ward.desk, ward.subject_id)
        assert (offered["creatinine"].value, offered["creatinine"].unit) == (0.9, "mg/dL")
