"""Wrong passwords are counted beside the store, lock who is guessed at, and nobody can quietly take them back."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bedside.errors import LockedOut, SignInError, StoreReadOnly
from bedside.models.canonical import JsonValue
from bedside.store import attempts
from bedside.store.attempts import (
    ATTEMPTS_FILE,
    Limits,
    Taken,
    begin,
    guarded_unlock,
    note_failure,
    refuse_locked_out,
    take_in,
)
from bedside.store.keys import add_slot, create_key_slots
from tests.store.records import CHEAP, NURSE, PASSWORD, HandClock

WHO = NURSE.user_id
IN_A_ROW, FIRST_LOCK_MIN, LONGEST_LOCK_MIN = 5, 5, 60


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Key slots and no file of attempts."""
    create_key_slots(tmp_path, "store-1")
    add_slot(tmp_path, bytes(32), NURSE, PASSWORD, CHEAP)
    return tmp_path


class Bound:
    """A store that takes the file in, as a sign-in does, and keeps what it has to know of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.setting: JsonValue = None

    def take(self, forget: str = "", *, written: bool = True, limits: Limits = Limits()) -> Taken:  # noqa: B008
        """Take in; `written`: and begin the next file."""
        taken = take_in(self.folder, self.setting, forget, limits)
        self.setting = json.loads(json.dumps(taken.binding))
        if written:
            begin(self.folder, taken)
        return taken


@pytest.fixture
def bound(folder: Path) -> Bound:
    """A store that was opened once."""
    store = Bound(folder)
    store.take()
    return store


def fail(folder: Path, clock: HandClock, times: int = 1, who: str = WHO) -> int:
    """Wrong passwords; the minutes of the last one's lock-out."""
    return [note_failure(folder, who, clock, "sign_in_failed") for _ in range(times)][-1]


