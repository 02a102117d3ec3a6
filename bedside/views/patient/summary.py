"""Turns what the services know of a patient into what the page shows; the only room of it that knows both."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal, Protocol
from uuid import UUID

from bedside.models.canonical import JsonValue
from bedside.models.check import ICE_ITEMS, CheckAnswers
from bedside.models.grade import GradeResult
from bedside.models.projections import AssessmentSummary, GradeBounds, InterventionSummary
from bedside.models.records import Assessment, CrsGrading, IcansGrading
from bedside.services.preview import missing_items
from bedside.services.ward import AssessmentDetail, KeptApart, PatientPage, change_between
from bedside.views.patient.episode_rows import apart_rows, clock_state, episode_cards
from bedside.views.patient.state import (
    AnswerGroup,
    AnswerLine,
    CheckDetail,
    CheckRow,
    ClockState,
    EpisodeCard,
    EpisodeLine,
    Flag,
    GradeDetail,
    Head,
    PatientState,
    TreatmentRow,
)
from bedside.views.widgets.badge_state import BadgeState, Scale, badge_of

WAIVED = "fever_waived"
"""Code of the criteria's note that fever was not needed."""

UNREMARKABLE = (("temperature_unit", "celsius"),)
"""Answers that say nothing beside the figure they belong to."""

Late = Callable[[AssessmentSummary], int | None]


class AnswerWords(Protocol):
    """What the items of a check and their answers are called; whoever asks them knows."""

    def label(self, item: str, /) -> str:
        """The short name of an item."""
        ...

    def describe(self, item: str, value: JsonValue, /) -> str:
        """A kept value in words."""
        ...

    def group(self, item: str, /) -> str:
        """The name of the part of the check that asks it."""
        ...


@dataclass(frozen=True, slots=True)
class PageRows:
    """What was read of one patient, in the rows of the page; `given` has the treatments by entry id, `apart` what was
    kept apart from the episodes, its causes still as codes."""

    subject_id: str
    as_of: datetime
    head: Head
    checks: tuple[CheckRow, ...]
    given: Mapping[UUID, TreatmentRow]
    episodes: tuple[EpisodeCard, ...] = ()
    apart: tuple[KeptApart, ...] = ()
    clock: ClockState = field(default_factory=ClockState)


def rows_of(page: PatientPage, late: Late, user_id: str) -> PageRows:
    """The rows of a page; made where it was read, because there may be hundreds of checks."""
    given = {row.entry_id: treatment_row(row, page.author_names) for row in page.interventions}
    return PageRows(
        subject_id=page.row.subject_id,
        as_of=page.as_of,
        head=head_of(page, user_id),
        checks=check_rows(page, late),
        given=given,
        episodes=episode_cards(page, given),
        apart=page.apart,
        clock=clock_state(page.clock, given),
    )


def state_of(rows: PageRows, before: PatientState, fever_c: float, words: AnswerWords) -> PatientState:
    """The page as its screen takes it; what the person has chosen in `before` stays."""
    selected = before.selected
    if _row(rows.checks, selected) is None:
        selected = rows.checks[0].record_id if rows.checks else ""
    return replace(
        before,
        as_of=rows.as_of,
        loaded=True,
        head=rows.head,
        checks=rows.checks,
        treatments=tuple(rows.given.values()),
        episodes=rows.episodes,
        apart=apart_rows(rows.apart, words.describe),
        clock=rows.clock,
        fever_c=fever_c,
        selected=selected,
        # A check that has another version by now is read again.
        detail=before.detail if _row(before.checks, selected) == _row(rows.checks, selected) else None,
    )


def _row(checks: tuple[CheckRow, ...], record_id: str) -> CheckRow | None:
    return next((row for row in checks if row.record_id == record_id), None)


