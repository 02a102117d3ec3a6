"""Writes findings, reviews and notes in both languages from the criteria's own sentences and the facts as entered."""

from collections.abc import Callable, Mapping
from re import compile as pattern

from bedside.errors import CriteriaError
from bedside.grading.slots import value_of
from bedside.models.criteria import Criteria, FactDefinition
from bedside.models.facts import Facts
from bedside.models.protocol import Wording

Writer = Callable[[Facts], Wording]

_PLACEHOLDER = pattern(r"\{([a-z0-9_]+)\}")
_LANGUAGES = ("en", "zh")
_RANGE = {"en": "{} to {}", "zh": "{} 至 {}"}
_COMMA = {"en": ", ", "zh": "、"}


def number(value: float) -> str:
    """A number as it was entered, never rounded; a whole one without a decimal point."""
    return str(int(value)) if value == int(value) else repr(value)


def writer(criteria: Criteria, where: str, text: Wording) -> Writer:
    """A writer of `text`, whose {fact} places it fills.

    Raises:
        CriteriaError: for a place that names no fact.
    """
    for name in _PLACEHOLDER.findall(text.en + text.zh):
        if name not in criteria.facts:
            raise CriteriaError(file=criteria.id, where=where, problem=f"there is no fact {{{name}}}")
    if not _PLACEHOLDER.search(text.en + text.zh):
        return lambda _facts: text

    def fill(facts: Facts) -> Wording:
        return Wording.model_construct(
            en=_filled(criteria.facts, text.en, facts, "en"), zh=_filled(criteria.facts, text.zh, facts, "zh")
        )

    return fill


def check_words(criteria: Criteria, words: Mapping[str, tuple[str, ...]]) -> None:
    """Make sure that every word of a choice or list can be written, and no other is; so no new word goes unnoticed.

    Raises:
        CriteriaError: naming the fact and the word.
    """
    for fact, definition in criteria.facts.items():
        for word in sorted(set(words.get(fact, ())) ^ set(definition.words)):
            raise CriteriaError(
                file=criteria.id, where=f"facts.{fact}.words", problem=f"{word} is no word of this fact, or has no text"
            )


def _filled(definitions: Mapping[str, FactDefinition], text: str, facts: Facts, language: str) -> str:
    return _PLACEHOLDER.sub(
        lambda place: _fact_text(definitions[place.group(1)], value_of(facts, place.group(1)), language), text
    )


def _fact_text(definition: FactDefinition, value: object, language: str) -> str:
    if value is None:
        return definition.unknown.in_language(language) if definition.unknown else ""
    if definition.words:
        words = value if isinstance(value, tuple) else (value,)
        return _COMMA[language].join(
            definition.words[word].in_language(language) for word in words if word in definition.words
        )
    shown = _number_text(value, language)
    return definition.text.in_language(language).replace("{value}", shown) if definition.text else shown


def _number_text(value: object, language: str) -> str:
    if isinstance(value, tuple):
        low, high = value
        return number(low) if low == high else _RANGE[language].format(number(low), number(high))
    return number(value) if isinstance(value, int | float) else str(value)
