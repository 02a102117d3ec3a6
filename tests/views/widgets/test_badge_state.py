"""Bounds become badges, and no bounds become the unknown badge."""

import pytest

from bedside.models.projections import GradeBounds
from bedside.views.widgets.badge_state import UNKNOWN_CRS, UNKNOWN_ICANS, BadgeState, badge_of


@pytest.mark.parametrize(
    ("bounds", "state"),
    [
        (None, BadgeState("crs", None, None)),
        (GradeBounds(0, 0), BadgeState("crs", 0, 0)),
        (GradeBounds(0, 3), BadgeState("crs", 0, 3)),
        (GradeBounds(2, 4), BadgeState("crs", 2, 4)),
    ],
)
def test_a_badge_is_made_of_bounds(bounds: GradeBounds | None, state: BadgeState) -> None:
    assert badge_of("crs", bounds) == state


def test_trend_and_signature_are_taken_along() -> None:
    assert badge_of("icans", GradeBounds(1, 1), "up", unsigned=True) == BadgeState("icans", 1, 1, "up", True)


def test_the_unknown_is_no_grade() -> None:
    assert (UNKNOWN_CRS.numeral, UNKNOWN_ICANS.numeral) == ("?", "?")
    assert not UNKNOWN_CRS.known
    assert not UNKNOWN_CRS.open_upward
