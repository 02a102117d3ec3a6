"""Named settings of the criteria: where NCI's text is silent or contradicts itself, one reading is taken and named."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bedside.errors import CriteriaError


@dataclass(frozen=True, slots=True)
class NamedChoice:
    """One place where the text leaves a choice: what is taken unless a protocol says otherwise, and why.

    `settles` names the printed gaps and overlaps that it speaks of, each as "term.G2 gap".
    """

    default: str
    values: Mapping[str, str]
    terms: frozenset[str]
    reason: str
    settles: frozenset[str]


def read_choices(given: Mapping[str, Any], file: str) -> dict[str, NamedChoice]:
    """The choices that `given` describes.

    Raises:
        CriteriaError: one has no reason, or a default that is none of its values.
    """
    found = {}
    for name, choice in given.items():
        if choice["default"] not in choice["values"]:
            raise CriteriaError(file=file, where=f"choices.{name}", problem="the default is none of its values")
        if not choice["reason"]:
            raise CriteriaError(file=file, where=f"choices.{name}", problem="has no reason")
        found[name] = NamedChoice(
            choice["default"],
            choice["values"],
            frozenset(choice["terms"]),
            choice["reason"],
            frozenset(choice.get("settles", ())),
        )
    return found


def settled(choices: Mapping[str, NamedChoice], overrides: Mapping[str, str], file: str) -> dict[str, str]:
    """The value in force for each choice: a protocol's, else the default.

    Raises:
        CriteriaError: a protocol names a choice or a value that does not exist; those that do are named.
    """
    for name, value in overrides.items():
        if name not in choices:
            known = ", ".join(choices)
            raise CriteriaError(file=file, where=f"choices.{name}", problem=f"no such choice; known are {known}")
        if value not in choices[name].values:
            known = ", ".join(choices[name].values)
            raise CriteriaError(file=file, where=f"choices.{name}", problem=f"{value} is none of {known}")
    return {name: overrides.get(name, choice.default) for name, choice in choices.items()}
