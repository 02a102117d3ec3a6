"""One CTCAE term, compiled: which of its grades hold, certainly and possibly, and which facts would tell."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

from bedside.grading.ctcae.atoms import Atom, LabAtom, ModeAtom, WordAtom
from bedside.grading.ctcae.told import PRESENT, Told
from bedside.grading.ctcae.vocabulary import Fact
from bedside.models.ctcae import GradeCell
from bedside.models.protocol import Wording

if TYPE_CHECKING:
    from bedside.grading.ctcae.laboratory import Sample

DEATH = "death"


@dataclass(frozen=True, slots=True, eq=False)  # one object for each, so that what is said of it can be kept by it
class Alternative:
    """Conditions that reach `grade` together. `atoms` decide; `shown` is all that the criterion says; `by_value` is
    whether a laboratory value takes part, `by_death` whether a death does."""

    grade: int
    atoms: tuple[Atom, ...]
    shown: tuple[Atom, ...]
    by_value: bool = field(init=False)
    by_death: bool = field(init=False)

    def __post_init__(self) -> None:
        by_value = by_death = False
        for atom in self.atoms:
            by_value = by_value or isinstance(atom, LabAtom)
            by_death = by_death or atom.fact == DEATH
        object.__setattr__(self, "by_value", by_value)
        object.__setattr__(self, "by_death", by_death)

    @property
    def text(self) -> Wording:
        """It in our own words."""
        return joined(atom.text for atom in self.shown)

    def bounds(self, told: Told, sample: "Sample | None") -> tuple[bool, bool]:
        """Whether it certainly holds, and whether it possibly does."""
        if len(self.atoms) == 1:
            return self.atoms[0].bounds(told, sample)
        certain = True
        for atom in self.atoms:
            sure, possible = atom.bounds(told, sample)
            if not possible:
                return False, False
            certain = certain and sure
        return certain, True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the criteria say of one set of facts.

    `decided_by` reach `at_least`; `missing` names what would settle it; `could_raise` are criteria beside a laboratory
    value (a transfusion needed, life in danger) that nobody was asked about: the number's grade stands without them.
    `untold` are the modes that were tried both ways: they decide nothing that is said.
    """

    at_least: int
    at_most: int
    decided_by: tuple[Alternative, ...]
    missing: tuple[str, ...]
    could_raise: tuple[Alternative, ...] = ()
    untold: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """A term of the dictionary. `alternatives` stand in order of grade, the highest first; `said` are those that are
    shown and decide nothing; `facts` are what its criteria ask, `modes` the kinds of value they tell apart."""

    code: str
    name: str
    soc: str
    grades: tuple[int, ...]
    alternatives: tuple[Alternative, ...]
    said: tuple[Alternative, ...]
    facts: dict[str, Fact]
    modes: dict[str, tuple[str, ...]]

    @property
    def by_value(self) -> bool:
        """Whether a laboratory value can decide a grade of it."""
        return any(alternative.by_value for alternative in self.alternatives)

    def cells(self) -> tuple[GradeCell, ...]:
        """What it says for each grade that it has, the lowest first."""
        every = (*self.said, *self.alternatives)
        return tuple(
            GradeCell(grade, tuple(each.text for each in every if each.grade == grade)) for grade in self.grades
        )

    def outcome(self, told: Told, sample: "Sample | None" = None) -> Outcome:
        """What the criteria say, over every kind of value that is not told."""
        unknown = [name for name in self.modes if name not in told.modes]
        if not unknown:
            return self._in_one_mode(told, sample)
        found = [
            self._in_one_mode(told.in_modes(dict(zip(unknown, words, strict=True))), sample)
            for words in product(*(self.modes[name] for name in unknown))
        ]
        low = min(each.at_least for each in found)
        missing = {name: None for each in found for name in each.missing}
        if any((each.at_least, each.at_most) != (found[0].at_least, found[0].at_most) for each in found):
            missing.update(dict.fromkeys(unknown))
        decided = next(each.decided_by for each in found if each.at_least == low)
        raised = tuple(dict.fromkeys(each for one in found for each in one.could_raise))
        return Outcome(low, max(each.at_most for each in found), decided, tuple(missing), raised, tuple(unknown))

    def _in_one_mode(self, told: Told, sample: "Sample | None") -> Outcome:
        at_least = 0
        decided: list[Alternative] = []
        open_: list[Alternative] = []
        could_raise: list[Alternative] = []
        no_death = DEATH not in told.low
        # What was called absent has no grade, and nothing more is asked of it.
        absent = sample is None and told.high.get(PRESENT) == 0
        for alternative in self.alternatives:
            if alternative.grade < at_least:
                break
            certain, possible = said, _ = alternative.bounds(told, sample)
            # A panel proposes: what is told of the patient belongs to a term only where its value is abnormal.
            if sample is not None and not alternative.by_value:
                certain, possible = said and sample.abnormal[0], possible and sample.abnormal[1]
            if certain:
                at_least = alternative.grade
                decided.append(alternative)
            # A death exists only when it is told of: nobody is asked of each event whether the patient died.
            elif possible and not absent and not (no_death and alternative.by_death):
                beside = sample is not None and not alternative.by_value and not said
                (could_raise if beside else open_).append(alternative)
        return _outcome(at_least, decided, open_, could_raise, told, sample)


def _outcome(
    at_least: int,
    decided: list[Alternative],
    open_: list[Alternative],
    could_raise: list[Alternative],
    told: Told,
    sample: "Sample | None",
) -> Outcome:
    raising = tuple([alternative for alternative in could_raise if alternative.grade > at_least])
    higher = [alternative for alternative in open_ if alternative.grade > at_least]
    if not higher:
        return Outcome(at_least, at_least, tuple(decided), (), raising)
    return Outcome(at_least, higher[0].grade, tuple(decided), tuple(_missing(higher, told, sample)), raising)


def _missing(alternatives: Iterable[Alternative], told: Told, sample: "Sample | None") -> Iterator[str]:
    names: dict[str, None] = {}
    for alternative in alternatives:
        for atom in alternative.atoms:
            sure, _ = atom.bounds(told, sample)
            if sure:
                continue
            if isinstance(atom, LabAtom):
                names.update(dict.fromkeys(atom.comparison.missing(sample) if sample is not None else ("value",)))
            else:
                names[atom.fact] = None
    return iter(names)


def joined(texts: Iterable[Wording]) -> Wording:
    """Several things that hold together, as one line."""
    parts = list(texts)
    english = [part.en for part in parts]
    return Wording(
        en=" and ".join([", ".join(english[:-1]), english[-1]]) if english[1:] else "".join(english),
        zh="，且".join(part.zh for part in parts),
    )


def deciding(atoms: Iterable[Atom], *, lowest: bool, present: Atom) -> tuple[Atom, ...]:
    """The atoms of an alternative that decide: descriptors only tell a grade from the next.

    Where nothing but descriptors is said, presence reaches the `lowest` grade of a term and no other.
    """
    kept = tuple(atom for atom in atoms if not (isinstance(atom, WordAtom) and atom.word.descriptor))
    if kept:
        return kept
    return (present,) if lowest else ()


def mode_words(atoms: Iterable[Atom]) -> dict[str, tuple[str, ...]]:
    """The modes that `atoms` tell apart, each with its words; a yes/no mode always has both."""
    found: dict[str, dict[str, None]] = {}
    for atom in atoms:
        if isinstance(atom, ModeAtom):
            found.setdefault(atom.name, {})[atom.value] = None
    return {
        name: ("true", "false") if {"true", "false"} & set(words) else tuple(words) for name, words in found.items()
    }
