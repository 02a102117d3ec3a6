"""Makes a synthetic ward in a folder from the command line: the demo's own, or a larger one for measurements."""

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bedside.clock import SystemClock
from bedside.errors import ProtocolError, UserFacingError
from bedside.grading import load_instruments
from bedside.models.protocol import read_protocol
from bedside.resources import resource_path, resource_texts
from bedside.simulation.ward import SEED, World, demo_store, fresh_passwords, large_store

DONE, REFUSED = 0, 2
MOST_PATIENTS, MOST_DAYS, MOST_ASSESSMENTS = 999, 3000, 1_000_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the ward that `arguments` ask for; a JSON line with the passwords of its users goes to standard output."""
    asked = _parser().parse_args(arguments)
    began = time.monotonic()
    try:
        world, passwords = _make(asked)
    except UserFacingError as error:
        sys.stderr.write(f"{error}\n")
        return REFUSED
    line = {
        "folder": str(asked.folder),
        "patients": world.patients,
        "assessments": world.assessments,
        "entries": world.entries,
        "seconds": round(time.monotonic() - began, 1),
        "passwords": passwords,
    }
    sys.stdout.write(json.dumps(line) + "\n")
    return DONE


def _make(asked: argparse.Namespace) -> tuple[World, dict[str, str]]:
    file = asked.protocol or resource_path("protocols", "bedside-demo.toml")
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise ProtocolError(file=file.name, where="file", problem="it cannot be read as UTF-8 text") from None
    protocol = read_protocol(text, file.name)
    instruments = load_instruments(resource_texts("criteria"), protocol)
    clock, passwords = SystemClock(), fresh_passwords()
    if asked.patients is None:
        world = demo_store(asked.folder, clock, protocol, instruments, passwords, seed=asked.seed)
    else:
        world = large_store(
            asked.folder,
            clock.now(),
            protocol,
            instruments,
            passwords,
            patients=asked.patients,
            days=asked.days,
            assessments=asked.assessments,
            seed=asked.seed,
        )
    return world, passwords


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bedside.simulation", description=__doc__, allow_abbrev=False)
    parser.add_argument("--folder", type=Path, required=True, help="where the store is made; must hold none")
    parser.add_argument("--patients", type=_number(MOST_PATIENTS), help="so many, for a larger ward than the demo's")
    parser.add_argument("--days", type=_number(MOST_DAYS), default=28, help="how long ago the first was infused (28)")
    parser.add_argument(
        "--assessments", type=_number(MOST_ASSESSMENTS), help="about so many at least, in a larger ward"
    )
    parser.add_argument("--seed", type=int, default=SEED, help=f"the same seed gives the same answers ({SEED})")
    parser.add_argument("--protocol", type=Path, help="another trial protocol file")
    return parser


def _number(most: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        value = int(text)
        if not 1 <= value <= most:
            raise argparse.ArgumentTypeError(f"{value} is refused; allowed is 1 to {most}")
        return value

    return number


if __name__ == "__main__":
    sys.exit(main())
