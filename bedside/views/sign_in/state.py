"""What the sign-in screen shows."""

from dataclasses import dataclass
from typing import Literal

from bedside.views.widgets.code_step import CodeStep
from bedside.views.widgets.person import UserTile

Phase = Literal["opening", "users", "first_run", "codes", "made", "stopped"]


@dataclass(frozen=True, slots=True)
class SetUp:
    """What the first run asks for: the site, and its first user, who is an administrator."""

    site_id: str
    user_id: str
    name: str
    password: str
    password_again: str


@dataclass(frozen=True, slots=True)
class SignInState:
    """One moment of the screen; `error` is one translated line, `error_field` the field it stands at ("" below all).

    `must_change` says that the chosen user's password was set by somebody else and has to be replaced now. `codes` is
    which recovery code is shown. `can_restore` says that a backup may help where the store could not be opened.
    """

    phase: Phase = "opening"
    demo: bool = False
    trial_id: str = ""
    users: tuple[UserTile, ...] = ()
    chosen: str = ""
    busy: bool = False
    error: str = ""
    error_field: str = ""
    must_change: bool = False
    codes: CodeStep | None = None
    can_restore: bool = False

    @property
    def chosen_user(self) -> UserTile | None:
        """The tile that was chosen."""
        return next((user for user in self.users if user.user_id == self.chosen), None)
