"""Whose hand a check is in, and how it comes into another's: handed over, or taken over with a reason."""

from collections.abc import Callable
from uuid import UUID

import pytest

from bedside.errors import CheckHeld, InputRefused, NotFound, NotPermitted
from bedside.services.assessments import (
    complete_check,
    hand_over_check,
    keep_answer,
    keep_step,
    record_check,
    resume_check,
    set_aside,
    start_check,
    take_over_check,
)
from bedside.services.desk import Desk
from bedside.services.ward import assessment_detail, patient_page, ward_board
from bedside.store.slots import SlotUser
from tests.services.conftest import NURSE_A, NURSE_B
from tests.services.site import told
from tests.services.ward import ICE_10, WELL, Ward

Come = Callable[[SlotUser], Desk]
FIRST_HALF = {item: value for item, value in WELL.items() if item not in ICE_10}


def held(ward: Ward) -> UUID:
    """A check half answered, in the hand of Nurse A."""
    check = ward.start()
    ward.keep(check, FIRST_HALF)
    return check.draft_id


class TestHeld:
    @pytest.mark.parametrize(
        "act",
        [
            lambda desk, draft_id: resume_check(desk, draft_id),
            lambda desk, _: start_check(desk, "01-001"),
            lambda desk, draft_id: keep_answer(desk, draft_id, "temperature_c", 39, "temperature"),
            lambda desk, draft_id: keep_step(desk, draft_id, "ice"),
            lambda desk, draft_id: set_aside(desk, draft_id, "mine now"),
            lambda desk, draft_id: hand_over_check(desk, draft_id),
        ],
    )
    def test_nobody_else_touches_it_and_is_told_whose_it_is(
        self, ward: Ward, at_desk: Come, act: Callable[[Desk, UUID], object]
    ) -> None:
        draft_id = held(ward)
        other = at_desk(NURSE_B)
        before = told(other)
        with pytest.raises(CheckHeld, match="Nurse A has it in hand; take it over with a reason") as refused:
            act(other, draft_id)
        assert (refused.value.draft_id, refused.value.holder, refused.value.holder_name) == (
            draft_id,
            "nurse-a",
            "Nurse A",
        )
        assert told(other) == before
        with other.store.read() as reader:
            assert reader.draft(draft_id).values() == FIRST_HALF

    def test_whoever_holds_it_comes_back_to_it(self, ward: Ward, at_desk: Come) -> None:
        draft_id = held(ward)
        at_desk(NURSE_B)
        assert resume_check(at_desk(NURSE_A), draft_id).draft.values() == FIRST_HALF

    def test_board_and_page_say_who_holds_it(self, ward: Ward, at_desk: Come) -> None:
        draft_id = held(ward)
        other = at_desk(NURSE_B)
        take_over_check(other, draft_id, "end of shift")
        (row,) = ward_board(other).rows
        assert row.draft is not None
        assert (row.draft.started_by, row.draft.holder, row.draft.holder_name) == ("nurse-a", "nurse-b", "Nurse B")
        assert [note.params[1] for note in row.notes if note.code == "draft_open"] == ["Nurse B"]
        assert patient_page(other, ward.subject_id).draft == row.draft


class TestTakeOver:
    def test_it_is_journalled_with_both_and_why_and_each_answer_keeps_its_author(
        self, ward: Ward, at_desk: Come
    ) -> None:
        draft_id = held(ward)
        other = at_desk(NURSE_B)
        check = take_over_check(other, draft_id, "  end of shift ")
        last = told(other)[-1]
        assert (last.act, last.about_user, last.detail) == ("draft_taken_over", "nurse-a", "end of shift")
        with other.store.read() as reader:
            entry = reader.entries()[-1][1]
        assert (entry.author_id, entry.subject_id) == ("nurse-b", ward.subject_id)
        assert check.draft.holder == "nurse-b"
        ward.keep(check, ICE_10, other)
        saved = complete_check(other, check, WELL)
        given = assessment_detail(other, saved.record_id).assessment.given
        assert {answer.item for answer in given if answer.author_id == "nurse-a"} == set(FIRST_HALF)
        assert {answer.item for answer in given if answer.author_id == "nurse-b"} == set(ICE_10)

    def test_the_one_before_can_no_longer_complete_it(self, ward: Ward, at_desk: Come) -> None:
        check = ward.start()
        ward.keep(check, WELL)
        take_over_check(at_desk(NURSE_B), check.draft_id, "called away")
        before = at_desk(NURSE_A)
        with pytest.raises(CheckHeld, match="Nurse B has it in hand"):
            complete_check(before, check, WELL)

    @pytest.mark.parametrize("reason", ["", " \n", "x" * 4001])
    def test_it_needs_a_reason(self, ward: Ward, at_desk: Come, reason: str) -> None:
        draft_id = held(ward)
        with pytest.raises(InputRefused, match="reason"):
            take_over_check(at_desk(NURSE_B), draft_id, reason)

    def test_ones_own_is_only_taken_up_again(self, ward: Ward) -> None:
        draft_id = held(ward)
        take_over_check(ward.desk, draft_id, "mine")
        assert told(ward.desk)[-1].act == "draft_resumed"

    def test_not_one_that_a_later_check_overtook(self, ward: Ward, at_desk: Come) -> None:
        draft_id = held(ward)
        set_aside(ward.desk, draft_id, "patient at CT")
        ward.pass_time(minutes=5)
        ward.check()
        with pytest.raises(NotPermitted, match="a later one of this patient is completed"):
            take_over_check(at_desk(NURSE_B), draft_id, "end of shift")

    def test_not_what_is_not_there(self, ward: Ward) -> None:
        with pytest.raises(NotFound, match="check in hand"):
            take_over_check(ward.desk, UUID(int=7), "end of shift")


class TestHandOver:
    def test_whoever_comes_takes_it_up_without_a_reason(self, ward: Ward, at_desk: Come) -> None:
        draft_id = held(ward)
        hand_over_check(ward.desk, draft_id)
        assert told(ward.desk)[-1].act == "draft_handed_over"
        (row,) = ward_board(ward.desk).rows
        assert row.draft is not None
        assert row.draft.holder == ""
        assert resume_check(at_desk(NURSE_B), draft_id).draft.holder == "nurse-b"
        with pytest.raises(CheckHeld, match="Nurse B"):
            resume_check(at_desk(NURSE_A), draft_id)

    def test_whoever_let_go_takes_it_up_before_changing_it_again(self, ward: Ward) -> None:
        draft_id = held(ward)
        hand_over_check(ward.desk, draft_id)
        with pytest.raises(NotPermitted, match="it was handed over; take it up again first"):
            keep_answer(ward.desk, draft_id, "temperature_c", 39, "temperature")
        resume_check(ward.desk, draft_id)
        keep_answer(ward.desk, draft_id, "temperature_c", 39, "temperature")

    def test_one_in_the_tray_is_anybodys(self, ward: Ward, at_desk: Come) -> None:
        draft_id = held(ward)
        set_aside(ward.desk, draft_id, "patient at CT")
        assert resume_check(at_desk(NURSE_B), draft_id).draft.holder == "nurse-b"

    def test_it_is_still_in_hand_for_a_check_made_elsewhere(self, ward: Ward) -> None:
        hand_over_check(ward.desk, held(ward))
        with pytest.raises(NotPermitted, match="one of this patient is in hand"):
            record_check(ward.desk, ward.subject_id, WELL, observed_at=ward.clock.now())
