"""Three answers: each is that of every way the unknown can be."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bedside.grading.three_valued import Span, above, all_of, any_of, at_least, below, span
from bedside.models.facts import Possible

ANSWERS = (None, False, True)
PARTS = st.lists(st.sampled_from(ANSWERS), max_size=5)


def worlds(parts: list[bool | None]) -> list[tuple[bool, ...]]:
    """Every way the unknown ones can be."""
    return list(product(*((False, True) if part is None else (part,) for part in parts)))


def settled(answers: set[bool]) -> bool | None:
    """The answer that all worlds share."""
    return answers.pop() if len(answers) == 1 else None


@given(PARTS)
def test_any_and_all_are_those_of_every_world(parts: list[bool | None]) -> None:
    assert any_of(parts) is settled({any(world) for world in worlds(parts)})
    assert all_of(parts) is settled({all(world) for world in worlds(parts)})


@given(PARTS, st.integers(0, 6))
def test_so_is_a_number_of_them(parts: list[bool | None], count: int) -> None:
    assert at_least(count, parts) is settled({sum(world) >= count for world in worlds(parts)})


@pytest.mark.parametrize(
    ("value", "limit", "answer"),
    [
        (Span(5, 5), Span(2, 2), True),
        (Span(4, 4), Span(2, 2), False),
        (Span(0, 5), Span(2, 2), None),
        (Span(0, 4), Span(2, 2), False),
        (Span(5, 5), Span(2, 3), None),
        (Span(5, 5), Span(2.5, 3), False),
        (Span(7, 7), Span(2, 3), True),
    ],
)
def test_above_twice_a_limit(value: Span, limit: Span, answer: bool | None) -> None:
    assert above(value, 2, limit) is answer


@pytest.mark.parametrize(
    ("value", "limit", "answer"),
    [
        (Span(1, 1), Span(2, 2), True),
        (Span(2, 2), Span(2, 2), False),
        (Span(1, 2), Span(2, 2), None),
        (Span(2, 9), Span(2, 2), False),
        (Span(1, 1), Span(1, 2), None),
        (Span(1, 1), Span(0, 1), False),
        (Span(1, 1), Span(1.5, 2), True),
    ],
)
def test_below_a_limit(value: Span, limit: Span, answer: bool | None) -> None:
    assert below(value, limit) is answer


def test_a_number_that_was_not_given_is_all_that_it_can_be() -> None:
    possible = Possible(1, 9, "points")
    assert span(None, possible) == Span(1, 9)
    assert span(0, possible) == Span(0, 0)
