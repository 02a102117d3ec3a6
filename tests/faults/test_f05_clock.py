"""F5: the wall clock leaps, drifts, changes its zone and goes through both nights of summer time: the order of what was
recorded stays, the leap is marked, the schedule stays sane, and a lock-out ends."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bedside.errors import InputRefused, LockedOut, SignInError
from bedside.grading import Instruments
from bedside.models.authority import Role
from bedside.models.base import whole_milliseconds
from bedside.services.audit import AuditFilter, audit_page, note_viewed
from bedside.services.audit_rows import AuditRow
from bedside.services.desk import Desk
from bedside.services.schedule import DueCheck, next_due
from bedside.services.sign_in import sign_in
from bedside.simulation.clock import ManualClock
from bedside.store import trail
from tests.faults.scale import tell_figures
from tests.services.conftest import NURSE_A, PASSWORD, instruments, template
from tests.services.states import demo_protocol
from tests.services.test_audit import as_role
from tests.services.ward import Ward

__all__ = ["instruments", "template"]

START = datetime(2026, 3, 1, 8, 0, tzinfo=timezone(timedelta(hours=8)))
BERLIN = ZoneInfo("Europe/Berlin")
MONITOR: Role = "monitor"


class LooseClock(ManualClock):
    """A clock whose wall can be set apart from what really passes."""

    def __init__(self, start: datetime, zone: tzinfo | None = None) -> None:
        super().__init__(start)
        self.zone = zone or start.tzinfo
        self.off = timedelta()
        self.drift = 0.0
        """Seconds that the wall gains in each that passes."""

    def now(self) -> datetime:
        """What the wall shows."""
        passed = timedelta(milliseconds=self.monotonic_ms())
        # In UTC, because adding to a zoned time moves the hands and forgets which of two equal hours it was.
        shown = super().now().astimezone(UTC) + self.off + self.drift * passed
        return whole_milliseconds(shown).astimezone(self.zone)


@dataclass
class Bed:
    """A patient at a desk whose clock is loose."""

    ward: Ward
    clock: LooseClock

    def work(self, hours: float = 1.0) -> None:
        """Some time passes, and a treatment and a check are recorded."""
        self.clock.advance(timedelta(hours=hours))
        self.ward.give("antipyretic")
        self.ward.check()

    def rows(self, query: str = "") -> tuple[AuditRow, ...]:
        """The trail, in the order it was written."""
        page = audit_page(as_role(self.ward.desk, MONITOR), AuditFilter(query=query), limit=10_000)
        return tuple(reversed(page.rows))

    def due(self) -> DueCheck:
        """The next check."""
        with self.ward.desk.store.read() as reader:
            return next_due(self.ward.desk.protocol, reader.subject(self.ward.subject_id), self.clock.now())

    def order(self) -> list[int]:
        """The numbers of the entries in the chain, as the trail shows them."""
        with self.ward.desk.store.read() as reader:
            seq = {entry.entry_id: entry.seq for _, entry in reader.entries(limit=10_000)}
        return [seq[row.entry_id] for row in self.rows()]


def bed_at(folder: Path, template: Path, instruments: Instruments, clock: LooseClock) -> Desk:
    """A desk of a store of its own."""
    shutil.copytree(template, folder)
    return sign_in(folder, NURSE_A.user_id, PASSWORD, clock, demo_protocol(), instruments)


@pytest.fixture
def clock() -> LooseClock:
    """Stands at a Sunday morning."""
    return LooseClock(START)


@pytest.fixture
def bed(tmp_path: Path, template: Path, instruments: Instruments, clock: LooseClock) -> Iterator[Bed]:
    """A patient who was checked once."""
    desk = bed_at(tmp_path / "ward", template, instruments, clock)
    made = Bed(Ward(desk, clock), clock)
    made.work()
    yield made
    desk.store.close()


LEAPS = {
    "ahead": timedelta(hours=3),
    "back": timedelta(hours=-3),
    "six_seconds": timedelta(seconds=6),
    "back_six_seconds": timedelta(seconds=-6),
    "to_1970": datetime(1970, 1, 1, tzinfo=UTC) - START,
}


@pytest.mark.parametrize("name", LEAPS)
def test_a_leap_is_marked_once_and_changes_no_order(bed: Bed, clock: LooseClock, name: str) -> None:
    leap = LEAPS[name]
    before = len(bed.rows())
    clock.off += leap
    note_viewed(bed.ward.desk, "01-001", "patient")
    note_viewed(bed.ward.desk, "01-001", "patient")
    clock.off -= leap
    note_viewed(bed.ward.desk, "01-001", "patient")
    marked = bed.rows("clock_jumps")
    assert [row.jump_ms for row in marked] == [leap // timedelta(milliseconds=1), -leap // timedelta(milliseconds=1)]
    assert [row.position for row in marked] == [row.position for row in (bed.rows()[before], bed.rows()[-1])]
    assert bed.order() == sorted(bed.order())
    assert bed.ward.desk.store.check().sound
    tell_figures("F05", clock=name, leaps=2, marked=len(marked))


def test_in_1970_nothing_is_recorded_of_a_patient_as_if_it_were_then(bed: Bed, clock: LooseClock) -> None:
    clock.off += LEAPS["to_1970"]
    with pytest.raises(InputRefused, match=r"1970-01-01 09:00.* is refused; allowed is a time from day -5"):
        bed.ward.give("antipyretic")
    clock.off -= LEAPS["to_1970"]
    bed.ward.give("antipyretic")


def test_a_build_without_the_mark_is_caught(bed: Bed, clock: LooseClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trail, "_jump", lambda *_: None)
    clock.off += timedelta(hours=3)
    bed.ward.give("antipyretic")
    assert bed.rows("clock_jumps") == ()


def test_the_schedule_stays_sane_while_the_clock_is_wrong_and_after(bed: Bed, clock: LooseClock) -> None:
    right = bed.due()
    assert right.due_at is not None
    for leap in LEAPS.values():
        clock.off += leap
        wrong = bed.due()
        assert wrong.due_at == right.due_at, "what is due does not follow the clock on the wall"
        assert wrong.minutes >= 0
        assert wrong.state == ("overdue" if clock.now() >= right.due_at + timedelta(minutes=1) else wrong.state)
        clock.off -= leap
        assert bed.due() == right


def test_a_check_made_while_the_clock_is_ahead_does_not_silence_the_schedule(bed: Bed, clock: LooseClock) -> None:
    every = bed.due().every
    clock.off += timedelta(hours=3)
    bed.ward.check()
    clock.off -= timedelta(hours=3)
    due = bed.due()
    assert due.due_at is not None
    assert every is not None
    # It is due later by no more than what the clock was wrong by, and the leap is marked for a review.
    assert due.due_at - clock.now() <= every + timedelta(hours=3)
    assert len(bed.rows("clock_jumps")) == 1


def test_another_zone_is_no_leap(bed: Bed, clock: LooseClock) -> None:
    right = bed.due()
    clock.zone = timezone(timedelta(hours=-5))
    assert bed.due().due_at == right.due_at
    bed.work()
    assert bed.rows("clock_jumps") == ()
    assert bed.rows()[-1].recorded_at.utcoffset() == timedelta(hours=-5)
    assert bed.order() == sorted(bed.order())


@pytest.mark.parametrize(
    ("evening", "hours"),
    [(datetime(2026, 3, 28, 22, 0, tzinfo=BERLIN), 23), (datetime(2026, 10, 24, 22, 0, tzinfo=BERLIN), 25)],
    ids=["begins", "ends"],
)
def test_both_nights_of_summer_time_are_ordinary(
    tmp_path: Path, template: Path, instruments: Instruments, evening: datetime, hours: int
) -> None:
    clock = LooseClock(evening, BERLIN)
    desk = bed_at(tmp_path / "ward", template, instruments, clock)
    with desk.store:
        bed = Bed(Ward(desk, clock), clock)
        until = evening + timedelta(days=1)  # the same hour on the wall
        assert until.astimezone(UTC) - evening.astimezone(UTC) == timedelta(hours=hours)
        while clock.now() < until:
            bed.work(0.5)
            due = bed.due()
            assert due.due_at is not None
            assert due.every is not None
            assert due.due_at.astimezone(UTC) - clock.now().astimezone(UTC) <= due.every
        seen = bed.rows()
        night = [row.recorded_at for row in seen if row.recorded_at >= evening + timedelta(minutes=10)]
        offsets = {moment.utcoffset() for moment in night}
        assert offsets == {timedelta(hours=1), timedelta(hours=2)}
        # The template was made in March 2026, so that reaching back to it may itself be a leap; the night is none.
        assert [row for row in bed.rows("clock_jumps") if row.recorded_at >= evening + timedelta(minutes=10)] == []
        assert bed.order() == sorted(bed.order())
        moments = [moment.astimezone(UTC) for moment in night]
        assert moments == sorted(moments)


def test_a_slow_drift_is_no_leap_and_keeps_the_order(bed: Bed, clock: LooseClock) -> None:
    clock.drift = 2 / 3600  # two seconds an hour
    for _ in range(24):
        bed.work()
    assert bed.rows("clock_jumps") == ()
    assert bed.order() == sorted(bed.order())
    clock.drift = 0.0  # set right by the network, 48 seconds at once
    bed.ward.give("antipyretic")
    (marked,) = bed.rows("clock_jumps")
    assert marked.jump_ms == -50_000


@pytest.mark.parametrize("name", LEAPS)
def test_a_lock_out_ends_whatever_the_clock_does(
    tmp_path: Path, template: Path, instruments: Instruments, clock: LooseClock, name: str
) -> None:
    folder = tmp_path / "ward"
    bed_at(folder, template, instruments, clock).store.close()
    security = demo_protocol().security

    def knock(password: str) -> None:
        sign_in(folder, NURSE_A.user_id, password, clock, demo_protocol(), instruments).store.close()

    for _ in range(security.failures_before_lock_out):
        with pytest.raises(SignInError):
            knock("a wrong password")
    with pytest.raises(LockedOut) as locked:
        knock(PASSWORD)
    assert locked.value.params["minutes"] == security.lock_out_minutes
    clock.off += LEAPS[name]
    try:
        knock(PASSWORD)
    except LockedOut as still:
        minutes = still.params["minutes"]
        assert isinstance(minutes, int)
        assert minutes <= security.longest_lock_out_minutes
        clock.advance(timedelta(minutes=minutes))
        knock(PASSWORD)
    tell_figures("F05", lock_out=name, ended="yes")
