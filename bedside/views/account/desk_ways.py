"""The ways of a real desk, and the page that is made with them."""

from PySide6.QtCore import QObject

from bedside.models.authority import Act, may
from bedside.services import credentials
from bedside.services.desk import Desk
from bedside.views.account.presenter import AccountPresenter
from bedside.views.account.state import AccountState
from bedside.views.tasks import Runner


class DeskWays:
    """See `Ways`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def has_pin(self) -> bool:
        """See `Ways`."""
        return credentials.has_pin(self._desk, self._desk.user.user_id)

    def change_password(self, old: str, new: str) -> None:
        """See `Ways`."""
        credentials.change_password(self._desk, old, new)

    def set_pin(self, pin: str, password: str) -> None:
        """See `Ways`."""
        credentials.set_pin(self._desk, pin, password)

    def remove_pin(self) -> None:
        """See `Ways`."""
        credentials.remove_pin(self._desk)

    def recovery_codes(self) -> tuple[str, str]:
        """See `Ways`."""
        return credentials.make_recovery_codes(self._desk)


def account_page(runner: Runner, desk: Desk, parent: QObject) -> AccountPresenter:
    """The page of whoever is at `desk`."""
    state = AccountState(
        desk.user.printed_name,
        desk.protocol.security.pin_hours,
        may_make_codes=may(desk.user.role, Act.REKEY),
    )
    return AccountPresenter(runner, DeskWays(desk), state, parent)
