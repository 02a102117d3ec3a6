"""Truth where some facts are unknown (None): for criteria that only ever gain by a fact, this is exact."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bedside.models.facts import Possible


@dataclass(frozen=True)
class Span:
    """What a number may be, both ends included."""

    low: float
    high: float


def span(value: float | None, possible: Possible) -> Span:
    """The number that was given, or all that it can be."""
    return Span(possible.low, possible.high) if value is None else Span(value, value)


def any_of(parts: Iterable[bool | None]) -> bool | None:
    """Whether one holds; None where only an unknown one could."""
    known = tuple(parts)
    if True in known:
        return True
    return None if None in known else False


def all_of(parts: Iterable[bool | None]) -> bool | None:
    """Whether all hold; None where none fails and one is unknown."""
    known = tuple(parts)
    if False in known:
        return False
    return None if None in known else True


def at_least(count: int, parts: Sequence[bool | None]) -> bool | None:
    """Whether `count` of them hold."""
    if parts.count(True) >= count:
        return True
    return None if parts.count(True) + parts.count(None) >= count else False


def above(value: Span, times: float, limit: Span) -> bool | None:
    """Whether a value is above so many times a limit."""
    if value.low > times * limit.high:
        return True
    return None if value.high > times * limit.low else False


def below(value: Span, limit: Span) -> bool | None:
    """Whether a value is below a limit."""
    if value.high < limit.low:
        return True
    return None if value.low < limit.high else False
