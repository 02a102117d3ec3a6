"""Values by day and runs of low days: what is read, what is drawn between, and what is left unknown."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bedside.grading.days import Run, course_of, runs_of, spans


class TestCourse:
    def test_the_lowest_of_a_day_is_kept_and_the_day_named(self) -> None:
        course = course_of([(1, 5.0), (1, 3.0), (2, 4.0), (2, 4.0)], 7)
        assert course.measured == {1: 3.0, 2: 4.0}
        assert course.several == (1,)

    @pytest.mark.parametrize("order", [[(1, 3.0), (1, 5.0)], [(1, 5.0), (1, 3.0)]])
    def test_whatever_the_order(self, order: list[tuple[int, float]]) -> None:
        assert course_of(order, 7).measured == {1: 3.0}

    def test_a_line_is_drawn_between_counts(self) -> None:
        course = course_of([(0, 700.0), (4, 300.0)], 7)
        assert course.interpolated == {1: 600.0, 2: 500.0, 3: 400.0}
        assert [course.values.get(day) for day in (0, 2, 4, 5)] == [700.0, 500.0, 300.0, None]

    @pytest.mark.parametrize(("gap", "drawn"), [(7, 7), (6, 0)])
    def test_only_across_so_many_days(self, gap: int, drawn: int) -> None:
        assert len(course_of([(0, 700.0), (8, 300.0)], gap).interpolated) == drawn

    def test_nothing_is_drawn_before_the_first_or_after_the_last(self) -> None:
        course = course_of([(3, 700.0)], 7)
        assert (course.values.get(2), course.values.get(4), course.last) == (None, None, 3)
        assert course_of([], 7).last is None

    def test_a_third_meets_its_limit_exactly(self) -> None:
        course = course_of([(0, 1000.0), (3, 250.0)], 7)
        assert course.at_or_below(500, range(4)) == {2, 3}
        assert course.below(500, range(4)) == {3}

    @given(st.dictionaries(st.integers(-5, 40), st.integers(0, 5000).map(float), max_size=12), st.integers(0, 10))
    def test_what_is_drawn_lies_between_its_neighbours(self, counts: dict[int, float], gap: int) -> None:
        course = course_of(counts.items(), gap)
        for day, value in course.interpolated.items():
            before = max(other for other in counts if other < day)
            after = min(other for other in counts if other > day)
            assert after - before - 1 <= gap
            assert min(counts[before], counts[after]) <= value <= max(counts[before], counts[after])


class TestRuns:
    def test_days_in_a_row_are_one_run(self) -> None:
        assert runs_of([3, 1, 2, 5]) == (Run(1, 3), Run(5, 5))
        assert runs_of([]) == ()

    @pytest.mark.parametrize(("joined", "runs"), [(1, (Run(1, 1), Run(4, 4))), (2, (Run(1, 4),))])
    def test_short_gaps_are_counted_in(self, joined: int, runs: tuple[Run, ...]) -> None:
        assert runs_of([1, 4], joined) == runs

    @given(st.sets(st.integers(0, 40)), st.integers(0, 5))
    def test_runs_hold_every_low_day_and_lie_apart(self, low: set[int], joined: int) -> None:
        runs = runs_of(low, joined)
        assert low <= {day for run in runs for day in range(run.first, run.last + 1)}
        assert all(run.first in low and run.last in low for run in runs)
        assert all(two.first - one.last - 1 > joined for one, two in pairwise(runs))

    def test_days_are_written_as_a_person_writes_them(self) -> None:
        assert spans({3, 4, 5, 8}) == "3–5, 8"
        assert Run(3, 5).days == 3
