"""Makes sure who is at an open store, by password or by PIN; what fails is counted and journalled at once."""

from datetime import timedelta
from typing import TYPE_CHECKING

from bedside.errors import PasswordMustChange, PasswordNeeded, SignInError
from bedside.models.people import Access
from bedside.services.attempts import journal_attempts, note
from bedside.services.desk import Desk
from bedside.store.attempts import refuse_locked_out
from bedside.store.keys import Unlocked
from bedside.store.pins import Pin
from bedside.store.slots import SlotUser
from bedside.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def confirmed(
    desk: Desk, user_id: str, *, password: str | None = None, pin: str | None = None
) -> "tuple[SlotUser, Ed25519PrivateKey | None]":
    """Who somebody at this desk proves to be, and what signs for them; a PIN gives nothing to sign with.

    Raises:
        SignInError: it is not theirs, or their access has ended. LockedOut: too often. PasswordNeeded: no PIN is good.
        PasswordMustChange: the password was set by somebody else.
    """
    if (password is None) == (pin is None):
        raise ValueError("either a password or a PIN")
    if password is not None:
        user, unlocked = proved(desk, user_id, password)
        return user, None if unlocked.secret is None else unlocked.secret.signer
    return _by_pin(desk, user_id, str(pin)), None


def good_pin(desk: Desk, user_id: str) -> Pin | None:
    """The PIN of somebody with access, if they have one that is good now. No clock that is set makes one good."""
    with desk.store.read() as reader:
        pin = reader.pin(user_id)
        active = any(user.user_id == user_id and user.active for user in reader.users())
    good_for = timedelta(hours=desk.protocol.security.pin_hours)
    return pin if pin is not None and active and pin.serves(desk.clock, good_for) else None


def proved(desk: Desk, user_id: str, password: str) -> tuple[SlotUser, Unlocked]:
    """As `confirmed` by password: who it is, and what the password opened."""
    try:
        user, unlocked = desk.store.let_in(user_id, password, desk.clock)
    except SignInError:
        journal_attempts(desk)
        raise
    if unlocked.must_change:
        raise PasswordMustChange
    journal_attempts(desk, forget=user_id)
    desk.store.write(lambda work: work.pins.renew(user_id, desk.clock))
    return user, unlocked


def _by_pin(desk: Desk, user_id: str, typed: str) -> SlotUser:
    refuse_locked_out(desk.store.folder, user_id, desk.clock)
    pin = good_pin(desk, user_id)
    if pin is None:
        raise PasswordNeeded
    right = pin.fits(typed)

    def count(work: UnitOfWork) -> bool:
        gone = work.pins.note(user_id, right=right)
        if not right:
            note(work, Access(act="unlock_failed", about_user=user_id, area="pin"))
        if gone:
            note(work, Access(act="pin_removed", about_user=user_id, detail="wrong too often"))
        return gone

    if desk.store.write(count):
        raise PasswordNeeded
    if not right:
        raise SignInError
    with desk.store.read() as reader:
        record = next(user for user in reader.users() if user.user_id == user_id)
    return SlotUser(record.user_id, record.printed_name, record.role)
