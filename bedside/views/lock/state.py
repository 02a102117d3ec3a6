"""What the lock shows: whose session lies beneath, and whom it is asked of; nothing of what is beneath."""

from dataclasses import dataclass
from datetime import datetime

from bedside.views.widgets.person import UserTile

PIN_LENGTHS = range(4, 9)
"""Digits of a PIN."""


@dataclass(frozen=True, slots=True)
class LockState:
    """`owner` is whose session it is; `others` may take the desk instead and are shown while `choosing`.

    `with_pin` are the ids of those who have a PIN. `error` is one translated line.
    """

    owner: UserTile
    since: datetime
    locked_at: datetime
    others: tuple[UserTile, ...] = ()
    choosing: bool = False
    chosen: str = ""
    with_pin: frozenset[str] = frozenset()
    busy: bool = False
    error: str = ""

    @property
    def asked(self) -> UserTile | None:
        """Whose password or PIN is asked for; None while nobody is chosen."""
        if not self.choosing:
            return self.owner
        return next((user for user in self.others if user.user_id == self.chosen), None)

    def is_pin(self, secret: str) -> bool:
        """Whether what was typed is taken for the PIN of whoever is asked: only of somebody who has one."""
        who = self.asked
        digits = secret.isascii() and secret.isdigit() and len(secret) in PIN_LENGTHS
        return who is not None and who.user_id in self.with_pin and digits
