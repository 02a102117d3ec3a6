"""Keeps what screens read in step with the journal: applied with each entry, and made again from the journal alone.

A record is shown by its version that nothing replaces; where two stand side by side (a conflict) the later one is
shown and flagged. Applying is idempotent, so one code serves both ways.
"""

from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from bedside.models.base import Model
from bedside.models.journal import JournalEntry, Kind
from bedside.models.people import Delegation, Redaction, UserRecord
from bedside.models.records import Assessment, Intervention
from bedside.models.tables import (
    PROJECTIONS,
    assessments,
    delegations,
    interventions,
    journal,
    redactions,
    unix_ms,
    users,
)
from bedside.store.entries import read_payload
from bedside.store.subject_rows import refresh_subject
from bedside.store.summaries import bounds, ice_range, shown_bounds
from bedside.store.trail import keep_trail
from bedside.store.versions import Version, every_entry, shown_of_kinds, shown_version

_COUNT = select(func.count()).select_from(journal).where(journal.c.record_id == bindparam("record"))


def apply(connection: Connection, position: int, entry: JournalEntry, payload: Model | None) -> None:
    """Bring every projection that `entry` touches in step with the journal, in which it already stands."""
    keep_trail(connection, position, entry, payload)
    if isinstance(payload, Redaction):
        connection.execute(_KEEP_REDACTION, {"entry_id": payload.entry, "redacted_by": entry.entry_id})
    if entry.kind in _BY_RECORD:
        if _is_only_version(connection, entry):
            shown = None if payload is None else Version(position, entry, payload, conflict=False)
        else:
            shown = shown_version(connection, entry.record_id)
        _BY_RECORD[entry.kind](connection, entry.record_id, shown)
    if entry.subject_id:
        refresh_subject(connection, entry.subject_id, enrolment=entry.kind in (Kind.SUBJECT, Kind.INFUSION))


def project_again(connection: Connection, entry: JournalEntry) -> None:
    """Bring the projections in step with an entry whose payload was taken out; its row of the trail stays."""
    if entry.kind in _BY_RECORD:
        _BY_RECORD[entry.kind](connection, entry.record_id, shown_version(connection, entry.record_id))
    if entry.subject_id:
        refresh_subject(connection, entry.subject_id, enrolment=entry.kind in (Kind.SUBJECT, Kind.INFUSION))


def rebuild(connection: Connection) -> None:
    """Throw every projection away and make it again from the journal."""
    for table in PROJECTIONS:
        connection.execute(delete(table))
    for position, entry in every_entry(connection):
        payload = read_payload(entry) if entry.kind in (Kind.ACCESS, Kind.REDACTION) else None
        keep_trail(connection, position, entry, payload)
        if isinstance(payload, Redaction):
            connection.execute(_KEEP_REDACTION, {"entry_id": payload.entry, "redacted_by": entry.entry_id})
    for version in shown_of_kinds(connection, _BY_RECORD):
        _BY_RECORD[version.entry.kind](connection, version.entry.record_id, version)
    named = select(journal.c.subject_id).where(journal.c.subject_id != "").distinct()
    for subject_id in connection.execute(named).scalars().all():
        refresh_subject(connection, subject_id, enrolment=True)


def _is_only_version(connection: Connection, entry: JournalEntry) -> bool:
    if entry.record_id == entry.entry_id:
        return True  # the record was made with this entry
    return not entry.parents and connection.execute(_COUNT, {"record": entry.record_id}).scalar_one() == 1


# ------------------------------------------------------------------------------------------ one row a record
_FORGET_ASSESSMENT = delete(assessments).where(assessments.c.record_id == bindparam("record"))
_FORGET_INTERVENTION = delete(interventions).where(interventions.c.record_id == bindparam("record"))
_FORGET_USER = delete(users).where(users.c.record_id == bindparam("record"))
_KEEP_ASSESSMENT = insert(assessments).prefix_with("OR REPLACE")
_KEEP_INTERVENTION = insert(interventions).prefix_with("OR REPLACE")
_KEEP_USER = insert(users).prefix_with("OR REPLACE")
_FORGET_DELEGATION = delete(delegations).where(delegations.c.record_id == bindparam("record"))
_KEEP_DELEGATION = insert(delegations).prefix_with("OR REPLACE")
_KEEP_REDACTION = insert(redactions).prefix_with("OR REPLACE")


