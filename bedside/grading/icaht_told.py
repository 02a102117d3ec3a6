"""What is said beside an ICAHT grade, early and late alike: how the counts were read, and related terms."""

from dataclasses import dataclass

from bedside.grading.days import Course, Run, runs_of, spans
from bedside.grading.sentences import remark
from bedside.models.grade import Finding, Remark, Review
from bedside.models.haematotoxicity import IcahtFacts, IcahtResult, IcahtScale, PlateletGrade
from bedside.models.toxicity_settings import IcahtSettings


@dataclass(frozen=True)
class Answered:
    """Everything of an answer but its head; `fixed` is False where no grade can exist at all."""

    at_least: int
    at_most: int
    decided_by: list[Finding]
    missing: tuple[str, ...]
    review: list[Review]
    notes: list[Remark]
    rules: tuple[str, ...]


def result(scale: IcahtScale, facts: IcahtFacts, answered: Answered, platelets: PlateletGrade | None) -> IcahtResult:
    """The answer in the shape of every answer."""
    determined = answered.at_least == answered.at_most
    notes = answered.notes if platelets is None else [*answered.notes, _companion(scale, platelets)]
    return IcahtResult(
        system=(scale.early if facts.phase == "early" else scale.late).system,
        grade=answered.at_least if determined else None,
        at_least=answered.at_least,
        at_most=answered.at_most,
        determined=determined,
        decided_by=tuple(answered.decided_by),
        missing=answered.missing,
        review=tuple(answered.review),
        notes=tuple(notes),
        source=scale.source,
        rules=answered.rules,
        platelets=platelets,
    )


def _companion(scale: IcahtScale, platelets: PlateletGrade) -> Remark:
    """The platelet companion as a sentence."""
    text = scale.texts.platelets_open if platelets.grade is None else scale.texts.platelets
    return remark("platelets", text, **platelets.model_dump())


def told_of_counts(
    scale: IcahtScale, facts: IcahtFacts, course: Course, days: range, *, days_after_end_are_open: bool = False
) -> list[Remark]:
    """How counts were read, G-CSF, and where a death goes."""
    texts, said = scale.texts, []
    interpolated = [day for day in days if day in course.interpolated]
    if interpolated and facts.phase == "early":
        said.append(remark("interpolated", texts.interpolated, days=spans(interpolated)))
    several = [day for day in days if day in course.several]
    if several:
        said.append(remark("lowest_of_day", texts.lowest_of_day, days=spans(several)))
    if facts.gcsf_days:
        said.append(remark("gcsf", texts.gcsf, days=spans(set(facts.gcsf_days))))
    if facts.follow_up_ended_by == "death":
        said.append(remark("no_grade_five", texts.no_grade_five))
    ended = facts.last_follow_up_day is not None and facts.last_follow_up_day < days[-1]
    if ended and not days_after_end_are_open:
        said.append(remark("follow_up_ended", texts.follow_up_ended, last=facts.last_follow_up_day))
    return said


def related(scale: IcahtScale, course: Course, days: range, settings: IcahtSettings) -> list[Remark]:
    """The related terms that the counts of `days` certainly fulfil (HT-10); they are no grades."""
    terms, texts, said = scale.related, scale.texts, []
    measured = {day: value for day, value in course.measured.items() if day in days}
    for code, limit, text in (
        ("severe", terms.severe_at_most, texts.severe),
        ("profound", terms.profound_at_most, texts.profound),
    ):
        if any(value <= limit for value in measured.values()):
            said.append(remark(code, text, limit=limit))
        longest = max(runs_of(course.at_or_below(limit, days), settings.recovery_days - 1), key=_length, default=None)
        if longest is not None and longest.days >= terms.protracted_days:
            said.append(remark(f"protracted_{code}", texts.protracted, limit=limit, days=longest.days))
    late = [day for day in measured if day >= terms.prolonged_from_day and measured[day] <= terms.prolonged_at_most]
    if late:
        from_day, limit = terms.prolonged_from_day, terms.prolonged_at_most
        said.append(remark("prolonged", texts.prolonged, limit=limit, day=min(late), from_day=from_day))
    return said


def _length(run: Run) -> int:
    return run.days
