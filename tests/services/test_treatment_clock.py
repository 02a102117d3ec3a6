"""The clock of tocilizumab and steroids: every 8 h, at most 3 in 24 h and 4 in all, each figure with its source."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bedside.models.projections import InterventionSummary
from bedside.services.treatment_clock import HeldBy, TreatmentClock, treatment_clock
from bedside.services.ward import patient_page
from tests.services.states import demo_protocol
from tests.services.ward import FEVER, Ward

PROTOCOL = demo_protocol()
NOW = datetime(2026, 3, 4, 12, tzinfo=timezone(timedelta(hours=8)))
MINUTE = 1 / 60


def dose(hours_ago: float, drug: str = "tocilizumab") -> InterventionSummary:
    """A dose so many hours before NOW."""
    at = NOW - timedelta(hours=hours_ago)
    return InterventionSummary(UUID(int=1), UUID(int=2), "01-001", drug, drug, 8, "mg/kg", "iv", at, "nurse-a")


def clock(*hours_ago: float) -> TreatmentClock:
    """The clock after tocilizumab so many hours ago."""
    return treatment_clock([dose(hours) for hours in hours_ago], (), PROTOCOL, NOW)


def next_in(*hours_ago: float) -> tuple[float | None, HeldBy | None]:
    """In how many hours the next may be given (negative: since when), and what it waits for."""
    told = clock(*hours_ago).tocilizumab
    return (None if told.next_at is None else round((told.next_at - NOW) / timedelta(hours=1), 2)), told.held_by


def test_nothing_given_is_nothing_to_wait_for() -> None:
    told = clock()
    assert (told.tocilizumab.doses, told.tocilizumab.last, told.tocilizumab.next_at) == (0, None, None)
    assert (told.steroid.doses, told.steroid.last) == (0, None)


@pytest.mark.parametrize(
    ("hours_ago", "expected"),
    [
        ((0,), (8, "interval")),
        ((7.5,), (0.5, "interval")),
        ((8,), (0, "interval")),
        ((20,), (-12, "interval")),
        ((9, 1), (7, "interval")),
        ((17, 9, 1), (7, "interval")),
        ((20, 9, 1), (7, "interval")),
        ((16, 8, 0), (8, "interval")),
        ((15, 7, 0), (9, "day")),
        ((40, 32, 24), (-16, "interval")),
        ((60, 40, 20, 10), (None, "total")),
    ],
)
def test_the_next_waits_for_the_figure_that_opens_last(
    hours_ago: tuple[float, ...], expected: tuple[float | None, HeldBy | None]
) -> None:
    assert next_in(*hours_ago) == expected


@pytest.mark.parametrize(("hours_ago", "lately"), [((24,), 0), ((24 - MINUTE,), 1), ((30, 20, 1), 2), ((0,), 1)])
def test_a_dose_of_24_hours_ago_is_not_of_the_last_24_hours(hours_ago: tuple[float, ...], lately: int) -> None:
    assert clock(*hours_ago).tocilizumab.doses_in_24_hours == lately


def test_the_figures_are_the_protocols_and_carry_their_source() -> None:
    rule = clock().tocilizumab.rule
    assert (rule.every.hours, rule.most_in_24_hours.doses, rule.most_in_all.doses) == (8, 3, 4)
    assert all(figure.source for figure in (rule.every, rule.most_in_24_hours, rule.most_in_all))
    stricter = rule.model_copy(update={"every": rule.every.model_copy(update={"hours": 12.0})})
    protocol = PROTOCOL.model_copy(update={"tocilizumab": stricter})
    told = treatment_clock([dose(1)], (), protocol, NOW).tocilizumab
    assert told.next_at == NOW + timedelta(hours=11)


def test_the_last_of_each_drug_whatever_the_order() -> None:
    given_then = [dose(3), dose(9), dose(2, "steroid"), dose(30, "steroid"), dose(1, "antipyretic")]
    told = treatment_clock(given_then, (), PROTOCOL, NOW)
    assert told.tocilizumab.last == dose(3)
    assert (told.steroid.doses, told.steroid.last) == (2, dose(2, "steroid"))


def test_what_is_of_the_future_is_not_given_yet() -> None:
    assert clock(-1).tocilizumab.doses == 0


def test_hours_pass_whatever_the_clocks_do() -> None:
    summer = timezone(timedelta(hours=2))
    at = datetime(2026, 10, 25, 1, tzinfo=summer)
    told = treatment_clock([replace(dose(0), given_at=at)], (), PROTOCOL, at + timedelta(hours=1)).tocilizumab
    assert told.next_at == at + timedelta(hours=8)


@given(st.lists(st.floats(0, 100), max_size=6).map(sorted))
def test_no_dose_given_when_allowed_breaks_a_figure(hours_ago: list[float]) -> None:
    """Whoever gives the next dose at the moment told keeps the interval, the day and the total."""
    told = clock(*hours_ago).tocilizumab
    if told.next_at is None:
        assert told.doses in (0, *range(4, 7))
        return
    times = sorted(NOW - timedelta(hours=hours) for hours in hours_ago)
    assert told.next_at - times[-1] >= timedelta(hours=8)
    assert sum(at > told.next_at - timedelta(hours=24) for at in times) <= 2
    assert told.doses + 1 <= 4


class TestFromTheStore:
    def test_the_page_has_it_as_of_now(self, ward: Ward) -> None:
        ward.check(FEVER)
        ward.give("tocilizumab")
        ward.pass_time(hours=3)
        told = patient_page(ward.desk, ward.subject_id).clock
        assert told.as_of == ward.clock.now()
        assert told.tocilizumab.next_at == ward.clock.now() + timedelta(hours=5)

    def test_it_says_what_waives_fever_in_the_open_episode(self, ward: Ward) -> None:
        ward.give("steroid", dose=10.0, dose_unit="mg")
        ward.pass_time(hours=1)
        ward.check(FEVER)
        assert patient_page(ward.desk, ward.subject_id).clock.waiving == ()
        ward.pass_time(hours=1)
        for drug in ("tocilizumab", "antiinfective", "tocilizumab"):
            ward.give(drug)
        assert patient_page(ward.desk, ward.subject_id).clock.waiving == ("tocilizumab",)
