"""Turns the closed conditions of a criteria file into tests over cells, so that nothing is ever evaluated as code."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bedside.errors import CriteriaError
from bedside.grading.cells import Atom, Cells
from bedside.models.criteria import Condition, Criteria, FactDefinition

World = Sequence[int]
"""One completion: for each slot, in the instrument's order, the single cell (one bit) it is in."""

Test = Callable[[World], bool]

GATE = "gate"
ANSWERED, DERIVED, COMPARISON, DOMAIN = "answered:", "derived:", "comparison:", "domain:"
"""Beginnings of the slots that are not facts themselves."""

_NUMBER_OPERATORS = ("equals", "at_least", "above", "below", "at_most")
_SUITED = {
    "boolean": ("is", "answered", "derived"),
    "number": (*_NUMBER_OPERATORS, "answered"),
    "total": (*_NUMBER_OPERATORS, "answered"),
    "choice": ("one_of", "answered"),
    "set": ("has_any", "count_at_least", "answered"),
}


@dataclass(frozen=True)
class Lexicon:
    """What names in conditions mean: the criteria, the protocol's parameters, and the words of each list."""

    criteria: Criteria
    parameters: Mapping[str, float]
    words: Mapping[str, tuple[str, ...]]

    def leaves(self, condition: Condition, where: str, inside: tuple[str, ...] = ()) -> Iterator[Atom]:
        """Every question that `condition` asks, named conditions spelled out.

        Raises:
            CriteriaError: for a name, word or operator that does not exist or does not fit.
        """
        for part in (*(condition.all_ or ()), *(condition.any_ or ()), *((condition.not_,) if condition.not_ else ())):
            yield from self.leaves(part, where, inside)
        if condition.named is not None:
            yield from self.leaves(self.named(condition.named, where, inside), where, (*inside, condition.named))
        elif condition.fact or condition.gate or condition.domain or condition.comparison:
            yield self.atom(condition, where)

    def named(self, name: str, where: str, inside: tuple[str, ...] = ()) -> Condition:
        """The condition called `name`, unless it is unknown or speaks of itself."""
        if name in inside:
            raise self.error(where, f"condition {name} speaks of itself")
        if name not in self.criteria.conditions:
            raise self.error(where, f"there is no condition {name}")
        return self.criteria.conditions[name]

    def atom(self, condition: Condition, where: str) -> Atom:
        """The one question of a condition that is no combination of others."""
        if condition.gate is not None:
            self._known(condition.gate, self.criteria.gate.outcomes, where)
            return Atom(GATE, "one_of", words=condition.gate)
        if condition.domain is not None:
            return self._domain_atom(condition, condition.domain, where)
        if condition.comparison is not None:
            self._known((condition.comparison,), self.criteria.comparisons, where)
            return Atom(COMPARISON + condition.comparison, "is", number=1)
        return self._fact_atom(condition, condition.fact or "", where)

    def error(self, where: str, problem: str) -> CriteriaError:
        """A refusal of this file."""
        return CriteriaError(file=self.criteria.id, where=where, problem=problem)

    def _domain_atom(self, condition: Condition, domain: str, where: str) -> Atom:
        self._known((domain,), {known.name for known in self.criteria.domains}, where)
        if condition.present is None:
            raise self.error(where, f"{condition.operator} does not suit domain {domain}, which is only present or not")
        return Atom(DOMAIN + domain, "is", number=int(condition.present))

    def _fact_atom(self, condition: Condition, fact: str, where: str) -> Atom:
        self._known((fact,), self.criteria.facts, where)
        definition, operator = self.criteria.facts[fact], condition.operator
        if operator not in _SUITED[definition.kind]:
            raise self.error(where, f"{operator} does not suit the {definition.kind} {fact}")
        if condition.answered is not None:
            return Atom(ANSWERED + fact, "is", number=int(condition.answered))
        if condition.derived is not None:
            return self._derived_atom(condition, definition, fact, where)
        if condition.is_ is not None:
            return Atom(fact, "is", number=int(condition.is_))
        if operator in _NUMBER_OPERATORS:
            return Atom(fact, operator, number=self._number(condition, where))
        return self._word_atom(condition, fact, where)

    def _derived_atom(self, condition: Condition, definition: FactDefinition, fact: str, where: str) -> Atom:
        if definition.derived_from is None:
            raise self.error(where, f"{fact} is not derived from anything")
        return Atom(DERIVED + fact, "is", number=int(bool(condition.derived)))

    def _word_atom(self, condition: Condition, fact: str, where: str) -> Atom:
        words, excluded = condition.one_of or condition.has_any or (), condition.not_counting or ()
        self._known((*words, *excluded), self.words[fact], where)
        return Atom(fact, condition.operator, words, excluded, number=condition.count_at_least or 0)

    def _number(self, condition: Condition, where: str) -> float:
        bounds = (condition.equals, condition.at_least, condition.above, condition.below, condition.at_most)
        bound = next(bound for bound in bounds if bound is not None)
        if isinstance(bound, str):
            self._known((bound,), self.parameters, where)
            return self.parameters[bound]
        return bound

    def _known(self, names: Sequence[str], known: Mapping[str, object] | Sequence[str] | set[str], where: str) -> None:
        for name in names:
            if name not in known:
                raise self.error(where, f"there is no {name}")


