"""Passwords, PINs and lock-outs as use cases, and what failed since one was last here."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from bedside.clock import Clock
from bedside.errors import NotFound, NotPermitted, SignInError
from bedside.models.authority import Act
from bedside.models.journal import Kind, read_entry
from bedside.models.people import Access
from bedside.models.refusals import shown
from bedside.services.access import journal_access
from bedside.services.attempts import journal_attempts, take_attempts_in
from bedside.services.authority import needs
from bedside.services.desk import Desk
from bedside.services.new_passwords import choose_password, give_password
from bedside.services.presence import confirmed, good_pin, proved
from bedside.store.arrival import remember_slots
from bedside.store.attempts import Limits
from bedside.store.entries import read_payload
from bedside.store.pins import require_pin, verifier_of
from bedside.store.recovery import end_recovery, new_codes, set_recovery
from bedside.store.slots import DEFAULT_COST, Argon2Cost, SlotUser, users
from bedside.store.store import open_by_codes
from bedside.store.trail_search import TrailFilter
from bedside.store.unit_of_work import UnitOfWork

MOST_NOTICES: Final = 50
_SALT_LENGTH: Final = 16
_FAILURES: Final = ("sign_in_failed", "unlock_failed", "locked_out", "attempts_tampered")


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that went wrong about signing in: what, when, and for whom (empty: for nobody of this store)."""

    act: str
    at: datetime
    user_id: str


def change_password(desk: Desk, old: str, new: str) -> None:
    """Change one's own password.

    Raises:
        SignInError: the old one is wrong. LockedOut: too often. InputRefused: the new one cannot be taken.
    """
    user, unlocked = proved(desk, desk.user.user_id, old)
    choose_password(desk.store, user, unlocked, old, new)


@needs(Act.MANAGE_PEOPLE)
def reset_password(desk: Desk, user_id: str, temporary: str, *, cost: Argon2Cost = DEFAULT_COST) -> None:
    """Give somebody who forgot theirs a password that serves for one sign-in, at which another one must be chosen.

    Raises:
        InputRefused: it cannot be taken. NotFound: nobody with access has this id.
        NotPermitted: it is your own, which you change yourself.
    """
    if user_id == desk.user.user_id:
        raise NotPermitted(act="resetting this password", reason="it is your own; change it instead")
    user = _somebody(desk, user_id)
    give_password(desk.store, user, temporary, by=desk.user, act="password_reset", must_change=True, cost=cost)
    journal_attempts(desk, forget=user_id)


@needs(Act.MANAGE_PEOPLE)
def lift_lock_out(desk: Desk, user_id: str) -> None:
    """Let somebody who was locked out try again at once.

    Raises:
        NotFound: nobody with access has this id.
    """
    _somebody(desk, user_id)
    desk.store.write(lambda work: journal_access(work, desk, "lock_out_lifted", about_user=user_id))
    journal_attempts(desk, forget=user_id)


@needs(Act.REKEY)
def make_recovery_codes(desk: Desk) -> tuple[str, str]:
    """Two new codes, each for another person, that together open the store when no administrator can; they are shown
    once, and those made before are worthless from now on."""
    codes = new_codes()
    desk.store.write(lambda work: journal_access(work, desk, "recovery_codes_made"))
    desk.store.change_keys(lambda folder, key: set_recovery(folder, key, codes))
    return codes


def recover_administrator(
    folder: Path,
    code_1: str,
    code_2: str,
    user_id: str,
    new_password: str,
    clock: Clock,
    *,
    witness_folder: Path | None = None,
) -> None:
    """Give an administrator of the closed store a new password by both recovery codes, which are worthless then;
    `witness_folder` as for opening a store.

    Raises:
        InputRefused: a code is mistyped, or the password cannot be taken. RecoveryRefused: they do not open this store.
        NotPermitted: not an administrator with access. StoreError: the store cannot be opened.
    """
    try:
        store = open_by_codes(folder, (code_1, code_2), user_id, clock, witness_folder=witness_folder)
    except SignInError:
        raise _no_administrator() from None
    with store:
        if store.user.role != "administrator":
            raise _no_administrator()
        give_password(store, store.user, new_password, by=store.user, act="recovered", must_change=False)
        store.change_keys(end_recovery)
        take_attempts_in(store, Limits(), user_id)


@needs(Act.REKEY)
def rekey(desk: Desk, reason: str = "") -> tuple[str, ...]:
    """Give the store a new key, so that whoever kept the old one opens nothing that is written from now on; the journal
    keeps the `reason`. Everybody keeps their password; the ids of those who need a new one, because they last signed in
    to the first release, come back.

    Raises:
        StoreError: it could not be done; the old key holds.
    """
    before = {user.user_id for user in users(desk.store.folder)}
    desk.store.rekey(desk.clock, by=desk.user)
    left_out = tuple(sorted(before - {user.user_id for user in users(desk.store.folder)}))
    detail = "; ".join((*filter(None, (reason,)), *(f"{user} has no key now" for user in left_out)))

    def note(work: UnitOfWork) -> None:
        journal_access(work, desk, "rekeyed", count=len(before), detail=detail)
        remember_slots(work, desk.store.folder)

    desk.store.write(note)
    return left_out


def set_pin(desk: Desk, pin: str, password: str) -> None:
    """Set one's own PIN: 4 to 8 digits that unlock the page and change the user while the store is open.

    Raises:
        SignInError: the password is wrong. LockedOut: too often. InputRefused: the PIN cannot be taken.
    """
    require_pin(pin)
    confirmed(desk, desk.user.user_id, password=password)
    verifier = verifier_of(pin, secrets.token_bytes(_SALT_LENGTH))

    def put(work: UnitOfWork) -> None:
        work.pins.keep(desk.user.user_id, verifier, desk.clock)
        journal_access(work, desk, "pin_set")

    desk.store.write(put)


def remove_pin(desk: Desk) -> None:
    """Take one's own PIN away; nothing is done where there is none."""

    def put(work: UnitOfWork) -> None:
        if work.pins.forget(desk.user.user_id):
            journal_access(work, desk, "pin_removed", about_user=desk.user.user_id)

    desk.store.write(put)


def has_pin(desk: Desk, user_id: str) -> bool:
    """Whether somebody has a PIN that is good now."""
    return good_pin(desk, user_id) is not None


def notices(desk: Desk) -> tuple[Notice, ...]:
    """What failed about signing in since the desk's user had last signed in before this time, newest first."""
    with desk.store.read() as reader:
        mine = TrailFilter(author_id=desk.user.user_id, acts=("signed_in",))
        before = reader.trail.find([mine], limit=2)[1:]
        since = before[0] if before else 0
        found = reader.trail.find([TrailFilter(acts=_FAILURES)], limit=MOST_NOTICES)
        entries = reader.trail.entries([position for position in found if position > since])
    told = []
    for one in entries:
        entry = read_entry(one.header, one.payload, None, "0" * 64)
        payload = read_payload(entry)
        if entry.kind is Kind.ACCESS and isinstance(payload, Access):
            told.append(Notice(payload.act, entry.observed_at, payload.about_user or ""))
    return tuple(told)


def _no_administrator() -> NotPermitted:
    return NotPermitted(act="recovering", reason="the codes give a password to an administrator with access alone")


def _somebody(desk: Desk, user_id: str) -> SlotUser:
    with desk.store.read() as reader:
        for user in reader.users():
            if user.user_id == user_id and user.active:
                return SlotUser(user.user_id, user.printed_name, user.role)
    raise NotFound(what="user", which=shown(user_id))
