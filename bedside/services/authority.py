"""Holds every use case to who may do it: role, delegation, and a journalled refusal where neither allows it."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, Final, ParamSpec, TypeVar

from bedside.errors import NotPermitted, UserFacingError
from bedside.models.authority import Act, may
from bedside.services.access import journal_access
from bedside.services.desk import Desk

P = ParamSpec("P")
R = TypeVar("R")

ACT_ATTRIBUTE: Final = "bedside_act"
"""Where `needs` notes the act on a use case, so that a test can hold every use case to the matrix."""


def needs(act: Act) -> Callable[[Callable[Concatenate[Desk, P], R]], Callable[Concatenate[Desk, P], R]]:
    """Let a use case run only for a desk whose user has leave for `act`; a refusal is journalled and raised.

    Raises (the use case): NotPermitted.
    """

    def guard(use_case: Callable[Concatenate[Desk, P], R]) -> Callable[Concatenate[Desk, P], R]:
        @wraps(use_case)
        def guarded(desk: Desk, /, *args: P.args, **kwargs: P.kwargs) -> R:
            require(desk, act)
            return use_case(desk, *args, **kwargs)

        setattr(guarded, ACT_ATTRIBUTE, act)
        return guarded

    return guard


def require(desk: Desk, act: Act) -> None:
    """Refuse `act` for this desk unless its user has leave; the refusal goes into the journal.

    Raises:
        NotPermitted: naming the act and the role.
    """
    if may(desk.user.role, act):
        return
    refusal = NotPermitted(act=act.value, reason=f"the role {desk.user.role} may not do it")
    note_refusal(desk, act, refusal)
    raise refusal


def note_refusal(desk: Desk, act: Act, refusal: UserFacingError) -> None:
    """Journal that `act` was refused to the desk's user, by its code and never by what was typed."""
    desk.store.write(lambda work: journal_access(work, desk, "refused", area=act.value, detail=refusal.code))