def head_of(page: PatientPage, user_id: str) -> Head:
    """Who this is and how things stand, for one user."""
    row, draft = page.row, page.draft
    elsewhere = draft is not None and draft.holder not in ("", user_id)
    return Head(
        bed=row.bed,
        name=row.full_name,
        record_number=page.record_number,
        age_years=page.age_years,
        product=page.product or "",
        day=row.day,
        since_infusion=row.since_infusion,
        infused_at=row.infused_at,
        infusion_given=row.infusion_given,
        due_state=row.due.state,
        due_at=row.due.due_at,
        due_minutes=row.due.minutes,
        crs=badge_of("crs", row.crs, row.crs_change),
        icans=badge_of("icans", row.icans, row.icans_change),
        unsigned=row.unsigned,
        open_check_by=draft.started_by_name if draft is not None else "",
        open_check_at=draft.updated_at if draft is not None else None,
        open_check_held_by=draft.holder_name if draft is not None and elsewhere else "",
        episodes=tuple(
            EpisodeLine(episode.started_at, episode.ended_at, episode.peak.at_least, not episode.peak.determined)
            for episode in reversed(page.episodes)
            if episode.scale == "crs"
        ),
    )


def check_rows(page: PatientPage, late: Late) -> tuple[CheckRow, ...]:
    """The checks, newest first, each with its change against the one before."""
    earlier = (*page.assessments[1:], None)
    return tuple(
        _check_row(check, before, page.author_names, late(check))
        for check, before in zip(page.assessments, earlier, strict=False)
    )


def _check_row(
    check: AssessmentSummary, before: AssessmentSummary | None, names: Mapping[str, str], late_minutes: int | None
) -> CheckRow:
    crs_change = change_between(before.crs, check.crs) if before else None
    icans_change = change_between(before.icans, check.icans) if before else None
    return CheckRow(
        record_id=str(check.record_id),
        observed_at=check.observed_at,
        author=names.get(check.author_id, check.author_id),
        crs=badge_of("crs", check.crs, crs_change),
        icans=badge_of("icans", check.icans, icans_change),
        crs_worst=_worse("crs", check.crs, check.crs_worst),
        icans_worst=_worse("icans", check.icans, check.icans_worst),
        temperature_c=check.temperature_c,
        highest_temperature_c=check.highest_temperature_c,
        systolic_mmhg=check.systolic_mmhg,
        diastolic_mmhg=check.diastolic_mmhg,
        spo2_percent=check.spo2_percent,
        oxygen_device=check.oxygen_device or "",
        oxygen_flow_l_min=check.oxygen_flow_l_min,
        ice_low=check.ice_low,
        ice_high=check.ice_high,
        late_minutes=late_minutes,
        overridden=check.overridden,
        conflict=check.conflict,
    )


def _worse(scale: Scale, now: GradeBounds, worst: GradeBounds) -> BadgeState | None:
    return badge_of(scale, worst) if worst.at_least > now.at_least else None


def treatment_row(given: InterventionSummary, names: Mapping[str, str]) -> TreatmentRow:
    """A treatment as the page shows it."""
    return TreatmentRow(
        record_id=str(given.record_id),
        given_at=given.given_at,
        drug=given.drug,
        name=given.name,
        dose=given.dose,
        dose_unit=given.dose_unit,
        route=given.route,
        author=names.get(given.author_id, given.author_id),
    )


# ---------------------------------------------------------------------------------------------- one check in full


def detail_of(
    detail: AssessmentDetail, page: Mapping[UUID, TreatmentRow], words: AnswerWords, language: str
) -> CheckDetail:
    """One check as its screen takes it; `page` has the treatments by entry id, `language` is "en" or "zh"."""
    check, entry = detail.assessment, detail.entry
    author = detail.author_names.get(entry.author_id, entry.author_id)
    others = {given.author_id: None for given in check.given if given.author_id != entry.author_id}
    return CheckDetail(
        record_id=str(entry.record_id),
        observed_at=entry.observed_at,
        recorded_at=entry.recorded_at,
        authors=(author, *(detail.author_names.get(other, other) for other in others)),
        due_at=check.due_at,
        late_minutes=detail.late_minutes,
        grades=(
            _grade("crs", detail.crs, check, page, words, language),
            _grade("icans", detail.icans, check, page, words, language),
        ),
        groups=_groups(detail, words),
        strokes=check.answers.ice_writing_strokes or (),
    )


