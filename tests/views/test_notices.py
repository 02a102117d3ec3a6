"""What failed at the gate is told to whoever signs in next, in one line, the worst first."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from bedside.views.notices import told_of


@dataclass(frozen=True)
class Failure:
    act: str
    at: datetime


EARLY, LATE = datetime(2026, 3, 1, 3, 12, tzinfo=UTC), datetime(2026, 3, 1, 4, 5, tzinfo=UTC)


def test_nothing_is_told_where_nothing_happened() -> None:
    assert told_of(()) is None


def test_failures_are_counted_and_the_last_is_dated() -> None:
    told = told_of((Failure("locked_out", LATE), Failure("sign_in_failed", EARLY)))
    assert told == ("caution", "Failed sign-ins since you were here: 2; the last on 1 Mar 04:05")


@pytest.mark.parametrize("place", [0, 1])
def test_a_changed_list_is_told_before_all(place: int) -> None:
    found = [Failure("sign_in_failed", LATE), Failure("sign_in_failed", EARLY)]
    found[place] = Failure("attempts_tampered", EARLY)
    told = told_of(found)
    assert told is not None
    assert told[0] == "danger"
    assert "changed outside Bedside" in told[1]
