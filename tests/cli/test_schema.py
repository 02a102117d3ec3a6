"""`bedside schema`: the contract of each input, as JSON Schema."""

import json

import pytest

from bedside.cli.schema import ANSWERS, known_schemas
from bedside.cli.systems import SYSTEMS
from bedside.models.facts import CrsFacts
from bedside.models.records import KINDS
from tests.cli.conftest import Run


def test_without_a_name_the_list(run: Run) -> None:
    outcome = run("schema")
    assert outcome.status == 0
    assert outcome.answers == [*SYSTEMS, *ANSWERS, *(kind.value for kind in KINDS)]


@pytest.mark.parametrize("name", known_schemas())
def test_each_is_a_closed_schema(run: Run, name: str) -> None:
    outcome = run("schema", name)
    schema = json.loads(outcome.out)
    assert outcome.status == 0
    assert schema["type"] == "object"
    assert schema["additionalProperties"] is False


def test_the_facts_of_crs_are_all_there(run: Run) -> None:
    schema = json.loads(run("schema", "crs").out)
    assert list(schema["properties"]) == list(CrsFacts.model_fields)
    assert "required" not in schema


def test_drugs_are_named_as_examples_because_other_spellings_are_taken(run: Run) -> None:
    drugs = json.loads(run("schema", "crs").out)["properties"]["vasopressors"]["anyOf"][0]["items"]
    assert drugs["type"] == "string"
    assert "norepinephrine" in drugs["examples"]


def test_an_unknown_name_is_refused(run: Run) -> None:
    outcome = run("schema", "nothing")
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.complaints[0].startswith("NAME: nothing is refused; allowed is one of crs, icans, ")
