"""Turns a typed row into a laboratory value, and what the CTCAE says of it into what the screen shows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pydantic import JsonValue

from bedside.models.ctcae import Question
from bedside.models.grade import GradeResult
from bedside.services.analytes import AnalyteInfo
from bedside.services.laboratory import LabGraded, LabValue
from bedside.views.labs import words
from bedside.views.labs.state import (
    COLUMNS,
    Ask,
    Column,
    Fault,
    LabRow,
    ProposalLine,
    Proposals,
    Reading,
    RowEntry,
    is_seldom,
    reading_key,
)
from bedside.views.widgets.lab_words import analyte_words, in_language, number_text

UNASKED = frozenset({"death", "present"})
"""A death is recorded as an adverse event, by a person who says so."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One row with all that is known of it. `usable` rows can be saved; `filled` ones have a value at all."""

    row: LabRow
    lines: tuple[ProposalLine, ...] = ()
    value: LabValue | None = None
    filled: bool = False

    @property
    def usable(self) -> bool:
        """Whether this row can be saved."""
        return self.value is not None and not self.row.refused and not self.row.seldom


def lab_value(entry: RowEntry, reading: Reading, more: Mapping[str, JsonValue]) -> LabValue:
    """The value as the services grade it; `more` is what other rows tell of it."""
    return LabValue(
        analyte=entry.analyte,
        value=reading.value,
        unit=reading.unit,
        lln=reading.lln,
        uln=reading.uln,
        baseline=reading.baseline,
        findings={**more, **_findings(entry.answers)},
    )


def _findings(answers: Mapping[str, str]) -> dict[str, JsonValue]:
    """Answers as facts; who does not know has told nothing."""
    told: dict[str, JsonValue] = {}
    for key, code in answers.items():
        if code in (words.YES, words.NO):
            told[key] = code == words.YES
        elif code != words.NOT_KNOWN:
            told[key] = code
    return told


def judged(entry: RowEntry, info: AnalyteInfo, reading: Reading, graded: LabGraded, marks: tuple[str, ...]) -> Judged:
    """A row with a readable value, its proposals and its questions."""
    if graded.problem is not None:
        refused = graded.problem
        where: Column = next((column for column in COLUMNS if column == refused.field), "value")
        fault = Fault(where, "refused", str(refused.given), str(refused.allowed))
        return faulty(entry, fault, marks)
    results = dict(graded.results)
    raised = {name for result in results.values() for name in result.missing}
    could = any(result.review and result.at_most for result in results.values())
    asks = tuple(_asks(entry, info, results, raised))
    lines = tuple(_lines(info, results))
    row = LabRow(
        entry,
        seldom=_seldom(entry, info, reading),
        grades=_grades(info, lines),
        marks=marks,
        asks=asks,
        can_ask_more=could and not entry.more,
    )
    return Judged(row, lines, graded.value, filled=True)


def faulty(entry: RowEntry, fault: Fault, marks: tuple[str, ...]) -> Judged:
    """A row that cannot be used, and why."""
    row = LabRow(entry, refused_at=fault.column, refused=words.fault_words(fault), marks=marks)
    return Judged(row, filled=True)


def _seldom(entry: RowEntry, info: AnalyteInfo, reading: Reading) -> str:
    if not is_seldom(reading, info.seldom) or entry.right == reading_key(reading):
        return ""
    return words.seldom(number_text(reading.value), reading.unit)


def _lines(info: AnalyteInfo, results: Mapping[str, GradeResult]) -> Iterator[ProposalLine]:
    for term in info.terms:
        result = results.get(term.code)
        if result is None:
            continue
        badge = words.badge_of_result(result)
        questions = {ask.key: ask.text for question in term.questions for ask in _ask_of(question, {})}
        yield ProposalLine(
            analyte=info.id,
            badge=badge,
            title=words.term_title(result.system, in_language(term.name.en, term.name.zh), badge),
            said=words.because(result),
            missing=words.missing_words(result.missing, questions),
            raising=words.could_raise(result) if result.at_most else (),
        )


def _grades(info: AnalyteInfo, lines: tuple[ProposalLine, ...]) -> str:
    if not info.terms:
        return words.no_terms()
    reached = [line.title for line in lines if line.badge.numeral != "0"]
    return "\n".join(reached or [line.title for line in lines])


def _asks(entry: RowEntry, info: AnalyteInfo, results: Mapping[str, GradeResult], raised: set[str]) -> Iterator[Ask]:
    """The questions that the value raises, those that were answered, and on wish those that could raise a grade."""
    seen: set[str] = set()
    for term in info.terms:
        result = results.get(term.code)
        more = entry.more and result is not None and bool(result.review) and result.at_most > 0
        for question in term.questions:
            for ask in _ask_of(question, entry.answers):
                wanted = ask.key in raised or ask.key in entry.answers or more
                if wanted and ask.key not in seen:
                    seen.add(ask.key)
                    yield ask


def _ask_of(question: Question, answers: Mapping[str, str]) -> Iterator[Ask]:
    """A question as the row asks it: of several treatments each by itself; numbers have their own page."""
    if question.key in UNASKED or question.kind == "number":
        return
    if question.kind == "several":
        for choice in question.choices:
            key = f"intervention_{choice.word}"
            text = words.needed(in_language(choice.text.en, choice.text.zh))
            yield Ask(key, text, words.answers_of("yes_no", ()), answers.get(key, ""))
        return
    choices = [(choice.word, in_language(choice.text.en, choice.text.zh)) for choice in question.choices]
    text = in_language(question.text.en, question.text.zh)
    yield Ask(question.key, text, words.answers_of(question.kind, choices), answers.get(question.key, ""))


def proposals_of(rows: Iterable[Judged], infos: Mapping[str, AnalyteInfo]) -> Proposals:
    """All rows together, the highest grade first; rows that are grade 0 by every term are only named."""
    every = list(rows)
    lines, quiet, blocked = [], [], []
    for one in every:
        info = infos[one.row.entry.analyte]
        title = analyte_words(info.id, in_language(info.name.en, info.name.zh))
        if one.filled and not one.usable:
            blocked.append(title)
        if one.lines and all(line.badge.numeral == "0" for line in one.lines):
            quiet.append(title)
        else:
            # Beside a grade of the other direction a certain 0 says nothing.
            lines += [line for line in one.lines if line.badge.numeral != "0"]
    joint = in_language(", ", "、")
    return Proposals(
        lines=tuple(sorted(lines, key=lambda line: line.by_grade)),
        no_event=joint.join(quiet),
        blocked=joint.join(blocked),
        usable=sum(one.usable for one in every),
    )
