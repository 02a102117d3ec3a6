"""Late ICAHT and the platelet companion: depth, the window's ends, single and transient values, strict limits."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bedside.models.grade import GradeResult
from bedside.models.haematotoxicity import IcahtFacts
from tests.grading.scales import bounds, codes, icaht, icaht_facts


def late(counts: dict[int, float], **more: Any) -> GradeResult:
    """The late grade, follow-up over on day 90 unless said otherwise."""
    return icaht().grade(icaht_facts(counts, "late", **{"last_follow_up_day": 90, **more}))


class TestDepth:
    @pytest.mark.parametrize(
        ("lowest", "grade"),
        [(1501, 0), (1500, 1), (1000.5, 1), (1000, 2), (501, 2), (500, 3), (100.5, 3), (100, 4), (0, 4)],
    )
    def test_the_lowest_value_grades(self, lowest: float, grade: int) -> None:
        assert late({40: lowest, 50: 1500}).grade == grade

    def test_the_finding_names_value_and_day(self) -> None:
        result = late({40: 900, 50: 1500, 60: 1200})
        assert [(found.finding, found.value.en) for found in result.decided_by] == [
            ("lowest_late_anc", "900 per µL on day 40")
        ]
        assert result.system == "ICAHT (EHA/EBMT 2023), late"

    @pytest.mark.parametrize(("second", "grade"), [(1500, 4), (1501, 0)])
    def test_a_value_that_no_second_one_confirms_is_transient(self, second: float, grade: int) -> None:
        result = late({40: 100, 50: second})
        assert result.grade == grade
        assert ("transient" in codes(result.notes)) == (grade == 0)

    def test_the_day_that_is_called_transient_is_the_low_one(self) -> None:
        assert late({40: 4000, 50: 900}).notes[0].text.en.startswith("Transient: the value on day 50 is the only one")

    def test_days_between_are_not_interpolated(self) -> None:
        result = late({40: 100, 47: 1501})
        assert "interpolated" not in codes(result.notes)


class TestSingleValue:
    def test_it_grades_by_convention_and_is_shown(self) -> None:
        result = late({40: 900})
        assert (result.grade, codes(result.review)) == (2, ["single_value"])
        assert late({40: 5000}).grade == 0

    def test_or_leaves_a_range_where_the_trial_wants_two(self) -> None:
        facts = icaht_facts({40: 900}, "late", last_follow_up_day=90)
        result = icaht(late_single_value="open").grade(facts)
        assert (bounds(result), result.missing, result.decided_by) == ((0, 2), ("counts",), ())
        assert "single_value_so_far" in codes(result.notes)

    def test_while_the_window_is_open_it_may_still_prove_transient(self) -> None:
        result = icaht().grade(icaht_facts({40: 900}, "late"))
        assert bounds(result) == (0, 4)
        assert codes(result.review) == ["single_value", "phase_not_over"]

    def test_two_counts_of_one_day_are_one_value(self) -> None:
        counts = [{"day": 40, "anc_per_ul": 1400.0}, {"day": 40, "anc_per_ul": 900.0}]
        facts = IcahtFacts.model_validate({"counts": counts, "phase": "late", "last_follow_up_day": 90}, strict=False)
        result = icaht().grade(facts)
        assert codes(result.review) == ["single_value"]
        assert "lowest_of_day" in codes(result.notes)


class TestWindow:
    @pytest.mark.parametrize(("day", "grade"), [(30, 1), (31, 4), (90, 4)])
    def test_it_begins_on_day_31(self, day: int, grade: int) -> None:
        assert late({day: 50, 40: 1400, 41: 1400}).grade == grade

    @pytest.mark.parametrize(("day", "grade"), [(100, 4), (101, 1)])
    def test_it_ends_on_day_100(self, day: int, grade: int) -> None:
        result = icaht().grade(icaht_facts({40: 1400, 41: 1400, day: 50, 102: 1400}, "late"))
        assert (result.grade, result.review) == (grade, ())

    def test_its_last_day_is_the_trials(self) -> None:
        facts = icaht_facts({40: 1400, 41: 1400, 101: 50, 180: 1400}, "late")
        assert icaht(late_last_day=180).grade(facts).grade == 4

    @pytest.mark.parametrize("end", ["progression_day", "next_therapy_day"])
    @pytest.mark.parametrize(("day", "grade"), [(60, 4), (61, 1)])
    def test_progression_and_the_next_therapy_end_it(self, end: str, day: int, grade: int) -> None:
        assert late({40: 1400, 41: 1400, day: 50}, **{end: 60}).grade == grade

    def test_a_count_on_its_last_day_closes_it(self) -> None:
        assert icaht().grade(icaht_facts({40: 1400, 100: 1400}, "late")).grade == 1
        result = icaht().grade(icaht_facts({40: 1400, 99: 1400}, "late"))
        assert (bounds(result), result.missing) == ((1, 4), ("counts",))
        assert result.review[0].text.en == "The phase lasts to day 100: the grade can still rise"

    def test_no_value_in_it_is_never_grade_0(self) -> None:
        for result in (late({}), late({20: 5000}), icaht().grade(icaht_facts({101: 5000}, "late"))):
            assert (bounds(result), result.missing) == ((0, 4), ("counts",))

    @pytest.mark.parametrize("end", [30, 16])
    def test_one_that_never_began_has_no_grade(self, end: int) -> None:
        result = late({0: 5000, 16: 20}, last_follow_up_day=end, follow_up_ended_by="death")
        assert (bounds(result), result.grade, result.determined, result.missing) == ((0, 4), None, False, ())
        assert codes(result.notes) == ["no_late_phase"]
        assert result.notes[0].text.en.endswith(f"the window ended on day {end}")

    def test_one_of_a_single_day_has(self) -> None:
        assert late({31: 900}, last_follow_up_day=31).grade == 2

    def test_gcsf_and_a_death_are_told(self) -> None:
        result = late({40: 5000}, gcsf_days=(39, 38, 50), follow_up_ended_by="death")
        assert [note.text.en for note in result.notes] == [
            "G-CSF on day 38–39, 50; it does not change the grade",
            "ICAHT has no grade 5; a death is graded under its own adverse event term",
        ]


COUNTS = st.dictionaries(st.integers(25, 105), st.integers(0, 3000).map(float), max_size=5)


@given(COUNTS, st.integers(31, 100), st.integers(0, 3000))
def test_one_more_count_stays_within_the_bounds_of_an_open_window(
    counts: dict[int, float], day: int, value: float
) -> None:
    if max(counts, default=0) >= 100:
        counts = {place: count for place, count in counts.items() if place < 100}
    more = {**counts, day: min(value, counts.get(day, value))}
    before, after = (icaht().grade(icaht_facts(one, "late")) for one in (counts, more))
    assert before.at_least <= after.at_least
    assert after.at_most <= before.at_most


# ------------------------------------------------------------------------------------------------ platelets


def companion(platelets: dict[int, float], phase: str = "early", **more: Any) -> str:
    """What is said of the platelets beside an unremarkable neutrophil course."""
    listed = [{"day": day, "platelets_10e9_l": float(value)} for day, value in platelets.items()]
    facts = icaht_facts(
        dict.fromkeys(range(101), 5000.0), phase, **{"platelets": listed, "last_follow_up_day": 100, **more}
    )
    (told,) = icaht(platelets=True).grade(facts).notes
    assert told.code == "platelets"
    return told.text.en.removeprefix("Platelets, T-ICAHT (2025): ").removesuffix("; not part of EHA/EBMT 2023")


class TestCompanion:
    @pytest.mark.parametrize(
        ("days", "value", "grade"),
        [(6, 49, 1), (6, 50, 0), (7, 49, 2), (1, 19, 3), (1, 20, 1), (13, 19, 3), (14, 19, 4), (14, 20, 2)],
    )
    def test_early_days_strictly_below(self, days: int, value: float, grade: int) -> None:
        course = {**dict.fromkeys(range(101), 200.0), **dict.fromkeys(range(3, 3 + days), value)}
        assert companion(course) == f"grade {grade}"

    @pytest.mark.parametrize(
        ("days", "value", "grade"), [(1, 100, 0), (1, 99, 1), (1, 50, 1), (1, 49, 2), (13, 19, 3), (14, 19, 4)]
    )
    def test_late_days_strictly_below(self, days: int, value: float, grade: int) -> None:
        course = {**dict.fromkeys(range(101), 200.0), **dict.fromkeys(range(40, 40 + days), value)}
        assert companion(course, "late") == f"grade {grade}"

    def test_days_are_summed(self) -> None:
        course = {**dict.fromkeys(range(101), 200.0), **dict.fromkeys((3, 4, 5, 10, 11, 12, 20), 49)}
        assert companion(course) == "grade 2"

    @pytest.mark.parametrize(("between", "grade"), [(1, 2), (2, 2), (3, 1)])
    def test_a_short_recovery_is_counted_in(self, between: int, grade: int) -> None:
        low = [*range(3, 6), *range(6 + between, 9 + between)]
        assert companion({**dict.fromkeys(range(101), 200.0), **dict.fromkeys(low, 49)}) == f"grade {grade}"

    @pytest.mark.parametrize(("first", "grade"), [(24, 2), (25, 1), (31, 0)])
    def test_early_ends_with_day_30(self, first: int, grade: int) -> None:
        course = {**dict.fromkeys(range(101), 200.0), **dict.fromkeys(range(first, first + 20), 49)}
        assert companion(course) == f"grade {grade}"

    def test_days_to_come_are_open_and_gaps_as_the_trial_says(self) -> None:
        listed = [{"day": day, "platelets_10e9_l": 200.0} for day in range(20)]
        for end, told in ((None, "at least grade 0, at most 3"), (40, "grade 0")):
            counts = dict.fromkeys(range(34), 5000.0)
            facts = icaht_facts(counts, platelets=listed, last_follow_up_day=end)
            result = icaht(platelets=True, days_without_count="not_counted").grade(facts)
            assert f": {told};" in result.notes[-1].text.en

    def test_unknown_days_leave_a_range(self) -> None:
        assert companion(dict.fromkeys(range(20), 200.0)) == "at least grade 0, at most 3"
        assert companion({}) == "at least grade 0, at most 4"

    def test_a_window_that_progression_ended_has_no_days_to_come(self) -> None:
        listed = [{"day": 31, "platelets_10e9_l": 60.0}]
        facts = icaht_facts({40: 5000, 41: 5000}, "late", progression_day=60, platelets=listed)
        (told,) = icaht(platelets=True, days_without_count="not_counted").grade(facts).notes
        assert "grade 1;" in told.text.en
        (told,) = icaht(platelets=True).grade(facts).notes
        assert "at least grade 1, at most 4;" in told.text.en

    def test_it_is_silent_unless_the_trial_asks_and_counts_are_there(self) -> None:
        facts = icaht_facts(dict.fromkeys(range(41), 5000.0), last_follow_up_day=40)
        assert icaht(platelets=True).grade(facts).notes == ()
        listed = [{"day": 3, "platelets_10e9_l": 10.0}]
        facts = icaht_facts(dict.fromkeys(range(41), 5000.0), last_follow_up_day=40, platelets=listed)
        assert icaht().grade(facts).notes == ()