def _project_assessment(connection: Connection, record_id: UUID, shown: Version | None) -> None:
    if shown is None or not isinstance(shown.payload, Assessment):
        connection.execute(_FORGET_ASSESSMENT, {"record": record_id})
        return
    entry, check, answers = shown.entry, shown.payload, shown.payload.answers
    crs, icans = shown_bounds(check, "crs"), shown_bounds(check, "icans")
    crs_worst, icans_worst = bounds(check.crs_worst.result), bounds(check.icans_worst.result)
    ice = ice_range(answers)
    row = {
        "position": shown.position,
        "entry_id": entry.entry_id,
        "record_id": record_id,
        "subject_id": entry.subject_id,
        "observed_at": entry.observed_at,
        "observed_ms": unix_ms(entry.observed_at),
        "recorded_at": entry.recorded_at,
        "author_id": entry.author_id,
        "crs_at_least": crs.at_least,
        "crs_at_most": crs.at_most,
        "crs_worst_at_least": crs_worst.at_least,
        "crs_worst_at_most": crs_worst.at_most,
        "icans_at_least": icans.at_least,
        "icans_at_most": icans.at_most,
        "icans_worst_at_least": icans_worst.at_least,
        "icans_worst_at_most": icans_worst.at_most,
        "overridden": bool(check.overrides),
        "ice_low": ice[0] if ice else None,
        "ice_high": ice[1] if ice else None,
        "ice_complete": ice is not None and ice[0] == ice[1],
        "crs_sign_free": check.crs_now.sign_free,
        "crs_worst_sign_free": check.crs_worst.sign_free,
        "conflict": shown.conflict,
        **{name: getattr(answers, name) for name in _VITALS},
    }
    connection.execute(_KEEP_ASSESSMENT, row)


_VITALS = (
    "temperature_c",
    "highest_temperature_c",
    "heart_rate_bpm",
    "respiratory_rate_per_min",
    "systolic_mmhg",
    "diastolic_mmhg",
    "spo2_percent",
    "oxygen_device",
    "oxygen_flow_l_min",
)


def _project_intervention(connection: Connection, record_id: UUID, shown: Version | None) -> None:
    if shown is None or not isinstance(shown.payload, Intervention):
        connection.execute(_FORGET_INTERVENTION, {"record": record_id})
        return
    given = shown.payload
    row = {
        "position": shown.position,
        "entry_id": shown.entry.entry_id,
        "record_id": record_id,
        "subject_id": shown.entry.subject_id,
        "drug": given.drug,
        "name": given.name,
        "dose": given.dose,
        "dose_unit": given.dose_unit,
        "route": given.route,
        "given_at": given.given_at,
        "given_ms": unix_ms(given.given_at),
        "author_id": shown.entry.author_id,
        "conflict": shown.conflict,
    }
    connection.execute(_KEEP_INTERVENTION, row)


def _project_user(connection: Connection, record_id: UUID, shown: Version | None) -> None:
    if shown is None or not isinstance(shown.payload, UserRecord):
        connection.execute(_FORGET_USER, {"record": record_id})
        return
    connection.execute(_KEEP_USER, {"record_id": record_id, **shown.payload.model_dump()})


def _project_delegation(connection: Connection, record_id: UUID, shown: Version | None) -> None:
    if shown is None or not isinstance(shown.payload, Delegation):
        connection.execute(_FORGET_DELEGATION, {"record": record_id})
        return
    connection.execute(_KEEP_DELEGATION, {"record_id": record_id, **shown.payload.model_dump()})


_BY_RECORD = {
    Kind.ASSESSMENT: _project_assessment,
    Kind.INTERVENTION: _project_intervention,
    Kind.USER: _project_user,
    Kind.DELEGATION: _project_delegation,
}
