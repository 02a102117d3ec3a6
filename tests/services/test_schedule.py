"""The schedule: when the next check is due, on an ordinary day, in a bad night, and when the clocks change."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from bedside.models.projections import AssessmentSummary, GradeBounds
from bedside.services.schedule import DueCheck, day_after, next_due
from tests.services.states import checked, demo_protocol, subject

PROTOCOL = demo_protocol()
WARD = timezone(timedelta(hours=8))
INFUSED = datetime(2026, 3, 2, 10, 0, tzinfo=WARD)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A time of day `day` after infusion on the ward's clock."""
    return INFUSED.replace(hour=hour, minute=minute) + timedelta(days=day)


def due_after(last: AssessmentSummary, now: datetime | None = None, previous_ice: int | None = None) -> DueCheck:
    """What is due after `last`, seen from `now` (the moment of the check itself)."""
    return next_due(PROTOCOL, subject(INFUSED, last, previous_ice=previous_ice), now or last.observed_at)


@pytest.mark.parametrize(
    ("last", "due"),
    [
        (at(-3, 9), at(-2, 9)),  # baseline days: once a day
        (at(-1, 20), at(0, 14)),  # the infusion brings the four-hourly checks with it
        (at(0, 6), at(0, 10)),  # already day 0, before the infusion itself
        (at(0, 11), at(0, 15)),
        (at(5, 23), at(6, 3)),
        (at(10, 22), at(11, 2)),  # the last four-hourly one is kept
        (at(11, 2), at(11, 10)),
        (at(14, 20), at(15, 4)),
        (at(15, 4), at(18, 16)),  # twice a week
        (at(90, 8), at(93, 20)),
    ],
)
def test_each_period_has_its_interval(last: datetime, due: datetime) -> None:
    found = due_after(checked(last))
    assert (found.due_at, found.why) == (due, "period")


@pytest.mark.parametrize(
    ("finding", "minutes", "why"),
    [
        ({"temperature_c": 37.9}, 240, "period"),
        ({"temperature_c": 37.95}, 240, "period"),
        ({"temperature_c": 38.0}, 120, "fever"),
        ({"temperature_c": None}, 240, "period"),
        ({"crs": 1}, 240, "period"),
        ({"crs": 2}, 60, "crs_at_least"),
        ({"crs": GradeBounds(2, 4)}, 60, "crs_at_least"),
        ({"crs": GradeBounds(1, 4)}, 240, "period"),
        ({"icans": 1}, 30, "icans_at_least"),
        ({"temperature_c": 39.0, "crs": 3, "icans": 1}, 30, "icans_at_least"),
        ({"temperature_c": 39.0, "crs": 3}, 60, "crs_at_least"),
    ],
)
def test_a_finding_brings_the_next_check_forward(finding: dict[str, object], minutes: int, why: str) -> None:
    last = checked(at(3, 12), **finding)
    found = due_after(last)
    assert found.due_at == last.observed_at + timedelta(minutes=minutes)
    assert found.why == why
    assert found.every == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("score", "previous", "why"),
    [(9, 10, "ice_fall_at_least"), (10, 10, "period"), (10, 9, "period"), (9, None, "period"), (None, 10, "period")],
)
def test_a_fall_of_the_ice_score_brings_it_forward(score: int | None, previous: int | None, why: str) -> None:
    last = checked(at(3, 12), ice_low=score, ice_high=score, ice_complete=score is not None)
    assert due_after(last, previous_ice=previous).why == why


def test_a_fall_is_sure_only_where_the_highest_possible_score_is_lower() -> None:
    partly = checked(at(3, 12), ice_low=6, ice_high=10, ice_complete=False)
    assert due_after(partly, previous_ice=10).why == "period"
    lower = checked(at(3, 12), ice_low=6, ice_high=9, ice_complete=False)
    assert due_after(lower, previous_ice=10).why == "ice_fall_at_least"


