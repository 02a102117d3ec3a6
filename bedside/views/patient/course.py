"""The arithmetic of the time line, without Qt: where a moment lies, what was known at it, what fits where."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bedside.views.patient.state import CheckRow, PatientState, TreatmentRow
from bedside.views.widgets.badge_state import BadgeState

SHORTEST = timedelta(hours=12)
"""A time line of less would show one check as a wall."""

LONGEST_PAUSE = timedelta(hours=30)
"""A line over a longer pause would claim what nobody measured."""

BadgeOf = Callable[[CheckRow], BadgeState | None]


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Maps moments to pixels between `left` and `right`."""

    start: datetime
    end: datetime
    left: float
    right: float

    def x(self, moment: datetime) -> float:
        """Where a moment lies; outside the axis for moments outside it."""
        share = (moment - self.start) / (self.end - self.start)
        return self.left + share * (self.right - self.left)

    def moment(self, x: float) -> datetime:
        """Which moment lies at a pixel."""
        return self.start + (x - self.left) / max(1.0, self.right - self.left) * (self.end - self.start)

    def days(self) -> Iterator[tuple[datetime, datetime]]:
        """The calendar days that the axis crosses, cut to it."""
        day = self.start
        while day < self.end:
            midnight = datetime.combine(day.date() + timedelta(days=1), datetime.min.time(), tzinfo=day.tzinfo)
            yield day, min(midnight, self.end)
            day = midnight


@dataclass(frozen=True, slots=True)
class Reading:
    """All that is known of one moment: the check made then, else the last one `before` it, and what was given."""

    at: datetime
    check: CheckRow | None = None
    before: CheckRow | None = None
    treatments: tuple[TreatmentRow, ...] = ()


@dataclass(frozen=True, slots=True)
class GradeRun:
    """A stretch of time with one and the same badge; `partly` where some of it is not known."""

    start: datetime
    end: datetime
    badge: BadgeState
    partly: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """What the time line shows of a patient: readings, oldest first, between `start` and `end`.

    `lead` is the last check before `start`, whose grade still holds when the axis begins.
    """

    start: datetime
    end: datetime
    readings: tuple[Reading, ...]
    lead: CheckRow | None = None
    checks: tuple[CheckRow, ...] = field(init=False, compare=False)
    """The checks shown, oldest first."""

    def __post_init__(self) -> None:
        checks = tuple(reading.check for reading in self.readings if reading.check is not None)
        object.__setattr__(self, "checks", checks)

    def axis(self, left: float, right: float) -> TimeAxis:
        """The axis of this course between two pixels."""
        return TimeAxis(self.start, self.end, left, right)


def same_course(state: PatientState, before: PatientState | None) -> bool:
    """Whether two states show the same course; by identity, so that it costs nothing while a person looks around."""
    return (
        before is not None
        and state.checks is before.checks
        and state.treatments is before.treatments
        and state.head is before.head
        and (state.as_of, state.last_hours, state.fever_c) == (before.as_of, before.last_hours, before.fever_c)
    )


def course_of(state: PatientState) -> Course:
    """From the first thing recorded to now, or only the last hours that were asked for."""
    end = state.as_of
    start = state.first_at.astimezone(end.tzinfo)
    if state.last_hours:
        start = max(start, end - timedelta(hours=state.last_hours))
    start = min(start, end - SHORTEST)
    readings = tuple(_readings(state))
    shown = tuple(reading for reading in readings if start <= reading.at <= end)
    earlier = [reading.check for reading in readings if reading.at < start and reading.check is not None]
    return Course(start, end, shown, earlier[-1] if earlier else None)


def _readings(state: PatientState) -> Iterator[Reading]:
    checks = {check.observed_at: check for check in state.checks}
    given: dict[datetime, list[TreatmentRow]] = {}
    for row in reversed(state.treatments):
        given.setdefault(row.given_at, []).append(row)
    before: CheckRow | None = None
    for at in sorted(checks.keys() | given.keys()):
        check = checks.get(at)
        yield Reading(at, check, None if check is not None else before, tuple(given.get(at, ())))
        before = check or before


def grade_runs(course: Course, badge: Callable[[CheckRow], BadgeState]) -> tuple[GradeRun, ...]:
    """The grades as a step band: each holds until the next check, equal ones run together."""
    checks = course.checks if course.lead is None else (course.lead, *course.checks)
    changes: list[tuple[datetime, BadgeState]] = []
    for check in checks:
        shown = badge(check)
        if not changes or not _looks_like(changes[-1][1], shown):
            changes.append((max(check.observed_at, course.start), shown))
    ends = [*(start for start, _badge in changes[1:]), course.end]
    return tuple(GradeRun(start, end, shown) for (start, shown), end in zip(changes, ends, strict=False))


