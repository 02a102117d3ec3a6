"""One laboratory value as it is typed: with its unit, the laboratory's limits, a baseline, and what was answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from pydantic import JsonValue

from bedside.models.ctcae import CtcaeFacts
from bedside.models.protocol import TrialProtocol
from bedside.services.form import filled

_NUMBER: Final = "a number"
_ALLOWED: Final = {
    "analyte": "the id or LOINC code of an analyte",
    "value": _NUMBER,
    "unit": "a unit of 1 to 120 characters",
    "lln": _NUMBER,
    "uln": _NUMBER,
    "baseline": _NUMBER,
    "baseline_abnormal": "true or false",
    "findings": "answers to at most 200 questions",
}


@dataclass(frozen=True, slots=True)
class LabValue:
    """A value in `unit` (UCUM, or as laboratories spell it), as are its limits and baseline; None is unknown.

    `baseline_abnormal` tells that much of a baseline whose value is not known. `findings` answers what the terms of the
    analyte ask beside the number (see `grade_panel`).
    """

    analyte: str
    value: float
    unit: str
    lln: float | None = None
    uln: float | None = None
    baseline: float | None = None
    baseline_abnormal: bool | None = None
    findings: Mapping[str, JsonValue] = field(default_factory=dict)


def facts_of(protocol: TrialProtocol, value: LabValue) -> CtcaeFacts:
    """`value` as the facts that each term of its analyte grades; answers that are None are unanswered.

    Raises:
        InputRefused: a field cannot be taken.
    """
    answered = {name: answer for name, answer in value.findings.items() if answer is not None}
    fields = {"ctcae": protocol.ctcae, "analyte": value.analyte, "findings": answered, **_numbers(value)}
    return filled(CtcaeFacts, fields, _ALLOWED)


def _numbers(value: LabValue) -> dict[str, object]:
    """What is told of the value; a unit that is empty was not told."""
    told = {name: getattr(value, name) for name in ("value", "lln", "uln", "baseline", "baseline_abnormal")}
    return {name: given for name, given in {**told, "unit": value.unit or None}.items() if given is not None}
