"""Keeps one row a subject, so that the board's cost grows with patients and not with their checks."""

from typing import Any

from sqlalchemy import Connection, ScalarSelect, bindparam, func, select, update
from sqlalchemy.dialects.sqlite import insert

from bedside.models.base import Model
from bedside.models.journal import Kind
from bedside.models.records import Infusion, Subject
from bedside.models.tables import assessments, interventions, journal, subject_state
from bedside.store.versions import shown_version

_OF_SUBJECT = (
    select(journal.c.record_id)
    .where(journal.c.subject_id == bindparam("who"), journal.c.kind == bindparam("what"))
    .group_by(journal.c.record_id)
    .order_by(func.min(journal.c.position))
)
_LATEST = (
    select(assessments.c.position)
    .where(assessments.c.subject_id == bindparam("who"))
    .order_by(assessments.c.observed_ms.desc(), assessments.c.position.desc())
    .limit(1)
)
_CHECKS = select(func.count()).select_from(assessments).where(assessments.c.subject_id == bindparam("who"))
_LAST_ICE = (
    select(assessments.c.observed_at)
    .where(assessments.c.subject_id == bindparam("who"), assessments.c.ice_low.is_not(None))
    .order_by(assessments.c.observed_ms.desc(), assessments.c.position.desc())
    .limit(1)
)
_PREVIOUS_ICE = (
    select(assessments.c.ice_low)
    .where(
        assessments.c.subject_id == bindparam("who"),
        assessments.c.ice_low.is_not(None),  # the partial index holds these
        assessments.c.ice_complete.is_(True),
        assessments.c.position != _LATEST.scalar_subquery(),
    )
    .order_by(assessments.c.observed_ms.desc(), assessments.c.position.desc())
    .limit(1)
)
_ENTRIES = select(func.count()).select_from(journal).where(journal.c.subject_id == bindparam("who"))


def _last_given(drug: str) -> ScalarSelect[Any]:
    return (
        select(interventions.c.given_at)
        .where(interventions.c.subject_id == bindparam("who"), interventions.c.drug == drug)
        .order_by(interventions.c.given_ms.desc(), interventions.c.position.desc())
        .limit(1)
        .scalar_subquery()
    )


_FRESH = insert(subject_state).values(
    subject_id=bindparam("who"),
    infusion_given=False,
    last_position=_LATEST.scalar_subquery(),
    previous_position=_LATEST.offset(1).scalar_subquery(),
    last_ice_at=_LAST_ICE.scalar_subquery(),
    previous_ice=_PREVIOUS_ICE.scalar_subquery(),
    assessments=_CHECKS.scalar_subquery(),
    # Nothing can be signed or sent in this release, so everything waits for both.
    unsigned=_CHECKS.scalar_subquery(),
    unsent=_ENTRIES.scalar_subquery(),
    last_tocilizumab_at=_last_given("tocilizumab"),
    last_steroid_at=_last_given("steroid"),
)
_FIGURES = (
    "last_position",
    "previous_position",
    "last_ice_at",
    "previous_ice",
    "assessments",
    "unsigned",
    "unsent",
    "last_tocilizumab_at",
    "last_steroid_at",
)
_REFRESH = _FRESH.on_conflict_do_update(set_={name: _FRESH.excluded[name] for name in _FIGURES})
_ENROL = update(subject_state).where(subject_state.c.subject_id == bindparam("who"))


def refresh_subject(connection: Connection, subject_id: str, *, enrolment: bool) -> None:
    """Make the subject's row anew from the rows of its records; `enrolment`: also from its subject and infusion."""
    connection.execute(_REFRESH, {"who": subject_id})
    if enrolment:
        enrolled = _enrolment(connection, subject_id)
        connection.execute(_ENROL.values(**enrolled), {"who": subject_id})


def _enrolment(connection: Connection, subject_id: str) -> dict[str, object]:
    subject = next(
        (found for found in _shown(connection, subject_id, Kind.SUBJECT) if isinstance(found, Subject)), None
    )
    infusions = [found for found in _shown(connection, subject_id, Kind.INFUSION) if isinstance(found, Infusion)]
    # The latest that was given; a plan counts only while none was.
    infusion = max(infusions, key=lambda found: (found.status == "given", found.infused_at), default=None)
    return {
        "age_years": subject.age_years if subject else None,
        "developmental_delay": subject.developmental_delay if subject else None,
        "product": infusion.product if infusion else None,
        "infused_at": infusion.infused_at if infusion else None,
        "infusion_given": infusion is not None and infusion.status == "given",
    }


def _shown(connection: Connection, subject_id: str, kind: Kind) -> list[Model]:
    records = connection.execute(_OF_SUBJECT, {"who": subject_id, "what": kind.value}).scalars().all()
    shown = (shown_version(connection, record_id) for record_id in records)
    return [version.payload for version in shown if version is not None]
