"""Builds an instrument's moving parts from its criteria: slots, rules, and groups of domains that share facts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeVar

from bedside.grading.cells import bits
from bedside.grading.conditions import ANSWERED, DERIVED, DOMAIN, GATE, Compiler, Lexicon
from bedside.grading.explain import check_words
from bedside.grading.questions import Asker, Question
from bedside.grading.slots import Slots, build_slots, words_of
from bedside.grading.told import NoteTold, ReviewTold, Saying, findings, notes, reviews
from bedside.grading.worlds import CompiledRule, Group, Part
from bedside.models.criteria import Condition, Criteria, GateRule, LevelRule, Rule
from bedside.models.grade import Finding

AnyRule = TypeVar("AnyRule", bound=Rule)
Ruled = tuple[str, tuple[GateRule, ...] | tuple[LevelRule, ...]]


@dataclass(frozen=True)
class Machine:
    """Everything compiled of one instrument; slots are known by their place, gate outcomes mildest first."""

    slots: Slots
    groups: tuple[Group, ...]
    outcomes: tuple[str, ...]
    rule_ids: Mapping[str, tuple[str, ...]]
    findings: Mapping[tuple[str, int], Saying[Finding]]
    reviews: tuple[ReviewTold, ...]
    notes: tuple[NoteTold, ...]
    conditions: Mapping[str, Question]


def build(criteria: Criteria, parameters: Mapping[str, float]) -> Machine:
    """Compile `criteria` with the protocol's `parameters`.

    Raises:
        CriteriaError: naming the rule and what is wrong with it.
    """
    lexicon = Lexicon(criteria, parameters, words_of(criteria))
    check_words(criteria, lexicon.words)
    _check_sources(lexicon)
    atoms = [atom for where, condition in _conditions(criteria) for atom in lexicon.leaves(condition, where)]
    slots = build_slots(lexicon, atoms)
    compiler = Compiler(lexicon, slots.cells)
    outcomes = tuple(sorted(criteria.gate.outcomes, key=lambda name: criteria.gate.outcomes[name].least))
    drafter = _Drafter(lexicon, compiler, slots, outcomes)
    groups = _groups([drafter.draft(name, rules) for name, rules in _ruled(criteria)], criteria, slots)
    asker = Asker(compiler, groups, len(slots.cells))
    return Machine(
        slots=slots,
        groups=groups,
        outcomes=outcomes,
        rule_ids={name: tuple(rule.id for rule in rules) for name, rules in _ruled(criteria)},
        findings=findings(criteria),
        reviews=tuple(reviews(criteria, asker)),
        notes=tuple(notes(criteria, asker)),
        conditions={
            name: asker.question(condition, f"conditions.{name}") for name, condition in criteria.conditions.items()
        },
    )


def _ruled(criteria: Criteria) -> Iterator[Ruled]:
    yield GATE, criteria.gate.rules
    for domain in criteria.domains:
        yield domain.name, domain.rules


def _conditions(criteria: Criteria) -> Iterator[tuple[str, Condition]]:
    """Every condition of the file with the place where it stands."""
    for where, rule in _placed(criteria):
        if rule.when is not None:
            yield where, rule.when
    for place, review in enumerate(criteria.reviews):
        yield f"reviews[{place}] {review.code}", review.when
        if review.urgent_when is not None:
            yield f"reviews[{place}] {review.code}", review.urgent_when
    for place, note in enumerate(criteria.notes):
        yield f"notes[{place}] {note.code}", note.when
    for name, condition in criteria.conditions.items():
        yield f"conditions.{name}", condition


def _placed(criteria: Criteria) -> Iterator[tuple[str, Rule]]:
    for name, rules in _ruled(criteria):
        yield from _placed_in(name, rules)


def _placed_in(name: str, rules: Sequence[AnyRule]) -> Iterator[tuple[str, AnyRule]]:
    for place, rule in enumerate(rules):
        yield f"{name}.rules[{place}] {rule.id}", rule


def _check_sources(lexicon: Lexicon) -> None:
    criteria = lexicon.criteria
    keys = {source.key for source in criteria.sources}
    cited = [(where, rule.sources) for where, rule in _placed(criteria)]
    cited += [(f"reviews {review.code}", review.sources) for review in criteria.reviews]
    for where, sources in cited:
        for source in sources:
            if source not in keys:
                raise lexicon.error(where, f"there is no source {source}")


@dataclass(frozen=True)
class _Draft:
    """A part before it is grouped, with the slots its rules look at."""

    part: Part
    slots: frozenset[int]


class _Drafter:
    """Compiles the rules of the gate and of domains, and refuses those that leave something undecided."""

    def __init__(self, lexicon: Lexicon, compiler: Compiler, slots: Slots, outcomes: tuple[str, ...]) -> None:
        self._lexicon = lexicon
        self._compiler = compiler
        self._slots = slots
        self._outcomes = outcomes
        self._names = tuple(slots.cells)

    def draft(self, name: str, rules: Sequence[GateRule | LevelRule]) -> _Draft:
        """One part with its rules, first match first."""
        placed = list(_placed_in(name, rules))
        compiled = tuple(self._rule(where, rule) for where, rule in placed)
        slots = frozenset[int]().union(*(rule.slots for rule in compiled))
        self._check_order(placed)
        self._check_gaps(name, compiled, slots)
        shown_in = self._names.index(GATE if name == GATE else DOMAIN + name)
        options = {option for rule in compiled for option in rule.options}
        return _Draft(Part(name, name == GATE, compiled, shown_in, self._shown_as(name, options)), slots)

    def _rule(self, where: str, rule: GateRule | LevelRule) -> CompiledRule:
        test = self._compiler.test(rule.when, where)
        if isinstance(rule, LevelRule):
            return CompiledRule(test, rule.options, rule.missing, self._looked_at(where, rule))
        for outcome in rule.options:
            if outcome not in self._outcomes:
                raise self._lexicon.error(where, f"there is no outcome {outcome}")
        options = tuple(self._outcomes.index(outcome) for outcome in rule.options)
        return CompiledRule(test, options, rule.missing, self._looked_at(where, rule))

    def _looked_at(self, where: str, rule: GateRule | LevelRule) -> frozenset[int]:
        slots = self._compiler.slots_of(rule.when, where)
        for name in (self._names[slot] for slot in slots):
            if name not in self._lexicon.criteria.facts and not name.startswith((ANSWERED, DERIVED)):
                raise self._lexicon.error(where, f"a rule looks at facts only, not at {name}")
        return slots

    def _check_order(self, placed: Sequence[tuple[str, GateRule | LevelRule]]) -> None:
        for where, rule in placed[:-1]:
            if rule.when is None:
                raise self._lexicon.error(where, "rules after one without condition are never reached")
        for where, rule in placed:
            for fact in rule.missing:
                if fact not in self._lexicon.criteria.facts:
                    raise self._lexicon.error(where, f"there is no fact {fact}")

    def _check_gaps(self, name: str, rules: Sequence[CompiledRule], slots: frozenset[int]) -> None:
        """Every world of the part's own slots must meet a rule; both sides of every threshold are among them."""
        cells = list(self._slots.cells.values())
        if not rules[-1].slots:
            return
        world = [0] * len(cells)
        for combination in product(*(bits(cells[slot].everything) for slot in sorted(slots))):
            for slot, cell in zip(sorted(slots), combination, strict=True):
                world[slot] = cell
            if not any(rule.test(world) for rule in reversed(rules)):
                raise self._lexicon.error(f"{name}.rules", "no rule says what is so when none of them holds")

    def _shown_as(self, name: str, options: set[int]) -> dict[int, int]:
        if name == GATE:
            return {option: self._slots.outcome_cells[self._outcomes[option]] for option in options}
        absent, present = self._slots.domain_cells[name]
        return {level: present if level else absent for level in options}


def _groups(drafts: Sequence[_Draft], criteria: Criteria, slots: Slots) -> tuple[Group, ...]:
    """Parts that share a fact, directly or through others, together; in the file's order."""
    fact_of = {place: slot for place, slot in enumerate(slots.cells) if slot in criteria.facts}
    clusters: list[list[_Draft]] = []
    for draft in drafts:
        sharing = [cluster for cluster in clusters if _shared(cluster, draft) & fact_of.keys()]
        joined = [*(member for cluster in sharing for member in cluster), draft]
        clusters = [*(cluster for cluster in clusters if cluster not in sharing), joined]
    return tuple(
        Group(
            [member.part for member in cluster],
            sorted(frozenset[int]().union(*(member.slots for member in cluster))),
            fact_of,
            len(slots.cells),
        )
        for cluster in clusters
    )


def _shared(cluster: Sequence[_Draft], draft: _Draft) -> frozenset[int]:
    return draft.slots & frozenset[int]().union(*(member.slots for member in cluster))
