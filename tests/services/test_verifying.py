"""The whole verification: what came of it is journalled and kept, and an honest journal is vouched for."""

from datetime import timedelta
from threading import Event, Lock

import pytest

from bedside.models.canonical import JsonValue
from bedside.services import verifying
from bedside.services.desk import Desk
from bedside.services.verifying import (
    EVERY,
    LAST_VERIFICATION,
    Verification,
    last_verification,
    verify_when_due,
    verify_whole,
)
from tests.services.test_audit import as_role, rows
from tests.services.ward import Ward
from tests.store.test_verification import tamper


@pytest.fixture
def desk(ward: Ward) -> Desk:
    """A desk before a ward with one patient."""
    return ward.desk


def test_an_honest_journal_is_verified(desk: Desk) -> None:
    assert last_verification(desk) is None
    told: list[int] = []
    report = verify_whole(desk, told.append)
    assert report.sound
    assert told == [report.entries]
    assert last_verification(desk) == Verification(desk.clock.now(), report.entries, sound=True)
    row = rows(as_role(desk, "monitor"))[0]
    assert (row.act, row.access["count"], row.access["detail"]) == ("verified", report.entries, "")
    with desk.store.read() as reader:
        made = reader._connection.exec_driver_sql("SELECT made_for, seq FROM checkpoints").all()
        assert made == [("verified", reader.head().seq)]


def test_a_fault_is_told_and_not_vouched_for(desk: Desk) -> None:
    tamper(desk.store, "UPDATE journal SET payload_salt = zeroblob(16) WHERE position = 2")
    report = verify_whole(desk)
    assert [fault.where for fault in report.faults] == ["entry 2"]
    assert last_verification(desk) == Verification(desk.clock.now(), report.entries, sound=False)
    row = rows(as_role(desk, "monitor"), query="device_faults")[0]
    assert row.access["detail"] == "entry 2: its payload does not match its hash"
    with desk.store.read() as reader:
        assert reader._connection.exec_driver_sql("SELECT count(*) FROM checkpoints").scalar_one() == 0


def test_what_is_broken_off_is_not_kept(desk: Desk) -> None:
    def stop(_: int) -> None:
        raise ArithmeticError

    before = rows(as_role(desk, "monitor"))
    with pytest.raises(ArithmeticError):
        verify_whole(desk, stop)
    assert last_verification(desk) is None
    assert rows(as_role(desk, "monitor")) == before


def test_one_is_due_a_day_after_the_last(desk: Desk, ward: Ward) -> None:
    assert verify_when_due(desk) is not None
    ward.clock.advance(EVERY - timedelta(seconds=1))
    assert verify_when_due(desk) is None
    ward.clock.advance(timedelta(seconds=1))
    assert verify_when_due(desk) is not None


def test_one_of_a_time_that_lies_ahead_leaves_the_next_due(desk: Desk) -> None:
    ahead: JsonValue = {"at": (desk.clock.now() + timedelta(hours=1)).isoformat(), "entries": 1, "sound": True}
    desk.store.write(lambda work: work.keep_setting(LAST_VERIFICATION, ahead))
    assert verify_when_due(desk) is not None


def test_none_begins_by_itself_beside_one_that_was_asked_for(desk: Desk) -> None:
    beside: list[object] = []
    verify_whole(desk, lambda _: beside.append(verify_when_due(desk)))
    assert beside == [None]


def test_one_that_waits_for_another_can_be_broken_off(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(done: int) -> None:
        assert (done, wanted.is_set()) == (0, True)
        raise ArithmeticError

    wanted, taken = Event(), Lock()
    monkeypatch.setattr(verifying, "_WANTED", wanted)
    monkeypatch.setattr(verifying, "_TURN", taken)
    with taken, pytest.raises(ArithmeticError):
        verify_whole(desk, stop)
    assert not wanted.is_set()
    assert verify_when_due(desk) is not None


def test_one_that_is_asked_for_breaks_off_one_that_began_by_itself(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = Event()
    wanted.set()
    monkeypatch.setattr(verifying, "_WANTED", wanted)
    assert verify_when_due(desk) is None
    assert last_verification(desk) is None
