"""The CTCAE dictionary of one version: every term compiled from data, looked up by name, graded and asked about."""

import gc
import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue

from bedside.errors import CriteriaError, InputRefused
from bedside.grading.ctcae.compile import compile_terms
from bedside.grading.ctcae.laboratory import Laboratory, Sample, read_laboratory
from bedside.grading.ctcae.questions import open_questions, questions_of
from bedside.grading.ctcae.result import result_of
from bedside.grading.ctcae.terms import Term
from bedside.grading.ctcae.told import names_asked, read_findings
from bedside.grading.ctcae.vocabulary import Vocabulary, json_of, read_vocabulary
from bedside.models.ctcae import CtcaeFacts, GradeCell, Question
from bedside.models.grade import GradeResult
from bedside.models.refusals import shown

NEAREST = 3
"""How many known terms are named where one is not known."""


@dataclass(frozen=True, slots=True)
class Dictionary:
    """One version of the CTCAE. `checksum` (SHA-256) covers the terms, the vocabulary and the laboratory file."""

    id: str
    version: str
    status: str
    source: str
    checksum: str
    terms: tuple[Term, ...]
    vocabulary: Vocabulary
    laboratory: Laboratory
    by_name: Mapping[str, Term]

    @property
    def system(self) -> str:
        """The scale's name, which travels with each grade."""
        return f"CTCAE {self.version}"

    def term(self, name: str) -> Term:
        """The term of this name or code, however it is capitalised.

        Raises:
            InputRefused: there is none; the nearest three are named.
        """
        found = self.by_name.get(name.strip().lower())
        if found is None:
            names = self._nearest(name.strip().lower())
            raise InputRefused("term", shown(name), f"a term of {self.system}, such as " + ", ".join(names))
        return found

    def _nearest(self, name: str) -> list[str]:
        # Deferred for start-up: only a term that does not exist needs it.
        from rapidfuzz import fuzz, process

        near = process.extract(name, self.by_name.keys(), scorer=fuzz.ratio, limit=NEAREST * 2)
        return list(dict.fromkeys(self.by_name[each].name for each, _, _ in near))[:NEAREST]

    def grade(self, facts: CtcaeFacts) -> GradeResult:
        """Grade one event or value by the term that `facts` names.

        Raises:
            InputRefused: naming the field, what was given and what is allowed.
        """
        if facts.term is None:
            raise InputRefused("term", "nothing", "a term, or an analyte for all its terms")
        return self._graded(self.term(facts.term), facts)

    def grade_analyte(self, facts: CtcaeFacts) -> tuple[GradeResult, ...]:
        """Grade one laboratory value by every term of its analyte, low and high.

        Raises:
            InputRefused: naming the field, what was given and what is allowed.
        """
        panel = facts.model_copy(update={"term": None}) if facts.term else facts
        terms = [self.by_name[code] for code in self.laboratory.terms_of(facts.analyte or "")]
        if not facts.findings:
            return tuple(self._graded(term, panel) for term in terms)
        # One set of findings for all: what one term asks (fasting) says nothing to another, which leaves it out.
        asked = [self.laboratory.findings_of(term.code) | names_asked(term.facts, term.modes) for term in terms]
        strange = {name for name in facts.findings if not any(name in names for names in asked)}
        kept = [{k: v for k, v in facts.findings.items() if k in names or k in strange} for names in asked]
        each = zip(terms, kept, strict=True)
        return tuple(self._graded(term, panel.model_copy(update={"findings": found})) for term, found in each)

    def questions(self, term: Term) -> tuple[Question, ...]:
        """Everything that separates the grades of `term`."""
        return questions_of(term)

    def open_questions(self, term: Term, facts: CtcaeFacts) -> tuple[Question, ...]:
        """The questions whose answers would settle the grade, the one that settles it soonest first."""
        sample = self._sample(term, facts)
        findings = self._findings(term, facts, sample)
        told = read_findings(findings, term.facts, self.vocabulary, term.modes)
        return open_questions(term, self.vocabulary, findings, term.outcome(told, sample), sample)

    def next_question(self, term: Term, facts: CtcaeFacts) -> Question | None:
        """The question whose answer settles the grade soonest; None where it is settled or nothing would."""
        return next(iter(self.open_questions(term, facts)), None)

    def cells(self, term: Term) -> tuple[GradeCell, ...]:
        """What `term` says for each of its grades, in our own words."""
        return term.cells()

    def _graded(self, term: Term, facts: CtcaeFacts) -> GradeResult:
        sample = self._sample(term, facts)
        told = read_findings(self._findings(term, facts, sample), term.facts, self.vocabulary, term.modes)
        return result_of(self.system, self.source, term, term.outcome(told, sample))

    def _sample(self, term: Term, facts: CtcaeFacts) -> Sample | None:
        return self.laboratory.sample(term.code, facts) if facts.value is not None else None

    def _findings(self, term: Term, facts: CtcaeFacts, sample: Sample | None) -> Mapping[str, JsonValue]:
        """What is told of the patient: without what was read with the value, with the kind that the value tells."""
        if sample is None:
            return facts.findings
        kinds = {name: word for name, word in sample.modes.items() if name in term.modes}
        if not facts.findings:
            return kinds
        own = self.laboratory.findings_of(term.code)
        return {**kinds, **{name: found for name, found in facts.findings.items() if name not in own}}


def load_dictionary(texts: Mapping[str, str], version: str, choices: Mapping[str, str] | None = None) -> Dictionary:
    """Build the dictionary of `version` from JSON `texts` (by file stem), under the settings in `choices`.

    Raises:
        CriteriaError: naming the file, the place and the problem: no JSON, an unknown word, a gap, no source.
    """
    with _nothing_collected():
        return _load(texts, f"terms-{version}", version, choices or {})


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Keep Python's garbage collector still: all that loading makes stays, and looking through it costs a third."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _load(texts: Mapping[str, str], stem: str, version: str, choices: Mapping[str, str]) -> Dictionary:
    data = json_of(texts, stem)
    for field in ("id", "version", "status", "source", "terms"):
        if not data.get(field):
            raise CriteriaError(file=f"{stem}.json", where=field, problem="is missing")
    vocabulary = read_vocabulary(texts)
    laboratory = read_laboratory(texts, version, choices)
    terms = compile_terms(data["terms"], vocabulary, laboratory, f"{stem}.json")
    return Dictionary(
        data["id"],
        data["version"],
        data["status"],
        data["source"],
        _checksum(texts, stem),
        terms,
        vocabulary,
        laboratory,
        _by_name(terms, f"{stem}.json"),
    )


def _by_name(terms: tuple[Term, ...], file: str) -> dict[str, Term]:
    found: dict[str, Term] = {}
    for term in terms:
        for name in {term.code, term.name.lower()}:
            if name in found:
                raise CriteriaError(file=file, where=term.code, problem=f"a second term named {name}")
            found[name] = term
    return found


def _checksum(texts: Mapping[str, str], stem: str) -> str:
    whole: Any = hashlib.sha256()
    for part in (stem, "vocabulary", "phrases", "measures", "laboratory"):
        whole.update(f"{part}\n{texts.get(part, '')}\n".encode())
    return str(whole.hexdigest())
