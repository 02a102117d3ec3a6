"""How a synthetic patient is at one hour: vital signs glide between key hours, findings hold from their key hour on."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Vitals:
    """What is measured: degrees Celsius, per minute, mmHg, percent."""

    temperature_c: float = 36.7
    heart_rate_bpm: float = 78
    respiratory_rate_per_min: float = 16
    systolic_mmhg: float = 124
    diastolic_mmhg: float = 74
    spo2_percent: float = 97


@dataclass(frozen=True, slots=True)
class Findings:
    """What is seen and judged. `ice_lost` names the points lost in the ICE test; `ice_unable` why it was not done."""

    hypotension: bool = False
    vasopressors: tuple[str, ...] = ()
    oxygen_device: str = "room_air"
    oxygen_flow_l_min: float | None = None
    fever_cause: str = "crs"
    hypotension_cause: str = "crs"
    oxygen_reason: str = "hypoxia"
    ice_lost: tuple[str, ...] = ()
    ice_unable: str | None = None
    consciousness: str = "alert"
    consciousness_cause: str = "icans"
    motor_weakness: str = "none"


@dataclass(frozen=True, slots=True)
class Condition:
    """A patient as a nurse would find them."""

    vitals: Vitals = Vitals()
    findings: Findings = Findings()


@dataclass(frozen=True, slots=True)
class KeyHour:
    """What changes at `hour` (since infusion); what is not named stays as it was."""

    hour: float
    vitals: Mapping[str, Any] = field(default_factory=dict)
    findings: Mapping[str, Any] = field(default_factory=dict)


_VITALS: Final = frozenset(known.name for known in fields(Vitals))
_FINDINGS: Final = frozenset(known.name for known in fields(Findings))
_SCATTER: Final = Vitals(0.1, 4, 1, 4, 3, 0.6)
"""How far one reading may lie from the course, either way."""


def at(hour: float, **changes: Any) -> KeyHour:
    """A key hour; names are checked where the table is written, not in the middle of a simulated night.

    Raises:
        ValueError: for a name that no condition has.
    """
    if unknown := changes.keys() - _VITALS - _FINDINGS:
        raise ValueError(f"a condition has no {', '.join(sorted(unknown))}")
    vitals = {name: value for name, value in changes.items() if name in _VITALS}
    findings = {name: value for name, value in changes.items() if name in _FINDINGS}
    return KeyHour(hour, vitals, findings)


def condition_at(hours: tuple[KeyHour, ...], hour: float) -> Condition:
    """The condition at `hour`: vital signs on the way to the next key hour, findings of the last one."""
    condition, began = Condition(), None
    for key in hours:
        if key.hour > hour:
            if began is None:
                return condition
            share = (hour - began) / (key.hour - began)
            return replace(condition, vitals=_between(condition.vitals, replace(condition.vitals, **key.vitals), share))
        condition = Condition(replace(condition.vitals, **key.vitals), replace(condition.findings, **key.findings))
        began = key.hour
    return condition


def reading(vitals: Vitals, chance: random.Random) -> Vitals:
    """Vital signs as devices show them: scattered, temperature to a tenth, the others whole, SpO2 up to 100."""
    shown: dict[str, float] = {}
    for name in sorted(_VITALS):
        spread: float = getattr(_SCATTER, name)
        value: float = getattr(vitals, name) + chance.uniform(-spread, spread)
        shown[name] = round(value, 1) if name == "temperature_c" else float(round(value))
    shown["spo2_percent"] = min(100.0, shown["spo2_percent"])
    return Vitals(**shown)


def _between(before: Vitals, after: Vitals, share: float) -> Vitals:
    return Vitals(
        **{name: getattr(before, name) + (getattr(after, name) - getattr(before, name)) * share for name in _VITALS}
    )
