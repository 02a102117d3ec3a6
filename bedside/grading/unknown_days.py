"""Which days of a phase have no value, and which of them may have been low, so that silence is never recovery."""

from collections.abc import Iterable
from dataclasses import dataclass

from bedside.grading.days import Course
from bedside.models.haematotoxicity import IcahtFacts
from bedside.models.toxicity_settings import IcahtSettings


@dataclass(frozen=True)
class UnknownDays:
    """Days without a value, in three kinds: passed over between or before counts, or after the last one while follow-up
    lasted; after follow-up ended otherwise than by death; still to come."""

    gaps: frozenset[int]
    after_follow_up: frozenset[int]
    to_come: frozenset[int]
    gaps_may_be_low: bool

    @property
    def passed_over(self) -> frozenset[int]:
        """Those to point out; none that is still to come, and days after the end only where they stay open."""
        return self.gaps | self.after_follow_up if self.gaps_may_be_low else self.gaps

    @property
    def maybe_low(self) -> frozenset[int]:
        """Those that may be low by the protocol; a day still to come always may."""
        return self.to_come | (self.gaps | self.after_follow_up if self.gaps_may_be_low else frozenset())


def unknown_days(
    course: Course, days: Iterable[int], facts: IcahtFacts, settings: IcahtSettings, *, over: bool
) -> UnknownDays:
    """The unknown ones of `days`; after a death there are none, and none is to come once counting is `over`."""
    unknown = frozenset(day for day in days if day not in course.values)
    last, end = course.last, facts.last_follow_up_day
    after_end = frozenset() if end is None else frozenset(day for day in unknown if day > end)
    after_last = frozenset(day for day in unknown if last is None or day > last)
    to_come = frozenset() if over else after_last
    return UnknownDays(
        gaps=unknown - after_end - to_come,
        after_follow_up=frozenset() if facts.follow_up_ended_by == "death" else after_end,
        to_come=to_come,
        gaps_may_be_low=settings.days_without_count == "open",
    )
