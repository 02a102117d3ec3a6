"""The platelet companion of ICAHT (T-ICAHT, 2025): told beside the grade, never part of it."""

from collections.abc import Collection, Sequence

from bedside.grading.days import Course, course_of, runs_of
from bedside.grading.icaht_late import late_window
from bedside.grading.unknown_days import unknown_days
from bedside.models.haematotoxicity import DurationRung, IcahtFacts, IcahtScale, PlateletGrade
from bedside.models.toxicity_settings import IcahtSettings


def grade_platelets(scale: IcahtScale, settings: IcahtSettings, facts: IcahtFacts) -> PlateletGrade:
    """The companion's grade of the phase, or its bounds."""
    counts = ((count.day, count.platelets_10e9_l) for count in facts.platelets or ())
    course = course_of(counts, settings.longest_interpolated_gap_days)
    if facts.phase == "early":
        days, rungs = range(scale.early.first_day, scale.early.last_day + 1), scale.companion.early
        over = facts.last_follow_up_day is not None
    else:
        days, over = late_window(scale, settings, facts, course.last)
        rungs = scale.companion.late
    maybe = unknown_days(course, days, facts, settings, over=over).maybe_low
    joined = settings.recovery_days - 1
    at_least, at_most = (_grade(course, days, rungs, also_low, joined) for also_low in (frozenset(), maybe))
    grade = at_least if at_least == at_most else None
    return PlateletGrade(system=scale.companion.system, grade=grade, at_least=at_least, at_most=at_most)


def _grade(course: Course, days: range, rungs: Sequence[DurationRung], also_low: Collection[int], joined: int) -> int:
    """The highest rung that the summed days reach; unlike neutrophils, a count equal to the limit is not below it."""
    reached = 0
    for rung in rungs:
        runs = runs_of(course.below(rung.limit, days).union(also_low), joined)
        if sum(run.days for run in runs) >= rung.days_at_least:
            reached = max(reached, rung.grade)
    return reached
