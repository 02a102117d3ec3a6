"""Gives a person another password: the journal first, the key slot last, so that no password changes unrecorded."""

from pathlib import Path

from bedside.errors import InputRefused
from bedside.models.journal import Kind
from bedside.models.people import Access, AccessAct
from bedside.store.arrival import journal_user, with_keys
from bedside.store.entries import NewEntry
from bedside.store.keys import Unlocked, add_slot, set_password
from bedside.store.passwords import require_password
from bedside.store.sealing import UserSecret, new_secret
from bedside.store.slots import DEFAULT_COST, Argon2Cost, SlotUser, read_slots
from bedside.store.store import Store
from bedside.store.unit_of_work import UnitOfWork


def choose_password(store: Store, user: SlotUser, unlocked: Unlocked, old: str, new: str) -> None:
    """Change a user's own password, whose old one has just opened `unlocked`; their keys stay.

    Raises:
        InputRefused: the new one cannot be taken, or is the old one.
    """
    require_password(new, user)
    if new == old:
        raise InputRefused("password", "the one that is to be replaced", "another one")
    store.write(lambda work: note(work, user, "password_changed"))
    store.change_keys(lambda folder, key: set_password(folder, key, user.user_id, new, secret=unlocked.secret))


def give_password(
    store: Store,
    user: SlotUser,
    password: str,
    *,
    by: SlotUser,
    act: AccessAct,
    must_change: bool,
    cost: Argon2Cost = DEFAULT_COST,
) -> UserSecret:
    """Set somebody's password without the old one, which gives them new keys; also where they have no slot here.

    Raises:
        InputRefused: it cannot be taken.
    """
    require_password(password, user)
    secret = new_secret()

    def put(work: UnitOfWork) -> None:
        record = next(known for known in work.reader.users() if known.user_id == user.user_id)
        journal_user(work, with_keys(record, secret), by=by, reason="keys made with a new password")
        note(work, by, act, about_user=user.user_id)
        work.pins.forget(user.user_id)

    def give(folder: Path, key: bytes) -> UserSecret:
        if read_slots(folder).slot_of(user.user_id) is None:
            return add_slot(folder, key, user, password, cost, secret=secret, must_change=must_change)
        return set_password(folder, key, user.user_id, password, secret=secret, must_change=must_change)

    store.write(put)
    return store.change_keys(give)


def note(work: UnitOfWork, by: SlotUser, act: AccessAct, *, about_user: str | None = None, detail: str = "") -> None:
    """Journal what `by` did about access."""
    work.append(
        NewEntry(
            kind=Kind.ACCESS,
            payload=Access(act=act, about_user=about_user, detail=detail),
            author_id=by.user_id,
            role=by.role,
            observed_at=work.now(),
        )
    )
