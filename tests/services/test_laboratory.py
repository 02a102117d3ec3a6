"""Laboratory panels: each value graded by all its terms, recorded whole or not at all, offered as a baseline."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from bedside.errors import InputRefused, NotFound
from bedside.models.journal import Kind
from bedside.models.records import LabPanel
from bedside.services.laboratory import (
    LabGraded,
    LabPanelSaved,
    LabValue,
    baseline_for,
    grade_panel,
    lab_panels,
    record_lab_panel,
)
from bedside.services.terms import dictionary_for
from tests.services.ward import Ward

ANC = LabValue("neutrophils_abs", 0.4, "10*9/L", lln=1.8, uln=6.3)
POTASSIUM = LabValue("potassium", 3.2, "mmol/L", lln=3.5, uln=5.1)


def one(ward: Ward, value: LabValue) -> LabGraded:
    """One value, graded."""
    (graded,) = grade_panel(ward.desk, [value])
    return graded


def record(ward: Ward, *values: LabValue, **changes: Any) -> LabPanelSaved:
    """A panel taken ten minutes ago."""
    fields = {"taken_at": ward.clock.now() - timedelta(minutes=10), "values": values or (ANC,), **changes}
    return record_lab_panel(ward.desk, ward.subject_id, **fields)


class TestGrading:
    def test_a_value_is_graded_by_every_term_of_its_analyte_low_and_high(self, ward: Ward) -> None:
        graded = one(ward, POTASSIUM)
        assert [code for code, _ in graded.results] == ["hypokalemia", "hyperkalemia"]
        assert graded.problem is None
        low, high = (result for _, result in graded.results)
        assert (low.at_least, low.at_most, low.system) == (1, 2, "CTCAE 4.03")
        assert high.grade == 0

    def test_what_would_settle_it_is_asked(self, ward: Ward) -> None:
        assert [question.key for question in one(ward, POTASSIUM).questions] == ["symptoms", "interventions"]
        answered = LabValue("potassium", 3.2, "mmol/L", lln=3.5, uln=5.1, findings={"symptoms": "moderate"})
        graded = one(ward, answered)
        assert graded.questions == ()
        assert graded.results[0][1].grade == 2

    def test_a_settled_value_asks_nothing(self, ward: Ward) -> None:
        graded = one(ward, ANC)
        assert [(code, result.grade) for code, result in graded.results] == [("neutrophil-count-decreased", 4)]
        assert graded.questions == ()

    def test_a_limit_that_is_missing_leaves_a_range_and_never_a_zero(self, ward: Ward) -> None:
        graded = one(ward, LabValue("alt", 200, "U/L"))
        (_, result), *_ = graded.results
        assert result.grade is None
        assert "uln" in result.missing

    def test_an_abnormal_baseline_without_its_value_counts_as_told(self, ward: Ward) -> None:
        value = LabValue("alt", 200, "U/L", uln=40, baseline_abnormal=True, findings={"fasting": None})
        assert one(ward, value).problem is None

    def test_a_bad_row_holds_up_no_other(self, ward: Ward) -> None:
        bad = LabValue("potassium", 3.2, "furlongs")
        first, second, third = grade_panel(ward.desk, [ANC, bad, POTASSIUM])
        assert first.results
        assert third.results
        assert second.results == ()
        assert second.questions == ()
        assert second.problem is not None
        assert (second.problem.field, second.value) == ("unit", bad)

    @pytest.mark.parametrize(
        ("value", "field"),
        [
            (LabValue("unobtainium", 1, "mmol/L"), "analyte"),
            (LabValue("", 1, "mmol/L"), "analyte"),
            (LabValue("potassium", -1, "mmol/L"), "value"),
            (LabValue("potassium", float("nan"), "mmol/L"), "value"),
            (LabValue("potassium", float("inf"), "mmol/L"), "value"),
            (LabValue("potassium", 3.2, ""), "unit"),
            (LabValue("potassium", 3.2, "mmol/L", lln=5.1, uln=3.5), "lln"),
            (LabValue("alt", 100, "U/L", uln=40, baseline=-1), "baseline"),
        ],
    )
    def test_what_cannot_be_is_told_by_its_field(self, ward: Ward, value: LabValue, field: str) -> None:
        problem = one(ward, value).problem
        assert problem is not None
        assert problem.field == field
        assert "\n" not in str(problem)


class TestUngraded:
    """Ferritin and CRP: recorded beside the others, graded by no term."""

    def test_it_is_recorded_without_a_grade(self, ward: Ward) -> None:
        ferritin = LabValue("ferritin", 7470, "ng/mL", lln=30, uln=400)
        graded = one(ward, ferritin)
        assert (graded.results, graded.questions, graded.problem) == ((), (), None)
        record(ward, ferritin, LabValue("crp", 12.5, "mg/dL"))
        (row,) = lab_panels(ward.desk, ward.subject_id)
        assert [(each.facts.analyte, each.facts.value, each.grades) for each in row.values] == [
            ("ferritin", 7470, ()),
            ("crp", 12.5, ()),
        ]

    def test_the_most_and_the_least_that_can_be_measured_are_taken(self, ward: Ward) -> None:
        assert all(one(ward, LabValue("ferritin", value, "ug/L")).problem is None for value in (0, 1_000_000))

    @pytest.mark.parametrize(
        ("value", "field", "allowed"),
        [
            (LabValue("ferritin", -1, "ng/mL"), "value", "0 to 1e+06 ng/mL"),
            (LabValue("ferritin", 1_000_001, "ng/mL"), "value", "0 to 1e+06 ng/mL"),
            (LabValue("ferritin", 300, ""), "unit", "a unit of this analyte: ng/mL, ug/L"),
            (LabValue("ferritin", 300, "mmol"), "unit", "a unit of this analyte: ng/mL, ug/L"),
            (LabValue("crp", 3, "mg/L", lln=5, uln=1), "lln", "a lower limit, at most the upper limit of 1.0"),
        ],
    )
    def test_what_cannot_be_is_refused_all_the_same(
        self, ward: Ward, value: LabValue, field: str, allowed: str
    ) -> None:
        problem = one(ward, value).problem
        assert problem is not None
        assert (problem.field, problem.allowed) == (field, allowed)


class TestRecording:
    def test_values_grades_and_criteria_are_kept(self, ward: Ward) -> None:
        saved = record(ward, ANC, POTASSIUM, note="central line")
        assert (saved.subject_id, saved.late_minutes) == (ward.subject_id, None)
        with ward.desk.store.read() as reader:
            (version,) = reader.records(ward.subject_id, Kind.LAB_PANEL)
        panel = version.payload
        assert isinstance(panel, LabPanel)
        dictionary, protocol = dictionary_for(ward.desk.protocol), ward.desk.protocol
        assert panel.rules.criteria_checksum == dictionary.checksum
        assert panel.rules.protocol_checksum == protocol.checksum
        anc, potassium = panel.values
        assert (anc.facts.analyte, anc.facts.value, anc.facts.unit, anc.facts.lln) == (
            "neutrophils_abs",
            0.4,
            "10*9/L",
            1.8,
        )
        assert [grade.result for grade in potassium.grades] == list(dictionary.grade_analyte(potassium.facts))
        assert [grade.term for grade in potassium.grades] == ["hypokalemia", "hyperkalemia"]
        assert panel.note == "central line"

    def test_it_is_on_the_patients_list(self, ward: Ward) -> None:
        saved = record(ward, note="central line")
        (row,) = lab_panels(ward.desk, ward.subject_id)
        assert (row.entry_id, row.record_id) == (saved.entry_id, saved.record_id)
        assert (row.taken_at, row.recorded_at) == (saved.taken_at, ward.clock.now())
        assert (row.author, row.system, row.note, row.conflict) == ("Nurse A", "CTCAE 4.03", "central line", False)
        assert row.values[0].grades[0].result.grade == 4

    def test_the_newest_sample_comes_first_whenever_it_was_written(self, ward: Ward) -> None:
        now = ward.clock.now()
        for hours in (3, 1, 5):
            record(ward, taken_at=now - timedelta(hours=hours))
        rows = lab_panels(ward.desk, ward.subject_id)
        assert [(now - row.taken_at) // timedelta(hours=1) for row in rows] == [1, 3, 5]

    def test_each_patient_has_its_own(self, ward: Ward) -> None:
        record(ward)
        assert lab_panels(ward.desk, ward.admit("01-002")) == ()

    @pytest.mark.parametrize(("minutes", "late"), [(15, None), (16, 16)])
    def test_one_recorded_late_is_shown_as_late(self, ward: Ward, minutes: int, late: int | None) -> None:
        assert record(ward, taken_at=ward.clock.now() - timedelta(minutes=minutes)).late_minutes == late

    def test_an_analyte_by_its_loinc_code_is_kept_by_its_name(self, ward: Ward) -> None:
        record(ward, LabValue("751-8", 0.4, "10*9/L"))
        (row,) = lab_panels(ward.desk, ward.subject_id)
        assert row.values[0].facts.analyte == "neutrophils_abs"


class TestRefusing:
    """One line, and nothing is recorded."""

    def refused(self, ward: Ward, *values: LabValue, **changes: Any) -> InputRefused:
        with pytest.raises(InputRefused) as caught:
            record(ward, *values, **changes)
        assert "\n" not in str(caught.value)
        assert lab_panels(ward.desk, ward.subject_id) == ()
        return caught.value

    def test_a_value_that_cannot_be_graded_stops_the_whole_panel(self, ward: Ward) -> None:
        assert self.refused(ward, ANC, LabValue("potassium", 3.2, "furlongs")).field == "potassium.unit"

    def test_an_analyte_twice(self, ward: Ward) -> None:
        refusal = self.refused(ward, ANC, LabValue("751-8", 0.5, "10*9/L"))
        assert (refusal.field, refusal.allowed) == ("values", "1 to 200 values, each analyte once")

    def test_no_value_at_all(self, ward: Ward) -> None:
        assert self.refused(ward, taken_at=ward.clock.now(), values=()).field == "values"

    def test_the_future(self, ward: Ward) -> None:
        refusal = self.refused(ward, taken_at=ward.clock.now() + timedelta(seconds=1))
        assert (refusal.field, "a time up to now" in refusal.allowed) == ("taken_at", True)

    def test_a_sample_of_long_before_the_infusion(self, ward: Ward) -> None:
        infused_at = ward.clock.now() - timedelta(days=1)
        refusal = self.refused(ward, taken_at=infused_at - timedelta(days=61))
        assert refusal.allowed == "a time from day -60 of the infusion on"
        record(ward, taken_at=infused_at - timedelta(days=60))

    def test_a_time_without_an_offset(self, ward: Ward) -> None:
        assert self.refused(ward, taken_at=datetime(2026, 3, 1, 7, 0)).field == "taken_at"  # noqa: DTZ001

    @pytest.mark.parametrize("note", ["x" * 4001, "a\x00b"])
    def test_a_note_that_cannot_be_kept(self, ward: Ward, note: str) -> None:
        assert self.refused(ward, note=note).field == "note"

    def test_an_unknown_patient(self, ward: Ward) -> None:
        ward.subject_id = "01-999"
        with pytest.raises(NotFound):
            record(ward)
        with pytest.raises(NotFound):
            lab_panels(ward.desk, ward.subject_id)
        with pytest.raises(NotFound):
            baseline_for(ward.desk, ward.subject_id)


class TestBaseline:
    def test_it_is_the_last_value_of_a_sample_up_to_the_infusion(self, ward: Ward) -> None:
        infused_at = ward.clock.now() - timedelta(days=1)
        alt = LabValue("alt", 30, "U/L", uln=40)
        record(ward, LabValue("alt", 31, "U/L"), ANC, taken_at=infused_at - timedelta(days=1))
        record(ward, alt, taken_at=infused_at)
        record(ward, LabValue("alt", 32, "U/L"), taken_at=infused_at - timedelta(days=2))
        record(ward, LabValue("alt", 400, "U/L"), taken_at=infused_at + timedelta(seconds=1))
        offered = baseline_for(ward.desk, ward.subject_id)
        assert tuple(offered["alt"]) == (30, "U/L", infused_at)
        assert tuple(offered["neutrophils_abs"]) == (0.4, "10*9/L", infused_at - timedelta(days=1))
        assert offered.keys() == {"alt", "neutrophils_abs"}

    def test_it_is_never_used_unasked(self, ward: Ward) -> None:
        infused_at = ward.clock.now() - timedelta(days=1)
        record(ward, LabValue("alt", 90, "U/L", uln=40), taken_at=infused_at)
        record(ward, LabValue("alt", 200, "U/L", uln=40))
        newest, _ = lab_panels(ward.desk, ward.subject_id)
        assert newest.values[0].facts.baseline is None

    def test_nothing_is_offered_without_a_sample_before(self, ward: Ward) -> None:
        record(ward)
        assert baseline_for(ward.desk, ward.subject_id) == {}
