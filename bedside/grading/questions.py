"""Asks a condition of all completions at once: true in each, false in each, or open."""

from collections.abc import Sequence
from itertools import product

from bedside.grading.cells import bits
from bedside.grading.conditions import Compiler, Test
from bedside.grading.worlds import Group
from bedside.models.criteria import Condition

Masks = tuple[int, ...]
"""For each slot, in the instrument's order, the cells that it may still be in."""


class Question:
    """One condition with the slots it looks at; answers are remembered by the cells of those slots."""

    def __init__(self, test: Test, slots: Sequence[int], groups: Sequence[Group], width: int) -> None:
        """`slots` are what the condition looks at, outcomes of `groups` included; `width` counts all slots."""
        self._test = test
        self._width = width
        shown = {slot: group for group in groups for slot in group.shown}
        self._groups = tuple(dict.fromkeys(shown[slot] for slot in slots if slot in shown))
        within = {slot for group in self._groups for slot in group.columns}
        self._alone = tuple(slot for slot in slots if slot not in within)
        self._columns = tuple([slot for slot in slots if slot in group.columns] for group in self._groups)
        self._support = tuple(sorted({*self._alone, *(slot for group in self._groups for slot in group.slots)}))
        self._seen: dict[Masks, frozenset[bool]] = {}

    def answers(self, masks: Masks) -> frozenset[bool]:
        """All answers that the completions of `masks` give."""
        key = tuple([masks[slot] for slot in self._support])
        known = self._seen.get(key)
        if known is None:
            known = self._seen[key] = self._ask(masks)
        return known

    def certain(self, masks: Masks) -> bool:
        """Whether it holds in every completion."""
        return False not in self.answers(masks)

    def _ask(self, masks: Masks) -> frozenset[bool]:
        order = [*self._alone, *(slot for columns in self._columns for slot in columns)]
        choices: list[Sequence[Masks]] = [[(cell,) for cell in bits(masks[slot])] for slot in self._alone]
        for group, columns in zip(self._groups, self._columns, strict=True):
            places = [group.columns.index(slot) for slot in columns]
            worlds = group.view(group.masks(masks)).worlds
            choices.append(list({tuple([world[place] for place in places]) for world in worlds}))
        world = [0] * self._width
        answers = set()
        for combination in product(*choices):
            for slot, cell in zip(order, (cell for cells in combination for cell in cells), strict=True):
                world[slot] = cell
            answers.add(self._test(world))
        return frozenset(answers)


class Asker:
    """Makes questions of the conditions of one instrument."""

    def __init__(self, compiler: Compiler, groups: Sequence[Group], width: int) -> None:
        self._compiler = compiler
        self._groups = groups
        self._width = width

    def question(self, condition: Condition, where: str) -> Question:
        """The condition that stands at `where`, as a question."""
        slots = sorted(self._compiler.slots_of(condition, where))
        return Question(self._compiler.test(condition, where), slots, self._groups, self._width)
