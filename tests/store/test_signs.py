"""What is read of checks for their episodes: grades of the projection, times and attributions of the journal."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from bedside.models.check import Override
from bedside.models.journal import JournalEntry
from bedside.models.projections import CheckSeen, GradeBounds
from bedside.store.store import Store
from bedside.store.unit_of_work import UnitOfWork
from tests.store.records import NOW, SUBJECT, assessment, new
from tests.store.test_reader import ward

__all__ = ["ward"]


def kept(ward: Store, minutes: int = 10, **changes: Any) -> JournalEntry:
    """A check on disk."""
    moment = NOW + timedelta(minutes=minutes)
    record = assessment(started_at=moment, **changes)
    return ward.write(partial(UnitOfWork.append, new=new(record, observed_at=moment)))


def seen(ward: Store, limit: int = -1) -> tuple[CheckSeen, ...]:
    """What is read of them."""
    with ward.read() as reader:
        return reader.checks_seen(SUBJECT, limit)


def one(ward: Store, **changes: Any) -> CheckSeen:
    """What is read of a single check."""
    kept(ward, **changes)
    (found,) = seen(ward)
    return found


def test_the_newest_come_first_and_no_more_than_asked(ward: Store) -> None:
    checks = [kept(ward, minutes, crs=minutes // 10) for minutes in (10, 20, 30)]
    assert [found.entry_id for found in seen(ward)] == [made.entry_id for made in reversed(checks)]
    assert [found.crs.shown for found in seen(ward, 2)] == [GradeBounds(3, 3), GradeBounds(2, 2)]
    with ward.read() as reader:
        assert reader.checks_seen("01-002") == ()


def test_both_scales_as_shown_and_at_their_worst(ward: Store) -> None:
    found = one(ward, crs=1, crs_worst=3, icans=2)
    assert (found.crs.shown, found.crs.worst) == (GradeBounds(1, 1), GradeBounds(3, 3))
    assert (found.icans.shown, found.icans.worst) == (GradeBounds(2, 2), GradeBounds(2, 2))
    assert found.observed_at == NOW + timedelta(minutes=10)
    assert (found.crs.proposed, found.icans.proposed) == (None, None)


@pytest.mark.parametrize("free", [True, False, None])
def test_whether_signs_of_icans_were_there_is_the_records_own(ward: Store, free: bool | None) -> None:
    made = assessment()
    record = made.model_copy(
        update={
            "icans_now": made.icans_now.model_copy(update={"sign_free": free}),
            "icans_worst": made.icans_worst.model_copy(update={"sign_free": None if free is None else not free}),
        }
    )
    ward.write(partial(UnitOfWork.append, new=new(record, observed_at=NOW)))
    (found,) = seen(ward)
    assert found.icans.sign_free is free
    assert found.icans.worst_sign_free is (None if free is None else not free)


@pytest.mark.parametrize(("scale", "others"), [("crs", "icans"), ("icans", "crs")])
def test_only_the_scale_that_a_person_set_is_set(ward: Store, scale: Any, others: str) -> None:
    override = Override(scale=scale, grade=4, reason="seen at the bedside")
    found = one(ward, crs=1, crs_at_most=2, icans=1, overrides=(override,))
    set_by_hand, left = getattr(found, scale), getattr(found, others)
    assert set_by_hand.shown == GradeBounds(4, 4)
    assert set_by_hand.proposed == (GradeBounds(1, 2) if scale == "crs" else GradeBounds(1, 1))
    assert left.proposed is None


def test_times_of_signs_since_the_check_before(ward: Store) -> None:
    fever_at, seizure_at = NOW + timedelta(minutes=2), NOW + timedelta(minutes=4)
    found = one(
        ward,
        highest_temperature_c=39.1,
        highest_temperature_at=fever_at,
        seizures=("resolved_rapidly",),
        seizure_at=seizure_at,
    )
    assert (found.crs.sign_at, found.icans.sign_at, found.highest_temperature_c) == (fever_at, seizure_at, 39.1)


@pytest.mark.parametrize(
    ("answers", "apart"),
    [
        ({}, False),
        ({"fever_cause": "crs"}, False),
        ({"fever_cause": "cannot_exclude"}, False),
        ({"fever_cause": "infection"}, True),
        ({"hypotension_cause": "crs"}, False),
        ({"hypotension_cause": "bleeding"}, True),
        ({"oxygen_reason": "hypoxia"}, False),
        ({"oxygen_reason": "airway_protection"}, True),
        ({"consciousness_cause": "icans"}, False),
        ({"consciousness_cause": "sleep"}, False),
        ({"consciousness_cause": "sedation"}, True),
        ({"neuro_attributed_to_icans": True}, False),
        ({"neuro_attributed_to_icans": False}, True),
    ],
)
def test_answers_are_read_where_a_finding_was_given_another_cause(
    ward: Store, answers: dict[str, object], apart: bool
) -> None:
    found = one(ward, **answers)
    assert bool(found.elsewhere) is apart
    if apart:
        assert found.elsewhere.items() >= answers.items()


def test_handwriting_is_left_where_it_is(ward: Store) -> None:
    strokes = (((0.1, 0.2, 0), (0.2, 0.3, 10)),)
    found = one(ward, fever_cause="infection", ice_writing_strokes=strokes)
    assert found.elsewhere["temperature_c"] == 38.5
    assert "ice_writing_strokes" not in found.elsewhere
