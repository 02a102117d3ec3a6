"""Builds the episodes of CRS and ICANS from completed checks: onset, peak, end and return, from nothing else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal, Protocol, TypeVar

Unassessed = Literal["restarts", "passed_over"]
"""What a check that does not know whether signs are gone does to the time without signs: it begins anew, or goes on."""


@dataclass(frozen=True, slots=True)
class Observation:
    """What one completed check says on one scale, of its moment or of the time since the check before.

    `at_least` and `at_most` bound the grade as shown: what a person set, where one did, else what the criteria gave;
    `proposed` has the criteria's bounds where a person set another. `sign_free` says whether nothing was there
    (None: not known). `after` is when the time that it speaks of began; None for a moment. Times are aware.
    """

    at: datetime
    at_least: int
    at_most: int
    sign_free: bool | None
    after: datetime | None = None
    proposed: tuple[int, int] | None = None

    @property
    def has_sign(self) -> bool:
        """Whether a sign is documented; what is not known is none."""
        return self.sign_free is False or (self.at_least > 0 and self.sign_free is None)

    @property
    def begins(self) -> bool:
        """Whether an episode may begin with it: a sign that makes a grade."""
        return self.has_sign and self.at_least > 0


@dataclass(frozen=True, slots=True)
class Ending:
    """When signs are gone for good: after how long without them (CRS-23, ICN-16; LOCAL)."""

    sign_free_for: timedelta
    unassessed: Unassessed = "restarts"


@dataclass(frozen=True, slots=True)
class Peak:
    """The highest grade: at least and at most which, and when the lower bound was first reached: at `at`, or at a time
    that nobody noted between `after` and `at`."""

    at_least: int
    at_most: int
    at: datetime
    after: datetime | None


@dataclass(frozen=True, slots=True)
class Episode:
    """From the first documented sign (CRS-20) to the start of the sign-free time that closed it (CRS-22, CRS-23).

    `number` counts from 1: a later one is a return, linked to the first. `calm_since` is when an open one's signs were
    last seen to be gone. `proposed` is the highest grade by the criteria alone, where a person set another inside.
    """

    number: int
    started_at: datetime
    ended_at: datetime | None
    calm_since: datetime | None
    peak: Peak
    proposed: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Length:
    """How long: `elapsed` as time that passed, `calendar_days` as days of the ward's calendar that it touches."""

    elapsed: timedelta
    calendar_days: int


class Given(Protocol):
    """Something that was given at a time."""

    @property
    def given_at(self) -> datetime:
        """When it was given."""
        ...


Treatment = TypeVar("Treatment", bound=Given)


def episodes(observations: Iterable[Observation], ending: Ending) -> tuple[Episode, ...]:
    """The episodes that `observations` (in order of time) make, oldest first.

    An episode ends where a patient began to be free of signs, once checks have shown it for as long as `ending` asks.
    What comes back within that time belongs to the same episode; what comes back later is another one.
    """
    found: list[Episode] = []
    course: _Course | None = None
    for seen in observations:
        if course is None:
            course = _Course([seen]) if seen.begins else None
            continue
        if course.ends_with(seen, ending):
            found.append(course.made(len(found) + 1, ended=True))
            course = None
    if course is not None:
        found.append(course.made(len(found) + 1, ended=False))
    return tuple(found)


def open_episode(found: Iterable[Episode]) -> Episode | None:
    """The episode that has not ended, if there is one."""
    return next((episode for episode in found if episode.ended_at is None), None)


def length(started_at: datetime, until: datetime) -> Length:
    """How long it lasted from `started_at` to `until`, each on the ward's clock of its own moment."""
    return Length(_between(started_at, until), (until.date() - started_at.date()).days + 1)


def given_within(
    started_at: datetime, until: datetime | None, given: Iterable[Treatment], at: datetime
) -> tuple[Treatment, ...]:
    """Of what was given up to `at`, that from `started_at` to `until` (None: still open), both ends included."""
    last = at if until is None else min(until, at)
    return tuple(treatment for treatment in given if started_at <= treatment.given_at <= last)


@dataclass(slots=True)
class _Course:
    """An episode while it is followed: what was seen with signs, and what was seen since they seemed to be gone."""

    inside: list[Observation]
    calm: list[Observation] = field(default_factory=list)

    def ends_with(self, seen: Observation, ending: Ending) -> bool:
        """Take one more observation; answers whether the episode is over by it."""
        if seen.sign_free:
            self.calm.append(seen)
            # Wards write times to the minute: checks a few seconds short of the time apart are that far apart.
            return _between(_minute(self.calm[0].at), _minute(seen.at)) >= ending.sign_free_for
        if seen.has_sign or not self.calm or ending.unassessed == "restarts":
            self.inside += [*self.calm, seen]
            self.calm = []
        else:
            self.calm.append(seen)
        return False

    def made(self, number: int, *, ended: bool) -> Episode:
        """The episode as far as it is known."""
        calm_since = self.calm[0].at if self.calm else None
        return Episode(
            number=number,
            started_at=self.inside[0].at,
            ended_at=calm_since if ended else None,
            calm_since=None if ended else calm_since,
            peak=_peak(self.inside),
            proposed=_proposed(self.inside),
        )


def _peak(inside: Sequence[Observation]) -> Peak:
    highest = max(seen.at_least for seen in inside)
    first = next(seen for seen in inside if seen.at_least == highest)
    return Peak(highest, max(seen.at_most for seen in inside), first.at, first.after)


def _proposed(inside: Sequence[Observation]) -> tuple[int, int] | None:
    if all(seen.proposed is None for seen in inside):
        return None
    bounds = [seen.proposed or (seen.at_least, seen.at_most) for seen in inside]
    return max(low for low, _ in bounds), max(high for _, high in bounds)


def _between(earlier: datetime, later: datetime) -> timedelta:
    """Time that passed, whatever the clocks of the ward did meanwhile."""
    return later.astimezone(UTC) - earlier.astimezone(UTC)


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)
