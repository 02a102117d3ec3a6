"""Changing any number of a criteria file, up or down by one, turns a case red: no figure stands there unwatched."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import ValidationError

from bedside.cli.corpus import CaseFile, parameters_in, read_cases, run_case
from bedside.errors import CriteriaError
from bedside.grading.engine import Instrument
from bedside.models.criteria import Criteria
from bedside.resources import resource_texts
from tests.grading.conftest import CRITERIA, tree

Path = tuple[str | int, ...]


def numbers(node: object, path: Path = ()) -> Iterator[Path]:
    """The places of all numbers in the data of a file."""
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in items:
        yield from numbers(value, (*path, key))
    if isinstance(node, int | float) and not isinstance(node, bool):
        yield path


def changed(data: dict[str, Any], path: Path, by: int) -> dict[str, Any]:
    """A copy of the data with one number changed."""
    bent = copy.deepcopy(data)
    node: Any = bent
    for part in path[:-1]:
        node = node[part]
    node[path[-1]] += by
    return bent


def survives(data: dict[str, Any], cases: CaseFile) -> bool:
    """Whether the file loads and every case still agrees."""
    instruments: dict[tuple[float, ...], Instrument] = {}
    try:
        criteria = Criteria.model_validate_json(json.dumps(data))
        for case in cases.case:
            parameters = parameters_in(cases, case)
            key = tuple(parameters.values())
            if key not in instruments:
                instruments[key] = Instrument(criteria, "", parameters)
            if any(run_case(cases, case, instruments[key])):
                return False
    except (ValidationError, CriteriaError):
        return False
    return True


@pytest.mark.parametrize("stem", CRITERIA)
def test_no_changed_number_goes_unnoticed(stem: str) -> None:
    data = tree(stem)
    cases = read_cases(resource_texts("selftest")[stem], stem)
    assert survives(data, cases)
    places = list(numbers(data))
    assert len(places) > 20
    assert [(path, by) for path in places for by in (1, -1) if survives(changed(data, path, by), cases)] == []
