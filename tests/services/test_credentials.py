"""Passwords, PINs and lock-outs: who may do what to whose, and what the journal says of it."""

from datetime import timedelta

import pytest

from bedside.errors import (
    InputRefused,
    LockedOut,
    NotFound,
    NotPermitted,
    PasswordMustChange,
    PasswordNeeded,
    SignInError,
)
from bedside.grading import Instruments
from bedside.services.attempts import PROGRAM
from bedside.services.credentials import (
    change_password,
    has_pin,
    lift_lock_out,
    notices,
    remove_pin,
    reset_password,
    set_pin,
)
from bedside.services.desk import Desk
from bedside.services.people import end_access
from bedside.services.sign_in import (
    change_password_at_gate,
    confirm_presence,
    lock,
    sign_in,
    switch_user,
)
from bedside.store.attempts import ATTEMPTS_FILE
from bedside.store.keys import remove_slot
from bedside.store.slots import SlotUser, read_slots
from tests.services.site import (
    ADMINISTRATOR,
    CHEAP,
    INVESTIGATOR,
    NURSE,
    NURSE_B,
    PASSWORD,
    Site,
    told,
)
from tests.services.states import demo_protocol

FRESH = "a fresh phrase"
PIN = "2580"
IN_A_ROW, FIRST_LOCK_MIN = 5, 5


def come(site: Site, user: SlotUser, password: str = PASSWORD) -> Desk:
    """Sign in with some password."""
    site.leave()
    return sign_in(site.folder, user.user_id, password, site.clock, demo_protocol(), site.instruments)


def guess(site: Site, user_id: str, times: int = 1) -> None:
    """Wrong passwords at the closed store."""
    site.leave()
    for _ in range(times):
        with pytest.raises(SignInError):
            sign_in(site.folder, user_id, "wrong password", site.clock, demo_protocol(), site.instruments)


def acts(desk: Desk, after: str = "signed_in") -> list[tuple[str, str | None]]:
    """What was done and about whom, since the last `after`."""
    done: list[tuple[str, str | None]] = [(access.act, access.about_user) for access in told(desk)]
    last = max(number for number, (act, _) in enumerate(done) if act == after)
    return done[last + 1 :]


class TestOwnPassword:
    """Changing it."""

    def test_the_new_one_opens_and_the_old_one_no_more(self, site: Site) -> None:
        desk = site.come(NURSE)
        change_password(desk, PASSWORD, FRESH)
        assert acts(desk) == [("password_changed", None)]
        with pytest.raises(SignInError):
            come(site, NURSE)
        come(site, NURSE, FRESH).store.close()

    def test_keys_stay(self, site: Site) -> None:
        desk = site.come(NURSE)
        before = read_slots(site.folder).slot_of(NURSE.user_id)
        change_password(desk, PASSWORD, FRESH)
        after = read_slots(site.folder).slot_of(NURSE.user_id)
        assert before is not None
        assert after is not None
        assert (before.sealing_key, before.signing_key) == (after.sealing_key, after.signing_key)
        assert before.wrapped != after.wrapped

    @pytest.mark.parametrize("new", ["short", PASSWORD, "Nurse A 1", "password1234"])
    def test_one_that_cannot_be_taken_changes_nothing(self, site: Site, new: str) -> None:
        desk = site.come(NURSE)
        with pytest.raises(InputRefused) as caught:
            change_password(desk, PASSWORD, new)
        assert new not in str(caught.value)
        assert acts(desk) == []
        come(site, NURSE).store.close()

    def test_the_old_one_is_asked_for(self, site: Site) -> None:
        desk = site.come(NURSE)
        with pytest.raises(SignInError):
            change_password(desk, "wrong password", FRESH)
        assert acts(desk) == [("unlock_failed", NURSE.user_id)]
        come(site, NURSE).store.close()


