"""Looking at the ward: the board, one patient's page, one check in full, and finding a patient by wristband."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bedside.errors import InputRefused, NotFound
from bedside.models.authority import Act
from bedside.models.journal import JournalEntry
from bedside.models.projections import AssessmentSummary, GradeBounds, InterventionSummary, WardIdentity
from bedside.models.records import Assessment
from bedside.models.refusals import shown
from bedside.services.authority import allowed, needs
from bedside.services.board import BoardNote, BoardRow, Change, DraftHead, board_row, by_need, change_between
from bedside.services.context import WAIVING
from bedside.services.desk import Desk
from bedside.services.episodes import PatientEpisodes, ToxicityEpisode, patient_episodes
from bedside.services.kept_apart import KeptApart
from bedside.services.recording import minutes_late
from bedside.services.schedule import DueCheck
from bedside.services.treatment_clock import TreatmentClock, treatment_clock
from bedside.store.reader import Reader

__all__ = [
    "AssessmentDetail",
    "Board",
    "BoardNote",
    "BoardRow",
    "Change",
    "DraftHead",
    "DueCheck",
    "KeptApart",
    "PatientPage",
    "ToxicityEpisode",
    "TreatmentClock",
    "assessment_detail",
    "change_between",
    "find_subject",
    "patient_page",
    "ward_board",
]

LONGEST_SCAN = 64
"""Characters of the longest wristband; more is a scanner gone wild or a paste."""


@dataclass(frozen=True, slots=True)
class Board:
    """The ward as known on this device at `as_of`; rows by what needs a hand first."""

    as_of: datetime
    rows: tuple[BoardRow, ...]
    overdue: int
    unsigned: int
    unsent: int


@dataclass(frozen=True, slots=True)
class PatientPage:
    """One patient: the row of the board, everything recorded (newest first), episodes and what was kept apart from them
    (oldest first), the clock of tocilizumab and steroids, and the check in hand. `record_number` is empty where the
    ward's sealed table has none."""

    as_of: datetime
    row: BoardRow
    record_number: str
    age_years: int
    developmental_delay: bool
    product: str | None
    assessments: tuple[AssessmentSummary, ...]
    interventions: tuple[InterventionSummary, ...]
    episodes: tuple[ToxicityEpisode, ...]
    apart: tuple[KeptApart, ...]
    clock: TreatmentClock
    draft: DraftHead | None
    author_names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AssessmentDetail:
    """One check in full: the entry, what it says, who answered what, and how late it was written (None: in time)."""

    entry: JournalEntry
    assessment: Assessment
    crs: GradeBounds
    icans: GradeBounds
    author_names: Mapping[str, str]
    late_minutes: int | None


@needs(Act.SEE_PATIENTS)
def ward_board(desk: Desk) -> Board:
    """The board as of now; what it costs grows with the patients, not with their checks."""
    now = desk.clock.now()
    with desk.store.read() as reader:
        identities, names = _identities(desk, reader), reader.printed_names()
        drafts = {draft.subject_id: draft for draft in reader.drafts()}
        states = reader.board()
    rows = (
        board_row(state, identities.get(state.subject_id), drafts.get(state.subject_id), names, desk.protocol, now)
        for state in states
    )
    by_hand = tuple(sorted(rows, key=by_need))
    return Board(
        as_of=now,
        rows=by_hand,
        overdue=sum(row.due.state == "overdue" for row in by_hand),
        unsigned=sum(row.unsigned for row in by_hand),
        unsent=sum(row.unsent for row in by_hand),
    )


@needs(Act.SEE_PATIENTS)
def find_subject(desk: Desk, scanned: str) -> str:
    """The subject number of the patient whose wristband, or subject number, was scanned or typed.

    Raises:
        InputRefused: nothing that could be a number. NotFound: nobody here has it; the number itself is not told.
    """
    wanted = "".join(sign for sign in scanned[: 4 * LONGEST_SCAN] if sign.isprintable()).strip()
    if not wanted or len(wanted) > LONGEST_SCAN:
        raise InputRefused("wristband", shown(wanted), f"a subject or record number of up to {LONGEST_SCAN} characters")
    with desk.store.read() as reader:
        identities = _identities(desk, reader)
        enrolled = [state.subject_id for state in reader.board()]
    for subject_id in enrolled:
        if subject_id.casefold() == wanted.casefold():
            return subject_id
    for subject_id in enrolled:
        if subject_id in identities and identities[subject_id].record_number == wanted:
            return subject_id
    raise NotFound(what="patient", which="with this number")


@needs(Act.SEE_PATIENTS)
def patient_page(desk: Desk, subject_id: str) -> PatientPage:
    """Everything recorded of one patient.

    Raises:
        NotFound: no such subject.
    """
    now = desk.clock.now()
    with desk.store.read() as reader:
        state = reader.subject(subject_id)
        identity, names = _identities(desk, reader).get(subject_id), reader.printed_names()
        draft = next(iter(reader.drafts_of(subject_id)), None)
        checks, given = reader.assessments(subject_id), reader.interventions(subject_id)
        seen = reader.checks_seen(subject_id)
    found = patient_episodes(seen, given, state.infused_at, desk.protocol, now)
    row = board_row(state, identity, draft, names, desk.protocol, now)
    return PatientPage(
        as_of=now,
        row=row,
        record_number=identity.record_number if identity else "",
        age_years=state.age_years,
        developmental_delay=state.developmental_delay,
        product=state.product,
        assessments=checks,
        interventions=given,
        episodes=found.episodes,
        apart=found.apart,
        clock=treatment_clock(given, _waiving(found), desk.protocol, now),
        draft=row.draft,
        author_names=names,
    )


def _identities(desk: Desk, reader: Reader) -> Mapping[str, WardIdentity]:
    """Who the patients are, for whoever may know; nobody to the others, who see trial numbers."""
    return reader.identities() if allowed(desk, Act.SEE_IDENTITIES) else {}


def _waiving(found: PatientEpisodes) -> tuple[str, ...]:
    """The drugs that were given inside the open CRS episode and waive fever there."""
    inside = (
        given.drug
        for episode in found.episodes
        if episode.scale == "crs" and episode.ended_at is None
        for given in episode.treatments
    )
    return tuple(dict.fromkeys(WAIVING[drug] for drug in inside if drug in WAIVING))


@needs(Act.SEE_PATIENTS)
def assessment_detail(desk: Desk, record_id: UUID) -> AssessmentDetail:
    """One check as it stands now.

    Raises:
        NotFound: there is no such check, or it was voided.
    """
    with desk.store.read() as reader:
        entry, assessment = reader.assessment(record_id)
        summary = next(found for found in reader.assessments(entry.subject_id) if found.record_id == record_id)
        names = reader.printed_names()
    return AssessmentDetail(
        entry=entry,
        assessment=assessment,
        crs=summary.crs,
        icans=summary.icans,
        author_names=names,
        late_minutes=minutes_late(desk, entry.observed_at, entry.recorded_at),
    )
