"""Grades haematotoxicity by ICAHT: early by how long neutrophils were how low, late by how low they were.

A day without a count is unknown, never recovered: the bounds are those over every course that such days may have taken.
"""

from dataclasses import dataclass

from bedside.grading.companion import grade_platelets
from bedside.grading.days import Course, Run, course_of, runs_of, spans
from bedside.grading.icaht_late import grade_late
from bedside.grading.icaht_told import Answered, related, result, told_of_counts
from bedside.grading.loader import read_file
from bedside.grading.sentences import filled, finding, remark, review
from bedside.grading.unknown_days import UnknownDays, unknown_days
from bedside.models.grade import Finding, Remark, Review
from bedside.models.haematotoxicity import DurationRung, IcahtFacts, IcahtResult, IcahtScale
from bedside.models.toxicity_settings import IcahtSettings


class Icaht:
    """The published tables under one trial's settings, ready to grade. Pure: the same facts give the same answer."""

    def __init__(self, scale: IcahtScale, checksum: str, settings: IcahtSettings) -> None:
        """`checksum` is that of the scale's file."""
        self.criteria_id = scale.id
        self.version = scale.version
        self.checksum = checksum
        self.scale = scale
        self.settings = settings

    def grade(self, facts: IcahtFacts) -> IcahtResult:
        """The grade of one phase, or its bounds and what is missing."""
        course = course_of(
            ((count.day, count.anc_per_ul) for count in facts.counts), self.settings.longest_interpolated_gap_days
        )
        if facts.phase == "early":
            answered = _Early(self.scale, self.settings, facts, course).answered()
        else:
            answered = grade_late(self.scale, self.settings, facts, course)
        wanted = self.settings.platelets and facts.platelets is not None
        return result(
            self.scale,
            facts,
            answered,
            grade_platelets(self.scale, self.settings, facts) if wanted else None,
        )


def load_icaht(text: str, file: str, settings: IcahtSettings) -> Icaht:
    """The scale of the TOML `text`, under `settings`; `file` is only named in errors.

    Raises:
        CriteriaError: naming the file, the place and the problem.
    """
    return Icaht(*read_file(IcahtScale, text, file), settings)


@dataclass(frozen=True)
class _Duration:
    """How many days one world counts for one limit: the run or runs they are made of."""

    days: int
    runs: tuple[Run, ...]


