"""An episode opens with the first CRS, outlasts a short calm, and lets only its own treatments waive fever."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from bedside.grading.episodes import CrsEpisode, CrsObservation, crs_episodes, open_episode, treatments_inside

START = datetime(2026, 3, 1, 8, tzinfo=UTC)
DAY = timedelta(hours=24)


def at(hours: float) -> datetime:
    """A time of the ward."""
    return START + timedelta(hours=hours)


def seen(hours: float, at_least: int, free: bool | None = None) -> CrsObservation:
    """A check; free of signs exactly where nothing was found, unless said otherwise."""
    return CrsObservation(at(hours), at_least, at_least == 0 if free is None else free)


def episodes(*observations: CrsObservation, wait: timedelta = DAY) -> list[tuple[float, float | None]]:
    """Begin and end of each episode, in hours."""
    found = crs_episodes(observations, wait)
    return [(hours(one.started_at), None if one.ended_at is None else hours(one.ended_at)) for one in found]


def hours(moment: datetime) -> float:
    """Hours since the start."""
    return (moment - START) / timedelta(hours=1)


class TestEpisodes:
    def test_without_crs_there_is_none(self) -> None:
        assert episodes() == []
        assert episodes(seen(0, 0), seen(4, 0), seen(40, 0)) == []

    @pytest.mark.parametrize("grade", [1, 2, 3, 4, 5])
    def test_one_opens_with_the_first_crs(self, grade: int) -> None:
        assert episodes(seen(0, 0), seen(4, grade), seen(8, 1)) == [(4, None)]

    def test_it_ends_where_the_calm_began(self) -> None:
        assert episodes(seen(0, 1), seen(4, 0), seen(16, 0), seen(28, 0)) == [(0, 4)]

    def test_a_minute_too_early_it_is_still_open(self) -> None:
        assert episodes(seen(0, 1), seen(4, 0), seen(27.99, 0)) == [(0, None)]

    def test_a_return_within_the_wait_continues_it(self) -> None:
        assert episodes(seen(0, 1), seen(4, 0), seen(20, 2), seen(30, 0), seen(53, 0)) == [(0, None)]

    def test_a_return_after_the_wait_is_another(self) -> None:
        assert episodes(seen(0, 1), seen(4, 0), seen(28, 0), seen(29, 2)) == [(0, 4), (29, None)]

    def test_a_return_first_seen_after_the_wait_continues_what_nobody_saw_end(self) -> None:
        assert episodes(seen(0, 1), seen(4, 0), seen(40, 2)) == [(0, None)]

    def test_a_check_that_does_not_know_is_no_calm(self) -> None:
        unknown = CrsObservation(at(16), 0, None)
        assert episodes(seen(0, 1), seen(4, 0), unknown, seen(28, 0)) == [(0, None)]
        assert episodes(seen(0, 1), seen(4, 0), unknown, seen(28, 0), seen(52, 0)) == [(0, 28)]

    def test_grade_0_with_a_sign_is_no_calm(self) -> None:
        """Hypotension without fever is no CRS of this check, and yet not resolved."""
        assert episodes(seen(0, 2), seen(4, 0, free=False), seen(30, 0, free=False)) == [(0, None)]

    def test_the_wait_is_the_protocols(self) -> None:
        checks = seen(0, 1), seen(4, 0), seen(16, 0)
        assert episodes(*checks, wait=timedelta(hours=12)) == [(0, 4)]
        assert episodes(*checks, wait=timedelta(hours=12.01)) == [(0, None)]


@dataclass(frozen=True)
class Dose:
    """Something given."""

    given_at: datetime


class TestTreatments:
    DOSES = tuple(Dose(at(hours)) for hours in (-0.01, 0, 5, 10, 10.01))

    def test_only_those_inside_the_open_episode_up_to_now(self) -> None:
        inside = treatments_inside(CrsEpisode(at(0)), self.DOSES, at(10))
        assert inside == self.DOSES[1:4]

    @pytest.mark.parametrize("episode", [None, CrsEpisode(START, at(4))])
    def test_none_without_an_open_episode(self, episode: CrsEpisode | None) -> None:
        assert treatments_inside(episode, self.DOSES, at(10)) == ()

    def test_the_open_episode_is_found(self) -> None:
        over, still = CrsEpisode(at(0), at(4)), CrsEpisode(at(40))
        assert open_episode((over, still)) == still
        assert open_episode((over,)) is None
