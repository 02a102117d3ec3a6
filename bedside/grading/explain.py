"""Writes findings, reviews and notes in both languages from the criteria's own sentences and the facts as entered."""

from collections.abc import Mapping
from re import compile as pattern

from bedside.errors import CriteriaError
from bedside.grading.slots import getter
from bedside.models.criteria import Criteria, FactDefinition
from bedside.models.facts import Facts
from bedside.models.protocol import Wording

_PLACEHOLDER = pattern(r"\{([a-z0-9_]+)\}")
_LANGUAGES = ("en", "zh")
_RANGE = {"en": "{} to {}", "zh": "{} 至 {}"}
_COMMA = {"en": ", ", "zh": "、"}


class Template:
    """A sentence of the criteria in both languages, with {fact} places to fill; `fixed` where there are none."""

    def __init__(self, criteria: Criteria, where: str, text: Wording) -> None:
        """Raises CriteriaError, naming the place `where` the sentence stands, for a place that names no fact."""
        self._definitions = criteria.facts
        self._parts = {language: _PLACEHOLDER.split(text.in_language(language)) for language in _LANGUAGES}
        names = {name for language in _LANGUAGES for name in _PLACEHOLDER.findall(text.in_language(language))}
        for name in sorted(names - criteria.facts.keys()):
            raise CriteriaError(file=criteria.id, where=where, problem=f"there is no fact {{{name}}}")
        self._getters = {name: getter(criteria.facts[name], name) for name in sorted(names)}
        self.fixed = None if names else text

    def values(self, facts: Facts) -> tuple[object, ...]:
        """What the facts hold for the places of the sentence: it reads the same for the same."""
        return tuple([entered(facts) for entered in self._getters.values()])

    def fill(self, values: tuple[object, ...]) -> Wording:
        """The sentence with `values` in its places."""
        named = dict(zip(self._getters, values, strict=True))
        return Wording(en=self._filled(named, "en"), zh=self._filled(named, "zh"))

    def _filled(self, named: Mapping[str, object], language: str) -> str:
        # Splitting leaves text and names of facts by turns: every odd part is a name.
        return "".join(
            _fact_text(self._definitions[part], named[part], language) if place & 1 else part
            for place, part in enumerate(self._parts[language])
        )


def check_words(criteria: Criteria, words: Mapping[str, tuple[str, ...]]) -> None:
    """Make sure that every word of a choice or list can be written, and no other is; so no new word goes unnoticed.

    Raises:
        CriteriaError: naming the fact and the word.
    """
    for fact, definition in criteria.facts.items():
        for word in sorted(set(words.get(fact, ())) ^ set(definition.words)):
            problem = f"{word} is no word of this fact, or has no text"
            raise CriteriaError(file=criteria.id, where=f"facts.{fact}.words", problem=problem)


def number(value: float) -> str:
    """A number as it was entered, never rounded; a whole one without a decimal point."""
    return str(int(value)) if value == int(value) else repr(value)


def _fact_text(definition: FactDefinition, value: object, language: str) -> str:
    if value is None:
        return definition.unknown.in_language(language) if definition.unknown else ""
    if definition.words:
        chosen = value if isinstance(value, tuple) else (value,)
        texts = [definition.words[word].in_language(language) for word in chosen if word in definition.words]
        return _COMMA[language].join(texts)
    shown = _number_text(value, language)
    return definition.text.in_language(language).replace("{value}", shown) if definition.text else shown


def _number_text(value: object, language: str) -> str:
    if isinstance(value, tuple):
        low, high = value
        return number(low) if low == high else _RANGE[language].format(number(low), number(high))
    return number(value) if isinstance(value, int | float) else str(value)
