"""Turns a validation failure into refusal lines: a person needs field, value and what is allowed, not a trace."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from bedside.errors import InputRefused
from bedside.models.facts import POSSIBLE, Possible

LONGEST_GIVEN = 60
"""Characters of a refused value that are shown; the rest is cut."""

MOST_LINES = 20
"""Refusals told of one input; beyond it the input is of another kind altogether."""

_TAGS = frozenset({"test", "items", "[key]"})
_NUMBER_PROBLEMS = frozenset(
    {
        "greater_than_equal",
        "less_than_equal",
        "finite_number",
        "float_type",
        "int_type",
        "int_from_float",
        "int_parsing_size",
    }
)
_WHOLE_NUMBER_PROBLEMS = frozenset({"int_type", "int_from_float", "int_parsing_size"})
_ALLOWED = {
    "bool_type": "true or false",
    "tuple_type": "a list",
    "string_type": "text in quotes",
    "model_type": "an object with named fields",
    "recursion_loop": "plain values",
    "missing": "a value",
    "string_pattern_mismatch": "a name or code of letters, digits, - and _, without spaces",
}


def refusals(error: ValidationError, model: type[BaseModel]) -> tuple[InputRefused, ...]:
    """One line for each problem in `error`, raised while `model` was validated."""
    problems: Sequence[Mapping[str, Any]] = error.errors(include_url=False)
    return tuple(_refusal(problem, model) for problem in problems[:MOST_LINES])


def shown(value: object) -> str:
    """A given value on one line: printable, in its JSON spelling, cut where it is long."""
    if isinstance(value, str):
        text = json.dumps(value[: LONGEST_GIVEN * 2], ensure_ascii=False)
    elif isinstance(value, bool | int | float) or value is None:
        text = _number_text(value)
    else:
        text = "an object" if isinstance(value, dict) else "a list"
    clean = "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in text)
    return clean if len(clean) <= LONGEST_GIVEN else clean[:LONGEST_GIVEN] + "..."


def _number_text(value: float | None) -> str:
    try:
        return json.dumps(value)
    except ValueError:  # more digits than Python will spell
        return "a number of thousands of digits"


def _refusal(problem: Mapping[str, Any], model: type[BaseModel]) -> InputRefused:
    kind, context = problem["type"], problem.get("ctx", {})
    # Names within it were given, too: a control sign among them would reach the terminal.
    field = shown(".".join(str(part) for part in problem["loc"] if part not in _TAGS)).strip('"')
    if kind == "refused":
        return InputRefused(context["field"], shown(context["given"]), context["allowed"])
    if kind == "json_invalid":
        return InputRefused("JSON", "what was given", f"one whole JSON object in UTF-8 ({context['error']})")
    if kind == "extra_forbidden":
        return InputRefused(field, shown(problem["input"]), _fields_beside(problem["loc"], model))
    return InputRefused(field or "input", shown(problem["input"]), _allowed(kind, problem, _limits_of(model)))


def _limits_of(model: type[BaseModel]) -> Mapping[str, Possible]:
    """What numbers can be, by field name: those of the bedside facts, and those that the model brings itself."""
    own: Mapping[str, Possible] = getattr(model, "POSSIBLE", {})
    return {**POSSIBLE, **own}


def _allowed(kind: str, problem: Mapping[str, Any], limits: Mapping[str, Possible]) -> str:
    name = next((part for part in reversed(problem["loc"]) if isinstance(part, str)), "")
    if kind in _NUMBER_PROBLEMS and name in limits:
        return ("a whole number, " if kind in _WHOLE_NUMBER_PROBLEMS else "") + str(limits[name])
    if kind == "literal_error":
        return "one of " + str(problem["ctx"]["expected"]).replace("'", "").replace(" or ", ", ")
    if kind == "too_long":
        return f"at most {problem['ctx']['max_length']} entries"
    return _ALLOWED.get(kind) or str(problem["msg"]).removeprefix("Value error, ")


def _fields_beside(location: Sequence[str | int], model: type[BaseModel]) -> str:
    """The fields that stand where an unknown one was given; those of the whole input where it was nested."""
    if len(location) > 1:
        return "a known name there"
    return "a field of " + ", ".join(model.model_fields)
