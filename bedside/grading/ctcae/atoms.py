"""The atoms of a criterion, each monotone: more severe facts never undo one, so two evaluations bound a grade."""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from bedside.grading.ctcae.modes import MODES
from bedside.grading.ctcae.told import Told
from bedside.grading.ctcae.vocabulary import Fact, Vocabulary, Word
from bedside.models.protocol import Wording

if TYPE_CHECKING:
    from bedside.grading.ctcae.laboratory import LabComparison, Sample

Compare = Callable[[float, float], bool]

OPERATORS: Mapping[str, Compare] = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
COMPARISON = re.compile(r"^(?P<measure>[a-z][a-z0-9_]*) (?P<operator><=|>=|<|>) (?P<bounds>.+)$")
_LIMIT = r"-?\d+(?:\.\d+)?(?: [A-Za-z%\[\]0-9*/.^]+)?(?: = -?\d+(?:\.\d+)? \S+)*"
_BOUNDS = re.compile(rf"^(?P<near>{_LIMIT})(?: to (?P<far>(?:below |above )?{_LIMIT}))?$")
_MODE = re.compile(r"^mode (?P<name>[a-z_]+) is (?P<word>[a-z_]+)$")
_CHOICE = re.compile(r"^choice (?P<name>[a-z_0-9]+) is (?P<word>[a-z_0-9]+)$")

CERTAIN, OPEN, IMPOSSIBLE = (True, True), (False, True), (False, False)
"""Whether an atom holds in every completion of what is unknown, and whether it does in any."""


class Atom(Protocol):
    """One condition of an alternative."""

    @property
    def fact(self) -> str:
        """What is asked for it; empty where a laboratory's value or limits decide."""
        ...

    @property
    def text(self) -> Wording:
        """It in our own words."""
        ...

    def bounds(self, told: Told, sample: "Sample | None", /) -> tuple[bool, bool]:
        """Whether it certainly holds, and whether it possibly does."""
        ...


@dataclass(frozen=True, slots=True)
class WordAtom:
    """A word of the vocabulary or a phrase of our own: its `fact` is at least at the word's `level`."""

    word: Word
    fact: str = field(init=False)
    level: int = field(init=False)

    def __post_init__(self) -> None:
        # Kept beside the word: it is what a batch of 100,000 rows asks for most.
        object.__setattr__(self, "fact", self.word.fact)
        object.__setattr__(self, "level", self.word.level)

    @property
    def text(self) -> Wording:
        return self.word.text

    def bounds(self, told: Told, _sample: "Sample | None", /) -> tuple[bool, bool]:
        fact, level = self.fact, self.level
        return told.low.get(fact, 0) >= level, told.high.get(fact, level) >= level


@dataclass(frozen=True, slots=True)
class MeasureAtom:
    """A number that is asked, against a printed limit. `untold` is what holds of a number that nobody told: a limit
    at the very end of what is possible ("for 0 hours or more") leaves nothing open."""

    measure: Fact
    sign: str
    limit: float
    far: str
    compare: Compare
    untold: tuple[bool, bool] = field(init=False)

    def __post_init__(self) -> None:
        ends = [self.compare(end, self.limit) for end in (self.measure.lowest, self.measure.highest)]
        object.__setattr__(self, "untold", (all(ends), any(ends)))

    @property
    def fact(self) -> str:
        return self.measure.key

    @property
    def text(self) -> Wording:
        unit = "" if self.measure.unit in ("1", "") else f" {self.measure.unit}"
        shown = f"{self.sign.replace('>=', '≥').replace('<=', '≤')} {self.limit:g}{unit}"
        to = self.far.partition(" = ")[0].replace("below ", "<").replace("above ", ">")
        english = f"{self.measure.text.en.rstrip('?')}: {shown}" + (f" to {to}" if to else "")
        chinese = f"{self.measure.text.zh.rstrip('？?')}：{shown}" + (f" 至 {to}" if to else "")
        return Wording(en=english, zh=chinese)

    def bounds(self, told: Told, _sample: "Sample | None", /) -> tuple[bool, bool]:
        number = told.numbers.get(self.measure.key)
        if number is None:
            return self.untold
        return CERTAIN if self.compare(number, self.limit) else IMPOSSIBLE


@dataclass(frozen=True, slots=True)
class ModeAtom:
    """Which kind of value was measured, or under what: it chooses between limits, and is tried both ways if unknown."""

    name: str
    value: str

    @property
    def fact(self) -> str:
        return self.name

    @property
    def text(self) -> Wording:
        return MODES[self.name].statements[self.value]

    def bounds(self, told: Told, _sample: "Sample | None", /) -> tuple[bool, bool]:
        return CERTAIN if told.modes.get(self.name) == self.value else IMPOSSIBLE


@dataclass(frozen=True, slots=True)
class LabAtom:
    """A laboratory value against a printed limit, a limit of the laboratory or the patient's baseline."""

    comparison: "LabComparison"

    @property
    def fact(self) -> str:
        return ""

    @property
    def text(self) -> Wording:
        return self.comparison.wording

    def bounds(self, _told: Told, sample: "Sample | None", /) -> tuple[bool, bool]:
        return OPEN if sample is None else self.comparison.bounds(sample)


class AtomError(ValueError):
    """An atom that cannot be compiled; the loader adds where it stands."""


def compile_words(text: str, vocabulary: Vocabulary) -> Atom:
    """The atom that `text` writes: a word, a phrase, a mode, or a comparison on a measure of the vocabulary.

    Raises:
        AtomError: it is none of these.
    """
    if text in vocabulary.words:
        return WordAtom(vocabulary.words[text])
    mode = _MODE.match(text)
    if mode and mode["name"] in MODES and mode["word"] in MODES[mode["name"]].statements:
        return ModeAtom(mode["name"], mode["word"])
    if (found := COMPARISON.match(text)) and found["measure"] in vocabulary.facts:
        measure, bound = vocabulary.facts[found["measure"]], _BOUNDS.match(found["bounds"])
        if measure.kind == "number" and bound:
            limit, sign = float(bound["near"].split()[0]), found["operator"]
            return MeasureAtom(measure, sign, limit, bound["far"] or "", OPERATORS[sign])
    raise AtomError(f"{text!r} is no word, phrase or comparison of the vocabulary")


def choice_holds(text: str, choices: Mapping[str, str]) -> bool | None:
    """Whether a `choice NAME is VALUE` agrees with the settings; None where `text` is no choice.

    Raises:
        AtomError: for a setting that does not exist.
    """
    found = _CHOICE.match(text) if text.startswith("choice ") else None
    if found is None:
        return None
    if found["name"] not in choices:
        raise AtomError(f"no such choice: {found['name']}")
    return choices[found["name"]] == found["word"]
