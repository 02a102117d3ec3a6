"""The scale of a picture of values: it holds all of them, and its ticks are round."""

from datetime import UTC, datetime, timedelta

import pytest

from bedside.views.patient.labs_state import LabBand, LabDot, LabsState, ValueScale, by_grade, scale_for
from bedside.views.widgets.badge_state import BadgeState

AT = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


def dot(value: float, lln: float | None = None, uln: float | None = None, *bands: LabBand) -> LabDot:
    return LabDot(AT, value, f"{value:g}", "", lln, uln, (), bands)


@pytest.mark.parametrize("values", [(3.1, 3.4, 5.2), (0.2, 8.0), (140.0,), (0.0, 0.0), (18.0, 350.0), (0.0, 12.0)])
def test_every_value_lies_within_the_scale_in_its_order(values: tuple[float, ...]) -> None:
    scale = scale_for([dot(value) for value in values])
    parts = [scale.part(value) for value in sorted(values)]
    assert parts == sorted(parts)
    assert all(0 <= part <= 1 for part in parts)


def test_values_far_apart_stand_by_steps_of_ten() -> None:
    assert scale_for([dot(0.2), dot(8.0)]).tens
    assert not scale_for([dot(3.1), dot(5.2)]).tens


def test_limits_and_the_band_of_a_value_are_in_sight() -> None:
    scale = scale_for([dot(3.2, 3.5, 5.1, LabBand(1, 3.0, 3.5), LabBand(3, 2.5, 3.0))])
    assert scale.low < 3.0
    assert scale.high > 5.1


def test_ticks_are_round_and_within() -> None:
    assert ValueScale(2.8, 5.3, tens=False).ticks() == (3.0, 3.5, 4.0, 4.5, 5.0)
    assert ValueScale(0.1, 12.0, tens=True).ticks() == (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
    assert ValueScale(2.0, 90_000.0, tens=True).ticks() == (10.0, 100.0, 1000.0, 10_000.0)


def test_what_lies_beyond_the_scale_lies_at_its_end() -> None:
    assert ValueScale(1.0, 2.0, tens=False).part(9) == 1.0
    assert ValueScale(1.0, 100.0, tens=True).part(0.01) == 0.0


def test_the_worst_grade_of_a_value_is_the_highest_certain_one() -> None:
    badges = [BadgeState("ctcae-4.03", low, high) for low, high in ((0, 0), (1, 3), (2, 2), (0, 4))]
    value = LabDot(AT, 1, "1", "", None, None, tuple((badge, "") for badge in badges), ())
    assert value.worst == badges[2]
    assert sorted(badges, key=by_grade)[-1] == badges[0]
    assert dot(1).worst is None


def test_days_are_of_the_ward_s_calendar() -> None:
    state = LabsState("01-001", AT, infused_at=AT - timedelta(days=4))
    assert state.day(AT) == 4
    assert LabsState("01-001", AT).day(AT) is None
