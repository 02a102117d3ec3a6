"""Reads facts into cells: one slot a fact, and one for each thing asked about it, such as whether it was answered."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter

from bedside.errors import CriteriaError
from bedside.grading.cells import Atom, Cells, FiniteCells, NumberCells, subsets
from bedside.grading.conditions import ANSWERED, COMPARISON, DERIVED, DOMAIN, GATE, Lexicon
from bedside.models.criteria import Criteria, FactDefinition
from bedside.models.facts import POSSIBLE, VOCABULARY, Facts, ice_bounds

Reader = Callable[[Facts], int]
"""From facts to the cells that a slot may still be in."""

COUNTS = 1
"""Value of the parameter `attribution` where an attribution that nobody gave lets the finding count."""

_YES_NO = (False, True)
_ICE = attrgetter("ice", "ice_score")


@dataclass(frozen=True)
class Slots:
    """All slots of an instrument in their order; only those of facts and of questions about them have a reader."""

    cells: Mapping[str, Cells]
    readers: tuple[Reader, ...]
    outcome_cells: Mapping[str, int]
    domain_cells: Mapping[str, tuple[int, int]]


def words_of(criteria: Criteria) -> dict[str, tuple[str, ...]]:
    """The words that each choice and list may hold, a default that is no answer included."""
    words = {}
    for fact, definition in criteria.facts.items():
        if definition.kind in ("choice", "set"):
            default = definition.unanswered
            more = (default,) if isinstance(default, str) and default not in VOCABULARY[fact] else ()
            words[fact] = (*VOCABULARY[fact], *more)
    return words


def build_slots(lexicon: Lexicon, atoms: Iterable[Atom]) -> Slots:
    """Cut every slot that is asked about into its cells."""
    asked: dict[str, list[Atom]] = {}
    for atom in atoms:
        asked.setdefault(atom.slot, []).append(atom)
    criteria = lexicon.criteria
    cells: dict[str, Cells] = {}
    readers: list[Reader] = []
    for fact, definition in criteria.facts.items():
        cells[fact], reader = _fact_slot(lexicon, fact, definition, asked.get(fact, []))
        readers.append(reader)
    for slot in sorted(slot for slot in asked if slot.startswith((ANSWERED, DERIVED, COMPARISON))):
        finite = FiniteCells(_YES_NO, asked[slot])
        cells[slot] = finite
        readers.append(_question_reader(criteria, slot, finite))
    gate = FiniteCells(tuple(criteria.gate.outcomes), asked.get(GATE, []))
    domains = {known.name: FiniteCells(_YES_NO, asked.get(DOMAIN + known.name, [])) for known in criteria.domains}
    return Slots(
        cells={**cells, GATE: gate, **{DOMAIN + name: domain for name, domain in domains.items()}},
        readers=tuple(readers),
        outcome_cells={outcome: gate.mask_of[outcome] for outcome in criteria.gate.outcomes},
        domain_cells={name: (domain.mask_of[False], domain.mask_of[True]) for name, domain in domains.items()},
    )


def getter(definition: FactDefinition, fact: str) -> Callable[[Facts], object]:
    """Finds what was entered for a fact; a total is one fact however it was entered, as its lowest and highest."""
    return _total if definition.kind == "total" else attrgetter(fact)


def _total(facts: Facts) -> object:
    lowest, highest = ice_bounds(*_ICE(facts))
    return None if lowest is None else (lowest, highest)


def _fact_slot(lexicon: Lexicon, fact: str, definition: FactDefinition, atoms: list[Atom]) -> tuple[Cells, Reader]:
    if definition.kind in ("number", "total"):
        return _number_slot(lexicon, fact, definition, atoms)
    universe: tuple[Hashable, ...] = _YES_NO
    if definition.kind == "choice":
        universe = lexicon.words[fact]
    elif definition.kind == "set":
        universe = subsets(lexicon.words[fact])
    cells = FiniteCells(universe, atoms)
    silent = _silent(lexicon, definition, cells)
    if definition.derived_from is not None:
        return cells, _derived_reader(lexicon, fact, definition, cells)
    return cells, _word_reader(fact, cells.mask_of, silent)


def _silent(lexicon: Lexicon, definition: FactDefinition, cells: FiniteCells) -> int:
    """The cells of a fact that was left out."""
    if definition.unanswered is None:
        return cells.everything
    if definition.kind_of_default == "by_protocol" and lexicon.parameters["attribution"] != COUNTS:
        return cells.everything
    return cells.mask_of[definition.unanswered]


def _word_reader(fact: str, mask_of: Mapping[Hashable, int], silent: int) -> Reader:
    entered = attrgetter(fact)
    # An object in the place of a word (reasons item by item) leaves the fact itself unsaid.
    return lambda facts: mask_of.get(entered(facts), silent)


def _number_slot(lexicon: Lexicon, fact: str, definition: FactDefinition, atoms: list[Atom]) -> tuple[Cells, Reader]:
    if definition.kind == "total":
        if sum(definition.items.values()) != POSSIBLE["ice_score"].high:
            raise lexicon.error(f"facts.{fact}.items", "the items do not add up to the highest total")
        total = NumberCells(atoms, POSSIBLE["ice_score"])
        return total, _total_reader(total)
    cells = NumberCells(atoms, POSSIBLE[fact])

    def reader(facts: Facts) -> int:
        value = getattr(facts, fact)
        return cells.everything if value is None else cells.of(value)

    return cells, reader


def _total_reader(cells: NumberCells) -> Reader:
    def reader(facts: Facts) -> int:
        value = _total(facts)
        return cells.span(*value) if isinstance(value, tuple) else cells.everything

    return reader


def _derived_reader(lexicon: Lexicon, fact: str, definition: FactDefinition, cells: FiniteCells) -> Reader:
    source, threshold = _derivation(lexicon, fact, definition)

    def reader(facts: Facts) -> int:
        value = getattr(facts, fact)
        if value is None:
            number = getattr(facts, source)
            if number is None:
                return cells.everything
            value = number < threshold
        return cells.mask_of[value]

    return reader


def _derivation(lexicon: Lexicon, fact: str, definition: FactDefinition) -> tuple[str, float]:
    derivation = definition.derived_from
    if (
        derivation is None
        or derivation.fact not in lexicon.criteria.facts
        or derivation.below not in lexicon.parameters
    ):
        raise lexicon.error(f"facts.{fact}.derived_from", "no such fact or parameter")
    return derivation.fact, lexicon.parameters[derivation.below]


def _question_reader(criteria: Criteria, slot: str, cells: FiniteCells) -> Reader:
    kind, _, name = slot.partition(":")
    no, yes = cells.mask_of[False], cells.mask_of[True]
    if kind + ":" == ANSWERED:
        entered = getter(criteria.facts[name], name)
        return lambda facts: no if entered(facts) is None else yes
    if kind + ":" == DERIVED:
        return _was_derived(criteria, name, no, yes)
    return _comparison_reader(criteria, name, no, yes)


def _was_derived(criteria: Criteria, fact: str, no: int, yes: int) -> Reader:
    derivation = criteria.facts[fact].derived_from
    source = "" if derivation is None else derivation.fact
    return lambda facts: yes if getattr(facts, fact) is None and getattr(facts, source) is not None else no


def _comparison_reader(criteria: Criteria, name: str, no: int, yes: int) -> Reader:
    comparison = criteria.comparisons[name]
    for fact in (comparison.fact, comparison.other):
        if fact not in criteria.facts:
            raise CriteriaError(file=criteria.id, where=f"comparisons.{name}", problem=f"there is no {fact}")

    on_left = getter(criteria.facts[comparison.fact], comparison.fact)
    on_right = getter(criteria.facts[comparison.other], comparison.other)

    def reader(facts: Facts) -> int:
        left, right = _bounds(on_left(facts)), _bounds(on_right(facts))
        if left is None or right is None:
            return no | yes
        if comparison.below is not None:
            return _verdict(left[1] < right[0], left[0] >= right[1], no, yes)
        return _verdict(left == right and left[0] == left[1], left[1] < right[0] or right[1] < left[0], no, yes)

    return reader


def _bounds(value: object) -> tuple[float, float] | None:
    if isinstance(value, tuple):
        return value[0], value[1]
    return (value, value) if isinstance(value, int | float) else None


def _verdict(certain: bool, excluded: bool, no: int, yes: int) -> int:
    if certain:
        return yes
    return no if excluded else no | yes
