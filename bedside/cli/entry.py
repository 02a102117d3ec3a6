"""Reads the command line, runs the command, and turns every expected failure into one line and an exit status."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from bedside.cli.grade import describe_grade, run_grade
from bedside.cli.schema import describe_schema, run_schema
from bedside.cli.selftest import describe_selftest, run_selftest
from bedside.cli.status import DONE, REFUSED, complain
from bedside.cli.terms import describe_terms, run_terms
from bedside.errors import InputRefused, UserFacingError

INTERRUPTED = 130
"""What shells expect of a program that was stopped from the keyboard."""

Describe = Callable[[argparse.ArgumentParser], None]
Run = Callable[[argparse.Namespace], int]

COMMANDS: dict[str, tuple[Describe, Run]] = {
    "grade": (describe_grade, run_grade),
    "schema": (describe_schema, run_schema),
    "selftest": (describe_selftest, run_selftest),
    "terms": (describe_terms, run_terms),
}
"""What each command takes and does; `store` stands apart, as it alone needs the database."""


class _Parser(argparse.ArgumentParser):
    """Refuses usage in one line instead of argparse's several."""

    def error(self, message: str) -> NoReturn:
        complain(f"{self.prog}: {message}; see {self.prog} --help")
        raise SystemExit(REFUSED)


def main(arguments: Sequence[str]) -> int:
    """Run one command with its `arguments` (the command's name first); the exit status of the process."""
    try:
        status = _run(*arguments)
        sys.stdout.flush()
    except UserFacingError as refusal:
        complain(refusal)
        return REFUSED
    except SystemExit as ending:
        return ending.code if isinstance(ending.code, int) else REFUSED
    except BrokenPipeError:
        _drop_output()
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


def _run(command: str = "", *rest: str) -> int:
    if command == "store":
        return _run_store(rest)
    if command not in COMMANDS:
        raise InputRefused("COMMAND", command or "nothing", "one of " + ", ".join((*COMMANDS, "store")))
    describe, run = COMMANDS[command]
    parser = _Parser(prog=f"bedside {command}", allow_abbrev=False)
    describe(parser)
    # Intermixed, so that options may stand between SYSTEM and FILE.
    return run(parser.parse_intermixed_args(rest))


def _run_store(rest: Sequence[str]) -> int:
    # Heavy (SQLAlchemy, SQLCipher), and no other command needs it.
    from bedside.cli.store import add_store_parser, run_store

    parser: argparse.ArgumentParser = _Parser(prog="bedside", allow_abbrev=False)
    add_store_parser(parser.add_subparsers(dest="command", required=True))
    return run_store(parser.parse_args(["store", *rest]))


def _drop_output() -> None:
    """Whoever read has gone: nothing more is to be said, not even by the interpreter's own last flush."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
