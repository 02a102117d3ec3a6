"""Bounds become badges, and no bounds become the unknown badge."""

import pytest

from bedside.models.projections import GradeBounds
from bedside.views.widgets.badge_state import UNKNOWN_CRS, UNKNOWN_ICANS, BadgeState, badge_of, ctcae_scale
from bedside.views.widgets.grade_badge import badge_sentence


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


@pytest.mark.parametrize(("version", "sentence"), [("4.03", "CTCAE 4.03 grade 2"), ("5.0", "CTCAE 5.0 grade 2")])
def test_a_grade_of_ctcae_names_its_version(version: str, sentence: str) -> None:
    assert badge_sentence(BadgeState(ctcae_scale(version), 2, 2)) == sentence
