"""What the laboratory part of the page shows: panels, newest first, and one analyte over the days."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bedside.views.widgets.badge_state import BadgeState

TALLEST_LINEAR = 10.0
"""How many times the lowest value the highest may be on an even scale; beyond it, steps of ten are of equal height."""
MOST_TICKS, MOST_DECADES = 6, 3


@dataclass(frozen=True, slots=True)
class LabBand:
    """Where the number alone gives a grade; None: without an end."""

    grade: int
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class LabDot:
    """One value at its place: `value`, limits and bands in the unit of the curve, `reported` as it was recorded."""

    at: datetime
    value: float
    reported: str
    limits: str
    lln: float | None
    uln: float | None
    grades: tuple[tuple[BadgeState, str], ...]
    bands: tuple[LabBand, ...]

    @property
    def worst(self) -> BadgeState | None:
        """The highest grade of this value, one that is not known before a certain 0."""
        return min((badge for badge, _said in self.grades), key=by_grade, default=None)


@dataclass(frozen=True, slots=True)
class LabCurve:
    """All values of one analyte, the oldest first; `left_out` are those whose unit does not convert."""

    analyte: str
    title: str
    unit: str
    dots: tuple[LabDot, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class GradedLine:
    """One graded term of a panel, with the analyte that it belongs to."""

    analyte: str
    badge: BadgeState
    said: str
    value: str


@dataclass(frozen=True, slots=True)
class PanelCard:
    """One panel: `lines` are the terms that are not a certain grade 0, the highest first, `quiet` names the others."""

    entry_id: str
    at: datetime
    author: str
    count: int
    lines: tuple[GradedLine, ...]
    quiet: str
    note: str = ""
    late: str = ""
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class LabsState:
    """The laboratory of one patient as of `as_of`. `analytes` are code and title of what has values."""

    subject_id: str
    as_of: datetime
    infused_at: datetime | None = None
    loaded: bool = False
    panels: tuple[PanelCard, ...] = ()
    analytes: tuple[tuple[str, str], ...] = ()
    selected: str = ""
    curve: LabCurve | None = None
    as_table: bool = False
    neutropenia: tuple[str, ...] = ()
    """What ICAHT says of the neutrophils, a line a phase; shown above their course."""

    def day(self, moment: datetime) -> int | None:
        """D+n by the ward's calendar."""
        if self.infused_at is None:
            return None
        zone = self.as_of.tzinfo
        return (moment.astimezone(zone).date() - self.infused_at.astimezone(zone).date()).days


def by_grade(badge: BadgeState) -> tuple[int, int]:
    """Order of badges: the highest certain grade first, then the highest possible one."""
    return -(badge.at_least or 0), -(badge.at_most if badge.at_most is not None else 5)


@dataclass(frozen=True, slots=True)
class ValueScale:
    """Values to parts of the height, 0 at the bottom; by steps of ten where values lie far apart."""

    low: float
    high: float
    tens: bool

    def part(self, value: float) -> float:
        """Where a value lies; what is beyond the scale lies at its end."""
        if self.tens:
            value = max(value, self.low)
            place = math.log(value / self.low) / math.log(self.high / self.low)
        else:
            place = (value - self.low) / (self.high - self.low)
        return min(1.0, max(0.0, place))

    def ticks(self) -> tuple[float, ...]:
        """Round numbers to write beside the scale."""
        if self.tens:
            first, last = math.floor(math.log10(self.low)), math.ceil(math.log10(self.high))
            between = (1, 2, 5) if last - first <= MOST_DECADES else (1,)
            numbers = [float(f"{times}e{power}") for power in range(first, last + 1) for times in between]
            return tuple(number for number in numbers if self.low <= number <= self.high)
        step = _round_step((self.high - self.low) / MOST_TICKS)
        count = math.floor(self.high / step)
        return tuple(float(f"{n * step:.10g}") for n in range(math.ceil(self.low / step), count + 1))


def scale_for(dots: Sequence[LabDot]) -> ValueScale:
    """A scale that holds every value, the limits, and the edge of the nearest band."""
    shown = [number for dot in dots for number in (dot.value, dot.lln, dot.uln) if number is not None]
    shown += list(_near_edges(dots))
    least, most = min(shown), max(shown)
    above = [number for number in shown if number > 0]
    if above and most / min(above) > TALLEST_LINEAR:
        return ValueScale(min(above) / 1.6, most * 1.6, tens=True)
    room = (most - least or most or 1.0) * 0.12
    return ValueScale(max(0.0, least - room), most + room, tens=False)


def _near_edges(dots: Sequence[LabDot]) -> Iterator[float]:
    """The edges of the bands that a value lies in, so that its band is seen as one."""
    for dot in dots:
        for band in dot.bands:
            inside = (band.low is None or band.low <= dot.value) and (band.high is None or dot.value <= band.high)
            if inside:
                yield from (edge for edge in (band.low, band.high) if edge is not None)


def _round_step(least: float) -> float:
    power = 10.0 ** math.floor(math.log10(least))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= least)
