"""'So far' and the review in words: never firmer than what is known, and never a second name for a thing."""

import pytest

from bedside.models.canonical import JsonValue
from bedside.models.projections import GradeBounds
from bedside.services.assessments import preview
from bedside.views.assess import summary
from bedside.views.assess.state import PanelState, ReviewState
from tests.services.ward import FEVER, SINCE_NOTHING, WELL, Ward


def _panel(ward: Ward, answers: dict[str, JsonValue], language: str = "en") -> PanelState:
    check = ward.start()
    now = ward.clock.now()
    context = summary.flow_context(check)
    return summary.panel(preview(check, answers, now), check, answers, context, language, now)


def _review(ward: Ward, answers: dict[str, JsonValue], language: str = "en") -> ReviewState:
    check = ward.start()
    shown = preview(check, answers, ward.clock.now())
    return summary.review(shown, answers, summary.flow_context(check), (), language, "")


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("bounds", "words"),
    [(GradeBounds(2, 2), "2"), (GradeBounds(0, 0), "0"), (GradeBounds(1, 4), "≥ 1"), (GradeBounds(0, 4), "?")],
)
def test_bounds_are_said_as_far_as_they_are_known(bounds: GradeBounds, words: str) -> None:
    assert summary.bounds_words(bounds) == words


def test_nothing_answered_says_nothing_of_a_grade(ward: Ward) -> None:
    crs, icans = _panel(ward, {}).scales
    assert (crs.at_least, crs.at_most) == (0, 4)
    assert crs.decided == ()
    assert crs.change == ""
    assert "temperature_c" in crs.missing
    assert (icans.at_least, icans.at_most) == (0, 4)


def test_a_missing_detail_is_not_named_before_its_finding(ward: Ward) -> None:
    assert "oxygen_flow_l_min" not in _panel(ward, {"temperature_c": 38.5}).scales[0].missing
    cannula: dict[str, JsonValue] = {"temperature_c": 38.5, "oxygen_device": "nasal_cannula"}
    assert "oxygen_flow_l_min" in _panel(ward, cannula).scales[0].missing


def test_what_decided_is_a_sentence(ward: Ward) -> None:
    assert _panel(ward, {"temperature_c": 38.5}).scales[0].decided == ("Fever: 38.5 °C",)
    assert "38.5" in _panel(ward, {"temperature_c": 38.5}, "zh").scales[0].decided[0]
    assert _panel(ward, {"temperature_c": 38.5}, "zh") != _panel(ward, {"temperature_c": 38.5})


def test_the_change_is_said_only_of_a_grade_that_is_known(ward: Ward) -> None:
    ward.check()
    ward.pass_time(hours=4)
    assert _panel(ward, {}).scales[0].change == ""
    change = _panel(ward, {"temperature_c": 38.5}).scales[0].change
    assert _plain(change) == "Since the last check: CRS 0 → ≥ 1"
    assert "CRS 0" not in change, "the grades must not be torn apart at the end of a line"


def test_the_worst_since_is_said_only_when_it_was_worse(ward: Ward) -> None:
    ward.check()
    ward.pass_time(hours=4)
    answers: dict[str, JsonValue] = {**WELL, **SINCE_NOTHING}
    assert _panel(ward, answers).scales[0].worst == ""
    answers |= {
        "temperature_since": "higher",
        "highest_temperature_c": 39.0,
        "highest_temperature_at": "2026-03-01T10:00:00.000+08:00",
        "fever_cause": "crs",
    }
    crs = _panel(ward, answers).scales[0]
    assert (crs.at_least, crs.at_most) == (0, 0)
    assert _plain(crs.worst) == "Worst since the last check: CRS 1"


def test_urgent_flags_come_first_and_unanswered_attribution_is_none(ward: Ward) -> None:
    answers: dict[str, JsonValue] = {**WELL, "temperature_c": 38.5, "inotropes": ["dobutamine"], "spo2_percent": 90}
    flags = _panel(ward, answers).flags
    assert len(flags) == 2
    assert [flag.urgent for flag in flags] == sorted((flag.urgent for flag in flags), reverse=True)
    assert not any("Nobody said" in flag.text for flag in flags)


def test_hypotension_without_fever_after_an_antipyretic_is_urgent(ward: Ward) -> None:
    ward.give("antipyretic", dose=1.0, dose_unit="g", route="oral")
    ward.pass_time(hours=1)
    flags = _panel(ward, {**WELL, "systolic_mmhg": 80, "diastolic_mmhg": 40, "hypotension": True}).flags
    assert flags[0].urgent


def test_the_review_can_be_read_aloud(ward: Ward) -> None:
    review = _review(ward, {**FEVER, "oxygen_device": "nasal_cannula", "oxygen_flow_l_min": 4, "heart_rate_bpm": 104})
    assert review.findings == (
        "Temperature 38.6 °C; Heart rate 104 /min; BP 122/74 mmHg; SpO2 97 %; "
        "Oxygen device: Nasal cannula, 4 L/min; Consciousness: Awake and stays awake"
    )
    assert review.tell == ("Ward doctor to the bedside and call the CAR-T physician",)
    assert set(review.open_items) >= {"respiratory_rate_per_min", "oxygen_reason", "other_events"}


def test_a_pressure_without_its_second_figure_is_said_as_one(ward: Ward) -> None:
    assert _review(ward, {"systolic_mmhg": 122}).findings == "Systolic 122 mmHg"


def test_whom_to_tell_is_said_in_the_wards_language(ward: Ward) -> None:
    assert _review(ward, FEVER, "zh_CN").tell == ("立即告知病房医生；启动感染检查",)


def test_nobody_is_to_be_told_of_a_well_patient(ward: Ward) -> None:
    assert _review(ward, WELL).tell == ()


def test_the_header_says_who_and_when(ward: Ward) -> None:
    ward.check()
    ward.pass_time(hours=8)
    check = ward.start()
    header = summary.header(check, ward.clock.now())
    assert header.title == "Bed 12 · 01-001 · D+1"
    assert header.name == "Patient 01-001"
    assert header.timing == "Check due 12:00, started 16:00"


def test_a_patient_without_a_bed_or_an_infusion_is_said_by_number(ward: Ward) -> None:
    ward.admit("01-002", bed="", full_name="", record_number="", days_ago=-3, given=False)
    ward.subject_id = "01-002"
    header = summary.header(ward.start(), ward.clock.now())
    assert header.title == "01-002 · D-3"
    assert header.name == ""
