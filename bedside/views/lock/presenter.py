"""Glue of the lock: asks whoever comes for password or PIN, off the GUI thread, and says who it was."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot

from bedside.services.desk import Desk
from bedside.views.lock.screen import LockScreen
from bedside.views.lock.state import LockState
from bedside.views.messages import message_for
from bedside.views.tasks import Runner
from bedside.views.widgets.person import UserTile


class Keeper(Protocol):
    """What can open a locked session; all of it may block."""

    def users(self) -> Sequence[UserTile]:
        """Everybody who may sign in here."""
        ...

    def with_pin(self) -> frozenset[str]:
        """The ids of those who have a PIN that would be taken now."""
        ...

    def note_locked(self) -> None:
        """Journal that the session was locked."""
        ...

    def note_ended(self) -> None:
        """Journal that nobody came back to it."""
        ...

    def confirm(self, secret: str, *, is_pin: bool) -> None:
        """Whether it is the session's own user. Raises SignInError."""
        ...

    def switch(self, user_id: str, secret: str, *, is_pin: bool) -> Desk:
        """The desk of somebody else on the same open store. Raises SignInError and its like."""
        ...


class LockPresenter(QObject):
    """Made when the window locks and gone when it opens; what is typed passes through and is not kept."""

    unlocked = Signal()
    """The session's own user is back."""
    switched = Signal(object)
    """The desk of somebody else."""
    sign_out_requested = Signal()

    def __init__(
        self,
        runner: Runner,
        keeper: Keeper,
        owner: UserTile,
        since: datetime,
        locked_at: datetime,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner, self._keeper = runner, keeper
        self._state = LockState(owner, since, locked_at)
        self.screen = LockScreen(self._state)
        self.screen.go_on_requested.connect(self._on_go_on_requested)
        self.screen.somebody_else_requested.connect(self._on_somebody_else_requested)
        self.screen.owner_requested.connect(self._on_owner_requested)
        self.screen.user_chosen.connect(self._on_user_chosen)
        self.screen.sign_out_requested.connect(self.sign_out_requested)

    @property
    def state(self) -> LockState:
        """What is shown now."""
        return self._state

    def open(self) -> None:
        """Find out who may come to the desk."""
        self._runner.run(partial(_people_of, self._keeper), self._on_people_read, self._on_people_unread)

    def _show(self, state: LockState) -> None:
        self._state = state
        self.screen.show_state(state)

    @Slot(object)
    def _on_people_read(self, found: tuple[tuple[UserTile, ...], frozenset[str]]) -> None:
        users, with_pin = found
        own = self._state.owner.user_id
        owner = next((user for user in users if user.user_id == own), self._state.owner)
        others = tuple(user for user in users if user.user_id != own)
        self._show(replace(self._state, owner=owner, others=others, with_pin=with_pin))

    @Slot(object)
    def _on_people_unread(self, _error: Exception) -> None:
        """Who else may come is not known: the session's own user can go on all the same."""

    @Slot()
    def _on_somebody_else_requested(self) -> None:
        self._turn(choosing=True)

    @Slot()
    def _on_owner_requested(self) -> None:
        self._turn(choosing=False)

    def _turn(self, *, choosing: bool, chosen: str = "") -> None:
        self.screen.clear_secret()
        self._show(replace(self._state, choosing=choosing, chosen=chosen, error=""))
        self.screen.take_focus()

    @Slot(str)
    def _on_user_chosen(self, user_id: str) -> None:
        self._turn(choosing=True, chosen=user_id)

    @Slot(str)
    def _on_go_on_requested(self, secret: str) -> None:
        who, is_pin = self._state.asked, self._state.is_pin(secret)
        if who is None:
            return
        self._show(replace(self._state, busy=True, error=""))
        if self._state.choosing:
            switch = partial(self._keeper.switch, who.user_id, secret, is_pin=is_pin)
            self._runner.run(switch, self._on_switched, self._on_refused)
        else:
            confirm = partial(self._keeper.confirm, secret, is_pin=is_pin)
            self._runner.run(confirm, self._on_confirmed, self._on_refused)

    @Slot(object)
    def _on_confirmed(self, _nothing: None) -> None:
        self.screen.clear_secret()
        self.unlocked.emit()

    @Slot(object)
    def _on_switched(self, desk: Desk) -> None:
        self.screen.clear_secret()
        self.switched.emit(desk)

    @Slot(object)
    def _on_refused(self, error: Exception) -> None:
        self.screen.clear_secret()
        self._show(replace(self._state, busy=False, error=message_for(error)))
        self.screen.take_focus()
        # A PIN that was typed wrong too often is gone: from then on what is typed is a password.
        self._runner.run(self._keeper.with_pin, self._on_pins_read, self._on_people_unread)

    @Slot(object)
    def _on_pins_read(self, with_pin: frozenset[str]) -> None:
        self._show(replace(self._state, with_pin=with_pin))


def _people_of(keeper: Keeper) -> tuple[tuple[UserTile, ...], frozenset[str]]:
    return tuple(keeper.users()), keeper.with_pin()
