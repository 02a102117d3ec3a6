"""Recording laboratory panels: each value graded by every CTCAE term of its analyte, and read back by patient."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple
from uuid import UUID

from bedside.errors import InputRefused
from bedside.grading.ctcae import Dictionary
from bedside.grading.ctcae.analytes import Analyte
from bedside.grading.ctcae.vocabulary import INTERVENTIONS
from bedside.models.authority import Act
from bedside.models.base import NOTE_LENGTH
from bedside.models.ctcae import CtcaeFacts, Question
from bedside.models.grade import GradeResult
from bedside.models.journal import Kind
from bedside.models.projections import SubjectState
from bedside.models.protocol import TrialProtocol
from bedside.models.records import LabEntry, LabGrading, LabPanel, RulesUsed
from bedside.models.refusals import shown
from bedside.services.answers import clock_time
from bedside.services.authority import needs
from bedside.services.desk import Desk
from bedside.services.form import filled
from bedside.services.lab_values import LabValue, facts_of
from bedside.services.recording import Observed, record_observed
from bedside.services.schedule import day_after
from bedside.services.terms import dictionary_for
from bedside.store.reader import Reader
from bedside.store.versions import Version

__all__ = [
    "Baseline",
    "LabGraded",
    "LabPanelRow",
    "LabPanelSaved",
    "LabValue",
    "baseline_for",
    "grade_panel",
    "lab_panels",
    "record_lab_panel",
]

FIRST_DAY: Final = -60
"""The earliest day of the infusion that a sample can be of: as far back as the days of a protocol go."""

_ALLOWED: Final = {
    "taken_at": "a time with its offset from UTC",
    "values": "1 to 200 values, each analyte once",
    "note": f"up to {NOTE_LENGTH} characters of plain text",
}


@dataclass(frozen=True, slots=True)
class LabGraded:
    """What the CTCAE says of one value: `results` by term, those for low values first, and the `questions` whose
    answers would settle them, each once. `problem` says why the value cannot be graded; the others are not held up."""

    value: LabValue
    results: tuple[tuple[str, GradeResult], ...] = ()
    questions: tuple[Question, ...] = ()
    problem: InputRefused | None = None


@dataclass(frozen=True, slots=True)
class LabPanelSaved:
    """What recording a panel made; `late_minutes` since the sample was taken, where that is more than the protocol's
    limit."""

    entry_id: UUID
    record_id: UUID
    subject_id: str
    taken_at: datetime
    late_minutes: int | None


@dataclass(frozen=True, slots=True)
class LabPanelRow:
    """A panel as it was recorded: the values as used with the grades of that time, and whose grades they are."""

    entry_id: UUID
    record_id: UUID
    taken_at: datetime
    recorded_at: datetime
    author: str
    system: str
    values: tuple[LabEntry, ...]
    note: str
    conflict: bool


class Baseline(NamedTuple):
    """The last value before the infusion: to be offered and marked as such, never used unasked."""

    value: float
    unit: str
    taken_at: datetime


def grade_panel(desk: Desk, values: Sequence[LabValue]) -> tuple[LabGraded, ...]:
    """Grade every value of a panel by every term of its analyte. The first call loads the dictionary."""
    dictionary = dictionary_for(desk.protocol)
    return tuple(_graded(dictionary, desk.protocol, value) for value in values)


@needs(Act.RECORD)
def record_lab_panel(
    desk: Desk, subject_id: str, *, taken_at: datetime, values: Sequence[LabValue], note: str = ""
) -> LabPanelSaved:
    """Record the values of one sample with their grades, all of them or none.

    Raises:
        InputRefused: a value cannot be graded, or a field cannot be taken: a time in the future, no value at all ...
        NotFound: no such subject.
    """
    dictionary = dictionary_for(desk.protocol)
    fields = {
        "taken_at": taken_at,
        "values": tuple(_entry(dictionary, desk.protocol, value) for value in values),
        "rules": ctcae_rules(dictionary, desk.protocol),
        "note": note,
    }
    panel = filled(LabPanel, fields, _ALLOWED)
    sample = Observed(Kind.LAB_PANEL, panel, "taken_at", taken_at)
    made = record_observed(desk, subject_id, sample, _refuse_long_before)
    return LabPanelSaved(made.entry_id, made.record_id, subject_id, taken_at, made.late_minutes)


@needs(Act.SEE_PATIENTS)
def lab_panels(desk: Desk, subject_id: str) -> tuple[LabPanelRow, ...]:
    """The panels of a patient, the newest sample first.

    Raises:
        NotFound: no such subject.
    """
    with desk.store.read() as reader:
        reader.subject(subject_id)
        names = reader.printed_names()
        rows = [_row(version, panel, names) for version, panel in _panels(reader, subject_id)]
    return tuple(sorted(rows, key=lambda row: (row.taken_at, row.recorded_at), reverse=True))


@needs(Act.SEE_PATIENTS)
def baseline_for(desk: Desk, subject_id: str) -> Mapping[str, Baseline]:
    """By analyte the last value of a sample taken up to the infusion, which a window may offer as the baseline.

    Raises:
        NotFound: no such subject.
    """
    with desk.store.read() as reader:
        infused_at = reader.subject(subject_id).infused_at
        panels = [panel for _, panel in _panels(reader, subject_id)]
    found: dict[str, Baseline] = {}
    for panel in sorted(panels, key=lambda panel: panel.taken_at):
        if infused_at is not None and panel.taken_at <= infused_at:
            found.update(_baselines(panel))
    return found


def ctcae_rules(dictionary: Dictionary, protocol: TrialProtocol) -> RulesUsed:
    """What stamps a CTCAE grade made now."""
    return RulesUsed(
        criteria_id=dictionary.id,
        criteria_version=dictionary.version,
        criteria_checksum=dictionary.checksum,
        protocol_id=protocol.id,
        protocol_checksum=protocol.checksum,
    )


def _graded(dictionary: Dictionary, protocol: TrialProtocol, value: LabValue) -> LabGraded:
    try:
        graded = tuple(_gradings(dictionary, _facts(dictionary, protocol, value)))
    except InputRefused as problem:
        return LabGraded(value, problem=problem)
    questions: dict[str, Question] = {}
    for code, result in graded:
        questions.update((question.key, question) for question in open_questions(dictionary, code, result))
    return LabGraded(value, graded, tuple(questions.values()))


def open_questions(dictionary: Dictionary, code: str, result: GradeResult) -> Iterator[Question]:
    """The questions of a term whose answers would settle `result`."""
    missing = {INTERVENTIONS if name.startswith("intervention_") else name for name in result.missing}
    if missing:
        yield from (asked for asked in dictionary.questions(dictionary.term(code)) if asked.key in missing)


def _entry(dictionary: Dictionary, protocol: TrialProtocol, value: LabValue) -> LabEntry:
    try:
        facts = _facts(dictionary, protocol, value)
        graded = tuple(_gradings(dictionary, facts))
    except InputRefused as refusal:
        # In a panel of thirty, a line that says "unit" alone names nothing.
        raise InputRefused(f"{value.analyte}.{refusal.field}", refusal.given, refusal.allowed) from None
    return LabEntry(facts=facts, grades=tuple(LabGrading(term=code, result=result) for code, result in graded))


def _facts(dictionary: Dictionary, protocol: TrialProtocol, value: LabValue) -> CtcaeFacts:
    """The facts of a value, its analyte by one name however it was given."""
    facts = facts_of(protocol, value)
    analyte = dictionary.laboratory.analyte(value.analyte)
    if not dictionary.laboratory.terms_of(analyte.id):
        _refuse_impossible(analyte, facts)
    return facts.model_copy(update={"analyte": analyte.id})


def _refuse_impossible(analyte: Analyte, facts: CtcaeFacts) -> None:
    """Hold a value that no term grades (ferritin) to what can be measured, as grading does with every other."""
    unit, value = analyte.unit(facts.unit), facts.value or 0.0
    if unit is None:
        raise InputRefused("unit", "nothing", analyte.allowed_units())
    if not 0 <= value <= analyte.most(unit):
        raise InputRefused("value", shown(value), f"0 to {analyte.most(unit):g} {unit.code}")
    if facts.lln is not None and facts.uln is not None and facts.lln > facts.uln:
        raise InputRefused("lln", shown(facts.lln), f"a lower limit, at most the upper limit of {shown(facts.uln)}")


def _gradings(dictionary: Dictionary, facts: CtcaeFacts) -> Iterator[tuple[str, GradeResult]]:
    codes = dictionary.laboratory.terms_of(facts.analyte or "")
    return zip(codes, dictionary.grade_analyte(facts), strict=True)


def _panels(reader: Reader, subject_id: str) -> Iterator[tuple[Version, LabPanel]]:
    for version in reader.records(subject_id, Kind.LAB_PANEL):
        if isinstance(version.payload, LabPanel):
            yield version, version.payload


def _row(version: Version, panel: LabPanel, names: Mapping[str, str]) -> LabPanelRow:
    entry = version.entry
    return LabPanelRow(
        entry_id=entry.entry_id,
        record_id=entry.record_id,
        taken_at=panel.taken_at,
        recorded_at=entry.recorded_at,
        author=names.get(entry.author_id, entry.author_id),
        system=f"CTCAE {panel.rules.criteria_version}",
        values=panel.values,
        note=panel.note,
        conflict=version.conflict,
    )


def _baselines(panel: LabPanel) -> Iterator[tuple[str, Baseline]]:
    for entry in panel.values:
        facts = entry.facts
        if facts.analyte is not None and facts.value is not None:
            yield facts.analyte, Baseline(facts.value, facts.unit or "", panel.taken_at)


def _refuse_long_before(_desk: Desk, state: SubjectState, sample: Observed) -> None:
    infused_at, taken_at = state.infused_at, sample.at
    if infused_at is not None and day_after(infused_at, taken_at.astimezone(infused_at.tzinfo)) < FIRST_DAY:
        raise InputRefused(sample.field, clock_time(taken_at), f"a time from day {FIRST_DAY} of the infusion on")
