"""A check from start to saved, read back from the store, with what can go wrong on the way."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from uuid import UUID

import pytest

from bedside.errors import InputRefused, NotFound, NotPermitted
from bedside.models.canonical import JsonValue
from bedside.models.check import CheckAnswers, Override
from bedside.models.projections import GradeBounds
from bedside.services.assessments import (
    complete_check,
    keep_answer,
    record_check,
    resume_check,
    set_aside,
)
from bedside.services.desk import Desk
from bedside.services.ward import assessment_detail, patient_page
from bedside.store.slots import SlotUser
from tests.services.conftest import NURSE_B
from tests.services.ward import FEVER, ICE_10, SINCE_NOTHING, WELL, Ward

NOWHERE = UUID(int=7)


def grade(value: int) -> GradeBounds:
    """A grade that is determined."""
    return GradeBounds(value, value)


class TestComplete:
    def test_a_patient_without_a_finding_is_graded_0(self, ward: Ward) -> None:
        saved = ward.check()
        assert (saved.crs, saved.icans, saved.crs_worst, saved.icans_worst) == (grade(0),) * 4
        assert saved.next_due.why == "period"
        assert saved.escalation == ()
        assert saved.late_minutes is None

    def test_a_fever_is_crs_1_and_somebody_is_to_be_told(self, ward: Ward) -> None:
        saved = ward.check(FEVER)
        assert saved.crs == grade(1)
        assert [step.at_least for step in saved.escalation] == [1]
        assert (saved.next_due.why, saved.next_due.minutes) == ("fever", 120)

    def test_the_record_holds_answers_facts_rules_and_authors(self, ward: Ward) -> None:
        saved = ward.check(FEVER)
        detail = assessment_detail(ward.desk, saved.record_id)
        check = detail.assessment
        assert check.answers.temperature_c == 38.6
        assert check.crs_now.facts.temperature_c == 38.6
        assert check.crs_now.facts.day == 1
        assert check.crs_now.rules.protocol_checksum == ward.desk.protocol.checksum
        assert check.crs_now.rules.criteria_checksum == ward.desk.instruments.crs.checksum
        assert check.icans_now.rules.criteria_id == ward.desk.instruments.icans.criteria_id
        assert {answer.item for answer in check.given} == set(FEVER)
        assert {answer.author_id for answer in check.given} == {"nurse-a"}
        assert detail.author_names["nurse-a"] == "Nurse A"
        assert detail.entry.observed_at == check.started_at == saved.observed_at
        assert (detail.crs, detail.icans, detail.late_minutes) == (grade(1), grade(0), None)

    def test_the_facts_as_used_give_the_recorded_grade_again(self, ward: Ward) -> None:
        ward.check(FEVER)
        ward.pass_time(hours=3)
        saved = ward.check(WELL, oxygen_since="more", oxygen_device_since="face_mask", oxygen_reason="hypoxia")
        check = assessment_detail(ward.desk, saved.record_id).assessment
        for grading, instrument in (
            (check.crs_now, ward.desk.instruments.crs),
            (check.crs_worst, ward.desk.instruments.crs),
            (check.icans_now, ward.desk.instruments.icans),
            (check.icans_worst, ward.desk.instruments.icans),
        ):
            assert instrument.grade(grading.facts) == grading.result

    def test_the_draft_dies_with_completion(self, ward: Ward) -> None:
        check = ward.start()
        ward.keep(check, WELL)
        complete_check(ward.desk, check, WELL)
        with pytest.raises(NotFound):
            resume_check(ward.desk, check.draft_id)
        with pytest.raises(NotFound):
            complete_check(ward.desk, check, WELL)
        assert patient_page(ward.desk, ward.subject_id).draft is None

    def test_a_check_completed_later_keeps_when_it_was_made(self, ward: Ward) -> None:
        check = ward.start()
        ward.keep(check, WELL)
        ward.pass_time(minutes=16)
        saved = complete_check(ward.desk, check, WELL)
        assert saved.observed_at == check.observed_at
        assert saved.late_minutes == 16
        assert saved.saved_at - saved.observed_at == timedelta(minutes=16)

    def test_an_entry_within_the_protocols_limit_is_not_late(self, ward: Ward) -> None:
        check = ward.start()
        ward.keep(check, WELL)
        ward.pass_time(minutes=15)
        assert complete_check(ward.desk, check, WELL).late_minutes is None

    def test_it_survives_the_store_being_opened_again(self, ward: Ward, at_desk: Callable[[SlotUser], Desk]) -> None:
        saved = ward.check(FEVER)
        later = at_desk(NURSE_B)
        assert assessment_detail(later, saved.record_id).crs == grade(1)
        assert patient_page(later, ward.subject_id).row.crs == grade(1)


class TestRefusedCompletion:
    def refuse(self, ward: Ward, answers: Mapping[str, JsonValue], item: str) -> None:
        check = ward.start()
        ward.keep(check, answers)
        with pytest.raises(InputRefused) as caught:
            complete_check(ward.desk, check, answers)
        assert caught.value.field == item
        assert patient_page(ward.desk, ward.subject_id).assessments == ()
        assert resume_check(ward.desk, check.draft_id).draft.values() == answers

    def test_without_the_patient_confirmed(self, ward: Ward) -> None:
        self.refuse(ward, {item: value for item, value in WELL.items() if item != "identity"}, "identity")

    def test_an_untouched_check(self, ward: Ward) -> None:
        with pytest.raises(InputRefused, match="identity: not confirmed"):
            complete_check(ward.desk, ward.start(), {})

    @pytest.mark.parametrize(
        ("finding", "item"),
        [
            ({"temperature_c": 38.0}, "fever_cause"),
            ({"highest_temperature_c": 38.2, "temperature_since": "higher"}, "fever_cause"),
            ({"hypotension": True}, "hypotension_cause"),
            ({"hypotension": None, "systolic_mmhg": 89}, "hypotension_cause"),
            ({"vasopressors": ["norepinephrine"]}, "hypotension_cause"),
            ({"vasopressors_since": ["vasopressin"]}, "hypotension_cause"),
            ({"oxygen_device": "nasal_cannula"}, "oxygen_reason"),
            ({"oxygen_since": "more", "oxygen_device_since": "venturi"}, "oxygen_reason"),
            ({"consciousness": "awakens_to_voice"}, "consciousness_cause"),
            ({"ice_attention": "wrong"}, "neuro_attributed_to_icans"),
            ({"seizures": ["resolved_rapidly"]}, "neuro_attributed_to_icans"),
            ({"motor_weakness": "deep_focal"}, "neuro_attributed_to_icans"),
            ({"raised_icp": ["papilloedema"]}, "neuro_attributed_to_icans"),
        ],
    )
    def test_without_the_cause_that_a_finding_asks_for(
        self, ward: Ward, finding: dict[str, JsonValue], item: str
    ) -> None:
        answers = {name: value for name, value in {**WELL, **finding}.items() if value is not None}
        self.refuse(ward, answers, item)

    @pytest.mark.parametrize(
        "finding",
        [
            {"temperature_c": 37.9},
            {"hypotension": False, "systolic_mmhg": 89},
            {"hypotension": None, "systolic_mmhg": 90},
            {"ice_attention": "refused"},
            {"motor_weakness": "other"},
        ],
    )
    def test_no_cause_is_asked_of_what_is_no_finding(self, ward: Ward, finding: dict[str, JsonValue]) -> None:
        assert ward.check({**WELL, **finding}).crs == grade(0)

    def test_with_a_time_before_the_last_check(self, ward: Ward) -> None:
        ward.check()
        ward.pass_time(hours=4)
        moment = (ward.clock.now() - timedelta(hours=5)).isoformat()
        answers = {**WELL, **SINCE_NOTHING, "seizures": ["resolved_rapidly"], "seizure_at": moment}
        answers |= {"seizure_now": False, "seizure_minutes": 1, "neuro_attributed_to_icans": True}
        check = ward.start()
        ward.keep(check, answers)
        with pytest.raises(InputRefused, match=r"seizure_at.*since the last check"):
            complete_check(ward.desk, check, answers)

    def test_when_the_draft_changed_meanwhile(self, ward: Ward) -> None:
        check = ward.start()
        ward.keep(check, WELL)
        keep_answer(ward.desk, check.draft_id, "temperature_c", 38.6, "temperature")
        with pytest.raises(NotPermitted, match="its answers were changed meanwhile"):
            complete_check(ward.desk, check, WELL)

    def test_when_an_answer_was_never_kept(self, ward: Ward) -> None:
        check = ward.start()
        ward.keep(check, WELL)
        with pytest.raises(NotPermitted, match="its answers were changed"):
            complete_check(ward.desk, check, {**WELL, "note": "not kept"})

    def test_when_a_treatment_was_recorded_meanwhile(self, ward: Ward) -> None:
        check = ward.start()
        ward.keep(check, WELL)
        ward.give("tocilizumab")
        with pytest.raises(NotPermitted, match="something was recorded of this patient meanwhile"):
            complete_check(ward.desk, check, WELL)
        again = resume_check(ward.desk, check.draft_id)
        assert complete_check(ward.desk, again, WELL).crs == grade(0)

    def test_when_it_was_set_aside(self, ward: Ward) -> None:
        check = ward.start()
        ward.keep(check, WELL)
        set_aside(ward.desk, check.draft_id, "called away")
        with pytest.raises(NotPermitted, match="it was set aside"):
            complete_check(ward.desk, check, WELL)


class TestOverride:
    def test_it_is_kept_beside_the_proposal(self, ward: Ward) -> None:
        override = Override(scale="crs", grade=2, reason="fluids given before the reading")
        saved = ward.check(FEVER, (override,))
        assert (saved.crs, saved.crs_worst) == (grade(2), grade(1))
        assert [step.at_least for step in saved.escalation] == [2, 1]
        detail = assessment_detail(ward.desk, saved.record_id)
        assert detail.assessment.crs_now.result.grade == 1
        assert detail.assessment.overrides == (override,)
        page = patient_page(ward.desk, ward.subject_id)
        assert page.assessments[0].overridden
        assert page.row.crs == grade(2)

    def test_icans_is_overridden_by_itself(self, ward: Ward) -> None:
        saved = ward.check(WELL, (Override(scale="icans", grade=1, reason="slow but right"),))
        assert (saved.crs, saved.icans) == (grade(0), grade(1))

    def test_the_proposed_grade_is_no_override(self, ward: Ward) -> None:
        with pytest.raises(InputRefused, match="another grade than the proposed one"):
            ward.check(WELL, (Override(scale="crs", grade=0, reason="as proposed"),))

    def test_one_scale_is_overridden_once(self, ward: Ward) -> None:
        twice = (Override(scale="crs", grade=1, reason="one"), Override(scale="crs", grade=2, reason="two"))
        with pytest.raises(InputRefused, match="one override a scale"):
            ward.check(WELL, twice)

    def test_an_open_grade_may_be_set_to_any(self, ward: Ward) -> None:
        answers = {item: value for item, value in FEVER.items() if item != "oxygen_device"}
        assert ward.check(answers).crs == GradeBounds(1, 4)
        ward.pass_time(hours=1)
        assert ward.check(answers, (Override(scale="crs", grade=1, reason="seen on room air"),)).crs == grade(1)


class TestFromPaper:
    def test_it_is_recorded_as_it_was_observed(self, ward: Ward) -> None:
        observed_at = ward.clock.now() - timedelta(hours=3)
        saved = record_check(ward.desk, ward.subject_id, FEVER, observed_at=observed_at)
        assert (saved.crs, saved.observed_at, saved.late_minutes) == (grade(1), observed_at, 180)
        check = assessment_detail(ward.desk, saved.record_id).assessment
        assert [answer.item for answer in check.given] == [item for item in CheckAnswers.model_fields if item in FEVER]

    def test_it_is_the_check_that_the_guided_way_makes(self, ward: Ward) -> None:
        guided = ward.check(FEVER)
        ward.admit("01-002")
        noted = record_check(ward.desk, "01-002", FEVER, observed_at=ward.clock.now())
        one, other = (assessment_detail(ward.desk, saved.record_id).assessment for saved in (guided, noted))
        assert (one.answers, one.crs_now.result, one.icans_now.result) == (
            other.answers,
            other.crs_now.result,
            other.icans_now.result,
        )
        assert one.crs_now.facts == other.crs_now.facts

    def test_what_a_completion_refuses_it_refuses(self, ward: Ward) -> None:
        now = ward.clock.now()
        for answers, item in ((ICE_10, "identity"), ({**WELL, "temperature_c": 38.5}, "fever_cause")):
            with pytest.raises(InputRefused) as caught:
                record_check(ward.desk, ward.subject_id, answers, observed_at=now)
            assert caught.value.field == item
        same = (Override(scale="crs", grade=0, reason="the same"),)
        with pytest.raises(InputRefused, match="another grade"):
            record_check(ward.desk, ward.subject_id, WELL, observed_at=now, overrides=same)

    def test_neither_the_future_nor_the_time_before_the_baseline_can_be_noted(self, ward: Ward) -> None:
        for away in (timedelta(minutes=1), timedelta(days=-8)):
            with pytest.raises(InputRefused, match="observed_at"):
                record_check(ward.desk, ward.subject_id, WELL, observed_at=ward.clock.now() + away)

    def test_nor_a_time_up_to_the_last_check(self, ward: Ward) -> None:
        saved = ward.check()
        with pytest.raises(InputRefused, match=r"observed_at.*a time after the last check"):
            record_check(ward.desk, ward.subject_id, WELL, observed_at=saved.observed_at)

    def test_nor_anything_while_a_check_is_in_hand(self, ward: Ward) -> None:
        ward.start()
        with pytest.raises(NotPermitted, match="one of this patient is in hand"):
            record_check(ward.desk, ward.subject_id, WELL, observed_at=ward.clock.now())

    def test_nor_anything_of_an_unknown_patient(self, ward: Ward) -> None:
        with pytest.raises(NotFound):
            record_check(ward.desk, "01-999", WELL, observed_at=ward.clock.now())
