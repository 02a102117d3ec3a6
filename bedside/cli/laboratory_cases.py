"""The shipped cases of laboratory values, and the run that holds this installation's dictionary against them."""

import json
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, JsonValue, ValidationError

from bedside.cli.case_files import first_problem
from bedside.cli.corpus import Grade
from bedside.errors import CriteriaError, InputRefused
from bedside.grading.ctcae import Dictionary, load_dictionary
from bedside.models.base import Model, Name, Text
from bedside.models.ctcae import CtcaeFacts, CtcaeVersion
from bedside.resources import resource_texts

Reason = Literal["missing_limit_or_baseline", "missing_value", "missing_unit", "wrong_unit"]
REFUSED: frozenset[Reason] = frozenset({"missing_unit", "wrong_unit"})
"""Reasons for which a value is refused; for the others the grade stays a range."""

_TOLD = {"term", "value", "unit", "lln", "uln", "baseline", "findings"}


class LaboratoryCase(Model):
    """One value with what it is compared with, and the grade that must come out.

    `allowed` are the grades that the text leaves room for where that is not `expected` alone, and a range within them
    is right too; `not_gradable` says why there is no grade; `note` what was changed, or why the answer is a range.
    """

    id: Name
    term: Name
    value: float | None = None
    unit: Name | None = None
    lln: float | None = None
    uln: float | None = None
    baseline: float | None = None
    findings: dict[str, JsonValue] = Field(default_factory=dict)
    expected: Grade | None
    not_gradable: Reason | None = None
    allowed: list[Grade] = Field(default_factory=list)
    note: Text | None = None


class LaboratoryCaseFile(Model):
    """Cases of one version, and who made them."""

    source: Text
    ctcae: CtcaeVersion
    cases: Annotated[list[LaboratoryCase], Field(min_length=1)]


def read_laboratory_cases(text: str, file: str) -> LaboratoryCaseFile:
    """Read a file of cases.

    Raises:
        CriteriaError: naming the file and what is wrong with it.
    """
    try:
        return LaboratoryCaseFile.model_validate(json.loads(text))
    except json.JSONDecodeError as error:
        raise CriteriaError(file=file, where=f"line {error.lineno}", problem=f"not JSON: {error.msg}") from None
    except ValidationError as error:
        raise first_problem(file, error) from None


def laboratory_runs() -> Iterator[tuple[str, int, tuple[str, ...]]]:
    """For each file of cases its name, how many there are, and a line for each that comes out otherwise.

    Raises:
        CriteriaError: a file cannot be used.
    """
    for stem, text in resource_texts("selftest", suffix=".json").items():
        cases = read_laboratory_cases(text, f"selftest/{stem}.json")
        dictionary = load_dictionary(resource_texts("ctcae", suffix=".json"), cases.ctcae)
        told = (disagreement(case, dictionary) for case in cases.cases)
        yield stem, len(cases.cases), tuple(line for line in told if line)


def disagreement(case: LaboratoryCase, dictionary: Dictionary) -> str | None:
    """A line where the case comes out otherwise than expected; None where it agrees."""
    told = case.model_dump(include=_TOLD)
    try:
        result = dictionary.grade(CtcaeFacts.model_validate({**told, "ctcae": dictionary.version}))
    except InputRefused as refused:
        return None if case.not_gradable in REFUSED else f"{case.id}: {refused}"
    found = set(range(result.at_least, result.at_most + 1))
    if case.allowed or case.expected is not None:
        agrees, wanted = found <= set(case.allowed or (case.expected,)), f"not {case.expected}"
    else:
        agrees, wanted = result.grade is None and case.not_gradable not in REFUSED, f"although {case.not_gradable}"
    said = " to ".join(str(grade) for grade in sorted({result.at_least, result.at_most}))
    return None if agrees else f"{case.id}: grade {said}, {wanted}"