@pytest.mark.parametrize(
    ("minutes_from_due", "state", "minutes"),
    [
        (-240, "later", 240),
        (-16, "later", 16),
        (-15, "due_soon", 15),
        (-1, "due_soon", 1),
        (0, "due_soon", 0),
        (1, "overdue", 1),
        (12, "overdue", 12),
        (1500, "overdue", 1500),
    ],
)
def test_it_says_how_that_stands_to_now(minutes_from_due: int, state: str, minutes: int) -> None:
    last = checked(at(3, 12))
    found = due_after(last, at(3, 16) + timedelta(minutes=minutes_from_due))
    assert (found.state, found.minutes) == (state, minutes)


def test_seconds_over_are_not_yet_overdue() -> None:
    found = due_after(checked(at(3, 12)), at(3, 16) + timedelta(seconds=59))
    assert (found.state, found.minutes) == ("due_soon", 0)


@pytest.mark.parametrize(("hours_late", "missed"), [(-1, 0), (0, 0), (3.9, 0), (4, 1), (8, 2), (11.9, 2)])
def test_it_counts_the_checks_missed_since(hours_late: float, missed: int) -> None:
    now = at(3, 16) + timedelta(hours=hours_late)
    assert due_after(checked(at(3, 12)), now).missed(now) == missed


def test_nothing_is_missed_before_a_first_check() -> None:
    now = at(2, 10)
    assert next_due(PROTOCOL, subject(INFUSED), now).missed(now) == 0


class TestBeforeTheFirstCheck:
    def test_nothing_is_due_without_an_infusion(self) -> None:
        found = next_due(PROTOCOL, subject(None), at(0, 10))
        assert (found.due_at, found.state, found.why) == (None, "none", "no_infusion")
        assert found.missed(at(5, 0)) == 0

    def test_the_baseline_is_due_a_day_before_the_infusion(self) -> None:
        found = next_due(PROTOCOL, subject(INFUSED), at(-2, 10))
        assert (found.due_at, found.state, found.why, found.ice_due) == (at(-1, 10), "later", "baseline", True)

    def test_a_baseline_not_made_by_then_is_overdue(self) -> None:
        found = next_due(PROTOCOL, subject(INFUSED), at(-1, 10, 30))
        assert (found.state, found.minutes, found.why) == ("overdue", 30, "baseline")

    def test_after_the_infusion_the_first_check_was_due_with_it(self) -> None:
        found = next_due(PROTOCOL, subject(INFUSED), at(0, 11))
        assert (found.due_at, found.state, found.why) == (INFUSED, "overdue", "first_check")


@pytest.mark.parametrize(("day", "state"), [(100, "overdue"), (101, "none")])
def test_nothing_is_due_after_the_last_period(day: int, state: str) -> None:
    found = due_after(checked(at(90, 8)), at(day, 8))
    assert found.state == state
    assert (found.why == "after_schedule") == (state == "none")


@pytest.mark.parametrize(
    ("last_ice", "last", "ice_due"),
    [
        (at(3, 8), at(3, 8), False),  # the next check is at 12, the next ICE at 16
        (at(3, 8), at(3, 12), True),
        (at(3, 8, 15), at(3, 12), True),  # 15 minutes short of the interval: now, not at the check after
        (at(3, 8, 16), at(3, 12), False),
    ],
)
def test_the_ice_test_has_its_own_interval(last_ice: datetime, last: datetime, ice_due: bool) -> None:
    state = subject(INFUSED, checked(last), last_ice_at=last_ice)
    assert next_due(PROTOCOL, state, last).ice_due is ice_due


def test_a_check_that_waits_until_the_ice_test_is_due_includes_it() -> None:
    state = subject(INFUSED, checked(at(3, 8)))
    assert not next_due(PROTOCOL, state, at(3, 12)).ice_due
    assert next_due(PROTOCOL, state, at(3, 16)).ice_due


def test_the_ice_test_is_due_where_none_was_made() -> None:
    assert next_due(PROTOCOL, subject(INFUSED, checked(at(3, 8)), last_ice_at=None), at(3, 9)).ice_due


