"""The lock on a real store: by password, by PIN, by a colleague; every try is in the journal under its author."""

import pytest

from bedside.errors import LockedOut, PasswordMustChange, SignInError
from bedside.models.people import Access
from bedside.services.credentials import set_pin
from bedside.services.desk import Desk
from bedside.store.entries import read_payload
from bedside.store.slots import SlotUser
from bedside.store.store import Store
from bedside.views.lock.keeper import DeskKeeper
from bedside.views.widgets.person import UserTile
from tests.services.conftest import CHEAP, NURSE_A, NURSE_B, PASSWORD

PIN = "471147"


@pytest.fixture
def keeper(desk: Desk) -> DeskKeeper:
    return DeskKeeper(desk)


def acts(store: Store) -> list[tuple[str, str]]:
    """Author and act of what was journalled about access, oldest first."""
    with store.read() as reader:
        found = [entry for _position, entry in reader.entries(0, 1000)]
    told = [(entry.author_id, read_payload(entry)) for entry in found]
    return [(author, payload.act) for author, payload in told if isinstance(payload, Access)]


def test_its_own_user_opens_it_by_password(keeper: DeskKeeper, desk: Desk) -> None:
    keeper.note_locked()
    keeper.confirm(PASSWORD, is_pin=False)
    assert acts(desk.store)[-2:] == [(NURSE_A.user_id, "locked"), (NURSE_A.user_id, "unlocked")]


def test_a_session_that_nobody_came_back_to_is_journalled(keeper: DeskKeeper, desk: Desk) -> None:
    keeper.note_locked()
    keeper.note_ended()
    assert acts(desk.store)[-2:] == [(NURSE_A.user_id, "locked"), (NURSE_A.user_id, "session_ended")]


def test_its_own_user_opens_it_by_pin(keeper: DeskKeeper, desk: Desk) -> None:
    assert keeper.with_pin() == frozenset()
    set_pin(desk, PIN, PASSWORD)
    assert keeper.with_pin() == {NURSE_A.user_id}
    keeper.confirm(PIN, is_pin=True)
    assert acts(desk.store)[-1] == (NURSE_A.user_id, "unlocked")


def test_a_colleague_takes_the_desk_on_the_same_store(keeper: DeskKeeper, desk: Desk) -> None:
    theirs = keeper.switch(NURSE_B.user_id, PASSWORD, is_pin=False)
    assert theirs.user.user_id == NURSE_B.user_id
    assert theirs.store is desk.store
    assert theirs.signer is not None
    assert acts(desk.store)[-1] == (NURSE_B.user_id, "user_switched")


def test_a_colleague_with_a_pin_is_as_quick_but_cannot_sign(keeper: DeskKeeper, desk: Desk) -> None:
    set_pin(keeper.switch(NURSE_B.user_id, PASSWORD, is_pin=False), PIN, PASSWORD)
    theirs = keeper.switch(NURSE_B.user_id, PIN, is_pin=True)
    assert (theirs.user.user_id, theirs.signer) == (NURSE_B.user_id, None)
    assert theirs.store is desk.store


@pytest.mark.parametrize("is_pin", [False, True])
def test_a_wrong_secret_opens_nothing(keeper: DeskKeeper, desk: Desk, is_pin: bool) -> None:
    set_pin(desk, PIN, PASSWORD)
    with pytest.raises(SignInError):
        keeper.confirm("999999", is_pin=is_pin)
    with pytest.raises(SignInError):
        keeper.switch(NURSE_B.user_id, "999999", is_pin=False)
    assert "unlocked" not in [act for _author, act in acts(desk.store)]


def test_a_pin_is_gone_after_three_wrong_ones(keeper: DeskKeeper, desk: Desk) -> None:
    set_pin(desk, PIN, PASSWORD)
    for _ in range(3):
        with pytest.raises(SignInError):
            keeper.confirm("999999", is_pin=True)
    assert keeper.with_pin() == frozenset()
    with pytest.raises(SignInError):
        keeper.confirm(PIN, is_pin=True)
    keeper.confirm(PASSWORD, is_pin=False)


def test_guessing_at_the_lock_locks_out(keeper: DeskKeeper, desk: Desk) -> None:
    for _ in range(desk.protocol.security.failures_before_lock_out):
        with pytest.raises(SignInError):
            keeper.confirm("wrong horse here", is_pin=False)
    with pytest.raises(LockedOut):
        keeper.confirm(PASSWORD, is_pin=False)


def test_a_password_that_was_given_takes_no_desk(keeper: DeskKeeper, desk: Desk) -> None:
    new = SlotUser("nurse-c", "Nurse C", "nurse")
    desk.store.add_user(new, "given by another", cost=CHEAP, must_change=True)
    with pytest.raises(PasswordMustChange):
        keeper.switch(new.user_id, "given by another", is_pin=False)


def test_who_may_come_is_as_the_root_knows_it(desk: Desk, keeper: DeskKeeper) -> None:
    assert [user.user_id for user in keeper.users()] == [NURSE_A.user_id, NURSE_B.user_id]
    known = UserTile("nurse-b", "Nurse B", "nurse", "amber-lotus-421")
    assert DeskKeeper(desk, lambda: (known,)).users() == (known,)
