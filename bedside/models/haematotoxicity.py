"""Neutrophil counts by day and the published ICAHT table they are held against, both as data."""

from collections.abc import Sequence
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from bedside.models.base import Model, Name
from bedside.models.facts import Possible
from bedside.models.grade import Answer, GradeResult, Level
from bedside.models.limits import DAY, within
from bedside.models.protocol import Wording
from bedside.models.scale import Scale

ANC = Possible(0, 1_000_000, "cells per microlitre")
PLATELETS = Possible(0, 10_000, "10^9/L")
MOST_COUNTS = 4000
"""Counts of one patient in one phase; more is not one patient's."""

InfusionDay = Annotated[int, within(DAY)]


class NeutrophilCount(Model):
    """One absolute neutrophil count on a day; the day of infusion is day 0."""

    day: InfusionDay
    anc_per_ul: Annotated[float, within(ANC)]


class PlateletCount(Model):
    """One platelet count on a day."""

    day: InfusionDay
    platelets_10e9_l: Annotated[float, within(PLATELETS)]


class IcahtFacts(Model):
    """What the ICAHT grade of one phase looks at.

    `last_follow_up_day` is given once follow-up is over and no further count can come; `follow_up_ended_by` says
    whether by death. `progression_day` and `next_therapy_day` end the late window. G-CSF days are recorded and never
    counted.
    """

    POSSIBLE: ClassVar[dict[str, Possible]] = {
        "day": DAY,
        "anc_per_ul": ANC,
        "platelets_10e9_l": PLATELETS,
        "last_follow_up_day": DAY,
        "progression_day": DAY,
        "next_therapy_day": DAY,
        "gcsf_days": DAY,
    }

    counts: tuple[NeutrophilCount, ...] = Field(max_length=MOST_COUNTS)
    phase: Literal["early", "late"]
    last_follow_up_day: InfusionDay | None = None
    follow_up_ended_by: Literal["death", "other"] | None = None
    progression_day: InfusionDay | None = None
    next_therapy_day: InfusionDay | None = None
    gcsf_days: Annotated[tuple[InfusionDay, ...], Field(max_length=MOST_COUNTS)] | None = None
    platelets: Annotated[tuple[PlateletCount, ...], Field(max_length=MOST_COUNTS)] | None = None

    @model_validator(mode="after")
    def _nothing_follows_the_end(self) -> Self:
        end = self.last_follow_up_day
        if end is None:
            if self.follow_up_ended_by is not None:
                raise _refused("follow_up_ended_by", self.follow_up_ended_by, "left out without last_follow_up_day")
            return self
        _none_after(end, "counts", [count.day for count in self.counts])
        _none_after(end, "platelets", [count.day for count in self.platelets or ()])
        return self


def _none_after(end: int, name: str, days: Sequence[int]) -> None:
    for place, day in enumerate(days):
        if day > end:
            raise _refused(f"{name}.{place}.day", day, f"at most last_follow_up_day, {end}")


def _refused(field: str, given: object, allowed: str) -> PydanticCustomError:
    return PydanticCustomError("refused", "{allowed}", {"field": field, "given": given, "allowed": allowed})


class DurationRung(Model):
    """So many days at or below (or, where `strictly`, below) a count give a grade."""

    limit: Annotated[float, Field(gt=0)]
    days_at_least: Annotated[int, Field(ge=1)]
    grade: Level


class DepthRung(Model):
    """A lowest value at or below a count gives a grade."""

    limit: Annotated[float, Field(gt=0)]
    grade: Level


class EarlyPhase(Model):
    """The early table: from `first_day` to `last_day`, both included."""

    system: Name
    first_day: int
    last_day: int
    rungs: tuple[DurationRung, ...] = Field(min_length=1)
    never_recovered_limit: Annotated[float, Field(gt=0)]
    never_recovered_grade: Level


class LatePhase(Model):
    """The late table: from `first_day` to the end of the window; two values at or below `transient_above` or none."""

    system: Name
    first_day: int
    rungs: tuple[DepthRung, ...] = Field(min_length=1)
    transient_above: Annotated[float, Field(gt=0)]


class RelatedTerms(Model):
    """Words that are used beside the grade, with their limits."""

    severe_at_most: float
    profound_at_most: float
    protracted_days: int
    prolonged_at_most: float
    prolonged_from_day: int


class PlateletCompanion(Model):
    """The sister scale for platelets: days strictly below a count, summed, in both phases."""

    system: Name
    early: tuple[DurationRung, ...] = Field(min_length=1)
    late: tuple[DurationRung, ...] = Field(min_length=1)


class IcahtTexts(Model):
    """Every sentence that the grade comes with; the names in braces are filled in."""

    duration: Wording
    duration_value: Wording
    duration_sum_value: Wording
    never_recovered: Wording
    never_recovered_value: Wording
    lowest: Wording
    lowest_value: Wording
    days_without_count: Wording
    phase_not_over: Wording
    single_value: Wording
    single_value_so_far: Wording
    transient: Wording
    no_late_phase: Wording
    follow_up_ended: Wording
    interpolated: Wording
    short_recovery: Wording
    lowest_of_day: Wording
    gcsf: Wording
    no_grade_five: Wording
    severe: Wording
    profound: Wording
    protracted: Wording
    prolonged: Wording
    platelets: Wording
    platelets_open: Wording


class IcahtScale(Scale):
    """The published tables and the sentences of our own."""

    early: EarlyPhase
    late: LatePhase
    related: RelatedTerms
    companion: PlateletCompanion
    texts: IcahtTexts

    @property
    def highest_grade(self) -> int:
        """The highest grade of the tables; there is no grade 5 in them."""
        return max(*(rung.grade for rung in self.early.rungs), *(rung.grade for rung in self.late.rungs))


class PlateletGrade(Model):
    """The companion's grade of the same phase, or its bounds."""

    system: Name
    grade: Level | None = None
    at_least: Level
    at_most: Level


class IcahtResult(GradeResult):
    """A grade, with the platelet companion beside it where the trial asks for that."""

    platelets: PlateletGrade | None = None

    def as_contract(self, language: str = "en") -> dict[str, Any]:
        """The shape of every answer, and `platelets` where there are any."""
        told = super().as_contract(language)
        return told if self.platelets is None else {**told, "platelets": self.platelets.model_dump()}


class IcahtAnswer(Answer):
    """The JSON Schema of `as_contract`."""

    platelets: PlateletGrade | None = None
