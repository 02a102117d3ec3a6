"""Reads completed checks as observations of one scale, the form in which the rules of episodes take them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Literal

from bedside.grading.episodes import Ending, Observation
from bedside.models.projections import CheckSeen, GradeBounds, ScaleSeen
from bedside.models.protocol import TrialProtocol

Scale = Literal["crs", "icans"]
FEVER_ALONE = 1
"""The grade that fever makes by itself."""


def ending(scale: Scale, protocol: TrialProtocol) -> Ending:
    """When an episode on `scale` is over, by the protocol's settings (CRS-23, ICN-16; LOCAL)."""
    rules = protocol.episodes
    if scale == "crs":
        return Ending(timedelta(hours=rules.crs_sign_free_hours))
    return Ending(timedelta(hours=rules.icans_sign_free_hours), rules.icans_unassessed)


def observations(scale: Scale, oldest_first: Iterable[CheckSeen], protocol: TrialProtocol) -> Iterator[Observation]:
    """The checks as observations: of each what happened since the one before it, then its own moment.

    What a person set against the proposal holds in place of both.
    """
    before: datetime | None = None
    for check in oldest_first:
        seen = check.crs if scale == "crs" else check.icans
        if seen.proposed is not None:
            yield _set_by_a_person(check.observed_at, seen)
        else:
            yield from _since_before(scale, check, before, protocol)
            free = _free(scale, seen.sign_free, seen.shown)
            yield Observation(check.observed_at, seen.shown.at_least, seen.shown.at_most, free)
        before = check.observed_at


def opened_by(started_at: datetime, oldest_first: Sequence[CheckSeen]) -> CheckSeen:
    """The check that told of the first sign."""
    return next(check for check in oldest_first if check.observed_at >= started_at)


def _free(scale: Scale, recorded: bool | None, grade: GradeBounds) -> bool | None:
    """Whether there was no sign. Earlier releases did not record it for ICANS, where a grade of 0 tells as much."""
    return True if recorded is None and scale == "icans" and grade.at_most == 0 else recorded


def _set_by_a_person(at: datetime, seen: ScaleSeen) -> Observation:
    grade, worst, proposed = seen.shown, seen.worst, seen.proposed or seen.worst
    by_criteria = max(proposed.at_least, worst.at_least), max(proposed.at_most, worst.at_most)
    return Observation(at, grade.at_least, grade.at_most, sign_free=grade.at_most == 0, proposed=by_criteria)


def _since_before(
    scale: Scale, check: CheckSeen, before: datetime | None, protocol: TrialProtocol
) -> Iterator[Observation]:
    """What was reported since the check before: at the time that was noted for it, or at some time up to the check."""
    seen = check.crs if scale == "crs" else check.icans
    free = _free(scale, seen.worst_sign_free, seen.worst)
    if free:
        return
    low, high = max(seen.worst.at_least, seen.shown.at_least), max(seen.worst.at_most, seen.shown.at_most)
    noted = _noted(scale, check, before, protocol) if low > 0 else None
    if noted is not None and (scale == "icans" or low == FEVER_ALONE):
        yield Observation(noted, low, high, free)
        return
    if noted is not None:
        # The time is the fever's; when the grade rose above it nobody noted.
        yield Observation(noted, FEVER_ALONE, FEVER_ALONE, sign_free=False)
    risen = low > seen.shown.at_least
    # A grade that the check itself found is of its moment.
    yield Observation(check.observed_at, low, high, free, after=(noted or before) if risen else None)


def _noted(scale: Scale, check: CheckSeen, before: datetime | None, protocol: TrialProtocol) -> datetime | None:
    """When the sign since the check before was seen, where a person noted that (CRS-20)."""
    at = check.crs.sign_at if scale == "crs" else check.icans.sign_at
    highest = check.highest_temperature_c
    if scale == "crs" and (highest is None or highest < protocol.thresholds.fever_c):
        return None
    if at is None or at > check.observed_at or (before is not None and at <= before):
        return None
    return at.astimezone(check.observed_at.tzinfo)
