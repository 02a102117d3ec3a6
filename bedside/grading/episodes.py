"""Builds CRS episodes from completed checks: a treatment waives fever only inside the episode it was given in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, TypeVar


@dataclass(frozen=True, slots=True)
class CrsObservation:
    """What one completed check says of CRS: when it was made, the lowest grade it allows, and whether it shows the
    patient free of signs (the criteria's condition `sign_free`: True, False, or None for not known)."""

    observed_at: datetime
    at_least: int
    sign_free: bool | None


@dataclass(frozen=True, slots=True)
class CrsEpisode:
    """From the first check with CRS of at least 1 to the start of the sign-free time that closed it, or still open."""

    started_at: datetime
    ended_at: datetime | None = None


class Given(Protocol):
    """Something that was given at a time."""

    @property
    def given_at(self) -> datetime:
        """When it was given."""
        ...


Treatment = TypeVar("Treatment", bound=Given)


def crs_episodes(observations: Iterable[CrsObservation], sign_free_for: timedelta) -> tuple[CrsEpisode, ...]:
    """The episodes that `observations` (in order of time) make, oldest first.

    An episode ends where a patient began to be free of signs, once checks have shown it for `sign_free_for` (rule
    CRS-23, LOCAL). A check with a sign, or one that does not know, starts that wait again: what was not looked for is
    not gone, and what comes back within the wait belongs to the same episode.
    """
    episodes: list[CrsEpisode] = []
    started: datetime | None = None
    free_since: datetime | None = None
    for seen in observations:
        if started is None:
            started = seen.observed_at if seen.at_least > 0 else None
        elif not seen.sign_free:
            free_since = None
        elif free_since is None:
            free_since = seen.observed_at
        elif seen.observed_at - free_since >= sign_free_for:
            episodes.append(CrsEpisode(started, free_since))
            started = free_since = None
    if started is not None:
        episodes.append(CrsEpisode(started))
    return tuple(episodes)


def open_episode(episodes: Iterable[CrsEpisode]) -> CrsEpisode | None:
    """The episode that has not ended, if there is one."""
    return next((episode for episode in episodes if episode.ended_at is None), None)


def treatments_inside(episode: CrsEpisode | None, given: Iterable[Treatment], at: datetime) -> tuple[Treatment, ...]:
    """Of what was given, that inside the open `episode` up to `at`, both ends included; none without an open one."""
    if episode is None or episode.ended_at is not None:
        return ()
    return tuple(treatment for treatment in given if episode.started_at <= treatment.given_at <= at)
