"""Asks a condition of all completions at once: true in each, false in each, or open."""

from collections.abc import Callable, Iterable, Sequence
from itertools import product
from operator import itemgetter

from bedside.grading.cells import bits
from bedside.grading.conditions import Compiler, Test
from bedside.grading.worlds import Group, GroupView
from bedside.models.criteria import Condition

Masks = tuple[int, ...]
"""For each slot, in the instrument's order, the cells that it may still be in."""


class Question:
    """One condition with the slots it looks at; answers are remembered by the cells of those slots."""

    def __init__(self, test: Test, slots: Sequence[int], groups: Sequence[Group], width: int) -> None:
        """`slots` are what the condition looks at, outcomes of `groups` included; `width` counts all slots."""
        self._test = test
        self._width = width
        shown = {slot: place for place, group in enumerate(groups) for slot in group.shown}
        # Facts are independent of each other; only an outcome ties those of its group together.
        tied = tuple(dict.fromkeys(shown[slot] for slot in slots if slot in shown))
        within = {slot for place in tied for slot in groups[place].columns}
        self._alone = tuple(slot for slot in slots if slot not in within)
        self._of_alone: Callable[[Masks], object] = itemgetter(*self._alone) if self._alone else _nothing
        columns = [[slot for slot in slots if slot in groups[place].columns] for place in tied]
        self._order = (*self._alone, *(slot for some in columns for slot in some))
        self._tied = tuple(
            (place, tuple(groups[place].columns.index(slot) for slot in some))
            for place, some in zip(tied, columns, strict=True)
        )
        self._seen: dict[tuple[object, ...], frozenset[bool]] = {}

    def answers(self, masks: Masks, views: Sequence[GroupView]) -> frozenset[bool]:
        """All answers that the completions of `masks` give; `views` are those of the instrument's groups."""
        tied = [views[place].projected(columns) for place, columns in self._tied]
        key = (self._of_alone(masks), *tied)
        known = self._seen.get(key)
        if known is None:
            known = self._seen[key] = self._ask(masks, views)
        return known

    def _ask(self, masks: Masks, views: Sequence[GroupView]) -> frozenset[bool]:
        choices: list[Iterable[Masks]] = [[(cell,) for cell in bits(masks[slot])] for slot in self._alone]
        choices += [views[place].projected(columns) for place, columns in self._tied]
        world = [0] * self._width
        answers = set()
        for combination in product(*choices):
            for slot, cell in zip(self._order, (cell for cells in combination for cell in cells), strict=True):
                world[slot] = cell
            answers.add(self._test(world))
        return frozenset(answers)


def _nothing(_masks: Masks) -> object:
    return ()


class Certainty:
    """Whether a condition holds in every completion: most of it is seen in the masks, the rest is asked."""

    def __init__(self, needed: Iterable[tuple[int, int]], rest: Iterable[Question]) -> None:
        """`needed` are slots, outcomes included, with the cells they must be in; `rest` must hold as well."""
        self._outside = tuple((slot, ~cells) for slot, cells in needed)
        self._rest = tuple(rest)

    def __call__(self, masks: Masks, views: Sequence[GroupView]) -> bool:
        """The answer for `masks` with those of the outcomes, and for the `views` of the instrument's groups."""
        for slot, outside in self._outside:
            if masks[slot] & outside:
                return False
        return all(False not in question.answers(masks, views) for question in self._rest)


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

    def certainty(self, condition: Condition, where: str) -> Certainty:
        """The condition that stands at `where`, for all completions."""
        needed, rest = self._compiler.parts(condition, where)
        return Certainty(needed, [self.question(other, where) for other in rest])
