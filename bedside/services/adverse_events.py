"""Recording an adverse event by one CTCAE term: the grade that the answers propose, and the one decided on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from pydantic import JsonValue

from bedside.errors import InputRefused
from bedside.grading.ctcae.terms import Term
from bedside.models.authority import Act
from bedside.models.base import NOTE_LENGTH
from bedside.models.grade import GradeResult
from bedside.models.journal import Kind
from bedside.models.protocol import Wording
from bedside.models.records import AdverseEvent
from bedside.models.refusals import shown
from bedside.services.authority import needs
from bedside.services.desk import Desk
from bedside.services.form import filled
from bedside.services.lab_values import LabValue
from bedside.services.laboratory import ctcae_rules
from bedside.services.recording import Observed, record_observed
from bedside.services.terms import dictionary_for, facts_of, names, term_page
from bedside.store.reader import Reader
from bedside.store.versions import Version

DEATH: Final = "death"
FATAL: Final = 5

_ALLOWED: Final = {
    "onset_at": "a time with its offset from UTC",
    "override_reason": f"up to {NOTE_LENGTH} characters of plain text",
    "note": f"up to {NOTE_LENGTH} characters of plain text",
}


@dataclass(frozen=True, slots=True)
class AdverseEventSaved:
    """What recording an event made; `late_minutes` since its onset, where that is more than the protocol's limit."""

    entry_id: UUID
    record_id: UUID
    subject_id: str
    term: str
    grade: int
    late_minutes: int | None


@dataclass(frozen=True, slots=True)
class AdverseEventRow:
    """An event as it was recorded: the grade decided on beside the one that was proposed (`at_least` to `at_most`), by
    `system`, whose version is that of the time. `override_reason` is empty where it was taken as proposed."""

    entry_id: UUID
    record_id: UUID
    term: str
    name: Wording
    grade: int
    at_least: int
    at_most: int
    overridden: bool
    override_reason: str
    onset_at: datetime
    recorded_at: datetime
    author: str
    system: str
    result: GradeResult
    note: str
    conflict: bool


@needs(Act.RECORD)
def record_adverse_event(
    desk: Desk,
    subject_id: str,
    *,
    term: str,
    findings: Mapping[str, JsonValue],
    value: LabValue | None = None,
    onset_at: datetime,
    grade: int,
    override_reason: str = "",
    note: str = "",
) -> AdverseEventSaved:
    """Record an event of `subject_id` since `onset_at` with the `grade` decided on, which needs a reason unless it is
    the one that the answers propose.

    Raises:
        InputRefused: no such term; an answer that it does not take; a grade that it does not have, a 5 without a death
            told, another than the proposed one without a reason; an onset in the future or before the baseline window.
        NotFound: no such subject.
    """
    told = _Told(term, findings, value)
    event = _event(desk, told, grade, override_reason.strip(), onset_at, note)
    made = record_observed(desk, subject_id, Observed(Kind.ADVERSE_EVENT, event, "onset_at", onset_at))
    return AdverseEventSaved(made.entry_id, made.record_id, subject_id, event.term, event.grade, made.late_minutes)


@needs(Act.SEE_PATIENTS)
def adverse_events(desk: Desk, subject_id: str) -> tuple[AdverseEventRow, ...]:
    """The adverse events of a patient, the newest onset first. The first call loads the dictionary for the names.

    Raises:
        NotFound: no such subject.
    """
    with desk.store.read() as reader:
        reader.subject(subject_id)
        printed = reader.printed_names()
        events = list(_events(reader, subject_id))
    rows = [_row(desk, version, event, printed) for version, event in events]
    return tuple(sorted(rows, key=lambda row: (row.onset_at, row.recorded_at), reverse=True))


@dataclass(frozen=True, slots=True)
class _Told:
    """What was told of an event: the term as it was named, the answers, and a laboratory value."""

    term: str
    findings: Mapping[str, JsonValue]
    value: LabValue | None


def _event(desk: Desk, told: _Told, grade: int, reason: str, onset_at: datetime, note: str) -> AdverseEvent:
    dictionary = dictionary_for(desk.protocol)
    term = dictionary.term(told.term)
    answered = {key: answer for key, answer in told.findings.items() if answer is not None}
    facts = facts_of(dictionary, term.code, answered, told.value)
    result = dictionary.grade(facts)
    _refuse_grade(term, result, grade)
    _refuse_reason(result, grade, reason)
    official = term_page(desk, term.code).official
    fields = {
        "term": term.code,
        "onset_at": onset_at,
        "facts": facts,
        "result": result,
        "rules": ctcae_rules(dictionary, desk.protocol),
        "grade": grade,
        "override_reason": reason or None,
        "official_sha256": None if official is None else official.sha256,
        "note": note,
    }
    return filled(AdverseEvent, fields, _ALLOWED)


def _refuse_grade(term: Term, result: GradeResult, grade: int) -> None:
    if isinstance(grade, bool) or grade not in term.grades:
        has = ", ".join(str(each) for each in term.grades)
        raise InputRefused("grade", shown(grade), f"a grade that {term.name} has: {has}")
    if grade == FATAL and result.at_least < FATAL:
        raise InputRefused("grade", grade, f"grade {FATAL} only where findings.{DEATH} is true")


def _refuse_reason(result: GradeResult, grade: int, reason: str) -> None:
    """Refuse another grade than the proposed one without a reason, and a reason for the proposed one."""
    if grade == result.grade and reason:
        raise InputRefused("override_reason", shown(reason), f"nothing, because grade {grade} is the one proposed")
    if grade != result.grade and not reason:
        proposed = str(result.at_least) if result.determined else f"{result.at_least} to {result.at_most}"
        raise InputRefused("override_reason", "nothing", f"a reason: grade {grade} is decided, {proposed} is proposed")


def _events(reader: Reader, subject_id: str) -> Iterator[tuple[Version, AdverseEvent]]:
    for version in reader.records(subject_id, Kind.ADVERSE_EVENT):
        if isinstance(version.payload, AdverseEvent):
            yield version, version.payload


def _row(desk: Desk, version: Version, event: AdverseEvent, printed: Mapping[str, str]) -> AdverseEventRow:
    entry = version.entry
    return AdverseEventRow(
        entry_id=entry.entry_id,
        record_id=entry.record_id,
        term=event.term,
        name=_name(desk, event.term),
        grade=event.grade,
        at_least=event.result.at_least,
        at_most=event.result.at_most,
        overridden=event.override_reason is not None,
        override_reason=event.override_reason or "",
        onset_at=event.onset_at,
        recorded_at=entry.recorded_at,
        author=printed.get(entry.author_id, entry.author_id),
        system=event.result.system,
        result=event.result,
        note=event.note,
        conflict=version.conflict,
    )


def _name(desk: Desk, code: str) -> Wording:
    """What a term is called; its code where the version in use does not have it."""
    known = dictionary_for(desk.protocol).by_name.get(code)
    english = known.name if known is not None else code
    chinese = names().terms.get(code)
    return Wording(en=english, zh=chinese.zh if chinese is not None else english)
