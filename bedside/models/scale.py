"""What every published instrument says of itself: where it stands and who has checked it."""

from typing import Annotated, Literal

from pydantic import Field

from bedside.models.base import Code, Model, Name, Text

DayText = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]


class Source(Model):
    """A publication, with what of it was seen; a rule that stands only in running text says so."""

    key: Code
    citation: Text
    doi: Text = ""
    table: Text = ""
    seen: Text


class Scale(Model):
    """The head of an instrument's file; its rules or figures follow in the subclass."""

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
