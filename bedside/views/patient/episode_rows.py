"""Turns episodes, what was kept apart from them, and the clock of the services into what the page shows of them."""

from collections.abc import Callable, Mapping
from uuid import UUID

from bedside.models.canonical import JsonValue
from bedside.models.protocol import SourcedDoses
from bedside.services.ward import KeptApart, PatientPage, ToxicityEpisode, TreatmentClock
from bedside.views.patient.state import ApartRow, ClockState, EpisodeCard, Figure, TreatmentRow
from bedside.views.widgets.badge_state import badge_of

Describe = Callable[[str, JsonValue], str]
"""An item of a check and a kept value of it, in words."""

_ASKED_AS = {
    "fever": "fever_cause",
    "hypotension": "hypotension_cause",
    "oxygen": "oxygen_reason",
    "consciousness": "consciousness_cause",
}
"""The item of a check that gives each finding its cause."""


def episode_cards(page: PatientPage, given: Mapping[UUID, TreatmentRow]) -> tuple[EpisodeCard, ...]:
    """The episodes, newest first; `given` has the treatments by entry id."""
    first = {one.scale: one for one in reversed(page.episodes)}
    return tuple(_card(one, first[one.scale], given) for one in reversed(page.episodes))


def _card(one: ToxicityEpisode, first: ToxicityEpisode, given: Mapping[UUID, TreatmentRow]) -> EpisodeCard:
    return EpisodeCard(
        scale=one.scale,
        number=one.number,
        peak=badge_of(one.scale, one.peak),
        began_at=one.started_at,
        ended_at=one.ended_at,
        peak_at=one.peak_at,
        peak_after=one.peak_after,
        first_began_at=first.started_at if one.number > 1 else None,
        calm_since=one.calm_since,
        calm_hours=one.sign_free_hours,
        by_criteria=badge_of(one.scale, one.by_criteria) if one.by_criteria is not None else None,
        lasted=one.lasted,
        days=one.calendar_days,
        onset_day=one.onset_day,
        late_after=one.late_after,
        doses=tuple(given[dose.entry_id] for dose in one.treatments),
    )


def apart_rows(apart: tuple[KeptApart, ...], describe: Describe) -> tuple[ApartRow, ...]:
    """What was kept apart, newest first, with its causes in words."""
    return tuple(
        ApartRow(
            finding=one.finding,
            cause=describe(_ASKED_AS[one.finding], one.cause) if one.finding in _ASKED_AS else "",
            first_at=one.first_at,
            last_at=one.last_at,
            checks=one.checks,
        )
        for one in reversed(apart)
    )


def clock_state(clock: TreatmentClock, given: Mapping[UUID, TreatmentRow]) -> ClockState:
    """The clock with the doses as the page shows them."""
    tocilizumab, steroid = clock.tocilizumab, clock.steroid
    rule = tocilizumab.rule
    return ClockState(
        tocilizumab_doses=tocilizumab.doses,
        tocilizumab_in_24_hours=tocilizumab.doses_in_24_hours,
        tocilizumab_last=given[tocilizumab.last.entry_id] if tocilizumab.last is not None else None,
        next_at=tocilizumab.next_at,
        held_by=tocilizumab.held_by,
        every_hours=Figure(rule.every.hours, rule.every.source),
        most_in_24_hours=_doses(rule.most_in_24_hours),
        most_in_all=_doses(rule.most_in_all),
        steroid_doses=steroid.doses,
        steroid_last=given[steroid.last.entry_id] if steroid.last is not None else None,
        waiving=clock.waiving,
    )


def _doses(figure: SourcedDoses) -> Figure:
    return Figure(figure.doses, figure.source)
