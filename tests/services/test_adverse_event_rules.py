"""What may be decided beside what is proposed, over every term; and what an event keeps of its value and its text."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bedside.errors import InputRefused
from bedside.models.journal import Kind
from bedside.models.records import AdverseEvent
from bedside.services.adverse_events import AdverseEventRow, adverse_events, record_adverse_event
from bedside.services.desk import Desk
from bedside.services.lab_values import LabValue
from bedside.services.laboratory import grade_panel
from bedside.services.official_import import import_wording
from bedside.services.terms import dictionary_for, preview_term, term_page
from bedside.store.slots import SlotUser
from tests.services.conftest import NURSE_B
from tests.services.official_tables import as_csv, table
from tests.services.ward import Ward

FEVER = {"temperature_c": 39.5}
"""Grade 2 and nothing left to ask."""
OPEN = {"stools_over_baseline": 5}
"""Diarrhea of grade 2 to 4."""


def decide(ward: Ward, grade: int, reason: str = "", **changes: Any) -> AdverseEventRow:
    """Record a fever with this grade; the row of it."""
    values: dict[str, Any] = {"term": "fever", "findings": FEVER, "onset_at": ward.clock.now(), **changes}
    saved = record_adverse_event(ward.desk, ward.subject_id, grade=grade, override_reason=reason, **values)
    rows = {row.entry_id: row for row in adverse_events(ward.desk, ward.subject_id)}
    return rows[saved.entry_id]


def refusal(ward: Ward, grade: int, reason: str = "", **changes: Any) -> str:
    """The field that is refused; nothing was recorded."""
    before = adverse_events(ward.desk, ward.subject_id)
    with pytest.raises(InputRefused) as caught:
        decide(ward, grade, reason, **changes)
    assert adverse_events(ward.desk, ward.subject_id) == before
    return caught.value.field


def newer(ward: Ward) -> Desk:
    """The desk of the same site in a trial by v5.0."""
    return replace(ward.desk, protocol=ward.desk.protocol.model_copy(update={"ctcae": "5.0"}))


class TestDecision:
    @pytest.mark.parametrize("grade", [1, 3, 4])
    def test_each_other_grade_takes_a_reason_up_or_down(self, ward: Ward, grade: int) -> None:
        assert refusal(ward, grade) == "override_reason"
        row = decide(ward, grade, "measured again at once")
        assert (row.grade, row.at_least, row.at_most, row.overridden) == (grade, 2, 2, True)
        assert row.override_reason == "measured again at once"

    @pytest.mark.parametrize("reason", ["", " ", "\t\n", "\u3000"])
    def test_blanks_are_no_reason_for_another_grade_and_none_too_many_for_the_same(
        self, ward: Ward, reason: str
    ) -> None:
        assert refusal(ward, 3, reason) == "override_reason"
        assert decide(ward, 2, reason).override_reason == ""

    def test_a_reason_is_kept_without_the_blanks_around_it(self, ward: Ward) -> None:
        assert decide(ward, 3, "  体温计未校准 \n").override_reason == "体温计未校准"

    def test_in_a_range_each_grade_takes_a_reason_inside_and_outside(self, ward: Ward) -> None:
        told: dict[str, Any] = {"term": "diarrhea", "findings": OPEN}
        for grade in (1, 2, 3, 4):
            assert refusal(ward, grade, **told) == "override_reason"
            row = decide(ward, grade, "seen", **told)
            assert (row.grade, row.at_least, row.at_most, row.overridden) == (grade, 2, 4, True)

    def test_nothing_told_can_be_decided_with_a_reason(self, ward: Ward) -> None:
        row = decide(ward, 1, "told by the family", term="diarrhea", findings={})
        assert (row.at_least, row.overridden, row.result.decided_by) == (0, True, ())

    def test_a_death_may_be_decided_to_be_no_five_but_only_with_a_reason(self, ward: Ward) -> None:
        died = {**FEVER, "death": True}
        assert decide(ward, 5, findings=died).overridden is False
        assert refusal(ward, 2, findings=died) == "override_reason"
        assert decide(ward, 2, "died of another cause", findings=died).overridden is True

    @pytest.mark.parametrize("told", [{}, {"death": False}, {"death": None}])
    def test_no_reason_makes_a_five_of_somebody_who_lives(self, ward: Ward, told: dict[str, Any]) -> None:
        assert refusal(ward, 5, "life-threatening", findings={**FEVER, **told}) == "grade"

    def test_every_term_takes_its_own_grades_and_no_other(self, ward: Ward) -> None:
        dictionary = dictionary_for(ward.desk.protocol)
        for term in dictionary.terms[::40]:
            for grade in (1, 2, 3, 4):
                told = {"term": term.code, "findings": {}}
                if grade in term.grades:
                    assert decide(ward, grade, "seen", **told).grade == grade
                else:
                    assert refusal(ward, grade, "seen", **told) == "grade", term.code


class TestValue:
    """An event by a laboratory term is graded as its value is in a panel."""

    def recorded(self, ward: Ward) -> AdverseEvent:
        """The one event of the patient."""
        with ward.desk.store.read() as reader:
            (version,) = reader.records(ward.subject_id, Kind.ADVERSE_EVENT)
        assert isinstance(version.payload, AdverseEvent)
        return version.payload

    @pytest.mark.parametrize("abnormal", [True, False, None])
    def test_what_is_known_of_the_baseline_counts_as_in_a_panel(self, ward: Ward, abnormal: bool | None) -> None:
        ward.desk = newer(ward)
        value = LabValue("alt", 210, "U/L", uln=40, baseline_abnormal=abnormal)
        (graded,) = grade_panel(ward.desk, [value])
        code, result = graded.results[-1]
        assert preview_term(ward.desk, code, {}, value).result == result
        reason = "" if result.grade == 3 else "baseline looked up"
        row = decide(ward, 3, reason, term=code, findings={}, value=value)
        assert row.result == result
        assert self.recorded(ward).facts.baseline_abnormal is abnormal
        assert row.system == "CTCAE 5.0"

    def test_answers_beside_the_number_are_kept_with_it(self, ward: Ward) -> None:
        value = LabValue("potassium", 3.2, "mmol/L", lln=3.5, findings={"symptoms": "mild"})
        row = decide(ward, 2, term="hypokalemia", findings={"interventions": []}, value=value)
        assert row.overridden is False
        assert self.recorded(ward).facts.findings == {"symptoms": "mild", "interventions": []}

    def test_what_the_form_says_outweighs_what_came_with_the_value(self, ward: Ward) -> None:
        value = LabValue("potassium", 3.2, "mmol/L", lln=3.5, findings={"symptoms": "severe"})
        told = {"symptoms": "none", "interventions": []}
        assert decide(ward, 1, term="hypokalemia", findings=told, value=value).overridden is False

    @pytest.mark.parametrize(
        ("value", "field"),
        [
            (LabValue("sodium", 128, "mmol/L", lln=135), "analyte"),
            (LabValue("potassium", 3.2, "furlongs", lln=3.5), "unit"),
            (LabValue("potassium", -1, "mmol/L", lln=3.5), "value"),
            (LabValue("potassium", 3.2, "mmol/L", lln=5.1, uln=3.5), "lln"),
        ],
    )
    def test_a_value_that_the_term_cannot_take_is_refused(self, ward: Ward, value: LabValue, field: str) -> None:
        assert refusal(ward, 1, "seen", term="hypokalemia", findings={}, value=value) == field


class TestOfficialText:
    def test_the_text_that_was_shown_is_kept_by_its_checksum_and_changes_nothing_recorded_before(
        self, ward: Ward, tmp_path: Path
    ) -> None:
        decide(ward, 2)
        file = tmp_path / "CTCAE.csv"
        file.write_bytes(as_csv(table()))
        kept = import_wording(file, ward.desk.store.folder, ward.clock.now())
        shown = term_page(ward.desk, "fever").official
        assert shown is not None
        assert shown.grades[2] == "Fever: 2"
        ward.clock.advance(timedelta(minutes=1))
        decide(ward, 2)
        with ward.desk.store.read() as reader:
            events = [version.payload for version in reader.records(ward.subject_id, Kind.ADVERSE_EVENT)]
        sums = {event.official_sha256 for event in events if isinstance(event, AdverseEvent)}
        assert sums == {None, kept.sha256}

    def test_the_text_of_one_version_is_not_shown_for_the_other(self, ward: Ward, tmp_path: Path) -> None:
        file = tmp_path / "CTCAE.csv"
        file.write_bytes(as_csv(table("5.0")))
        import_wording(file, ward.desk.store.folder, ward.clock.now())
        assert term_page(ward.desk, "fever").official is None
        official = term_page(newer(ward), "fever").official
        assert official is not None
        assert official.version == "5.0"


def test_events_of_two_versions_and_two_nurses_stand_in_one_list(
    ward: Ward, at_desk: Callable[[SlotUser], Desk]
) -> None:
    decide(ward, 2)
    other = at_desk(NURSE_B)
    ward.desk = replace(other, protocol=other.protocol.model_copy(update={"ctcae": "5.0"}))
    decide(ward, 3, term="sepsis", findings={"interventions": ["any"], "life_threatening": False})
    rows = {row.term: (row.system, row.grade, row.author) for row in adverse_events(ward.desk, ward.subject_id)}
    assert rows == {"fever": ("CTCAE 4.03", 2, "Nurse A"), "sepsis": ("CTCAE 5.0", 3, "Nurse B")}
