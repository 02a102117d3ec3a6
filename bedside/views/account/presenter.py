"""Glue of the page of one's own password and PIN; what is typed passes through and is not kept."""

import secrets
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from bedside.errors import InputRefused
from bedside.views.account.screen import AccountScreen
from bedside.views.account.state import AccountState, Part
from bedside.views.messages import message_for, refusal_words
from bedside.views.tasks import Runner
from bedside.views.widgets.code_step import CodeStep

T = TypeVar("T")


class Ways(Protocol):
    """What can be done about one's own access; all of it may block and raise a UserFacingError."""

    def has_pin(self) -> bool:
        """Whether there is a PIN that would be taken now."""
        ...

    def change_password(self, old: str, new: str) -> None:
        """Choose another password."""
        ...

    def set_pin(self, pin: str, password: str) -> None:
        """Choose a PIN."""
        ...

    def remove_pin(self) -> None:
        """Do without a PIN."""
        ...

    def recovery_codes(self) -> tuple[str, str]:
        """Two new codes in place of the old."""
        ...


class AccountPresenter(QObject):
    """Made with the ways of a desk; `state` says whose they are."""

    closed = Signal()
    told = Signal(str, str)

    def __init__(
        self,
        runner: Runner,
        ways: Ways,
        state: AccountState,
        parent: QObject | None = None,
        choose: Callable[[int], int] = secrets.randbelow,
    ) -> None:
        """`choose` says which group of a code is to be typed back; only a test's is no chance."""
        super().__init__(parent)
        self._runner, self._ways, self._choose = runner, ways, choose
        self._state = state
        self._part: Part = ""
        self.screen = AccountScreen()
        self.screen.back_requested.connect(self.closed)
        self.screen.password_change_requested.connect(self._on_password_change_requested)
        self.screen.pin_requested.connect(self._on_pin_requested)
        self.screen.pin_removal_requested.connect(self._on_pin_removal_requested)
        self.screen.codes_requested.connect(self._on_codes_requested)
        self.screen.group_typed_back.connect(self._on_group_typed_back)
        self.screen.show_state(self._state)

    @property
    def state(self) -> AccountState:
        """What is shown now."""
        return self._state

    def open(self) -> None:
        """Find out whether there is a PIN."""
        self.screen.focus_first()
        self._runner.run(self._ways.has_pin, self._on_pin_known, self._on_failed)

    def _show(self, state: AccountState) -> None:
        self._state = state
        self.screen.show_state(state)

    @Slot(object)
    def _on_pin_known(self, has_pin: bool) -> None:
        self._show(replace(self._state, has_pin=has_pin))

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.told.emit("danger", message_for(error))

    # ------------------------------------------------------------------ password and PIN

    @Slot(str, str, str)
    def _on_password_change_requested(self, old: str, new: str, again: str) -> None:
        if not old:
            self._refuse("password", "old", self.tr("Needed"))
        elif new != again:
            self._refuse("password", "again", self.tr("The two passwords differ"))
        else:
            self._do("password", partial(self._ways.change_password, old, new), self._on_password_changed)

    @Slot(str, str, str)
    def _on_pin_requested(self, pin: str, again: str, password: str) -> None:
        if not 4 <= len(pin) <= 8:
            self._refuse("pin", "pin", self.tr("4 to 8 figures"))
        elif pin != again:
            self._refuse("pin", "again", self.tr("The two PINs differ"))
        elif not password:
            self._refuse("pin", "password", self.tr("Needed"))
        else:
            self._do("pin", partial(self._ways.set_pin, pin, password), self._on_pin_set)

    @Slot()
    def _on_pin_removal_requested(self) -> None:
        self._do("pin", self._ways.remove_pin, self._on_pin_removed)

    def _do(self, part: Part, job: Callable[[], T], done: Callable[[T], None]) -> None:
        self._part = part
        self._show(replace(self._state, busy=True, error="", error_part="", error_field=""))
        self._runner.run(job, done, self._on_refused)

    def _refuse(self, part: Part, field: str, reason: str) -> None:
        self._show(replace(self._state, busy=False, error=reason, error_part=part, error_field=field))

    @Slot(object)
    def _on_refused(self, error: Exception) -> None:
        if not isinstance(error, InputRefused):
            # A wrong password stands where the password was asked for.
            field = {"password": "old", "pin": "password"}.get(self._part, "")
            self._refuse(self._part, field, message_for(error))
            return
        # What the services call a password is the new one here.
        field = "new" if self._part == "password" else error.field
        self._refuse(self._part, field, refusal_words(error, at_field=True))

    def _done(self, said: str, *, has_pin: bool | None) -> None:
        self.screen.clear()
        self._show(replace(self._state, busy=False, has_pin=has_pin))
        self.told.emit("good", said)

    @Slot(object)
    def _on_password_changed(self, _nothing: object) -> None:
        self._done(self.tr("Your password is changed"), has_pin=self._state.has_pin)
        self._runner.run(self._ways.has_pin, self._on_pin_known, self._on_failed)

    @Slot(object)
    def _on_pin_set(self, _nothing: object) -> None:
        self._done(self.tr("Your PIN is set"), has_pin=True)

    @Slot(object)
    def _on_pin_removed(self, _nothing: object) -> None:
        self._done(self.tr("Your PIN is removed"), has_pin=False)

    # ------------------------------------------------------------------ recovery codes

    @Slot()
    def _on_codes_requested(self) -> None:
        self._do("codes", self._ways.recovery_codes, self._on_codes_made)

    @Slot(object)
    def _on_codes_made(self, codes: tuple[str, str]) -> None:
        step = CodeStep(codes, (self._choose(1_000), self._choose(1_000)))
        self._show(replace(self._state, busy=False, codes=step))
        self.screen.focus_first()

    @Slot(str)
    def _on_group_typed_back(self, typed: str) -> None:
        step = self._state.codes
        if step is None:
            return
        self.screen.clear()
        if not step.holds(typed):
            self._show(replace(self._state, codes=step.refused()))
        elif not step.is_last:
            self._show(replace(self._state, codes=step.following()))
        else:
            self._show(replace(self._state, codes=None))
            self.told.emit("good", self.tr("The new recovery codes hold; the old ones are worthless"))
        self.screen.focus_first()
