"""A second opinion: both scales written plainly over complete facts, and bounds by trying every completion.

It shares nothing with the engine but the records of the facts, knows no criteria file, and is slow on purpose.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

World = Mapping[str, Any]
"""A complete set of facts, and under 'hidden ...' what no field can tell."""


@dataclass(frozen=True)
class Opinion:
    """Bounds and the unknown fields of which the grade depends."""

    at_least: int
    at_most: int
    missing: frozenset[str]


# ------------------------------------------------------------------------------------------------ CRS, section A.4

CRS_VALUES: dict[str, Sequence[Any]] = {
    "temperature_c": (36.9, 37.9, 38.0, 40.0),
    "fever_other_cause": (False, True),
    "crs_established": (False, True),
    "treated_since_onset": ((), ("tocilizumab",)),
    "hypotension": (False, True),
    "hypotension_other_cause": (False, True),
    "vasopressors": (
        (),
        ("vasopressin",),
        ("norepinephrine",),
        ("norepinephrine", "vasopressin"),
        ("norepinephrine", "epinephrine"),
    ),
    "oxygen_device": ("room_air", "blow_by", "nasal_cannula", "high_flow_nasal_cannula", "venturi", "cpap"),
    "oxygen_flow_l_min": (0.5, 6.0, 6.5, 40.0),
    "oxygen_reason": ("hypoxia", "comfort"),
    "hidden fever": (False, True),
}
"""For each fact whose silence is unknown: values on both sides of every boundary."""

CRS_COUNTS = {"fever_other_cause": False, "hypotension_other_cause": False, "oxygen_reason": "hypoxia"}


def crs_grade(world: World) -> int:
    """The grade of a complete world."""
    if world.get("death_due_to_crs"):
        return 5
    hot = world["temperature_c"] >= 38.0
    fever = hot and not world["fever_other_cause"]
    waived = bool(world["crs_established"] and world["treated_since_onset"])
    if not hot and not world["fever_other_cause"]:
        hours = world.get("antipyretic_hours_ago")
        fever = hours is not None and hours <= 6 and world["hidden fever"]
    if not fever and not waived:
        return 0
    return max(_hypotension(world), _hypoxia(world), 1 if fever else 0)


def _hypotension(world: World) -> int:
    if world["hypotension_other_cause"]:
        return 0
    others = set(world["vasopressors"]) - {"vasopressin"}
    if len(others) > 1:
        return 4
    if world["vasopressors"]:
        return 3
    return 2 if world["hypotension"] else 0


def _hypoxia(world: World) -> int:
    device = world["oxygen_device"]
    if world["oxygen_reason"] != "hypoxia" or device == "room_air":
        return 0
    if device in ("cpap", "bipap", "ventilator", "ecmo"):
        return 4
    if device in ("face_mask", "venturi", "non_rebreather"):
        return 3
    if device == "blow_by":
        return 2
    return 3 if world["oxygen_flow_l_min"] > 6 else 2


def crs_opinion(facts: World, *, counts: bool) -> Opinion:
    """Bounds of partial CRS facts; `counts` lets unanswered attributions count."""
    known = _with_defaults(facts, CRS_COUNTS if counts else {})
    if "hypotension" not in known and "systolic_mmhg" in known:
        known["hypotension"] = known["systolic_mmhg"] < 90
    return _opinion(known, CRS_VALUES, crs_grade, {"hidden fever": "temperature_c"})


# ------------------------------------------------------------------------------------------------ ICANS, section B.4

ICE_POINTS = {"orientation": 4, "naming": 3, "commands": 1, "writing": 1, "attention": 1}
AWAKE = ("alert", "awakens_spontaneously", "awakens_to_voice", "awakens_to_touch", "unarousable")
ICANS_VALUES: dict[str, Sequence[Any]] = {
    "attributed_to_icans": (True, False),
    "ice": (0, 1, 2, 3, 6, 7, 9, 10),
    "capd_score": (8, 9),
    "capd_unable": (False, True),
    "consciousness": AWAKE,
    "consciousness_other_cause": (False, True),
    "seizures": ((), ("resolved_rapidly",), ("prolonged",)),
    "motor_weakness": ("none", "other", "deep_focal"),
    "raised_icp": ((), ("focal_oedema",), ("diffuse_oedema",), ("sixth_nerve_palsy",)),
    "haemorrhage_only": (False, True),
    "hidden test": (0, 1, 2, 3, 4),
    "hidden consciousness": (0, 1, 2, 3, 4),
    "hidden imaging": (0, 3, 4),
}
ICANS_COUNTS = {"attributed_to_icans": True, "consciousness_other_cause": False, "haemorrhage_only": False}


def icans_grade(world: World) -> int:
    """The grade of a complete world."""
    if world.get("death_due_to_icans"):
        return 5
    if not world["attributed_to_icans"]:
        return 0
    hidden = _not_evaluable(world)
    test = world["hidden test"] if hidden else _test(world)
    awake = world["hidden consciousness"] if hidden else _consciousness(world)
    motor = 4 if world["motor_weakness"] == "deep_focal" else 0
    return max(test, awake, _seizure(world), motor, _pressure(world))


def _unarousable(world: World) -> bool:
    return world["consciousness"] == "unarousable" or world.get("ice_unable") == "unarousable"


def _not_evaluable(world: World) -> bool:
    sedated = world["consciousness_other_cause"] or (
        world.get("ice_unable") == "sedated" and not world["said consciousness_other_cause"]
    )
    return sedated and (world["consciousness"] != "alert" or _unarousable(world))


def uses_capd(facts: World) -> bool:
    """Under 12, or delayed; or of unknown age with nothing but CAPD given."""
    if facts.get("age_years") is not None:
        young = facts["age_years"] < 12
    else:
        ice = any(facts.get(name) is not None for name in ("ice", "ice_score", "ice_unable"))
        young = not ice and any(facts.get(name) is not None for name in ("capd_score", "capd_unable"))
    return young or bool(facts.get("developmental_delay"))


def _test(world: World) -> int:
    if world["uses capd"]:
        if world["said capd_score"]:
            return 3 if world["capd_score"] >= 9 else 0
        return 4 if world["capd_unable"] else (3 if world["capd_score"] >= 9 else 0)
    if world.get("ice_unable") == "unarousable":
        return 4
    score = world["ice"]
    if score == 0:
        return 4 if _unarousable(world) else 3
    return 3 if score <= 2 else 2 if score <= 6 else 1 if score <= 9 else 0


def _consciousness(world: World) -> int:
    return 4 if _unarousable(world) else AWAKE.index(world["consciousness"])


def _seizure(world: World) -> int:
    minutes = world.get("seizure_minutes") or 0
    if minutes > 5 or {"prolonged", "repetitive"} & set(world["seizures"]):
        return 4
    return 3 if world["seizures"] or minutes > 0 else 0


def _pressure(world: World) -> int:
    signs = set(world["raised_icp"])
    if world["haemorrhage_only"]:
        signs -= {"focal_oedema", "diffuse_oedema"}
    level = 0
    if "focal_oedema" in signs:
        level = 3
    if signs - {"focal_oedema"}:
        level = 4
    return max(level, world["hidden imaging"]) if world.get("imaging") == "pending" else level


def icans_opinion(facts: World, *, counts: bool) -> Opinion:
    """Bounds of partial ICANS facts; `counts` lets unanswered attributions count."""
    known = _with_defaults(facts, ICANS_COUNTS if counts else {})
    values = dict(ICANS_VALUES)
    for name in ("consciousness_other_cause", "capd_score"):
        known[f"said {name}"] = facts.get(name) is not None
    known["uses capd"] = capd = uses_capd(facts)
    if known.get("ice_score") is not None:
        known["ice"] = known["ice_score"]
    elif isinstance(known.get("ice"), Mapping) and known["ice"]:
        values["ice"] = tuple(_totals(known.pop("ice")))
    else:
        known.pop("ice", None)
    hidden = {"hidden test": "capd_score" if capd else "ice", "hidden consciousness": "consciousness"}
    return _opinion(known, values, icans_grade, {**hidden, "hidden imaging": "imaging"})


def _totals(items: Mapping[str, int]) -> Iterator[int]:
    open_points = sum(points for name, points in ICE_POINTS.items() if name not in items)
    lowest = sum(items.values())
    yield from range(lowest, lowest + open_points + 1)


# ------------------------------------------------------------------------------------------------ completions


def _with_defaults(facts: World, defaults: World) -> dict[str, Any]:
    given = {name: value for name, value in facts.items() if value is not None}
    return {**defaults, **given}


def _opinion(
    known: World, values: Mapping[str, Sequence[Any]], grade: Callable[[World], int], hidden: Mapping[str, str]
) -> Opinion:
    """Try every completion; a field is missing if changing it alone changes the grade somewhere."""
    unknown = [name for name in values if name not in known]
    grades: dict[tuple[int, ...], int] = {}
    for choice in product(*(range(len(values[name])) for name in unknown)):
        completion = {name: values[name][place] for name, place in zip(unknown, choice, strict=True)}
        grades[choice] = grade({**known, **completion})
    missing = {hidden.get(name, name) for at, name in enumerate(unknown) if _matters(grades, at)}
    return Opinion(min(grades.values()), max(grades.values()), frozenset(missing))


def _matters(grades: Mapping[tuple[int, ...], int], at: int) -> bool:
    first: dict[tuple[int, ...], int] = {}
    for choice, grade in grades.items():
        rest = choice[:at] + choice[at + 1 :]
        if first.setdefault(rest, grade) != grade:
            return True
    return False
