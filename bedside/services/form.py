"""Makes a record of what a form holds, or refuses it in the form's own words rather than a validator's."""

from collections.abc import Mapping
from typing import TypeVar

from pydantic import ValidationError

from bedside.errors import InputRefused
from bedside.models.base import NOTE_LENGTH, Model, storable_text
from bedside.models.refusals import refusals, shown

LONGEST_LABEL = 120
"""Characters of a short label: a bed, a name, a record number."""

CODE_ALLOWED = "up to 64 letters, digits, '.', '_' or '-', the first a letter or digit"

Record = TypeVar("Record", bound=Model)


def filled(record: type[Record], values: Mapping[str, object], allowed: Mapping[str, str]) -> Record:
    """A `record` of `values`; `allowed` says by field what would be taken.

    Raises:
        InputRefused: for the first field that cannot be taken.
    """
    try:
        return record.model_validate(dict(values))
    except ValidationError as error:
        refusal = refusals(error, record)[0]
        field = refusal.field.partition(".")[0]
        raise InputRefused(field, refusal.given, allowed.get(field, refusal.allowed)) from None


def reason(text: str) -> str:
    """Why something is done, without the white space around it.

    Raises:
        InputRefused: nothing was given, or it is too long.
    """
    given = text[: NOTE_LENGTH + 1].strip()
    if not given or len(given) > NOTE_LENGTH:
        raise InputRefused("reason", shown(given), f"why, in up to {NOTE_LENGTH} characters")
    try:
        return storable_text(given)
    except ValueError as error:
        raise InputRefused("reason", shown(given), str(error)) from None


def label(field: str, text: str, *, needed: bool) -> str:
    """A short label without the white space around it.

    Raises:
        InputRefused: it is too long, spans lines, cannot be stored, or is empty though `needed`.
    """
    given = text[: 4 * LONGEST_LABEL].strip()
    at_least = 1 if needed else 0
    whole = len(text) <= 4 * LONGEST_LABEL and at_least <= len(given) <= LONGEST_LABEL
    if not whole or any(sign in given for sign in "\n\r\t"):
        raise InputRefused(field, shown(given), f"one line of {at_least} to {LONGEST_LABEL} characters")
    try:
        return storable_text(given)
    except ValueError as error:
        raise InputRefused(field, shown(given), str(error)) from None
