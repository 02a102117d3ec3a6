"""Enumerates, group by group, what unknown facts may still be, so that bounds are those of brute force."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from bedside.grading.cells import bits
from bedside.grading.conditions import Test

Effect = tuple[int, int]
"""What a group does to the grade in one world: the gate's outcome (NO_GATE without one) and its worst level."""

NO_GATE = -1

EffectPairs = frozenset[tuple[Effect, Effect]]
Swaps = tuple[tuple[str, EffectPairs], ...]


@dataclass(frozen=True)
class CompiledRule:
    """A rule of the gate or of a domain: its test, and the outcomes or levels that it leaves possible; `always` holds
    the last rule that needs no test."""

    test: Test
    options: tuple[int, ...]
    missing: tuple[str, ...]
    always: bool

    def hides(self, option: int) -> int | None:
        """Which of the things that an open rule hides `option` stands for, mildest first; None for a closed rule."""
        return self.options.index(option) if self.missing else None


@dataclass(frozen=True)
class Part:
    """The gate or one domain within a group: its rules and the slot that shows its outcome to reviews."""

    name: str
    is_gate: bool
    rules: tuple[CompiledRule, ...]
    shown_in: int
    shown_as: Mapping[int, int]

    def first(self, world: Sequence[int]) -> int:
        """The place of the first rule that holds; every world has one, which the loader has made sure of."""
        return next(place for place, rule in enumerate(self.rules) if rule.test(world))


@dataclass(frozen=True)
class PartView:
    """What is known of a part: its lowest outcome or level with the rule that gives it, and its only rule, if any."""

    options: frozenset[int]
    lowest: int
    lowest_rule: int
    only_rule: int | None


@dataclass(frozen=True, eq=False)
class Shape:
    """All that the grade needs of a group: the effects possible, and for each missing fact those it could swap.

    A group has one object for all its equal shapes, so shapes are told apart by identity.
    """

    effects: frozenset[Effect]
    swaps: Swaps


@dataclass(frozen=True)
class GroupView:
    """A group under what is known: its shape, its parts, and the worlds themselves for the reviews."""

    shape: Shape
    parts: tuple[PartView, ...]
    worlds: tuple[tuple[int, ...], ...]
    projections: dict[tuple[int, ...], frozenset[tuple[int, ...]]] = field(default_factory=dict)

    def projected(self, columns: tuple[int, ...]) -> frozenset[tuple[int, ...]]:
        """What the worlds are in some of the group's columns; remembered."""
        known = self.projections.get(columns)
        if known is None:
            known = self.projections[columns] = frozenset(
                tuple([world[column] for column in columns]) for world in self.worlds
            )
        return known