def test_a_neurological_reason_always_asks_for_the_ice_test() -> None:
    assert due_after(checked(at(3, 8), icans=1)).ice_due
    assert not due_after(checked(at(3, 8), crs=2)).ice_due


class TestDays:
    @pytest.mark.parametrize(
        ("moment", "day"),
        [(at(0, 0), 0), (at(0, 23, 59), 0), (at(1, 0), 1), (at(-1, 23, 59), -1), (at(28, 9), 28)],
    )
    def test_they_count_by_the_local_date(self, moment: datetime, day: int) -> None:
        assert day_after(INFUSED, moment) == day

    def test_the_local_date_is_that_of_the_wards_clock_not_of_utc(self) -> None:
        # 01:00 on the ward is 17:00 UTC the day before.
        assert day_after(INFUSED, at(1, 1)) == 1
        assert at(1, 1).astimezone(UTC).date() == INFUSED.date()


class TestClocksChange:
    """Both nights in Berlin: an interval is hours that pass, not hands that move."""

    zone = ZoneInfo("Europe/Berlin")

    @pytest.mark.parametrize(
        ("infused", "last", "due"),
        [
            # 29 March 2026: 02:00 becomes 03:00
            ("2026-03-27 09:00", "2026-03-28 23:00", "2026-03-29 04:00"),
            # 25 October 2026: 03:00 becomes 02:00 again
            ("2026-10-23 09:00", "2026-10-24 23:00", "2026-10-25 02:00"),
        ],
    )
    def test_four_hours_are_four_hours(self, infused: str, last: str, due: str) -> None:
        infused_at, last_at = (datetime.fromisoformat(text).replace(tzinfo=self.zone) for text in (infused, last))
        found = next_due(PROTOCOL, subject(infused_at, checked(last_at)), last_at)
        assert found.due_at is not None
        assert found.due_at.strftime("%Y-%m-%d %H:%M") == due
        assert found.due_at.astimezone(UTC) - last_at.astimezone(UTC) == timedelta(hours=4)
        assert found.minutes == 240

    def test_the_countdown_counts_the_doubled_hour(self) -> None:
        last = datetime(2026, 10, 24, 23, tzinfo=self.zone)
        state = subject(datetime(2026, 10, 23, 9, tzinfo=self.zone), checked(last))
        again = datetime(2026, 10, 25, 2, 30, tzinfo=self.zone, fold=1)
        found = next_due(PROTOCOL, state, again)
        assert (found.state, found.minutes) == ("overdue", 30)
        assert found.missed(again) == 0

    def test_day_boundaries_stay_at_local_midnight(self) -> None:
        infused = datetime(2026, 3, 27, 9, tzinfo=self.zone)
        assert day_after(infused, datetime(2026, 3, 29, 0, 0, tzinfo=self.zone)) == 2
        assert day_after(infused, datetime(2026, 3, 29, 23, 59, tzinfo=self.zone)) == 2


def test_a_simulated_night_tightens_and_loosens_again() -> None:
    """Fever at 22:00, CRS 2 at 00:00, ICE down at 01:00, better from 03:00 on: each check follows the one before."""
    night: list[tuple[dict[str, object], int | None, str]] = [
        ({}, 10, "22:00"),
        ({"temperature_c": 38.6, "crs": 1}, 10, "00:00"),
        ({"temperature_c": 38.9, "crs": 2}, 10, "01:00"),
        ({"temperature_c": 38.4, "crs": 2, "ice_low": 9, "ice_high": 9, "icans": 1}, 10, "01:30"),
        ({"temperature_c": 37.2, "crs": 1, "ice_low": 9, "ice_high": 9, "icans": 1}, 9, "02:00"),
        ({"temperature_c": 37.0, "ice_low": 10, "ice_high": 10}, 9, "06:00"),
    ]
    moment = at(4, 18)
    for findings, previous_ice, next_at in night:
        found = due_after(checked(moment, **findings), previous_ice=previous_ice)
        assert found.due_at is not None
        assert found.due_at.strftime("%H:%M") == next_at
        moment = found.due_at
