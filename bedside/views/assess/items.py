"""What kind of answer each item of a check takes, so that pages, review and tests read one table instead of three."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from bedside.models.canonical import JsonValue

CAUSES: Final = ("crs", "cannot_exclude", "infection", "transfusion", "drug", "tumour", "bleeding", "cardiac", "other")
VASOPRESSORS: Final = (
    "norepinephrine",
    "epinephrine",
    "dopamine",
    "phenylephrine",
    "angiotensin_ii",
    "vasopressin",
    "other",
)
DEVICES: Final = (
    "room_air",
    "nasal_cannula",
    "face_mask",
    "high_flow_nasal_cannula",
    "non_rebreather",
    "venturi",
    "blow_by",
    "cpap",
    "bipap",
    "ventilator",
    "ecmo",
)
NOT_ASSESSABLE: Final = ("asleep", "sedated", "language", "hand_injury", "sight", "hearing", "refused", "other")
ICE_ANSWERS: Final = ("correct", "wrong", *NOT_ASSESSABLE)
NO, YES = "no", "yes"


class AnswerKind(StrEnum):
    """How an item is answered, and so which widget asks it."""

    CHOICE = "choice"
    YES_NO = "yes_no"
    SEVERAL = "several"  # a list; the empty list is 'none', which is an answer
    ICE = "ice"  # correct, wrong, or one of the reasons why it cannot be judged
    NUMBER = "number"
    TIME = "time"
    TEXT = "text"
    STROKES = "strokes"


@dataclass(frozen=True, slots=True)
class Item:
    """One item: its kind, its choices in the order of their digit keys, and for numbers the unit and decimals."""

    name: str
    kind: AnswerKind
    choices: tuple[str, ...] = ()
    unit: str = ""
    decimals: int = 0
    optional: bool = False


def _choice(name: str, *choices: str, optional: bool = False) -> Item:
    return Item(name, AnswerKind.CHOICE, choices, optional=optional)


def _several(name: str, *choices: str) -> Item:
    return Item(name, AnswerKind.SEVERAL, choices)


def _number(name: str, unit: str, decimals: int = 0, *, optional: bool = False) -> Item:
    return Item(name, AnswerKind.NUMBER, unit=unit, decimals=decimals, optional=optional)


def _plain(kind: AnswerKind, *names: str, optional: bool = False) -> tuple[Item, ...]:
    return tuple(Item(name, kind, optional=optional) for name in names)


_ALL: Final = (
    _choice("identity", "match"),
    _number("temperature_c", "°C", 1),
    _choice("temperature_unit", "celsius", "fahrenheit", optional=True),
    _choice("temperature_site", "oral", "axillary", "tympanic", "rectal", "core", optional=True),
    _number("heart_rate_bpm", "/min"),
    _number("respiratory_rate_per_min", "/min"),
    _choice("temperature_since", "not_higher", "higher"),
    _number("highest_temperature_c", "°C", 1),
    _number("systolic_mmhg", "mmHg"),
    _number("diastolic_mmhg", "mmHg"),
    *_plain(AnswerKind.YES_NO, "hypotension", "ice_interpreter", "seizure_now", "haemorrhage_only"),
    *_plain(AnswerKind.YES_NO, "neuro_attributed_to_icans"),
    _several("vasopressors", *VASOPRESSORS),
    _several("inotropes", "dobutamine", "milrinone", "other"),
    _several("vasopressors_since", *VASOPRESSORS),
    _choice("oxygen_device", *DEVICES),
    _number("oxygen_flow_l_min", "L/min"),
    _number("spo2_percent", "%"),
    _choice("oxygen_since", "not_more", "more"),
    _choice("oxygen_device_since", *DEVICES),
    _number("oxygen_flow_since_l_min", "L/min"),
    _choice("fever_cause", *CAUSES),
    _choice("hypotension_cause", *CAUSES),
    _choice("oxygen_reason", "hypoxia", "airway_protection", "unchanged_from_home", "comfort", "other_cause"),
    _choice("ice_language", "zh", "en", "other"),
    _choice(
        "ice_unable", "unarousable", "not_woken", "intubated", "sedated", "language", "refused", "other", optional=True
    ),
    *(
        Item(name, AnswerKind.ICE, ICE_ANSWERS)
        for name in (
            "ice_year",
            "ice_month",
            "ice_city",
            "ice_hospital",
            "ice_naming_1",
            "ice_naming_2",
            "ice_naming_3",
            "ice_command",
            "ice_writing",
            "ice_attention",
        )
    ),
    *_plain(AnswerKind.STROKES, "ice_writing_strokes", optional=True),
    _choice("consciousness", "alert", "awakens_spontaneously", "awakens_to_voice", "awakens_to_touch", "unarousable"),
    _choice("consciousness_cause", "icans", "cannot_exclude", "sedation", "sleep", "other"),
    _several("seizures", "resolved_rapidly", "nonconvulsive_resolved", "prolonged", "repetitive"),
    _number("seizure_minutes", "min", optional=True),
    _choice("motor_weakness", "none", "deep_focal", "other"),
    _several(
        "raised_icp",
        "focal_oedema",
        "diffuse_oedema",
        "posturing",
        "sixth_nerve_palsy",
        "papilloedema",
        "cushing_triad",
    ),
    _choice("imaging", "not_indicated", "pending", "normal", "finding"),
    *_plain(AnswerKind.TIME, "highest_temperature_at", "vasopressors_since_at", "oxygen_since_at", "seizure_at"),
    _choice("other_events", "none", "some"),
    *_plain(AnswerKind.TEXT, "note", optional=True),
)

ITEMS: Final[Mapping[str, Item]] = MappingProxyType({item.name: item for item in _ALL})
"""Every item of `models.check.CheckAnswers`, by name."""


def choice_of(item: str, value: JsonValue) -> str:
    """The choice code that stands for a kept `value` of a one-of-many item; "" where there is none."""
    if isinstance(value, bool):
        return YES if value else NO
    return value if isinstance(value, str) and value in ITEMS[item].choices else ""


def value_of(item: str, choice: str) -> JsonValue:
    """The value to keep for a choice code."""
    if ITEMS[item].kind is AnswerKind.YES_NO:
        return choice == YES
    return choice


def chosen(value: JsonValue) -> tuple[str, ...]:
    """The codes of a several-of-many value; () for none and for unanswered."""
    return tuple(entry for entry in value if isinstance(entry, str)) if isinstance(value, list) else ()
