"""What newer criteria would make of the grades on record: each graded again from its facts as used, nothing written."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from bedside.errors import InputRefused
from bedside.grading.ctcae import Dictionary
from bedside.models.base import Model
from bedside.models.grade import GradeResult
from bedside.models.journal import Kind
from bedside.models.records import AdverseEvent, Assessment, LabEntry, LabPanel, RulesUsed
from bedside.services.criteria_texts import CriteriaInForce
from bedside.store.versions import Version

GRADED_KINDS: Final = (Kind.ASSESSMENT, Kind.ADVERSE_EVENT, Kind.LAB_PANEL)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A grade (its bounds) and the criteria that make it so."""

    at_least: int
    at_most: int
    criteria_id: str
    criteria_version: str
    criteria_checksum: str

    def __str__(self) -> str:
        grade = str(self.at_least) if self.at_least == self.at_most else f"{self.at_least} to {self.at_most}"
        return f"{grade} ({self.criteria_id} {self.criteria_version}, {self.criteria_checksum[:8]})"


@dataclass(frozen=True, slots=True)
class Regraded:
    """One grade on record and what the criteria make of it now.

    `what` is the scale and moment ("crs_now"), or the CTCAE term. `recorded` is None for a term that did not grade the
    value then; `again` is None where the criteria do not grade it now, for the reason in `problem`.
    """

    entry_id: UUID
    record_id: UUID
    kind: str
    subject_id: str
    observed_at: datetime
    what: str
    recorded: Stamp | None
    again: Stamp | None
    problem: str = ""

    @property
    def differs(self) -> bool:
        """Whether another grade comes out."""
        if self.recorded is None or self.again is None:
            return True
        before, now = self.recorded, self.again
        return (before.at_least, before.at_most) != (now.at_least, now.at_most)

    def __str__(self) -> str:
        where = f"{self.kind} {self.record_id} {self.subject_id} {self.observed_at.isoformat(' ', 'minutes')}"
        return f"{where} {self.what}: {self.recorded or 'not graded'} -> {self.again or self.problem or 'not graded'}"


@dataclass(frozen=True, slots=True)
class RegradeReport:
    """How many records and grades were looked at; `other_criteria` of them stand under another version or text,
    `other_protocol` under another protocol; `changes` are those that would come out otherwise."""

    records: int
    grades: int
    other_criteria: int
    other_protocol: int
    changes: tuple[Regraded, ...]

    def as_json(self) -> dict[str, object]:
        """The report as other programs read it."""
        told = asdict(self)
        told["changes"] = [
            {**asdict(change), "entry_id": str(change.entry_id), "record_id": str(change.record_id)}
            | {"observed_at": change.observed_at.isoformat(timespec="milliseconds")}
            for change in self.changes
        ]
        return {"same": not self.changes, **told}


def regrade(versions: Iterable[Version], criteria: CriteriaInForce) -> RegradeReport:
    """Grade again whatever is graded in `versions`.

    Raises:
        CriteriaError: a CTCAE dictionary that a record asks for cannot be used.
    """
    records = grades = other_criteria = other_protocol = 0
    changes: list[Regraded] = []
    for version in versions:
        graded = list(_graded(version.payload, criteria))
        records += bool(graded)
        for grade in graded:
            grades += 1
            other_criteria += grade.again is None or grade.again.criteria_checksum != grade.rules.criteria_checksum
            other_protocol += grade.rules.protocol_checksum != criteria.protocol.checksum
            found = _regraded(version, grade)
            if found.differs:
                changes.append(found)
    return RegradeReport(records, grades, other_criteria, other_protocol, tuple(changes))


@dataclass(frozen=True, slots=True)
class _Graded:
    """One grade of a record: what it is of, by which rules, the result then and the stamp of the one now."""

    what: str
    rules: RulesUsed
    result: GradeResult | None
    again: Stamp | None
    problem: str = ""


def _regraded(version: Version, grade: _Graded) -> Regraded:
    entry, rules = version.entry, grade.rules
    made_by = (rules.criteria_id, rules.criteria_version, rules.criteria_checksum)
    return Regraded(
        entry_id=entry.entry_id,
        record_id=entry.record_id,
        kind=entry.kind.value,
        subject_id=entry.subject_id,
        observed_at=entry.observed_at,
        what=grade.what,
        recorded=None if grade.result is None else _stamp(grade.result, made_by),
        again=grade.again,
        problem=grade.problem,
    )


def _graded(payload: Model, criteria: CriteriaInForce) -> Iterator[_Graded]:
    """The grades of one record; of another kind of record there are none."""
    if isinstance(payload, Assessment):
        yield from _of_check(payload, criteria)
    elif isinstance(payload, AdverseEvent):
        yield _of_event(payload, criteria)
    elif isinstance(payload, LabPanel):
        for entry in payload.values:
            yield from _of_value(entry, payload.rules, criteria)


def _of_check(check: Assessment, criteria: CriteriaInForce) -> Iterator[_Graded]:
    crs, icans = criteria.instruments.crs, criteria.instruments.icans
    for what, on_crs in (("crs_now", check.crs_now), ("crs_worst", check.crs_worst)):
        again = _stamp(crs.grade(on_crs.facts), (crs.criteria_id, crs.version, crs.checksum))
        yield _Graded(what, on_crs.rules, on_crs.result, again)
    for what, on_icans in (("icans_now", check.icans_now), ("icans_worst", check.icans_worst)):
        again = _stamp(icans.grade(on_icans.facts), (icans.criteria_id, icans.version, icans.checksum))
        yield _Graded(what, on_icans.rules, on_icans.result, again)


def _of_event(event: AdverseEvent, criteria: CriteriaInForce) -> _Graded:
    dictionary = criteria.dictionary(event.facts.ctcae)
    try:
        again = dictionary.grade(event.facts)
    except InputRefused as refusal:
        return _Graded(event.term, event.rules, event.result, None, str(refusal))
    return _Graded(event.term, event.rules, event.result, _stamp(again, _made_by(dictionary)))


def _of_value(entry: LabEntry, rules: RulesUsed, criteria: CriteriaInForce) -> Iterator[_Graded]:
    """Each term of the value's analyte, then or now."""
    dictionary = criteria.dictionary(entry.facts.ctcae)
    before = {graded.term: graded.result for graded in entry.grades}
    now: dict[str, GradeResult] = {}
    problem = ""
    try:
        codes = dictionary.laboratory.terms_of(entry.facts.analyte or "")
        now.update(zip(codes, dictionary.grade_analyte(entry.facts), strict=True))
    except InputRefused as refusal:
        problem = str(refusal)
    for code in dict.fromkeys((*before, *now)):
        again = _stamp(now[code], _made_by(dictionary)) if code in now else None
        yield _Graded(code, rules, before.get(code), again, problem)


_MadeBy = tuple[str, str, str]
"""Id, version and checksum of criteria."""


def _made_by(dictionary: Dictionary) -> _MadeBy:
    return dictionary.id, dictionary.version, dictionary.checksum


def _stamp(result: GradeResult, made_by: _MadeBy) -> Stamp:
    return Stamp(result.at_least, result.at_most, *made_by)
