"""The open CRS episode of one patient from the checks that the journal holds, read no further back than it needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bedside.grading.episodes import Observation, episodes, given_within, open_episode
from bedside.models.projections import CheckSeen, InterventionSummary
from bedside.models.protocol import TrialProtocol
from bedside.services.observations import ending, observations, opened_by
from bedside.store.reader import Reader

FIRST_LOOK = 16
"""Checks that are read at first; more only where they do not settle which episode is open."""


@dataclass(frozen=True, slots=True)
class CrsEpisode:
    """The open CRS episode: its first sign, its highest grade known, and the check that opened it."""

    started_at: datetime
    highest: int
    opened_by: UUID


def open_crs_episode(newest_first: Sequence[CheckSeen], protocol: TrialProtocol) -> CrsEpisode | None:
    """The CRS episode that the newest of these checks leaves open; None where CRS is not established."""
    checks = tuple(reversed(newest_first))
    found = open_episode(episodes(observations("crs", checks, protocol), ending("crs", protocol)))
    if found is None:
        return None
    return CrsEpisode(found.started_at, found.peak.at_least, opened_by(found.started_at, checks).entry_id)


def treatments_inside(
    episode: CrsEpisode | None, treatments: Sequence[InterventionSummary], at: datetime
) -> tuple[InterventionSummary, ...]:
    """The treatments given inside the open episode, up to `at`."""
    return () if episode is None else given_within(episode.started_at, None, treatments, at)


def read_open_episode(reader: Reader, subject_id: str, protocol: TrialProtocol) -> CrsEpisode | None:
    """The CRS episode that a patient's newest check leaves open, reading no more checks than settle it."""
    rule = ending("crs", protocol)
    if reader.free_of_crs(subject_id, rule.sign_free_for):
        return None
    wanted = FIRST_LOOK
    while True:
        checks = reader.checks_seen(subject_id, wanted)
        if len(checks) < wanted or settles(checks, protocol):
            return open_crs_episode(checks, protocol)
        wanted *= 4


def settles(newest_first: Sequence[CheckSeen], protocol: TrialProtocol) -> bool:
    """Whether these checks would end any episode that was open before them."""
    seen = list(observations("crs", reversed(newest_first), protocol))
    before = Observation(seen[0].at, 1, 1, sign_free=False)
    return episodes([before, *seen], ending("crs", protocol))[0].ended_at is not None
