"""Grades late ICAHT: the lowest measured count from day 31 to the end of the window, if it was not transient."""

from bedside.grading.days import Course
from bedside.grading.icaht_told import Answered, related, told_of_counts
from bedside.grading.sentences import filled, finding, remark, review
from bedside.models.grade import Finding, Remark, Review
from bedside.models.haematotoxicity import IcahtFacts, IcahtScale
from bedside.models.toxicity_settings import IcahtSettings


def late_window(scale: IcahtScale, settings: IcahtSettings, facts: IcahtFacts, last: int | None) -> tuple[range, bool]:
    """The days of the late window, and whether it is over (HT-8); `last` is the last day with a count."""
    ends = [facts.progression_day, facts.next_therapy_day, facts.last_follow_up_day]
    declared = [end for end in ends if end is not None]
    over = bool(declared) or (last is not None and last >= settings.late_last_day)
    return range(scale.late.first_day, min([settings.late_last_day, *declared]) + 1), over


def grade_late(scale: IcahtScale, settings: IcahtSettings, facts: IcahtFacts, course: Course) -> Answered:
    """The late grade of one set of facts."""
    window, over = late_window(scale, settings, facts, course.last)
    if not window:
        text = scale.texts.no_late_phase
        note = remark("no_late_phase", text, first=scale.late.first_day, last=window.stop - 1)
        return Answered(0, scale.highest_grade, [], (), [], [note], ("HT-8",))
    return _Late(scale, settings, facts, course, window, over).answered()


class _Late:
    """The late grade within a window."""

    def __init__(
        self,
        scale: IcahtScale,
        settings: IcahtSettings,
        facts: IcahtFacts,
        course: Course,
        window: range,
        over: bool,
    ) -> None:
        self._scale = scale
        self._settings = settings
        self._facts = facts
        self._course = course
        self._window = window
        self._over = over
        self._values = {day: value for day, value in sorted(course.measured.items()) if day in window}
        self._low = [day for day, value in self._values.items() if value <= scale.late.transient_above]
        self._nadir = min(self._values, key=self._values.__getitem__, default=None)
        self._single = len(self._values) == 1

    def answered(self) -> Answered:
        """Bounds, findings, and what is said beside them."""
        at_least, at_most = self._bounds()
        return Answered(
            at_least=at_least,
            at_most=at_most,
            decided_by=self._decided_by(at_least),
            missing=() if at_least == at_most else ("counts",),
            review=self._reviews(),
            notes=self._notes(at_least, at_most),
            rules=("HT-1", "HT-3", "HT-8"),
        )

    def _bounds(self) -> tuple[int, int]:
        """A later count can confirm or lower; nothing can raise a value that was measured."""
        confirmed = self._depth() if len(self._low) > 1 else 0
        if not self._over:
            return confirmed, self._scale.highest_grade
        if self._nadir is None:
            return 0, self._scale.highest_grade
        if self._single and self._settings.late_single_value == "grades":
            return self._depth(), self._depth()
        return confirmed, max(confirmed, self._depth() if self._single else 0)

    def _depth(self) -> int:
        """The grade of the lowest value."""
        lowest = min(self._values.values())
        return max((rung.grade for rung in self._scale.late.rungs if lowest <= rung.limit), default=0)

    def _decided_by(self, at_least: int) -> list[Finding]:
        if not at_least or self._nadir is None:
            return []
        texts = self._scale.texts
        value = filled(texts.lowest_value, value=self._values[self._nadir], day=self._nadir)
        return [finding("lowest_late_anc", "HT-8", at_least, texts.lowest, value)]

    def _reviews(self) -> list[Review]:
        texts, said = self._scale.texts, []
        if self._single:
            said.append(review("single_value", "HT-8", texts.single_value, day=self._nadir))
        if not self._over:
            said.append(review("phase_not_over", "HT-8", texts.phase_not_over, last=self._window[-1]))
        return said

    def _notes(self, at_least: int, at_most: int) -> list[Remark]:
        texts, said = self._scale.texts, []
        if self._single and at_least != at_most:
            said.append(remark("single_value_so_far", texts.single_value_so_far, grade=self._depth()))
        if len(self._low) == 1 and not self._single:
            limit = self._scale.late.transient_above
            said.append(remark("transient", texts.transient, day=self._nadir, limit=limit))
        said += told_of_counts(self._scale, self._facts, self._course, self._window)
        return said + related(self._scale, self._course, self._window, self._settings)
