"""Reads a criteria file's text into validated criteria with a checksum that does not depend on how it is laid out."""

import hashlib
import json
import tomllib
from typing import TypeVar

from pydantic import ValidationError

from bedside.errors import CriteriaError
from bedside.models.base import Model
from bedside.models.canonical import canonical_bytes
from bedside.models.criteria import Criteria
from bedside.models.facts import FACTS

M = TypeVar("M", bound=Model)


def read_criteria(text: str, file: str) -> tuple[Criteria, str]:
    """Read the TOML `text`; `file` is only named in errors. The checksum is SHA-256 of the canonical content.

    Raises:
        CriteriaError: naming the file, the place and the problem.
    """
    criteria, checksum = read_file(Criteria, text, file)
    _check_facts(criteria, file)
    return criteria, checksum


def read_file(model: type[M], text: str, file: str) -> tuple[M, str]:
    """Read any file of rules as `model`, with its checksum; see `read_criteria`."""
    try:
        data = tomllib.loads(text)
        content = canonical_bytes(data)
    except tomllib.TOMLDecodeError as error:
        raise CriteriaError(file=file, where="file", problem=f"not TOML: {error}") from None
    except (TypeError, ValueError) as error:
        raise CriteriaError(file=file, where="file", problem=str(error)) from None
    try:
        # Through JSON, because strict models take an array for a tuple only there.
        found = model.model_validate_json(json.dumps(data))
    except ValidationError as error:
        first, *_ = error.errors(include_url=False)
        where = ".".join(str(part) for part in first["loc"]) or "file"
        raise CriteriaError(file=file, where=where, problem=first["msg"]) from None
    return found, hashlib.sha256(content).hexdigest()


def _check_facts(criteria: Criteria, file: str) -> None:
    fields = FACTS[criteria.facts_of].model_fields
    for fact in criteria.facts:
        if fact not in fields:
            raise CriteriaError(file=file, where=f"facts.{fact}", problem=f"{criteria.facts_of} has no such fact")
