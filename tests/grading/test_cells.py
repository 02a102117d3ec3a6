"""Cells: both sides of each threshold, every set of words, and unknown as all of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bedside.grading.cells import Atom, FiniteCells, NumberCells, bits, subsets
from bedside.models.facts import Possible

ANY = Possible(0, 100, "")
OPERATORS = {
    "at_least": lambda value, bound: value >= bound,
    "above": lambda value, bound: value > bound,
    "below": lambda value, bound: value < bound,
    "at_most": lambda value, bound: value <= bound,
    "equals": lambda value, bound: value == bound,
}
atoms = st.builds(
    lambda operator, bound: Atom("x", operator, number=bound), st.sampled_from(sorted(OPERATORS)), st.integers(0, 100)
)


class TestNumbers:
    @given(asked=st.lists(atoms, min_size=1, max_size=5), value=st.floats(0, 100))
    def test_a_cell_answers_as_the_number_does(self, asked: list[Atom], value: float) -> None:
        cells = NumberCells(asked, ANY)
        for atom in asked:
            for number in (value, atom.number, atom.number - 0.001, atom.number + 0.001):
                if 0 <= number <= 100:
                    expected = OPERATORS[atom.operator](number, atom.number)
                    assert bool(cells.of(number) & cells.where(atom)) is expected, (atom, number)

    @given(asked=st.lists(atoms, max_size=5), low=st.integers(0, 100), more=st.integers(0, 50))
    def test_a_span_holds_its_numbers_and_lies_within_everything(self, asked: list[Atom], low: int, more: int) -> None:
        cells = NumberCells(asked, ANY)
        high = min(100, low + more)
        span = cells.span(low, high)
        assert all(span & cells.of(number) for number in range(low, high + 1))
        assert span & ~cells.everything == 0

    def test_a_number_that_nobody_asks_about_has_one_cell(self) -> None:
        assert NumberCells([], ANY).everything == 1

    def test_everything_is_what_the_number_can_be(self) -> None:
        cells = NumberCells([Atom("x", "at_least", number=200)], ANY)
        assert cells.everything & cells.where(Atom("x", "at_least", number=200)) == 0


class TestWords:
    def test_values_that_no_question_tells_apart_share_a_cell(self) -> None:
        cells = FiniteCells(("a", "b", "c"), [Atom("x", "one_of", words=("a",))])
        assert cells.mask_of["b"] == cells.mask_of["c"] != cells.mask_of["a"]
        assert cells.where(Atom("x", "one_of", words=("a",))) == cells.mask_of["a"]
        assert cells.everything == cells.mask_of["a"] | cells.mask_of["b"]

    @pytest.mark.parametrize(("chosen", "count"), [((), 0), (("a",), 0), (("b",), 1), (("a", "b", "c"), 2)])
    def test_a_count_leaves_out_the_excluded(self, chosen: tuple[str, ...], count: int) -> None:
        for wanted in (1, 2, 3):
            atom = Atom("x", "count_at_least", excluded=("a",), number=wanted)
            assert atom.holds(chosen) is (count >= wanted)

    def test_booleans_are_told_apart(self) -> None:
        yes = Atom("x", "is", number=1)
        cells = FiniteCells((False, True), [yes])
        assert cells.where(yes) == cells.mask_of[True]
        assert Atom("x", "is", number=0).holds(False)
        assert not yes.holds("True")


def test_subsets_are_all_sets_in_order() -> None:
    assert subsets(("a", "b")) == ((), ("a",), ("b",), ("a", "b"))
    assert len(subsets(tuple("abcdefghi"))) == 512


@given(st.integers(0, 2**40))
def test_bits_are_the_single_cells(mask: int) -> None:
    single = bits(mask)
    assert sum(single) == mask
    assert all(bit & (bit - 1) == 0 for bit in single)
