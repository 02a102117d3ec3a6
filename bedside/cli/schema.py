"""`bedside schema`: the JSON Schema of what other programs give and get."""

import argparse
import json
import sys

from bedside.cli.status import DONE
from bedside.cli.systems import SYSTEMS
from bedside.errors import InputRefused
from bedside.models.base import Model
from bedside.models.grade import Answer
from bedside.models.haematotoxicity import IcahtAnswer
from bedside.models.iec_hs import IecHsAnswer
from bedside.models.neurotoxicity import ScreenAnswer
from bedside.models.records import KINDS

ANSWERS: dict[str, type[Model]] = {
    "grade": Answer,
    "grade.icaht": IcahtAnswer,
    "grade.iec-hs": IecHsAnswer,
    "grade.neurotoxicity-screen": ScreenAnswer,
}
"""What `bedside grade` answers: the common shape, and the systems that say more."""


def describe_schema(schema: argparse.ArgumentParser) -> None:
    """Say what `schema` takes."""
    schema.description = "JSON Schema of an input or of a record kind; without NAME the list of them."
    schema.add_argument("name", metavar="NAME", nargs="?")


def run_schema(args: argparse.Namespace) -> int:
    """Print one schema, or the names of all.

    Raises:
        InputRefused: there is no such schema.
    """
    models = known_schemas()
    if args.name is None:
        text = "\n".join(models)
    elif args.name in models:
        text = json.dumps(models[args.name].model_json_schema(), indent=1, ensure_ascii=False)
    else:
        raise InputRefused("NAME", args.name, "one of " + ", ".join(models))
    sys.stdout.buffer.write(f"{text}\n".encode())
    sys.stdout.buffer.flush()
    return DONE


def known_schemas() -> dict[str, type[Model]]:
    """Every model whose JSON is a contract, by the name it is asked for."""
    inputs = {name: system.facts for name, system in SYSTEMS.items()}
    return {**inputs, **ANSWERS, **{kind.value: model for kind, model in KINDS.items()}}
