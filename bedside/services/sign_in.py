"""Coming to the desk and leaving it: who can sign in, signing in and out, and setting up a site's first store."""

from pathlib import Path
from typing import TYPE_CHECKING

from bedside.clock import Clock
from bedside.services.desk import Desk
from bedside.store.slots import DEFAULT_COST, Argon2Cost, SlotUser, users

if TYPE_CHECKING:
    from bedside.grading import Instruments
    from bedside.models.people import AccessAct
    from bedside.models.protocol import TrialProtocol
    from bedside.store.store import Store

# The store and the records are imported inside the functions: the sign-in tiles are painted before they are loaded.


def known_users(folder: Path) -> tuple[SlotUser, ...]:
    """The people who can sign in to the store in `folder`, in the order they were added.

    Raises:
        StoreMissing, StoreDamaged, StoreError: there are none to be read.
    """
    return users(folder)


def sign_in(
    folder: Path,
    user_id: str,
    password: str,
    clock: Clock,
    protocol: "TrialProtocol",
    instruments: "Instruments",
) -> Desk:
    """Open the store in `folder` as `user_id`; the sign-in is journalled before anything else can be done.

    Raises:
        SignInError: the user or the password is not right.
        StoreError: the store cannot be opened; nothing was changed.
    """
    from bedside.store.store import open_store

    store = open_store(folder, user_id, password, clock)
    return _desk(store, folder, user_id, clock, protocol, instruments)


def sign_out(desk: Desk) -> None:
    """Journal the sign-out and close the store, also where the journal cannot take it (a full disk)."""
    try:
        _journal_access(desk, "signed_out")
    finally:
        desk.store.close()


def set_up_site(
    folder: Path,
    site_id: str,
    trial_id: str,
    first_user: SlotUser,
    password: str,
    clock: Clock,
    protocol: "TrialProtocol",
    instruments: "Instruments",
    *,
    cost: Argon2Cost = DEFAULT_COST,
) -> Desk:
    """First run on a device: make the store with its first user and sign that user in. `cost` is what a guess of a
    password shall cost; only tests make it cheap.

    Raises:
        InputRefused: an identifier or the password cannot be taken.
        StoreError: the store cannot be made in `folder`.
    """
    from bedside.store.store import create_store

    store = create_store(folder, first_user, password, site_id, trial_id, clock, cost=cost)
    return _desk(store, folder, first_user.user_id, clock, protocol, instruments)


def _desk(
    store: "Store",
    folder: Path,
    user_id: str,
    clock: Clock,
    protocol: "TrialProtocol",
    instruments: "Instruments",
) -> Desk:
    from bedside.services.protocol_records import rules_in_force

    try:
        user = next(user for user in users(folder) if user.user_id == user_id)
        protocol, instruments = rules_in_force(store, clock.now(), protocol, instruments)
        secret = store.unlocked.secret
        desk = Desk(store, user, clock, protocol, instruments, None if secret is None else secret.signer)
        _journal_access(desk, "signed_in")
    except BaseException:
        # A desk that could not journal its sign-in must not keep the store locked.
        store.close()
        raise
    return desk


def _journal_access(desk: Desk, act: "AccessAct") -> None:
    from bedside.services.access import journal_access

    desk.store.write(lambda work: journal_access(work, desk, act))
