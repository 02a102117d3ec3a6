"""Compiles what is said beside a grade: deciding findings, reviews and notes, each written once where it can be."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from bedside.grading.conditions import GATE
from bedside.grading.explain import Template
from bedside.grading.questions import Asker, Certainty
from bedside.models.criteria import Criteria, NoteRule, ReviewRule
from bedside.models.facts import Facts
from bedside.models.grade import Finding, Remark, Review
from bedside.models.protocol import Wording

Record = TypeVar("Record")

REMEMBERED = 4096
"""Records kept of one saying; the store of them is emptied when full."""


class Saying(Generic[Record]):
    """Something said about facts as a record of the answer; `fixed` is it where the facts do not enter the text."""

    def __init__(self, template: Template, record: Callable[[Wording], Record]) -> None:
        self._template = template
        self._record = record
        self.fixed = None if template.fixed is None else record(template.fixed)
        self._said: dict[tuple[object, ...], Record] = {}

    def about(self, facts: Facts) -> Record:
        """The record for `facts`; remembered by the values that its text names."""
        if self.fixed is not None:
            return self.fixed
        values = self._template.values(facts)
        known = self._said.get(values)
        if known is None:
            if len(self._said) >= REMEMBERED:
                self._said.clear()
            known = self._said[values] = self._record(self._template.fill(values))
        return known


@dataclass(frozen=True)
class ReviewTold:
    """A review: when it is told, and when urgently."""

    when: Certainty
    saying: Saying[Review]
    urgent_when: Certainty | None
    urgent_saying: Saying[Review]


@dataclass(frozen=True)
class NoteTold:
    """A note and when it is told."""

    when: Certainty
    saying: Saying[Remark]


def reviews(criteria: Criteria, asker: Asker) -> Iterator[ReviewTold]:
    """The reviews in the file's order."""
    for place, review in enumerate(criteria.reviews):
        where = f"reviews[{place}] {review.code}"
        calm = Template(criteria, where, review.text)
        urgent = calm if review.urgent_text is None else Template(criteria, where, review.urgent_text)
        yield ReviewTold(
            when=asker.certainty(review.when, where),
            saying=Saying(calm, _review_of(review, urgent=False)),
            urgent_when=None if review.urgent_when is None else asker.certainty(review.urgent_when, where),
            urgent_saying=Saying(urgent, _review_of(review, urgent=True)),
        )


def notes(criteria: Criteria, asker: Asker) -> Iterator[NoteTold]:
    """The notes in the file's order."""
    for place, note in enumerate(criteria.notes):
        where = f"notes[{place}] {note.code}"
        yield NoteTold(asker.certainty(note.when, where), Saying(Template(criteria, where, note.text), _note_of(note)))


def findings(criteria: Criteria) -> Mapping[tuple[str, int], Saying[Finding]]:
    """By part ("gate" or a domain's name) and place of the rule: the finding that the rule establishes."""
    return dict((*_gate_findings(criteria), *_domain_findings(criteria)))


def _gate_findings(criteria: Criteria) -> Iterator[tuple[tuple[str, int], Saying[Finding]]]:
    for place, rule in enumerate(criteria.gate.rules):
        outcome = criteria.gate.outcomes.get(rule.options[0])
        if outcome is not None and outcome.finding is not None and outcome.title is not None:
            template = Template(criteria, f"gate.rules[{place}] {rule.id}", rule.value or outcome.title)
            record = _finding_of(outcome.finding, outcome.title, outcome.least, rule.id)
            yield (GATE, place), Saying(template, record)


def _domain_findings(criteria: Criteria) -> Iterator[tuple[tuple[str, int], Saying[Finding]]]:
    for domain in criteria.domains:
        for place, rule in enumerate(domain.rules):
            template = Template(criteria, f"{domain.name}.rules[{place}] {rule.id}", rule.value or domain.title)
            record = _finding_of(domain.name, domain.title, rule.options[0], rule.id)
            yield (domain.name, place), Saying(template, record)


def _review_of(review: ReviewRule, *, urgent: bool) -> Callable[[Wording], Review]:
    return lambda text: Review(code=review.code, text=text, urgent=urgent, rule=review.rule)


def _note_of(note: NoteRule) -> Callable[[Wording], Remark]:
    return lambda text: Remark(code=note.code, text=text)


def _finding_of(finding: str, title: Wording, grade: int, rule: str) -> Callable[[Wording], Finding]:
    return lambda value: Finding(finding=finding, finding_text=title, value=value, grade=grade, rule=rule)
