"""Lends the check's own words to whoever shows a recorded check, so that one answer is never called two names."""

from typing import Final

from bedside.models.canonical import JsonValue
from bedside.views.assess import pages, wording

_ASKED_WITH: Final = {"temperature_unit": "temperature_c"}
"""Items that no page asks by themselves, and the item beside which they are answered."""


class CheckWords:
    """Names of items, answers and parts of the check in the language that is worn."""

    def label(self, item: str) -> str:
        """The short name of an item."""
        return wording.label(item)

    def describe(self, item: str, value: JsonValue) -> str:
        """A kept value in words; "" for an unanswered item."""
        return wording.describe(item, value)

    def group(self, item: str) -> str:
        """The name of the part of the check that asks an item."""
        return wording.step_name(pages.step_of(pages.page_of(_ASKED_WITH.get(item, item))))
