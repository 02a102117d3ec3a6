"""Finds a term by what a tired person types: any of its names in two languages, an abbreviation, a misspelling."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bedside.grading.ctcae.names import Names
from bedside.grading.ctcae.terms import Term

MOST_HITS = 20
ALIKE = 78.0
"""Of 100, how like a name a misspelling must be; below it strangers turn up ("cough" for "couch")."""
FEWEST_FOR_ALIKE = 4
"""Letters from which a misspelling can be told from another word."""
FEWEST_FOR_WITHIN = 4
"""Letters from which the inside of a word means something ("anc" is not looked for in "cancer")."""

EXACT, STARTS, WORD, WITHIN, NEAR = 0, 1, 2, 3, 4
"""How well a name matches, the best first."""

_TIER = {EXACT: 0, STARTS: 1, WORD: 1, WITHIN: 2, NEAR: 3}
_BRITISH = re.compile(r"aem|aes|aec|oed|oes|rrhoe|pnoe|umour|olour|leuco|isation")
_AMERICAN = {
    "aem": "em",
    "aes": "es",
    "aec": "ec",
    "oed": "ed",
    "oes": "es",
    "rrhoe": "rrhe",
    "pnoe": "pne",
    "umour": "umor",
    "olour": "olor",
    "leuco": "leuko",
    "isation": "ization",
}


@dataclass(frozen=True, slots=True)
class Hit:
    """One term that was found: by which of its names, and how well (0 exact ... 4 alike)."""

    code: str
    matched: str
    fit: int


@dataclass(frozen=True, slots=True)
class _Name:
    """One name of a term, as shown and as compared; `own` where it is the term's own in either language."""

    place: int
    shown: str
    plain: str
    own: bool


class TermIndex:
    """All names of all terms of one dictionary, ready to be searched.

    `stands_for` are further names, each with the code of the term that it is recorded as.
    """

    def __init__(self, terms: Sequence[Term], names: Names, stands_for: Mapping[str, str] | None = None) -> None:
        self._codes = [term.code for term in terms]
        places = {code: place for place, code in enumerate(self._codes)}
        self._seldom = len(names.usual)
        usual = {code: place for place, code in enumerate(names.usual)}
        self._usual = [usual.get(code, self._seldom) for code in self._codes]
        self._known = frozenset(self._codes)
        self._names = [
            *(name for place, term in enumerate(terms) for name in _names_of(place, term, names)),
            *(_Name(places[code], name, plain(name), False) for name, code in (stands_for or {}).items()),
        ]
        self._alike_to: list[str] = []
        self._alike_of: list[_Name] = []

    def find(
        self, text: str, *, first: Iterable[str] = (), then: Iterable[str] = (), limit: int = MOST_HITS
    ) -> tuple[Hit, ...]:
        """The terms that `text` finds, the best first; among equals the codes `first` (recently used), then `then` (of
        special interest), then what wards record most, then a term's own name before its other names. Nothing typed
        finds `first` and `then`."""
        favoured = {code: place for place, code in enumerate(dict.fromkeys((*first, *then)))}
        typed = plain(text)
        if not typed:
            return tuple(Hit(code, "", STARTS) for code in favoured if code in self._known)[:limit]
        best: dict[int, tuple[int, _Name]] = {}
        for spelling in dict.fromkeys((typed, american(typed))):
            self._spelt(spelling, best)
        if " " in typed:
            self._in_any_order(typed.split(), best)
        if all(fit > WORD for fit, _ in best.values()) and len(typed) >= FEWEST_FOR_ALIKE:
            self._alike(american(typed), best)
        return tuple(self._in_order(best, favoured)[:limit])

    def _in_order(self, best: Mapping[int, tuple[int, _Name]], favoured: Mapping[str, int]) -> list[Hit]:
        last = len(favoured)

        def key(found: tuple[int, _Name]) -> tuple[int, ...]:
            fit, name = found
            rank, usual = favoured.get(self._codes[name.place], last), self._usual[name.place]
            seldom = usual == self._seldom
            return _TIER[fit], rank, seldom, fit, not name.own, usual, len(name.plain), name.place

        ordered = sorted(best.values(), key=key)
        return [Hit(self._codes[name.place], name.shown, fit) for fit, name in ordered]

    def _spelt(self, typed: str, best: dict[int, tuple[int, _Name]]) -> None:
        within = len(typed) >= FEWEST_FOR_WITHIN or not typed.isascii()
        for name in self._names:
            if typed in name.plain:
                fit = _fit(typed, name.plain)
                if fit < WITHIN or within:
                    _keep(best, name, fit)

    def _in_any_order(self, words: Sequence[str], best: dict[int, tuple[int, _Name]]) -> None:
        """Names that have a word beginning with each of `words`, wherever it stands."""
        for name in self._names:
            if words[0] in name.plain and _has_all(words, f" {name.plain}"):
                _keep(best, name, WORD)

    def _alike(self, typed: str, best: dict[int, tuple[int, _Name]]) -> None:
        # Deferred for start-up: a library that only a misspelling needs.
        from rapidfuzz import fuzz, process

        if not self._alike_to:
            self._prepare_alike()
        found = process.extract(typed, self._alike_to, scorer=fuzz.ratio, limit=2 * MOST_HITS, score_cutoff=ALIKE)
        for _, _, place in found:
            _keep(best, self._alike_of[place], NEAR)

    def _prepare_alike(self) -> None:
        """Misspellings are looked for in whole names and in their longer words."""
        for name in self._names:
            words = name.plain.split()
            longer = [word for word in words if len(word) > FEWEST_FOR_ALIKE] if len(words) > 1 else []
            self._alike_to += [name.plain, *longer]
            self._alike_of += [name] * (1 + len(longer))


def plain(text: str) -> str:
    """A name as it is compared: lower case, hyphens and commas as blanks, single blanks."""
    return " ".join(text.casefold().replace("-", " ").replace(",", " ").split())


def american(typed: str) -> str:
    """A British spelling as NCI writes it; anything else, and what is too short to be one, as it is."""
    return typed if len(typed) < FEWEST_FOR_ALIKE else _BRITISH.sub(lambda found: _AMERICAN[found[0]], typed)


def _names_of(place: int, term: Term, names: Names) -> Iterator[_Name]:
    yield _Name(place, term.name, plain(term.name), True)
    known = names.terms.get(term.code)
    if known is not None:
        yield _Name(place, known.zh, plain(known.zh), True)
        for other in known.others():
            yield _Name(place, other, plain(other), False)


def _keep(best: dict[int, tuple[int, _Name]], name: _Name, fit: int) -> None:
    kept = best.get(name.place)
    if kept is None or (fit, not name.own, len(name.plain)) < (kept[0], not kept[1].own, len(kept[1].plain)):
        best[name.place] = fit, name


def _fit(typed: str, name: str) -> int:
    if typed == name:
        return EXACT
    # Chinese has no blanks between words, so that any part may be one.
    if name.startswith(typed) or not typed.isascii():
        return STARTS
    return WORD if f" {typed}" in name else WITHIN


def _has_all(words: Iterable[str], name: str) -> bool:
    return all(f" {word}" in name for word in words)
