"""The shipped cases of CTCAE's clinical terms, and the run that holds this installation's dictionary against them."""

from typing import Annotated, Any

from pydantic import Field

from bedside.cli.case_files import read_case_file
from bedside.errors import InputRefused
from bedside.grading.ctcae import Dictionary
from bedside.models.base import Model, Name, Text
from bedside.models.ctcae import CtcaeFacts, CtcaeVersion
from bedside.models.grade import Level
from bedside.services.terms import dictionary_of

Bounds = Annotated[tuple[Level, Level], Field(description="lowest and highest grade that is left")]


class TermCase(Model):
    """What is told of one event, and the grade, or the bounds, that must come out."""

    term: Name
    says: Text
    findings: dict[str, Any]
    grade: Level | Bounds


class TermCaseFile(Model):
    """Cases of one version."""

    ctcae: CtcaeVersion
    case: Annotated[tuple[TermCase, ...], Field(min_length=1)]


def read_term_cases(text: str, file: str) -> TermCaseFile:
    """Read a file of cases.

    Raises:
        CriteriaError: naming the file and what is wrong with it.
    """
    return read_case_file(TermCaseFile, text, file)


def disagreements(cases: TermCaseFile) -> list[str]:
    """A line for each case that comes out otherwise.

    Raises:
        CriteriaError: the dictionary cannot be used.
    """
    dictionary = dictionary_of(cases.ctcae, {})
    return [line for case in cases.case if (line := _disagreement(case, dictionary))]


def _disagreement(case: TermCase, dictionary: Dictionary) -> str:
    facts = CtcaeFacts.model_construct(ctcae=dictionary.version, term=case.term, findings=case.findings)
    try:
        result = dictionary.grade(facts)
    except InputRefused as refused:
        return f"{case.term}, {case.says}: {refused}"
    wanted = case.grade if isinstance(case.grade, tuple) else (case.grade, case.grade)
    found = result.at_least, result.at_most
    return "" if found == wanted else f"{case.term}, {case.says}: grade is {found}, not {wanted}"
