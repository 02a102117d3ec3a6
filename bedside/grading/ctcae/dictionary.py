"""The CTCAE dictionary of one version: every term compiled from data, looked up by name, graded and asked about."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from bedside.errors import CriteriaError, InputRefused
from bedside.grading.ctcae.compile import compile_terms
from bedside.grading.ctcae.laboratory import Laboratory, Sample, read_laboratory
from bedside.grading.ctcae.questions import open_questions, questions_of
from bedside.grading.ctcae.result import result_of
from bedside.grading.ctcae.terms import Term
from bedside.grading.ctcae.told import read_findings
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
            near = get_close_matches(name.strip().lower(), list(self.by_name), NEAREST * 2, 0.0)
            names = list(dict.fromkeys(self.by_name[each].name for each in near))[:NEAREST]
            raise InputRefused("term", shown(name), f"a term of {self.system}, such as " + ", ".join(names))
        return found

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
        terms = self.laboratory.terms_of(facts.analyte or "")
        return tuple(self._graded(self.by_name[code], facts) for code in terms)

    def questions(self, term: Term) -> tuple[Question, ...]:
        """Everything that separates the grades of `term`."""
        return questions_of(term)

    def open_questions(self, term: Term, facts: CtcaeFacts) -> tuple[Question, ...]:
        """The questions whose answers would settle the grade, the one that settles it soonest first."""
        told = read_findings(facts.findings, term.facts, self.vocabulary, term.modes)
        sample = self._sample(term, facts)
        return open_questions(term, self.vocabulary, facts.findings, term.outcome(told, sample), sample)

    def next_question(self, term: Term, facts: CtcaeFacts) -> Question | None:
        """The question whose answer settles the grade soonest; None where it is settled or nothing would."""
        return next(iter(self.open_questions(term, facts)), None)

    def cells(self, term: Term) -> tuple[GradeCell, ...]:
        """What `term` says for each of its grades, in our own words."""
        return term.cells()

    def _graded(self, term: Term, facts: CtcaeFacts) -> GradeResult:
        sample = self._sample(term, facts)
        told = read_findings(facts.findings, term.facts, self.vocabulary, term.modes)
        return result_of(self.system, self.source, term, term.outcome(told, sample))

    def _sample(self, term: Term, facts: CtcaeFacts) -> Sample | None:
        return self.laboratory.sample(term.code, facts) if facts.value is not None else None


def load_dictionary(texts: Mapping[str, str], version: str, choices: Mapping[str, str] | None = None) -> Dictionary:
    """Build the dictionary of `version` from JSON `texts` (by file stem), under the settings in `choices`.

    Raises:
        CriteriaError: naming the file, the place and the problem: no JSON, an unknown word, a gap, no source.
    """
    stem = f"terms-{version}"
    data = json_of(texts, stem)
    for field in ("id", "version", "status", "source", "terms"):
        if not data.get(field):
            raise CriteriaError(file=f"{stem}.json", where=field, problem="is missing")
    vocabulary = read_vocabulary(texts)
    laboratory = read_laboratory(texts, version, choices or {})
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
