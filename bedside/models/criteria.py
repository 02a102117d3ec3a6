"""A criteria file as data: what an instrument looks at, its rules with their sources, and nothing that runs."""

from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from bedside.models.base import Code, Model, Name, Text
from bedside.models.protocol import Wording
from bedside.models.scale import Scale

Word = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
RuleId = Annotated[str, Field(pattern=r"^[A-Z]{3,4}-[0-9]{1,2}$")]
Level = Annotated[int, Field(ge=0, le=5)]
Bound = float | Word
"""A number of the source, or the name of a parameter that the trial protocol sets."""

_SUBJECTS = ("all", "any", "not", "named", "fact", "gate", "domain", "comparison")
_OPERATORS = (
    "is",
    "equals",
    "at_least",
    "above",
    "below",
    "at_most",
    "one_of",
    "has_any",
    "count_at_least",
    "answered",
    "derived",
    "present",
)
_MODIFIERS = {"not_counting": "count_at_least"}


class Condition(Model):
    """A closed sentence about facts: one subject, and for a fact or domain one operator. Nothing is ever evaluated."""

    all_: tuple["Condition", ...] | None = Field(None, alias="all", min_length=1)
    any_: tuple["Condition", ...] | None = Field(None, alias="any", min_length=1)
    not_: "Condition | None" = Field(None, alias="not")
    named: Word | None = None
    fact: Word | None = None
    gate: tuple[Word, ...] | None = Field(None, min_length=1)
    domain: Word | None = None
    comparison: Word | None = None

    is_: bool | None = Field(None, alias="is")
    equals: Bound | None = None
    at_least: Bound | None = None
    above: Bound | None = None
    below: Bound | None = None
    at_most: Bound | None = None
    one_of: tuple[Word, ...] | None = Field(None, min_length=1)
    has_any: tuple[Word, ...] | None = Field(None, min_length=1)
    count_at_least: Annotated[int, Field(ge=1)] | None = None
    not_counting: tuple[Word, ...] | None = None
    answered: bool | None = None
    derived: bool | None = None
    present: bool | None = None

    @cached_property
    def given(self) -> frozenset[str]:
        """The names, as in the file, of everything this condition states."""
        return frozenset(name.rstrip("_") for name in type(self).model_fields if getattr(self, name) is not None)

    @cached_property
    def operator(self) -> str:
        """The operator's name; empty where the subject needs none."""
        return next((name for name in _OPERATORS if name in self.given), "")

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        given = self.given
        subjects = [name for name in _SUBJECTS if name in given]
        operators = [name for name in _OPERATORS if name in given]
        if len(subjects) != 1:
            raise ValueError("one subject of " + ", ".join(_SUBJECTS))
        wanted = subjects[0] in ("fact", "domain")
        if len(operators) != wanted:
            raise ValueError(f"{'one' if wanted else 'no'} operator beside {subjects[0]}")
        for modifier, operator in _MODIFIERS.items():
            if modifier in given and operator not in given:
                raise ValueError(f"{modifier} only beside {operator}")
        return self


class Parameter(Model):
    """A threshold that the trial protocol sets: the dotted name of the setting, and why it is not fixed here."""

    setting: Name
    why: Text


class Derivation(Model):
    """A yes/no that was not judged is derived from a number: true below a parameter of the protocol."""

    fact: Word
    below: Word


class FactDefinition(Model):
    """One fact: its kind, how it is written, and what silence about it means (nothing, unless said here)."""

    kind: Literal["boolean", "number", "choice", "set", "total"]
    title: Wording
    text: Wording | None = None
    unknown: Wording | None = None
    words: dict[Word, Wording] = Field(default_factory=dict)
    items: dict[Word, Annotated[int, Field(ge=1)]] = Field(default_factory=dict)
    unanswered: bool | float | Word | None = None
    kind_of_default: Literal["by_protocol", "assertion"] | None = None
    derived_from: Derivation | None = None

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        if (self.unanswered is None) != (self.kind_of_default is None):
            raise ValueError("unanswered and kind_of_default together, or neither")
        if bool(self.items) != (self.kind == "total"):
            raise ValueError("items for a total, and for nothing else")
        if self.derived_from is not None and self.kind != "boolean":
            raise ValueError("derived_from for a boolean only")
        return self