class TestReset:
    """A password that somebody forgot."""

    def test_serves_for_nothing_but_being_changed(self, site: Site) -> None:
        desk = site.come(ADMINISTRATOR)
        reset_password(desk, NURSE.user_id, "k7fm-92pq-xv4t")
        assert acts(desk) == [("password_reset", NURSE.user_id)]
        with pytest.raises(SignInError):
            come(site, NURSE)
        with pytest.raises(PasswordMustChange):
            come(site, NURSE, "k7fm-92pq-xv4t")
        change_password_at_gate(site.folder, NURSE.user_id, "k7fm-92pq-xv4t", FRESH, site.clock)
        desk = come(site, NURSE, FRESH)
        with desk.store:
            assert ("password_changed", None) in [(access.act, access.about_user) for access in told(desk)]
            assert desk.signer is not None

    def test_the_same_one_again_is_no_change(self, site: Site) -> None:
        reset_password(site.come(ADMINISTRATOR), NURSE.user_id, "k7fm-92pq-xv4t")
        site.leave()
        with pytest.raises(InputRefused, match="another one"):
            change_password_at_gate(site.folder, NURSE.user_id, "k7fm-92pq-xv4t", "k7fm-92pq-xv4t", site.clock)
        with pytest.raises(PasswordMustChange):
            come(site, NURSE, "k7fm-92pq-xv4t")

    def test_brings_new_keys_that_the_journal_knows(self, site: Site) -> None:
        desk = site.come(ADMINISTRATOR)
        reset_password(desk, NURSE.user_id, FRESH)
        slot = read_slots(site.folder).slot_of(NURSE.user_id)
        assert slot is not None
        with desk.store.read() as reader:
            (record,) = (user for user in reader.users() if user.user_id == NURSE.user_id)
        assert (record.sealing_key, record.signing_key) == (slot.sealing_key.hex(), slot.signing_key.hex())

    def test_lifts_a_lock_out_and_takes_the_pin(self, site: Site) -> None:
        set_pin(site.come(NURSE), PIN, PASSWORD)
        guess(site, NURSE.user_id, IN_A_ROW)
        desk = site.come(ADMINISTRATOR)
        assert has_pin(desk, NURSE.user_id)
        reset_password(desk, NURSE.user_id, FRESH)
        assert not has_pin(desk, NURSE.user_id)
        with pytest.raises(PasswordMustChange):
            come(site, NURSE, FRESH)

    def test_gives_a_slot_to_somebody_who_lost_theirs(self, site: Site) -> None:
        desk = site.come(ADMINISTRATOR)
        remove_slot(site.folder, desk.store.key, NURSE.user_id)
        reset_password(desk, NURSE.user_id, FRESH, cost=CHEAP)
        with pytest.raises(PasswordMustChange):
            come(site, NURSE, FRESH)

    def test_not_ones_own_not_a_strangers_and_not_by_anybody(self, site: Site) -> None:
        desk = site.come(ADMINISTRATOR)
        with pytest.raises(NotPermitted):
            reset_password(desk, ADMINISTRATOR.user_id, FRESH)
        with pytest.raises(NotFound):
            reset_password(desk, "nobody", FRESH)
        end_access(desk, NURSE_B.user_id, "left")
        with pytest.raises(NotFound):
            reset_password(desk, NURSE_B.user_id, FRESH)
        with pytest.raises(NotPermitted):
            reset_password(site.come(NURSE), INVESTIGATOR.user_id, FRESH)


class TestLockOut:
    """Guessing at the closed store."""

    def test_reaches_the_journal_with_its_times_when_the_next_one_comes(self, site: Site) -> None:
        moments = []
        for _ in range(IN_A_ROW):
            guess(site, NURSE.user_id)
            moments.append(site.clock.now())
            site.clock.advance(timedelta(seconds=3))
        with pytest.raises(LockedOut):
            come(site, NURSE)
        desk = site.come(NURSE_B)
        found = [access for access in told(desk) if access.act in ("sign_in_failed", "locked_out")]
        assert [access.act for access in found] == ["sign_in_failed"] * IN_A_ROW + ["locked_out"]
        assert {access.about_user for access in found} == {NURSE.user_id}
        assert found[-1].count == FIRST_LOCK_MIN
        with desk.store.read() as reader:
            entries = [entry for _, entry in reader.entries(0, 1000) if entry.author_id == PROGRAM]
        assert [entry.observed_at for entry in entries[:IN_A_ROW]] == moments

    def test_everybody_who_comes_next_is_told_once(self, site: Site) -> None:
        site.come(NURSE_B)
        guess(site, NURSE.user_id, 2)
        assert [(one.act, one.user_id) for one in notices(site.come(NURSE))] == [("sign_in_failed", "nurse-a")] * 2
        assert len(notices(site.come(INVESTIGATOR))) == 2
        assert len(notices(site.come(NURSE_B))) == 2
        assert notices(site.come(NURSE_B)) == ()

    def test_is_lifted_by_an_administrator(self, site: Site) -> None:
        guess(site, NURSE.user_id, IN_A_ROW)
        desk = site.come(ADMINISTRATOR)
        lift_lock_out(desk, NURSE.user_id)
        assert acts(desk) == [("lock_out_lifted", NURSE.user_id)]
        come(site, NURSE).store.close()
        with pytest.raises(NotFound):
            lift_lock_out(site.come(ADMINISTRATOR), "nobody")
        with pytest.raises(NotPermitted):
            lift_lock_out(site.come(NURSE), NURSE_B.user_id)

    def test_a_right_password_ends_the_row(self, site: Site) -> None:
        for _ in range(3):
            guess(site, NURSE.user_id, IN_A_ROW - 1)
            site.come(NURSE)

    def test_a_file_that_was_taken_away_is_told(self, site: Site) -> None:
        site.come(NURSE)
        guess(site, NURSE_B.user_id, 2)
        (site.folder / ATTEMPTS_FILE).unlink()
        desk = site.come(NURSE)
        assert [one.act for one in notices(desk)] == ["attempts_tampered"]

    def test_a_password_in_the_place_of_a_user_is_written_nowhere(self, site: Site) -> None:
        guess(site, "my-secret-phrase")
        desk = site.come(NURSE)
        assert [(one.act, one.user_id) for one in notices(desk)] == [("sign_in_failed", "")]


