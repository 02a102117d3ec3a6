"""Each thing on the health page is judged: good, to be looked at, or to be acted on; and a problem can be reported."""

import shutil
from collections import namedtuple
from collections.abc import Callable
from datetime import timedelta

import pytest

from bedside import __version__
from bedside.errors import InputRefused
from bedside.models.journal import Kind
from bedside.models.people import AccessAct
from bedside.services import health as services
from bedside.services.access import journal_access
from bedside.services.assessments import set_aside, start_check
from bedside.services.desk import Desk
from bedside.services.health import LARGE_LOG, LEAST_FREE, LITTLE_FREE, health, report_problem
from bedside.simulation.clock import ManualClock
from tests.services.ward import Ward

Usage = namedtuple("Usage", "total used free")


def journal(desk: Desk, act: AccessAct, detail: str = "", count: int | None = None) -> None:
    """One entry of kind access."""
    desk.store.write(lambda work: journal_access(work, desk, act, detail=detail, count=count))


@pytest.fixture
def free(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Sets how much room the disk has."""

    def leave(room: int) -> None:
        monkeypatch.setattr(shutil, "disk_usage", lambda _folder: Usage(10**12, 0, room))

    return leave


def test_a_new_store_is_well_but_was_never_backed_up(desk: Desk, free: Callable[[int], None]) -> None:
    free(LITTLE_FREE)
    seen = health(desk)
    assert (seen.disk.judged, seen.clock.judged, seen.attempts.judged, seen.drafts.judged) == ("good",) * 4
    assert (seen.backup.judged, seen.backup.at) == ("act", None)
    assert (seen.verification.judged, seen.verification.at) == ("look", None)
    assert seen.waiting.entries > 0
    assert seen.waiting.oldest_at is not None
    assert seen.program.version == __version__
    assert seen.as_of == desk.clock.now()


@pytest.mark.parametrize(
    ("room", "judged"),
    [(LITTLE_FREE, "good"), (LITTLE_FREE - 1, "look"), (LEAST_FREE, "look"), (LEAST_FREE - 1, "act")],
)
def test_the_disk_is_judged_by_what_is_left(desk: Desk, free: Callable[[int], None], room: int, judged: str) -> None:
    free(room)
    assert health(desk).disk.judged == judged


def test_a_large_store_needs_its_own_room_twice(
    desk: Desk, free: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    free(LITTLE_FREE)
    monkeypatch.setattr(services, "sizes", lambda _folder: (LITTLE_FREE, 0))
    assert health(desk).disk.judged == "act"
    monkeypatch.setattr(services, "sizes", lambda _folder: (1, LARGE_LOG))
    assert health(desk).disk.judged == "look"


def test_a_clock_that_leapt_is_looked_at_for_a_week(
    desk: Desk, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: ManualClock.now(clock) - timedelta(hours=3))
    journal(desk, "locked")
    seen = health(desk).clock
    assert seen.judged == "look"
    assert seen.jump_ms is not None
    assert seen.jump_ms <= -3 * 3_600_000 + 1000
    clock.advance(timedelta(days=8))
    assert health(desk).clock.judged == "good"


def test_a_backup_grows_old(desk: Desk, clock: ManualClock) -> None:
    journal(desk, "backed_up", "usb stick", 12)
    seen = health(desk).backup
    assert (seen.judged, seen.detail, seen.count, seen.failed) == ("good", "usb stick", 12, False)
    clock.advance(timedelta(hours=27))
    assert health(desk).backup.judged == "look"
    clock.advance(timedelta(days=7))
    assert health(desk).backup.judged == "act"


def test_a_backup_that_failed_after_the_last_good_one_is_acted_on(desk: Desk, clock: ManualClock) -> None:
    journal(desk, "backed_up")
    clock.advance(timedelta(minutes=1))
    journal(desk, "backup_failed", "store_full")
    assert (health(desk).backup.judged, health(desk).backup.failed) == ("act", True)
    clock.advance(timedelta(minutes=1))
    journal(desk, "backed_up")
    assert health(desk).backup.judged == "good"


def test_a_verification_that_failed_is_acted_on(desk: Desk, clock: ManualClock) -> None:
    journal(desk, "verified", count=40)
    assert (health(desk).verification.judged, health(desk).verification.count) == ("good", 40)
    clock.advance(timedelta(days=9))
    assert health(desk).verification.judged == "look"
    journal(desk, "verification_failed", "entry 12")
    seen = health(desk).verification
    assert (seen.judged, seen.failed, seen.detail) == ("act", True, "entry 12")


def test_failed_sign_ins_are_counted_for_a_week_and_tampering_is_acted_on(desk: Desk, clock: ManualClock) -> None:
    journal(desk, "sign_in_failed")
    assert (health(desk).attempts.judged, health(desk).attempts.count) == ("look", 1)
    clock.advance(timedelta(days=8))
    assert health(desk).attempts.count == 0
    journal(desk, "attempts_tampered")
    assert (health(desk).attempts.judged, health(desk).attempts.tampered) == ("act", True)


def test_checks_in_hand_and_parked_are_counted(ward: Ward) -> None:
    check = start_check(ward.desk, ward.subject_id)
    assert (health(ward.desk).drafts.in_hand, health(ward.desk).drafts.parked) == (1, 0)
    set_aside(ward.desk, check.draft_id, "called away")
    seen = health(ward.desk).drafts
    assert (seen.judged, seen.in_hand, seen.parked) == ("look", 0, 1)


def test_a_cheap_guess_is_seen(desk: Desk, clock: ManualClock, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (health(desk).guess.judged, health(desk).guess.took_ms) == ("look", 0)

    def slow(_folder: object, _user: str) -> bool:
        clock.advance(timedelta(milliseconds=300))
        return True

    monkeypatch.setattr(services, "guess_a_password", slow)
    assert (health(desk).guess.judged, health(desk).guess.took_ms) == ("good", 300)
    monkeypatch.setattr(services, "guess_a_password", lambda _folder, _user: False)
    assert health(desk).guess.took_ms is None


def test_a_problem_is_journalled_whole(desk: Desk) -> None:
    report_problem(desk, "  The list jumps when I scroll \n")
    with desk.store.read() as reader:
        at, said = reader.vital_signs(("problem_reported",), (), desk.clock.now()).last["problem_reported"]
        entry = reader.entries(after=0, limit=1000)[-1][1]
    assert said.detail == "The list jumps when I scroll"
    assert at == desk.clock.now()
    assert (entry.kind, entry.author_id) == (Kind.ACCESS, "nurse-a")


@pytest.mark.parametrize("told", ["", "   ", "x" * 4001])
def test_an_empty_or_endless_report_is_refused(desk: Desk, told: str) -> None:
    with desk.store.read() as reader:
        before = reader.counts()
    with pytest.raises(InputRefused, match="1 to 4000 characters"):
        report_problem(desk, told)
    with desk.store.read() as reader:
        assert reader.counts() == before
