"""The clock that stands until it is moved."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from bedside.simulation.clock import ManualClock

START = datetime(2026, 3, 1, 8, 0, 0, 123_456, tzinfo=timezone(timedelta(hours=8)))


def test_it_stands_at_its_start_to_the_millisecond() -> None:
    clock = ManualClock(START, boot_id="boot-7")
    assert clock.now() == clock.now() == START.replace(microsecond=123_000)
    assert (clock.monotonic_ms(), clock.boot_id) == (0, "boot-7")


def test_both_clocks_move_together() -> None:
    clock = ManualClock(START)
    assert clock.advance(timedelta(hours=1, milliseconds=5)) == clock.now()
    assert clock.monotonic_ms() == 3_600_005
    clock.move_to(START.astimezone(UTC) + timedelta(hours=2))
    assert clock.monotonic_ms() == 7_200_000
    assert clock.now().tzinfo == START.tzinfo


def test_it_never_goes_back() -> None:
    clock = ManualClock(START)
    with pytest.raises(ValueError, match="does not go back"):
        clock.advance(timedelta(milliseconds=-1))
    with pytest.raises(ValueError, match="does not go back"):
        clock.move_to(START - timedelta(seconds=1))
    assert clock.monotonic_ms() == 0


def test_it_needs_an_offset() -> None:
    with pytest.raises(ValueError, match="offset"):
        ManualClock(START.replace(tzinfo=None))


def test_hours_that_pass_are_counted_when_the_hands_are_moved() -> None:
    clock = ManualClock(datetime(2026, 10, 25, 1, 30, tzinfo=ZoneInfo("Europe/Berlin")))
    assert clock.advance(timedelta(hours=2)).strftime("%H:%M") == "02:30"
    assert clock.monotonic_ms() == 7_200_000
