"""Bounds and missing facts are those of trying everything that unknown facts may be."""

import json
from typing import Any

import pytest
from hypothesis import given

from bedside.grading.engine import Instrument
from bedside.models.facts import FACTS
from bedside.models.grade import GradeResult
from tests.grading.conftest import shipped
from tests.grading.oracle import Opinion, crs_opinion, icans_opinion
from tests.grading.strategies import partial_crs, partial_icans

CRS = {counts: shipped("crs-astct-2019", attribution=int(counts)) for counts in (True, False)}
ICANS = {counts: shipped("icans-astct-2019", attribution=int(counts)) for counts in (True, False)}


def graded(instrument: Instrument, facts: dict[str, Any]) -> GradeResult:
    """The engine's answer."""
    model = FACTS[instrument.criteria.facts_of]
    return instrument.grade(model.model_validate_json(json.dumps(facts)))


def opinion_of(result: GradeResult) -> Opinion:
    """The engine's answer in the oracle's words."""
    return Opinion(result.at_least, result.at_most, frozenset(result.missing))


@pytest.mark.parametrize("counts", [True, False])
class TestBruteForce:
    @given(facts=partial_crs())
    def test_crs_agrees(self, counts: bool, facts: dict[str, Any]) -> None:
        assert opinion_of(graded(CRS[counts], facts)) == crs_opinion(facts, counts=counts)

    @given(facts=partial_icans())
    def test_icans_agrees(self, counts: bool, facts: dict[str, Any]) -> None:
        assert opinion_of(graded(ICANS[counts], facts)) == icans_opinion(facts, counts=counts)

    @given(facts=partial_crs())
    def test_a_lower_bound_above_0_names_its_finding(self, counts: bool, facts: dict[str, Any]) -> None:
        result = graded(CRS[counts], facts)
        assert bool(result.decided_by) == (result.at_least > 0)
        assert all(found.grade == result.at_least for found in result.decided_by)

    @given(facts=partial_icans())
    def test_an_open_grade_names_what_is_missing(self, counts: bool, facts: dict[str, Any]) -> None:
        result = graded(ICANS[counts], facts)
        assert result.determined == (result.grade is not None) == (result.at_least == result.at_most)
        assert bool(result.missing) != result.determined
        assert bool(result.decided_by) == (result.at_least > 0)
