"""Turns counts on some days into values for each day, and low days into runs, as scales by duration need them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise


@dataclass(frozen=True)
class Course:
    """Values by day: `measured` ones (the lowest of a day), and those `interpolated` between them."""

    measured: Mapping[int, float]
    interpolated: Mapping[int, float]
    several: tuple[int, ...]

    @property
    def last(self) -> int | None:
        """The last day with a count."""
        return max(self.measured, default=None)

    @cached_property
    def values(self) -> Mapping[int, float]:
        """The value of each day that has one, measured or interpolated."""
        return {**self.interpolated, **self.measured}

    def at_or_below(self, limit: float, days: range) -> set[int]:
        """Those of `days` that are known to be at or below `limit`."""
        return {day for day, value in self.values.items() if value <= limit and day in days}

    def below(self, limit: float, days: range) -> set[int]:
        """Those of `days` that are known to be below `limit`."""
        return {day for day, value in self.values.items() if value < limit and day in days}


def course_of(counts: Iterable[tuple[int, float]], longest_gap: int) -> Course:
    """The course through `counts` (day, value), interpolated where at most `longest_gap` days in a row are missing."""
    measured: dict[int, float] = {}
    several: set[int] = set()
    for day, value in counts:
        if measured.get(day, value) != value:
            several.add(day)
        measured[day] = min(value, measured.get(day, value))
    interpolated = {}
    for before, after in pairwise(sorted(measured)):
        if after - before - 1 <= longest_gap:
            interpolated.update(_between(before, measured[before], after, measured[after]))
    return Course(measured, interpolated, tuple(sorted(several)))


def _between(before: int, low: float, after: int, high: float) -> dict[int, float]:
    """A straight line; divided last, so that whole counts meet a limit exactly."""
    span = after - before
    return {day: (low * (after - day) + high * (day - before)) / span for day in range(before + 1, after)}


@dataclass(frozen=True)
class Run:
    """Low days from `first` to `last`, those of too short a recovery counted in."""

    first: int
    last: int

    @property
    def days(self) -> int:
        """How many days."""
        return self.last - self.first + 1

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def runs_of(low: Iterable[int], joined: int = 0) -> tuple[Run, ...]:
    """The runs of `low` days; up to `joined` other days in a row between two do not part them."""
    runs: list[Run] = []
    for day in sorted(low):
        if runs and day - runs[-1].last - 1 <= joined:
            runs[-1] = Run(runs[-1].first, day)
        else:
            runs.append(Run(day, day))
    return tuple(runs)


def spans(days: Collection[int]) -> str:
    """Days as a person writes them: 3–5, 8."""
    return ", ".join(str(run) for run in runs_of(days))
