"""The platelet companion against a second telling: days summed, limits strict, every world tried."""

import re
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bedside.models.haematotoxicity import PlateletGrade
from tests.grading.scales import icaht, icaht_facts

VALUES = {"N": 200.0, "A": 100.0, "B": 99.0, "C": 50.0, "D": 49.0, "E": 20.0, "F": 19.0}
"""A normal count, and both sides of each limit: 100, 50 and 20."""

RUNGS = {
    "early": (("DEF", 1, 1), ("DEF", 7, 2), ("F", 1, 3), ("F", 14, 4)),
    "late": (("BCDEF", 1, 1), ("DEF", 1, 2), ("F", 1, 3), ("F", 14, 4)),
}
FIRST = {"early": 0, "late": 31}
EXAMINED = icaht(platelets=True, longest_interpolated_gap_days=0)


def by_hand(row: str, phase: str) -> int:
    """The grade of a row of days; one or two days above between low ones are counted in."""
    reached = 0
    for low, days, grade in RUNGS[phase]:
        marked = "".join("x" if sign in low else "." for sign in row)
        joined = re.sub(r"(?<=x)\.{1,2}(?=x)", lambda gap: "x" * len(gap.group()), marked)
        if joined.count("x") >= days:
            reached = max(reached, grade)
    return reached


def platelets(row: str, phase: str) -> PlateletGrade:
    """What is answered for a row that starts with the phase; ? is no count. Follow-up ended with the row."""
    first = FIRST[phase]
    end = first + len(row) - 1
    listed = [{"day": first + place, "platelets_10e9_l": VALUES[sign]} for place, sign in enumerate(row) if sign != "?"]
    facts = icaht_facts({end: 5000.0}, phase, platelets=listed, last_follow_up_day=end)
    found = EXAMINED.grade(facts).platelets
    assert found is not None
    return found


@pytest.mark.parametrize("phase", RUNGS)
@given(st.lists(st.sampled_from("NABCDEF"), min_size=31, max_size=31))
@settings(max_examples=60, deadline=None)
def test_a_whole_course_has_its_grade(phase: str, signs: list[str]) -> None:
    row = "".join(signs)
    assert platelets(row, phase).grade == by_hand(row, phase)


@pytest.mark.parametrize("phase", RUNGS)
@given(st.lists(st.sampled_from("NF"), min_size=31, max_size=31), st.sets(st.integers(0, 30), min_size=1, max_size=6))
@settings(max_examples=40, deadline=None)
def test_days_without_a_count_are_every_completion(phase: str, signs: list[str], unknown: set[int]) -> None:
    places = sorted(unknown)
    worlds = []
    for chosen in product("NF", repeat=len(places)):
        row = list(signs)
        for place, sign in zip(places, chosen, strict=True):
            row[place] = sign
        worlds.append(by_hand("".join(row), phase))
    found = platelets("".join("?" if place in unknown else sign for place, sign in enumerate(signs)), phase)
    assert (found.at_least, found.at_most) == (min(worlds), max(worlds))
    assert found.grade == (min(worlds) if min(worlds) == max(worlds) else None)


@pytest.mark.parametrize("phase", RUNGS)
def test_a_neutrophil_grade_does_not_depend_on_it(phase: str) -> None:
    first = FIRST[phase]
    counts = dict.fromkeys(range(first, first + 31), 900.0)
    end = first + 30
    low = [{"day": day, "platelets_10e9_l": 5.0} for day in counts]
    with_them = EXAMINED.grade(icaht_facts(counts, phase, platelets=low, last_follow_up_day=end))
    without = EXAMINED.grade(icaht_facts(counts, phase, last_follow_up_day=end))
    assert with_them.platelets is not None
    assert with_them.platelets.grade == 4
    assert (with_them.grade, with_them.decided_by) == (without.grade, without.decided_by)
    assert without.platelets is None
