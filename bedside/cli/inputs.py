"""Reads what is given to the command line, and refuses it in words: facts in JSON, a protocol."""

import json
import sys
from pathlib import Path
from typing import BinaryIO, TypeVar

from pydantic import ValidationError

from bedside.errors import InputRefused, ProtocolError
from bedside.models.base import Model
from bedside.models.protocol import TrialProtocol, read_protocol
from bedside.models.refusals import refusals, shown
from bedside.resources import resource_path

SHIPPED_PROTOCOL = "bedside-demo.toml"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"

F = TypeVar("F", bound=Model)


class FactsError(Exception):
    """One JSON object that holds no facts that can be graded, with a line for each reason."""

    def __init__(self, *lines: InputRefused) -> None:
        self.lines = lines
        super().__init__(*lines)


def protocol_in(file: Path | None) -> TrialProtocol:
    """The protocol in `file`, or the one that is shipped.

    Raises:
        ProtocolError: it cannot be read or used.
    """
    path = file or resource_path("protocols", SHIPPED_PROTOCOL)
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ProtocolError(file=path.name, where="file", problem=error.strerror or "cannot be read") from None
    except UnicodeDecodeError:
        raise ProtocolError(file=path.name, where="file", problem="not UTF-8 text") from None
    return read_protocol(text, path.name)


def opened(file: str) -> BinaryIO:
    """The bytes of `file`, or of standard input for "-".

    Raises:
        InputRefused: it cannot be read.
    """
    if file == "-":
        return sys.stdin.buffer
    try:
        return open(file, "rb")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "cannot be read"
        raise InputRefused("FILE", shown(file), f"a readable file ({reason})") from None


def read_facts(model: type[F], text: bytes) -> F:
    """The facts in one JSON object.

    Raises:
        FactsError: with a line for each reason.
    """
    try:
        facts = model.model_validate_json(text)
    except ValidationError as error:
        _refuse_no_json(text)
        raise FactsError(*refusals(error, model)) from None
    # The validator takes the last of two values of one field. There is a colon for each field at least, so only where
    # there are more of them need one look again.
    more = text.count(b":") - len(facts.model_fields_set)
    if more and more != _named_within(facts):
        json.loads(text, object_pairs_hook=_once)
    return facts


def _named_within(facts: Model) -> int:
    """Names in the plain objects that fields hold, which cost a colon each."""
    return sum([len(value) for value in facts.__dict__.values() if type(value) is dict])


def _refuse_no_json(text: bytes) -> None:
    if not text.strip():
        raise FactsError(InputRefused("JSON", "nothing", "one JSON object"))
    if text.startswith(BYTE_ORDER_MARK):
        raise FactsError(InputRefused("JSON", "a byte order mark", "JSON in UTF-8 without one"))


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise FactsError(InputRefused(twice, "given twice", "each field once"))
    return fields
