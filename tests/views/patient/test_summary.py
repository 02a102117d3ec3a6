"""From what the services know to what the page shows, on a real store: figures, grades, reasons and answers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

import pytest

from bedside.models.canonical import JsonValue
from bedside.models.check import ICE_ITEMS, Override
from bedside.models.grade import Review
from bedside.models.protocol import Wording
from bedside.services.assessments import complete_check, hand_over_check
from bedside.services.desk import Desk
from bedside.services.ward import assessment_detail, patient_page
from bedside.store.slots import SlotUser
from bedside.views.patient.presenter import read_rows
from bedside.views.patient.state import CheckDetail, GradeDetail, PatientState, TreatmentRow
from bedside.views.patient.summary import check_rows, detail_of, head_of, state_of, treatment_row
from tests.services.conftest import NURSE_B
from tests.services.ward import FEVER, Ward


class Words:
    """Names things by their codes, so that a test sees which code was asked for."""

    def label(self, item: str) -> str:
        """The item itself."""
        return f"<{item}>"

    def describe(self, _item: str, value: JsonValue) -> str:
        """The value itself."""
        return str(value)

    def group(self, item: str) -> str:
        """The first word of the item."""
        return item.split("_")[0]


def shown(ward: Ward, before: PatientState | None = None) -> PatientState:
    start = before or PatientState(ward.subject_id, ward.clock.now())
    return state_of(read_rows(ward.desk, ward.subject_id), start, 38.0, Words())


def in_full(ward: Ward, record_id: UUID, language: str = "en") -> CheckDetail:
    page = patient_page(ward.desk, ward.subject_id)
    given = {row.entry_id: treatment_row(row, page.author_names) for row in page.interventions}
    return detail_of(assessment_detail(ward.desk, record_id), given, Words(), language)


def grade(detail: CheckDetail, scale: str = "crs") -> GradeDetail:
    return next(found for found in detail.grades if found.scale == scale)


def answers(detail: CheckDetail) -> dict[str, str]:
    return {line.label: line.value for group in detail.groups for line in group.answers}


# ---------------------------------------------------------------------------------------------- the page


def test_a_patient_without_a_check_has_a_head_alone(ward: Ward) -> None:
    state = shown(ward)
    assert state.loaded
    assert (state.checks, state.treatments, state.selected, state.detail) == ((), (), "", None)
    assert (state.head.bed, state.head.name, state.head.record_number) == ("12", "Patient 01-001", "R-01-001")
    assert (state.head.day, state.head.age_years, state.head.infusion_given) == (1, 60, True)
    assert not state.head.crs.known


def test_checks_come_newest_first_with_their_change(ward: Ward) -> None:
    ward.check()
    ward.pass_time(hours=4)
    ward.check(FEVER)
    newest, oldest = shown(ward).checks
    assert (newest.crs.numeral, newest.crs.trend) == ("1", "up")
    assert (newest.icans.numeral, newest.icans.trend) == ("0", "level")
    assert (oldest.crs.numeral, oldest.crs.trend) == ("0", None)
    assert (newest.temperature_c, newest.systolic_mmhg, newest.diastolic_mmhg) == (38.6, 122, 74)
    assert (newest.spo2_percent, newest.ice_low, newest.ice_high) == (97, 10, 10)
    assert (newest.author, newest.oxygen_device) == ("Nurse A", "room_air")
    assert (newest.crs_worst, newest.overridden, newest.conflict, newest.late_minutes) == (None, False, False, None)


def test_what_was_worse_since_the_last_check_is_kept_apart(ward: Ward) -> None:
    ward.check(FEVER)
    ward.pass_time(hours=4)
    since = ward.clock.now().replace(minute=0)
    ward.pass_time(hours=1)
    ward.check(
        FEVER, vasopressors_since=["norepinephrine"], vasopressors_since_at=since.isoformat(), hypotension_cause="crs"
    )
    newest, oldest = shown(ward).checks
    assert newest.crs.numeral == "1"
    assert newest.crs_worst is not None
    assert newest.crs_worst.numeral == "3"
    assert oldest.crs_worst is None


def test_a_check_written_late_says_how_late(ward: Ward) -> None:
    check = ward.start()
    ward.keep(check, FEVER)
    ward.pass_time(minutes=40)
    ward.check(FEVER)
    assert shown(ward).checks[0].late_minutes == 40


def test_the_newest_check_is_open_until_another_is_chosen(ward: Ward) -> None:
    first = ward.check()
    ward.pass_time(hours=4)
    second = ward.check()
    state = shown(ward)
    assert state.selected == str(second.record_id)
    chosen = replace(state, selected=str(first.record_id), detail=in_full(ward, first.record_id))
    again = shown(ward, chosen)
    assert again.selected == str(first.record_id)
    assert again.detail is chosen.detail
    gone = shown(ward, replace(state, selected="of somebody else"))
    assert gone.selected == str(second.record_id)


def test_a_detail_is_read_again_when_its_row_has_changed(ward: Ward) -> None:
    saved = ward.check()
    state = shown(ward)
    stale = replace(
        state, detail=in_full(ward, saved.record_id), checks=(replace(state.checks[0], temperature_c=40.0),)
    )
    assert shown(ward, stale).detail is None


def test_treatments_and_episodes_are_told(ward: Ward) -> None:
    ward.check(FEVER)
    ward.pass_time(hours=1)
    ward.give("tocilizumab")
    state = shown(ward)
    (given,) = state.treatments
    assert (given.drug, given.dose, given.dose_unit, given.route) == ("tocilizumab", 8.0, "mg/kg", "iv")
    assert (given.author, given.given_at) == ("Nurse A", ward.clock.now())
    (episode,) = state.head.episodes
    assert (episode.worst, episode.ended_at) == (1, None)


def test_an_open_check_is_told_with_its_author(ward: Ward) -> None:
    ward.start()
    head = head_of(patient_page(ward.desk, ward.subject_id), "nurse-a")
    assert head.open_check_by == "Nurse A"
    assert head.open_check_at == ward.clock.now()


def test_what_the_person_chose_stays(ward: Ward) -> None:
    before = PatientState(ward.subject_id, ward.clock.now(), shown="table", last_hours=24)
    state = shown(ward, before)
    assert (state.shown, state.last_hours) == ("table", 24)


def test_hundreds_of_checks_become_rows_in_no_time(ward: Ward) -> None:
    ward.check(FEVER)
    page = patient_page(ward.desk, ward.subject_id)
    rows = check_rows(replace(page, assessments=page.assessments * 500), lambda _check: None)
    assert len(rows) == 500


# ---------------------------------------------------------------------------------------------- one check in full


def test_a_grade_says_what_decided_it_by_rule_and_source(ward: Ward) -> None:
    detail = in_full(ward, ward.check(FEVER).record_id)
    crs = grade(detail)
    assert crs.badge.numeral == "1"
    assert crs.decided
    assert all("(CRS-" in line for line in crs.decided)
    assert "38.6" in crs.decided[0]
    assert crs.source.startswith("Lee 2019")
    assert crs.rules.startswith("crs-astct-2019 ")
    assert (crs.proposed, crs.waived_by, crs.missing) == (None, None, ())


def test_the_sentences_come_in_the_reader_s_language(ward: Ward) -> None:
    saved = ward.check(FEVER)
    assert grade(in_full(ward, saved.record_id, "zh")).decided != grade(in_full(ward, saved.record_id)).decided


def test_answers_stand_in_the_order_of_the_check_by_their_parts(ward: Ward) -> None:
    detail = in_full(ward, ward.check(FEVER, temperature_unit="celsius", note="slept well").record_id)
    assert [group.title for group in detail.groups][:3] == ["identity", "temperature", "systolic"]
    found = answers(detail)
    assert found["<temperature_c>"] == "38.6"
    assert found["<note>"] == "slept well"
    assert "<temperature_unit>" not in found
    labels = [line.label for group in detail.groups for line in group.answers]
    assert labels.index("<temperature_c>") < labels.index("<oxygen_device>") < labels.index("<note>")


def test_fahrenheit_is_worth_a_line(ward: Ward) -> None:
    found = answers(in_full(ward, ward.check(FEVER, temperature_unit="fahrenheit").record_id))
    assert found["<temperature_unit>"] == "fahrenheit"


def test_a_waived_fever_names_the_treatment_that_waives_it(ward: Ward) -> None:
    ward.check(FEVER)
    ward.pass_time(hours=1)
    ward.give("antipyretic")
    ward.pass_time(hours=1)
    ward.give("tocilizumab")
    ward.pass_time(hours=5)
    saved = ward.check(systolic_mmhg=84, diastolic_mmhg=50, hypotension=True, hypotension_cause="crs")
    crs = grade(in_full(ward, saved.record_id))
    assert crs.badge.numeral == "2"
    assert crs.waived_by is not None
    assert crs.waived_by.drug == "tocilizumab"
    assert any("CRS-03" in note for note in crs.notes)


def test_a_fever_that_is_there_was_not_waived(ward: Ward) -> None:
    ward.check(FEVER)
    ward.pass_time(hours=1)
    ward.give("tocilizumab")
    ward.pass_time(hours=5)
    assert grade(in_full(ward, ward.check(FEVER).record_id)).waived_by is None


def test_a_treatment_that_the_page_does_not_know_waives_without_a_name(ward: Ward) -> None:
    ward.check(FEVER)
    ward.pass_time(hours=1)
    ward.give("tocilizumab")
    ward.pass_time(hours=5)
    saved = ward.check(systolic_mmhg=84, diastolic_mmhg=50, hypotension=True, hypotension_cause="crs")
    nothing: dict[UUID, TreatmentRow] = {}
    detail = detail_of(assessment_detail(ward.desk, saved.record_id), nothing, Words(), "en")
    assert grade(detail).waived_by is None


def test_what_was_missing_is_named_once(ward: Ward) -> None:
    saved = ward.check({item: value for item, value in FEVER.items() if item not in (*ICE_ITEMS, "seizures")})
    icans = grade(in_full(ward, saved.record_id), "icans")
    assert not icans.badge.known
    assert icans.missing.count("ice") == 1
    assert not any(name.startswith("<ice_") for name in icans.missing)


def test_an_override_keeps_the_proposal_and_its_reason(ward: Ward) -> None:
    override = Override(scale="crs", grade=2, reason="seen at the bedside")
    crs = grade(in_full(ward, ward.check(FEVER, (override,)).record_id))
    assert crs.badge.numeral == "2"
    assert crs.proposed is not None
    assert crs.proposed.numeral == "1"
    assert crs.reason == "seen at the bedside"


def test_reviews_are_told_once_the_urgent_ones_first(ward: Ward) -> None:
    saved = ward.check(FEVER, fever_cause="cannot_exclude", spo2_percent=88)
    flags = grade(in_full(ward, saved.record_id)).flags
    assert flags
    assert [flag.urgent for flag in flags] == sorted((flag.urgent for flag in flags), reverse=True)
    assert len({flag.text for flag in flags}) == len(flags)


def test_an_urgent_review_leads_wherever_the_criteria_told_it(ward: Ward) -> None:
    read = assessment_detail(ward.desk, ward.check(FEVER).record_id)
    calm, urgent, again = (
        Review(code=code, text=Wording(en=text, zh=text), urgent=hurry, rule="CRS-01")
        for code, text, hurry in (("a", "calm", False), ("b", "urgent", True), ("a", "calm", False))
    )
    now = read.assessment.crs_now.model_copy(
        update={"result": read.assessment.crs_now.result.model_copy(update={"review": (calm, urgent)})}
    )
    worst = now.model_copy(update={"result": now.result.model_copy(update={"review": (again,)})})
    told = replace(read, assessment=read.assessment.model_copy(update={"crs_now": now, "crs_worst": worst}))
    flags = grade(detail_of(told, {}, Words(), "en")).flags
    assert [(flag.text, flag.urgent) for flag in flags] == [("urgent", True), ("calm", False)]


def test_a_check_of_two_people_names_both_and_marks_the_other_s_answers(
    ward: Ward, at_desk: Callable[[SlotUser], Desk]
) -> None:
    first = {item: FEVER[item] for item in ("identity", "temperature_c")}
    rest = {item: value for item, value in FEVER.items() if item not in first}
    check = ward.start()
    ward.keep(check, first)
    hand_over_check(ward.desk, check.draft_id)
    ward.desk = at_desk(NURSE_B)
    ward.keep(ward.start(), rest)
    saved = complete_check(ward.desk, ward.start(), FEVER)
    detail = in_full(ward, saved.record_id)
    assert detail.authors == ("Nurse B", "Nurse A")
    lines = {line.label: line.author for group in detail.groups for line in group.answers}
    assert (lines["<temperature_c>"], lines["<spo2_percent>"]) == ("Nurse A", "")


def test_times_and_handwriting_are_kept(ward: Ward) -> None:
    stroke: JsonValue = [[[0.1, 0.2, 0], [0.3, 0.4, 25]]]
    saved = ward.check(FEVER, ice_writing_strokes=stroke)
    detail = in_full(ward, saved.record_id)
    assert detail.strokes == (((0.1, 0.2, 0), (0.3, 0.4, 25)),)
    assert "<ice_writing_strokes>" not in answers(detail)
    assert isinstance(detail.observed_at, datetime)
    assert (detail.observed_at, detail.recorded_at) == (saved.observed_at, saved.saved_at)
    assert detail.late_minutes is None


@pytest.mark.parametrize("scale", ["crs", "icans"])
def test_both_scales_are_there(ward: Ward, scale: str) -> None:
    assert grade(in_full(ward, ward.check().record_id), scale).badge.numeral == "0"
