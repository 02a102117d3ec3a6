"""`bedside selftest`: runs the shipped cases on this computer, so that a site can show that its copy grades rightly."""

import argparse

from bedside.cli.corpus import CaseFile, parameters_in, read_cases, run_case
from bedside.cli.status import DONE, IN_PART, complain
from bedside.errors import CriteriaError
from bedside.grading.engine import Instrument
from bedside.grading.loader import read_criteria
from bedside.resources import resource_texts


def describe_selftest(selftest: argparse.ArgumentParser) -> None:
    """Say what `selftest` takes: nothing."""
    selftest.description = "Run the shipped grading cases on this computer."


def run_selftest(_args: argparse.Namespace) -> int:
    """Run every case; prints how many agree, and each that does not on standard error.

    Raises:
        UserFacingError: a shipped file is missing or cannot be used.
    """
    status = DONE
    criteria = {stem: text for stem, text in resource_texts("criteria").items()}
    for stem, text in resource_texts("selftest").items():
        if stem not in criteria:
            raise CriteriaError(file=stem, where="selftest", problem="cases without criteria")
        cases = read_cases(text, f"selftest/{stem}.toml")
        complaints = disagreements(criteria[stem], stem, cases)
        agreed = len(cases.case) - len(complaints)
        print(f"{stem}: {agreed} of {len(cases.case)} cases agree")
        if complaints:
            complain(*complaints)
            status = IN_PART
    return status


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
