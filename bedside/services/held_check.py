"""What somebody reads before taking a check out of a colleague's hand: whose it is, and how far it has come."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bedside.models.authority import Act
from bedside.services.authority import needs
from bedside.services.desk import Desk


@dataclass(frozen=True, slots=True)
class HeldCheck:
    """A check in hand: `answers` are those that stand now, the last of them given at `updated_at`; times are aware."""

    draft_id: UUID
    subject_id: str
    holder_name: str
    started_at: datetime
    updated_at: datetime
    answers: int


@needs(Act.TAKE_OVER)
def held_check(desk: Desk, draft_id: UUID) -> HeldCheck:
    """One check in hand.

    Raises:
        NotFound: it is not there any more.
    """
    with desk.store.read() as reader:
        draft, names = reader.draft(draft_id), reader.printed_names()
    return HeldCheck(
        draft_id=draft_id,
        subject_id=draft.subject_id,
        holder_name=names.get(draft.holder, draft.holder),
        started_at=draft.started_at,
        updated_at=draft.updated_at,
        answers=sum(answer.value is not None for answer in draft.answers),
    )
