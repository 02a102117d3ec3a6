"""Episodes of CRS and ICANS: onset, peak, end and return by rules CRS-20 to CRS-23 and ICN-16, for any course."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bedside.grading.episodes import (
    Ending,
    Episode,
    Length,
    Observation,
    Peak,
    episodes,
    given_within,
    length,
    open_episode,
)

START = datetime(2026, 3, 1, 8, tzinfo=UTC)
DAY = Ending(timedelta(hours=24))
PASSING = Ending(timedelta(hours=24), "passed_over")
MINUTE = 1 / 60


def at(hours: float) -> datetime:
    """A time of the ward."""
    return START + timedelta(hours=hours)


def seen(hours: float, at_least: int, free: bool | None = None, at_most: int | None = None) -> Observation:
    """A check; free of signs exactly where nothing was found, unless said otherwise."""
    most = at_least if at_most is None else at_most
    return Observation(at(hours), at_least, most, at_least == 0 if free is None else free)


def unsure(hours: float, at_least: int = 0, at_most: int = 4) -> Observation:
    """A check that does not know whether a sign is there."""
    return Observation(at(hours), at_least, at_most, None)


def hours(moment: datetime | None) -> float | None:
    """Hours since the start, to the minute."""
    return None if moment is None else round((moment - START) / timedelta(hours=1), 2)


def spans(*observations: Observation, ending: Ending = DAY) -> list[tuple[float | None, float | None]]:
    """Begin and end of each episode, in hours."""
    return [(hours(one.started_at), hours(one.ended_at)) for one in episodes(observations, ending)]


def only(*observations: Observation, ending: Ending = DAY) -> Episode:
    """The one episode there is."""
    (episode,) = episodes(observations, ending)
    return episode


class TestOnset:
    """CRS-20, ICN-16: an episode begins with the first documented sign that makes a grade."""

    def test_without_a_grade_there_is_none(self) -> None:
        assert spans() == []
        assert spans(seen(0, 0), seen(4, 0), seen(40, 0)) == []
        assert spans(unsure(0), unsure(4)) == []

    @pytest.mark.parametrize("grade", [1, 2, 3, 4, 5])
    def test_it_is_the_first_sign(self, grade: int) -> None:
        assert spans(seen(0, 0), seen(4, grade), seen(8, 1)) == [(4, None)]

    def test_a_sign_that_makes_no_grade_opens_none(self) -> None:
        """Hypotension without fever, before CRS is established, is no CRS."""
        assert spans(seen(0, 0, free=False), seen(4, 1)) == [(4, None)]

    def test_a_grade_at_the_patients_own_baseline_opens_none(self) -> None:
        assert spans(seen(0, 1, free=True), seen(4, 1, free=True)) == []

    def test_a_lower_bound_above_0_is_a_sign_even_where_more_is_open(self) -> None:
        assert spans(unsure(0, 1)) == [(0, None)]


class TestEnd:
    """CRS-22, CRS-23: gone when every sign has been gone for the protocol's time, and from where that began."""

    def test_exactly_the_sign_free_time_ends_it(self) -> None:
        assert spans(seen(0, 1), seen(4, 0), seen(16, 0), seen(28, 0)) == [(0, 4)]

    def test_a_minute_less_does_not(self) -> None:
        found = only(seen(0, 1), seen(4, 0), seen(28 - MINUTE, 0))
        assert (found.ended_at, hours(found.calm_since)) == (None, 4)

    def test_times_count_to_the_minute(self) -> None:
        """A day that checks documented as one is one, although the second was begun 13 seconds early."""
        calm, early = at(4) + timedelta(seconds=45), at(28) + timedelta(seconds=32)
        checks = seen(0, 1), Observation(calm, 0, 0, True)
        assert only(*checks, Observation(early, 0, 0, True)).ended_at == calm
        assert only(*checks, Observation(at(28) - timedelta(seconds=1), 0, 0, True)).ended_at is None

    def test_two_checks_far_apart_are_enough(self) -> None:
        assert spans(seen(0, 1), seen(4, 0), seen(80, 0)) == [(0, 4)]

    def test_a_return_within_the_time_continues_it(self) -> None:
        assert spans(seen(0, 1), seen(4, 0), seen(20, 2), seen(30, 0), seen(53, 0)) == [(0, None)]
        assert spans(seen(0, 1), seen(4, 0), seen(20, 2), seen(30, 0), seen(54, 0)) == [(0, 30)]

    def test_a_return_first_seen_after_the_time_continues_what_nobody_saw_end(self) -> None:
        assert spans(seen(0, 1), seen(4, 0), seen(40, 2)) == [(0, None)]

    def test_grade_0_with_a_sign_is_no_calm(self) -> None:
        """CRS-22: without fever, while pressor or oxygen need persists, it is not over."""
        assert spans(seen(0, 2), seen(4, 0, free=False), seen(30, 0, free=False)) == [(0, None)]

    def test_the_time_is_the_protocols(self) -> None:
        checks = seen(0, 1), seen(4, 0), seen(16, 0)
        assert spans(*checks, ending=Ending(timedelta(hours=12))) == [(0, 4)]
        assert spans(*checks, ending=Ending(timedelta(hours=12.01))) == [(0, None)]

    def test_time_passes_whatever_the_clocks_do(self) -> None:
        """Twenty-four hours by the wall, twenty-five that passed."""
        summer, winter = timezone(timedelta(hours=2)), timezone(timedelta(hours=1))
        calm = datetime(2026, 10, 24, 5, tzinfo=summer)
        checks = [Observation(calm - timedelta(hours=1), 1, 1, False), Observation(calm, 0, 0, True)]
        late = Observation(datetime(2026, 10, 25, 5, tzinfo=winter), 0, 0, True)
        assert only(*checks, late, ending=Ending(timedelta(hours=25))).ended_at == calm
        assert only(*checks, late, ending=Ending(timedelta(hours=25, minutes=1))).ended_at is None

    def test_a_check_that_does_not_know_starts_the_time_again(self) -> None:
        assert spans(seen(0, 1), seen(4, 0), unsure(16), seen(28, 0)) == [(0, None)]
        assert spans(seen(0, 1), seen(4, 0), unsure(16), seen(28, 0), seen(52, 0)) == [(0, 28)]

    def test_or_is_passed_over_where_the_protocol_says_so(self) -> None:
        checks = seen(0, 1), seen(4, 0), unsure(16), seen(28, 0)
        assert spans(*checks, ending=PASSING) == [(0, 4)]

    def test_passed_over_it_ends_nothing_by_itself(self) -> None:
        assert spans(seen(0, 1), unsure(4), unsure(40), ending=PASSING) == [(0, None)]
        assert spans(seen(0, 1), seen(4, 0), unsure(40), ending=PASSING) == [(0, None)]

    def test_passed_over_is_no_check_with_a_lower_bound(self) -> None:
        assert spans(seen(0, 1), seen(4, 0), unsure(16, 1), seen(28, 0), ending=PASSING) == [(0, None)]


