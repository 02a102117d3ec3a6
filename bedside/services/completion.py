"""Completing a check: what may still be missing, and the one transaction that makes a record of a draft."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bedside.errors import InputRefused, NotPermitted
from bedside.models.canonical import JsonValue
from bedside.models.check import CheckAnswers, GivenAnswer, Override
from bedside.models.grade import GradeResult
from bedside.models.journal import Kind
from bedside.models.projections import Draft, GradeBounds
from bedside.models.protocol import Escalation
from bedside.models.records import Assessment
from bedside.services.answers import read_answers, refuse_untimely
from bedside.services.context import mark_of
from bedside.services.desk import Desk
from bedside.services.facts import ATTRIBUTIONS, items_to_ask
from bedside.services.interventions import minutes_late
from bedside.services.preview import CheckInHand, Gradings, graded
from bedside.services.schedule import DueCheck, next_due
from bedside.store.entries import NewEntry
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


def complete_check(
    desk: Desk, check: CheckInHand, answers: Mapping[str, JsonValue], overrides: tuple[Override, ...] = ()
) -> CheckSaved:
    """Record the check with the grades shown: the entry, its projections and the end of the draft in one transaction.

    Raises:
        InputRefused: the patient was not confirmed, an answer cannot be taken or is asked for by the findings, or an
            override sets what is proposed anyway.
        NotPermitted: the draft, or what is recorded of the patient, has changed since; nothing is saved.
        NotFound: the check is not in hand any more.
    """
    read = read_answers(answers)
    _refuse_incomplete(desk, check, read)
    grades = graded(check, read)
    _refuse_empty_overrides(grades, overrides)

    def complete(work: UnitOfWork) -> CheckSaved:
        draft = work.reader.draft(check.draft_id)
        _refuse_changed(work, check, draft, read)
        entry = work.append(_entry(desk, check, draft, read, grades, overrides))
        work.drafts.finish(draft.draft_id)
        state = work.reader.subject(draft.subject_id)
        crs, icans = _as_recorded(grades, overrides)
        return CheckSaved(
            entry_id=entry.entry_id,
            record_id=entry.record_id,
            subject_id=draft.subject_id,
            observed_at=entry.observed_at,
            saved_at=entry.recorded_at,
            crs=crs,
            icans=icans,
            crs_worst=_bounds(grades.crs_worst.result),
            icans_worst=_bounds(grades.icans_worst.result),
            overrides=overrides,
            next_due=next_due(desk.protocol, state, entry.recorded_at),
            escalation=(
                *desk.protocol.escalations_for("crs", crs.at_least),
                *desk.protocol.escalations_for("icans", icans.at_least),
            ),
            late_minutes=minutes_late(desk, entry.observed_at, entry.recorded_at),
        )

    return desk.store.write(complete)


def _refuse_incomplete(desk: Desk, check: CheckInHand, answers: CheckAnswers) -> None:
    if answers.identity is None:
        raise InputRefused("identity", "not confirmed", "the patient confirmed by wristband or by name")
    for item in items_to_ask(answers, desk.protocol):
        if item in ATTRIBUTIONS:
            raise InputRefused(item, "not answered", "a cause for each finding, 'cannot be excluded' among them")
    refuse_untimely(
        answers.model_dump(mode="json"),
        now=desk.clock.now(),
        infused_at=check.context.infused_at,
        last_check_at=check.context.last_at,
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


def _refuse_changed(work: UnitOfWork, check: CheckInHand, draft: Draft, answers: CheckAnswers) -> None:
    act = "completing this check"
    if draft.set_aside_reason is not None:
        raise NotPermitted(act=act, reason="it was set aside; take it up again first")
    if read_answers(draft.values()) != answers:
        raise NotPermitted(act=act, reason="its answers were changed meanwhile; look at them again")
    reader, subject_id = work.reader, draft.subject_id
    if mark_of(reader.subject(subject_id), reader.interventions(subject_id)) != check.context.mark:
        raise NotPermitted(act=act, reason="something was recorded of this patient meanwhile; look at the grade again")


def _entry(
    desk: Desk,
    check: CheckInHand,
    draft: Draft,
    answers: CheckAnswers,
    grades: Gradings,
    overrides: tuple[Override, ...],
) -> NewEntry:
    last = check.context.last_summary
    assessment = Assessment(
        started_at=draft.started_at,
        due_at=draft.due_at,
        previous_check=last.entry_id if last else None,
        answers=answers,
        given=tuple(
            GivenAnswer.model_construct(item=answer.item, author_id=answer.author_id, answered_at=answer.answered_at)
            for answer in draft.answers
        ),
        crs_now=grades.crs_now,
        crs_worst=grades.crs_worst,
        icans_now=grades.icans_now,
        icans_worst=grades.icans_worst,
        overrides=overrides,
    )
    return NewEntry(
        kind=Kind.ASSESSMENT,
        payload=assessment,
        author_id=desk.user.user_id,
        role=desk.user.role,
        observed_at=draft.started_at,
        subject_id=draft.subject_id,
    )


def _as_recorded(grades: Gradings, overrides: tuple[Override, ...]) -> tuple[GradeBounds, GradeBounds]:
    set_by_person = {override.scale: GradeBounds(override.grade, override.grade) for override in overrides}
    crs, icans = _bounds(grades.crs_now.result), _bounds(grades.icans_now.result)
    return set_by_person.get("crs", crs), set_by_person.get("icans", icans)


def _bounds(result: GradeResult) -> GradeBounds:
    return GradeBounds(result.at_least, result.at_most)