def worst_runs(course: Course, worst: BadgeOf) -> tuple[GradeRun, ...]:
    """Where something worse than the grade itself happened: somewhere between a check and the one before it."""
    runs: list[GradeRun] = []
    began = course.lead.observed_at if course.lead is not None else course.start
    for check in course.checks:
        badge = worst(check)
        if badge is not None:
            runs.append(GradeRun(max(began, course.start), check.observed_at, badge))
        began = check.observed_at
    return tuple(runs)


def wide_enough(runs: Sequence[GradeRun], axis: TimeAxis, least: float, quiet: float) -> tuple[GradeRun, ...]:
    """Runs at least `least` pixels wide: narrower ones join their neighbour, and the worst of both is shown.

    None and not known in turn (a test that is not done at each check) join below `quiet` pixels already.
    """
    joined: list[GradeRun] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last is not None and _too_narrow(last, run, axis, least, quiet):
            joined[-1] = _joined(last, run)
        else:
            joined.append(run)
    if len(joined) > 1 and _too_narrow(joined[-1], joined[-2], axis, least, quiet):
        last = joined.pop()
        joined[-1] = _joined(joined[-1], last)
    return tuple(joined)


def _too_narrow(run: GradeRun, beside: GradeRun, axis: TimeAxis, least: float, quiet: float) -> bool:
    both_quiet = all(one.badge.numeral in "0?" for one in (run, beside))
    alike = both_quiet and run.partly and (beside.partly or axis.x(beside.end) - axis.x(beside.start) < quiet)
    return alike or axis.x(run.end) - axis.x(run.start) < (quiet if both_quiet else least)


def _joined(first: GradeRun, second: GradeRun) -> GradeRun:
    """Two runs as one: the higher grade, and whether some of it is not known."""
    known = [run.badge for run in (first, second) if run.badge.known]
    badge = max(known, key=lambda shown: (shown.at_least or 0, shown.open_upward), default=first.badge)
    partly = first.partly or second.partly or len(known) == 1
    return GradeRun(first.start, second.end, badge, partly and badge.known)


def _looks_like(first: BadgeState, second: BadgeState) -> bool:
    return (first.numeral, first.open_upward) == (second.numeral, second.open_upward)


def thinned(points: Sequence[tuple[float, float]], width: float = 2.0) -> tuple[int, ...]:
    """Which of `points` (x, y, by x) to draw: of every `width` pixels the first, the last, the lowest and the highest.

    A picture of any number of points costs no more than its width, and no peak is ever lost.
    """
    kept: list[int] = []
    start = 0
    columns = [x // width for x, _y in points]
    heights = [y for _x, y in points]
    while start < len(points):
        end = start + 1
        while end < len(points) and columns[end] == columns[start]:
            end += 1
        if end - start <= 2:
            kept.extend(range(start, end))
        else:
            inside = heights[start:end]
            low, high = start + inside.index(min(inside)), start + inside.index(max(inside))
            kept.extend(sorted({start, low, high, end - 1}))
        start = end
    return tuple(kept)


def rows_for(spans: Sequence[tuple[float, float]], rows: int) -> tuple[int | None, ...]:
    """In which row each label (its left and right edge) fits without touching; the first ones are placed first.

    None for a label that fits in no row.
    """
    taken: list[list[tuple[float, float]]] = [[] for _ in range(rows)]
    placed: list[int | None] = []
    for left, right in spans:
        free = (
            number
            for number, row in enumerate(taken)
            if all(right <= other_left or left >= other_right for other_left, other_right in row)
        )
        row = next(free, None)
        if row is not None:
            taken[row].append((left, right))
        placed.append(row)
    return tuple(placed)


def nearest(moments: Sequence[datetime], wanted: datetime) -> int | None:
    """Which of `moments` is nearest to `wanted`; None of none."""
    if not moments:
        return None
    return min(range(len(moments)), key=lambda number: abs(moments[number] - wanted))


def scale_of(values: Sequence[float], low: float, high: float, step: float) -> tuple[float, float]:
    """Limits that hold every value and `low` to `high`, widened outward to whole steps where a value lies outside."""
    least, most = min((*values, low)), max((*values, high))
    return least // step * step, -(-most // step) * step


def day_of(state: PatientState, moment: datetime) -> int | None:
    """D+n by the ward's calendar: days from the date of infusion to the date of `moment`."""
    infused = state.head.infused_at
    if infused is None:
        return None
    zone = state.as_of.tzinfo
    return (moment.astimezone(zone).date() - infused.astimezone(zone).date()).days


def infusion_shown(state: PatientState, course: Course) -> datetime | None:
    """When the infusion began, where that lies within the course shown."""
    infused = state.head.infused_at
    return infused if infused is not None and course.start <= infused <= course.end else None
