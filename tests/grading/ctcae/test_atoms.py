"""The atoms of a criterion: what is read, what is refused, and what holds of a number that nobody told."""

from dataclasses import replace

import pytest

from bedside.grading.ctcae.atoms import (
    CERTAIN,
    IMPOSSIBLE,
    OPEN,
    OPERATORS,
    AtomError,
    MeasureAtom,
    choice_holds,
    compile_words,
)
from bedside.grading.ctcae.told import Told
from bedside.grading.ctcae.vocabulary import Fact
from bedside.models.protocol import Wording
from tests.grading.ctcae.conftest import shipped

HOURS = Fact("hours", "number", "How long?", "多久？", (), "h", 0.0, 100.0)


@pytest.mark.parametrize(
    ("sign", "limit", "untold"),
    [
        (">=", 0.0, CERTAIN),
        (">", 0.0, OPEN),
        (">=", 24.0, OPEN),
        (">=", 100.0, OPEN),
        (">", 100.0, IMPOSSIBLE),
        ("<=", 100.0, CERTAIN),
        ("<", 0.0, IMPOSSIBLE),
    ],
)
def test_a_limit_at_the_end_of_what_is_possible_leaves_nothing_open(
    sign: str, limit: float, untold: tuple[bool, bool]
) -> None:
    atom = MeasureAtom(HOURS, sign, limit, "", OPERATORS[sign])
    assert atom.bounds(Told(), None) == untold


def test_a_number_that_was_told_decides() -> None:
    atom = MeasureAtom(HOURS, ">=", 24.0, "", OPERATORS[">="])
    assert atom.bounds(Told(numbers={"hours": 24.0}), None) == CERTAIN
    assert atom.bounds(Told(numbers={"hours": 23.9}), None) == IMPOSSIBLE


class TestWords:
    def test_a_number_says_its_limit_and_how_far_the_grade_goes(self) -> None:
        atom = MeasureAtom(HOURS, ">=", 4.0, "below 24 h = 1 d", OPERATORS[">="])
        assert atom.text == Wording(en="How long: ≥ 4 h to <24 h", zh="多久：≥ 4 h 至 <24 h")
        plain = MeasureAtom(replace(HOURS, unit="1"), "<=", 2.5, "", OPERATORS["<="])
        assert plain.text == Wording(en="How long: ≤ 2.5", zh="多久：≤ 2.5")

    def test_a_kind_of_value_says_which_it_is_in_both_languages(self) -> None:
        said = compile_words("mode fasting is true", shipped("4.03").vocabulary).text
        assert said.en
        assert not said.zh.isascii()

    def test_words_phrases_numbers_and_kinds_are_read(self) -> None:
        vocabulary = shipped("4.03").vocabulary
        for text, fact in (
            ("life_threatening", "life_threatening"),
            ("~stool-incontinence", "stool-incontinence"),
            ("stools_over_baseline >= 4 to 6", "stools_over_baseline"),
            ("mode fasting is false", "fasting"),
        ):
            assert compile_words(text, vocabulary).fact == fact


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no_such_word",
        "~no-such-phrase",
        "mode fasting is maybe",
        "mode no_such_kind is true",
        "stools_over_baseline >= many",
        "stools_over_baseline = 4",
        "no_such_number >= 4",
        "symptoms >= 4",
    ],
)
def test_what_says_nothing_known_is_refused(text: str) -> None:
    with pytest.raises(AtomError, match="is no word, phrase or comparison of the vocabulary"):
        compile_words(text, shipped("4.03").vocabulary)


def test_a_choice_holds_where_the_settings_say_so() -> None:
    settings = {"twice_baseline": "grade_2"}
    assert choice_holds("choice twice_baseline is grade_2", settings) is True
    assert choice_holds("choice twice_baseline is grade_1", settings) is False
    assert choice_holds("life_threatening", settings) is None
    with pytest.raises(AtomError, match="no such choice: no_such"):
        choice_holds("choice no_such is grade_1", settings)
