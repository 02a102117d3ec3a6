"""Enumerates, group by group, what unknown facts may still be, so that bounds are those of brute force."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import product
from operator import or_

from bedside.grading.cells import bits
from bedside.grading.conditions import Test

Effect = tuple[int, int]
"""What a group does to the grade in one world: the gate's outcome (NO_GATE without one) and its worst level."""

NO_GATE = -1
NOTHING = -1

EffectPairs = frozenset[tuple[Effect, Effect]]
Swaps = tuple[tuple[str, EffectPairs], ...]


@dataclass(frozen=True)
class CompiledRule:
    """A rule of the gate or of a domain: its test, the slots this looks at, and what the rule leaves possible."""

    test: Test
    options: tuple[int, ...]
    missing: tuple[str, ...]
    slots: frozenset[int]

    def hides(self, option: int) -> int:
        """Which of the things that an open rule hides `option` stands for, mildest first; NOTHING for a closed one."""
        return self.options.index(option) if self.missing else NOTHING


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
    """What is known of a part: its options with the cells that show them, the lowest and its rule, its only rule."""

    options: frozenset[int]
    shown: int
    lowest: int
    lowest_rule: int
    only_rule: int | None


@dataclass(frozen=True, eq=False)
class Shape:
    """All that the grade needs of a group: the effects possible, for each missing fact those it could swap, its parts.

    A group has one object for all its equal shapes, so shapes are told apart by identity.
    """

    effects: frozenset[Effect]
    swaps: Swaps
    parts: tuple[PartView, ...]


@dataclass(frozen=True)
class GroupView:
    """A group under what is known: its shape, and the worlds themselves for the reviews.

    `idle` are columns that no rule looks at any more, with the cells they may be in: the worlds hold one of them.
    """

    shape: Shape
    worlds: tuple[tuple[int, ...], ...]
    idle: Mapping[int, int]
    projections: dict[tuple[int, ...], frozenset[tuple[int, ...]]] = field(default_factory=dict)

    def projected(self, columns: tuple[int, ...]) -> frozenset[tuple[int, ...]]:
        """What the worlds are in some of the group's columns; remembered."""
        known = self.projections.get(columns)
        if known is None:
            known = self.projections[columns] = frozenset(
                cells
                for seen in {tuple([world[column] for column in columns]) for world in self.worlds}
                for cells in product(
                    *(
                        bits(self.idle[column]) if column in self.idle else (cell,)
                        for column, cell in zip(columns, seen, strict=True)
                    )
                )
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
        self._shapes: dict[tuple[frozenset[Effect], Swaps, tuple[PartView, ...]], Shape] = {}

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
        idle = self._idle(masks)
        masks = tuple([mask & -mask if place in idle else mask for place, mask in enumerate(masks)])
        worlds = list(self._worlds(masks))
        parts = tuple(
            _part_view(part, [world.choices[place] for world in worlds]) for place, part in enumerate(self.parts)
        )
        seen = frozenset(world.effect for world in worlds), self._swaps(worlds, masks), parts
        return GroupView(
            shape=self._shapes.setdefault(seen, Shape(*seen)),
            worlds=tuple(dict.fromkeys((*world.cells, *world.shown) for world in worlds)),
            idle=idle,
        )

    def _idle(self, masks: tuple[int, ...]) -> dict[int, int]:
        """The unknown slots, by place, that only rules look at which what is known has ruled out."""
        world = [0] * self._width
        for slot, mask in zip(self.slots, masks, strict=True):
            world[slot] = mask
        unknown = {slot for slot in self.slots if world[slot] & (world[slot] - 1)}
        looked_at: set[int] = set()
        for part in self.parts:
            for rule in part.rules:
                if rule.slots & unknown:
                    looked_at |= rule.slots
                elif rule.test(world):
                    break
        return {place: masks[place] for place, slot in enumerate(self.slots) if slot in unknown - looked_at}

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
        zipped = tuple(zip(self.parts, rules, options, strict=True))
        return _Outcome(
            cells=cells,
            choices=tuple(zip(rules, options, strict=True)),
            effect=(gate, worst),
            shown=tuple([part.shown_as[option] for part, _, option in zipped]),
            hidden=tuple([part.rules[rule].hides(option) for part, rule, option in zipped]),
        )

    def _swaps(self, worlds: Sequence["_Outcome"], masks: tuple[int, ...]) -> Swaps:
        """For each unknown fact, and each field that an open rule names, the effects that differ by it alone."""
        found: dict[str, set[tuple[Effect, Effect]]] = {}
        for place, mask in enumerate(masks):
            name = self._fact_of.get(self.slots[place])
            if name is not None and mask & (mask - 1):
                alike = _alike((world.but_for_cell(place), (world.hidden, world.effect)) for world in worlds)
                found.setdefault(name, set()).update(alike)
        for place, part in enumerate(self.parts):
            for name in dict.fromkeys(name for rule in part.rules for name in rule.missing):
                left_open = [world for world in worlds if name in part.rules[world.choices[place][0]].missing]
                alike = _alike((world.but_for_choice(place), ((), world.effect)) for world in left_open)
                found.setdefault(name, set()).update(alike)
        return tuple((name, frozenset(pairs)) for name, pairs in found.items() if pairs)


Hidden = tuple[int, ...]
"""For each part, which of the things that an open rule hides is so; NOTHING where no rule is open."""


@dataclass(frozen=True)
class _Outcome:
    """One world with what every part makes of it: (rule, option) each."""

    cells: tuple[int, ...]
    choices: tuple[tuple[int, int], ...]
    effect: Effect
    shown: tuple[int, ...]
    hidden: Hidden

    def but_for_cell(self, place: int) -> object:
        return (*self.cells[:place], *self.cells[place + 1 :])

    def but_for_choice(self, place: int) -> object:
        return self.cells, *self.choices[:place], *self.choices[place + 1 :]


def _alike(keyed: Iterable[tuple[object, tuple[Hidden, Effect]]]) -> set[tuple[Effect, Effect]]:
    """The different effects of worlds that agree in their key and in what is hidden."""
    together: dict[object, set[tuple[Hidden, Effect]]] = {}
    for key, seen in keyed:
        together.setdefault(key, set()).add(seen)
    pairs = {pair for seen in map(frozenset, together.values()) for pair in product(seen, seen)}
    return {(one[1], two[1]) for one, two in pairs if one[1] < two[1] and _agree(one[0], two[0])}


def _agree(one: Hidden, other: Hidden) -> bool:
    return all(a == b or NOTHING in (a, b) for a, b in zip(one, other, strict=True))


def _part_view(part: Part, choices: Sequence[tuple[int, int]]) -> PartView:
    lowest = min(option for _, option in choices)
    rules = {rule for rule, _ in choices}
    return PartView(
        options=frozenset(option for _, option in choices),
        shown=reduce(or_, (part.shown_as[option] for _, option in choices)),
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
