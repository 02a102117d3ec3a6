"""Recording an adverse event: what the answers propose, what a person decides, and what is refused."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bedside.errors import InputRefused, NotFound
from bedside.models.grade import GradeResult
from bedside.models.journal import Kind
from bedside.models.records import AdverseEvent
from bedside.services.adverse_events import AdverseEventSaved, adverse_events, record_adverse_event
from bedside.services.desk import Desk
from bedside.services.lab_values import LabValue
from bedside.services.official_wording import OfficialTerm
from bedside.services.terms import dictionary_for, preview_term, term_page
from bedside.store.slots import SlotUser
from tests.services.conftest import NURSE_B
from tests.services.ward import Ward

SEVERE: dict[str, Any] = {"symptoms": "severe", "adl": "self_care", "life_threatening": False, "interventions": []}
"""Encephalopathy of grade 3."""


def record(ward: Ward, **changes: Any) -> AdverseEventSaved:
    """Encephalopathy, as severe as the answers say."""
    values: dict[str, Any] = {
        "term": "encephalopathy",
        "findings": SEVERE,
        "onset_at": ward.clock.now() - timedelta(minutes=10),
        "grade": 3,
        **changes,
    }
    return record_adverse_event(ward.desk, ward.subject_id, **values)


def recorded(ward: Ward) -> Iterator[AdverseEvent]:
    """The events as they are kept."""
    with ward.desk.store.read() as reader:
        for version in reader.records(ward.subject_id, Kind.ADVERSE_EVENT):
            assert isinstance(version.payload, AdverseEvent)
            yield version.payload


def test_what_was_told_proposed_and_decided_is_kept(ward: Ward) -> None:
    saved = record(ward, note="seen at the bedside 👋")
    assert (saved.subject_id, saved.term, saved.grade, saved.late_minutes) == ("01-001", "encephalopathy", 3, None)
    (event,) = recorded(ward)
    dictionary = dictionary_for(ward.desk.protocol)
    assert event.result == dictionary.grade(event.facts) == preview_term(ward.desk, "encephalopathy", SEVERE).result
    assert (event.term, event.facts.term, event.facts.findings) == ("encephalopathy", "encephalopathy", SEVERE)
    assert (event.grade, event.override_reason, event.note) == (3, None, "seen at the bedside 👋")
    assert event.official_sha256 is None


def test_the_grade_is_stamped_with_its_criteria_and_protocol(ward: Ward) -> None:
    record(ward)
    (event,) = recorded(ward)
    dictionary, protocol = dictionary_for(ward.desk.protocol), ward.desk.protocol
    assert (event.rules.criteria_id, event.rules.criteria_version) == ("ctcae-4.03", "4.03")
    assert event.rules.criteria_checksum == dictionary.checksum
    assert (event.rules.protocol_id, event.rules.protocol_checksum) == (protocol.id, protocol.checksum)


def test_it_is_on_the_patients_list_with_the_name_of_its_scale(ward: Ward) -> None:
    saved = record(ward, grade=4, override_reason="airway was at risk", note="moved to intensive care")
    (row,) = adverse_events(ward.desk, ward.subject_id)
    assert (row.entry_id, row.record_id, row.term) == (saved.entry_id, saved.record_id, "encephalopathy")
    assert (row.grade, row.at_least, row.at_most, row.overridden) == (4, 3, 3, True)
    assert (row.override_reason, row.note) == ("airway was at risk", "moved to intensive care")
    assert (row.author, row.system, row.conflict) == ("Nurse A", "CTCAE 4.03", False)
    assert (row.onset_at, row.recorded_at) == (ward.clock.now() - timedelta(minutes=10), ward.clock.now())
    assert (row.name.en, row.result.grade) == ("Encephalopathy", 3)
    assert row.name.zh != row.name.en


def test_the_newest_onset_comes_first_whenever_it_was_written(ward: Ward) -> None:
    now = ward.clock.now()
    for hours in (3, 1, 5):
        record(ward, onset_at=now - timedelta(hours=hours))
    shown = adverse_events(ward.desk, ward.subject_id)
    assert [(now - row.onset_at) // timedelta(hours=1) for row in shown] == [1, 3, 5]


def test_each_patient_has_its_own(ward: Ward) -> None:
    record(ward)
    other = ward.admit("01-002")
    assert adverse_events(ward.desk, other) == ()


def test_it_says_who_wrote_it(ward: Ward, at_desk: Callable[[SlotUser], Desk]) -> None:
    record(ward)
    ward.desk = at_desk(NURSE_B)
    record(ward)
    assert sorted(row.author for row in adverse_events(ward.desk, ward.subject_id)) == ["Nurse A", "Nurse B"]


@pytest.mark.parametrize(("minutes", "late"), [(15, None), (16, 16), (300, 300)])
def test_one_recorded_late_is_shown_as_late_and_not_refused(ward: Ward, minutes: int, late: int | None) -> None:
    assert record(ward, onset_at=ward.clock.now() - timedelta(minutes=minutes)).late_minutes == late


def test_a_term_is_taken_by_its_name_too_and_kept_by_its_code(ward: Ward) -> None:
    assert record(ward, term="Encephalopathy").term == "encephalopathy"


def test_answers_that_were_taken_back_are_not_kept(ward: Ward) -> None:
    record(ward, findings={**SEVERE, "death": None})
    (event,) = recorded(ward)
    assert event.facts.findings == SEVERE


def test_a_term_with_a_laboratory_value_keeps_the_value(ward: Ward) -> None:
    value = LabValue("neutrophils_abs", 0.4, "10*9/L", lln=1.8, findings={})
    record(ward, term="neutrophil-count-decreased", findings={}, value=value, grade=4)
    (event,) = recorded(ward)
    assert (event.facts.value, event.facts.unit, event.facts.lln) == (0.4, "10*9/L", 1.8)
    assert event.result.grade == 4


def test_the_checksum_of_the_official_wording_is_kept_where_it_was_shown(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    official = OfficialTerm("words", {3: "words"}, "CTCAE.xls", "4.03", "c" * 64, True)
    page = replace(term_page(ward.desk, "encephalopathy"), official=official)
    monkeypatch.setattr("bedside.services.adverse_events.term_page", lambda *_: page)
    record(ward)
    (event,) = recorded(ward)
    assert event.official_sha256 == "c" * 64


class TestDeciding:
    """Decided as proposed, or with a reason."""

    def test_an_open_range_needs_a_reason_even_inside_it(self, ward: Ward) -> None:
        findings = {"symptoms": "moderate"}
        result = preview_term(ward.desk, "encephalopathy", findings).result
        assert result.grade is None
        with pytest.raises(InputRefused) as caught:
            record(ward, findings=findings, grade=result.at_least)
        assert caught.value.field == "override_reason"
        proposed = f"{result.at_least} to {result.at_most} is proposed"
        assert caught.value.allowed == f"a reason: grade {result.at_least} is decided, {proposed}"
        record(ward, findings=findings, grade=result.at_least, override_reason="examined twice")
        (row,) = adverse_events(ward.desk, ward.subject_id)
        assert (row.at_least, row.at_most, row.overridden) == (result.at_least, result.at_most, True)

    def test_another_grade_than_the_proposed_one_needs_a_reason(self, ward: Ward) -> None:
        with pytest.raises(InputRefused, match=r"override_reason: .*grade 4 is decided, 3 is proposed"):
            record(ward, grade=4)
        with pytest.raises(InputRefused, match=r"override_reason: .*grade 4 is decided, 3 is proposed"):
            record(ward, grade=4, override_reason=" \n ")
        assert adverse_events(ward.desk, ward.subject_id) == ()

    def test_the_proposed_grade_takes_no_reason(self, ward: Ward) -> None:
        with pytest.raises(InputRefused, match=r"override_reason: .*nothing, because grade 3 is the one proposed"):
            record(ward, override_reason="because")

    @pytest.mark.parametrize("grade", [0, 6, -1, True])
    def test_a_grade_that_the_term_does_not_have_is_refused(self, ward: Ward, grade: int) -> None:
        with pytest.raises(InputRefused, match=r"grade: .*a grade that Encephalopathy has: 1, 2, 3, 4, 5"):
            record(ward, grade=grade, override_reason="because")

    def test_a_term_without_a_grade_four_takes_none(self, ward: Ward) -> None:
        with pytest.raises(InputRefused, match=r"grade: .*a grade that Headache has: 1, 2, 3"):
            record(ward, term="headache", findings={"pain": "severe"}, grade=4, override_reason="because")

    def test_a_five_needs_the_death_told(self, ward: Ward) -> None:
        with pytest.raises(InputRefused, match=r"grade: .*grade 5 only where findings.death is true"):
            record(ward, grade=5, override_reason="died in the night")
        record(ward, grade=5, findings={"death": True})
        assert [row.grade for row in adverse_events(ward.desk, ward.subject_id)] == [5]


@pytest.mark.parametrize(
    ("change", "field", "allowed"),
    [
        ({"term": "encefalopaty"}, "term", "a term of CTCAE 4.03, such as Encephalopathy"),
        ({"term": ""}, "term", "a term of CTCAE 4.03"),
        ({"findings": {"pain": "severe"}}, "findings.pain", "a question of this term"),
        ({"findings": {"symptoms": "awful"}}, "findings.symptoms", "one of none, mild, moderate, severe"),
        ({"note": "x" * 1_000_000}, "note", "up to 4000 characters"),
        ({"note": "a\x00b"}, "note", "up to 4000 characters"),
        ({"grade": 4, "override_reason": "x" * 4001}, "override_reason", "up to 4000 characters"),
        ({"onset_at": datetime(2026, 3, 1, 7, 0)}, "onset_at", "a time with its offset"),  # noqa: DTZ001
    ],
)
def test_what_cannot_be_is_refused_in_one_line(ward: Ward, change: dict[str, Any], field: str, allowed: str) -> None:
    with pytest.raises(InputRefused) as caught:
        record(ward, **change)
    assert caught.value.field == field
    assert allowed in caught.value.allowed
    assert "\n" not in str(caught.value)
    assert adverse_events(ward.desk, ward.subject_id) == ()


def test_the_future_is_refused(ward: Ward) -> None:
    with pytest.raises(InputRefused, match=r"onset_at: .* a time up to now"):
        record(ward, onset_at=ward.clock.now() + timedelta(seconds=1))


def test_an_onset_before_the_baseline_window_is_refused(ward: Ward) -> None:
    with pytest.raises(InputRefused, match=r"onset_at: .* day -5 of the infusion"):
        record(ward, onset_at=ward.clock.now() - timedelta(days=7))


def test_before_an_infusion_is_known_there_is_no_window(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    subject = "bedside.store.reader.Reader.subject"
    with ward.desk.store.read() as reader:
        state = replace(reader.subject(ward.subject_id), infused_at=None)
    monkeypatch.setattr(subject, lambda *_: state)
    assert record(ward, onset_at=ward.clock.now() - timedelta(days=7)).late_minutes == 7 * 24 * 60


def test_an_unknown_patient_has_none_and_is_given_none(ward: Ward) -> None:
    ward.subject_id = "01-999"
    with pytest.raises(NotFound):
        record(ward)
    with pytest.raises(NotFound):
        adverse_events(ward.desk, ward.subject_id)


def test_an_event_of_a_term_that_the_version_does_not_have_is_called_by_its_code(ward: Ward) -> None:
    record(ward)
    newer = replace(ward.desk, protocol=ward.desk.protocol.model_copy(update={"ctcae": "5.0"}))
    known = dictionary_for(newer.protocol).by_name
    gone = next(term for term in dictionary_for(ward.desk.protocol).terms if term.code not in known)
    record(ward, term=gone.code, findings={}, grade=min(gone.grades), override_reason="seen")
    rows = {row.term: row for row in adverse_events(newer, ward.subject_id)}
    assert rows[gone.code].name.en == gone.code
    assert rows[gone.code].system == "CTCAE 4.03"
    assert rows["encephalopathy"].name.en == "Encephalopathy"


def test_a_result_of_every_term_can_be_recorded(desk: Desk) -> None:
    dictionary = dictionary_for(desk.protocol)
    for term in dictionary.terms:
        result = preview_term(desk, term.code, {}).result
        assert GradeResult.model_validate_json(result.model_dump_json(exclude_none=True)) == result
