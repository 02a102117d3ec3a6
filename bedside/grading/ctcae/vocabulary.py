"""The closed vocabulary of the CTCAE dictionary: its words, our own phrases, and the numbers that are asked."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bedside.errors import CriteriaError
from bedside.models.ctcae import Choice, QuestionKind
from bedside.models.protocol import Wording

INTERVENTIONS = "interventions"
"""The one question that is answered by several words at once."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is asked: by key, with the words of its scale from mildest to worst (none for a yes or no)."""

    key: str
    kind: QuestionKind
    en: str
    zh: str
    levels: tuple[Choice, ...] = ()
    unit: str = ""
    lowest: float = 0.0
    highest: float = 0.0
    whole: bool = False

    @property
    def text(self) -> Wording:
        """The question, or what is said."""
        return _wording(self.en, self.zh)

    def level(self, word: str) -> int | None:
        """Where `word` stands on the scale, 0 the mildest; None where it is no word of it."""
        return next((place for place, choice in enumerate(self.levels) if choice.word == word), None)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a criterion: the fact it is about and the level from which it holds.

    `descriptor` is "" for a criterion; "presence" for one that says no more than that the event is there; "shown" for
    one that only tells a grade from the next (no treatment needed), which the next grade's own criteria decide.
    """

    name: str
    fact: str
    level: int
    en: str
    zh: str
    descriptor: str = ""
    implies: tuple[str, ...] = ()

    @property
    def text(self) -> Wording:
        """The word as it is said."""
        return _wording(self.en, self.zh)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every fact and word that a dictionary may use, phrases and measures included."""

    facts: Mapping[str, Fact]
    words: Mapping[str, Word]
    order: Mapping[str, int]
    """Where each fact stands among all."""
    implied: dict[str, frozenset[str]] = field(default_factory=dict, compare=False)
    """What each word implies, as far as anybody asked."""

    def implied_by(self, name: str) -> frozenset[str]:
        """The facts that hold wherever the word `name` does, its own included."""
        known = self.implied.get(name)
        if known is None:
            known = self.implied[name] = self._implied_by(name)
        return known

    def _implied_by(self, name: str) -> frozenset[str]:
        found: set[str] = set()
        waiting = [name]
        while waiting:
            word = self.words[waiting.pop()]
            if word.fact not in found:
                found.add(word.fact)
                waiting += word.implies
        return frozenset(found)


def read_vocabulary(texts: Mapping[str, str]) -> Vocabulary:
    """The vocabulary in the JSON `texts` of "vocabulary", "phrases" and "measures".

    Raises:
        CriteriaError: a text is missing, is no JSON, or a word is about a fact or a level that does not exist.
    """
    spoken = json_of(texts, "vocabulary")
    facts: dict[str, Fact] = {}
    words: dict[str, Word] = {}
    for key, given in spoken["facts"].items():
        levels = tuple(Choice(level["word"], _wording(level["en"], level["zh"])) for level in given.get("levels", ()))
        facts[key] = Fact(key, given["kind"], given["en"], given["zh"], levels)
    for name, given in spoken["words"].items():
        word = words[name] = _word(name, given, facts)
        facts.setdefault(word.fact, Fact(word.fact, "yes_no", word.en, word.zh))
    for slug, given in json_of(texts, "phrases").items():
        name, english, chinese = f"~{slug}", given["en"], given["zh"]
        facts[slug] = Fact(slug, "yes_no", english, chinese)
        words[name] = Word(name, slug, 1, english, chinese, "shown" if given.get("shown") else "")
    for key, given in json_of(texts, "measures").items():
        limits = given["unit"], given["lowest"], given["highest"], given["whole"]
        facts[key] = Fact(key, "number", given["en"], given["zh"], (), *limits)
    return Vocabulary(facts, words, {key: place for place, key in enumerate(facts)})


def json_of(texts: Mapping[str, str], stem: str) -> dict[str, Any]:
    """The JSON object in one of `texts`.

    Raises:
        CriteriaError: it is missing or holds no JSON object.
    """
    if stem not in texts:
        raise CriteriaError(file=f"{stem}.json", where="file", problem="is missing")
    try:
        found = json.loads(texts[stem])
    except json.JSONDecodeError as error:
        raise CriteriaError(
            file=f"{stem}.json", where=f"line {error.lineno}", problem=f"not JSON: {error.msg}"
        ) from None
    if not isinstance(found, dict):
        raise CriteriaError(file=f"{stem}.json", where="file", problem="holds no JSON object")
    return found


def _word(name: str, given: Mapping[str, Any], facts: Mapping[str, Fact]) -> Word:
    fact, level = given["fact"], 1
    if "level" in given:
        found = facts[fact].level(given["level"]) if fact in facts else None
        if not found:
            raise CriteriaError(file="vocabulary.json", where=name, problem=f"{fact} has no level {given['level']}")
        level = found
    said = given["en"], given["zh"]
    return Word(name, fact, level, *said, given.get("descriptor", ""), tuple(given.get("implies", ())))


def _wording(en: str, zh: str) -> Wording:
    # Made when it is said and not at loading, and without validation: there are 2,000 of them.
    return Wording.model_construct(en=en, zh=zh)
