"""Reads what checks say of CRS and ICANS for their episodes: figures of the projection, the rest from the journal."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Text, bindparam, case, cast, func, or_, select

from bedside.models.check import CRS_CAUSES
from bedside.models.projections import CheckSeen, GradeBounds, ScaleSeen
from bedside.models.tables import assessments, journal

EVERY_ONE = -1
"""As a limit: all there are."""


def _said(path: str) -> ColumnElement[Any]:
    """What the check's payload says at `path`; NULL where it says nothing or was redacted."""
    return func.json_extract(cast(journal.c.payload, Text), f"$.{path}")


_BESIDE_ICANS = ("sedation", "other")
_ELSEWHERE = or_(
    _said("answers.fever_cause").not_in(CRS_CAUSES),
    _said("answers.hypotension_cause").not_in(CRS_CAUSES),
    _said("answers.oxygen_reason") != "hypoxia",
    _said("answers.consciousness_cause").in_(_BESIDE_ICANS),
    _said("answers.neuro_attributed_to_icans") == 0,
)
"""A finding was given another cause. What sleep explains is no finding."""

_SEEN = (
    select(
        assessments.c.entry_id,
        assessments.c.observed_at,
        assessments.c.crs_at_least,
        assessments.c.crs_at_most,
        assessments.c.crs_worst_at_least,
        assessments.c.crs_worst_at_most,
        assessments.c.icans_at_least,
        assessments.c.icans_at_most,
        assessments.c.icans_worst_at_least,
        assessments.c.icans_worst_at_most,
        assessments.c.crs_sign_free,
        assessments.c.crs_worst_sign_free,
        _said("icans_now.sign_free").label("icans_sign_free"),
        _said("icans_worst.sign_free").label("icans_worst_sign_free"),
        assessments.c.highest_temperature_c,
        _said("answers.highest_temperature_at").label("fever_at"),
        _said("answers.seizure_at").label("seizure_at"),
        case((assessments.c.overridden.is_(True), _said("overrides"))).label("overrides"),
        case((assessments.c.overridden.is_(True), _said("crs_now.result"))).label("crs_result"),
        case((assessments.c.overridden.is_(True), _said("icans_now.result"))).label("icans_result"),
        case((_ELSEWHERE, func.json_remove(_said("answers"), "$.ice_writing_strokes"))).label("elsewhere"),
    )
    .join(journal, journal.c.position == assessments.c.position)
    .where(assessments.c.subject_id == bindparam("who"))
    .order_by(assessments.c.observed_ms.desc(), assessments.c.position.desc())
    .limit(bindparam("most"))
)


def checks_seen(connection: Connection, subject_id: str, limit: int = EVERY_ONE) -> tuple[CheckSeen, ...]:
    """What the newest checks of a subject say of both scales, the newest first."""
    rows = connection.execute(_SEEN, {"who": subject_id, "most": limit}).mappings()
    return tuple(_seen(row) for row in rows)


def _seen(row: RowMapping) -> CheckSeen:
    overridden = {one["scale"] for one in json.loads(row["overrides"] or "[]")}
    crs = ScaleSeen(
        shown=GradeBounds(row["crs_at_least"], row["crs_at_most"]),
        worst=GradeBounds(row["crs_worst_at_least"], row["crs_worst_at_most"]),
        sign_free=row["crs_sign_free"],
        worst_sign_free=row["crs_worst_sign_free"],
        proposed=_bounds(row["crs_result"]) if "crs" in overridden else None,
        sign_at=_moment(row["fever_at"]),
    )
    icans = ScaleSeen(
        shown=GradeBounds(row["icans_at_least"], row["icans_at_most"]),
        worst=GradeBounds(row["icans_worst_at_least"], row["icans_worst_at_most"]),
        sign_free=_flag(row["icans_sign_free"]),
        worst_sign_free=_flag(row["icans_worst_sign_free"]),
        proposed=_bounds(row["icans_result"]) if "icans" in overridden else None,
        sign_at=_moment(row["seizure_at"]),
    )
    elsewhere = json.loads(row["elsewhere"] or "{}")
    return CheckSeen(row["entry_id"], row["observed_at"], crs, icans, row["highest_temperature_c"], elsewhere)


def _bounds(result: str) -> GradeBounds:
    read = json.loads(result)
    return GradeBounds(read["at_least"], read["at_most"])


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _flag(number: int | None) -> bool | None:
    return None if number is None else bool(number)
