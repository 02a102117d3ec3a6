"""Whose hand a check is in: one person's at a time, who may hand it over, or from whom it is taken with a reason."""

from uuid import UUID

from bedside.errors import CheckHeld, NotPermitted
from bedside.models.authority import Act
from bedside.models.projections import Draft
from bedside.services.access import journal_access
from bedside.services.authority import needs
from bedside.services.desk import Desk
from bedside.store.unit_of_work import UnitOfWork


@needs(Act.RECORD)
def hand_over_check(desk: Desk, draft_id: UUID) -> None:
    """Let go of a check, for whoever comes to take it up without giving a reason.

    Raises:
        NotFound: it is not in hand any more. CheckHeld: a colleague has it.
    """

    def hand_over(work: UnitOfWork) -> None:
        require_held(desk, work, draft_id)
        work.drafts.hold(draft_id, "", at=desk.clock.now())
        subject_id = work.reader.draft(draft_id).subject_id
        journal_access(work, desk, "draft_handed_over", subject_id=subject_id)

    desk.store.write(hand_over)


def require_held(desk: Desk, work: UnitOfWork, draft_id: UUID) -> None:
    """Refuse to change a check that is not in the hand of the desk's user.

    Raises:
        NotFound: it is not in hand at all. CheckHeld: a colleague has it. NotPermitted: it was handed over.
    """
    holder = work.drafts.holder(draft_id)
    if not holder:
        raise NotPermitted(act="changing this check", reason="it was handed over; take it up again first")
    if holder != desk.user.user_id:
        raise held_by_another(work, draft_id, holder)


def take_in_hand(desk: Desk, work: UnitOfWork, draft: Draft) -> None:
    """Put a check that nobody else holds into the hand of the desk's user.

    Raises:
        CheckHeld: a colleague has it.
    """
    if draft.holder not in ("", desk.user.user_id):
        raise held_by_another(work, draft.draft_id, draft.holder)
    if not draft.holder:
        work.drafts.hold(draft.draft_id, desk.user.user_id, at=desk.clock.now())


def held_by_another(work: UnitOfWork, draft_id: UUID, holder: str) -> CheckHeld:
    """The refusal that says who has it."""
    return CheckHeld(draft_id, holder, work.reader.printed_names().get(holder, holder))
