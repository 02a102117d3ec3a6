"""Truth where some facts are unknown (None): for criteria that only ever gain by a fact, this is exact."""

from collections.abc import Iterable, Sequence


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


def above(value: float | None, times: float, limit: float | None, lowest_limit: float) -> bool | None:
    """Whether `value` is above so many times `limit`, which is at least `lowest_limit` where it is unknown."""
    if value is None:
        return None
    if limit is None:
        return None if value > times * lowest_limit else False
    return value > times * limit


def below(value: float | None, limit: float | None, highest_limit: float) -> bool | None:
    """Whether `value` is below `limit`, which is at most `highest_limit` where it is unknown."""
    if value is None:
        return None
    if limit is None:
        return None if value < highest_limit else False
    return value < limit
