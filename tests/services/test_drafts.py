"""A check in hand: kept answer by answer, taken up again, set aside with a reason."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from bedside.errors import InputRefused, NotFound, NotPermitted
from bedside.models.canonical import JsonValue
from bedside.models.journal import Kind
from bedside.models.people import Access
from bedside.models.projections import GradeBounds
from bedside.services.assessments import (
    complete_check,
    hand_over_check,
    keep_answer,
    keep_answers,
    keep_step,
    resume_check,
    set_aside,
    start_check,
)
from bedside.services.desk import Desk
from bedside.services.ward import assessment_detail
from bedside.store.entries import read_payload
from bedside.store.slots import SlotUser
from tests.services.conftest import NURSE_B
from tests.services.ward import FEVER, ICE_10, WELL, Ward

NOWHERE = UUID(int=7)


def grade(value: int) -> GradeBounds:
    """A grade that is determined."""
    return GradeBounds(value, value)


def acts(desk: Desk) -> list[str]:
    """What the journal says about access, in order."""
    with desk.store.read() as reader:
        found = [read_payload(entry) for _, entry in reader.entries() if entry.kind is Kind.ACCESS]
    return [record.act for record in found if isinstance(record, Access)]


class TestDraft:
    def test_nothing_is_filled_in(self, ward: Ward) -> None:
        ward.check(FEVER)
        ward.pass_time(hours=2)
        check = ward.start()
        assert check.draft.answers == ()
        assert check.context.last is not None
        assert check.context.last.temperature_c == 38.6

    def test_each_answer_is_kept_with_its_author_and_step(self, ward: Ward) -> None:
        check = ward.start()
        kept = keep_answer(ward.desk, check.draft_id, "temperature_c", 38, "temperature")
        assert (kept.item, kept.value, kept.author_id) == ("temperature_c", 38.0, "nurse-a")
        draft = resume_check(ward.desk, check.draft_id).draft
        assert draft.values() == {"temperature_c": 38.0}
        assert draft.step == "temperature"

    def test_an_answer_is_taken_back_with_none(self, ward: Ward) -> None:
        check = ward.start()
        keep_answer(ward.desk, check.draft_id, "temperature_c", 38, "temperature")
        keep_answer(ward.desk, check.draft_id, "temperature_c", None, "temperature")
        assert resume_check(ward.desk, check.draft_id).draft.values() == {}

    def test_answers_given_together_are_kept_together_or_not_at_all(self, ward: Ward) -> None:
        check = ward.start()
        with pytest.raises(InputRefused, match="diastolic_mmhg"):
            keep_answers(ward.desk, check.draft_id, {"systolic_mmhg": 80, "diastolic_mmhg": 90}, "circulation")
        assert resume_check(ward.desk, check.draft_id).draft.values() == {}
        keep_answers(ward.desk, check.draft_id, {"systolic_mmhg": 90, "diastolic_mmhg": 80}, "circulation")
        assert resume_check(ward.desk, check.draft_id).draft.values() == {"systolic_mmhg": 90, "diastolic_mmhg": 80}

    def test_an_answer_at_odds_with_a_kept_one_is_refused(self, ward: Ward) -> None:
        check = ward.start()
        keep_answer(ward.desk, check.draft_id, "systolic_mmhg", 80, "circulation")
        with pytest.raises(InputRefused, match="diastolic_mmhg: 90"):
            keep_answer(ward.desk, check.draft_id, "diastolic_mmhg", 90, "circulation")
        keep_answer(ward.desk, check.draft_id, "consciousness", "alert", "neuro")
        with pytest.raises(InputRefused, match="ice_unable"):
            keep_answer(ward.desk, check.draft_id, "ice_unable", "unarousable", "ice")

    @pytest.mark.parametrize(
        ("item", "value"), [("temperature_c", 385), ("spo2_percent", 980), ("note", "x" * 1_000_000), ("ice_score", 11)]
    )
    def test_what_cannot_be_is_not_kept(self, ward: Ward, item: str, value: JsonValue) -> None:
        check = ward.start()
        with pytest.raises(InputRefused):
            keep_answer(ward.desk, check.draft_id, item, value, "temperature")
        assert resume_check(ward.desk, check.draft_id).draft.values() == {}

    def test_a_time_in_the_future_is_not_kept(self, ward: Ward) -> None:
        check = ward.start()
        later = ward.clock.now() + timedelta(minutes=1)
        with pytest.raises(InputRefused, match="a time up to now"):
            keep_answer(ward.desk, check.draft_id, "seizure_at", later.isoformat(), "neuro.seizures")

    @pytest.mark.parametrize("text", ["🙂👩🏽‍⚕️", "مرحبا، المريض نائم", "‮abc‬", "发热"])
    def test_any_script_comes_back_as_typed(self, ward: Ward, text: str) -> None:
        saved = ward.check(WELL, note=text)
        assert assessment_detail(ward.desk, saved.record_id).assessment.answers.note == text

    def test_the_step_is_remembered(self, ward: Ward) -> None:
        check = ward.start()
        keep_step(ward.desk, check.draft_id, "ice.naming")
        assert resume_check(ward.desk, check.draft_id).draft.step == "ice.naming"

    def test_starting_again_resumes_the_open_one(self, ward: Ward) -> None:
        check = ward.start()
        ward.keep(check, {"temperature_c": 38.2})
        again = start_check(ward.desk, ward.subject_id)
        assert again.draft_id == check.draft_id
        assert again.draft.values() == {"temperature_c": 38.2}
        assert acts(ward.desk)[-2:] == ["draft_started", "draft_resumed"]

    def test_two_people_may_answer_one_check(self, ward: Ward, at_desk: Callable[[SlotUser], Desk]) -> None:
        check = ward.start()
        first = {item: value for item, value in WELL.items() if item not in ICE_10}
        ward.keep(check, first)
        hand_over_check(ward.desk, check.draft_id)
        second_desk = at_desk(NURSE_B)
        check = start_check(second_desk, ward.subject_id)
        ward.keep(check, ICE_10, second_desk)
        saved = complete_check(second_desk, check, WELL)
        given = assessment_detail(second_desk, saved.record_id).assessment.given
        assert {answer.item for answer in given if answer.author_id == "nurse-b"} == set(ICE_10)
        assert {answer.item for answer in given if answer.author_id == "nurse-a"} == set(first)
        assert assessment_detail(second_desk, saved.record_id).entry.author_id == "nurse-b"
        assert acts(second_desk)[-2:] == ["signed_in", "draft_resumed"]

    def test_an_unknown_patient_has_no_check(self, ward: Ward) -> None:
        with pytest.raises(NotFound, match="patient 01-999"):
            start_check(ward.desk, "01-999")

    def test_an_unknown_draft_takes_nothing(self, ward: Ward) -> None:
        for act in (
            lambda: keep_answer(ward.desk, NOWHERE, "temperature_c", 38, "temperature"),
            lambda: keep_answer(ward.desk, NOWHERE, "systolic_mmhg", 90, "circulation"),
            lambda: keep_step(ward.desk, NOWHERE, "ice"),
            lambda: set_aside(ward.desk, NOWHERE, "why not"),
            lambda: resume_check(ward.desk, NOWHERE),
        ):
            with pytest.raises(NotFound, match="check in hand"):
                act()


class TestSetAside:
    def test_it_waits_in_the_tray_and_makes_room(self, ward: Ward) -> None:
        first = ward.start()
        ward.keep(first, {"temperature_c": 38.2})
        set_aside(ward.desk, first.draft_id, "  patient at CT  ")
        second = ward.start()
        assert second.draft_id != first.draft_id
        with ward.desk.store.read() as reader:
            (waiting,) = reader.tray()
        assert waiting.set_aside_reason == "patient at CT"
        assert acts(ward.desk)[-2:] == ["draft_set_aside", "draft_started"]

    def test_it_can_be_taken_up_again(self, ward: Ward) -> None:
        check = ward.start()
        ward.keep(check, WELL)
        set_aside(ward.desk, check.draft_id, "patient at CT")
        again = resume_check(ward.desk, check.draft_id)
        assert again.draft.set_aside_reason is None
        assert complete_check(ward.desk, again, WELL).crs == grade(0)

    def test_not_while_another_one_is_in_hand(self, ward: Ward) -> None:
        first = ward.start()
        set_aside(ward.desk, first.draft_id, "patient at CT")
        ward.pass_time(minutes=5)
        ward.start()
        with pytest.raises(NotPermitted, match="another one of this patient is in hand"):
            resume_check(ward.desk, first.draft_id)

    def test_not_after_a_later_one_was_completed(self, ward: Ward) -> None:
        first = ward.start()
        set_aside(ward.desk, first.draft_id, "patient at CT")
        ward.pass_time(minutes=5)
        ward.check()
        with pytest.raises(NotPermitted, match="a later one of this patient is completed"):
            resume_check(ward.desk, first.draft_id)

    @pytest.mark.parametrize("reason", ["", "   ", "x" * 4001])
    def test_it_needs_a_reason(self, ward: Ward, reason: str) -> None:
        check = ward.start()
        with pytest.raises(InputRefused, match=r"reason: .* why, in up to 4000 characters"):
            set_aside(ward.desk, check.draft_id, reason)
