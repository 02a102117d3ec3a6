"""Lets a window say that a save waits for another program, for as long as it does."""

from collections.abc import Callable

from bedside.services.desk import Desk


def on_waiting(desk: Desk, told: Callable[[float], None]) -> None:
    """Tell `told` how many seconds a save has waited already, and 0 when that is over; on a thread of the store's."""
    desk.store.on_waiting(told)