class Comparison(Model):
    """Two numbers against each other, for reviews: the patient's own baseline is no threshold of an instrument."""

    fact: Word
    below: Word | None = None
    equals: Word | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.below is None) == (self.equals is None):
            raise ValueError("below or equals, one of them")
        return self

    @property
    def other(self) -> str:
        """The fact on the right-hand side."""
        return self.below or self.equals or ""


class Rule(Model):
    """What every rule carries: the condition, the rule in our own words, where it stands, what is our reading."""

    id: RuleId
    when: Condition | None = None
    value: Wording | None = None
    rule: Text
    sources: tuple[Code, ...] = Field(min_length=1)
    assumption: Text | None = None


class LevelRule(Rule):
    """A rule of a domain: its level; or the lowest and highest level it leaves open, and what would settle it."""

    level: Level | None = None
    opens: tuple[Level, Level] | None = None
    missing: tuple[Word, ...] = ()

    @model_validator(mode="after")
    def _level_or_open(self) -> Self:
        if (self.level is None) == (self.opens is None) or bool(self.missing) != (self.opens is not None):
            raise ValueError("a level; or opens and what is missing")
        if self.opens is not None and self.opens[0] >= self.opens[1]:
            raise ValueError("opens from a lower to a higher level")
        if bool(self.options[0]) and self.value is None:
            raise ValueError("a value text where the level is above 0")
        return self

    @property
    def options(self) -> tuple[int, ...]:
        """The levels that this rule leaves possible; between the ends of an open one nothing decides a bound."""
        return self.opens or (self.level or 0,)


class GateRule(Rule):
    """A rule of the gate: the outcome it gives, or those it leaves open and the fields that would settle it."""

    outcome: Word | None = None
    opens: tuple[Word, ...] | None = Field(None, min_length=2)
    missing: tuple[Word, ...] = ()

    @model_validator(mode="after")
    def _outcome_or_open(self) -> Self:
        if (self.outcome is None) == (self.opens is None) or bool(self.missing) != (self.opens is not None):
            raise ValueError("an outcome; or opens and what is missing")
        return self

    @property
    def options(self) -> tuple[str, ...]:
        """The outcomes that this rule leaves possible."""
        return self.opens or (self.outcome or "",)


class GateOutcome(Model):
    """What the gate decides: a fixed grade, or the worst of the domains but not under `floor`."""

    grade: Level | None = None
    floor: Level | None = None
    finding: Word | None = None
    title: Wording | None = None

    @model_validator(mode="after")
    def _grade_or_floor(self) -> Self:
        if (self.grade is None) == (self.floor is None):
            raise ValueError("a grade or a floor")
        if (self.finding is None) != (self.title is None) or bool(self.least) != (self.finding is not None):
            raise ValueError("finding and title where the outcome itself gives a grade above 0")
        return self

    @property
    def least(self) -> int:
        """The lowest grade this outcome allows."""
        return self.grade or self.floor or 0


class Gate(Model):
    """What stands before the domains: death, fever, another cause. The first rule that matches decides."""

    outcomes: dict[Word, GateOutcome]
    rules: tuple[GateRule, ...] = Field(min_length=1)


class Domain(Model):
    """One column of the published table; the first rule that matches gives its level."""

    name: Word
    title: Wording
    rules: tuple[LevelRule, ...] = Field(min_length=1)


class ReviewRule(Model):
    """What a person is asked to look at when `when` holds in every completion; urgent when `urgent_when` does too."""

    code: Word
    rule: RuleId
    when: Condition
    urgent_when: Condition | None = None
    text: Wording
    urgent_text: Wording | None = None
    sources: tuple[Code, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _urgent_is_said(self) -> Self:
        if (self.urgent_when is None) != (self.urgent_text is None):
            raise ValueError("urgent_when and urgent_text together, or neither")
        return self


class NoteRule(Model):
    """What is said beside the grade when `when` holds in every completion."""

    code: Word
    when: Condition
    text: Wording


class Criteria(Scale):
    """One instrument of domains in one version."""

    facts_of: Literal["crs", "icans"]
    title: Wording
    parameters: dict[Word, Parameter]
    facts: dict[Word, FactDefinition]
    comparisons: dict[Word, Comparison] = Field(default_factory=dict)
    conditions: dict[Word, Condition] = Field(default_factory=dict)
    gate: Gate
    domains: tuple[Domain, ...] = Field(min_length=1)
    reviews: tuple[ReviewRule, ...] = ()
    notes: tuple[NoteRule, ...] = ()
