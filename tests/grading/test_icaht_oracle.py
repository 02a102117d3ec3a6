"""ICAHT against a second telling of its rules: rows of signs for days, and every world tried that is still possible."""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bedside.models.haematotoxicity import IcahtFacts
from tests.grading.scales import bounds, icaht, icaht_facts

VALUES = {"H": 501.0, "L": 101.0, "V": 100.0}
PHASE = 31
NO_LINES = icaht(longest_interpolated_gap_days=0)


def filled(marked: str) -> str:
    """Low days x, with one or two others between them counted in."""
    return re.sub(r"(?<=x)\.{1,2}(?=x)", lambda gap: "x" * len(gap.group()), marked)


def low(row: str, signs: str) -> str:
    """The days that are one of `signs`, as x, with short recoveries counted in."""
    return filled("".join("x" if sign in signs else "." for sign in row))


def by_days(row: str) -> int:
    """The grade by the longest runs of the phase."""
    longest = {signs: max(map(len, re.findall("x+", low(row[:PHASE], signs))), default=0) for signs in ("LV", "V")}
    rungs = {"LV": ((1, 1), (7, 2), (14, 3), (31, 4)), "V": ((7, 3), (14, 4))}
    reached = [grade for signs, steps in rungs.items() for least, grade in steps if longest[signs] >= least]
    return max(reached, default=0)


def never_recovered(row: str) -> bool:
    """Whether a run from day 3 or before lasts to the last count."""
    return re.fullmatch(r"[x.]{0,3}?x+", low(row.rstrip("?").replace("?", "H"), "LV")) is not None


def ended(row: str) -> int:
    """The grade once no more counts can come."""
    return 4 if never_recovered(row) else by_days(row)


def completions(row: str) -> Iterator[str]:
    """Every row with its ? replaced."""
    places = [place for place, sign in enumerate(row) if sign == "?"]
    for signs in product("HLV", repeat=len(places)):
        full = list(row)
        for place, sign in zip(places, signs, strict=True):
            full[place] = sign
        yield "".join(full)


def facts(row: str, **more: Any) -> IcahtFacts:
    """Counts of the known days of a row."""
    return icaht_facts({day: VALUES[sign] for day, sign in enumerate(row) if sign != "?"}, **more)


def rows(least: int, most: int) -> st.SearchStrategy[str]:
    """Rows that are low for stretches, because short ones never reach a grade."""
    stretch = st.builds(lambda sign, days: sign * days, st.sampled_from("HLV"), st.integers(1, 9))
    return (
        st.lists(stretch, min_size=8, max_size=14)
        .map("".join)
        .filter(lambda row: len(row) >= least)
        .map(lambda row: row[:most])
    )


def forgotten(row: str, days: set[int]) -> str:
    """The row without the counts of some days."""
    return "".join("?" if day in days else sign for day, sign in enumerate(row))


@given(rows(31, 31), st.sets(st.integers(0, 30), max_size=5))
@settings(max_examples=60, deadline=None)
def test_an_open_follow_up_is_every_way_it_can_go_on(row: str, unknown: set[int]) -> None:
    known = forgotten(row, unknown)
    worlds = {ended(full + after) for full in completions(known) for after in ("HHH", "LLL")}
    result = NO_LINES.grade(facts(known))
    assert bounds(result) == (min(worlds), max(worlds))


@given(rows(27, 31), st.sets(st.integers(0, 24), max_size=2))
@settings(max_examples=60, deadline=None)
def test_a_phase_that_goes_on_is_too(row: str, unknown: set[int]) -> None:
    known = forgotten(row, unknown)
    to_come = "?" * (PHASE - len(row))
    worlds = {ended(full + after) for full in completions(known + to_come) for after in ("HHH", "LLL")}
    result = NO_LINES.grade(facts(known))
    assert bounds(result) == (min(worlds), max(worlds))


@given(rows(20, 38))
@settings(max_examples=80, deadline=None)
def test_a_death_after_the_last_count_leaves_nothing_open(row: str) -> None:
    result = NO_LINES.grade(facts(row, last_follow_up_day=len(row) - 1, follow_up_ended_by="death"))
    assert (result.grade, result.missing) == (ended(row), ())


@given(rows(31, 38), st.sets(st.integers(0, 30), max_size=5))
@settings(max_examples=60, deadline=None)
def test_gaps_before_the_end_are_every_completion(row: str, unknown: set[int]) -> None:
    known = forgotten(row, unknown - {len(row) - 1})
    worlds = {ended(full) for full in completions(known)}
    result = NO_LINES.grade(facts(known, last_follow_up_day=len(row) - 1))
    assert bounds(result) == (min(worlds), max(worlds))


@given(rows(20, 38))
@settings(max_examples=40, deadline=None)
def test_where_gaps_are_not_counted_a_course_that_ended_has_a_grade(row: str) -> None:
    method = icaht(longest_interpolated_gap_days=0, days_without_count="not_counted")
    known = forgotten(row, {5, 6, 7, 8, 12})
    assert method.grade(facts(known, last_follow_up_day=len(row) - 1)).grade == ended(known)


# ------------------------------------------------------------------------------------------------ late

LATE = st.dictionaries(
    st.integers(20, 110), st.sampled_from([50, 100, 101, 500, 501, 1000, 1001, 1500, 1501]), max_size=6
)
ENDS = st.sampled_from([None, 31, 60, 99, 100, 101])


def late_by_hand(counts: dict[int, int], end: int) -> int:
    """The late grade of a window that is over and has a value."""
    inside = [value for day, value in counts.items() if 31 <= day <= min(end, 100)]
    if len(inside) > 1 and sum(value <= 1500 for value in inside) < 2:
        return 0
    return sum(min(inside) <= limit for limit in (1500, 1000, 500, 100))


@given(LATE, ENDS, ENDS)
@settings(max_examples=120, deadline=None)
def test_a_late_window_that_is_over(counts: dict[int, int], progression: int | None, therapy: int | None) -> None:
    end = min(day for day in (progression, therapy, 110) if day is not None)
    result = icaht().grade(
        icaht_facts(counts, "late", last_follow_up_day=110, progression_day=progression, next_therapy_day=therapy)
    )
    if any(31 <= day <= min(end, 100) for day in counts):
        assert (result.grade, result.missing) == (late_by_hand(counts, end), ())
    else:
        assert (bounds(result), result.missing) == ((0, 4), ("counts",))


FURTHER = (0, 100, 500, 1000, 1500, 1501)


@given(LATE.map(lambda counts: {day: value for day, value in counts.items() if day < 100}))
@settings(max_examples=60, deadline=None)
def test_a_late_window_that_goes_on_is_every_way_it_can(counts: dict[int, int]) -> None:
    # Two more values, on days that nobody counted, because a second one confirms a first.
    free = [day for day in range(31, 100) if day not in counts][-2:]
    worlds = {
        late_by_hand({**counts, **dict(zip(free, values, strict=True))}, 100)
        for values in product(FURTHER, repeat=len(free))
    }
    assert bounds(icaht().grade(icaht_facts(counts, "late"))) == (min(worlds), max(worlds))
