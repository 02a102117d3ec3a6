"""Values for tests: short ways to grade one, and boundaries as a table of "value:grade"."""

from typing import Any

from bedside.grading.ctcae import Dictionary, load_dictionary
from bedside.models.ctcae import CtcaeFacts
from bedside.models.grade import GradeResult
from tests.grading.ctcae.conftest import shipped, shipped_texts


def facts(term: str | None, value: float | None, unit: str | None = None, **told: Any) -> CtcaeFacts:
    """One value; `told` are fields of the facts, and findings under any other name."""
    fields = {name: told.pop(name) for name in list(told) if name in CtcaeFacts.model_fields}
    return CtcaeFacts(term=term, value=value, unit=unit, findings=told, **fields)


def graded(term: str, value: float, unit: str | None = None, *, version: str = "4.03", **told: Any) -> GradeResult:
    """What the shipped dictionary says of one value."""
    return shipped(version).grade(facts(term, value, unit, ctcae=version, **told))


def between(term: str, value: float, unit: str | None = None, **told: Any) -> tuple[int, int]:
    """Lowest and highest grade of one value."""
    result = graded(term, value, unit, **told)
    return result.at_least, result.at_most


def under(version: str = "4.03", **choices: str) -> Dictionary:
    """The dictionary under settings of a protocol."""
    return load_dictionary(shipped_texts(), version, choices)
