"""Events for tests: answered one question after the other as at the bedside, or left as far as they were told."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from pydantic import JsonValue

from bedside.errors import InputRefused
from bedside.models.ctcae import CtcaeFacts, Question
from tests.grading.ctcae.conftest import shipped

Told = dict[str, Any]
Row = tuple[str, Told, int | tuple[int, int]]
"""A term, what is told of the event, and its grade with nothing else found; or its bounds with nothing else asked."""
Steps = tuple[str, str, str]
"""A term, the number that is asked, and "number:grade" at each limit and beside it."""


def nothing_more(question: Question, term: str, told: Told, version: str) -> JsonValue:
    """The answer that finds nothing: the event is there, and nothing else is; a number at its harmless end."""
    if question.kind == "yes_no":
        return question.key == "present"
    if question.kind == "several":
        return []
    if question.kind == "scale":
        return question.choices[0].word
    ends = (question.lowest, question.highest)
    return min(ends, key=lambda end: bounds(term, {**told, question.key: end}, version))


def bounds(term: str, told: Told, version: str = "4.03") -> tuple[int, int]:
    """Lowest and highest grade of what was told."""
    result = shipped(version).grade(CtcaeFacts(term=term, findings=told))
    return result.at_least, result.at_most


def settled(term: str, told: Told, version: str = "4.03") -> int:
    """The grade once every question still open was answered by finding nothing, in the order of asking."""
    dictionary, findings = shipped(version), dict(told)
    while question := dictionary.next_question(dictionary.term(term), CtcaeFacts(term=term, findings=findings)):
        assert question.key not in findings, f"{question.key} is asked again"
        findings[question.key] = nothing_more(question, term, findings, version)
    result = dictionary.grade(CtcaeFacts(term=term, findings=findings))
    assert result.grade is not None, f"left open by {result.missing}"
    return result.grade


def wrong(rows: Iterable[Row], version: str = "4.03") -> Iterator[str]:
    """A line for each row that comes out otherwise."""
    for term, told, expected in rows:
        found = settled(term, told, version) if isinstance(expected, int) else bounds(term, told, version)
        if found != expected:
            yield f"{term} {told}: {found}, not {expected}"


def wrong_steps(rows: Iterable[Steps], version: str = "4.03", **told: Any) -> Iterator[str]:
    """A line for each number that comes out otherwise."""
    for term, measure, steps in rows:
        for step in steps.split():
            number, _, grade = step.partition(":")
            found = settled(term, {measure: float(number), **told}, version)
            if found != int(grade):
                yield f"{term} {measure} {number}: {found}, not {grade}"


def refuses(term: str, told: Told, version: str = "4.03") -> str:
    """The field that is refused."""
    with pytest.raises(InputRefused) as caught:
        bounds(term, told, version)
    assert "\n" not in str(caught.value)
    return caught.value.field
