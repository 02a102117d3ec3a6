"""What a row of the ward board says, worked out from a subject's state alone, so that the board grows with patients."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from uuid import UUID

from bedside.models.projections import Draft, GradeBounds, SubjectState, WardIdentity
from bedside.models.protocol import TrialProtocol
from bedside.services.schedule import MINUTE, DueCheck, day_after, next_due

Change = Literal["up", "down", "level"]
HOUR = timedelta(hours=1)

TREATMENT_SHOWN_FOR = timedelta(hours=48)
"""How long a dose stays among a row's notes; its place in the time line stays for good."""


@dataclass(frozen=True, slots=True)
class BoardNote:
    """Something worth a word in a row. Codes and their params: "unsigned" (count), "tocilizumab_ago" and "steroid_ago"
    (whole hours), "draft_open" (minutes since its last answer, who), "missed" (count), "no_baseline" ()."""

    code: str
    params: tuple[int | str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftHead:
    """An open check as the board shows it: who started it, and in whose hand it is (nobody's: empty, handed over)."""

    draft_id: UUID
    started_by: str
    started_by_name: str
    started_at: datetime
    updated_at: datetime
    step: str
    holder: str
    holder_name: str


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One patient. `bed` and `full_name` are empty where the ward's sealed table has none; temperatures in degrees
    Celsius; `day` is D+n by the local date of infusion, negative before it."""

    subject_id: str
    bed: str
    full_name: str
    day: int | None
    since_infusion: timedelta | None
    infused_at: datetime | None
    infusion_given: bool
    due: DueCheck
    crs: GradeBounds | None
    icans: GradeBounds | None
    crs_change: Change | None
    icans_change: Change | None
    temperature_c: float | None
    temperature_at: datetime | None
    notes: tuple[BoardNote, ...]
    unsigned: int
    unsent: int
    draft: DraftHead | None
    last_check_at: datetime | None


def board_row(
    state: SubjectState,
    identity: WardIdentity | None,
    draft: Draft | None,
    names: Mapping[str, str],
    protocol: TrialProtocol,
    now: datetime,
) -> BoardRow:
    """One subject's row as of `now`; `names` gives printed names by user id."""
    last = state.last
    due = next_due(protocol, state, now)
    head = draft_head(draft, names) if draft is not None else None
    infused = state.infused_at
    return BoardRow(
        subject_id=state.subject_id,
        bed=identity.bed if identity else "",
        full_name=identity.full_name if identity else "",
        day=day_after(infused, now) if infused else None,
        since_infusion=now.astimezone(UTC) - infused.astimezone(UTC) if infused else None,
        infused_at=infused,
        infusion_given=state.infusion_given,
        due=due,
        crs=last.crs if last else None,
        icans=last.icans if last else None,
        crs_change=change_between(state.previous_crs, last.crs) if last else None,
        icans_change=change_between(state.previous_icans, last.icans) if last else None,
        temperature_c=last.temperature_c if last else None,
        temperature_at=last.observed_at if last and last.temperature_c is not None else None,
        notes=tuple(_notes(state, due, head, now)),
        unsigned=state.unsigned,
        unsent=state.unsent,
        draft=head,
        last_check_at=last.observed_at if last else None,
    )


def draft_head(draft: Draft, names: Mapping[str, str]) -> DraftHead:
    """What the board says of an open check."""
    return DraftHead(
        draft_id=draft.draft_id,
        started_by=draft.started_by,
        started_by_name=names.get(draft.started_by, draft.started_by),
        started_at=draft.started_at,
        updated_at=draft.updated_at,
        step=draft.step,
        holder=draft.holder,
        holder_name=names.get(draft.holder, draft.holder),
    )


def change_between(before: GradeBounds | None, after: GradeBounds) -> Change | None:
    """Whether a grade rose or fell; None where the bounds leave it open or there was none before."""
    if before is None:
        return None
    if after.at_least > before.at_most:
        return "up"
    if after.at_most < before.at_least:
        return "down"
    return "level" if before.determined and after.determined else None


def by_need(row: BoardRow) -> tuple[int, float, int, str]:
    """The order of the board: overdue (longest, then worst), due soon, open draft, then by grade and time due."""
    worst = max(row.crs.at_least if row.crs else 0, row.icans.at_least if row.icans else 0)
    at = row.due.due_at.timestamp() if row.due.due_at else float("inf")
    if row.due.state == "overdue":
        return 0, -row.due.minutes, -worst, row.subject_id
    if row.due.state == "due_soon":
        return 1, row.due.minutes, -worst, row.subject_id
    if row.draft is not None:
        return 2, -worst, 0, row.subject_id
    return 3 + 5 - worst, at, 0, row.subject_id


def _notes(state: SubjectState, due: DueCheck, draft: DraftHead | None, now: datetime) -> list[BoardNote]:
    notes = []
    if missed := due.missed(now):
        notes.append(BoardNote("missed", (missed,)))
    if draft is not None:
        who = draft.holder_name or draft.started_by_name
        notes.append(BoardNote("draft_open", (max(0, (now - draft.updated_at) // MINUTE), who)))
    if (before := _icans_before(state)) is not None:
        grade, at = before
        notes.append(BoardNote("icans_before", (grade, max(0, (now - at) // HOUR))))
    for code, given_at in (
        ("tocilizumab_ago", state.last_tocilizumab_at),
        ("steroid_ago", state.last_steroid_at),
    ):
        if given_at is not None and timedelta(0) <= now - given_at <= TREATMENT_SHOWN_FOR:
            notes.append(BoardNote(code, ((now - given_at) // HOUR,)))
    if state.last is None:
        notes.append(BoardNote("no_baseline"))
    if state.unsigned:
        notes.append(BoardNote("unsigned", (state.unsigned,)))
    return notes


def _icans_before(state: SubjectState) -> tuple[int, datetime] | None:
    """The ICANS grade of the last check with an ICE test, where the check after it had none: told with its age, never
    shown as the grade of now."""
    if state.last is None or state.last.icans.determined or state.last_ice_at is None:
        return None
    before = state.previous_icans
    return (before.at_least, state.last_ice_at) if before is not None and before.determined else None
