"""A laboratory value as it is typed: what was not told is left out, what cannot be is told by its field."""

from typing import Any

import pytest

from bedside.errors import InputRefused
from bedside.models.ctcae import CtcaeFacts
from bedside.services import laboratory
from bedside.services.lab_values import LabValue, facts_of
from tests.services.states import demo_protocol

WHOLE = LabValue(
    "alt", 200, "U/L", lln=9, uln=50, baseline=30, baseline_abnormal=False, findings={"symptoms": "mild", "adl": None}
)


def test_everything_told_is_a_fact() -> None:
    assert facts_of(demo_protocol(), WHOLE) == CtcaeFacts(
        ctcae="4.03",
        analyte="alt",
        value=200,
        unit="U/L",
        lln=9,
        uln=50,
        baseline=30,
        baseline_abnormal=False,
        findings={"symptoms": "mild"},
    )


def test_what_was_not_told_is_unknown() -> None:
    facts = facts_of(demo_protocol(), LabValue("inr", 1.1, ""))
    assert (facts.unit, facts.lln, facts.uln, facts.baseline, facts.baseline_abnormal) == (None,) * 5
    assert facts.findings == {}


def test_the_version_is_the_protocols() -> None:
    newer = demo_protocol().model_copy(update={"ctcae": "5.0"})
    assert facts_of(newer, WHOLE).ctcae == "5.0"


def test_there_is_one_kind_of_value() -> None:
    assert laboratory.LabValue is LabValue


@pytest.mark.parametrize(
    ("changes", "field", "allowed"),
    [
        ({"analyte": ""}, "analyte", "the id or LOINC code of an analyte"),
        ({"analyte": "a b"}, "analyte", "the id or LOINC code of an analyte"),
        ({"value": float("nan")}, "value", "a number"),
        ({"value": float("inf")}, "value", "a number"),
        ({"value": "12"}, "value", "a number"),
        ({"value": True}, "value", "a number"),
        ({"unit": "x" * 121}, "unit", "a unit of 1 to 120 characters"),
        ({"unit": "mg\x00"}, "unit", "a unit of 1 to 120 characters"),
        ({"lln": "low"}, "lln", "a number"),
        ({"uln": float("nan")}, "uln", "a number"),
        ({"baseline": [1.0]}, "baseline", "a number"),
        ({"baseline_abnormal": "yes"}, "baseline_abnormal", "true or false"),
        ({"findings": {"No Such": True}}, "findings", "answers to at most 200 questions"),
        ({"findings": {f"finding-{n}": True for n in range(201)}}, "findings", "answers to at most 200 questions"),
    ],
)
def test_what_cannot_be_is_told_by_its_field(changes: dict[str, Any], field: str, allowed: str) -> None:
    values: dict[str, Any] = {"analyte": "alt", "value": 1.0, "unit": "U/L", **changes}
    with pytest.raises(InputRefused) as caught:
        facts_of(demo_protocol(), LabValue(**values))
    assert (caught.value.field, caught.value.allowed) == (field, allowed)
    assert "\n" not in str(caught.value)