class TestSwitch:
    """Another user at the open store."""

    def test_by_password(self, site: Site) -> None:
        desk = site.come(NURSE)
        other = switch_user(desk, INVESTIGATOR.user_id, password=PASSWORD)
        assert other.user == INVESTIGATOR
        assert other.store is desk.store
        assert other.signer is not None
        assert desk.signer is not None
        assert other.signer.public_key() != desk.signer.public_key()
        assert acts(desk) == [("user_switched", NURSE.user_id)]
        with desk.store.read() as reader:
            assert reader.entries(0, 1000)[-1][1].author_id == INVESTIGATOR.user_id

    def test_by_pin_without_anything_to_sign_with(self, site: Site) -> None:
        set_pin(site.come(NURSE_B), PIN, PASSWORD)
        desk = site.come(NURSE)
        other = switch_user(desk, NURSE_B.user_id, pin=PIN)
        assert (other.user, other.signer) == (NURSE_B, None)

    @pytest.mark.parametrize("user_id", [NURSE_B.user_id, "nobody", ""])
    def test_not_by_a_wrong_password(self, site: Site, user_id: str) -> None:
        desk = site.come(NURSE)
        with pytest.raises(SignInError):
            switch_user(desk, user_id, password="wrong password")
        assert acts(desk) == [("unlock_failed", user_id if user_id == NURSE_B.user_id else None)]

    def test_not_for_who_has_left(self, site: Site) -> None:
        set_pin(site.come(NURSE), PIN, PASSWORD)
        desk = site.come(ADMINISTRATOR)
        end_access(desk, NURSE.user_id, "left")
        with pytest.raises(SignInError):
            switch_user(desk, NURSE.user_id, password=PASSWORD)
        with pytest.raises(PasswordNeeded):
            switch_user(desk, NURSE.user_id, pin=PIN)

    def test_a_password_that_must_be_changed_does_not_do(self, site: Site) -> None:
        desk = site.come(ADMINISTRATOR)
        reset_password(desk, NURSE.user_id, FRESH)
        with pytest.raises(PasswordMustChange):
            switch_user(desk, NURSE.user_id, password=FRESH)

    def test_guessing_locks_out_here_too(self, site: Site) -> None:
        desk = site.come(NURSE)
        for _ in range(IN_A_ROW):
            with pytest.raises(SignInError):
                switch_user(desk, NURSE_B.user_id, password="wrong password")
        with pytest.raises(LockedOut):
            switch_user(desk, NURSE_B.user_id, password=PASSWORD)
        assert ("locked_out", NURSE_B.user_id) in acts(desk)
        switch_user(desk, INVESTIGATOR.user_id, password=PASSWORD)

    @pytest.mark.parametrize("given", [{}, {"password": PASSWORD, "pin": PIN}])
    def test_one_of_both_is_given(self, site: Site, given: dict[str, str]) -> None:
        with pytest.raises(ValueError, match="either"):
            switch_user(site.come(NURSE), NURSE_B.user_id, **given)


