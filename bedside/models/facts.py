"""What a grade is made of: the facts of one moment, each of them unknown until given, never normal by silence."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Literal, Self, TypeVar, get_args

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from bedside.errors import InputRefused
from bedside.models.base import Model
from bedside.models.check import (
    Consciousness,
    IceUnable,
    Imaging,
    MotorWeakness,
    OxygenDevice,
    OxygenReason,
    RaisedIcp,
    Seizure,
)
from bedside.models.drugs import INOTROPES, VASOPRESSORS, drug_name

Treatment = Literal["antipyretic", "tocilizumab", "siltuximab", "anakinra", "steroid", "other"]
ItemUnable = Literal[
    "hand_injury", "literacy", "sight", "hearing", "language", "not_woken", "intubated", "sedated", "refused", "other"
]
"""Why one ICE item could not be tested; failing it through new aphasia, confusion or apathy is a 0, not this."""


@dataclass(frozen=True)
class Possible:
    """What a number can be at all, bounds included. Not a clinical threshold: outside it, it was mistyped."""

    low: float
    high: float
    unit: str

    def __str__(self) -> str:
        return f"{self.low:.12g} to {self.high:.12g} {self.unit}".rstrip()


SMALLEST_FLOW_L_MIN = 0.01
"""A flow of 0 is no oxygen, which is said by `room_air`."""

POSSIBLE = {
    "temperature_c": Possible(25, 45, "degrees Celsius"),
    "antipyretic_hours_ago": Possible(0, 720, "hours"),
    "systolic_mmhg": Possible(20, 300, "mmHg"),
    "diastolic_mmhg": Possible(10, 200, "mmHg"),
    "spo2_percent": Possible(1, 100, "percent"),
    "oxygen_flow_l_min": Possible(SMALLEST_FLOW_L_MIN, 100, "L/min"),
    "day": Possible(-30, 3650, "days since infusion"),
    "age_years": Possible(0, 130, "years"),
    "orientation": Possible(0, 4, "points"),
    "naming": Possible(0, 3, "points"),
    "commands": Possible(0, 1, "points"),
    "writing": Possible(0, 1, "points"),
    "attention": Possible(0, 1, "points"),
    "ice_score": Possible(0, 10, "points"),
    "ice_baseline": Possible(0, 10, "points"),
    "capd_score": Possible(0, 32, "points"),
    "seizure_minutes": Possible(0, 1440, "minutes"),
}
"""By field name; the record, the refusal line and the criteria loader all read this one table."""


def _within(name: str) -> object:
    return Field(ge=POSSIBLE[name].low, le=POSSIBLE[name].high)


Item = TypeVar("Item", bound=str)


def _sorted_by(vocabulary: tuple[str, ...]) -> Callable[[tuple[Item, ...]], tuple[Item, ...]]:
    """Each word once, in the vocabulary's order, so that one set of findings has one spelling."""

    def in_order(words: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple(sorted(set(words), key=vocabulary.index))

    return in_order


def _examples(names: tuple[str, ...]) -> WithJsonSchema:
    """Not an enumeration: other spellings are taken too."""
    return WithJsonSchema({"type": "string", "examples": list(names)})


def _drugs(field: str) -> BeforeValidator:
    def known_name(name: object) -> object:
        if not isinstance(name, str):
            return name
        try:
            return drug_name(field, name)
        except InputRefused as refusal:
            raise _refused(refusal.field, name, refusal.allowed) from None

    return BeforeValidator(known_name)


def _refused(field: str, given: object, allowed: str) -> PydanticCustomError:
    return PydanticCustomError("refused", "{allowed}", {"field": field, "given": given, "allowed": allowed})


_MOST_WORDS = Field(max_length=40)
Treatments = Annotated[tuple[Treatment, ...], _MOST_WORDS, AfterValidator(_sorted_by(get_args(Treatment)))]
Seizures = Annotated[tuple[Seizure, ...], _MOST_WORDS, AfterValidator(_sorted_by(get_args(Seizure)))]
RaisedIcpSigns = Annotated[tuple[RaisedIcp, ...], _MOST_WORDS, AfterValidator(_sorted_by(get_args(RaisedIcp)))]
Vasopressors = Annotated[
    tuple[Annotated[str, _drugs("vasopressors"), _examples(VASOPRESSORS)], ...],
    _MOST_WORDS,
    AfterValidator(_sorted_by(VASOPRESSORS)),
]
Inotropes = Annotated[
    tuple[Annotated[str, _drugs("inotropes"), _examples(INOTROPES)], ...],
    _MOST_WORDS,
    AfterValidator(_sorted_by(INOTROPES)),
]


class CrsFacts(Model):
    """What the CRS grade looks at. None (or left out) is unknown; an empty list is 'none'."""

    temperature_c: Annotated[float, _within("temperature_c")] | None = None
    fever_other_cause: bool | None = None
    crs_established: bool | None = None
    treated_since_onset: Treatments | None = None
    antipyretic_hours_ago: Annotated[float, _within("antipyretic_hours_ago")] | None = None
    hypotension: bool | None = None
    systolic_mmhg: Annotated[float, _within("systolic_mmhg")] | None = None
    diastolic_mmhg: Annotated[float, _within("diastolic_mmhg")] | None = None
    hypotension_other_cause: bool | None = None
    vasopressors: Vasopressors | None = None
    inotropes: Inotropes | None = None
    spo2_percent: Annotated[float, _within("spo2_percent")] | None = None
    oxygen_device: OxygenDevice | None = None
    oxygen_flow_l_min: Annotated[float, _within("oxygen_flow_l_min")] | None = None
    oxygen_reason: OxygenReason | None = None
    day: Annotated[int, _within("day")] | None = None
    death_due_to_crs: bool | None = None

    @model_validator(mode="after")
    def _pressures_agree(self) -> Self:
        low, high = self.diastolic_mmhg, self.systolic_mmhg
        if low is not None and high is not None and low > high:
            raise _refused("diastolic_mmhg", low, f"at most the systolic pressure, {high:g} mmHg")
        return self


class IceItems(Model):
    """Points of the ICE test, item by item; None is not assessed."""

    orientation: Annotated[int, _within("orientation")] | None = None
    naming: Annotated[int, _within("naming")] | None = None
    commands: Annotated[int, _within("commands")] | None = None
    writing: Annotated[int, _within("writing")] | None = None
    attention: Annotated[int, _within("attention")] | None = None


class IceItemsUnable(Model):
    """Why single items of the ICE test could not be done."""

    orientation: ItemUnable | None = None
    naming: ItemUnable | None = None
    commands: ItemUnable | None = None
    writing: ItemUnable | None = None
    attention: ItemUnable | None = None


ICE_ITEM_NAMES = tuple(IceItems.model_fields)


def _test_or_items(value: object) -> str:
    return "test" if isinstance(value, str) else "items"


Unable = Annotated[
    Annotated[IceUnable, Tag("test")] | Annotated[IceItemsUnable, Tag("items")], Discriminator(_test_or_items)
]


class IcansFacts(Model):
    """What the ICANS grade looks at. None (or left out) is unknown; an empty list is 'none'."""

    age_years: Annotated[float, _within("age_years")] | None = None
    developmental_delay: bool | None = None
    ice: IceItems | None = None
    ice_score: Annotated[int, _within("ice_score")] | None = None
    ice_baseline: Annotated[int, _within("ice_baseline")] | None = None
    ice_unable: Unable | None = None
    capd_score: Annotated[int, _within("capd_score")] | None = None
    capd_unable: bool | None = None
    consciousness: Consciousness | None = None
    consciousness_other_cause: bool | None = None
    seizures: Seizures | None = None
    seizure_minutes: Annotated[float, _within("seizure_minutes")] | None = None
    motor_weakness: MotorWeakness | None = None
    raised_icp: RaisedIcpSigns | None = None
    imaging: Imaging | None = None
    haemorrhage_only: bool | None = None
    attributed_to_icans: bool | None = None
    death_due_to_icans: bool | None = None

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        _unable_agrees_with_consciousness(self)
        if isinstance(self.ice_unable, IceItemsUnable):
            _items_unable_agree(self.ice_unable, self.ice, self.ice_score)
        elif self.ice_unable is not None:
            _test_unable_agrees(self.ice_unable, self.ice, self.ice_score)
        _score_agrees(self.ice, self.ice_score)
        if self.capd_unable and self.capd_score is not None:
            raise _refused("capd_score", self.capd_score, "no score beside capd_unable")
        if self.seizure_minutes is not None and self.seizures == ():
            raise _refused("seizure_minutes", self.seizure_minutes, "no minutes beside seizures [] (none)")
        return self


def _unable_agrees_with_consciousness(facts: IcansFacts) -> None:
    if facts.ice_unable == "unarousable" and facts.consciousness not in (None, "unarousable"):
        raise _refused("ice_unable", "unarousable", f"another reason beside consciousness {facts.consciousness}")


def _items_unable_agree(unable: IceItemsUnable, ice: IceItems | None, score: int | None) -> None:
    refused = [name for name in ICE_ITEM_NAMES if getattr(unable, name) is not None]
    for name in refused:
        if ice is not None and getattr(ice, name) is not None:
            raise _refused(f"ice_unable.{name}", getattr(unable, name), f"no reason beside a score for {name}")
    if refused and score is not None:
        raise _refused("ice_score", score, f"the items that could be tested, in ice: {refused[0]} could not")


def _test_unable_agrees(reason: str, ice: IceItems | None, score: int | None) -> None:
    """Only 'unarousable' may stand beside a score, and only beside 0: the table itself writes it so."""
    lowest, _ = ice_bounds(ice, score)
    if (score is not None or lowest is not None) and not (reason == "unarousable" and not lowest):
        raise _refused("ice_unable", reason, "left out when the test was done")


def _score_agrees(ice: IceItems | None, score: int | None) -> None:
    lowest, highest = ice_bounds(ice, None)
    if score is not None and lowest is not None and highest is not None and not lowest <= score <= highest:
        allowed = f"{lowest}, the sum of the items" if lowest == highest else f"{lowest} to {highest} by the items"
        raise _refused("ice_score", score, allowed)


def ice_bounds(ice: IceItems | None, score: int | None) -> tuple[int, int] | tuple[None, None]:
    """Lowest and highest ICE total that what was entered allows; a pair of None where nothing was."""
    if score is not None:
        return score, score
    points = {name: getattr(ice, name) for name in ICE_ITEM_NAMES} if ice is not None else {}
    known = sum(point for point in points.values() if point is not None)
    if all(point is None for point in points.values()):
        return None, None
    open_points = sum(int(POSSIBLE[name].high) for name, point in points.items() if point is None)
    return known, known + open_points


VOCABULARY: dict[str, tuple[str, ...]] = {
    "treated_since_onset": get_args(Treatment),
    "vasopressors": VASOPRESSORS,
    "inotropes": INOTROPES,
    "oxygen_device": get_args(OxygenDevice),
    "oxygen_reason": get_args(OxygenReason),
    "ice_unable": get_args(IceUnable),
    "consciousness": get_args(Consciousness),
    "seizures": get_args(Seizure),
    "motor_weakness": get_args(MotorWeakness),
    "raised_icp": get_args(RaisedIcp),
    "imaging": get_args(Imaging),
}
"""The words of every choice and list, by field name; criteria must cover each of them."""

Facts = CrsFacts | IcansFacts
FACTS: dict[str, type[CrsFacts] | type[IcansFacts]] = {"crs": CrsFacts, "icans": IcansFacts}
"""The facts of each instrument, by the name that the command line and criteria files use."""
