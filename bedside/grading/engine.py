"""Grades facts by one instrument: exact bounds over everything that unknown facts may be, with the reasons."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bedside.grading.compile import Machine, build
from bedside.grading.conditions import GATE
from bedside.grading.questions import Masks
from bedside.grading.told import Saying
from bedside.grading.worlds import Effect, EffectPairs, GroupView, PartView, Shape, fold
from bedside.models.criteria import Criteria, GateOutcome
from bedside.models.facts import FACTS, Facts
from bedside.models.grade import Finding, GradeResult, Remark, Review

REMEMBERED = 65536
"""Verdicts kept; the store of them is emptied when full, as a ward's own facts repeat long before."""


@dataclass(frozen=True)
class Bounds:
    """Lowest and highest grade over all completions, and the fields that would change it."""

    at_least: int
    at_most: int
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Settled:
    """What the shapes of the groups settle: bounds, the findings that establish the lower one, the rules at work, and
    the cells that show the outcomes."""

    bounds: Bounds
    findings: tuple[Saying[Finding], ...]
    rules: tuple[str, ...]
    shown: Masks


@dataclass(frozen=True)
class Verdict:
    """All that does not depend on how a value is written."""

    settled: Settled
    reviews: tuple[Saying[Review], ...]
    notes: tuple[Saying[Remark], ...]

    @property
    def is_fixed(self) -> bool:
        """Whether no text names a value of the facts."""
        fixed: tuple[object, ...] = (
            *[saying.fixed for saying in self.settled.findings],
            *[saying.fixed for saying in self.reviews],
            *[saying.fixed for saying in self.notes],
        )
        return None not in fixed


