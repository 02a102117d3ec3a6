"""The small records that the store answers with."""

from dataclasses import FrozenInstanceError
from datetime import UTC, datetime
from uuid import UUID

import pytest

from bedside.models.projections import Draft, DraftAnswer, GradeBounds

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(("low", "high", "determined"), [(0, 0, True), (3, 3, True), (1, 3, False)])
def test_equal_bounds_are_a_grade(low: int, high: int, determined: bool) -> None:
    assert GradeBounds(low, high).determined is determined


def test_a_drafts_answers_are_one_object() -> None:
    answers = (
        DraftAnswer("temperature_c", 38.5, "nurse-a", NOW),
        DraftAnswer("vasopressors", [], "nurse-b", NOW),
    )
    draft = Draft(UUID(int=1), "01-001", "nurse-a", NOW, None, "oxygen", NOW, answers)
    assert draft.values() == {"temperature_c": 38.5, "vasopressors": []}
    assert draft.set_aside_reason is None


def test_nothing_can_be_written_back() -> None:
    bounds = GradeBounds(1, 2)
    with pytest.raises(FrozenInstanceError):
        bounds.at_least = 0  # type: ignore[misc]
