"""CTCAE grading as data: what is told of one event or one laboratory value, and the questions that tell more."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, JsonValue, StringConstraints

from bedside.models.base import Code, Model
from bedside.models.protocol import Wording

CtcaeVersion = Literal["4.03", "5.0"]
QuestionKind = Literal["yes_no", "scale", "several", "number"]
Label = Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=r"^[^\x00]+$")]
"""A name that is looked up. U+0000 and lone surrogates are refused by the pattern, which no Python code has to run:
a batch reads 100,000 of them."""
FindingName = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,95}$")]


class CtcaeFacts(Model):
    """What one CTCAE grading is made of; a fact left out or null is unknown, never normal.

    `value`, `lln`, `uln` and `baseline` are in `unit` (UCUM). `term` is a CTCAE term or its code; a laboratory value
    may name its `analyte` instead, and is then graded by every term of it, low and high. `findings` answers the
    questions of `bedside terms --questions TERM`: true or false, a word of a scale, a number, or a list of words.
    """

    ctcae: CtcaeVersion = "4.03"
    term: Label | None = None
    analyte: Code | None = None
    value: float | None = None
    unit: Label | None = None
    lln: float | None = None
    uln: float | None = None
    baseline: float | None = None
    baseline_abnormal: bool | None = None
    findings: dict[FindingName, JsonValue] = Field(default_factory=dict, max_length=200)


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that a question takes."""

    word: str
    text: Wording


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a term. `key` is its name in `findings`; `grades` are those that its answer can decide.

    A `number` has its `unit` (UCUM, "1" for a count) and what is possible at all, `lowest` to `highest`.
    """

    key: str
    kind: QuestionKind
    text: Wording
    choices: tuple[Choice, ...] = ()
    grades: tuple[int, ...] = ()
    unit: str = ""
    lowest: float = 0.0
    highest: float = 0.0
    whole: bool = False


@dataclass(frozen=True, slots=True)
class GradeCell:
    """What a term says for one grade: alternatives, any of which reaches it, each in our own words."""

    grade: int
    alternatives: tuple[Wording, ...]
