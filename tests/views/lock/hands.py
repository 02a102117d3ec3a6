"""Somebody who can open a locked session, without a store behind it."""

from collections.abc import Sequence

from bedside.errors import SignInError
from bedside.services.desk import Desk
from bedside.views.widgets.person import UserTile

OWNER = UserTile("nurse-a", "Nurse A", "nurse")
OTHER = UserTile("nurse-b", "Nurse B", "nurse")
SECRET, PIN = "right horse", "4711"


class FakeKeeper:
    """Takes one password and one PIN; notes what it was asked."""

    def __init__(self, desk: Desk | None = None) -> None:
        self.asked: list[tuple[str, str, bool]] = []
        self.locked = self.ended = 0
        self.pins = frozenset({OWNER.user_id})
        self.error: Exception | None = None
        self._desk = desk

    def users(self) -> Sequence[UserTile]:
        """See `Keeper`."""
        if self.error is not None:
            raise self.error
        return OWNER, OTHER

    def with_pin(self) -> frozenset[str]:
        """See `Keeper`."""
        return self.pins

    def note_locked(self) -> None:
        """See `Keeper`."""
        self.locked += 1

    def note_ended(self) -> None:
        """See `Keeper`."""
        self.ended += 1

    def confirm(self, secret: str, *, is_pin: bool) -> None:
        """See `Keeper`."""
        self._ask("", secret, is_pin)

    def switch(self, user_id: str, secret: str, *, is_pin: bool) -> Desk:
        """See `Keeper`."""
        self._ask(user_id, secret, is_pin)
        assert self._desk is not None
        return self._desk

    def _ask(self, user_id: str, secret: str, is_pin: bool) -> None:
        self.asked.append((user_id, secret, is_pin))
        if secret != (PIN if is_pin else SECRET):
            raise SignInError
