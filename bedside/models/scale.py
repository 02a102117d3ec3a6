"""What every published scale that is not a table of domains says of itself: where it stands and who has checked it."""

from typing import Literal

from pydantic import Field

from bedside.models.base import Code, Model, Name
from bedside.models.criteria import DayText, Source


class Scale(Model):
    """The head of a scale's file; its figures follow in the subclass."""

    id: Code
    version: Name
    system: Name
    source: Name
    status: Literal["draft", "in use", "retired"]
    prepared_by: Name
    prepared_on: DayText
    checked_by: Name
    checked_on: DayText | Literal[""]
    sources: tuple[Source, ...] = Field(min_length=1)
