"""Compiles what is said beside a grade: deciding findings, reviews and notes."""

from collections.abc import Iterator
from dataclasses import dataclass

from bedside.grading.conditions import GATE
from bedside.grading.explain import Writer, writer
from bedside.grading.questions import Asker, Question
from bedside.models.criteria import Criteria, Rule
from bedside.models.protocol import Wording


@dataclass(frozen=True)
class Told:
    """A review or a note: when it is told, when urgently, and how it is written."""

    code: str
    rule: str
    when: Question
    text: Writer
    urgent_when: Question | None
    urgent_text: Writer


@dataclass(frozen=True)
class Establishing:
    """How the finding is written that a rule of the gate or of a domain establishes; no value, no finding."""

    rule: str
    finding: str
    title: Wording
    value: Writer


def reviews(criteria: Criteria, asker: Asker) -> Iterator[Told]:
    """The reviews in the file's order."""
    for place, review in enumerate(criteria.reviews):
        where = f"reviews[{place}] {review.code}"
        text = writer(criteria, where, review.text)
        urgent = review.urgent_when
        yield Told(
            code=review.code,
            rule=review.rule,
            when=asker.question(review.when, where),
            text=text,
            urgent_when=None if urgent is None else asker.question(urgent, where),
            urgent_text=text if review.urgent_text is None else writer(criteria, where, review.urgent_text),
        )


def notes(criteria: Criteria, asker: Asker) -> Iterator[Told]:
    """The notes in the file's order."""
    for place, note in enumerate(criteria.notes):
        where = f"notes[{place}] {note.code}"
        text = writer(criteria, where, note.text)
        yield Told(note.code, "", asker.question(note.when, where), text, None, text)


def establishing(criteria: Criteria) -> Iterator[tuple[tuple[str, int], Establishing]]:
    """For the place of each rule, in the gate or a domain by name, the finding it establishes."""
    for place, rule in enumerate(criteria.gate.rules):
        outcome = criteria.gate.outcomes.get(rule.options[0])
        if outcome is not None and outcome.finding is not None and outcome.title is not None:
            yield (GATE, place), _establishing(criteria, f"gate.rules[{place}]", rule, outcome.finding, outcome.title)
    for domain in criteria.domains:
        for place, level_rule in enumerate(domain.rules):
            where = f"domains.{domain.name}.rules[{place}]"
            yield (domain.name, place), _establishing(criteria, where, level_rule, domain.name, domain.title)


def _establishing(criteria: Criteria, where: str, rule: Rule, finding: str, title: Wording) -> Establishing:
    value = rule.value or title
    return Establishing(rule.id, finding, title, writer(criteria, f"{where} {rule.id}", value))
