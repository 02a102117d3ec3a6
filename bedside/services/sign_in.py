"""Coming to the desk and leaving it: who can sign in, signing in and out, and setting up a site's first store."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bedside.clock import Clock
from bedside.errors import PasswordMustChange, StoreDamaged
from bedside.services.desk import Desk
from bedside.store.slots import DEFAULT_COST, Argon2Cost, SlotUser, users

if TYPE_CHECKING:
    from bedside.errors import UserFacingError
    from bedside.grading import Instruments
    from bedside.models.people import AccessAct
    from bedside.models.protocol import TrialProtocol
    from bedside.services.backups import BackupMade
    from bedside.store.store import Store
    from bedside.store.unit_of_work import UnitOfWork

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
    *,
    witness_folder: Path | None = None,
) -> Desk:
    """Open the store in `folder` as `user_id`; the sign-in is journalled before anything else can be done, after every
    failed one since the last. Name and role are the journal's.

    Raises:
        SignInError: the user or the password is not right, or their access has ended. LockedOut: too often.
        PasswordMustChange: it is right and serves for `change_password_at_gate` alone.
        StoreError: the store cannot be opened; nothing was changed.
    """
    from bedside.store.store import open_store

    store = open_store(folder, user_id, password, clock, witness_folder=witness_folder)
    if store.unlocked.must_change:
        store.close()
        raise PasswordMustChange
    return _desk(store, clock, protocol, instruments)


def change_password_at_gate(
    folder: Path, user_id: str, old: str, new: str, clock: Clock, *, witness_folder: Path | None = None
) -> None:
    """Choose a password in place of one that somebody else set; the person then signs in with it.

    Raises:
        SignInError: the user or the old password is not right. InputRefused: the new one cannot be taken.
        StoreError: the store cannot be opened.
    """
    from bedside.services.new_passwords import choose_password
    from bedside.store.store import open_store

    with open_store(folder, user_id, old, clock, witness_folder=witness_folder) as store:
        choose_password(store, store.user, store.unlocked, old, new)


def switch_user(desk: Desk, user_id: str, *, password: str | None = None, pin: str | None = None) -> Desk:
    """The desk of another user at the same open store, by their password or, for half a day after it, their PIN, under
    the protocol that is in force by then.

    Raises:
        SignInError: it is not theirs, or their access has ended. LockedOut, PasswordNeeded: too often.
        PasswordMustChange: the password was set by somebody else.
    """
    from bedside.services.access import journal_access
    from bedside.services.presence import confirmed
    from bedside.services.protocol_records import rules_in_force

    user, signer = confirmed(desk, user_id, password=password, pin=pin)
    protocol, instruments = rules_in_force(desk.store, desk.clock.now(), desk.protocol, desk.instruments)
    new = replace(desk, user=user, signer=signer, protocol=protocol, instruments=instruments)
    before = desk.user.user_id
    desk.store.write(lambda work: journal_access(work, new, "user_switched", about_user=before))
    return new


def lock(desk: Desk) -> None:
    """Journal that the page is covered until somebody says who they are."""
    _journal_access(desk, "locked")


def end_session(desk: Desk) -> None:
    """Journal that nobody came back to a locked page for so long that the session is over; `sign_out` follows."""
    _journal_access(desk, "session_ended")


def confirm_presence(desk: Desk, *, password: str | None = None, pin: str | None = None) -> Desk:
    """The same user is back; their desk, with which they can sign again after a password.

    Raises:
        SignInError: it is not theirs, or their access has ended. LockedOut, PasswordNeeded: too often.
    """
    from bedside.services.presence import confirmed

    user, signer = confirmed(desk, desk.user.user_id, password=password, pin=pin)
    here = replace(desk, user=user, signer=signer or desk.signer)
    _journal_access(here, "unlocked")
    return here


def sign_out(desk: Desk, *, with_backup: bool = True) -> "BackupMade | UserFacingError | None":
    """Journal the sign-out and close the store, also where the journal cannot take it (a full disk).

    Returns what became of the backup that the settings ask for at a sign-out; None where they ask for none, and where
    `with_backup` says that this was no shift that ended.
    """
    from bedside.services.access import vouch
    from bedside.services.backups import back_up_at_sign_out

    try:
        backup = back_up_at_sign_out(desk) if with_backup else None
        _journal_access(desk, "signed_out")
        with suppress(StoreDamaged):  # journalled; it keeps nobody, and the next opening finds it
            vouch(desk, "sign_out")
    finally:
        desk.store.close()
    return backup


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
    witness_folder: Path | None = None,
) -> Desk:
    """First run on a device: make the store with its first user and sign that user in. `cost` is what a guess of a
    password shall cost; only tests make it cheap. `witness_folder`: as at every sign-in.

    Raises:
        InputRefused: an identifier or the password cannot be taken.
        StoreError: the store cannot be made in `folder`.
    """
    from bedside.store.store import create_store

    store = create_store(
        folder, first_user, password, site_id, trial_id, clock, cost=cost, witness_folder=witness_folder
    )
    return _desk(store, clock, protocol, instruments)


def _desk(store: "Store", clock: Clock, protocol: "TrialProtocol", instruments: "Instruments") -> Desk:
    from bedside.services.attempts import journal_attempts
    from bedside.services.protocol_records import rules_in_force

    try:
        protocol, instruments = rules_in_force(store, clock.now(), protocol, instruments)
        secret = store.unlocked.secret
        desk = Desk(store, store.user, clock, protocol, instruments, None if secret is None else secret.signer)
        journal_attempts(desk, forget=desk.user.user_id)
        desk.store.write(lambda work: _signed_in(work, desk))
    except BaseException:
        # A desk that could not journal its sign-in must not keep the store locked.
        store.close()
        raise
    return desk


def _signed_in(work: "UnitOfWork", desk: Desk) -> None:
    from bedside.services.access import journal_access

    work.pins.renew(desk.user.user_id, desk.clock)
    journal_access(work, desk, "signed_in")


def _journal_access(desk: Desk, act: "AccessAct") -> None:
    from bedside.services.access import journal_access

    desk.store.write(lambda work: journal_access(work, desk, act))
