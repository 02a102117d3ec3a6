"""Reading facts into slots: what silence means, what was derived, and numbers held against each other."""

import json
from typing import Any

import pytest

from bedside.grading.engine import Instrument
from bedside.grading.instruments import compile_instrument
from bedside.models.criteria import Criteria
from bedside.models.facts import CrsFacts, IcansFacts, IceItems
from tests.grading.conftest import CRITERIA, tree

CRS, ICANS = CRITERIA
PARAMETERS = {
    "fever_threshold": 38.0,
    "hypotension_threshold": 90.0,
    "masked_fever_window": 6.0,
    "low_spo2": 92.0,
    "late_onset": 14.0,
}


def asking(stem: str, condition: dict[str, Any], *, counts: bool = True) -> Instrument:
    """A shipped instrument with one more condition, `asked`."""
    data = tree(stem)
    data["conditions"]["asked"] = condition
    criteria = Criteria.model_validate_json(json.dumps(data))
    return compile_instrument(criteria, {**PARAMETERS, "attribution": float(counts)})


@pytest.fixture(scope="module")
def fell() -> Instrument:
    """Asks whether ICE is below the baseline."""
    return asking(ICANS, {"comparison": "ice_fell"})


@pytest.fixture(scope="module")
def unchanged() -> Instrument:
    """Asks whether ICE is at the baseline."""
    return asking(ICANS, {"comparison": "ice_at_baseline"})


SOME = IceItems(orientation=4, naming=2)
"""6 to 9 points."""


class TestComparisons:
    @pytest.mark.parametrize(
        ("facts", "below", "equal"),
        [
            ({"ice_score": 8, "ice_baseline": 9}, True, False),
            ({"ice_score": 9, "ice_baseline": 9}, False, True),
            ({"ice_score": 10, "ice_baseline": 9}, False, False),
            ({"ice_score": 9}, None, None),
            ({"ice_baseline": 9}, None, None),
            ({}, None, None),
            ({"ice": SOME, "ice_baseline": 10}, True, False),
            ({"ice": SOME, "ice_baseline": 9}, None, None),
            ({"ice": SOME, "ice_baseline": 7}, None, None),
            ({"ice": SOME, "ice_baseline": 6}, False, None),
            ({"ice": SOME, "ice_baseline": 5}, False, False),
        ],
    )
    def test_each_is_true_false_or_open(
        self,
        fell: Instrument,
        unchanged: Instrument,
        facts: dict[str, Any],
        below: bool | None,
        equal: bool | None,
    ) -> None:
        assert fell.holds("asked", IcansFacts(**facts)) is below
        assert unchanged.holds("asked", IcansFacts(**facts)) is equal


class TestSilence:
    @pytest.mark.parametrize(("counts", "answer"), [(True, False), (False, None)])
    def test_an_attribution_left_out_is_the_protocols(self, counts: bool, answer: bool | None) -> None:
        instrument = asking(CRS, {"fact": "hypotension_other_cause", "is": True}, counts=counts)
        assert instrument.holds("asked", CrsFacts()) is answer
        assert instrument.holds("asked", CrsFacts(hypotension_other_cause=True)) is True

    @pytest.mark.parametrize("counts", [True, False])
    def test_what_is_so_only_when_said_is_not_so_when_left_out(self, counts: bool) -> None:
        instrument = asking(CRS, {"fact": "death_due_to_crs", "is": True}, counts=counts)
        assert instrument.holds("asked", CrsFacts()) is False
        instrument = asking(ICANS, {"fact": "imaging", "one_of": ["pending"]}, counts=counts)
        assert instrument.holds("asked", IcansFacts()) is False

    def test_a_finding_left_out_is_open(self) -> None:
        instrument = asking(CRS, {"fact": "vasopressors", "count_at_least": 1})
        assert instrument.holds("asked", CrsFacts()) is None
        assert instrument.holds("asked", CrsFacts(vasopressors=())) is False

    def test_whether_something_was_answered_is_always_known(self) -> None:
        instrument = asking(ICANS, {"fact": "ice", "answered": True})
        assert instrument.holds("asked", IcansFacts()) is False
        assert instrument.holds("asked", IcansFacts(ice=IceItems())) is False
        assert instrument.holds("asked", IcansFacts(ice_score=0)) is True
        assert instrument.holds("asked", IcansFacts(ice=IceItems(writing=0))) is True


class TestDerivation:
    @pytest.mark.parametrize(
        ("facts", "low", "derived"),
        [
            ({}, None, False),
            ({"systolic_mmhg": 89}, True, True),
            ({"systolic_mmhg": 90}, False, True),
            ({"hypotension": False, "systolic_mmhg": 60}, False, False),
            ({"hypotension": True, "systolic_mmhg": 160}, True, False),
            ({"hypotension": True}, True, False),
        ],
    )
    def test_a_pressure_stands_in_for_a_judgement_only(
        self, facts: dict[str, Any], low: bool | None, derived: bool
    ) -> None:
        assert asking(CRS, {"fact": "hypotension", "is": True}).holds("asked", CrsFacts(**facts)) is low
        assert asking(CRS, {"fact": "hypotension", "derived": True}).holds("asked", CrsFacts(**facts)) is derived