class Group:
    """Parts that share facts and so must be completed together; groups share none and are independent."""

    def __init__(self, parts: Sequence[Part], slots: Sequence[int], fact_of: Mapping[int, str], width: int) -> None:
        """`slots` are the slots the parts look at, `fact_of` names those that are facts, `width` counts all slots."""
        self.parts = tuple(parts)
        self.slots = tuple(slots)
        self.shown = tuple(part.shown_in for part in parts)
        self.columns = (*self.slots, *self.shown)
        self._fact_of = fact_of
        self._width = width
        self._seen: dict[tuple[int, ...], GroupView] = {}
        self._shapes: dict[tuple[frozenset[Effect], Swaps], Shape] = {}

    def masks(self, masks: Sequence[int]) -> tuple[int, ...]:
        """Of the masks of all slots, those of this group."""
        return tuple([masks[slot] for slot in self.slots])

    def view(self, masks: tuple[int, ...]) -> GroupView:
        """The group where its slots may be in the cells of `masks`; remembered."""
        known = self._seen.get(masks)
        if known is None:
            known = self._seen[masks] = self._enumerate(masks)
        return known

    def _enumerate(self, masks: tuple[int, ...]) -> GroupView:
        worlds = list(self._worlds(masks))
        parts = frozenset(world.effect for world in worlds), self._swaps(worlds, masks)
        return GroupView(
            shape=self._shapes.setdefault(parts, Shape(*parts)),
            parts=tuple(_part_view([world.choices[place] for world in worlds]) for place in range(len(self.parts))),
            worlds=tuple(dict.fromkeys((*world.cells, *world.shown) for world in worlds)),
        )

    def _worlds(self, masks: tuple[int, ...]) -> Iterator["_Outcome"]:
        world = [0] * self._width
        for cells in product(*(bits(mask) for mask in masks)):
            for slot, cell in zip(self.slots, cells, strict=True):
                world[slot] = cell
            rules = [part.first(world) for part in self.parts]
            possible = [part.rules[rule].options for part, rule in zip(self.parts, rules, strict=True)]
            for options in product(*possible):
                yield self._outcome(cells, rules, options)

    def _outcome(self, cells: tuple[int, ...], rules: Sequence[int], options: tuple[int, ...]) -> "_Outcome":
        gate, worst = NO_GATE, 0
        for part, option in zip(self.parts, options, strict=True):
            if part.is_gate:
                gate = option
            else:
                worst = max(worst, option)
        shown = tuple(part.shown_as[option] for part, option in zip(self.parts, options, strict=True))
        return _Outcome(cells, tuple(zip(rules, options, strict=True)), (gate, worst), shown)

    def _swaps(self, worlds: Sequence["_Outcome"], masks: tuple[int, ...]) -> Swaps:
        """For each unknown fact, and each field that an open rule names, the effects that differ by it alone."""
        found: dict[str, set[tuple[Effect, Effect]]] = {}
        for place, mask in enumerate(masks):
            name = self._fact_of.get(self.slots[place])
            if name is not None and mask & (mask - 1):
                together = _together((world.but_for_cell(place), world) for world in worlds)
                found.setdefault(name, set()).update(_pairs(together, self._same_hidden))
        for place, part in enumerate(self.parts):
            for name in dict.fromkeys(name for rule in part.rules for name in rule.missing):
                left_open = [world for world in worlds if name in part.rules[world.choices[place][0]].missing]
                together = _together((world.but_for_choice(place), world) for world in left_open)
                found.setdefault(name, set()).update(_pairs(together, _always))
        return tuple((name, frozenset(pairs)) for name, pairs in found.items() if pairs)

    def _same_hidden(self, one: "_Outcome", other: "_Outcome") -> bool:
        """Whether what open rules hide is the same in both worlds, so that only the fact itself differs."""
        hidden = (
            (part.rules[rule_a].hides(a), part.rules[rule_b].hides(b))
            for part, (rule_a, a), (rule_b, b) in zip(self.parts, one.choices, other.choices, strict=True)
        )
        return all(a == b for a, b in hidden if a is not None and b is not None)


@dataclass(frozen=True)
class _Outcome:
    """One world with what every part makes of it: (rule, option) each."""

    cells: tuple[int, ...]
    choices: tuple[tuple[int, int], ...]
    effect: Effect
    shown: tuple[int, ...]

    def but_for_cell(self, place: int) -> object:
        return (*self.cells[:place], *self.cells[place + 1 :])

    def but_for_choice(self, place: int) -> object:
        return self.cells, *self.choices[:place], *self.choices[place + 1 :]


def _together(keyed: Iterable[tuple[object, _Outcome]]) -> Iterable[list[_Outcome]]:
    """Worlds that agree in their key."""
    together: dict[object, list[_Outcome]] = {}
    for key, world in keyed:
        together.setdefault(key, []).append(world)
    return together.values()


def _pairs(
    together: Iterable[list[_Outcome]], allowed: Callable[[_Outcome, _Outcome], bool]
) -> Iterator[tuple[Effect, Effect]]:
    for worlds in together:
        for one, other in product(worlds, worlds):
            if one.effect < other.effect and allowed(one, other):
                yield one.effect, other.effect


def _always(_one: _Outcome, _other: _Outcome) -> bool:
    return True


def _part_view(choices: Sequence[tuple[int, int]]) -> PartView:
    lowest = min(option for _, option in choices)
    rules = {rule for rule, _ in choices}
    return PartView(
        options=frozenset(option for _, option in choices),
        lowest=lowest,
        lowest_rule=min(rule for rule, option in choices if option == lowest),
        only_rule=rules.pop() if len(rules) == 1 else None,
    )


def fold(effects: Iterable[frozenset[Effect]]) -> frozenset[Effect]:
    """Effects of independent groups together: the one gate's outcome, and the worst of their levels."""
    together: frozenset[Effect] = frozenset({(NO_GATE, 0)})
    for group in effects:
        together = frozenset(
            (max(gate, other), max(worst, level)) for gate, worst in together for other, level in group
        )
    return together
