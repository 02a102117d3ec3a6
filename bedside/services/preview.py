"""The grade while answers are given: pure, so that it can run at each key stroke, and the very one that is saved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal
from uuid import UUID

from bedside.grading import Instruments
from bedside.grading.engine import Instrument
from bedside.grading.worst import worst_crs, worst_icans
from bedside.models.canonical import JsonValue
from bedside.models.check import CheckAnswers
from bedside.models.facts import CrsFacts, IcansFacts
from bedside.models.grade import GradeResult
from bedside.models.projections import Draft, GradeBounds, InterventionSummary
from bedside.models.protocol import Escalation, TrialProtocol
from bedside.models.records import CrsGrading, IcansGrading, RulesUsed
from bedside.services.answers import SoftQuestion, read_answer, read_answers, refuse_untimely, soft_questions
from bedside.services.board import BoardNote, BoardRow, Change, change_between
from bedside.services.context import WAIVING, CheckContext
from bedside.services.facts import crs_facts, icans_facts, since_last, unanswered_ice
from bedside.services.schedule import MINUTE

Scale = Literal["crs", "icans"]


@dataclass(frozen=True, slots=True)
class CheckInHand:
    """A check being made: the draft with the answers kept so far, the patient, and what the journal already says."""

    draft: Draft
    subject: BoardRow
    context: CheckContext
    protocol: TrialProtocol
    instruments: Instruments

    @property
    def draft_id(self) -> UUID:
        """Names the check until it is completed."""
        return self.draft.draft_id

    @property
    def observed_at(self) -> datetime:
        """When the check was started: the moment that its grade is of."""
        return self.draft.started_at


@dataclass(frozen=True, slots=True)
class ScalePreview:
    """One scale's grade. `change` is against the last check; `missing_items` are items of the check (not facts) that
    would settle an open grade; `escalation` is whom the protocol has told, the highest first; `waived_by` is the
    treatment because of which fever is not asked for."""

    result: GradeResult
    bounds: GradeBounds
    change: Change | None
    missing_items: tuple[str, ...]
    escalation: tuple[Escalation, ...]
    waived_by: InterventionSummary | None


@dataclass(frozen=True, slots=True)
class Preview:
    """Both scales, of this moment and the worst since the last check.

    Notes: "late_entry" (minutes since the check was started), "fever_waived" (drug, whole hours since)."""

    crs: ScalePreview
    icans: ScalePreview
    crs_worst: ScalePreview
    icans_worst: ScalePreview
    notes: tuple[BoardNote, ...]


@dataclass(frozen=True, slots=True)
class Gradings:
    """The four gradings as they are recorded."""

    crs_now: CrsGrading
    crs_worst: CrsGrading
    icans_now: IcansGrading
    icans_worst: IcansGrading


def preview(check: CheckInHand, answers: Mapping[str, JsonValue], now: datetime) -> Preview:
    """The grades that `answers` give, as far as they are known.

    Raises:
        InputRefused: the answers cannot be taken together.
    """
    read = read_answers(answers)
    grades = graded(check.instruments, check.protocol, check.context, check.observed_at, read)
    waived_by = _waived_by(check, grades.crs_now.facts)
    return Preview(
        crs=_shown(check, "crs", grades.crs_now.result, read, waived_by),
        icans=_shown(check, "icans", grades.icans_now.result, read, None),
        crs_worst=_shown(check, "crs", grades.crs_worst.result, read, waived_by),
        icans_worst=_shown(check, "icans", grades.icans_worst.result, read, None),
        notes=tuple(_notes(check, waived_by, now)),
    )


def graded(
    instruments: Instruments,
    protocol: TrialProtocol,
    context: CheckContext,
    observed_at: datetime,
    answers: CheckAnswers,
) -> Gradings:
    """The gradings of a check with the facts that made them; what is shown and what is recorded are both this."""
    crs, icans = crs_facts(answers, context, observed_at), icans_facts(answers, context)
    since = since_last(answers, first=context.last_summary is None)
    crs_since, icans_since = worst_crs(instruments.crs, crs, since), worst_icans(icans, since)
    crs_rules, icans_rules = _rules(instruments.crs, protocol), _rules(instruments.icans, protocol)

    def on_crs(facts: CrsFacts) -> CrsGrading:
        return CrsGrading.model_construct(
            facts=facts,
            result=instruments.crs.grade(facts),
            rules=crs_rules,
            supplied_by=context.crs_suppliers(),
            sign_free=instruments.crs.holds("sign_free", facts),
        )

    def on_icans(facts: IcansFacts) -> IcansGrading:
        return IcansGrading.model_construct(
            facts=facts,
            result=instruments.icans.grade(facts),
            rules=icans_rules,
            supplied_by=context.icans_suppliers(),
            sign_free=instruments.icans.holds("sign_free", facts),
        )

    return Gradings(on_crs(crs), on_crs(crs_since), on_icans(icans), on_icans(icans_since))


def validate_answer(
    check: CheckInHand, item: str, value: JsonValue, answers: Mapping[str, JsonValue], now: datetime
) -> tuple[SoftQuestion, ...]:
    """What to ask before `value` is taken beside the other `answers`; nothing where it is usual.

    Raises:
        InputRefused: it is impossible, at odds with another answer, in the future, or before what it may be.
    """
    kept = read_answer(item, value)
    if kept is None:
        return ()
    together = {**answers, item: kept}
    read_answers(together)
    context = check.context
    refuse_untimely(
        {item: kept},
        now=now,
        infused_at=context.infused_at,
        last_check_at=context.last_at,
        protocol=check.protocol,
    )
    return soft_questions(item, kept, together, now, check.protocol)


def _rules(instrument: Instrument, protocol: TrialProtocol) -> RulesUsed:
    return RulesUsed.model_construct(
        criteria_id=instrument.criteria_id,
        criteria_version=instrument.version,
        criteria_checksum=instrument.checksum,
        protocol_id=protocol.id,
        protocol_checksum=protocol.checksum,
    )


def _shown(
    check: CheckInHand,
    scale: Scale,
    result: GradeResult,
    answers: CheckAnswers,
    waived_by: InterventionSummary | None,
) -> ScalePreview:
    bounds = GradeBounds(result.at_least, result.at_most)
    before = check.context.previous_crs if scale == "crs" else check.context.previous_icans
    return ScalePreview(
        result=result,
        bounds=bounds,
        change=change_between(before, bounds),
        missing_items=missing_items(result.missing, answers),
        escalation=check.protocol.escalations_for(scale, result.at_least),
        waived_by=waived_by,
    )


_ITEMS_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "temperature_c": ("temperature_c", "temperature_since", "highest_temperature_c"),
    "fever_other_cause": ("fever_cause",),
    "hypotension": ("hypotension", "systolic_mmhg"),
    "systolic_mmhg": ("systolic_mmhg",),
    "hypotension_other_cause": ("hypotension_cause",),
    "vasopressors": ("vasopressors", "vasopressors_since"),
    "inotropes": ("inotropes",),
    "spo2_percent": ("spo2_percent",),
    "oxygen_device": ("oxygen_device", "oxygen_since", "oxygen_device_since"),
    "oxygen_flow_l_min": ("oxygen_flow_l_min", "oxygen_flow_since_l_min"),
    "oxygen_reason": ("oxygen_reason",),
    "consciousness": ("consciousness",),
    "consciousness_other_cause": ("consciousness_cause",),
    "seizures": ("seizures", "seizure_now"),
    "seizure_minutes": ("seizure_minutes",),
    "motor_weakness": ("motor_weakness",),
    "raised_icp": ("raised_icp",),
    "imaging": ("imaging",),
    "haemorrhage_only": ("haemorrhage_only",),
    "attributed_to_icans": ("neuro_attributed_to_icans",),
}
"""Which items of a check say each fact, the first to be asked leading. Facts that the journal supplies have none."""

_ICE_FACTS = frozenset({"ice", "ice_score", "ice_unable"})


def missing_items(missing: Iterable[str], answers: CheckAnswers) -> tuple[str, ...]:
    """The items of the check behind missing facts: per fact the first that is unanswered, or else its first."""
    items: dict[str, None] = {}
    for fact in missing:
        name = fact.partition(".")[0]
        if name in _ICE_FACTS:
            items.update(dict.fromkeys(unanswered_ice(answers)))
        elif name in _ITEMS_OF:
            waiting = [item for item in _ITEMS_OF[name] if getattr(answers, item) is None]
            items[(waiting or _ITEMS_OF[name])[0]] = None
    return tuple(items)


def _waived_by(check: CheckInHand, facts: CrsFacts) -> InterventionSummary | None:
    """The latest treatment that waives fever, where fever is not there by itself."""
    fever_c = check.protocol.thresholds.fever_c
    if facts.temperature_c is not None and facts.temperature_c >= fever_c and not facts.fever_other_cause:
        return None
    return next((given for given in check.context.treatments if given.drug in WAIVING), None)


def _notes(check: CheckInHand, waived_by: InterventionSummary | None, now: datetime) -> Iterable[BoardNote]:
    started = check.observed_at.astimezone(UTC)
    late = (now.astimezone(UTC) - started) // MINUTE
    if late > check.protocol.schedule.late_entry_minutes:
        yield BoardNote("late_entry", (late,))
    if waived_by is not None:
        hours = int((started - waived_by.given_at.astimezone(UTC)).total_seconds() // 3600)
        yield BoardNote("fever_waived", (waived_by.drug, hours))