class TestReturn:
    def test_after_the_end_it_is_another_linked_to_the_first(self) -> None:
        found = episodes([seen(0, 1), seen(4, 0), seen(28, 0), seen(29, 2), seen(33, 0), seen(57, 0), seen(99, 1)], DAY)
        assert [(one.number, hours(one.started_at), hours(one.ended_at)) for one in found] == [
            (1, 0, 4),
            (2, 29, 33),
            (3, 99, None),
        ]

    def test_the_open_episode_is_the_one_without_an_end(self) -> None:
        found = episodes([seen(0, 1), seen(4, 0), seen(28, 0), seen(29, 2)], DAY)
        assert open_episode(found) == found[1]
        assert open_episode(found[:1]) is None


class TestPeak:
    def test_it_is_the_highest_grade_when_first_reached(self) -> None:
        assert only(seen(0, 1), seen(4, 3), seen(8, 3), seen(12, 2)).peak == Peak(3, 3, at(4), None)

    def test_a_higher_grade_left_open_makes_it_at_least(self) -> None:
        assert only(seen(0, 1), seen(4, 2), unsure(8, 1, 4)).peak == Peak(2, 4, at(4), None)

    def test_since_the_check_before_its_time_is_between_the_two(self) -> None:
        worst = replace(seen(8, 3), after=at(4))
        assert only(seen(0, 1), seen(4, 1), worst, seen(8, 1)).peak == Peak(3, 3, at(8), at(4))

    def test_what_the_calm_leaves_open_is_not_inside(self) -> None:
        checks = seen(0, 1), seen(4, 0), unsure(16), seen(27, 0)
        assert only(*checks, ending=PASSING).peak == Peak(1, 1, at(0), None)
        assert only(*checks, seen(28, 0), ending=PASSING).peak == Peak(1, 1, at(0), None)

    def test_unless_the_signs_return(self) -> None:
        checks = seen(0, 1), seen(4, 0), unsure(16), seen(20, 1)
        assert only(*checks, ending=PASSING).peak == Peak(1, 4, at(0), None)


class TestSetByAPerson:
    def test_both_are_kept(self) -> None:
        checks = seen(0, 1), replace(seen(4, 2), proposed=(1, 3)), seen(8, 1)
        found = only(*checks)
        assert found.peak == Peak(2, 2, at(4), None)
        assert found.proposed == (1, 3)

    def test_without_one_there_is_nothing_to_keep(self) -> None:
        assert only(seen(0, 1)).proposed is None


