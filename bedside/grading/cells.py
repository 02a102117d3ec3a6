"""Cuts what a fact can be into the few cells that the criteria tell apart, so that 'unknown' becomes a finite set."""

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol

from bedside.models.facts import Possible


@dataclass(frozen=True)
class Atom:
    """One question that the criteria ask of one slot, with its operand resolved: numbers are numbers here."""

    slot: str
    operator: str
    words: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    number: float = 0

    def holds(self, value: Hashable) -> bool:
        """The answer for a value of a finite slot: True or False, a word, or a tuple of words."""
        if self.operator == "is":
            return value is bool(self.number)
        if self.operator == "one_of":
            return value in self.words
        chosen = set(value) if isinstance(value, tuple) else set()
        if self.operator == "has_any":
            return not chosen.isdisjoint(self.words)
        return len(chosen.difference(self.excluded)) >= self.number


class Cells(Protocol):
    """The cells of one slot; sets of cells are bit masks."""

    everything: int

    def where(self, atom: Atom) -> int:
        """The cells in which the atom holds."""
        ...


class FiniteCells:
    """Cells of a slot whose values can be listed: values that no atom tells apart share a cell."""

    def __init__(self, universe: Sequence[Hashable], atoms: Iterable[Atom]) -> None:
        asked = tuple(dict.fromkeys(atoms))
        answers = {value: tuple(atom.holds(value) for atom in asked) for value in universe}
        places = {answer: place for place, answer in enumerate(dict.fromkeys(answers.values()))}
        self._where = {
            atom: sum(1 << place for answer, place in places.items() if answer[position])
            for position, atom in enumerate(asked)
        }
        self.mask_of = {value: 1 << places[answer] for value, answer in answers.items()}
        self.everything = sum(1 << place for place in places.values())

    def where(self, atom: Atom) -> int:
        """See `Cells.where`."""
        return self._where[atom]


class NumberCells:
    """Cells of a number, cut at the thresholds that the atoms name; between two cuts nothing is told apart."""

    def __init__(self, atoms: Iterable[Atom], possible: Possible) -> None:
        cuts = {cut for atom in atoms for cut in _cuts(atom)}
        self._cuts = sorted(cuts)
        self._possible = possible
        self.everything = self.span(possible.low, possible.high)

    def of(self, value: float) -> int:
        """The cell that holds `value`, compared as entered, unrounded."""
        # A cut (t, 0) lies just below t and (t, 1) just above it: t itself is past the first and not the second.
        return 1 << bisect_right(self._cuts, (value, 0))

    def span(self, low: float, high: float) -> int:
        """All cells from that of `low` to that of `high`."""
        first, last = self.of(low), self.of(high)
        return (last << 1) - first

    def where(self, atom: Atom) -> int:
        """See `Cells.where`."""
        if atom.operator == "equals":
            return self.everything & self.of(atom.number)
        from_here = -(1 << bisect_right(self._cuts, (atom.number, int(atom.operator in ("above", "at_most")))))
        if atom.operator in ("at_least", "above"):
            return self.everything & from_here
        return self.everything & ~from_here


def _cuts(atom: Atom) -> tuple[tuple[float, int], ...]:
    below, above = (atom.number, 0), (atom.number, 1)
    if atom.operator == "equals":
        return below, above
    return (below,) if atom.operator in ("at_least", "below") else (above,)


def subsets(words: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Every set of words, each in the order of `words`."""
    return tuple(chosen for size in range(len(words) + 1) for chosen in combinations(words, size))


def bits(mask: int) -> tuple[int, ...]:
    """The single cells of a set of cells."""
    found = []
    while mask:
        lowest = mask & -mask
        found.append(lowest)
        mask ^= lowest
    return tuple(found)
