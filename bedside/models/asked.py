"""Which attributions the findings of a check ask for: one rule for the page that asks and the record that needs them.

It reads answers as they are kept, item by item in JSON, because a page asks before a check can be read as a whole.
"""

from collections.abc import Callable, Mapping
from typing import Final

from bedside.models.canonical import JsonValue
from bedside.models.check import ICE_ITEMS
from bedside.models.protocol import Thresholds

Values = Mapping[str, JsonValue]


def has_fever(values: Values, thresholds: Thresholds) -> bool:
    """Whether the temperature now, or the highest since the last check, reaches the protocol's fever."""
    readings = (_number(values, item) for item in ("temperature_c", "highest_temperature_c"))
    return any(reading is not None and reading >= thresholds.fever_c for reading in readings)


def is_hypotensive(values: Values, thresholds: Thresholds) -> bool:
    """Judged so, or (not judged) below the protocol's pressure, or held up by a vasopressor now or since."""
    if values.get("vasopressors") or values.get("vasopressors_since"):
        return True
    judged = values.get("hypotension")
    if isinstance(judged, bool):
        return judged
    measured = _number(values, "systolic_mmhg")
    return measured is not None and measured < thresholds.hypotension_systolic_mmhg


def is_on_oxygen(values: Values, _thresholds: Thresholds) -> bool:
    """Whether any device but room air is named, now or since the last check."""
    return any(values.get(item) not in (None, "room_air") for item in ("oxygen_device", "oxygen_device_since"))


def is_not_alert(values: Values, _thresholds: Thresholds) -> bool:
    """Whether consciousness is said to be depressed."""
    return values.get("consciousness") not in (None, "alert")


def has_neuro_finding(values: Values, thresholds: Thresholds) -> bool:
    """Whether anything that ICANS looks at is not as it should be: a lost ICE point among them."""
    if is_not_alert(values, thresholds) or values.get("motor_weakness") == "deep_focal":
        return True
    if values.get("seizures") or values.get("raised_icp"):
        return True
    return values.get("ice_unable") == "unarousable" or any(values.get(item) == "wrong" for item in ICE_ITEMS)


ATTRIBUTIONS: Final[Mapping[str, Callable[[Values, Thresholds], bool]]] = {
    "fever_cause": has_fever,
    "hypotension_cause": is_hypotensive,
    "oxygen_reason": is_on_oxygen,
    "consciousness_cause": is_not_alert,
    "neuro_attributed_to_icans": has_neuro_finding,
}
"""Items that say what a finding is due to, each with the finding that asks for it."""


def unanswered_attributions(values: Values, thresholds: Thresholds) -> tuple[str, ...]:
    """The attributions that the findings ask for and nobody has given; a check is not completed without them."""
    return tuple(item for item, asked in ATTRIBUTIONS.items() if values.get(item) is None and asked(values, thresholds))


def _number(values: Values, item: str) -> float | None:
    value = values.get(item)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None
