"""The page about criteria tells of every setting, operator and default, and its example runs."""

import json
import re

import pytest

from bedside.cli.inputs import read_facts
from bedside.grading.engine import Instrument
from bedside.models.criteria import Condition
from bedside.models.facts import CrsFacts
from bedside.resources import resource_root
from tests.grading.conftest import CRITERIA, shipped, shipped_protocol

PAGE = (resource_root().parent / "docs" / "criteria.md").read_text(encoding="utf-8")


def test_every_subject_and_operator_is_explained() -> None:
    for name in Condition.model_fields:
        assert f"`{name.rstrip('_')}`" in PAGE, name


@pytest.mark.parametrize("stem", CRITERIA)
def test_every_setting_and_default_is_told(stem: str) -> None:
    criteria = shipped(stem).criteria
    for parameter in criteria.parameters.values():
        assert f"`{parameter.setting}`" in PAGE
    for fact, definition in criteria.facts.items():
        if definition.kind_of_default is not None or definition.derived_from is not None:
            assert f"`{fact}`" in PAGE


def test_what_the_shipped_protocol_says_is_told_rightly() -> None:
    protocol = shipped_protocol()
    told = {
        "thresholds.fever_c": f"{protocol.thresholds.fever_c}, which counts",
        "thresholds.hypotension_systolic_mmhg": f"below {protocol.thresholds.hypotension_systolic_mmhg:g};",
        "thresholds.masked_fever_hours": f"{protocol.thresholds.masked_fever_hours:g} hours",
        "thresholds.low_spo2_percent": f"below {protocol.thresholds.low_spo2_percent:g};",
        "thresholds.late_crs_onset_day": f"after day {protocol.thresholds.late_crs_onset_day};",
        "attribution.unanswered": f"`{protocol.attribution.unanswered}`",
        "episodes.crs_sign_free_hours": f"{protocol.episodes.crs_sign_free_hours:g} hours",
    }
    for setting, value in told.items():
        (row,) = [line for line in PAGE.splitlines() if f"`{setting}`" in line]
        assert value in row


def test_the_rule_it_shows_is_the_rule_of_the_file() -> None:
    (shown,) = re.findall(r'^rule = "(.*)"$', PAGE, re.MULTILINE)
    assert shown in {rule.rule for domain in shipped(CRITERIA[0]).criteria.domains for rule in domain.rules}


def test_the_example_gives_what_it_says(crs: Instrument) -> None:
    (example,) = re.findall(r"^\$ echo '(.*)' \| bedside grade crs$", PAGE, re.MULTILINE)
    facts = read_facts(CrsFacts, example.encode())
    answer = crs.grade(facts).as_contract()
    assert json.loads(example)["temperature_c"] == 39.5
    assert (answer["grade"], answer["decided_by"][0]["value"]) == (3, "one vasopressor")
    assert [review["code"] for review in answer["review"]] == ["attribution_unanswered"] * 3
