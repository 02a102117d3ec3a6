"""Reads what checks say of CRS and ICANS for their episodes: figures of the projection, the rest from the journal."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Text, bindparam, cast, func, select

from bedside.models.canonical import JsonValue
from bedside.models.check import CRS_CAUSES
from bedside.models.projections import CheckSeen, GradeBounds, ScaleSeen
from bedside.models.tables import assessments, journal

EVERY_ONE = -1
"""As a limit: all there are."""

_SAID = (
    "icans_now.sign_free",
    "icans_worst.sign_free",
    "answers.highest_temperature_at",
    "answers.seizure_at",
    "answers.fever_cause",
    "answers.hypotension_cause",
    "answers.oxygen_reason",
    "answers.consciousness_cause",
    "answers.neuro_attributed_to_icans",
)
"""Where a check's payload says what the projection does not hold."""

_SEEN = (
    select(
        assessments.c.position,
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
        assessments.c.highest_temperature_c,
        assessments.c.overridden,
        # All at once: a payload is read through one time, however much is asked of it.
        func.json_extract(cast(journal.c.payload, Text), *(f"$.{path}" for path in _SAID)).label("said"),
    )
    .join(journal, journal.c.position == assessments.c.position)
    .where(assessments.c.subject_id == bindparam("who"))
    .order_by(assessments.c.observed_ms.desc(), assessments.c.position.desc())
    .limit(bindparam("most"))
)
_WHOLE = select(journal.c.position, journal.c.payload).where(
    journal.c.position.in_(bindparam("positions", expanding=True))
)


def checks_seen(connection: Connection, subject_id: str, limit: int = EVERY_ONE) -> tuple[CheckSeen, ...]:
    """What the newest checks of a subject say of both scales, the newest first."""
    rows = connection.execute(_SEEN, {"who": subject_id, "most": limit}).mappings().all()
    said = [dict(zip(_SAID, json.loads(row["said"]), strict=True)) for row in rows]
    apart = {row["position"] for row, told in zip(rows, said, strict=True) if _elsewhere(told)}
    whole = _payloads(connection, apart | {row["position"] for row in rows if row["overridden"]})
    return tuple(
        _seen(row, told, whole.get(row["position"], {}), apart=row["position"] in apart)
        for row, told in zip(rows, said, strict=True)
    )


def _elsewhere(said: Mapping[str, Any]) -> bool:
    """Whether a finding was given another cause. What sleep explains is no finding."""
    causes = {said["answers.fever_cause"], said["answers.hypotension_cause"]} - {None}
    return (
        not causes <= CRS_CAUSES
        or said["answers.oxygen_reason"] not in (None, "hypoxia")
        or said["answers.consciousness_cause"] in ("sedation", "other")
        or said["answers.neuro_attributed_to_icans"] is False
    )


def _payloads(connection: Connection, positions: Iterable[int]) -> dict[int, dict[str, Any]]:
    if not positions:
        return {}
    rows = connection.execute(_WHOLE, {"positions": sorted(positions)})
    return {row.position: json.loads(row.payload) for row in rows}


def _seen(row: RowMapping, said: Mapping[str, Any], whole: Mapping[str, Any], *, apart: bool) -> CheckSeen:
    overridden = {one["scale"] for one in whole.get("overrides", ())}
    crs = ScaleSeen(
        shown=GradeBounds(row["crs_at_least"], row["crs_at_most"]),
        worst=GradeBounds(row["crs_worst_at_least"], row["crs_worst_at_most"]),
        sign_free=row["crs_sign_free"],
        worst_sign_free=row["crs_worst_sign_free"],
        proposed=_bounds(whole["crs_now"]) if "crs" in overridden else None,
        sign_at=_moment(said["answers.highest_temperature_at"]),
    )
    icans = ScaleSeen(
        shown=GradeBounds(row["icans_at_least"], row["icans_at_most"]),
        worst=GradeBounds(row["icans_worst_at_least"], row["icans_worst_at_most"]),
        sign_free=said["icans_now.sign_free"],
        worst_sign_free=said["icans_worst.sign_free"],
        proposed=_bounds(whole["icans_now"]) if "icans" in overridden else None,
        sign_at=_moment(said["answers.seizure_at"]),
    )
    answers: dict[str, JsonValue] = whole["answers"] if apart else {}
    answers.pop("ice_writing_strokes", None)
    return CheckSeen(row["entry_id"], row["observed_at"], crs, icans, row["highest_temperature_c"], answers)


def _bounds(grading: Mapping[str, Any]) -> GradeBounds:
    return GradeBounds(grading["result"]["at_least"], grading["result"]["at_most"])


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
