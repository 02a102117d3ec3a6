"""Holds every use case to who may do it: role, delegation, and a journalled refusal where neither allows it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, Final, ParamSpec, TypeVar

from bedside.errors import NotPermitted, UserFacingError
from bedside.models.authority import NEED_DELEGATION, Act, may
from bedside.models.people import Task
from bedside.services.desk import Desk

if TYPE_CHECKING:
    from bedside.store.reader import Reader

P = ParamSpec("P")
R = TypeVar("R")

ACT_ATTRIBUTE: Final = "bedside_act"
"""Where `needs` notes the act on a use case, so that a test can hold every use case to the matrix."""

_TASKS: Final[Mapping[Act, Task]] = {Act.APPROVE_PROTOCOL: "approve_protocol", Act.REDACT: "redact"}
"""What a person must have been given for each act that needs a delegation."""


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
        NotPermitted: naming the act and what is missing, the role or the delegation.
    """
    if not may(desk.user.role, act):
        reason = f"the role {desk.user.role} may not do it"
    elif act in NEED_DELEGATION and not _is_delegated(desk, act):
        reason = "it needs a delegation that is in force now"
    else:
        return
    refusal = NotPermitted(act=act.value, reason=reason)
    note_refusal(desk, act, refusal)
    raise refusal


def allowed(desk: Desk, act: Act) -> bool:
    """Whether the desk's user has leave for `act` now, role and delegation; nothing is journalled."""
    return may(desk.user.role, act) and (act not in NEED_DELEGATION or _is_delegated(desk, act))


def delegated(reader: "Reader", user_id: str, task: Task, at: datetime) -> bool:
    """Whether a delegation of `task` to this person is in force `at` that moment: from the moment it starts, and no
    more in the one it ends."""
    return any(
        line.starts_at <= at and (line.ends_at is None or at < line.ends_at)
        for line in reader.delegations_of(user_id, task)
    )


def _is_delegated(desk: Desk, act: Act) -> bool:
    with desk.store.read() as reader:
        return delegated(reader, desk.user.user_id, _TASKS[act], desk.clock.now())


def note_refusal(desk: Desk, act: Act, refusal: UserFacingError) -> None:
    """Journal that `act` was refused to the desk's user, by its code and never by what was typed."""
    # Deferred for start-up: it loads the database, which commands that only grade never open.
    from bedside.services.access import journal_access

    desk.store.write(lambda work: journal_access(work, desk, "refused", area=act.value, detail=refusal.code))
