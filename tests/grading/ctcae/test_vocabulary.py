"""The vocabulary is whole, speaks both languages, and a damaged one is refused by file and place."""

import json

import pytest

from bedside.errors import CriteriaError
from bedside.grading.ctcae.vocabulary import read_vocabulary
from tests.grading.ctcae.conftest import shipped_texts


def changed(stem: str, **changes: object) -> dict[str, str]:
    data = json.loads(shipped_texts()[stem])
    return {**shipped_texts(), stem: json.dumps({**data, **changes})}


def test_every_word_is_about_a_fact_and_a_level_of_it() -> None:
    vocabulary = read_vocabulary(shipped_texts())
    for name, word in vocabulary.words.items():
        fact = vocabulary.facts[word.fact]
        assert word.level <= max(1, len(fact.levels) - 1), name


def test_words_imply_words_that_exist_and_never_themselves() -> None:
    vocabulary = read_vocabulary(shipped_texts())
    for name, word in vocabulary.words.items():
        assert name not in word.implies
        assert all(vocabulary.words[other].fact in vocabulary.facts for other in word.implies), name


def test_an_urgent_operation_is_an_operation_and_invasive() -> None:
    vocabulary = read_vocabulary(shipped_texts())
    assert vocabulary.implied_by("intervention_urgent_operative") == {
        "intervention_urgent_operative",
        "intervention_urgent",
        "intervention_operative",
        "intervention_invasive",
        "intervention_any",
    }


def test_scales_begin_with_their_mildest_word() -> None:
    vocabulary = read_vocabulary(shipped_texts())
    scales = {key: fact.levels[0].word for key, fact in vocabulary.facts.items() if fact.kind == "scale"}
    assert set(scales.values()) == {"none", "normal"}


def test_measures_say_what_is_possible() -> None:
    vocabulary = read_vocabulary(shipped_texts())
    numbers = [fact for fact in vocabulary.facts.values() if fact.kind == "number"]
    assert len(numbers) > 50
    assert all(fact.lowest < fact.highest and fact.unit for fact in numbers)


def test_a_missing_file_is_named() -> None:
    texts = {stem: text for stem, text in shipped_texts().items() if stem != "phrases"}
    with pytest.raises(CriteriaError, match=r"phrases\.json, file: is missing"):
        read_vocabulary(texts)


def test_a_damaged_file_is_named_with_its_line() -> None:
    with pytest.raises(CriteriaError, match=r"phrases\.json, line 2: not JSON"):
        read_vocabulary({**shipped_texts(), "phrases": "{\n"})


def test_a_file_that_is_no_object_is_refused() -> None:
    with pytest.raises(CriteriaError, match="holds no JSON object"):
        read_vocabulary({**shipped_texts(), "measures": "[]"})


@pytest.mark.parametrize(("fact", "level"), [("symptoms", "ghastly"), ("no_such_scale", "mild")])
def test_a_word_of_a_level_that_does_not_exist_is_refused(fact: str, level: str) -> None:
    word = {"fact": fact, "level": level, "en": "x", "zh": "y"}
    with pytest.raises(CriteriaError, match=f"mild_symptoms: {fact} has no level {level}"):
        read_vocabulary(changed("vocabulary", words={"mild_symptoms": word}))
