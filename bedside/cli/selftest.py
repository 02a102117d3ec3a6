"""`bedside selftest`: runs the shipped cases on this computer, so that a site can show that its copy grades rightly."""

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bedside.cli.corpus import CaseFile, parameters_in, read_cases, run_case
from bedside.cli.status import DONE, IN_PART, complain
from bedside.errors import CriteriaError
from bedside.grading.engine import Instrument
from bedside.grading.loader import read_criteria
from bedside.resources import resource_texts


@dataclass(frozen=True)
class Suite:
    """The cases of one instrument: how many there are, and a line for each that came out otherwise."""

    name: str
    cases: int
    complaints: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.name}: {self.cases - len(self.complaints)} of {self.cases} cases agree"


def describe_selftest(selftest: argparse.ArgumentParser) -> None:
    """Say what `selftest` takes: nothing."""
    selftest.description = "Run the shipped grading cases on this computer."


def run_selftest(_args: argparse.Namespace) -> int:
    """Run every case; prints how many agree, and each that does not on standard error.

    Raises:
        UserFacingError: a shipped file is missing or cannot be used.
    """
    status = DONE
    for suites in SUITES:
        for suite in suites():
            print(suite)
            if suite.complaints:
                complain(*suite.complaints)
                status = IN_PART
    return status


def criteria_suites() -> Iterator[Suite]:
    """The cases of each criteria file.

    Raises:
        CriteriaError: a file cannot be used, or there are cases without criteria.
    """
    criteria = resource_texts("criteria")
    for stem, text in resource_texts("selftest").items():
        if stem not in criteria:
            raise CriteriaError(file=stem, where="selftest", problem="cases without criteria")
        cases = read_cases(text, f"selftest/{stem}.toml")
        yield Suite(stem, len(cases.case), tuple(disagreements(criteria[stem], stem, cases)))


def scale_suites() -> Iterator[Suite]:
    """The cases of each scale that has no criteria file.

    Raises:
        CriteriaError: a file cannot be used.
    """
    # Deferred for start-up: the other commands need no cases of this kind.
    from bedside.cli import scale_cases

    for stem, text in resource_texts("selftest", "scales").items():
        cases = scale_cases.read_scale_cases(text, f"selftest/scales/{stem}.toml")
        yield Suite(stem, len(cases.case), tuple(scale_cases.disagreements(cases)))


def disagreements(criteria_text: str, stem: str, cases: CaseFile) -> list[str]:
    """A line for each case that comes out otherwise."""
    criteria, checksum = read_criteria(criteria_text, stem)
    instruments: dict[tuple[tuple[str, float], ...], Instrument] = {}
    complaints = []
    for case in cases.case:
        parameters = parameters_in(cases, case)
        key = tuple(sorted(parameters.items()))
        if key not in instruments:
            instruments[key] = Instrument(criteria, checksum, parameters)
        found = [str(disagreement) for disagreement in run_case(cases, case, instruments[key])]
        if found:
            complaints.append(f"{stem}: " + "; ".join(found))
    return complaints


def laboratory_suites() -> Iterator[Suite]:
    """The cases of laboratory values.

    Raises:
        CriteriaError: a file cannot be used.
    """
    # Deferred for start-up: the other commands need no cases of this kind.
    from bedside.cli import laboratory_cases

    for name, cases, complaints in laboratory_cases.laboratory_runs():
        yield Suite(name, cases, complaints)


def term_suites() -> Iterator[Suite]:
    """The cases of clinical terms.

    Raises:
        CriteriaError: a file cannot be used.
    """
    # Deferred for start-up: the other commands need no cases of this kind.
    from bedside.cli import term_cases

    for stem, text in resource_texts("selftest", "terms").items():
        cases = term_cases.read_term_cases(text, f"selftest/terms/{stem}.toml")
        yield Suite(stem, len(cases.case), tuple(f"{stem}: {line}" for line in term_cases.disagreements(cases)))


SUITES: tuple[Callable[[], Iterator[Suite]], ...] = (criteria_suites, scale_suites, laboratory_suites, term_suites)
"""Whoever ships cases of another kind adds what runs them here."""
