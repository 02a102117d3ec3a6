"""Reads the files of shipped cases, and says in one line what is wrong with one."""

import json
import tomllib
from typing import TypeVar

from pydantic import ValidationError

from bedside.errors import CriteriaError
from bedside.models.base import Model

M = TypeVar("M", bound=Model)


def read_case_file(model: type[M], text: str, file: str) -> M:
    """Read TOML into `model`.

    Raises:
        CriteriaError: naming the file and what is wrong with it.
    """
    try:
        return model.model_validate_json(json.dumps(tomllib.loads(text)))
    except tomllib.TOMLDecodeError as error:
        raise CriteriaError(file=file, where="file", problem=f"not TOML: {error}") from None
    except ValidationError as error:
        raise first_problem(file, error) from None


def first_problem(file: str, error: ValidationError) -> CriteriaError:
    """The first thing that is wrong with a file, by its field."""
    first, *_ = error.errors(include_url=False)
    where = ".".join(str(part) for part in first["loc"])
    return CriteriaError(file=file, where=where, problem=first["msg"])