def _grade(
    scale: Literal["crs", "icans"],
    recorded: GradeBounds,
    check: Assessment,
    page: Mapping[UUID, TreatmentRow],
    words: AnswerWords,
    language: str,
) -> GradeDetail:
    now, worst = (check.crs_now, check.crs_worst) if scale == "crs" else (check.icans_now, check.icans_worst)
    result = now.result
    override = next((one for one in check.overrides if one.scale == scale), None)
    return GradeDetail(
        scale=scale,
        badge=badge_of(scale, recorded),
        worst=_worse(scale, recorded, GradeBounds(worst.result.at_least, worst.result.at_most)),
        proposed=badge_of(scale, result) if override is not None else None,
        reason=override.reason if override is not None else "",
        decided=tuple(_decided(result, language)),
        notes=tuple(note.text.in_language(language) for note in result.notes),
        waived_by=_waived_by(now, page),
        missing=_missing(missing_items(result.missing, check.answers), words),
        flags=_flags((result, worst.result), language),
        source=result.source,
        rules=f"{now.rules.criteria_id} {now.rules.criteria_version}",
    )


def _decided(result: GradeResult, language: str) -> Iterator[str]:
    for found in result.decided_by:
        finding, value = found.finding_text.in_language(language), found.value.in_language(language)
        yield f"{value} ({found.rule})" if not finding or finding == value else f"{finding}: {value} ({found.rule})"


def _missing(items: tuple[str, ...], words: AnswerWords) -> tuple[str, ...]:
    """Names of what was missing, once each; the points of the ICE test are one thing."""
    names = (words.group(item) if item in ICE_ITEMS else words.label(item) for item in items)
    return tuple(dict.fromkeys(names))


def _waived_by(grading: CrsGrading | IcansGrading, page: Mapping[UUID, TreatmentRow]) -> TreatmentRow | None:
    """The latest treatment on which the waiver of fever rests, where the criteria say that it was waived."""
    if not any(note.code == WAIVED for note in grading.result.notes):
        return None
    given = [page[entry] for entry in grading.supplied_by if entry in page]
    return max(given, key=lambda row: row.given_at, default=None)


def _flags(results: tuple[GradeResult, ...], language: str) -> tuple[Flag, ...]:
    """Each thing to look at once, the urgent ones first."""
    found: dict[str, Flag] = {}
    for result in results:
        for review in result.review:
            known = found.get(review.code)
            urgent = review.urgent or (known is not None and known.urgent)
            found[review.code] = Flag(review.text.in_language(language), urgent)
    return tuple(sorted(found.values(), key=lambda flag: not flag.urgent))


def _groups(detail: AssessmentDetail, words: AnswerWords) -> tuple[AnswerGroup, ...]:
    """The answers in the order of the check; an answer by another hand carries that name."""
    answers: dict[str, JsonValue] = detail.assessment.answers.model_dump(mode="json", exclude_none=True)
    authors = {given.item: given.author_id for given in detail.assessment.given}
    groups: dict[str, list[AnswerLine]] = {}
    for item in CheckAnswers.model_fields:
        if item not in answers or (item, answers[item]) in UNREMARKABLE or item == "ice_writing_strokes":
            continue
        other = authors.get(item, detail.entry.author_id)
        name = "" if other == detail.entry.author_id else detail.author_names.get(other, other)
        line = AnswerLine(words.label(item), words.describe(item, answers[item]), name)
        groups.setdefault(words.group(item), []).append(line)
    return tuple(AnswerGroup(title, tuple(lines)) for title, lines in groups.items())
