"""Finds a term, shows what it says and grades it while it is answered; the dictionary is read when first asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from pydantic import JsonValue, ValidationError

from bedside.errors import ProtocolError
from bedside.grading.ctcae import Dictionary, load_dictionary
from bedside.grading.ctcae.names import Names, read_names
from bedside.grading.ctcae.search import TermIndex
from bedside.grading.ctcae.terms import Term
from bedside.models.authority import Act
from bedside.models.ctcae import CtcaeFacts, CtcaeVersion, GradeCell, Question
from bedside.models.grade import GradeResult
from bedside.models.protocol import TrialProtocol, Wording
from bedside.models.refusals import refusals
from bedside.resources import resource_path
from bedside.services.authority import needs
from bedside.services.desk import Desk
from bedside.services.official_wording import OfficialTerm, Readiness, official_term, wording_ready

__all__ = [
    "Measured",
    "OfficialTerm",
    "TermHit",
    "TermPage",
    "TermPreview",
    "dictionary_for",
    "dictionary_of",
    "facts_of",
    "find_terms",
    "names",
    "preview_term",
    "recent_terms",
    "search_terms",
    "term_page",
    "under_version",
]

MOST_HITS = 20
RECENT = 12
"""Terms that are kept in mind as recently used."""

Settings = tuple[tuple[str, str], ...]


class Measured(Protocol):
    """A laboratory value as it is graded; every number in `unit` (UCUM)."""

    @property
    def analyte(self) -> str:
        """The analyte's id or LOINC code."""
        ...

    @property
    def value(self) -> float:
        """What was measured."""
        ...

    @property
    def unit(self) -> str:
        """Of every number here."""
        ...

    @property
    def lln(self) -> float | None:
        """The laboratory's lower limit."""
        ...

    @property
    def uln(self) -> float | None:
        """The laboratory's upper limit."""
        ...

    @property
    def baseline(self) -> float | None:
        """The patient's own value before infusion."""
        ...

    @property
    def findings(self) -> Mapping[str, JsonValue]:
        """What was told beside it: the albumin of the same sample, a fast."""
        ...

    @property
    def baseline_abnormal(self) -> bool | None:
        """Whether that value was abnormal, where this much is known of it."""
        ...


@dataclass(frozen=True, slots=True)
class TermHit:
    """One term that a search found. `matched` is the name it was found by; empty where nothing was typed."""

    code: str
    name: Wording
    soc: Wording
    matched: str
    aesi: bool
    recent: bool


_MAY_SIGN = Readiness(ready=True)


@dataclass(frozen=True, slots=True)
class TermPage:
    """What one term says. `draft` until the wording was approved; `official` is NCI's own, where it was imported;
    `signing` tells whether its grades may be signed at this site."""

    code: str
    name: Wording
    soc: Wording
    version: str
    system: str
    draft: bool
    cells: tuple[GradeCell, ...]
    questions: tuple[Question, ...]
    official: OfficialTerm | None
    signing: Readiness = _MAY_SIGN


@dataclass(frozen=True, slots=True)
class TermPreview:
    """The grade so far. `next` settles it soonest, None where nothing more would; `asked` are the answered questions in
    the order they were answered, then those still open, the one that settles soonest first."""

    result: GradeResult
    next: Question | None
    asked: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """A dictionary with what is searched in it."""

    dictionary: Dictionary
    index: TermIndex


def dictionary_for(protocol: TrialProtocol) -> Dictionary:
    """The dictionary of the protocol's version under its choices.

    Raises:
        ProtocolError: the protocol names a term or a choice that does not exist.
        CriteriaError: a shipped file cannot be used.
    """
    return _known(protocol).dictionary


def dictionary_of(version: str, choices: Mapping[str, str]) -> Dictionary:
    """The dictionary of any version under `choices`, whatever version a trial uses.

    Raises:
        CriteriaError: a shipped file cannot be used, or there is no such choice.
    """
    return _dictionary(version, tuple(choices.items()))


@cache
def names() -> Names:
    """What the terms are called in Chinese, by other names and in short.

    Raises:
        CriteriaError: the shipped file cannot be used.
    """
    return read_names({"names": _text("names")})


def find_terms(desk: Desk, text: str, limit: int = MOST_HITS) -> tuple[TermHit, ...]:
    """The terms that `text` finds in any language or spelling, the best first; among equals those recently used at this
    site, then those of special interest. Nothing typed finds these two kinds."""
    return search_terms(desk.protocol, text, limit, recent_terms(desk))


def search_terms(
    protocol: TrialProtocol, text: str, limit: int = MOST_HITS, recent: tuple[str, ...] = ()
) -> tuple[TermHit, ...]:
    """As `find_terms`, without a store; `recent` are the codes recently used."""
    known = _known(protocol)
    aesi = protocol.toxicity.aesi
    return tuple(
        TermHit(
            hit.code,
            _name(known.dictionary.term(hit.code)),
            _soc(known.dictionary.term(hit.code)),
            hit.matched,
            hit.code in aesi,
            hit.code in recent,
        )
        for hit in known.index.find(text, first=recent, then=aesi, limit=limit)
    )


