"""The shipped cases of each rule with their boundaries, and the run that holds this installation against them."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field

from bedside.cli.case_files import read_case_file
from bedside.grading.engine import Instrument
from bedside.models.base import Model, Name, Text
from bedside.models.facts import FACTS, Facts
from bedside.models.grade import GradeResult

Grade = Annotated[int, Field(ge=0, le=5)]


class Case(Model):
    """One case: the facts (on top of the file's base, unless `alone`) and what must come out.

    `missing`, `review`, `urgent` and `notes` are compared where they are given; `decided_by` names finding and rule.
    """

    rule: Name
    says: Text
    facts: dict[str, Any]
    alone: bool = False
    without: tuple[str, ...] = ()
    parameters: dict[str, float] = Field(default_factory=dict)
    grade: Grade | None = None
    between: tuple[Grade, Grade] | None = None
    decided_by: dict[str, str] | None = None
    missing: tuple[str, ...] | None = None
    review: tuple[str, ...] | None = None
    urgent: tuple[str, ...] | None = None
    notes: tuple[str, ...] | None = None


class CaseFile(Model):
    """The cases of one instrument, under parameters of their own, so that no protocol can change what they mean."""

    facts_of: Literal["crs", "icans"]
    parameters: dict[str, float]
    base: dict[str, Any]
    case: tuple[Case, ...] = Field(min_length=1)

    def facts(self, case: Case) -> Facts:
        """The facts of one case."""
        given = {**({} if case.alone else self.base), **case.facts}
        kept = {name: value for name, value in given.items() if name not in case.without}
        return FACTS[self.facts_of].model_validate_json(json.dumps(kept))


@dataclass(frozen=True)
class Disagreement:
    """A case that came out otherwise: what was compared, what was wanted, what was found."""

    case: Case
    compared: str
    wanted: object
    found: object

    def __str__(self) -> str:
        return f"{self.case.rule}, {self.case.says}: {self.compared} is {self.found}, not {self.wanted}"


def read_cases(text: str, file: str) -> CaseFile:
    """Read a file of cases.

    Raises:
        CriteriaError: naming the file and what is wrong with it.
    """
    return read_case_file(CaseFile, text, file)


def run_case(cases: CaseFile, case: Case, instrument: Instrument) -> Iterator[Disagreement]:
    """Grade one case with `instrument` and say where it disagrees."""
    result = instrument.grade(cases.facts(case))
    for compared, wanted, found in _comparisons(case, result):
        if wanted is not None and wanted != found:
            yield Disagreement(case, compared, wanted, found)


def _comparisons(case: Case, result: GradeResult) -> Iterator[tuple[str, object, object]]:
    between = case.between or (None if case.grade is None else (case.grade, case.grade))
    yield "grade", between, (result.at_least, result.at_most)
    yield "decided by", case.decided_by, {found.finding: found.rule for found in result.decided_by}
    yield "missing", case.missing, result.missing
    yield "review", case.review, tuple(dict.fromkeys(review.code for review in result.review))
    yield "urgent review", case.urgent, tuple(review.code for review in result.review if review.urgent)
    yield "notes", case.notes, tuple(note.code for note in result.notes)


def parameters_in(cases: CaseFile, case: Case) -> Mapping[str, float]:
    """The values under which a case is graded."""
    return {**cases.parameters, **case.parameters}
