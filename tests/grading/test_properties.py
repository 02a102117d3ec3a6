"""What must hold of any facts: more knowledge never widens the bounds, a worse finding never lowers them."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bedside.grading.engine import Instrument
from tests.grading.oracle import AWAKE, CRS_COUNTS, ICANS_COUNTS
from tests.grading.strategies import partial_crs, partial_icans
from tests.grading.test_brute_force import CRS, ICANS, graded

DEVICES = ("room_air", "blow_by", "face_mask", "ventilator")
PRESSORS = ("norepinephrine", "epinephrine", "dopamine", "vasopressin")
STANDS_IN = {
    "death_due_to_crs",
    "death_due_to_icans",
    "antipyretic_hours_ago",
    "developmental_delay",
    "age_years",
    "imaging",
    "ice_unable",
    "capd_score",
    "capd_unable",
    "seizure_minutes",
}
"""Facts whose silence is itself read as something, so that to say them is to correct and not to add."""


def revealed(instrument: Instrument, facts: Mapping[str, Any], order: list[str]) -> list[tuple[int, int]]:
    """Bounds as facts become known one by one, in `order`."""
    known = {name: value for name, value in facts.items() if name not in order}
    bounds = []
    for name in [None, *order]:
        if name is not None:
            known[name] = facts[name]
        result = graded(instrument, known)
        bounds.append((result.at_least, result.at_most))
    return bounds


def nested(bounds: list[tuple[int, int]]) -> bool:
    """Whether each pair lies within the one before it."""
    return all(before[0] <= after[0] and after[1] <= before[1] for before, after in pairwise(bounds))


def orders(facts: Mapping[str, Any], excluded: set[str]) -> st.SearchStrategy[list[str]]:
    """The facts that can become known, in any order."""
    return st.permutations(sorted(facts.keys() - excluded))


class TestMoreKnowledge:
    @given(data=st.data())
    def test_never_widens_crs_where_attributions_are_left_open(self, data: st.DataObject) -> None:
        facts = data.draw(partial_crs())
        # A pressure stands in for a judgement, so a judgement after it corrects it.
        facts.pop("systolic_mmhg" if "hypotension" in facts else "", None)
        assert nested(revealed(CRS[False], facts, data.draw(orders(facts, STANDS_IN))))

    @given(data=st.data())
    def test_never_widens_icans_where_attributions_are_left_open(self, data: st.DataObject) -> None:
        facts = data.draw(partial_icans())
        # With a cause unanswered, 'sedated' speaks for it; answering corrects that reading too.
        excluded = STANDS_IN | ({"consciousness_other_cause"} if facts.get("ice_unable") == "sedated" else set())
        if facts.get("age_years") is None:
            excluded |= {"ice", "ice_score"}
        assert nested(revealed(ICANS[False], facts, data.draw(orders(facts, excluded))))

    @given(data=st.data())
    def test_never_widens_crs_for_findings_where_attributions_count(self, data: st.DataObject) -> None:
        facts = data.draw(partial_crs())
        facts.pop("systolic_mmhg" if "hypotension" in facts else "", None)
        assert nested(revealed(CRS[True], facts, data.draw(orders(facts, STANDS_IN | CRS_COUNTS.keys()))))

    @given(data=st.data())
    def test_never_widens_icans_for_findings_where_attributions_count(self, data: st.DataObject) -> None:
        facts = data.draw(partial_icans())
        excluded = STANDS_IN | ICANS_COUNTS.keys()
        if facts.get("age_years") is None:
            excluded |= {"ice", "ice_score"}
        assert nested(revealed(ICANS[True], facts, data.draw(orders(facts, excluded))))

    def test_what_stands_in_for_silence_is_what_the_criteria_say(self, crs: Instrument, icans: Instrument) -> None:
        asserted = {
            fact
            for instrument in (crs, icans)
            for fact, definition in instrument.criteria.facts.items()
            if definition.kind_of_default == "assertion"
        }
        asked_whether_answered = {"antipyretic_hours_ago", "age_years", "seizure_minutes", "capd_score", "capd_unable"}
        assert asserted | asked_whether_answered == STANDS_IN


WORSE_CRS: list[tuple[str, tuple[Any, ...]]] = [
    ("temperature_c", (36.0, 37.9, 38.0, 41.0)),
    ("hypotension", (False, True)),
    ("crs_established", (False, True)),
    ("treated_since_onset", ((), ("steroid",), ("steroid", "tocilizumab"))),
    ("oxygen_device", DEVICES),
    ("oxygen_flow_l_min", (1.0, 6.0, 6.1, 30.0)),
    ("death_due_to_crs", (False, True)),
    ("vasopressors", ((), PRESSORS[3:], PRESSORS[2:], PRESSORS[1:], PRESSORS)),
]
WORSE_ICANS: list[tuple[str, tuple[Any, ...]]] = [
    ("ice_score", tuple(range(10, -1, -1))),
    ("consciousness", AWAKE),
    ("seizures", ((), ("resolved_rapidly",), ("resolved_rapidly", "repetitive"))),
    ("motor_weakness", ("none", "other", "deep_focal")),
    ("raised_icp", ((), ("focal_oedema",), ("focal_oedema", "papilloedema"))),
    ("death_due_to_icans", (False, True)),
]


@pytest.mark.parametrize("counts", [True, False])
class TestAWorseFinding:
    @pytest.mark.parametrize(("fact", "values"), WORSE_CRS)
    @settings(max_examples=30)
    @given(facts=partial_crs())
    def test_never_lowers_crs(self, counts: bool, fact: str, values: tuple[Any, ...], facts: dict[str, Any]) -> None:
        results = [graded(CRS[counts], {**facts, fact: value}) for value in values]
        assert [r.at_least for r in results] == sorted(r.at_least for r in results)
        assert [r.at_most for r in results] == sorted(r.at_most for r in results)

    @pytest.mark.parametrize(("fact", "values"), WORSE_ICANS)
    @settings(max_examples=30)
    @given(facts=partial_icans())
    def test_never_lowers_icans(self, counts: bool, fact: str, values: tuple[Any, ...], facts: dict[str, Any]) -> None:
        for name in ("ice", "ice_score", "ice_unable"):
            facts.pop(name, None)
        # A known other cause hides what is below it: what is then worse is not known to be ICANS.
        facts["consciousness_other_cause"] = False
        results = [graded(ICANS[counts], {**facts, "age_years": 60, fact: value}) for value in values]
        assert [r.at_least for r in results] == sorted(r.at_least for r in results)
        assert [r.at_most for r in results] == sorted(r.at_most for r in results)
