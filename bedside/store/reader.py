"""Answers the questions that screens and use cases ask of a store, each from one moment of it and by index."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, Select, and_, bindparam, func, not_, select

from bedside.errors import NotFound, StoreDamaged
from bedside.models.canonical import JsonValue
from bedside.models.journal import JournalEntry, Kind
from bedside.models.people import AccessAct, Delegation, UserRecord
from bedside.models.projections import (
    AssessmentSummary,
    CheckSeen,
    Draft,
    GradeBounds,
    InterventionSummary,
    SubjectState,
    WardIdentity,
)
from bedside.models.records import Assessment
from bedside.models.tables import assessments, chains, drafts, interventions, journal, subject_state, unix_ms
from bedside.store.drafts import drafts_in_hand, drafts_in_tray, find_draft
from bedside.store.entries import ChainHead, read_payload
from bedside.store.identities import read_identities, read_identity
from bedside.store.people import (
    read_delegations,
    read_delegations_of,
    read_last_sign_ins,
    read_printed_names,
    read_protocols,
    read_user_before,
    read_users,
)
from bedside.store.pins import Pin, read_pin
from bedside.store.recent import recent_terms
from bedside.store.settings_here import setting
from bedside.store.signs import EVERY_ONE, checks_seen
from bedside.store.trail_reader import TrailReader
from bedside.store.versions import (
    ENTRY,
    Version,
    current_versions,
    entry_of,
    shown_of_kinds,
    shown_of_subject,
    versions,
)
from bedside.store.vital_signs import VitalSigns, read_vital_signs

_BY_POSITION = ENTRY.where(journal.c.position == bindparam("position"))
_BY_ID = ENTRY.where(journal.c.entry_id == bindparam("entry"))
_AFTER = ENTRY.where(journal.c.position > bindparam("after")).order_by(journal.c.position).limit(bindparam("most"))

# An enrolled subject has an age; a row without one only counts entries that arrived before the enrolment.
_ENROLLED = subject_state.c.age_years.is_not(None)
_BOARD = select(subject_state).where(_ENROLLED).order_by(subject_state.c.subject_id)
_SUBJECT = select(subject_state).where(_ENROLLED, subject_state.c.subject_id == bindparam("who"))


def _last_two(states: Select[Any]) -> Select[Any]:
    """The last check and the one before it of every subject that `states` finds."""
    part = states.subquery()
    wanted = select(part.c.last_position).union_all(select(part.c.previous_position))
    return select(assessments).where(assessments.c.position.in_(wanted))


# Built once: putting a statement together costs more than running it.
_BOARD_CHECKS, _SUBJECT_CHECKS = _last_two(_BOARD), _last_two(_SUBJECT)
_LAST_POSITION = select(subject_state.c.last_position).where(subject_state.c.subject_id == bindparam("who"))
_NEWEST_FIRST = (assessments.c.observed_ms.desc(), assessments.c.position.desc())
_ASSESSMENTS = select(assessments).where(assessments.c.subject_id == bindparam("who")).order_by(*_NEWEST_FIRST)
_NEWEST_ASSESSMENTS = _ASSESSMENTS.limit(bindparam("most"))
_OWN = assessments.c.subject_id == bindparam("who")
_QUIET = and_(
    assessments.c.crs_sign_free.is_(True),
    assessments.c.crs_worst_sign_free.is_(True),
    assessments.c.overridden.is_(False),
)
_NEWEST_MS = select(func.max(assessments.c.observed_ms)).where(_OWN).scalar_subquery()
_RUN_BEGAN = (
    select(func.max(assessments.c.observed_ms))
    .where(_OWN, assessments.c.observed_ms <= _NEWEST_MS - bindparam("stretch"))
    .scalar_subquery()
)
_NOT_QUIET = (
    select(assessments.c.position)
    .where(_OWN, assessments.c.observed_ms >= func.coalesce(_RUN_BEGAN, 0), not_(func.coalesce(_QUIET, False)))
    .limit(1)
)
_ENROLMENT = (
    select(journal.c.kind, journal.c.entry_id)
    .where(journal.c.subject_id == bindparam("who"), journal.c.kind.in_([Kind.SUBJECT.value, Kind.INFUSION.value]))
    .order_by(journal.c.position)
)
_COMPLETE_ICE_BEFORE = (
    select(assessments.c.entry_id, assessments.c.ice_high)
    .where(
        assessments.c.subject_id == bindparam("who"),
        assessments.c.ice_low.is_not(None),
        assessments.c.ice_complete.is_(True),
        assessments.c.observed_ms <= bindparam("until"),
    )
    .order_by(*_NEWEST_FIRST)
    .limit(1)
)
_INTERVENTIONS = (
    select(interventions)
    .where(interventions.c.subject_id == bindparam("who"))
    .order_by(interventions.c.given_ms.desc(), interventions.c.position.desc())
)
_OF_RECORD = select(assessments.c.position).where(assessments.c.record_id == bindparam("record"))


class Reader:
    """One moment of a store. Nothing it hands out can be written back."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # -------------------------------------------------------------------------------------- subjects
    def board(self) -> tuple[SubjectState, ...]:
        """Every subject, by subject id; its cost grows with subjects, not with their checks."""
        return self._states(_BOARD, _BOARD_CHECKS, {})

    def subject(self, subject_id: str) -> SubjectState:
        """One subject.

        Raises:
            NotFound: it is not enrolled here.
        """
        found = self._states(_SUBJECT, _SUBJECT_CHECKS, {"who": subject_id})
        if not found:
            raise NotFound(what="patient", which=subject_id)
        return found[0]

    def identity(self, subject_id: str) -> WardIdentity | None:
        """Who one subject is on the ward; None where the sealed table does not say."""
        return read_identity(self._connection, subject_id)

    def identities(self) -> dict[str, WardIdentity]:
        """Who the subjects are on the ward, from the sealed table."""
        return read_identities(self._connection)

    # -------------------------------------------------------------------------------------- checks and treatments
    def assessments(self, subject_id: str, limit: int | None = None) -> tuple[AssessmentSummary, ...]:
        """The checks of a subject, the newest first by the time they were made."""
        if limit is None:
            found = self._connection.execute(_ASSESSMENTS, {"who": subject_id})
        else:
            found = self._connection.execute(_NEWEST_ASSESSMENTS, {"who": subject_id, "most": limit})
        rows = found.mappings()
        return tuple(_assessment(row) for row in rows)

    def free_of_crs(self, subject_id: str, stretch: timedelta) -> bool:
        """Whether the newest checks of a subject, over at least `stretch` or over all its stay, all showed no sign of
        CRS, at their moment and since the one before, without anybody having set a grade."""
        given = {"who": subject_id, "stretch": stretch // timedelta(milliseconds=1)}
        return self._connection.execute(_NOT_QUIET, given).first() is None

    def checks_seen(self, subject_id: str, limit: int = EVERY_ONE) -> tuple[CheckSeen, ...]:
        """What the newest checks of a subject say of CRS and ICANS and nothing else, the newest first."""
        return checks_seen(self._connection, subject_id, limit)

    def assessment(self, record_id: UUID) -> tuple[JournalEntry, Assessment]:
        """A check as it stands now: the entry of the version shown, and what it says.

        Raises:
            NotFound: there is no such check, or it was voided.
        """
        position = self._connection.execute(_OF_RECORD, {"record": record_id}).scalar_one_or_none()
        if position is None:
            raise NotFound(what="check", which=record_id)
        return self._assessment_at(position)

    def complete_ice_before(self, subject_id: str, moment: datetime) -> tuple[UUID, int] | None:
        """The newest complete ICE score at or before `moment`, with the entry that holds it; None where none is."""
        given = {"who": subject_id, "until": unix_ms(moment)}
        row = self._connection.execute(_COMPLETE_ICE_BEFORE, given).one_or_none()
        return None if row is None else (row.entry_id, row.ice_high)

    def enrolled_by(self, subject_id: str) -> dict[Kind, UUID]:
        """The newest entries of kind subject and infusion of a subject, as far as there are any."""
        rows = self._connection.execute(_ENROLMENT, {"who": subject_id})
        return {Kind(row.kind): row.entry_id for row in rows}

    def previous_assessment(self, subject_id: str) -> tuple[JournalEntry, Assessment] | None:
        """The newest check of a subject, None before the first."""
        position = self._connection.execute(_LAST_POSITION, {"who": subject_id}).scalar_one_or_none()
        return None if position is None else self._assessment_at(position)

    def interventions(self, subject_id: str) -> tuple[InterventionSummary, ...]:
        """The treatments of a subject, the newest first by the time they were given."""
        rows = self._connection.execute(_INTERVENTIONS, {"who": subject_id}).mappings()
        return tuple(InterventionSummary(**_without(row, "position", "given_ms")) for row in rows)

    def recent_terms(self, limit: int) -> tuple[str, ...]:
        """Up to `limit` CTCAE terms of this site's adverse events, the one recorded last leading."""
        return recent_terms(self._connection, limit)

    # -------------------------------------------------------------------------------------- drafts
    def drafts(self) -> tuple[Draft, ...]:
        """The checks in hand, the one started first leading."""
        return drafts_in_hand(self._connection)

    def draft(self, draft_id: UUID) -> Draft:
        """One draft, in hand or in the tray.

        Raises:
            NotFound: there is no such draft.
        """
        return find_draft(self._connection, draft_id)

    def drafts_of(self, subject_id: str) -> tuple[Draft, ...]:
        """The checks in hand of one subject: none or one."""
        return drafts_in_hand(self._connection, subject_id)

    def tray(self) -> tuple[Draft, ...]:
        """The drafts that were set aside and wait."""
        return drafts_in_tray(self._connection)

    # -------------------------------------------------------------------------------------- people
    def printed_names(self) -> dict[str, str]:
        """Printed names by user id."""
        return read_printed_names(self._connection)

    def users(self) -> tuple[UserRecord, ...]:
        """Everybody that the journal names as a user, by user id."""
        return read_users(self._connection)

    def user_before(self, user_id: str, position: int) -> UserRecord | None:
        """What the journal said of somebody when the entry at `position` was written; None: nothing yet."""
        return read_user_before(self._connection, user_id, position)

    def last_sign_ins(self) -> dict[str, datetime]:
        """When each person last signed in with a password, in UTC; whoever never did is left out."""
        return read_last_sign_ins(self._connection)

    def delegations(self) -> tuple[tuple[UUID, Delegation], ...]:
        """Every line of the delegation log with its record, past and future ones too, by user and task."""
        return read_delegations(self._connection)

    def delegations_of(self, user_id: str, task: str) -> tuple[Delegation, ...]:
        """What one person was given of one task, past and future lines too."""
        return read_delegations_of(self._connection, user_id, task)

    def protocols(self) -> tuple[Version, ...]:
        """Every protocol of the site as it stands now, proposed or approved, in the order they were proposed."""
        return read_protocols(self._connection)

    def vital_signs(self, acts: Iterable[AccessAct], counted: Iterable[AccessAct], since: datetime) -> VitalSigns:
        """Whether the store is well: see `VitalSigns`."""
        return read_vital_signs(self._connection, acts, counted, since)

    def setting(self, name: str) -> JsonValue:
        """What this device keeps for itself under `name`; None where nothing is."""
        return setting(self._connection, name)

    def pin(self, user_id: str) -> Pin | None:
        """A user's PIN; None where they have none."""
        return read_pin(self._connection, user_id)

    # -------------------------------------------------------------------------------------- the journal
    def entries(self, after: int = 0, limit: int = 1000) -> tuple[tuple[int, JournalEntry], ...]:
        """Up to `limit` entries with their positions, in the order they were written, after position `after`."""
        rows = self._connection.execute(_AFTER, {"after": after, "most": limit})
        return tuple((row.position, entry_of(row)) for row in rows)

    def entry(self, entry_id: UUID) -> JournalEntry:
        """One entry.

        Raises:
            NotFound: there is no such entry.
        """
        row = self._connection.execute(_BY_ID, {"entry": entry_id}).one_or_none()
        if row is None:
            raise NotFound(what="entry", which=entry_id)
        return entry_of(row)

    def versions(self, record_id: UUID) -> tuple[JournalEntry, ...]:
        """Every version of a record, the oldest first."""
        return tuple(entry for _, entry in versions(self._connection, record_id))

    def current_versions(self, record_id: UUID) -> tuple[JournalEntry, ...]:
        """The versions that nothing replaces; more than one is a conflict."""
        return tuple(entry for _, entry in current_versions(self._connection, record_id))

    def records(self, subject_id: str, kind: Kind) -> tuple[Version, ...]:
        """The records of one kind of a subject as they stand now, in the order they were made."""
        return tuple(shown_of_subject(self._connection, subject_id, kind))

    def records_of_kinds(self, kinds: Iterable[Kind]) -> Iterator[Version]:
        """The records of these kinds of every subject as they stand now, read in small steps."""
        return shown_of_kinds(self._connection, kinds)

    @property
    def trail(self) -> TrailReader:
        """The audit trail of this moment."""
        return TrailReader(self._connection)

    def head(self) -> ChainHead:
        """The end of the chain that is written now."""
        row = self._connection.execute(select(chains).where(chains.c.current.is_(True))).one()
        return ChainHead(row.chain_id, row.seq, row.hash)

    def counts(self) -> dict[str, int]:
        """How many entries, subjects, checks, treatments and drafts (in hand or in the tray) there are."""
        tables = {
            "entries": journal,
            "subjects": subject_state,
            "assessments": assessments,
            "interventions": interventions,
            "drafts": drafts,
        }
        return {
            name: self._connection.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in tables.items()
        }

    # -------------------------------------------------------------------------------------- from rows
    def _states(
        self, states: Select[Any], last_two: Select[Any], given: Mapping[str, object]
    ) -> tuple[SubjectState, ...]:
        rows = self._connection.execute(states, given).mappings().all()
        checks = self._connection.execute(last_two, given).mappings()
        by_position = {row["position"]: _assessment(row) for row in checks}
        return tuple(_state(row, by_position) for row in rows)

    def _assessment_at(self, position: int) -> tuple[JournalEntry, Assessment]:
        entry = entry_of(self._connection.execute(_BY_POSITION, {"position": position}).one())
        payload = read_payload(entry)
        if not isinstance(payload, Assessment):
            raise StoreDamaged(problem=f"entry {entry.entry_id} is no check")
        return entry, payload


def _without(row: RowMapping, *names: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names}


_PLAIN = (
    "entry_id",
    "record_id",
    "subject_id",
    "observed_at",
    "recorded_at",
    "author_id",
    "overridden",
    "temperature_c",
    "highest_temperature_c",
    "heart_rate_bpm",
    "respiratory_rate_per_min",
    "systolic_mmhg",
    "diastolic_mmhg",
    "spo2_percent",
    "oxygen_device",
    "oxygen_flow_l_min",
    "ice_low",
    "ice_high",
    "ice_complete",
    "crs_sign_free",
    "crs_worst_sign_free",
    "conflict",
)
_BOUNDS = ("crs", "crs_worst", "icans", "icans_worst")


def _assessment(row: RowMapping) -> AssessmentSummary:
    grades: dict[str, Any] = {name: GradeBounds(row[f"{name}_at_least"], row[f"{name}_at_most"]) for name in _BOUNDS}
    plain: dict[str, Any] = {name: row[name] for name in _PLAIN}
    return AssessmentSummary(**plain, **grades)


def _state(row: RowMapping, checks: Mapping[int, AssessmentSummary]) -> SubjectState:
    previous = checks.get(row["previous_position"])
    return SubjectState(
        **_without(row, "last_position", "previous_position"),
        last=checks.get(row["last_position"]),
        previous_crs=previous.crs if previous else None,
        previous_icans=previous.icans if previous else None,
    )