def under_version(protocol: TrialProtocol, version: CtcaeVersion) -> TrialProtocol:
    """The protocol as if it used another version; what it says of terms which that version lacks is left out."""
    if protocol.ctcae == version:
        return protocol
    known = dictionary_of(version, protocol.toxicity.choices).by_name
    toxicity = protocol.toxicity.model_copy(
        update={
            "aesi": tuple(code for code in protocol.toxicity.aesi if code in known),
            "stands_for": {name: code for name, code in protocol.toxicity.stands_for.items() if code in known},
        }
    )
    return protocol.model_copy(update={"ctcae": version, "toxicity": toxicity})


@needs(Act.SEE_PATIENTS)
def recent_terms(desk: Desk) -> tuple[str, ...]:
    """The terms last recorded at this site, the newest first, by code; those that the version in use has."""
    with desk.store.read() as reader:
        used = reader.recent_terms(RECENT)
    known = _known(desk.protocol).dictionary.by_name
    return tuple(code for code in used if code in known)


def term_page(desk: Desk, code: str) -> TermPage:
    """Everything about one term, by its code or name.

    Raises:
        InputRefused: there is no such term; the nearest three are named.
    """
    dictionary = dictionary_for(desk.protocol)
    term = dictionary.term(code)
    return TermPage(
        code=term.code,
        name=_name(term),
        soc=_soc(term),
        version=dictionary.version,
        system=dictionary.system,
        draft="draft" in (dictionary.status, names().status),
        cells=dictionary.cells(term),
        questions=dictionary.questions(term),
        official=official_term(desk.store.folder, dictionary.version, term.code),
        signing=wording_ready(desk),
    )


def preview_term(
    desk: Desk, code: str, findings: Mapping[str, JsonValue], value: Measured | None = None
) -> TermPreview:
    """The grade that `findings` and a laboratory `value` give as far as they are known; pure, fast enough for each key.

    Raises:
        InputRefused: naming the field, what was given and what is allowed.
    """
    dictionary = dictionary_for(desk.protocol)
    term = dictionary.term(code)
    facts = facts_of(dictionary, term.code, findings, value)
    still_open = dictionary.open_questions(term, facts)
    by_key = {question.key: question for question in dictionary.questions(term)}
    answered = [key for key, answer in findings.items() if answer is not None and key in by_key]
    waiting = [question for question in still_open if question.key not in answered]
    return TermPreview(
        result=dictionary.grade(facts),
        next=waiting[0] if waiting else None,
        asked=(*(by_key[key] for key in answered), *waiting),
    )


def facts_of(
    dictionary: Dictionary, code: str, findings: Mapping[str, JsonValue], value: Measured | None = None
) -> CtcaeFacts:
    """What is graded and recorded: the term's `findings`, with a laboratory `value` where there is one.

    Raises:
        InputRefused: naming the field, what was given and what is allowed.
    """
    beside = {} if value is None else value.findings
    told: dict[str, object] = {"ctcae": dictionary.version, "term": code, "findings": {**beside, **findings}}
    if value is not None:
        told |= {"analyte": value.analyte, "value": value.value, "unit": value.unit}
        told |= {"lln": value.lln, "uln": value.uln}
        told |= {"baseline": value.baseline, "baseline_abnormal": value.baseline_abnormal}
    try:
        return CtcaeFacts.model_validate(told)
    except ValidationError as error:
        raise refusals(error, CtcaeFacts)[0] from None


# ------------------------------------------------------------------------------------------ what is remembered
def _known(protocol: TrialProtocol) -> _Known:
    toxicity = protocol.toxicity
    known = _loaded(protocol.ctcae, tuple(toxicity.choices.items()), tuple(toxicity.stands_for.items()))
    for code in toxicity.aesi:
        _require(known.dictionary, code, f"{protocol.id}: toxicity.aesi")
    return known


@cache
def _dictionary(version: str, choices: Settings) -> Dictionary:
    texts = {stem: _text(stem) for stem in ("vocabulary", "phrases", "measures", "laboratory", f"terms-{version}")}
    return load_dictionary(texts, version, dict(choices))


@cache
def _loaded(version: str, choices: Settings, stands_for: Settings) -> _Known:
    dictionary = _dictionary(version, choices)
    for name, code in stands_for:
        _require(dictionary, code, f"toxicity.stands_for.{name}")
    return _Known(dictionary, TermIndex(dictionary.terms, names(), dict(stands_for)))


def _require(dictionary: Dictionary, code: str, where: str) -> None:
    if code not in dictionary.by_name:
        raise ProtocolError(file="protocol", where=where, problem=f"{dictionary.system} has no term {code}")


def _text(stem: str) -> str:
    return resource_path("ctcae", f"{stem}.json").read_text(encoding="utf-8")


def _name(term: Term) -> Wording:
    known = names().terms.get(term.code)
    return Wording.model_construct(en=term.name, zh=known.zh if known else term.name)


def _soc(term: Term) -> Wording:
    return Wording.model_construct(en=term.soc, zh=names().socs.get(term.soc, term.soc))
