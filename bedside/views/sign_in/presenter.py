"""Glue of the sign-in screen: asks the gate, off the GUI thread, and shows what came of it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot

from bedside.errors import InputRefused
from bedside.views.appearance import Appearance
from bedside.views.messages import message_for
from bedside.views.sign_in.screen import SignInScreen
from bedside.views.sign_in.state import Phase, SetUp, SignInState
from bedside.views.tasks import Runner
from bedside.views.widgets.person import UserTile

SHORTEST_PASSWORD = 8


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

    def set_up(self, answers: SetUp) -> object:
        """Make the store with its first user; the desk. Raises InputRefused or StoreError."""
        ...


class SignInPresenter(QObject):
    """Owns the state; the password passes through and is not kept."""

    signed_in = Signal(object)
    """The desk of whoever signed in."""
    ready = Signal()
    """Users can be chosen, or the first run can begin."""
    reopen_requested = Signal()
    """The heavy part failed and is to be tried again."""

    def __init__(self, appearance: Appearance, runner: Runner, demo: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._runner = runner
        self._gate: Gate | None = None
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
        screen.retry_requested.connect(self._on_retry_requested)
        screen.show_state(self._state)
        return screen

    def open_gate(self, gate: Gate) -> None:
        """Everything is loaded: find out who may sign in."""
        self._gate = gate
        self._runner.run(partial(_users_of, gate), self._on_users_read, self.stop)

    def show_again(self) -> None:
        """Back at the gate after a sign-out."""
        self._show(replace(self._state, phase="opening", chosen="", busy=False, error=""))
        self.screen.clear_password()
        if self._gate is not None:
            self.open_gate(self._gate)

    def _show(self, state: SignInState) -> None:
        self._state = state
        self.screen.show_state(state)

    @Slot(object)
    def stop(self, error: Exception) -> None:
        """Nothing can be opened: say why and offer to try again."""
        self._show(replace(self._state, phase="stopped", busy=False, error=message_for(error)))

    @Slot()
    def _on_retry_requested(self) -> None:
        self._show(replace(self._state, phase="opening", error=""))
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
        self._show(replace(self._state, chosen=user_id, error=""))
        self.screen.focus_password()

    @Slot(str, str)
    def _on_sign_in_requested(self, user_id: str, password: str) -> None:
        if self._gate is None:
            return
        self._show(replace(self._state, busy=True, error=""))
        self._runner.run(partial(self._gate.sign_in, user_id, password), self._on_signed_in, self._on_refused)

    @Slot(object)
    def _on_set_up_requested(self, answers: SetUp) -> None:
        if self._gate is None:
            return
        field, refusal = self._refusal_of(answers)
        if refusal:
            self._show(replace(self._state, error=refusal, error_field=field))
            return
        self._show(replace(self._state, busy=True, error="", error_field=""))
        self._runner.run(partial(self._gate.set_up, answers), self._on_signed_in, self._on_refused)

    def _refusal_of(self, answers: SetUp) -> tuple[str, str]:
        """What is seen to be wrong before anything is asked of the store: field and sentence."""
        for field in ("site_id", "name", "user_id"):
            if not getattr(answers, field):
                return field, self.tr("Needed")
        if not answers.role:
            return "role", self.tr("Choose your role")
        if len(answers.password) < SHORTEST_PASSWORD:
            return "password", self.tr("At least {n} characters").format(n=SHORTEST_PASSWORD)
        if answers.password != answers.password_again:
            return "password_again", self.tr("The two passwords differ")
        return "", ""

    @Slot(object)
    def _on_signed_in(self, desk: object) -> None:
        self.screen.clear_password()
        self._show(replace(self._state, busy=False, error=""))
        self.signed_in.emit(desk)

    @Slot(object)
    def _on_refused(self, error: Exception) -> None:
        field = error.field if isinstance(error, InputRefused) else ""
        self._show(replace(self._state, busy=False, error=message_for(error), error_field=field))
        if self._state.phase == "users":
            self.screen.clear_password()
            self.screen.focus_password()


def _users_of(gate: Gate) -> tuple[str, tuple[UserTile, ...]]:
    return gate.trial_id, tuple(gate.users())
