"""Sentences of a scale: numbers as a person writes them, and both languages filled alike."""

import re

import pytest

from bedside.grading.sentences import filled, joined, remark, review
from bedside.models.protocol import Wording
from tests.grading.scales import TEXTS

TEXT = Wording(en="{value} on day {day}", zh="第 {day} 天 {value}")


@pytest.mark.parametrize(
    ("value", "written"), [(500.0, "500"), (0.5, "0.5"), (1_234_567.5, "1234567.5"), (7, "7"), ("3–5", "3–5")]
)
def test_numbers_are_written_plainly(value: object, written: str) -> None:
    text = filled(TEXT, value=value, day=3)
    assert (text.en, text.zh) == (f"{written} on day 3", f"第 3 天 {written}")


def test_a_word_is_filled_in_its_own_language() -> None:
    fever, rash = Wording(en="fever", zh="发热"), Wording(en="rash", zh="皮疹")
    text = filled(TEXT, value=joined([fever, rash]), day=1)
    assert (text.en, text.zh) == ("fever, rash on day 1", "第 1 天 发热、皮疹")


def test_a_review_is_urgent_only_where_it_says_so() -> None:
    plain, pressing = review("a", "R", TEXT, value=1, day=1), review("a", "R", TEXT, urgent=True, value=1, day=1)
    assert (plain.urgent, pressing.urgent) == (False, True)
    assert remark("a", TEXT, value=1, day=1).text.en == "1 on day 1"


@pytest.mark.parametrize("stem", TEXTS)
def test_both_languages_fill_the_same_places(stem: str) -> None:
    pairs = re.findall(r'en = "(.*?)", zh = "(.*?)" }', TEXTS[stem])
    assert len(pairs) > 10
    for english, chinese in pairs:
        assert sorted(re.findall(r"{\w+}", english)) == sorted(re.findall(r"{\w+}", chinese)), english
