"""Holds the printed ranges of a term's grades against each other, so that a gap or an overlap is found at loading."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bedside.grading.ctcae.atoms import COMPARISON, choice_holds
from bedside.grading.ctcae.comparisons import Bound, LabComparison

Cells = Mapping[str, Sequence[Sequence[str]]]
End = tuple[str, float]
"""What makes an end comparable with another (measure, reference, unit), and where it lies."""

_MODE = "mode "
_VALUE = "value"
_NUMBER = re.compile(r"^(-?\d+(?:\.\d+)?)(?: .+)?$")
_TO, _SIDES = " to ", ("below ", "above ")


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed range. `nears` and `fars` are its ends, one a unit; `..._inside` says whether an end belongs to it.

    `rising` is whether higher is worse; `context` the modes under which it is read; `closed` whether its own criterion
    ends it besides; `asked` whether a person gives the number, and no laboratory; `counted` whether only
    whole numbers can be given.
    """

    grade: int
    rising: bool
    nears: tuple[End, ...]
    near_inside: bool
    fars: tuple[End, ...]
    far_inside: bool
    context: frozenset[str]
    closed: bool
    asked: bool
    counted: bool

    def worse(self, number: float) -> float:
        """`number` on a scale on which more is worse."""
        return number if self.rising else -number


@dataclass(frozen=True, slots=True)
class RangeReader:
    """Reads the printed ranges of a term: `compare` reads one of a laboratory value, `counted` names the measures that
    take whole numbers only."""

    choices: Mapping[str, str]
    compare: Callable[[str], LabComparison]
    counted: Collection[str]

    def problems(self, cells: Cells) -> Iterator[tuple[str, str]]:
        """Each gap, overlap and open end in `cells`: its short name ("G2 gap"), and the sentence.

        Raises:
            AtomError: a comparison of a value that cannot be read.
        """
        ranges = list(self._ranges(cells))
        for one in ranges:
            if not one.fars and not one.closed and not one.asked:
                yield from _unended(one, ranges)
            for end in one.fars:
                yield from _at_end(one, end, ranges)

    def _ranges(self, cells: Cells) -> Iterator[Printed]:
        for grade, alternatives in cells.items():
            for texts in alternatives:
                compared = [
                    found for text in texts if ("<" in text or ">" in text) and (found := COMPARISON.match(text))
                ]
                if not compared or any(choice_holds(text, self.choices) is False for text in texts):
                    continue
                context = frozenset(text for text in texts if text.startswith(_MODE))
                for found in compared:
                    yield self._printed(int(grade), found, context, closed=len(compared) > 1)

    def _printed(self, grade: int, found: re.Match[str], context: frozenset[str], *, closed: bool) -> Printed:
        operator, measure = found["operator"], found["measure"]
        asked = measure != _VALUE
        if asked:
            side, nears, fars = _ends_asked(measure, found["bounds"])
        else:
            comparison = self.compare(found[0])
            side, nears = comparison.side, tuple(_ends(comparison.near))
            fars = tuple(_ends(comparison.far)) if comparison.far else ()
        inside, counted = operator.endswith("="), measure in self.counted
        rising = operator.startswith(">")
        return Printed(grade, rising, nears, inside, fars, not side, context, closed, asked, counted)


def _at_end(one: Printed, end: End, ranges: Sequence[Printed]) -> Iterator[tuple[str, str]]:
    """What is wrong where `one` ends: the nearest range of the same or a higher grade has to begin right there."""
    family, far = end
    following = [
        (abs(near - far), near, other)
        for other in ranges
        for kind, near in other.nears
        if kind == family and _may_follow(one, other)
    ]
    if not following:
        if not one.closed and not one.asked:  # words may go on where a number that is asked ends
            yield f"G{one.grade} end", f"grade {one.grade} ends at {_said(far)}, and no grade begins there"
        return
    _, near, other = min(following, key=lambda each: each[:2])
    beyond = one.worse(near) - one.worse(far)
    if one.counted and beyond == 1 and one.far_inside and other.near_inside:
        return  # 1 to 2, then 3 to 5: nothing lies between
    if beyond > 0 or (beyond == 0 and not one.far_inside and not other.near_inside):
        yield f"G{one.grade} gap", f"a gap between grade {one.grade}, to {_said(far)}, and {_begins(other, near)}"
    elif beyond < 0 or (one.far_inside and other.near_inside):
        yield f"G{one.grade} overlap", f"an overlap of grade {one.grade}, to {_said(far)}, with {_begins(other, near)}"


def _unended(one: Printed, ranges: Sequence[Printed]) -> Iterator[tuple[str, str]]:
    """A range without an end runs into any that begins beyond its own beginning."""
    for other in ranges:
        for (kind, near), (family, own) in ((a, b) for a in other.nears for b in one.nears):
            higher = other.grade > one.grade and _may_follow(one, other)
            if higher and kind == family and one.worse(near) > one.worse(own):
                text = f"an overlap of grade {one.grade}, which has no end, with {_begins(other, near)}"
                yield f"G{one.grade} overlap", text
                return


def _may_follow(one: Printed, other: Printed) -> bool:
    same_scale = other.rising == one.rising and (other.context <= one.context or one.context <= other.context)
    # The same range told apart by a clinical fact stands beside `one`, not after it.
    beside = set(other.nears) & set(one.nears) and other.near_inside == one.near_inside
    return other is not one and other.grade >= one.grade and same_scale and not beside


def _ends_asked(measure: str, bounds: str) -> tuple[str, tuple[End, ...], tuple[End, ...]]:
    """Of a number that is asked: on which side of its far end the range stays, and its two ends."""
    near, _, far = bounds.partition(_TO)
    side = next((side for side in _SIDES if far.startswith(side)), "")
    near_end, far_end = _NUMBER.match(near), _NUMBER.match(far.removeprefix(side))
    return (
        side,
        ((measure, float(near_end[1])),) if near_end else (),
        ((measure, float(far_end[1])),) if far_end else (),
    )


def _ends(bound: Bound) -> Iterator[End]:
    if bound.fall is not None:
        yield bound.family, -float(bound.fall)
    elif not bound.printed:
        yield bound.family, float(bound.times)
    for number, unit in bound.printed:
        yield f"{bound.family} {unit.code}", float(number)


def _begins(other: Printed, near: float) -> str:
    return f"grade {other.grade}, from {_said(near)}"


def _said(number: float) -> str:
    return f"{number:.12g}"


def sentences(code: str, problems: Iterable[tuple[str, str]], known: frozenset[str]) -> list[str]:
    """The sentences of those `problems` of term `code` that are not among the `known` ones."""
    return list(dict.fromkeys(text for name, text in problems if f"{code}.{name}" not in known))