class TestLength:
    @pytest.mark.parametrize(("elapsed", "days"), [(0, 1), (15.99, 1), (16, 2), (24, 2), (39.99, 2), (40, 3)])
    def test_days_of_the_calendar_count_both_ends(self, elapsed: float, days: int) -> None:
        assert length(START, at(elapsed)) == Length(timedelta(hours=elapsed), days)

    def test_hours_are_those_that_passed(self) -> None:
        summer, winter = timezone(timedelta(hours=2)), timezone(timedelta(hours=1))
        began, ended = datetime(2026, 10, 25, 0, tzinfo=summer), datetime(2026, 10, 25, 23, tzinfo=winter)
        assert length(began, ended) == Length(timedelta(hours=24), 1)


@dataclass(frozen=True)
class Dose:
    """Something given."""

    given_at: datetime


class TestTreatments:
    DOSES = tuple(Dose(at(hours)) for hours in (-0.01, 0, 5, 8, 8.01, 10, 10.01))

    def test_an_open_episode_takes_them_up_to_now(self) -> None:
        assert given_within(at(0), None, self.DOSES, at(10)) == self.DOSES[1:6]

    def test_one_that_ended_takes_them_up_to_its_end(self) -> None:
        assert given_within(at(0), at(8), self.DOSES, at(10)) == self.DOSES[1:4]
        assert given_within(at(0), at(40), self.DOSES, at(10)) == self.DOSES[1:6]


# ---------------------------------------------------------------------------------------------- what always holds

STEP = st.tuples(
    st.sampled_from([0.5, 1, 4, 12, 23.9, 24, 25, 60]),
    st.integers(0, 4),
    st.integers(0, 2),
    st.sampled_from([True, False, None]),
)
ENDINGS = st.builds(
    Ending,
    st.sampled_from([1, 12, 24, 48]).map(lambda h: timedelta(hours=h)),
    st.sampled_from(["restarts", "passed_over"]),
)


def course(steps: Sequence[tuple[float, int, int, bool | None]]) -> list[Observation]:
    """Checks in order of time."""
    moment, made = 0.0, []
    for wait, grade, more, free in steps:
        moment += wait
        made.append(Observation(at(moment), grade, min(5, grade + more), free))
    return made


COURSES = st.lists(STEP, max_size=40).map(course)


@given(COURSES, ENDINGS)
def test_episodes_follow_each_other_without_touching(checks: list[Observation], ending: Ending) -> None:
    found = episodes(checks, ending)
    assert [one.number for one in found] == list(range(1, len(found) + 1))
    assert all(one.ended_at is not None and one.calm_since is None for one in found[:-1])
    for earlier, later in pairwise(found):
        assert earlier.ended_at is not None
        assert later.started_at - earlier.ended_at > ending.sign_free_for


@given(COURSES, ENDINGS)
def test_each_peak_lies_inside_and_nothing_inside_is_higher(checks: list[Observation], ending: Ending) -> None:
    for one in episodes(checks, ending):
        until = one.ended_at or one.calm_since
        inside = [seen for seen in checks if one.started_at <= seen.at and (until is None or seen.at < until)]
        assert one.peak in [Peak(seen.at_least, one.peak.at_most, seen.at, None) for seen in inside]
        assert one.peak.at_least == max(seen.at_least for seen in inside) > 0
        assert one.peak.at_most == max(seen.at_most for seen in inside)


@given(COURSES, ENDINGS)
def test_every_grade_with_a_sign_is_in_an_episode(checks: list[Observation], ending: Ending) -> None:
    found = episodes(checks, ending)
    for seen in checks:
        if seen.begins:
            assert any(one.started_at <= seen.at and (one.ended_at is None or seen.at < one.ended_at) for one in found)


@given(COURSES, ENDINGS, st.integers(-100_000, 100_000))
def test_another_time_of_the_same_course_moves_everything_with_it(
    checks: list[Observation], ending: Ending, minutes: int
) -> None:
    by = timedelta(minutes=minutes)
    moved = episodes([replace(seen, at=seen.at + by) for seen in checks], ending)
    assert moved == tuple(
        replace(
            one,
            started_at=one.started_at + by,
            ended_at=None if one.ended_at is None else one.ended_at + by,
            calm_since=None if one.calm_since is None else one.calm_since + by,
            peak=replace(one.peak, at=one.peak.at + by),
        )
        for one in episodes(checks, ending)
    )


@given(COURSES, ENDINGS, STEP)
def test_a_later_check_never_moves_what_has_ended(
    checks: list[Observation], ending: Ending, step: tuple[float, int, int, bool | None]
) -> None:
    ended = [one for one in episodes(checks, ending) if one.ended_at is not None]
    last = checks[-1].at if checks else START
    more = replace(course([step])[0], at=last + timedelta(hours=step[0]))
    assert list(episodes([*checks, more], ending))[: len(ended)] == ended


@given(COURSES, ENDINGS)
def test_a_higher_bound_of_a_check_never_lowers_a_peak(checks: list[Observation], ending: Ending) -> None:
    raised = [replace(seen, at_most=5) for seen in checks]
    for before, after in zip(episodes(checks, ending), episodes(raised, ending), strict=True):
        assert after.peak == replace(before.peak, at_most=5)
