"""Times in words: the ward's own clock, spans in the two units that matter, days as the trial writes them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from bedside.views import i18n, moments

EAST = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 22, 3, 12, tzinfo=EAST)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOW.replace(hour=0, minute=0), "00:00"),
        (NOW - timedelta(hours=3, minutes=13), "21 Nov 23:59"),
        (datetime(2026, 11, 21, 19, 5, tzinfo=UTC), "03:05"),
        (NOW + timedelta(days=1), "23 Nov 03:12"),
    ],
)
def test_a_time_has_its_date_when_it_is_not_todays(moment: datetime, words: str) -> None:
    assert moments.moment_words(moment, NOW) == words


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=59), "0 min"),
        (timedelta(minutes=12), "12 min"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(hours=1), "1 h 00"),
        (timedelta(hours=1, minutes=4), "1 h 04"),
        (timedelta(hours=23, minutes=59), "23 h 59"),
        (timedelta(days=1), "1 d 00 h"),
        (timedelta(days=3, hours=7, minutes=50), "3 d 07 h"),
        (timedelta(minutes=-5), "0 min"),
    ],
)
def test_a_span_is_said_in_two_units(span: timedelta, words: str) -> None:
    assert moments.span_words(span) == words


@pytest.mark.parametrize(("day", "words"), [(-1, "D-1"), (0, "D0"), (4, "D+4"), (28, "D+28")])
def test_days_are_written_as_the_trial_writes_them(day: int, words: str) -> None:
    assert moments.day_words(day) == words


def test_dates_are_short() -> None:
    assert moments.date_words(NOW) == "22 Nov"
    assert moments.weekday_date_words(NOW) == "Sun 22 Nov"
    assert moments.clock_time(NOW) == "03:12"


@pytest.mark.parametrize(("value", "decimals", "words"), [(38.0, 1, "38.0"), (110.0, 0, "110"), (0.25, 2, "0.25")])
def test_numbers_keep_their_decimals(value: float, decimals: int, words: str) -> None:
    assert moments.number_words(value, decimals) == words


def test_the_language_decides_the_names_of_months() -> None:
    i18n.apply_language("zh_CN")
    assert "11" in moments.date_words(NOW)
    assert "Nov" not in moments.date_words(NOW)
