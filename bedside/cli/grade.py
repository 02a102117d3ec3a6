"""`bedside grade`: facts in, the grade with its reasons out; one object, or a batch of lines."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from bedside.cli.inputs import FactsError, opened, protocol_in
from bedside.cli.status import DONE, IN_PART, REFUSED, complain
from bedside.cli.systems import SYSTEMS, System, Told
from bedside.errors import InputRefused
from bedside.models.protocol import TrialProtocol

FEW_LINES = 512
"""Answers that are written together; enough that writing costs nothing beside grading."""

MOST_SPELT = 16_384
"""Answers whose JSON is kept, because a batch says the same few things again and again."""


def describe_grade(grade: argparse.ArgumentParser) -> None:
    """Say what `grade` takes."""
    grade.description = "Grade facts: one JSON object, or JSON Lines with --lines."
    grade.add_argument("system", metavar="SYSTEM", help="one of " + ", ".join(SYSTEMS))
    grade.add_argument("file", metavar="FILE", nargs="?", default="-", help="a file; standard input without it")
    grade.add_argument("--lines", action="store_true", help="one JSON object a line, one answer a line")
    grade.add_argument("--protocol", type=Path, metavar="FILE", help="use this trial protocol")
    grade.add_argument("--language", choices=("en", "zh"), default="en", help="of the texts")


def run_grade(args: argparse.Namespace) -> int:
    """Grade what is given.

    Raises:
        UserFacingError: nothing could be graded, in one line.
    """
    if args.system not in SYSTEMS:
        raise InputRefused("SYSTEM", args.system, "one of " + ", ".join(SYSTEMS))
    batch = _Batch(SYSTEMS[args.system], protocol_in(args.protocol), args.language)
    source = opened(args.file)
    try:
        return batch.lines(source) if args.lines else batch.one(source)
    finally:
        if args.file != "-":
            source.close()


_SPELL = json.JSONEncoder(ensure_ascii=False).encode


class _Batch:
    """Answers one object or many by one system."""

    def __init__(self, system: System, protocol: TrialProtocol, language: str) -> None:
        self._grade = system.under(protocol)
        self._language = language
        self._spelt: dict[int, tuple[Told, str]] = {}

    def one(self, source: BinaryIO) -> int:
        """Answer one object; refused, it says why on standard error and answers nothing."""
        try:
            answer = self._answer(source.read())
        except FactsError as refused:
            complain(*refused.lines)
            return REFUSED
        _write([answer])
        return DONE

    def lines(self, source: BinaryIO) -> int:
        """Answer each line, in order; a refused one answers what was refused, and the others are not held up."""
        answered = refused = 0
        waiting: list[str] = []
        for number, answer, complaints in self._graded(source):
            answered, refused = answered + (not complaints), refused + bool(complaints)
            if complaints:
                complain(*(f"line {number}: {complaint}" for complaint in complaints))
            waiting.append(answer)
            if len(waiting) >= FEW_LINES:
                _write(waiting)
                waiting.clear()
        _write(waiting)
        if not answered and not refused:
            complain(InputRefused("JSON", "nothing", "one JSON object a line"))
        if not answered:
            return REFUSED
        return IN_PART if refused else DONE

    def _graded(self, source: BinaryIO) -> Iterator[tuple[int, str, tuple[InputRefused, ...]]]:
        for number, line in enumerate(source, start=1):
            try:
                yield number, self._answer(line.rstrip(b"\r\n")), ()
            except FactsError as refused:
                told = [{"field": one.field, "given": one.given, "allowed": one.allowed} for one in refused.lines]
                yield number, _SPELL({"line": number, "refused": told}), refused.lines

    def _answer(self, text: bytes) -> str:
        told = self._grade(text)
        # An answer that comes again is the very object that came before, which is kept here so that its id stays its.
        spelt = self._spelt.get(id(told))
        if spelt is None:
            if len(self._spelt) >= MOST_SPELT:
                self._spelt.clear()
            spelt = self._spelt[id(told)] = told, _SPELL(told.as_contract(self._language))
        return spelt[1]


def _write(answers: list[str]) -> None:
    # Bytes, because a terminal's own encoding may not know every sign.
    sys.stdout.buffer.write("".join(f"{answer}\n" for answer in answers).encode())
    sys.stdout.buffer.flush()
