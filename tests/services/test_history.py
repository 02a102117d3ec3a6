"""The open CRS episode from the checks that are recorded, and how little of them is read."""

import random
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bedside.models.projections import CheckSeen, GradeBounds, ScaleSeen
from bedside.services.history import open_crs_episode, read_open_episode, settles, treatments_inside
from bedside.store.reader import Reader
from tests.services.states import demo_protocol
from tests.services.ward import FEVER, WELL, Ward

PROTOCOL = demo_protocol()
START = datetime(2026, 3, 2, 8, tzinfo=UTC)
QUIET = ScaleSeen(GradeBounds(0, 0), GradeBounds(0, 0), sign_free=True, worst_sign_free=True)


def seen(hour: float, grade: int, *, worst: int | None = None, overridden: bool = False) -> CheckSeen:
    """A check at `hour` with this grade of CRS; `worst` since the one before."""
    worst = grade if worst is None else worst
    now, since = GradeBounds(grade, grade), GradeBounds(worst, worst)
    crs = ScaleSeen(now, since, grade == 0, worst == 0, GradeBounds(0, 0) if overridden else None)
    at = START + timedelta(hours=hour)
    return CheckSeen(UUID(int=round(hour * 10) + 1), at, crs, QUIET, None, {})


def left_open(*checks: CheckSeen) -> tuple[float, int] | None:
    """The episode that `checks` (oldest first) leave open: its start in hours and its highest grade."""
    found = open_crs_episode(tuple(reversed(checks)), PROTOCOL)
    return None if found is None else ((found.started_at - START) / timedelta(hours=1), found.highest)


def test_no_check_and_no_sign_is_no_episode() -> None:
    assert left_open() is None
    assert left_open(seen(0, 0), seen(4, 0)) is None


def test_an_episode_is_open_until_a_day_without_signs() -> None:
    checks = [seen(0, 1), seen(4, 2), seen(8, 0), seen(31, 0)]
    assert left_open(*checks) == (0, 2)
    assert left_open(*checks, seen(32, 0)) is None


def test_signs_since_the_last_check_restart_the_day() -> None:
    assert left_open(seen(0, 1), seen(4, 0), seen(20, 0, worst=1), seen(28, 0)) == (0, 1)
    assert left_open(seen(0, 1), seen(4, 0), seen(20, 0, worst=1), seen(44, 0)) is None


def test_signs_that_had_gone_by_the_check_that_tells_of_them_open_one() -> None:
    assert left_open(seen(0, 0), seen(4, 0, worst=2)) == (4, 2)
    assert left_open(seen(0, 0), seen(4, 0, worst=2), seen(28, 0)) is None


def test_what_a_person_set_holds() -> None:
    assert left_open(seen(0, 0, worst=2, overridden=True)) is None
    assert left_open(seen(0, 2, worst=0, overridden=True)) == (0, 2)


def test_the_open_one_is_the_last_and_names_the_check_that_opened_it() -> None:
    checks = (seen(30, 2), seen(28, 0), seen(4, 0), seen(0, 1))
    found = open_crs_episode(checks, PROTOCOL)
    assert found is not None
    assert (found.started_at, found.opened_by) == (START + timedelta(hours=30), UUID(int=301))


def test_no_treatment_is_inside_no_episode() -> None:
    assert treatments_inside(None, (), START) == ()


@settings(max_examples=300)
@given(
    st.lists(st.tuples(st.sampled_from([1, 4, 12, 25]), st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=40),
    st.integers(1, 40),
)
def test_the_newest_checks_that_settle_say_what_all_of_them_say(steps: list[tuple[int, int, int]], newest: int) -> None:
    hour, checks = 0.0, []
    for wait, grade, worst in steps:
        hour += wait
        checks.append(seen(hour, grade, worst=max(grade, worst)))
    newest_first = tuple(reversed(checks))
    some = newest_first[:newest]
    if settles(some, PROTOCOL):
        assert open_crs_episode(some, PROTOCOL) == open_crs_episode(newest_first, PROTOCOL)


class TestFromTheStore:
    def test_a_day_without_signs_is_told_by_the_store_at_once(
        self, ward: Ward, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ward.check(FEVER)
        asked: list[int] = []
        read = Reader.checks_seen

        def counted(reader: Reader, subject_id: str, limit: int) -> tuple[CheckSeen, ...]:
            asked.append(limit)
            return read(reader, subject_id, limit)

        monkeypatch.setattr(Reader, "checks_seen", counted)
        for hours in range(4, 29, 4):
            ward.pass_time(hours=4)
            assert (ward.start().context.crs_episode is None) is (hours > 28)
            ward.check(WELL)
        asked.clear()
        assert ward.start().context.crs_episode is None
        assert asked == []

    def test_a_long_restless_stay_reads_as_far_as_it_must(self, ward: Ward) -> None:
        first = ward.check(FEVER)
        for _ in range(12):
            ward.pass_time(hours=2)
            ward.check(FEVER)
        episode = ward.start().context.crs_episode
        assert episode is not None
        assert episode.opened_by == first.entry_id

    @pytest.mark.parametrize("seed", range(6))
    def test_what_little_is_read_says_what_everything_says(self, ward: Ward, seed: int) -> None:
        chance = random.Random(seed)
        protocol = ward.desk.protocol
        for _ in range(25):
            ward.pass_time(hours=chance.choice([1, 4, 8, 20]))
            ward.check(FEVER if chance.random() < 0.15 else WELL)
            with ward.desk.store.read() as reader:
                everything = reader.checks_seen(ward.subject_id, 1000)
                little = read_open_episode(reader, ward.subject_id, protocol)
            assert little == open_crs_episode(everything, protocol)
