"""Turns a preview of the grades into the sentences of 'So far' and of the review."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from PySide6.QtCore import QCoreApplication

from bedside.models.canonical import JsonValue
from bedside.models.grade import GradeResult
from bedside.models.projections import GradeBounds, InterventionSummary
from bedside.services.assessments import CheckInHand, Preview, ScalePreview
from bedside.views import moments
from bedside.views.assess import flow, pages, wording
from bedside.views.assess.flow import FlowContext
from bedside.views.assess.items import ITEMS, AnswerKind
from bedside.views.assess.state import (
    FlagState,
    HeaderState,
    OverrideState,
    PanelState,
    ReviewState,
    Scale,
    ScaleState,
)
from bedside.views.widgets.badge_state import SCALE_NAMES

UNANSWERED: Final = "attribution_unanswered"
translate = QCoreApplication.translate

_FINDINGS: Final = (
    "temperature_c",
    "heart_rate_bpm",
    "respiratory_rate_per_min",
    "systolic_mmhg",
    "spo2_percent",
    "oxygen_device",
    "consciousness",
)
"""What the review says in one sentence, in the order of a handover."""


def flow_context(check: CheckInHand) -> FlowContext:
    """What the map of the check must know of this patient and this protocol."""
    return FlowContext(
        thresholds=check.protocol.thresholds,
        has_previous=check.context.last is not None,
        ice_due=check.context.ice_due,
    )


def header(check: CheckInHand, now: datetime) -> HeaderState:
    """Whom the check is of, and when it was due and begun."""
    subject = check.subject
    bed = translate("Check", "Bed {bed}").format(bed=subject.bed) if subject.bed else ""
    day = moments.day_words(subject.day) if subject.day is not None else ""
    started = moments.moment_words(check.observed_at, now)
    due = check.context.due_at
    timing = (
        translate("Check", "Check due {due}, started {started}").format(
            due=moments.moment_words(due, now), started=started
        )
        if due is not None
        else translate("Check", "Check started {started}").format(started=started)
    )
    return HeaderState(
        title=" · ".join(part for part in (bed, subject.subject_id, day) if part),
        name=subject.full_name,
        timing=timing,
        subject_id=subject.subject_id,
    )


def panel(
    preview: Preview,
    check: CheckInHand,
    answers: Mapping[str, JsonValue],
    context: FlowContext,
    language: str,
    now: datetime,
) -> PanelState:
    """'So far', in `language` ("en" or "zh") where the criteria bring their own texts."""
    known = check.context

    def missing(items: tuple[str, ...]) -> tuple[str, ...]:
        # A detail of a finding is not asked before the finding itself is there.
        return tuple(item for item in items if flow.is_asked(item, answers, context)) or items

    crs, icans = missing(preview.crs.missing_items), missing(preview.icans.missing_items)
    scales = (
        _scale("crs", preview.crs, preview.crs_worst, known.previous_crs, crs, language, now),
        _scale("icans", preview.icans, preview.icans_worst, known.previous_icans, icans, language, now),
    )
    return PanelState(scales, _flags((preview.crs, preview.icans, preview.crs_worst, preview.icans_worst), language))


def review(
    preview: Preview,
    answers: Mapping[str, JsonValue],
    context: FlowContext,
    overrides: tuple[OverrideState, ...],
    language: str,
    error: str,
) -> ReviewState:
    """The last page."""
    spoken = [_finding(item, answers) for item in _FINDINGS if answers.get(item) is not None]
    open_items = [item for step in pages.STEPS for item in flow.open_items(step, answers, context)]
    told = {
        step.tell.in_language(language): None for scale in (preview.crs, preview.icans) for step in scale.escalation[:1]
    }
    return ReviewState(
        findings=translate("Check", "; ").join(spoken),
        tell=tuple(told),
        open_items=tuple(open_items),
        overrides=overrides,
        error=error,
    )


def bounds_words(bounds: GradeBounds) -> str:
    """A grade in figures: 2, or '≥ 2', or '?' where nothing is known of it."""
    if bounds.determined:
        return str(bounds.at_least)
    return f"≥ {bounds.at_least}" if bounds.at_least > 0 else "?"


def _scale(
    scale: Scale,
    now_preview: ScalePreview,
    worst: ScalePreview,
    previous: GradeBounds | None,
    missing: tuple[str, ...],
    language: str,
    now: datetime,
) -> ScaleState:
    name, bounds = SCALE_NAMES[scale], now_preview.bounds
    change = ""
    if previous is not None and (bounds.determined or bounds.at_least > 0):
        change = translate("Check", "Since the last check: {scale} {before} → {after}").format(
            scale=name, before=bounds_words(previous), after=bounds_words(bounds)
        )
        change = _unbroken(change, name)
    worse = worst.bounds.at_least > bounds.at_least
    worst_words = translate("Check", "Worst since the last check: {scale} {grade}").format(
        scale=name, grade=bounds_words(worst.bounds)
    )
    return ScaleState(
        scale=scale,
        at_least=bounds.at_least,
        at_most=bounds.at_most,
        trend=now_preview.change,
        decided=_decided(now_preview.result, language),
        notes=tuple(note.text.in_language(language) for note in now_preview.result.notes),
        missing=missing,
        change=change,
        worst=_unbroken(worst_words, name) if worse else "",
        waiver=_waiver(now_preview.waived_by, now) if scale == "crs" else "",
    )


def _unbroken(line: str, scale: str) -> str:
    """Keep the scale and its grades on one line: a grade alone at a line's end is misread."""
    start = line.find(scale)
    return line if start < 0 else line[:start] + line[start:].replace(" ", "\u00a0")


