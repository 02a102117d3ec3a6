"""The shipped cases of the scales that have no criteria file, and the run that holds this installation against them."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from pydantic import Field

from bedside.cli.case_files import read_case_file
from bedside.cli.inputs import FactsError, protocol_in
from bedside.cli.systems import SYSTEMS, Told
from bedside.errors import CriteriaError
from bedside.models.base import Model, Name, Text
from bedside.models.protocol import TrialProtocol


class ScaleCase(Model):
    """One case: facts (on top of the file's base, unless `alone`), settings that differ, and what the answer must hold.

    `expect` is a part of the answer: nested fields are compared where they are given. Of reviews and notes it names the
    codes, of deciding findings the finding and its rule.
    """

    rule: Name
    says: Text
    facts: dict[str, Any]
    alone: bool = False
    settings: dict[str, Any] = Field(default_factory=dict)
    ctcae: Name = "4.03"
    expect: dict[str, Any] = Field(min_length=1)


class ScaleCaseFile(Model):
    """The cases of one system, under settings of their own, so that no protocol can change what they mean."""

    system: Name
    settings: dict[str, Any]
    base: dict[str, Any] = Field(default_factory=dict)
    case: tuple[ScaleCase, ...] = Field(min_length=1)


def read_scale_cases(text: str, file: str) -> ScaleCaseFile:
    """Read a file of cases.

    Raises:
        CriteriaError: naming the file and what is wrong with it.
    """
    cases = read_case_file(ScaleCaseFile, text, file)
    if cases.system not in SYSTEMS:
        raise CriteriaError(file=file, where="system", problem=f"there is no system {cases.system}")
    return cases


def disagreements(cases: ScaleCaseFile) -> Iterator[str]:
    """A line for each case that comes out otherwise, as it is found."""
    shipped = protocol_in(None)
    graders: dict[tuple[str, str], Callable[[bytes], Told]] = {}
    for case in cases.case:
        # Made once for all cases under the same settings, because making one reads its file.
        key = (json.dumps(case.settings, sort_keys=True), case.ctcae)
        if key not in graders:
            graders[key] = SYSTEMS[cases.system].under(protocol_of(cases, case, shipped))
        found = list(_differences(cases, case, graders[key]))
        if found:
            yield f"{cases.system}: {case.rule}, {case.says}: " + "; ".join(found)


def _differences(cases: ScaleCaseFile, case: ScaleCase, grader: Callable[[bytes], Told]) -> Iterator[str]:
    facts = {**({} if case.alone else cases.base), **case.facts}
    try:
        told = grader(json.dumps(facts).encode())
    except FactsError as refused:
        yield from map(str, refused.lines)
    else:
        yield from _parted(case.expect, view(told), "")


def protocol_of(cases: ScaleCaseFile, case: ScaleCase, shipped: TrialProtocol) -> TrialProtocol:
    """The shipped protocol with the settings of one case."""
    section = cases.system.replace("-", "_")
    settings = type(getattr(shipped, section)).model_validate({**cases.settings, **case.settings})
    return shipped.model_copy(update={section: settings, "ctcae": case.ctcae})


def view(told: Told) -> dict[str, Any]:
    """An answer as cases speak of it."""
    if not isinstance(told, Model):
        raise TypeError(f"cases cannot look into {type(told).__name__}")
    seen = told.model_dump(mode="json")
    for name in ("review", "notes"):
        seen[name] = [item["code"] for item in seen[name]]
    if "decided_by" in seen:
        seen["decided_by"] = {found["finding"]: found["rule"] for found in seen["decided_by"]}
    return seen


def _parted(wanted: object, found: object, where: str) -> Iterator[str]:
    if isinstance(wanted, dict) and isinstance(found, dict) and where != "decided_by":
        for name, value in wanted.items():
            yield from _parted(value, found.get(name, "missing"), f"{where}.{name}" if where else name)
    elif (None if wanted == "null" else wanted) != found:  # TOML has no null
        yield f"{where} is {found}, not {wanted}"
