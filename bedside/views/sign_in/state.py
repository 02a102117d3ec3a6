"""What the sign-in screen shows."""

from dataclasses import dataclass
from typing import Literal

from bedside.views.widgets.person import UserTile

Phase = Literal["opening", "users", "first_run", "stopped"]


@dataclass(frozen=True, slots=True)
class SetUp:
    """What the first run asks for; `role` is empty when none was chosen."""

    site_id: str
    user_id: str
    name: str
    role: str
    password: str
    password_again: str


@dataclass(frozen=True, slots=True)
class SignInState:
    """One moment of the screen; `error` is one translated line, `error_field` the field it stands at ("" below all)."""

    phase: Phase = "opening"
    demo: bool = False
    trial_id: str = ""
    users: tuple[UserTile, ...] = ()
    chosen: str = ""
    busy: bool = False
    error: str = ""
    error_field: str = ""

    @property
    def chosen_user(self) -> UserTile | None:
        """The tile that was chosen."""
        return next((user for user in self.users if user.user_id == self.chosen), None)
