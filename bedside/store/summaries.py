"""What boards and time lines show of one check, taken from its record: figures only, no rule."""

from bedside.models.check import ICE_ITEMS, NOT_ASSESSABLE, CheckAnswers
from bedside.models.grade import GradeResult
from bedside.models.projections import GradeBounds
from bedside.models.records import Assessment


def shown_bounds(assessment: Assessment, scale: str) -> GradeBounds:
    """The grade of the moment on `scale`: as a person set it where one did, else as far as the rules fix it."""
    for override in reversed(assessment.overrides):
        if override.scale == scale:
            return GradeBounds(override.grade, override.grade)
    return bounds(assessment.crs_now.result if scale == "crs" else assessment.icans_now.result)


def bounds(result: GradeResult) -> GradeBounds:
    """The bounds of a result."""
    return GradeBounds(result.at_least, result.at_most)


def ice_range(answers: CheckAnswers) -> tuple[int, int] | None:
    """Lowest and highest ICE score that the answers leave, None where the test was not done.

    A point right counts 1 and wrong 0; one not asked or not assessable may be either. An unarousable patient scores 0
    (rule ICN-03); any other reason for leaving the whole test out is 'not assessed', never 0 (ICN-04).
    """
    points = [getattr(answers, item) for item in ICE_ITEMS]
    if answers.ice_unable == "unarousable":
        return 0, 0
    if answers.ice_unable is not None or all(point is None for point in points):
        return None
    low = points.count("correct")
    return low, low + sum(point is None or point in NOT_ASSESSABLE for point in points)