class TestPin:
    """A short way back, for a shift."""

    def test_needs_the_password_once(self, site: Site) -> None:
        desk = site.come(NURSE)
        assert not has_pin(desk, NURSE.user_id)
        with pytest.raises(SignInError):
            set_pin(desk, PIN, "wrong password")
        with pytest.raises(InputRefused):
            set_pin(desk, "1111", PASSWORD)
        assert not has_pin(desk, NURSE.user_id)
        set_pin(desk, PIN, PASSWORD)
        assert has_pin(desk, NURSE.user_id)
        assert acts(desk) == [("unlock_failed", NURSE.user_id), ("pin_set", None)]

    def test_unlocks_the_page(self, site: Site) -> None:
        desk = site.come(NURSE)
        set_pin(desk, PIN, PASSWORD)
        lock(desk)
        back = confirm_presence(desk, pin=PIN)
        assert (back.user, back.store, back.signer) == (desk.user, desk.store, desk.signer)
        assert acts(desk, "pin_set") == [("locked", None), ("unlocked", None)]

    def test_the_third_wrong_one_ends_it(self, site: Site) -> None:
        desk = site.come(NURSE)
        set_pin(desk, PIN, PASSWORD)
        for kind in (SignInError, SignInError, PasswordNeeded):
            with pytest.raises(SignInError) as caught:
                confirm_presence(desk, pin="9999")
            assert type(caught.value) is kind
        with pytest.raises(PasswordNeeded):
            confirm_presence(desk, pin=PIN)
        assert acts(desk, "pin_set") == [("unlock_failed", "nurse-a")] * 3 + [("pin_removed", "nurse-a")]
        assert confirm_presence(desk, password=PASSWORD).user == NURSE

    def test_is_good_for_half_a_day_after_the_password(self, site: Site) -> None:
        desk = site.come(NURSE)
        set_pin(desk, PIN, PASSWORD)
        site.clock.advance(timedelta(hours=11))
        confirm_presence(desk, pin=PIN)
        site.clock.advance(timedelta(hours=1, seconds=1))
        with pytest.raises(PasswordNeeded):
            confirm_presence(desk, pin=PIN)
        confirm_presence(desk, password=PASSWORD)
        confirm_presence(desk, pin=PIN)

    def test_a_wall_clock_that_is_set_back_makes_its_half_day_no_longer(
        self, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        desk = site.come(NURSE)
        set_pin(desk, PIN, PASSWORD)
        passed = timedelta(hours=12, seconds=1)
        elapsed_ms = desk.clock.monotonic_ms() + passed // timedelta(milliseconds=1)
        monkeypatch.setattr(site.clock, "monotonic_ms", lambda: elapsed_ms)
        with pytest.raises(PasswordNeeded):
            confirm_presence(desk, pin=PIN)

    def test_does_not_outlive_the_computer_being_started_again(
        self, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        desk = site.come(NURSE)
        set_pin(desk, PIN, PASSWORD)
        monkeypatch.setattr(site.clock, "_boot_id", "another boot")
        assert not has_pin(desk, NURSE.user_id)
        with pytest.raises(PasswordNeeded):
            confirm_presence(desk, pin=PIN)
        confirm_presence(desk, password=PASSWORD)
        confirm_presence(desk, pin=PIN)

    def test_does_not_open_to_who_is_locked_out(self, site: Site) -> None:
        desk = site.come(NURSE)
        set_pin(desk, PIN, PASSWORD)
        for _ in range(desk.protocol.security.failures_before_lock_out):
            with pytest.raises(SignInError):
                confirm_presence(desk, password="wrong password")
        with pytest.raises(LockedOut):
            confirm_presence(desk, pin=PIN)
        site.clock.advance(timedelta(minutes=desk.protocol.security.lock_out_minutes))
        confirm_presence(desk, pin=PIN)

    def test_is_taken_away_by_its_user(self, site: Site) -> None:
        desk = site.come(NURSE)
        set_pin(desk, PIN, PASSWORD)
        remove_pin(desk)
        remove_pin(desk)
        assert acts(desk, "pin_set") == [("pin_removed", "nurse-a")]
        assert not has_pin(desk, NURSE.user_id)


def test_a_wrong_password_does_not_unlock_the_page(site: Site) -> None:
    desk = site.come(NURSE)
    lock(desk)
    with pytest.raises(SignInError):
        confirm_presence(desk, password="wrong password")
    assert acts(desk) == [("locked", None), ("unlock_failed", "nurse-a")]
    assert confirm_presence(desk, password=PASSWORD).user == NURSE


def test_who_comes_signs_with_their_own_key(site: Site, instruments: Instruments) -> None:
    desk = site.come(INVESTIGATOR)
    assert desk.signer is not None
    assert desk.instruments is instruments
    with desk.store.read() as reader:
        (record,) = (user for user in reader.users() if user.user_id == INVESTIGATOR.user_id)
    assert desk.signer.public_key().public_bytes_raw().hex() == record.signing_key
