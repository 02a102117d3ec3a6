"""Glue of the sign-in screen: asks the gate, off the GUI thread, and shows what came of it."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot

from bedside.errors import InputRefused, UserFacingError
from bedside.views.appearance import Appearance
from bedside.views.messages import message_for, refusal_words
from bedside.views.sign_in.screen import SignInScreen
from bedside.views.sign_in.state import Phase, SetUp, SignInState
from bedside.views.tasks import Runner
from bedside.views.widgets.code_step import CodeStep
from bedside.views.widgets.person import UserTile

SHORTEST_PASSWORD = 10
"""Of a new one; the services refuse a shorter one, too."""

RESTORABLE = frozenset({"store_damaged", "store_missing", "store_rolled_back", "store_key_wrong"})
"""Codes of what a backup may help against."""


class Gate(Protocol):
    """What opens a store; made by the composition root once the heavy rooms are loaded. All of it may block."""

    @property
    def trial_id(self) -> str:
        """The trial of the protocol in use."""
        ...

    def users(self) -> Sequence[UserTile]:
        """Who may sign in here; nobody means there is no store yet."""
        ...

    def sign_in(self, user_id: str, password: str) -> object:
        """The desk of that user. Raises SignInError or one of the StoreError family."""
        ...

    def change_password(self, user_id: str, old: str, new: str) -> object:
        """Replace a password that must go; the desk of that user. Raises InputRefused and what `sign_in` does."""
        ...

    def set_up(self, answers: SetUp) -> object:
        """Make the store with its first user; the desk. Raises InputRefused or StoreError."""
        ...

    def recovery_codes(self, desk: object) -> tuple[str, str]:
        """Two codes that together open the store, shown once. Raises StoreError."""
        ...

    def leave(self, desk: object) -> None:
        """Sign out of a desk that no ward was made for."""
        ...


class SignInPresenter(QObject):
    """Owns the state; the password passes through and is not kept."""

    signed_in = Signal(object)
    """The desk of whoever signed in."""
    ready = Signal()
    """Users can be chosen, or the first run can begin."""
    reopen_requested = Signal()
    """The heavy part failed and is to be tried again."""
    restore_requested = Signal()
    """The store cannot be used, and a backup may help."""

    def __init__(
        self,
        appearance: Appearance,
        runner: Runner,
        demo: bool,
        parent: QObject | None = None,
        choose: Callable[[int], int] = secrets.randbelow,
    ) -> None:
        """`choose` says which group of a code is to be typed back; only a test's is no chance."""
        super().__init__(parent)
        self._choose = choose
        self._appearance = appearance
        self._runner = runner
        self._gate: Gate | None = None
        self._new_desk: object | None = None
        self.trouble: Exception | None = None
        """Why nothing can be opened, last time that was so."""
        self._state = SignInState(demo=demo)
        self.screen = self._made_screen()

    @property
    def state(self) -> SignInState:
        """What is shown now."""
        return self._state

    def rebuild(self) -> SignInScreen:
        """A new screen in the language and size that are now worn; the old one is the caller's to remove."""
        self.screen = self._made_screen()
        return self.screen

    def _made_screen(self) -> SignInScreen:
        screen = SignInScreen(self._appearance)
        screen.user_chosen.connect(self._on_user_chosen)
        screen.sign_in_requested.connect(self._on_sign_in_requested)
        screen.set_up_requested.connect(self._on_set_up_requested)
        screen.change_requested.connect(self._on_change_requested)
        screen.group_typed_back.connect(self._on_group_typed_back)
        screen.add_people_requested.connect(self._on_add_people_requested)
        screen.retry_requested.connect(self._on_retry_requested)
        screen.restore_requested.connect(self.restore_requested)
        screen.show_state(self._state)
        return screen

    def open_gate(self, gate: Gate) -> None:
        """Everything is loaded: find out who may sign in."""
        self._gate, self.trouble = gate, None
        self._runner.run(partial(_users_of, gate), self._on_users_read, self.stop)

    def show_again(self) -> None:
        """Back at the gate after a sign-out."""
        self._show(SignInState(demo=self._state.demo))
        self.screen.clear_password()
        if self._gate is not None:
            self.open_gate(self._gate)

    def _show(self, state: SignInState) -> None:
        self._state = state
        self.screen.show_state(state)

    @Slot(object)
    def stop(self, error: Exception) -> None:
        """Nothing can be opened: say why and offer to try again."""
        self.trouble = error
        can_restore = isinstance(error, UserFacingError) and error.code in RESTORABLE
        self._show(replace(self._state, phase="stopped", busy=False, error=message_for(error), can_restore=can_restore))

    @Slot()
    def _on_retry_requested(self) -> None:
        self._show(SignInState(demo=self._state.demo))
        self.reopen_requested.emit()

    @Slot(object)
    def _on_users_read(self, found: tuple[str, tuple[UserTile, ...]]) -> None:
        trial_id, users = found
        chosen = users[0].user_id if len(users) == 1 else ""
        phase: Phase = "users" if users else "first_run"
        self._show(replace(self._state, phase=phase, trial_id=trial_id, users=users, chosen=chosen, error=""))
        if chosen:
            self.screen.focus_password()
        else:
            self.screen.focus_first()
        self.ready.emit()

    @Slot(str)
    def _on_user_chosen(self, user_id: str) -> None:
        self.screen.clear_password()
        self._show(replace(self._state, chosen=user_id, error="", error_field="", must_change=False))
        self.screen.focus_password()

    @Slot(str, str)
    def _on_sign_in_requested(self, user_id: str, password: str) -> None:
        if self._gate is None:
            return
        self._show(replace(self._state, busy=True, error=""))
        self._runner.run(partial(self._gate.sign_in, user_id, password), self._on_signed_in, self._on_refused)

    @Slot(str, str, str, str)
    def _on_change_requested(self, user_id: str, old: str, new: str, again: str) -> None:
        if self._gate is None:
            return
        field, refusal = self._refusal_of_password(new, again)
        if refusal:
            self._show(replace(self._state, error=refusal, error_field=field))
            return
        self._show(replace(self._state, busy=True, error="", error_field=""))
        change = partial(self._gate.change_password, user_id, old, new)
        self._runner.run(change, self._on_signed_in, self._on_refused)

    @Slot(object)
    def _on_set_up_requested(self, answers: SetUp) -> None:
        if self._gate is None:
            return
        field, refusal = self._refusal_of(answers)
        if refusal:
            self._show(replace(self._state, error=refusal, error_field=field))
            return
        self._show(replace(self._state, busy=True, error="", error_field=""))
        self._runner.run(partial(_set_up, self._gate, answers), self._on_set_up, self._on_refused)

    def _refusal_of(self, answers: SetUp) -> tuple[str, str]:
        """What is seen to be wrong before anything is asked of the store: field and sentence."""
        for field in ("site_id", "name", "user_id"):
            if not getattr(answers, field):
                return field, self.tr("Needed")
        return self._refusal_of_password(answers.password, answers.password_again)

    def _refusal_of_password(self, new: str, again: str) -> tuple[str, str]:
        if len(new) < SHORTEST_PASSWORD:
            return "password", self.tr("At least {n} characters").format(n=SHORTEST_PASSWORD)
        if new != again:
            return "password_again", self.tr("The two passwords differ")
        return "", ""

    # ------------------------------------------------------------------ the rest of the first run

    @Slot(object)
    def _on_set_up(self, made: tuple[object, tuple[str, str]]) -> None:
        desk, codes = made
        self._new_desk = desk
        self.screen.clear_password()
        step = CodeStep(codes, (self._choose(1_000), self._choose(1_000)))
        self._turn(SignInState("codes", self._state.demo, self._state.trial_id, codes=step))

    @Slot(str)
    def _on_group_typed_back(self, typed: str) -> None:
        step = self._state.codes
        if step is None:
            return
        self.screen.clear_password()
        if not step.holds(typed):
            self._turn(replace(self._state, codes=step.refused()))
        elif step.is_last:
            self._turn(replace(self._state, phase="made", codes=None))
        else:
            self._turn(replace(self._state, codes=step.following()))

    @Slot()
    def _on_add_people_requested(self) -> None:
        desk, self._new_desk = self._new_desk, None
        if desk is not None:
            self._on_signed_in(desk)

    def _turn(self, state: SignInState) -> None:
        self._show(state)
        self.screen.focus_first()

    def leave(self) -> None:
        """The window is being closed: sign out of a store that was made and not yet entered."""
        desk, self._new_desk = self._new_desk, None
        if desk is not None and self._gate is not None:
            self._runner.run(partial(self._gate.leave, desk), self._on_left, self._on_left)

    @Slot(object)
    def _on_left(self, _outcome: object) -> None:
        """Nobody is there to be told."""

    # ------------------------------------------------------------------ what came of it

    @Slot(object)
    def _on_signed_in(self, desk: object) -> None:
        self.screen.clear_password()
        self._show(replace(self._state, busy=False, error="", must_change=False))
        self.signed_in.emit(desk)

    @Slot(object)
    def _on_refused(self, error: Exception) -> None:
        code = error.code if isinstance(error, UserFacingError) else ""
        if code in RESTORABLE:
            self.screen.clear_password()
            self.stop(error)
        elif code == "password_must_change":
            # The one that must go stays in its field: changing it needs it once more.
            self._show(replace(self._state, busy=False, error="", error_field="", must_change=True))
            self.screen.focus_password()
        else:
            self._refuse(error)

    def _refuse(self, error: Exception) -> None:
        field = error.field if isinstance(error, InputRefused) else ""
        if isinstance(error, InputRefused) and field == "password":
            said = refusal_words(error, at_field=True)
        else:
            said = message_for(error)
        self._show(replace(self._state, busy=False, error=said, error_field=field))
        if self._state.must_change:
            self.screen.clear_new_password()
            self.screen.focus_password()
        elif self._state.phase == "users":
            self.screen.clear_password()
            self.screen.focus_password()


def _users_of(gate: Gate) -> tuple[str, tuple[UserTile, ...]]:
    return gate.trial_id, tuple(gate.users())


def _set_up(gate: Gate, answers: SetUp) -> tuple[object, tuple[str, str]]:
    """The desk of the first user, and the recovery codes of the store that was just made."""
    desk = gate.set_up(answers)
    try:
        return desk, gate.recovery_codes(desk)
    except BaseException:
        gate.leave(desk)
        raise
