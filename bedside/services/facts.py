"""Makes the facts of a grade from a check's answers and from what the patient's journal already says."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from bedside.grading.worst import SinceLast
from bedside.models.check import (
    CRS_CAUSES,
    ICE_ITEMS,
    NOT_ASSESSABLE,
    Cause,
    CheckAnswers,
    ConsciousnessCause,
    IceUnable,
    Seizure,
)
from bedside.models.facts import POSSIBLE, CrsFacts, IcansFacts, IceItems, IceItemsUnable, ItemUnable
from bedside.services.context import CheckContext
from bedside.services.schedule import day_after

HOUR = timedelta(hours=1)

ICE_GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "orientation": ("ice_year", "ice_month", "ice_city", "ice_hospital"),
    "naming": ("ice_naming_1", "ice_naming_2", "ice_naming_3"),
    "commands": ("ice_command",),
    "writing": ("ice_writing",),
    "attention": ("ice_attention",),
}
"""The items of a check that make each item of the ICE score."""

_UNABLE_AS: Final[Mapping[str, ItemUnable]] = {
    "asleep": "not_woken",
    "not_woken": "not_woken",
    "intubated": "intubated",
    "sedated": "sedated",
    "language": "language",
    "hand_injury": "hand_injury",
    "sight": "sight",
    "hearing": "hearing",
    "refused": "refused",
    "other": "other",
}
_NEUTRAL_CAUSES = frozenset({"icans", "cannot_exclude"})


def crs_facts(answers: CheckAnswers, context: CheckContext, observed_at: datetime) -> CrsFacts:
    """The CRS facts of this moment."""
    episode = context.crs_episode
    return CrsFacts(
        temperature_c=answers.temperature_c,
        fever_other_cause=_other_than_crs(answers.fever_cause),
        crs_established=episode is not None,
        treated_since_onset=context.treatments_since_onset() if episode is not None else (),
        antipyretic_hours_ago=_antipyretic_hours(context, observed_at),
        hypotension=answers.hypotension,
        systolic_mmhg=answers.systolic_mmhg,
        diastolic_mmhg=answers.diastolic_mmhg,
        hypotension_other_cause=_other_than_crs(answers.hypotension_cause),
        vasopressors=answers.vasopressors,
        inotropes=answers.inotropes,
        spo2_percent=answers.spo2_percent,
        oxygen_device=answers.oxygen_device,
        oxygen_flow_l_min=answers.oxygen_flow_l_min,
        oxygen_reason=answers.oxygen_reason,
        day=_day(context, observed_at),
    )


def icans_facts(answers: CheckAnswers, context: CheckContext) -> IcansFacts:
    """The ICANS facts of this moment: a seizure that is over belongs to the worst since the last check."""
    seizures = _seizures_now(answers)
    return IcansFacts(
        age_years=context.age_years,
        developmental_delay=context.developmental_delay,
        ice=_ice(answers),
        ice_baseline=context.ice_baseline,
        ice_unable=_ice_unable(answers),
        consciousness=answers.consciousness,
        consciousness_other_cause=_other_than_icans(answers.consciousness_cause),
        seizures=seizures,
        seizure_minutes=answers.seizure_minutes if seizures else None,
        motor_weakness=answers.motor_weakness,
        raised_icp=answers.raised_icp,
        imaging=answers.imaging,
        haemorrhage_only=answers.haemorrhage_only,
        attributed_to_icans=answers.neuro_attributed_to_icans,
    )


def since_last(answers: CheckAnswers, *, first: bool) -> SinceLast:
    """What was reported since the last check; a `first` check looks back on none, so only its seizures count."""
    as_now = SinceLast(
        highest_temperature_c=answers.temperature_c,
        vasopressors=(),
        oxygen_device=answers.oxygen_device,
        oxygen_flow_l_min=answers.oxygen_flow_l_min,
        seizures=answers.seizures,
        seizure_minutes=answers.seizure_minutes,
    )
    if first:
        return as_now
    since = replace(as_now, vasopressors=answers.vasopressors_since)
    if answers.temperature_since != "not_higher":
        # Where nobody answered there is no highest either: it stays unknown.
        since = replace(since, highest_temperature_c=answers.highest_temperature_c)
    if answers.oxygen_since != "not_more":
        device, flow = answers.oxygen_device_since, answers.oxygen_flow_since_l_min
        since = replace(since, oxygen_device=device, oxygen_flow_l_min=flow)
    return since


def unanswered_ice(answers: CheckAnswers) -> tuple[str, ...]:
    """The ICE points that keep the score open: those not asked yet, or else those that could not be assessed."""
    if answers.ice_unable is not None:
        return ("ice_unable",)
    waiting = tuple(item for item in ICE_ITEMS if getattr(answers, item) is None)
    return waiting or tuple(item for item in ICE_ITEMS if getattr(answers, item) in NOT_ASSESSABLE)


def _other_than_crs(cause: Cause | None) -> bool | None:
    return None if cause is None else cause not in CRS_CAUSES


def _other_than_icans(cause: ConsciousnessCause | None) -> bool | None:
    return None if cause is None else cause not in _NEUTRAL_CAUSES


def _day(context: CheckContext, observed_at: datetime) -> int | None:
    if context.infused_at is None:
        return None
    day = day_after(context.infused_at, observed_at)
    return day if POSSIBLE["day"].low <= day <= POSSIBLE["day"].high else None


def _antipyretic_hours(context: CheckContext, observed_at: datetime) -> float | None:
    """Hours since the last antipyretic; None, which the criteria read as none, where it is too old to matter."""
    if context.antipyretic is None:
        return None
    since = observed_at.astimezone(UTC) - context.antipyretic.given_at.astimezone(UTC)
    hours = round(since / HOUR, 3)
    return hours if 0 <= hours <= POSSIBLE["antipyretic_hours_ago"].high else None


def _seizures_now(answers: CheckAnswers) -> tuple[Seizure, ...] | None:
    if not answers.seizures:
        return answers.seizures
    if answers.seizure_now is None:
        return None
    return answers.seizures if answers.seizure_now else ()


def _points(answers: CheckAnswers, items: tuple[str, ...]) -> int | None:
    given = [getattr(answers, item) for item in items]
    return given.count("correct") if all(answer in ("correct", "wrong") for answer in given) else None


def _ice(answers: CheckAnswers) -> IceItems | None:
    if answers.ice_unable == "unarousable":
        # What was answered before consciousness was lost is not of this moment.
        return None
    points = {name: _points(answers, items) for name, items in ICE_GROUPS.items()}
    return IceItems(**points) if any(point is not None for point in points.values()) else None


def _ice_unable(answers: CheckAnswers) -> IceUnable | IceItemsUnable | None:
    """One reason for the whole test, or one for each item that has no points; None where nothing stood in the way."""
    reason = answers.ice_unable
    if reason is not None and _ice(answers) is None:
        return reason
    reasons: dict[str, ItemUnable] = {}
    for name, items in ICE_GROUPS.items():
        if _points(answers, items) is None:
            own = next((getattr(answers, item) for item in items if getattr(answers, item) in NOT_ASSESSABLE), reason)
            if own is not None:
                reasons[name] = _UNABLE_AS[own]
    return IceItemsUnable(**reasons) if reasons else None
