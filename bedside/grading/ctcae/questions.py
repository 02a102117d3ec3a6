"""The questions of a term, and which of them settles its grade soonest."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from pydantic import JsonValue

from bedside.grading.ctcae.atoms import MeasureAtom
from bedside.grading.ctcae.modes import MODES
from bedside.grading.ctcae.terms import Outcome, Term
from bedside.grading.ctcae.told import PRESENT, read_findings
from bedside.grading.ctcae.vocabulary import INTERVENTIONS, Fact, Vocabulary
from bedside.models.ctcae import Choice, Question
from bedside.models.protocol import Wording

if TYPE_CHECKING:
    from bedside.grading.ctcae.laboratory import Sample

_YES_NO = (Choice("true", Wording(en="Yes", zh="是")), Choice("false", Wording(en="No", zh="否")))
_TREATMENTS = Wording(en="Which treatment does it need?", zh="需要哪些治疗？")


def questions_of(term: Term) -> tuple[Question, ...]:
    """Everything that `term` asks; treatments are one question that several words answer."""
    questions = [_mode_question(name, words) for name, words in term.modes.items()]
    treatments = [fact for key, fact in term.facts.items() if key.startswith("intervention_")]
    for key, fact in term.facts.items():
        if not key.startswith("intervention_"):
            questions.append(_question(term, fact))
        elif fact is treatments[0]:
            questions.append(_treatments(term, treatments))
    return tuple(questions)


def open_questions(
    term: Term, vocabulary: Vocabulary, findings: Mapping[str, JsonValue], now: Outcome, sample: "Sample | None" = None
) -> tuple[Question, ...]:
    """The questions that `now` misses, first the one whose answers leave the fewest grades open on average.

    Whether the event is there at all comes first: every other question supposes it.
    """
    missing = {INTERVENTIONS if key.startswith("intervention_") else key for key in now.missing}
    waiting = [question for question in questions_of(term) if question.key in missing]
    if len(waiting) < 2:
        return tuple(waiting)
    width = {question.key: _left_open(term, vocabulary, findings, question, sample) for question in waiting}
    return tuple(sorted(waiting, key=lambda question: (question.key != PRESENT, width[question.key])))


def _left_open(
    term: Term,
    vocabulary: Vocabulary,
    findings: Mapping[str, JsonValue],
    question: Question,
    sample: "Sample | None",
) -> float:
    """Grades that are still open after an answer, on average over the answers that can be given."""
    widths = []
    for answer in _answers(term, question):
        told = read_findings({**findings, question.key: answer}, term.facts, vocabulary, term.modes)
        outcome = term.outcome(told, sample)
        widths.append(outcome.at_most - outcome.at_least)
    return sum(widths) / len(widths)


def _answers(term: Term, question: Question) -> Iterator[JsonValue]:
    if question.kind == "yes_no":
        yield from (True, False)
    elif question.kind == "scale":
        yield from (choice.word for choice in question.choices)
    elif question.kind == "several":
        yield []
        for choice in question.choices:
            yield [choice.word]
    else:
        limits = {
            atom.limit
            for each in term.alternatives
            for atom in each.atoms
            if isinstance(atom, MeasureAtom) and atom.fact == question.key
        }
        within = {limit for limit in limits if question.lowest <= limit <= question.highest}
        yield from {question.lowest, *within, question.highest}


def _grades(term: Term, keys: set[str]) -> tuple[int, ...]:
    found = {each.grade for each in term.alternatives if any(atom.fact in keys for atom in each.atoms)}
    return tuple(sorted(found))


def _question(term: Term, fact: Fact) -> Question:
    choices = _YES_NO if fact.kind == "yes_no" else fact.levels
    return Question(
        fact.key,
        fact.kind,
        fact.text,
        choices,
        _grades(term, {fact.key}),
        fact.unit,
        fact.lowest,
        fact.highest,
        fact.whole,
    )


def _treatments(term: Term, facts: list[Fact]) -> Question:
    choices = tuple(Choice(fact.key.removeprefix("intervention_"), fact.text) for fact in facts)
    return Question(INTERVENTIONS, "several", _TREATMENTS, choices, _grades(term, {fact.key for fact in facts}))


def _mode_question(name: str, words: tuple[str, ...]) -> Question:
    mode = MODES[name]
    if words == ("true", "false"):
        return Question(name, "yes_no", mode.question, _YES_NO)
    return Question(name, "scale", mode.question, tuple(Choice(word, mode.statements[word]) for word in words))
