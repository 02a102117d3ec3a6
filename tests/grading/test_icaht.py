"""Early ICAHT: each boundary of the table and of the way days are counted, with the value beside it."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bedside.errors import CriteriaError
from bedside.grading.icaht import load_icaht
from bedside.models.grade import GradeResult
from bedside.models.haematotoxicity import IcahtFacts
from bedside.models.toxicity_settings import IcahtSettings
from tests.grading.scales import ICAHT, TEXTS, bounds, codes, icaht, icaht_facts

HIGH, LOW, VERY_LOW = 2000.0, 500.0, 100.0
OVER: dict[str, Any] = {"last_follow_up_day": 40}


def early(low_days: dict[int, float], **more: Any) -> GradeResult:
    """The grade of a course with a high count on every other day to day 40, follow-up over unless said otherwise."""
    counts = {**dict.fromkeys(range(41), HIGH), **low_days}
    return icaht().grade(icaht_facts(counts, **{**OVER, **more}))


def low(first: int, days: int, value: float = LOW) -> dict[int, float]:
    """So many low days in a row."""
    return dict.fromkeys(range(first, first + days), value)


class TestTable:
    @pytest.mark.parametrize(
        ("days", "value", "grade"),
        [
            (1, 500.5, 0),
            (1, 500, 1),
            (6, 500, 1),
            (7, 500, 2),
            (13, 500, 2),
            (14, 500, 3),
            (26, 500, 3),
            (6, 100, 1),
            (7, 100, 3),
            (7, 100.5, 2),
            (13, 100, 3),
            (14, 100, 4),
            (14, 100.5, 3),
        ],
    )
    def test_days_and_depth_give_the_grade(self, days: int, value: float, grade: int) -> None:
        result = early(low(4, days, value))
        assert (result.grade, result.determined, result.missing) == (grade, True, ())

    def test_31_of_31_days_are_grade_4_and_30_are_not(self) -> None:
        assert early(low(0, 31)).grade == 4
        assert early({**low(0, 30)}).grade == 3
        assert early(low(1, 30)).grade == 3

    def test_day_0_and_day_30_count_and_day_31_does_not(self) -> None:
        assert early(low(24, 7)).grade == 2
        assert early(low(24, 20), last_follow_up_day=50).grade == 2
        assert early(low(25, 10)).grade == 1
        assert early(low(0, 7)).grade == 2

    def test_days_before_infusion_do_not_count(self) -> None:
        counts = {**dict.fromkeys(range(-6, 2), 100.0), **dict.fromkeys(range(2, 41), HIGH)}
        result = icaht().grade(icaht_facts(counts, **OVER))
        assert result.grade == 1
        assert result.decided_by[0].value.en == "2 days, day 0 to 1"

    def test_the_finding_names_the_run(self) -> None:
        (found,) = early(low(4, 14)).decided_by
        assert (found.finding, found.rule, found.grade) == ("anc_at_most_500", "HT-6", 3)
        assert found.value.en == "14 days, day 4 to 17"
        assert found.finding_text.zh == "中性粒细胞不高于 500/µL"

    def test_both_findings_where_both_give_the_grade(self) -> None:
        result = early({**low(4, 14), **low(6, 7, VERY_LOW)})
        assert [found.finding for found in result.decided_by] == ["anc_at_most_500", "anc_at_most_100"]

    def test_the_head_of_the_answer(self) -> None:
        result = early({})
        assert result.system == "ICAHT (EHA/EBMT 2023), early"
        assert result.source == "Rejeski 2023, doi:10.1182/blood.2023020578"
        assert (result.grade, result.decided_by, result.review, result.notes) == (0, (), (), ())


class TestRecovery:
    @pytest.mark.parametrize(("between", "grade"), [(1, 2), (2, 2), (3, 1)])
    def test_three_days_end_a_run_and_fewer_are_counted_in(self, between: int, grade: int) -> None:
        result = early({**low(4, 4), **low(8 + between, 3)})
        assert result.grade == grade
        assert ("short_recovery" in codes(result.notes)) == (between < 3)

    def test_the_days_counted_in_are_named(self) -> None:
        result = early({**low(4, 4), **low(10, 3)})
        assert result.notes[0].text.en == "Recovery shorter than 3 days, counted in: day 8–9"
        assert early({**low(4, 4), **low(10, 1)}).notes[0].text.en.endswith(": day 8–9")

    def test_the_number_of_days_is_the_trials(self) -> None:
        counts = {**dict.fromkeys(range(41), HIGH), **low(4, 4), **low(9, 3)}
        assert icaht(recovery_days=1).grade(icaht_facts(counts, **OVER)).grade == 1
        assert icaht(recovery_days=2).grade(icaht_facts(counts, **OVER)).grade == 2


class TestDuration:
    def test_the_longest_run_or_the_sum_is_the_trials(self) -> None:
        facts = icaht_facts({**dict.fromkeys(range(41), HIGH), **low(4, 4), **low(15, 3)}, **OVER)
        assert icaht().grade(facts).grade == 1
        summed = icaht(duration="sum").grade(facts)
        assert summed.grade == 2
        assert summed.decided_by[0].value.en == "7 days in all: day 4–7, 15–17"


class TestNeverRecovered:
    @pytest.mark.parametrize(("start", "grade"), [(0, 4), (3, 4), (4, 3)])
    def test_from_the_first_days_to_the_last_count(self, start: int, grade: int) -> None:
        counts = {**dict.fromkeys(range(start), HIGH), **low(start, 17)}
        result = icaht().grade(icaht_facts(counts, last_follow_up_day=start + 16, follow_up_ended_by="death"))
        assert result.grade == grade
        assert ("never_recovered" in {found.finding for found in result.decided_by}) == (grade == 4)
        assert ("HT-7" in result.rules) == (grade == 4)

    def test_the_first_days_are_the_trials(self) -> None:
        counts = {**dict.fromkeys(range(4), HIGH), **low(4, 17)}
        facts = icaht_facts(counts, last_follow_up_day=20, follow_up_ended_by="death")
        assert icaht(never_recovered_start_by_day=4).grade(facts).grade == 4

    def test_loss_counts_as_death_does(self) -> None:
        result = icaht().grade(icaht_facts(low(0, 5), last_follow_up_day=9))
        assert (result.grade, result.missing) == (4, ())
        assert result.decided_by[-1].value.en == "at or below 500 per µL from day 0 to the last count, day 4"

    def test_a_last_count_above_is_recovery(self) -> None:
        counts = {**low(0, 17), 17: 501.0}
        result = icaht().grade(icaht_facts(counts, last_follow_up_day=17, follow_up_ended_by="death"))
        assert result.grade == 3

    def test_a_short_recovery_on_the_way_does_not_end_it(self) -> None:
        counts = {**low(0, 17), 5: HIGH, 6: HIGH}
        facts = icaht_facts(counts, last_follow_up_day=16, follow_up_ended_by="death")
        assert icaht().grade(facts).grade == 4

    def test_it_lasts_beyond_the_phase(self) -> None:
        counts = {**dict.fromkeys(range(3), HIGH), **low(3, 42)}
        assert icaht().grade(icaht_facts(counts, last_follow_up_day=44)).grade == 4
        assert icaht().grade(icaht_facts({**counts, 45: HIGH}, last_follow_up_day=45)).grade == 3

    def test_while_follow_up_lasts_it_stays_open(self) -> None:
        counts = {**dict.fromkeys(range(3), HIGH), **low(3, 42)}
        result = icaht().grade(icaht_facts(counts))
        assert (bounds(result), result.missing) == ((3, 4), ("counts", "last_follow_up_day"))
        assert bounds(icaht().grade(icaht_facts({**counts, 45: HIGH, 46: HIGH}))) == (3, 4)
        assert icaht().grade(icaht_facts({**counts, 45: HIGH, 46: HIGH, 47: HIGH})).grade == 3

    def test_no_count_since_infusion_is_no_course(self) -> None:
        for counts in ({-5: 100.0}, {}):
            result = icaht().grade(icaht_facts(counts, last_follow_up_day=2, follow_up_ended_by="death"))
            assert bounds(result) == (0, 1)


class TestUnknownDays:
    def test_nothing_known_is_never_grade_0(self) -> None:
        for facts in (icaht_facts({}), icaht_facts({}, last_follow_up_day=60), icaht_facts({20: HIGH})):
            result = icaht().grade(facts)
            assert result.grade is None
            assert result.at_most > 0
            assert "counts" in result.missing

    def test_days_to_come_leave_a_lower_bound(self) -> None:
        result = icaht().grade(icaht_facts({**low(0, 7), **dict.fromkeys(range(7, 25), HIGH)}))
        assert (bounds(result), codes(result.review)) == ((2, 2), ["phase_not_over"])
        result = icaht().grade(icaht_facts({**low(0, 7), **dict.fromkeys(range(7, 24), HIGH)}))
        assert (bounds(result), result.missing) == ((2, 3), ("counts",))

    def test_days_to_come_stay_open_where_gaps_are_not_counted(self) -> None:
        result = icaht(days_without_count="not_counted").grade(icaht_facts({0: HIGH, 1: HIGH}))
        assert bounds(result) == (0, 4)

    def test_leading_days_are_unknown_too(self) -> None:
        result = icaht().grade(icaht_facts(dict.fromkeys(range(7, 41), HIGH), **OVER))
        assert (bounds(result), codes(result.review)) == ((0, 3), ["days_without_count"])
        assert result.review[0].text.en.endswith("on day 0–6")

    def test_days_after_a_loss_stay_open_and_after_a_death_do_not_exist(self) -> None:
        counts = dict.fromkeys(range(20), HIGH)
        lost = icaht().grade(icaht_facts(counts, last_follow_up_day=19))
        assert (bounds(lost), lost.missing) == ((0, 3), ("counts", "follow_up_ended_by"))
        assert codes(lost.review) == ["days_without_count"]
        assert codes(lost.notes) == []
        other = icaht().grade(icaht_facts(counts, last_follow_up_day=19, follow_up_ended_by="other"))
        assert (bounds(other), other.missing) == ((0, 3), ("counts",))
        died = icaht().grade(icaht_facts(counts, last_follow_up_day=19, follow_up_ended_by="death"))
        assert (died.grade, died.missing, codes(died.notes)) == (0, (), ["no_grade_five", "follow_up_ended"])
        method = icaht(days_without_count="not_counted").grade(icaht_facts(counts, last_follow_up_day=19))
        assert (method.grade, codes(method.notes)) == (0, ["follow_up_ended"])

    def test_the_day_of_death_itself_may_have_been_low(self) -> None:
        counts = dict.fromkeys(range(19), HIGH)
        result = icaht().grade(icaht_facts(counts, last_follow_up_day=19, follow_up_ended_by="death"))
        assert (bounds(result), result.missing) == ((0, 1), ("counts",))
        assert result.review[0].text.en.endswith("on day 19")

    def test_how_follow_up_ended_is_not_asked_where_it_cannot_matter(self) -> None:
        counts = {**dict.fromkeys(range(31), HIGH)}
        del counts[10], counts[11], counts[12]
        result = icaht(longest_interpolated_gap_days=2).grade(icaht_facts(counts, last_follow_up_day=35))
        assert (bounds(result), result.missing) == ((0, 1), ("counts",))

    def test_interpolated_days_are_named(self) -> None:
        result = icaht().grade(icaht_facts({0: HIGH, 2: HIGH, **dict.fromkeys(range(3, 41), HIGH)}, **OVER))
        assert [note.text.en for note in result.notes] == ["Interpolated between counts: day 1"]


class TestRelatedTerms:
    def test_they_are_notes(self) -> None:
        assert codes(early(low(4, 1)).notes) == ["severe"]
        assert codes(early(low(4, 7)).notes) == ["severe", "protracted_severe"]
        assert codes(early(low(4, 6)).notes) == ["severe"]
        every = ["severe", "protracted_severe", "profound", "protracted_profound"]
        assert codes(early(low(4, 7, VERY_LOW)).notes) == every

    @pytest.mark.parametrize(("between", "told"), [(2, True), (3, False)])
    def test_protracted_counts_days_as_the_grade_does(self, between: int, told: bool) -> None:
        notes = early({**low(4, 3), **low(7 + between, 3)}).notes
        assert ("protracted_severe" in codes(notes)) == told

    @pytest.mark.parametrize(("day", "value", "told"), [(20, 1000, 0), (21, 1000, 1), (21, 1001, 0), (30, 900, 1)])
    def test_prolonged_from_day_21(self, day: int, value: float, told: int) -> None:
        assert codes(early({day: value}).notes).count("prolonged") == told


# ------------------------------------------------------------------------------------------------ against brute force


def by_hand(row: str, method: str) -> int:
    """The grade of a row of days: H high, L at most 500, V at most 100; written another way than the program does."""
    grade = 0
    for low_signs, rungs in (("LV", ((1, 1), (7, 2), (14, 3), (31, 4))), ("V", ((7, 3), (14, 4)))):
        marked = "".join("x" if sign in low_signs else "." for sign in row)
        filled = re.sub(r"(?<=x)\.{1,2}(?=x)", lambda gap: "x" * len(gap.group()), marked)
        lengths = [len(run) for run in re.findall("x+", filled)]
        days = (sum if method == "sum" else max)(lengths or [0])
        grade = max([grade, *(level for least, level in rungs if days >= least)])
    return grade


def completions(row: str) -> list[str]:
    """Every row with ? replaced."""
    if "?" not in row:
        return [row]
    return [one for sign in "HLV" for one in completions(row.replace("?", sign, 1))]


VALUES = {"H": 501.0, "L": 101.0, "V": 100.0}
SIGNS = st.lists(st.sampled_from("HLV"), min_size=31, max_size=31)


@given(SIGNS, st.sets(st.integers(0, 30), max_size=5), st.sampled_from(["longest", "sum"]))
@settings(max_examples=60, deadline=None)
def test_bounds_are_those_of_every_completion(signs: list[str], unknown: set[int], method: str) -> None:
    row = "".join("?" if day in unknown else sign for day, sign in enumerate(signs))
    counts = {day: VALUES[sign] for day, sign in enumerate(row) if sign != "?"}
    # High counts after the phase, so that only the phase itself decides.
    facts = icaht_facts({**counts, 31: 501.0, 32: 501.0, 33: 501.0}, last_follow_up_day=33)
    result = icaht(longest_interpolated_gap_days=0, duration=method).grade(facts)
    grades = [by_hand(one, method) for one in completions(row)]
    assert bounds(result) == (min(grades), max(grades))
    assert result.determined == (min(grades) == max(grades)) == (not result.missing)


@given(SIGNS, st.integers(0, 30))
@settings(max_examples=60, deadline=None)
def test_a_lower_count_never_lowers_the_grade(signs: list[str], day: int) -> None:
    counts = {place: VALUES[sign] for place, sign in enumerate(signs)}
    before, after = (icaht().grade(icaht_facts(course, **OVER)) for course in (counts, {**counts, day: 0.0}))
    assert before.at_least <= after.at_least
    assert before.at_most <= after.at_most


@given(SIGNS, st.sets(st.integers(0, 30), max_size=31))
@settings(max_examples=60, deadline=None)
def test_one_more_count_never_widens_the_bounds_of_uninterpolated_days(signs: list[str], known: set[int]) -> None:
    counts = {day: VALUES[signs[day]] for day in known}
    method = icaht(longest_interpolated_gap_days=0)
    part = method.grade(icaht_facts(counts, last_follow_up_day=40, follow_up_ended_by="other"))
    whole = method.grade(
        icaht_facts(
            {**{day: VALUES[sign] for day, sign in enumerate(signs)}, **dict.fromkeys((31, 32, 33), HIGH)}, **OVER
        )
    )
    if "never_recovered" not in {found.finding for found in part.decided_by}:
        assert part.at_least <= whole.at_least <= whole.at_most <= part.at_most


def test_a_scale_that_cannot_be_used_is_refused() -> None:
    with pytest.raises(CriteriaError, match=r"early\.rungs"):
        load_icaht(TEXTS[ICAHT].replace("days_at_least = 14, grade = 3", "grade = 3", 1), ICAHT, IcahtSettings())


def test_the_grade_can_be_stamped() -> None:
    scale = icaht()
    assert (scale.criteria_id, scale.version, len(scale.checksum)) == (ICAHT, "1.0", 64)


def test_facts_of_no_count_read_as_given() -> None:
    assert IcahtFacts(counts=(), phase="late").platelets is None
