"""The episodes of one patient as a page shows them, with what was given inside, and what was kept apart from them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bedside.grading.episodes import Episode, episodes, given_within, length
from bedside.models.projections import CheckSeen, GradeBounds, InterventionSummary
from bedside.models.protocol import TrialProtocol
from bedside.services.kept_apart import KeptApart, kept_apart
from bedside.services.observations import Scale, ending, observations
from bedside.services.schedule import day_after


@dataclass(frozen=True, slots=True)
class ToxicityEpisode:
    """One episode of CRS or ICANS.

    `number` counts from 1, a later one is a return of the first. `peak` is as shown, reached first at `peak_at`, or
    between `peak_after` and then; `by_criteria` bounds what the criteria alone gave, where a person set another grade
    inside. It `lasted` so long in elapsed time and touched `calendar_days` of the ward's days, up to its end or to
    now. An open one may be free of signs since `calm_since`; after `sign_free_hours` of that it is over. `onset_day`
    is D+n; `late_after` is the protocol's day where onset was after it (CRS-21).
    """

    scale: Scale
    number: int
    started_at: datetime
    ended_at: datetime | None
    calm_since: datetime | None
    sign_free_hours: float
    peak: GradeBounds
    peak_at: datetime
    peak_after: datetime | None
    by_criteria: GradeBounds | None
    lasted: timedelta
    calendar_days: int
    onset_day: int | None
    late_after: int | None
    treatments: tuple[InterventionSummary, ...]


@dataclass(frozen=True, slots=True)
class PatientEpisodes:
    """Episodes and what was kept apart from them, the oldest first."""

    episodes: tuple[ToxicityEpisode, ...]
    apart: tuple[KeptApart, ...]


def patient_episodes(
    newest_first: Sequence[CheckSeen],
    given: Sequence[InterventionSummary],
    infused_at: datetime | None,
    protocol: TrialProtocol,
    now: datetime,
) -> PatientEpisodes:
    """Both scales' episodes from the patient's checks, with the treatments of `given` that fall inside each."""
    checks = tuple(reversed(newest_first))
    treatments = sorted(given, key=lambda one: one.given_at)
    found = [*_of_scale("crs", checks, infused_at, protocol), *_of_scale("icans", checks, infused_at, protocol)]
    told = (_told(scale, episode, treatments, infused_at, protocol, now) for scale, episode in found)
    return PatientEpisodes(
        tuple(sorted(told, key=lambda one: (one.started_at, one.scale))), kept_apart(checks, protocol)
    )


def _of_scale(
    scale: Scale, checks: Sequence[CheckSeen], infused_at: datetime | None, protocol: TrialProtocol
) -> Iterator[tuple[Scale, Episode]]:
    if scale == "icans" and infused_at is not None:
        # What an ICE test shows before the infusion is the patient's baseline.
        checks = [check for check in checks if check.observed_at >= infused_at]
    for episode in episodes(observations(scale, checks, protocol), ending(scale, protocol)):
        yield scale, episode


def _told(
    scale: Scale,
    episode: Episode,
    treatments: Sequence[InterventionSummary],
    infused_at: datetime | None,
    protocol: TrialProtocol,
    now: datetime,
) -> ToxicityEpisode:
    lasted = length(episode.started_at, episode.ended_at or now)
    day = day_after(infused_at, episode.started_at) if infused_at is not None else None
    late_after = protocol.thresholds.late_crs_onset_day
    late = scale == "crs" and day is not None and day > late_after
    return ToxicityEpisode(
        scale=scale,
        number=episode.number,
        started_at=episode.started_at,
        ended_at=episode.ended_at,
        calm_since=episode.calm_since,
        sign_free_hours=ending(scale, protocol).sign_free_for / timedelta(hours=1),
        peak=GradeBounds(episode.peak.at_least, episode.peak.at_most),
        peak_at=episode.peak.at,
        peak_after=episode.peak.after,
        by_criteria=GradeBounds(*episode.proposed) if episode.proposed is not None else None,
        lasted=lasted.elapsed,
        calendar_days=lasted.calendar_days,
        onset_day=day,
        late_after=late_after if late else None,
        treatments=given_within(episode.started_at, episode.ended_at, treatments, now),
    )
