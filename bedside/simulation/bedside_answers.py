"""What a nurse would answer at a synthetic bedside: the items that the guided check would ask, page by page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bedside.models.canonical import JsonValue
from bedside.models.check import ICE_ITEMS
from bedside.models.protocol import TrialProtocol
from bedside.simulation.condition import Condition, Findings, Vitals
from bedside.simulation.courses import Seizure

Page = tuple[str, dict[str, JsonValue]]

_OXYGEN_ORDER = (
    "room_air",
    "nasal_cannula",
    "blow_by",
    "face_mask",
    "venturi",
    "non_rebreather",
    "high_flow_nasal_cannula",
    "cpap",
    "bipap",
    "ventilator",
    "ecmo",
)
_ICE_PAGES = (
    ("ice.orientation", ICE_ITEMS[0:4]),
    ("ice.naming", ICE_ITEMS[4:7]),
    ("ice.command", ICE_ITEMS[7:8]),
    ("ice.writing", ICE_ITEMS[8:9]),
    ("ice.attention", ICE_ITEMS[9:10]),
)


@dataclass(frozen=True, slots=True)
class Since:
    """What is known since the last check: how the patient was then, the highest temperature in between, seizures."""

    last_at: datetime
    last: Findings
    last_temperature_c: float
    highest_temperature_c: float
    highest_at: datetime
    seizures: tuple[tuple[Seizure, datetime], ...]


@dataclass(frozen=True, slots=True)
class Visit:
    """One check to be answered: readings, findings, what happened since, and how the ICE test goes."""

    vitals: Vitals
    condition: Condition
    since: Since | None
    ice_due: bool
    ice_unable: str | None


def pages(visit: Visit, protocol: TrialProtocol) -> Iterator[Page]:
    """The answers in the order of the guided check: page key and items."""
    yield "patient", {"identity": "match"}
    yield "temperature", _temperature(visit)
    yield "circulation", _circulation(visit)
    yield "oxygen", _oxygen(visit)
    yield "cause", _causes(visit, protocol)
    yield from _ice(visit)
    yield "neuro", _neuro(visit)
    yield "neuro.seizures", _seizures(visit)
    yield "events", {"other_events": "none"}


def _temperature(visit: Visit) -> dict[str, JsonValue]:
    answers: dict[str, JsonValue] = {
        "temperature_c": visit.vitals.temperature_c,
        "temperature_unit": "celsius",
        "temperature_site": "tympanic",
        "heart_rate_bpm": visit.vitals.heart_rate_bpm,
        "respiratory_rate_per_min": visit.vitals.respiratory_rate_per_min,
    }
    if (since := visit.since) is not None:
        higher = since.highest_temperature_c > max(visit.vitals.temperature_c, since.last_temperature_c) + 0.2
        answers["temperature_since"] = "higher" if higher else "not_higher"
        if higher:
            answers["highest_temperature_c"] = round(since.highest_temperature_c, 1)
            answers["highest_temperature_at"] = _moment(since.highest_at)
    return answers


def _circulation(visit: Visit) -> dict[str, JsonValue]:
    found = visit.condition.findings
    answers: dict[str, JsonValue] = {
        "systolic_mmhg": visit.vitals.systolic_mmhg,
        "diastolic_mmhg": visit.vitals.diastolic_mmhg,
        "hypotension": found.hypotension,
        "vasopressors": list(found.vasopressors),
        "inotropes": [],
    }
    if (since := visit.since) is not None:
        stopped = [drug for drug in since.last.vasopressors if drug not in found.vasopressors]
        answers["vasopressors_since"] = stopped
        if stopped:
            answers["vasopressors_since_at"] = _moment(since.last_at + timedelta(minutes=5))
    return answers


def _oxygen(visit: Visit) -> dict[str, JsonValue]:
    found = visit.condition.findings
    answers: dict[str, JsonValue] = {"oxygen_device": found.oxygen_device, "spo2_percent": visit.vitals.spo2_percent}
    if found.oxygen_flow_l_min is not None:
        answers["oxygen_flow_l_min"] = found.oxygen_flow_l_min
    if (since := visit.since) is not None:
        before = since.last
        more = _OXYGEN_ORDER.index(before.oxygen_device) > _OXYGEN_ORDER.index(found.oxygen_device)
        answers["oxygen_since"] = "more" if more else "not_more"
        if more:
            answers["oxygen_device_since"] = before.oxygen_device
            answers["oxygen_flow_since_l_min"] = before.oxygen_flow_l_min
            answers["oxygen_since_at"] = _moment(since.last_at + timedelta(minutes=5))
    return answers


def _causes(visit: Visit, protocol: TrialProtocol) -> dict[str, JsonValue]:
    found, since = visit.condition.findings, visit.since
    fever_c = protocol.thresholds.fever_c
    answers: dict[str, JsonValue] = {}
    if max(visit.vitals.temperature_c, round(since.highest_temperature_c, 1) if since else 0) >= fever_c:
        answers["fever_cause"] = found.fever_cause
    if found.hypotension or found.vasopressors or (since is not None and since.last.vasopressors):
        answers["hypotension_cause"] = found.hypotension_cause
    if found.oxygen_device != "room_air" or (since is not None and since.last.oxygen_device != "room_air"):
        answers["oxygen_reason"] = found.oxygen_reason
    return answers


def _ice(visit: Visit) -> Iterator[Page]:
    if not visit.ice_due:
        return
    if visit.ice_unable is not None:
        yield "ice", {"ice_language": "en", "ice_unable": visit.ice_unable}
        return
    yield "ice", {"ice_language": "en"}
    lost = visit.condition.findings.ice_lost
    for page, items in _ICE_PAGES:
        yield page, {item: "wrong" if item in lost else "correct" for item in items}


def _neuro(visit: Visit) -> dict[str, JsonValue]:
    found = visit.condition.findings
    answers: dict[str, JsonValue] = {"consciousness": found.consciousness, "motor_weakness": found.motor_weakness}
    if found.consciousness != "alert":
        answers["consciousness_cause"] = found.consciousness_cause
    return answers


def _seizures(visit: Visit) -> dict[str, JsonValue]:
    found, since = visit.condition.findings, visit.since
    seen = since.seizures if since is not None else ()
    answers: dict[str, JsonValue] = {"seizures": sorted({seizure.kind for seizure, _ in seen}), "raised_icp": []}
    if seen:
        answers["seizure_now"] = False
        answers["seizure_at"] = _moment(max(moment for _, moment in seen))
        answers["seizure_minutes"] = max(seizure.minutes for seizure, _ in seen)
    lost_points = bool(found.ice_lost) and visit.ice_due and visit.ice_unable is None
    if lost_points or seen or found.consciousness != "alert":
        answers["imaging"] = "normal"
        answers["neuro_attributed_to_icans"] = True
    return answers


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")
