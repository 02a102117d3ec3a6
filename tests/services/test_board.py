"""A board row from a subject's state alone: changes, notes, and the order of need for any mixture of patients."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bedside.models.projections import Draft, GradeBounds, SubjectState, WardIdentity
from bedside.services.board import BoardRow, board_row, by_need, change_between, draft_head
from tests.services.states import checked, demo_protocol, subject

NOW = datetime(2026, 3, 5, 3, 12, tzinfo=UTC)
INFUSED = NOW - timedelta(days=3, hours=7)
IDENTITY = WardIdentity("01-001", "12", "Patient 01", "R-1")
DRAFT = Draft(UUID(int=4), "01-001", "nurse-a", NOW - timedelta(minutes=9), None, "ice", NOW - timedelta(minutes=3), ())


def row(state: SubjectState, draft: Draft | None = None, identity: WardIdentity | None = IDENTITY) -> BoardRow:
    """The row of a state now."""
    return board_row(state, identity, draft, {"nurse-a": "Nurse A"}, demo_protocol(), NOW)


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (None, (1, 1), None),
        ((0, 0), (1, 1), "up"),
        ((1, 1), (0, 0), "down"),
        ((2, 2), (2, 2), "level"),
        ((0, 2), (3, 4), "up"),
        ((3, 4), (0, 2), "down"),
        ((0, 2), (2, 4), None),
        ((0, 3), (0, 3), None),
        ((1, 1), (0, 3), None),
    ],
)
def test_a_change_is_told_only_where_it_is_sure(
    before: tuple[int, int] | None, after: tuple[int, int], change: str | None
) -> None:
    assert change_between(GradeBounds(*before) if before else None, GradeBounds(*after)) == change


def test_bed_and_name_are_empty_where_the_sealed_table_has_none() -> None:
    found = row(subject(INFUSED, checked(NOW)), identity=None)
    assert (found.bed, found.full_name) == ("", "")


def test_a_patient_without_an_infusion_has_no_day() -> None:
    found = row(subject(None))
    assert (found.day, found.since_infusion, found.due.state) == (None, None, "none")


def test_a_check_without_a_temperature_has_no_time_of_one() -> None:
    found = row(subject(INFUSED, checked(NOW, temperature_c=None)))
    assert (found.temperature_c, found.temperature_at) == (None, None)


def test_a_draft_of_somebody_unknown_is_shown_by_user_id() -> None:
    assert draft_head(DRAFT, {}).started_by_name == "nurse-a"


def test_a_draft_counts_the_minutes_since_its_last_answer() -> None:
    found = row(subject(INFUSED, checked(NOW)), DRAFT)
    assert [note.params for note in found.notes if note.code == "draft_open"] == [(3, "Nurse A")]


@pytest.mark.parametrize(("hours", "shown"), [(-0.1, False), (0, True), (0.9, True), (48, True), (48.1, False)])
def test_a_dose_is_noted_for_two_days_and_not_before_it_was_given(hours: float, shown: bool) -> None:
    state = subject(INFUSED, checked(NOW), last_tocilizumab_at=NOW - timedelta(hours=hours))
    assert any(note.code == "tocilizumab_ago" for note in row(state).notes) is shown


ROWS = st.builds(
    lambda number, minutes_ago, crs, icans, drafted: row(
        replace(
            subject(INFUSED, checked(NOW - timedelta(minutes=minutes_ago), crs=crs, icans=icans)),
            subject_id=f"01-{number:03d}",
        ),
        DRAFT if drafted else None,
    ),
    st.integers(0, 999),
    st.integers(0, 600),
    st.integers(0, 4),
    st.integers(0, 4),
    st.booleans(),
)


@given(st.lists(ROWS, min_size=2, max_size=12))
def test_the_order_of_need_holds_for_any_ward(rows: list[BoardRow]) -> None:
    ordered = sorted(rows, key=by_need)
    places = ["overdue", "due_soon", "draft", "later"]
    seen = [
        places.index("draft" if found.due.state == "later" and found.draft else found.due.state) for found in ordered
    ]
    assert seen == sorted(seen)
    overdue = [found.due.minutes for found in ordered if found.due.state == "overdue"]
    assert overdue == sorted(overdue, reverse=True)
    waiting = [found for found in ordered if found.due.state == "later" and not found.draft]
    worst = [max(found.crs.at_least, found.icans.at_least) for found in waiting if found.crs and found.icans]
    assert worst == sorted(worst, reverse=True)