def edit(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change the file as anybody with an editor can."""
    path = folder / ATTEMPTS_FILE
    data = json.loads(path.read_text())
    change(data)
    path.write_text(json.dumps(data))


class TestLockOut:
    """Five in a row."""

    def test_begins_with_the_fifth_and_ends_by_itself(self, folder: Path, clock: HandClock) -> None:
        assert fail(folder, clock, IN_A_ROW - 1) == 0
        refuse_locked_out(folder, WHO, clock)
        assert fail(folder, clock) == FIRST_LOCK_MIN
        with pytest.raises(LockedOut) as caught:
            refuse_locked_out(folder, WHO, clock)
        assert caught.value.params == {"minutes": FIRST_LOCK_MIN}
        clock.move(minutes=FIRST_LOCK_MIN - 1, seconds=1)
        with pytest.raises(LockedOut) as caught:
            refuse_locked_out(folder, WHO, clock)
        assert caught.value.params == {"minutes": 1}
        clock.move(seconds=59)
        refuse_locked_out(folder, WHO, clock)

    def test_doubles_up_to_an_hour(self, folder: Path, clock: HandClock) -> None:
        fail(folder, clock, IN_A_ROW - 1)
        assert [fail(folder, clock) for _ in range(6)] == [5, 10, 20, 40, LONGEST_LOCK_MIN, LONGEST_LOCK_MIN]

    def test_is_what_the_protocol_in_force_says(self, clock: HandClock, bound: Bound) -> None:
        bound.take(limits=Limits(in_a_row=3, first_min=20, longest_min=30))
        assert [fail(bound.folder, clock) for _ in range(5)] == [0, 0, 20, 30, 30]

    def test_concerns_nobody_else(self, folder: Path, clock: HandClock) -> None:
        fail(folder, clock, IN_A_ROW)
        refuse_locked_out(folder, "nurse-b", clock)

    def test_a_right_password_is_of_no_use_meanwhile(self, folder: Path, clock: HandClock) -> None:
        for _ in range(IN_A_ROW - 1):
            with pytest.raises(SignInError) as caught:
                guarded_unlock(folder, WHO, "wrong password", clock)
            assert type(caught.value) is SignInError
        with pytest.raises(LockedOut):
            guarded_unlock(folder, WHO, "wrong password", clock)
        with pytest.raises(LockedOut):
            guarded_unlock(folder, WHO, PASSWORD, clock)
        clock.move(minutes=FIRST_LOCK_MIN)
        assert guarded_unlock(folder, WHO, PASSWORD, clock).key == bytes(32)

    def test_what_was_typed_as_a_user_is_kept_nowhere(self, folder: Path, clock: HandClock, bound: Bound) -> None:
        for _ in range(IN_A_ROW):
            with pytest.raises(SignInError):
                guarded_unlock(folder, "my password by mistake", "x", clock)
        assert b"mistake" not in (folder / ATTEMPTS_FILE).read_bytes()
        assert {one.user_id for one in bound.take().attempts} == {""}

    @pytest.mark.parametrize("boot", ["boot-1", "boot-2"])
    def test_a_clock_set_back_prolongs_it_once(self, folder: Path, clock: HandClock, boot: str) -> None:
        fail(folder, clock, IN_A_ROW)
        clock.boot_id = boot
        clock.move(days=-400)
        with pytest.raises(LockedOut) as caught:
            refuse_locked_out(folder, WHO, clock)
        assert caught.value.params == {"minutes": FIRST_LOCK_MIN}
        clock.move(minutes=FIRST_LOCK_MIN)
        refuse_locked_out(folder, WHO, clock)

    def test_a_clock_set_forward_does_not_lift_it(self, folder: Path, clock: HandClock) -> None:
        fail(folder, clock, IN_A_ROW)
        clock._now += timedelta(days=2)
        with pytest.raises(LockedOut):
            refuse_locked_out(folder, WHO, clock)

    def test_another_sign_in_does_not_lift_it(self, folder: Path, clock: HandClock, bound: Bound) -> None:
        fail(folder, clock, IN_A_ROW)
        bound.take(forget="nurse-b")
        with pytest.raises(LockedOut):
            refuse_locked_out(folder, WHO, clock)
        bound.take(forget=WHO)
        refuse_locked_out(folder, WHO, clock)
        assert fail(folder, clock) == 0

    def test_a_failure_that_cannot_be_written_is_told(
        self, folder: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object) -> None:
            raise StoreReadOnly(folder=folder)

        monkeypatch.setattr(attempts, "write_whole", refuse)
        with pytest.raises(StoreReadOnly):
            guarded_unlock(folder, WHO, "wrong password", clock)


class TestTakingIn:
    """The next who opens the store reads every line."""

    def test_reads_each_with_its_time_and_begins_anew(self, clock: HandClock, bound: Bound) -> None:
        moments = []
        for _ in range(IN_A_ROW):
            fail(bound.folder, clock)
            moments.append(clock.now())
            clock.move(seconds=7)
        taken = bound.take()
        assert [one.at for one in taken.attempts] == moments
        assert [one.locked_min for one in taken.attempts] == [0, 0, 0, 0, FIRST_LOCK_MIN]
        assert {(one.user_id, one.what) for one in taken.attempts} == {(WHO, "sign_in_failed")}
        assert taken.tampered == ""
        again = bound.take()
        assert (again.attempts, again.tampered, again.next) == ((), "", None)

    def test_reads_what_came_before_the_store_was_first_opened(self, folder: Path, clock: HandClock) -> None:
        fail(folder, clock, 2)
        taken = Bound(folder).take()
        assert (len(taken.attempts), taken.tampered) == (2, "")

    def test_takes_nothing_in_twice_where_the_next_file_was_never_written(self, clock: HandClock, bound: Bound) -> None:
        fail(bound.folder, clock, 3)
        assert len(bound.take(written=False).attempts) == 3
        fail(bound.folder, clock, 1)
        taken = bound.take(written=False)
        assert (len(taken.attempts), taken.tampered) == (1, "")
        assert (len(bound.take().attempts), bound.take().tampered) == (0, "")

    def test_keeps_the_names_and_times_to_itself_until_then(self, clock: HandClock, bound: Bound) -> None:
        fail(bound.folder, clock, 3)
        data = json.loads((bound.folder / ATTEMPTS_FILE).read_text())
        assert len(data["lines"]) == 3
        assert not any(WHO.encode().hex() in line for line in data["lines"])


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda data: data["lines"].pop(), "lines are missing"),
        (lambda data: data["lines"].pop(0), "a line was changed"),
        (lambda data: data["lines"].reverse(), "a line was changed"),
        (lambda data: data.update(lines=[]), "lines are missing"),
        (lambda data: data.update(lines=[*data["lines"], "00" * 40]), "a line was changed"),
        (lambda data: data["lines"].__setitem__(1, "zz"), "a line was changed"),
        (lambda data: data.update(key="00" * 32), "lines are missing"),
        (lambda data: data["counts"].clear(), "its counts were changed"),
        (lambda data: data["counts"][WHO].update(failures=0), "its counts were changed"),
        (lambda data: data["limits"].update(in_a_row=10**6), "its counts were changed"),
        (lambda data: data["limits"].update(in_a_row="never"), "it is missing"),
        (lambda data: data.update(limits={"more": 5}), "it is missing"),
        (lambda data: data.update(log_id="00" * 16), "it is another one"),
        (lambda data: data.pop("key"), "it is missing"),
        (lambda data: data["counts"][WHO].update(at="2026-03-01T08:00:00"), "it is missing"),
        (lambda data: data["counts"][WHO].update(locked_min=10**6), "it is missing"),
    ],
)
def test_whoever_changes_the_file_is_noticed(
    clock: HandClock, bound: Bound, change: Callable[[dict[str, Any]], object], found: str
) -> None:
    fail(bound.folder, clock, 3)
    edit(bound.folder, change)
    assert bound.take().tampered == found
    assert bound.take().tampered == ""


def test_whoever_takes_the_file_away_is_noticed(clock: HandClock, bound: Bound) -> None:
    fail(bound.folder, clock, 3)
    (bound.folder / ATTEMPTS_FILE).unlink()
    assert bound.take().tampered == "it is missing"


def test_what_came_after_is_read_all_the_same(clock: HandClock, bound: Bound) -> None:
    fail(bound.folder, clock, 3)
    (bound.folder / ATTEMPTS_FILE).unlink()
    fail(bound.folder, clock, 2)
    taken = bound.take()
    assert (len(taken.attempts), taken.tampered) == (2, "it is another one")


def test_the_last_key_opens_none_of_the_lines_before(clock: HandClock, bound: Bound) -> None:
    fail(bound.folder, clock, 3)
    data = json.loads((bound.folder / ATTEMPTS_FILE).read_text())
    forged = {"log_id": data["log_id"], "key": data["key"], "after": 0, "failures": {}, "limits": data["limits"]}
    taken = take_in(bound.folder, {**forged, "before": None}, "", Limits())
    assert (taken.attempts, taken.tampered) == ((), "a line was changed")
    assert data["key"] not in repr(taken)


def test_a_file_is_no_reason_to_keep_anybody_out(folder: Path, clock: HandClock) -> None:
    for text in (b"", b"{", b"[]", b'{"counts": {"nurse-a": 5}}', b"\xff", b"[" * 100_000):
        (folder / ATTEMPTS_FILE).write_bytes(text)
        assert guarded_unlock(folder, WHO, PASSWORD, clock).key == bytes(32)