class _Early:
    """The early grade of one set of facts."""

    def __init__(self, scale: IcahtScale, settings: IcahtSettings, facts: IcahtFacts, course: Course) -> None:
        self._scale = scale
        self._phase = scale.early
        self._settings = settings
        self._facts = facts
        self._course = course
        self._days = range(self._phase.first_day, self._phase.last_day + 1)
        self._durations: dict[tuple[float, frozenset[int]], _Duration] = {}
        self._over = facts.last_follow_up_day is not None
        self._unknown: UnknownDays = unknown_days(course, self._days, facts, settings, over=self._over)

    def answered(self) -> Answered:
        """Bounds, findings, and what is said beside them."""
        certain, possible = self._never_recovered()
        never = self._phase.never_recovered_grade
        at_least = max(self._by_days(frozenset()), never if certain else 0)
        at_most = max(self._by_days(self._unknown.maybe_low), never if possible else 0)
        return Answered(
            at_least=at_least,
            at_most=at_most,
            decided_by=self._decided_by(at_least, certain),
            missing=() if at_least == at_most else tuple(self._missing(possible)),
            review=self._reviews(),
            notes=self._notes(),
            rules=("HT-1", "HT-2", "HT-5", "HT-6", *(("HT-7",) if certain else ())),
        )

    def _duration(self, limit: float, also_low: frozenset[int]) -> _Duration:
        known = self._durations.get((limit, also_low))
        if known is None:
            known = self._durations[limit, also_low] = self._counted(limit, also_low)
        return known

    def _counted(self, limit: float, also_low: frozenset[int]) -> _Duration:
        low = self._course.at_or_below(limit, self._days) | also_low
        runs = runs_of(low, self._settings.recovery_days - 1)
        if self._settings.duration == "longest":
            runs = tuple(sorted(runs, key=lambda run: -run.days)[:1])
        return _Duration(sum(run.days for run in runs), runs)

    def _reached(self, rung: DurationRung, also_low: frozenset[int]) -> bool:
        return self._duration(rung.limit, also_low).days >= rung.days_at_least

    def _by_days(self, also_low: frozenset[int]) -> int:
        return max((rung.grade for rung in self._phase.rungs if self._reached(rung, also_low)), default=0)

    def _never_recovered(self) -> tuple[Run | None, bool]:
        """The run that certainly lasts from the first days to the last count (HT-7), and whether one possibly does."""
        last, over = self._course.last, self._over
        end = self._days[0] - 1 if last is None else last
        # While follow-up lasts, days after the last count may stay low for longer than any recovery could be joined.
        horizon = end if over else max(end, self._phase.last_day) + self._settings.recovery_days
        days = range(self._days[0], horizon + 1)
        low = self._course.at_or_below(self._phase.never_recovered_limit, days)
        maybe = unknown_days(self._course, days, self._facts, self._settings, over=over).maybe_low
        return self._lasting(low, horizon) if over else None, self._lasting(low | maybe, horizon) is not None

    def _lasting(self, low: set[int], horizon: int) -> Run | None:
        """The run of `low` days that starts within the first days and lasts to the horizon."""
        runs = runs_of(low, self._settings.recovery_days - 1)
        start_by = self._settings.never_recovered_start_by_day
        return next((run for run in runs if run.first <= start_by and run.last == horizon), None)

    def _missing(self, never_recovered_possible: bool) -> list[str]:
        missing = ["counts"]
        if self._facts.last_follow_up_day is None and never_recovered_possible:
            missing.append("last_follow_up_day")
        if self._facts.follow_up_ended_by is None and self._end_matters():
            missing.append("follow_up_ended_by")
        return missing

    def _end_matters(self) -> bool:
        """Whether it matters that follow-up ended by death, after which there are no more days."""
        after, gaps = self._unknown.after_follow_up, self._unknown.gaps
        return any(self._by_days(low | after) != self._by_days(low) for low in (frozenset[int](), gaps))

    def _decided_by(self, at_least: int, never_recovered: Run | None) -> list[Finding]:
        texts, found = self._scale.texts, []
        if not at_least:
            return []
        for rung in self._phase.rungs:
            if rung.grade == at_least and self._reached(rung, frozenset()):
                duration = self._duration(rung.limit, frozenset())
                first, last = duration.runs[0].first, duration.runs[-1].last
                text = texts.duration_value if len(duration.runs) == 1 else texts.duration_sum_value
                where = ", ".join(str(run) for run in duration.runs)
                value = filled(text, days=duration.days, first=first, last=last, spans=where)
                title = filled(texts.duration, limit=rung.limit)
                found.append(finding(f"anc_at_most_{rung.limit:g}", "HT-6", at_least, title, value))
        if never_recovered and at_least == self._phase.never_recovered_grade:
            found.append(self._never_recovered_finding(at_least, never_recovered))
        return found

    def _never_recovered_finding(self, grade: int, run: Run) -> Finding:
        texts, limit = self._scale.texts, self._phase.never_recovered_limit
        value = filled(texts.never_recovered_value, limit=limit, first=run.first, last=run.last)
        return finding("never_recovered", "HT-7", grade, texts.never_recovered, value)

    def _reviews(self) -> list[Review]:
        texts, said = self._scale.texts, []
        if self._unknown.passed_over:
            days = spans(self._unknown.passed_over)
            said.append(review("days_without_count", "HT-4", texts.days_without_count, days=days))
        if self._unknown.to_come:
            said.append(review("phase_not_over", "HT-2", texts.phase_not_over, last=self._phase.last_day))
        return said

    def _notes(self) -> list[Remark]:
        texts, said = self._scale.texts, []
        joined = self._joined()
        if joined:
            wanted = self._settings.recovery_days
            said.append(remark("short_recovery", texts.short_recovery, wanted=wanted, days=spans(joined)))
        stay_open = bool(self._unknown.maybe_low & self._unknown.after_follow_up)
        said += told_of_counts(self._scale, self._facts, self._course, self._days, days_after_end_are_open=stay_open)
        return said + related(self._scale, self._course, self._days, self._settings)

    def _joined(self) -> set[int]:
        """Known days above the limit that were counted in, of the runs of the highest limit."""
        limit = max(rung.limit for rung in self._phase.rungs)
        low = self._course.at_or_below(limit, self._days)
        runs = self._duration(limit, frozenset()).runs
        counted = {day for run in runs for day in range(run.first, run.last + 1)}
        return (counted - low) & self._course.values.keys()
