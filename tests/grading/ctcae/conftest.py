"""The shipped dictionaries, loaded once, and a way to load one with a change."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from bedside.grading.ctcae import Dictionary, load_dictionary
from bedside.models.ctcae import CtcaeFacts
from bedside.models.grade import GradeResult
from bedside.resources import resource_texts

VERSIONS = ("4.03", "5.0")
Grade = Callable[..., GradeResult]


@cache
def shipped_texts() -> dict[str, str]:
    """Every file of the dictionary."""
    return resource_texts("ctcae", suffix=".json")


@cache
def shipped(version: str) -> Dictionary:
    """The shipped dictionary of one version."""
    return load_dictionary(shipped_texts(), version)


@cache
def terms_data(version: str) -> dict[str, dict[str, Any]]:
    """The terms of one version as they stand in the file, by code."""
    return {term["code"]: term for term in json.loads(shipped_texts()[f"terms-{version}"])["terms"]}


@pytest.fixture(params=VERSIONS)
def version(request: pytest.FixtureRequest) -> str:
    """Each version in turn."""
    return str(request.param)


@pytest.fixture
def dictionary(version: str) -> Dictionary:
    """The shipped dictionary of each version in turn."""
    return shipped(version)


@pytest.fixture
def grade() -> Grade:
    """Grades by v4.03: `grade("Fatigue", adl="self_care")`."""

    def graded(term: str, **findings: Any) -> GradeResult:
        return shipped("4.03").grade(CtcaeFacts(term=term, findings=findings))

    return graded
