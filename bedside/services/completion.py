"""Completing a check: what may still be missing, and the one transaction that makes a record of a draft."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bedside.errors import InputRefused, NotPermitted
from bedside.models.asked import unanswered_attributions
from bedside.models.authority import Act
from bedside.models.canonical import JsonValue
from bedside.models.check import CheckAnswers, GivenAnswer, Override
from bedside.models.grade import GradeResult
from bedside.models.journal import Kind
from bedside.models.projections import Draft, GradeBounds, SubjectState
from bedside.models.protocol import Escalation
from bedside.models.records import Assessment
from bedside.services.answers import (
    SINCE_TIMES,
    clock_time,
    read_answers,
    refuse_before_baseline,
    refuse_future,
    refuse_untimely,
)
from bedside.services.authority import needs
from bedside.services.context import CheckContext, mark_of, read_context
from bedside.services.desk import Desk
from bedside.services.holding import require_held
from bedside.services.preview import CheckInHand, Gradings, graded
from bedside.services.recording import append_observed, minutes_late
from bedside.services.schedule import DueCheck, next_due
from bedside.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class CheckSaved:
    """A check that is on disk: the grades as recorded (an override in place of the proposal), what is due next, whom
    the protocol has told, and how late it was written (None: in time)."""

    entry_id: UUID
    record_id: UUID
    subject_id: str
    observed_at: datetime
    saved_at: datetime
    crs: GradeBounds
    icans: GradeBounds
    crs_worst: GradeBounds
    icans_worst: GradeBounds
    overrides: tuple[Override, ...]
    next_due: DueCheck
    escalation: tuple[Escalation, ...]
    late_minutes: int | None


@needs(Act.RECORD)
def complete_check(
    desk: Desk, check: CheckInHand, answers: Mapping[str, JsonValue], overrides: tuple[Override, ...] = ()
) -> CheckSaved:
    """Record the check with the grades shown: the entry, its projections and the end of the draft in one transaction.

    Raises:
        InputRefused: the patient was not confirmed, an answer cannot be taken or is asked for by the findings, or an
            override sets what is proposed anyway.
        NotPermitted: the draft, or what is recorded of the patient, has changed since, or a colleague has taken it
            over; nothing is saved.
        NotFound: the check is not in hand any more.
    """
    read = read_answers(answers)
    _refuse_incomplete(desk, check.context, read)
    grades = graded(desk.instruments, desk.protocol, check.context, check.observed_at, read)
    _refuse_empty_overrides(grades, overrides)

    def complete(work: UnitOfWork) -> CheckSaved:
        draft = work.reader.draft(check.draft_id)
        _refuse_changed(desk, work, check, draft, read)
        given = (_given(answer.item, answer.author_id, answer.answered_at) for answer in draft.answers)
        assessment = _assessment(check.context, draft.started_at, draft.due_at, read, tuple(given), grades, overrides)
        saved = _recorded(desk, work, draft.subject_id, assessment)
        work.drafts.finish(draft.draft_id)
        return saved

    return desk.store.write(complete)


@needs(Act.RECORD)
def record_check(
    desk: Desk,
    subject_id: str,
    answers: Mapping[str, JsonValue],
    *,
    observed_at: datetime,
    overrides: tuple[Override, ...] = (),
) -> CheckSaved:
    """Record a whole check that was made elsewhere, on paper while the device was down, as it was `observed_at`.

    Raises:
        InputRefused: as `complete_check`; or a time in the future, before the baseline window, or not after the last
            check, whose 'since the last check' would then be of another time.
        NotPermitted: a check of this patient is in hand. NotFound: no such subject.
    """
    read = read_answers(answers)
    now = desk.clock.now()
    refuse_future("observed_at", observed_at, now)

    def record(work: UnitOfWork) -> CheckSaved:
        state = work.reader.subject(subject_id)
        _refuse_misplaced(desk, work, state, observed_at)
        context = read_context(desk, work.reader, state, observed_at, with_answers=False)
        _refuse_incomplete(desk, context, read)
        grades = graded(desk.instruments, desk.protocol, context, observed_at, read)
        _refuse_empty_overrides(grades, overrides)
        given = (
            _given(item, desk.user.user_id, now) for item in CheckAnswers.model_fields if item in read.model_fields_set
        )
        due_at = context.due.due_at
        assessment = _assessment(context, observed_at, due_at, read, tuple(given), grades, overrides)
        return _recorded(desk, work, subject_id, assessment)

    return desk.store.write(record)


def _recorded(desk: Desk, work: UnitOfWork, subject_id: str, assessment: Assessment) -> CheckSaved:
    """Append the check and say what that changed."""
    entry = append_observed(desk, work, subject_id, Kind.ASSESSMENT, assessment, assessment.started_at)
    crs, icans = _as_recorded(assessment)
    return CheckSaved(
        entry_id=entry.entry_id,
        record_id=entry.record_id,
        subject_id=subject_id,
        observed_at=entry.observed_at,
        saved_at=entry.recorded_at,
        crs=crs,
        icans=icans,
        crs_worst=_bounds(assessment.crs_worst.result),
        icans_worst=_bounds(assessment.icans_worst.result),
        overrides=assessment.overrides,
        next_due=next_due(desk.protocol, work.reader.subject(subject_id), entry.recorded_at),
        escalation=(
            *desk.protocol.escalations_for("crs", crs.at_least),
            *desk.protocol.escalations_for("icans", icans.at_least),
        ),
        late_minutes=minutes_late(desk, entry.observed_at, entry.recorded_at),
    )


def _assessment(
    context: CheckContext,
    observed_at: datetime,
    due_at: datetime | None,
    answers: CheckAnswers,
    given: tuple[GivenAnswer, ...],
    grades: Gradings,
    overrides: tuple[Override, ...],
) -> Assessment:
    return Assessment(
        started_at=observed_at,
        due_at=due_at,
        previous_check=context.last_summary.entry_id if context.last_summary else None,
        answers=answers,
        given=given,
        crs_now=grades.crs_now,
        crs_worst=grades.crs_worst,
        icans_now=grades.icans_now,
        icans_worst=grades.icans_worst,
        overrides=overrides,
    )


def _given(item: str, author_id: str, answered_at: datetime) -> GivenAnswer:
    return GivenAnswer.model_construct(item=item, author_id=author_id, answered_at=answered_at)


def _refuse_misplaced(desk: Desk, work: UnitOfWork, state: SubjectState, observed_at: datetime) -> None:
    if work.reader.drafts_of(state.subject_id):
        raise NotPermitted(act="recording a check made elsewhere", reason="one of this patient is in hand")
    if state.infused_at is not None:
        refuse_before_baseline("observed_at", observed_at, state.infused_at, desk.protocol)
    if state.last is not None and observed_at <= state.last.observed_at:
        allowed = f"a time after the last check, {clock_time(state.last.observed_at)}"
        raise InputRefused("observed_at", clock_time(observed_at), allowed)


def _refuse_incomplete(desk: Desk, context: CheckContext, answers: CheckAnswers) -> None:
    if answers.identity is None:
        raise InputRefused("identity", "not confirmed", "the patient confirmed by wristband or by name")
    for item in unanswered_attributions(answers.model_dump(mode="json"), desk.protocol.thresholds):
        raise InputRefused(item, "not answered", "a cause for each finding, 'cannot be excluded' among them")
    refuse_untimely(
        {item: moment.isoformat() for item in SINCE_TIMES if (moment := getattr(answers, item)) is not None},
        now=desk.clock.now(),
        infused_at=context.infused_at,
        last_check_at=context.last_at,
        protocol=desk.protocol,
    )


def _refuse_empty_overrides(grades: Gradings, overrides: tuple[Override, ...]) -> None:
    proposed = {"crs": grades.crs_now.result, "icans": grades.icans_now.result}
    seen: set[str] = set()
    for override in overrides:
        if override.scale in seen:
            raise InputRefused("overrides", override.scale, "one override a scale")
        seen.add(override.scale)
        if proposed[override.scale].grade == override.grade:
            raise InputRefused("grade", override.grade, "another grade than the proposed one")


def _refuse_changed(desk: Desk, work: UnitOfWork, check: CheckInHand, draft: Draft, answers: CheckAnswers) -> None:
    act = "completing this check"
    if draft.set_aside_reason is not None:
        raise NotPermitted(act=act, reason="it was set aside; take it up again first")
    require_held(desk, work, draft.draft_id)
    if read_answers(draft.values()) != answers:
        raise NotPermitted(act=act, reason="its answers were changed meanwhile; look at them again")
    reader, subject_id = work.reader, draft.subject_id
    if mark_of(reader.subject(subject_id), reader.interventions(subject_id)) != check.context.mark:
        raise NotPermitted(act=act, reason="something was recorded of this patient meanwhile; look at the grade again")


def _as_recorded(assessment: Assessment) -> tuple[GradeBounds, GradeBounds]:
    set_by_person = {override.scale: GradeBounds(override.grade, override.grade) for override in assessment.overrides}
    crs, icans = _bounds(assessment.crs_now.result), _bounds(assessment.icans_now.result)
    return set_by_person.get("crs", crs), set_by_person.get("icans", icans)


def _bounds(result: GradeResult) -> GradeBounds:
    return GradeBounds(result.at_least, result.at_most)
