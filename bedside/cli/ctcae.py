"""Grades CTCAE facts on the command line: each version's dictionary is read once, and only if a fact asks for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bedside.grading.ctcae import Dictionary
from bedside.models.ctcae import CtcaeFacts
from bedside.models.grade import GradeResult
from bedside.models.protocol import TrialProtocol
from bedside.services.terms import dictionary_of

REMEMBERED = 4096
"""Answers about an analyte that are kept; a batch of values says the same few things again and again."""


@dataclass(frozen=True, slots=True, eq=False)
class PanelAnswer:
    """What each term of an analyte says of one value, those for low values first; `terms` are their names."""

    terms: tuple[str, ...]
    results: tuple[GradeResult, ...]

    def as_contract(self, language: str = "en") -> list[dict[str, Any]]:
        """A list of answers, each led by the term that it is about."""
        pairs = zip(self.terms, self.results, strict=True)
        return [{"term": term, **result.as_contract(language)} for term, result in pairs]


class CtcaeGrader:
    """Answers facts by the version that they name, under the protocol's choices."""

    def __init__(self, protocol: TrialProtocol) -> None:
        self._choices = protocol.toxicity.choices
        self._dictionaries: dict[str, Dictionary] = {}
        self._panels: dict[tuple[int, ...], PanelAnswer] = {}

    def __call__(self, facts: CtcaeFacts) -> GradeResult | PanelAnswer:
        """The grade by the term named, or those by every term of the analyte.

        Raises:
            InputRefused: naming the field, what was given and what is allowed.
        """
        dictionary = self._dictionaries.get(facts.ctcae) or self._read(facts.ctcae)
        if facts.term is not None or facts.analyte is None:
            return dictionary.grade(facts)
        results = dictionary.grade_analyte(facts)
        known = self._panels.get(tuple(map(id, results)))
        if known is None:
            codes = dictionary.laboratory.terms_of(facts.analyte)
            known = self._keep(results, [dictionary.by_name[code].name for code in codes])
        return known

    def _read(self, version: str) -> Dictionary:
        return self._dictionaries.setdefault(version, dictionary_of(version, self._choices))

    def _keep(self, results: tuple[GradeResult, ...], terms: Sequence[str]) -> PanelAnswer:
        if len(self._panels) >= REMEMBERED:
            self._panels.clear()
        # By identity, which holds as long as the answer holds its results.
        return self._panels.setdefault(tuple(map(id, results)), PanelAnswer(tuple(terms), results))