class Instrument:
    """One set of criteria under one protocol, ready to grade. Pure: the same facts give the same answer."""

    def __init__(self, criteria: Criteria, checksum: str, parameters: Mapping[str, float]) -> None:
        """`checksum` is that of the criteria; `parameters` are the protocol's values by the criteria's names.

        Raises:
            CriteriaError: for criteria that leave something undecided or name what does not exist.
        """
        self.criteria_id = criteria.id
        self.version = criteria.version
        self.checksum = checksum
        self.criteria = criteria
        self._machine: Machine = build(criteria, parameters)
        self._readers = self._machine.slots.readers
        self._outcomes: tuple[GateOutcome, ...] = tuple(criteria.gate.outcomes[name] for name in self._machine.outcomes)
        self._fact_order = {fact: place for place, fact in enumerate(criteria.facts)}
        self._model = FACTS[criteria.facts_of]
        self._parts = tuple(_in_order(self._machine))
        self._verdicts: dict[Masks, Verdict | GradeResult] = {}
        self._settled: dict[tuple[Shape, ...], Settled] = {}

    def grade(self, facts: Facts) -> GradeResult:
        """The grade of `facts`, or its bounds and what is missing.

        Raises:
            TypeError: for facts of another instrument.
        """
        masks = self._masks(facts)
        known = self._verdicts.get(masks)
        if known is None:
            known = self._judge(masks)
            if known.is_fixed:
                known = self._written(known, facts)
            if len(self._verdicts) >= REMEMBERED:
                self._verdicts.clear()
            self._verdicts[masks] = known
        return self._written(known, facts) if isinstance(known, Verdict) else known

    def holds(self, condition: str, facts: Facts) -> bool | None:
        """Whether a condition that the criteria name holds: in all completions, in none, or (None) only in some."""
        masks = self._masks(facts)
        answers = self._machine.conditions[condition].answers(masks, self._views(masks))
        return None if len(answers) > 1 else True in answers

    def levels(self, domain: str, facts: Facts) -> frozenset[int]:
        """The levels that a domain may have; those of an open rule are its lowest and highest.

        Raises:
            KeyError: for a domain that the criteria do not have.
        """
        place = {name: place for place, (name, _, _) in enumerate(self._parts)}[domain]
        shapes = [view.shape for view in self._views(self._masks(facts))]
        return self._seen(shapes)[place].options

    def _masks(self, facts: Facts) -> Masks:
        if not isinstance(facts, self._model):
            raise TypeError(f"{self.criteria_id} grades {self._model.__name__}, not {type(facts).__name__}")
        return tuple([reader(facts) for reader in self._readers])

    def _views(self, masks: Masks) -> tuple[GroupView, ...]:
        return tuple([group.view(group.masks(masks)) for group in self._machine.groups])

    def _judge(self, masks: Masks) -> Verdict:
        views = self._views(masks)
        shapes = tuple([view.shape for view in views])
        settled = self._settled.get(shapes)
        if settled is None:
            settled = self._settled[shapes] = self._settle(shapes)
        seen = masks + settled.shown
        return Verdict(
            settled=settled,
            reviews=tuple([*self._reviews(seen, views)]),
            notes=tuple([note.saying for note in self._machine.notes if note.when(seen, views)]),
        )

    def _settle(self, shapes: Sequence[Shape]) -> Settled:
        bounds, seen = self._bound(shapes), self._seen(shapes)
        return Settled(
            bounds=bounds,
            findings=tuple(self._machine.findings[place] for place in self._decided_by(seen, bounds.at_least)),
            rules=tuple(dict.fromkeys(self._certain_rules(seen))),
            shown=tuple(part.shown for part in seen),
        )

    def _seen(self, shapes: Sequence[Shape]) -> list[PartView]:
        """What is known of the gate and of each domain, in the file's order."""
        return [shapes[group].parts[place] for _, group, place in self._parts]

    def _final(self, effect: Effect) -> int:
        gate, worst = effect
        outcome = self._outcomes[gate]
        return outcome.least if outcome.grade is not None else max(outcome.least, worst)

    def _bound(self, shapes: Sequence[Shape]) -> Bounds:
        grades = {self._final(effect) for effect in fold(shape.effects for shape in shapes)}
        missing = {
            name
            for place, shape in enumerate(shapes)
            for name, pairs in shape.swaps
            if self._matters(pairs, fold(other.effects for at, other in enumerate(shapes) if at != place))
        }
        return Bounds(min(grades), max(grades), tuple(sorted(missing, key=lambda name: self._fact_order[name])))

    def _matters(self, pairs: EffectPairs, rest: frozenset[Effect]) -> bool:
        """Whether swapping one effect for the other changes the grade in any completion of everything else."""
        return any(
            self._final((max(one[0], gate), max(one[1], worst))) != self._final((max(two[0], gate), max(two[1], worst)))
            for one, two in pairs
            for gate, worst in rest
        )

    def _decided_by(self, seen: Sequence[PartView], at_least: int) -> Iterator[tuple[str, int]]:
        """The part and place of each rule that establishes the lower bound: nothing establishes a 0."""
        if not at_least:
            return
        gate, *domains = seen
        if self._outcomes[gate.lowest].least == at_least:
            yield GATE, gate.lowest_rule
        if any(self._outcomes[option].grade is None for option in gate.options):
            for (name, _, _), domain in zip(self._parts[1:], domains, strict=True):
                if domain.lowest == at_least:
                    yield name, domain.lowest_rule

    def _certain_rules(self, seen: Sequence[PartView]) -> Iterator[str]:
        for (name, _, _), part in zip(self._parts, seen, strict=True):
            if part.only_rule is not None:
                yield self._machine.rule_ids[name][part.only_rule]

    def _reviews(self, masks: Masks, views: Sequence[GroupView]) -> Iterator[Saying[Review]]:
        for review in self._machine.reviews:
            if review.when(masks, views):
                urgent = review.urgent_when is not None and review.urgent_when(masks, views)
                yield review.urgent_saying if urgent else review.saying

    def _written(self, verdict: Verdict, facts: Facts) -> GradeResult:
        bounds = verdict.settled.bounds
        determined = bounds.at_least == bounds.at_most
        return GradeResult(
            system=self.criteria.system,
            grade=bounds.at_least if determined else None,
            at_least=bounds.at_least,
            at_most=bounds.at_most,
            determined=determined,
            decided_by=tuple([saying.about(facts) for saying in verdict.settled.findings]),
            missing=bounds.missing,
            review=tuple([saying.about(facts) for saying in verdict.reviews]),
            notes=tuple([saying.about(facts) for saying in verdict.notes]),
            source=self.criteria.source,
            rules=verdict.settled.rules,
        )


def _in_order(machine: Machine) -> Iterator[tuple[str, int, int]]:
    """The gate and the domains in the file's order: name, group, and place in the group."""
    home = {
        part.name: (group_place, place)
        for group_place, group in enumerate(machine.groups)
        for place, part in enumerate(group.parts)
    }
    for name in machine.rule_ids:
        yield name, *home[name]
