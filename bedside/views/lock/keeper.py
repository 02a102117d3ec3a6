"""Opens a locked session by the services of its desk."""

from collections.abc import Callable, Sequence

from bedside.services import sign_in as gate
from bedside.services.credentials import has_pin
from bedside.services.desk import Desk
from bedside.views.widgets.person import UserTile


class DeskKeeper:
    """The `Keeper` of a real desk. All of it may block."""

    def __init__(self, desk: Desk, users: Callable[[], Sequence[UserTile]] | None = None) -> None:
        """`users`: who may sign in, where the composition root knows more of them than the store says."""
        self._desk, self._users = desk, users

    def users(self) -> Sequence[UserTile]:
        """See `Keeper`."""
        if self._users is not None:
            return self._users()
        found = gate.known_users(self._desk.store.folder)
        return tuple(UserTile(user.user_id, user.printed_name, user.role) for user in found)

    def with_pin(self) -> frozenset[str]:
        """See `Keeper`."""
        return frozenset(user.user_id for user in self.users() if has_pin(self._desk, user.user_id))

    def note_locked(self) -> None:
        """See `Keeper`."""
        gate.lock(self._desk)

    def note_ended(self) -> None:
        """See `Keeper`."""
        gate.end_session(self._desk)

    def confirm(self, secret: str, *, is_pin: bool) -> None:
        """See `Keeper`."""
        if is_pin:
            gate.confirm_presence(self._desk, pin=secret)
        else:
            gate.confirm_presence(self._desk, password=secret)

    def switch(self, user_id: str, secret: str, *, is_pin: bool) -> Desk:
        """See `Keeper`."""
        if is_pin:
            return gate.switch_user(self._desk, user_id, pin=secret)
        return gate.switch_user(self._desk, user_id, password=secret)
