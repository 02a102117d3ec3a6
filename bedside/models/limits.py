"""Ties a field to what its number can be, so that the record and the refusal line read the same limits."""

from pydantic import Field

from bedside.models.facts import POSSIBLE, Possible

DAY = POSSIBLE["day"]
"""Days since infusion, as everywhere."""


def within(possible: Possible) -> object:
    """The constraint of a field whose values lie within `possible`, bounds included."""
    return Field(ge=possible.low, le=possible.high)