class Compiler:
    """Compiles conditions against the cells of an instrument's slots."""

    def __init__(self, lexicon: Lexicon, cells: Mapping[str, Cells]) -> None:
        self._lexicon = lexicon
        self._cells = cells
        self._index = {slot: place for place, slot in enumerate(cells)}

    def slots_of(self, condition: Condition | None, where: str) -> frozenset[int]:
        """The slots that the condition looks at; none for a rule without condition."""
        if condition is None:
            return frozenset()
        return frozenset(self._index[atom.slot] for atom in self._lexicon.leaves(condition, where))

    def test(self, condition: Condition | None, where: str) -> Test:
        """The condition as a test of a world; a rule without condition always holds."""
        if condition is None:
            return _always
        if condition.all_ is not None:
            return _all([self.test(part, where) for part in condition.all_])
        if condition.any_ is not None:
            return _any([self.test(part, where) for part in condition.any_])
        if condition.not_ is not None:
            return _not(self.test(condition.not_, where))
        if condition.named is not None:
            return self.test(self._lexicon.named(condition.named, where), where)
        atom = self._lexicon.atom(condition, where)
        return _in_cells(self._index[atom.slot], self._cells[atom.slot].where(atom))

    def parts(self, condition: Condition, where: str) -> tuple[list[tuple[int, int]], list[Condition]]:
        """A condition as what must hold together: slots with the cells they must be in, and conditions of other form.

        It holds in every completion exactly when each of these does.
        """
        if condition.named is not None:
            return self.parts(self._lexicon.named(condition.named, where), where)
        if condition.all_ is not None:
            both = [self.parts(part, where) for part in condition.all_]
            return [cells for some, _ in both for cells in some], [rest for _, some in both for rest in some]
        if condition.any_ is not None:
            return [], [condition]
        if condition.not_ is not None:
            inner, others = self.parts(condition.not_, where)
            if others or len(inner) > 1:
                return [], [condition]
            return [(slot, ~cells) for slot, cells in inner], []
        atom = self._lexicon.atom(condition, where)
        return [(self._index[atom.slot], self._cells[atom.slot].where(atom))], []


def _always(_world: World) -> bool:
    return True


def _all(tests: Sequence[Test]) -> Test:
    return lambda world: all(test(world) for test in tests)


def _any(tests: Sequence[Test]) -> Test:
    return lambda world: any(test(world) for test in tests)


def _not(test: Test) -> Test:
    return lambda world: not test(world)


def _in_cells(slot: int, mask: int) -> Test:
    return lambda world: bool(world[slot] & mask)
