"""Random facts for the property tests: whole checks of which some answers are then forgotten."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from tests.grading.oracle import CRS_VALUES, ICANS_VALUES, ICE_POINTS

CRS_ALWAYS = {
    "death_due_to_crs": st.sampled_from((None, None, None, False, True)),
    "antipyretic_hours_ago": st.sampled_from((None, None, 0.0, 2.0, 6.0, 6.5, 30.0)),
}
"""Facts whose silence means something by itself, so that they are no completion."""

ICANS_ALWAYS = {
    "death_due_to_icans": st.sampled_from((None, None, None, False, True)),
    "imaging": st.sampled_from((None, "not_indicated", "pending", "normal", "finding")),
    "developmental_delay": st.sampled_from((None, False, False, True)),
    "age_years": st.sampled_from((None, 8.0, 11.9, 12.0, 60.0)),
}
MOST_UNKNOWN = 4
"""Facts forgotten at once: brute force over more takes seconds an example."""


def partial_crs() -> st.SearchStrategy[dict[str, Any]]:
    """CRS facts with up to `MOST_UNKNOWN` forgotten."""
    names = [name for name in CRS_VALUES if not name.startswith("hidden")]
    whole = st.fixed_dictionaries({**{name: st.sampled_from(CRS_VALUES[name]) for name in names}, **CRS_ALWAYS})
    forgotten = st.sets(st.sampled_from(names), max_size=MOST_UNKNOWN)
    systolic = st.sampled_from((None, 89.9, 90.0, 120.0))
    return st.builds(_forgetful, whole, forgotten, st.fixed_dictionaries({"systolic_mmhg": systolic}))


def partial_icans() -> st.SearchStrategy[dict[str, Any]]:
    """ICANS facts with up to `MOST_UNKNOWN` forgotten, ICE by score, by items, or not done."""
    names = [name for name in ICANS_VALUES if not name.startswith("hidden") and not name.startswith(("ice", "capd"))]
    whole = st.fixed_dictionaries({**{name: st.sampled_from(ICANS_VALUES[name]) for name in names}, **ICANS_ALWAYS})
    forgotten = st.sets(st.sampled_from(names), max_size=3)
    return st.builds(_forgetful, whole, forgotten, tests_done()).map(_consistent)


def tests_done() -> st.SearchStrategy[dict[str, Any]]:
    """How the ICE or CAPD test went."""
    items = st.fixed_dictionaries(
        {}, optional={name: st.integers(0, points) for name, points in ICE_POINTS.items()}
    ).filter(bool)
    ice = st.one_of(
        st.builds(lambda score: {"ice_score": score}, st.integers(0, 10)),
        st.builds(lambda points: {"ice": points}, items),
        st.sampled_from(({}, {"ice_unable": "unarousable"}, {"ice_unable": "sedated"}, {"ice_unable": "refused"})),
    )
    capd = st.sampled_from(
        ({}, {}, {"capd_score": 8}, {"capd_score": 9}, {"capd_unable": True}, {"capd_unable": False})
    )
    return st.builds(lambda one, other: {**one, **other}, ice, capd)


def _forgetful(whole: Mapping[str, Any], forgotten: set[str], more: Mapping[str, Any]) -> dict[str, Any]:
    facts = {**whole, **more}
    return {name: value for name, value in facts.items() if name not in forgotten and value is not None}


def _consistent(facts: dict[str, Any]) -> dict[str, Any]:
    """'Unarousable' for the test stands beside no other consciousness."""
    if facts.get("ice_unable") == "unarousable" and "consciousness" in facts:
        return {**facts, "consciousness": "unarousable"}
    return facts
