"""One analyte of one patient over the days, with the bands of the CTCAE as unit and limits of each sample make them."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import pairwise
from typing import Final

from bedside.errors import InputRefused
from bedside.models.authority import Act
from bedside.models.ctcae import CtcaeFacts
from bedside.models.grade import GradeResult
from bedside.models.protocol import TrialProtocol, Wording
from bedside.models.records import LabEntry
from bedside.services.analytes import in_unit, term_name
from bedside.services.authority import needs
from bedside.services.desk import Desk
from bedside.services.laboratory import LabPanelRow, lab_panels
from bedside.services.terms import dictionary_for

DECADES: Final = 4
"""Powers of ten that bands are looked for above and below a value of the patient."""
FINEST: Final = 1e-6
"""How near a band's edge is found, in parts of itself; four figures of it are kept."""
EDGE_FIGURES: Final = 4
BEYOND: Final = -1
"""In place of a grade: more than can be measured at all."""
KEPT: Final = 500
"""Bands that are kept in mind: a laboratory seldom changes its limits."""


@dataclass(frozen=True, slots=True)
class Band:
    """Where the number alone gives `grade`, from `low` to `high` in the unit of the course; None: without an end."""

    grade: int
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class LabPoint:
    """One value. `value`, `lln` and `uln` are in the unit of the course, `reported` in `unit` as it was recorded.

    `grades` are those recorded then, by term; `bands` hold for the limits of this sample.
    """

    taken_at: datetime
    value: float
    reported: float
    unit: str
    lln: float | None
    uln: float | None
    system: str
    grades: tuple[tuple[Wording, GradeResult], ...]
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class LabCourse:
    """All values of one analyte, the oldest first, in the `unit` of the newest; `left_out` could not be converted."""

    analyte: str
    name: Wording
    unit: str
    points: tuple[LabPoint, ...]
    left_out: int


@needs(Act.SEE_PATIENTS)
def lab_course(desk: Desk, subject_id: str, analyte: str) -> LabCourse:
    """The course of one analyte. Looks for the bands by grading: not for the GUI thread.

    Raises:
        NotFound: no such subject. InputRefused: no such analyte.
    """
    found = [
        (panel, entry)
        for panel in reversed(lab_panels(desk, subject_id))
        for entry in panel.values
        if entry.facts.analyte == analyte and entry.facts.value is not None
    ]
    unit = next((entry.facts.unit for _panel, entry in reversed(found) if entry.facts.unit), "1")
    points = [point for panel, entry in found if (point := _point(desk.protocol, panel, entry, unit)) is not None]
    name = dictionary_for(desk.protocol).laboratory.analyte(analyte).text
    return LabCourse(analyte, name, unit, tuple(points), len(found) - len(points))


def _point(protocol: TrialProtocol, panel: LabPanelRow, entry: LabEntry, unit: str) -> LabPoint | None:
    facts = entry.facts
    analyte, reported, given = facts.analyte or "", facts.value or 0.0, facts.unit or unit
    factor = in_unit(protocol, analyte, 1.0, given, unit)
    if factor is None:
        return None
    lln, uln = (None if limit is None else limit * factor for limit in (facts.lln, facts.uln))
    baseline = None if facts.baseline is None else facts.baseline * factor
    return LabPoint(
        panel.taken_at,
        reported * factor,
        reported,
        given,
        lln,
        uln,
        panel.system,
        tuple((term_name(protocol, each.term), each.result) for each in entry.grades),
        bands(protocol, analyte, unit, lln, uln, baseline),
    )


def bands(
    protocol: TrialProtocol, analyte: str, unit: str, lln: float | None, uln: float | None, baseline: float | None
) -> tuple[Band, ...]:
    """Where the number alone reaches each grade, from the lowest number up; what is unknown reaches none."""
    toxicity = tuple(sorted(protocol.toxicity.choices.items()))
    return _bands(_Protocol(protocol, toxicity), analyte, unit, lln, uln, baseline)


@dataclass(frozen=True, slots=True)
class _Protocol:
    """A protocol that may be a key: two of the same version and choices grade alike."""

    protocol: TrialProtocol
    choices: tuple[tuple[str, str], ...]

    def __hash__(self) -> int:
        return hash((self.protocol.ctcae, self.choices))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Protocol):
            return NotImplemented
        return (self.protocol.ctcae, self.choices) == (other.protocol.ctcae, other.choices)


@lru_cache(maxsize=KEPT)
def _bands(
    known: _Protocol, analyte: str, unit: str, lln: float | None, uln: float | None, baseline: float | None
) -> tuple[Band, ...]:
    dictionary = dictionary_for(known.protocol)

    def grade_at(value: float) -> int:
        facts = CtcaeFacts(
            ctcae=known.protocol.ctcae, analyte=analyte, value=value, unit=unit, lln=lln, uln=uln, baseline=baseline
        )
        try:
            return max((result.at_least for result in dictionary.grade_analyte(facts)), default=0)
        except InputRefused:
            return BEYOND

    around = next((limit for limit in (uln, lln, baseline) if limit), 1.0)
    return tuple(_found(grade_at, around))


def _found(grade_at: Callable[[float], int], around: float) -> Iterator[Band]:
    """The bands between the edges at which the grade changes; steps of a tenth of a decade miss no printed range."""
    steps = range(-DECADES * 10, DECADES * 10 + 1)
    numbers = [around * 10 ** (step / 10) for step in steps]
    edges = [edge for low, high in pairwise(numbers) for edge in _edges(grade_at, low, high)]
    ends: Sequence[float | None] = (None, *edges, None)
    graded = [(grade_at(_inside(low, high, around)), low, high) for low, high in pairwise(ends)]
    for place, (grade, low, high) in enumerate(graded):
        if grade > 0 and (low, high) != (None, None):
            last = place + 1 < len(graded) and graded[place + 1][0] == BEYOND
            yield Band(grade, low, None if last else high)


def _edges(grade_at: Callable[[float], int], low: float, high: float) -> Iterator[float]:
    if grade_at(low) == grade_at(high):
        return
    if high / low - 1 < FINEST:
        yield float(f"{high:.{EDGE_FIGURES}g}")
        return
    middle = math.sqrt(low * high)
    yield from _edges(grade_at, low, middle)
    yield from _edges(grade_at, middle, high)


def _inside(low: float | None, high: float | None, around: float) -> float:
    if low is None and high is None:
        return around
    if low is None:
        return (high or around) * 0.999
    return low * 1.001 if high is None else math.sqrt(low * high)
