"""The manners every record shares: frozen, strict, closed, and text that survives JSON, SQLite and PostgreSQL."""

from datetime import datetime
from typing import Annotated, ClassVar

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, StringConstraints

NOTE_LENGTH = 4000
"""Characters of the longest free text; a longer one belongs in the hospital record."""


class Model(BaseModel):
    """A frozen record: unknown fields, NaN and type coercion are refused."""

    # defer_build: validators are built at first use, which keeps them out of the start-up path.
    model_config: ClassVar[ConfigDict] = ConfigDict(
        frozen=True, extra="forbid", strict=True, allow_inf_nan=False, defer_build=True
    )


def storable_text(text: str) -> str:
    """Refuse what cannot pass every store: U+0000 and lone surrogates.

    Raises:
        ValueError: naming the character.
    """
    if "\x00" in text:
        raise ValueError("text without the character U+0000")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError("text without lone surrogates") from None
    return text


def whole_milliseconds(moment: datetime) -> datetime:
    """Cut a time to the journal's resolution, so that what is hashed and what is compared are the same."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


Text = Annotated[str, AfterValidator(storable_text), StringConstraints(max_length=NOTE_LENGTH)]
"""Free text that a person typed."""

Name = Annotated[str, AfterValidator(storable_text), StringConstraints(min_length=1, max_length=120)]
"""A short label: a person's printed name, a bed, a drug."""

Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
"""An identifier that people read aloud: subject number, site, user id."""

Moment = Annotated[AwareDatetime, AfterValidator(whole_milliseconds)]
"""A time with its offset from UTC, to the millisecond."""
