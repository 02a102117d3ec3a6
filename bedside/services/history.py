"""CRS episodes of one patient from the checks that the journal holds, read no further back than they need."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from bedside.grading import episodes
from bedside.grading.episodes import CrsObservation
from bedside.models.projections import CrsSeen, InterventionSummary
from bedside.models.protocol import TrialProtocol
from bedside.store.reader import Reader

FIRST_LOOK = 16
"""Checks that are read at first; more only where they do not settle which episode is open."""


@dataclass(frozen=True, slots=True)
class CrsEpisode:
    """One CRS episode: its first check, its highest grade known, and its end (None: open, as known)."""

    started_at: datetime
    ended_at: datetime | None
    highest: int
    opened_by: UUID


def crs_episodes(newest_first: Sequence[CrsSeen], protocol: TrialProtocol) -> tuple[CrsEpisode, ...]:
    """Every CRS episode in a patient's checks; the oldest first."""
    checks = tuple(reversed(newest_first))
    seen = [observation for check in checks for observation in _seen(check)]
    return tuple(_named(found, checks) for found in episodes.crs_episodes(seen, _gap(protocol)))


def open_crs_episode(newest_first: Sequence[CrsSeen], protocol: TrialProtocol) -> CrsEpisode | None:
    """The CRS episode that the newest of these checks leaves open; None where CRS is not established."""
    return next((found for found in crs_episodes(newest_first, protocol) if found.ended_at is None), None)


def treatments_inside(
    episode: CrsEpisode | None, treatments: Sequence[InterventionSummary], at: datetime
) -> tuple[InterventionSummary, ...]:
    """The treatments given inside the open episode, up to `at`."""
    found = None if episode is None else episodes.CrsEpisode(episode.started_at, episode.ended_at)
    return episodes.treatments_inside(found, treatments, at)


def read_open_episode(reader: Reader, subject_id: str, protocol: TrialProtocol) -> CrsEpisode | None:
    """The CRS episode that a patient's newest check leaves open, reading no more checks than settle it."""
    if reader.free_of_crs(subject_id, _gap(protocol)):
        return None
    wanted = FIRST_LOOK
    while True:
        checks = reader.crs_seen(subject_id, wanted)
        if len(checks) < wanted or settles(checks, protocol):
            return open_crs_episode(checks, protocol)
        wanted *= 4


def settles(newest_first: Sequence[CrsSeen], protocol: TrialProtocol) -> bool:
    """Whether these checks would end any episode that was open before them."""
    seen = [observation for check in reversed(newest_first) for observation in _seen(check)]
    before = CrsObservation(seen[0].observed_at, 1, sign_free=False)
    return episodes.crs_episodes([before, *seen], _gap(protocol))[0].ended_at is not None


def _seen(check: CrsSeen) -> Iterator[CrsObservation]:
    """A check as observations: what happened since the one before it, then its own moment.

    What a person set against the proposal holds in place of both.
    """
    at = check.observed_at.astimezone(UTC)
    if check.overridden:
        yield CrsObservation(at, check.at_least, sign_free=check.at_most == 0)
        return
    if not check.worst_sign_free:
        at_least = max(check.at_least, check.worst_at_least)
        yield CrsObservation(at, at_least, sign_free=check.worst_sign_free)
    yield CrsObservation(at, check.at_least, sign_free=check.sign_free)


def _named(episode: episodes.CrsEpisode, checks: Sequence[CrsSeen]) -> CrsEpisode:
    """An episode with the check that opened it and its highest grade, on the ward's clock."""
    begun = [check for check in checks if check.observed_at >= episode.started_at]
    opened = begun[0]
    # Signs that had gone by the check that reported them make an episode of that one check.
    inside = [
        opened,
        *(check for check in begun[1:] if episode.ended_at is None or check.observed_at < episode.ended_at),
    ]
    ended = episode.ended_at.astimezone(opened.observed_at.tzinfo) if episode.ended_at else None
    highest = max(max(check.at_least, 0 if check.overridden else check.worst_at_least) for check in inside)
    return CrsEpisode(opened.observed_at, ended, highest, opened.entry_id)


def _gap(protocol: TrialProtocol) -> timedelta:
    return timedelta(hours=protocol.episodes.crs_sign_free_hours)