def _decided(result: GradeResult, language: str) -> tuple[str, ...]:
    lines = [
        _sentence(found.finding_text.in_language(language), found.value.in_language(language))
        for found in result.decided_by
    ]
    return tuple(lines)


def _sentence(finding: str, value: str) -> str:
    pair = translate("Check", "{label}: {value}").format(label=finding, value=value)
    words = value if finding == value or not finding else pair
    return words[:1].upper() + words[1:]


def _waiver(given: InterventionSummary | None, now: datetime) -> str:
    if given is None:
        return ""
    words = translate("Check", "No fever needed: {drug} {time}, {span} ago")
    span = moments.span_words(now - given.given_at)
    return words.format(drug=given.name, time=moments.moment_words(given.given_at, now), span=span)


def _flags(previews: tuple[ScalePreview, ...], language: str) -> tuple[FlagState, ...]:
    found: dict[str, FlagState] = {}
    for one in previews:
        # An attribution that is still to be asked is no news: a check is not completed without it.
        for item in (review for review in one.result.review if review.code != UNANSWERED):
            known = found.get(item.code)
            urgent = item.urgent or (known is not None and known.urgent)
            found[item.code] = FlagState(item.text.in_language(language), urgent)
    return tuple(sorted(found.values(), key=lambda flag: not flag.urgent))


def _finding(item: str, answers: Mapping[str, JsonValue]) -> str:
    if item == "systolic_mmhg" and answers.get("diastolic_mmhg") is not None:
        pair = f"{wording.describe(item, answers[item])}".replace(" mmHg", "")
        return translate("Check", "BP {systolic}/{diastolic}").format(
            systolic=pair, diastolic=wording.describe("diastolic_mmhg", answers["diastolic_mmhg"])
        )
    said = "{label} {value}" if ITEMS[item].kind is AnswerKind.NUMBER else translate("Check", "{label}: {value}")
    words = said.format(label=wording.label(item), value=wording.describe(item, answers[item]))
    if item == "oxygen_device" and answers.get("oxygen_flow_l_min") is not None:
        words = f"{words}, {wording.describe('oxygen_flow_l_min', answers['oxygen_flow_l_min'])}"
    return words
