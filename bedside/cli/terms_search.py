"""Searches the CTCAE dictionary and shows what a term asks, as a table or as JSON."""

import argparse
import json
import sys
import unicodedata
from collections.abc import Sequence

from bedside.cli.inputs import protocol_in
from bedside.cli.status import DONE, complain
from bedside.models.ctcae import Question
from bedside.models.protocol import TrialProtocol
from bedside.models.refusals import shown
from bedside.services.terms import TermHit, dictionary_for, search_terms, under_version

MOST_ANSWERS = 5
"""Answers of a question that are named in a table before it says how many more there are; JSON has them all."""


def run_search(args: argparse.Namespace) -> int:
    """Show the terms found, or what one term asks.

    Raises:
        UserFacingError: in one line, what was refused.
    """
    protocol = protocol_in(args.protocol)
    if args.ctcae is not None:
        protocol = under_version(protocol, args.ctcae)
    if args.questions is not None:
        return _ask(args, protocol)
    return _search(args, protocol)


def _search(args: argparse.Namespace, protocol: TrialProtocol) -> int:
    text = " ".join(args.text)
    hits = search_terms(protocol, text, args.limit)
    if args.json:
        _print(json.dumps([_hit_json(hit) for hit in hits], indent=1, ensure_ascii=False))
    elif hits:
        _print(_table([_hit_row(hit, args.language) for hit in hits]))
    if not hits:
        complain(f"TEXT: {shown(text)} finds no term of CTCAE {protocol.ctcae}")
    return DONE


def _ask(args: argparse.Namespace, protocol: TrialProtocol) -> int:
    dictionary = dictionary_for(protocol)
    questions = dictionary.questions(dictionary.term(args.questions))
    if args.json:
        asked = [_question_json(question, args.language) for question in questions]
        _print(json.dumps(asked, indent=1, ensure_ascii=False))
    else:
        _print(_table([_question_row(question, args.language) for question in questions]))
    return DONE


def _hit_json(hit: TermHit) -> dict[str, object]:
    return {
        "code": hit.code,
        "name": hit.name.model_dump(),
        "soc": hit.soc.model_dump(),
        "matched": hit.matched,
        "aesi": hit.aesi,
    }


def _hit_row(hit: TermHit, language: str) -> tuple[str, ...]:
    name = hit.name.in_language(language)
    by = "" if hit.matched in ("", name) else f"({hit.matched})"
    return name, by, "AESI" if hit.aesi else "", hit.soc.in_language(language), hit.code


def _question_json(question: Question, language: str) -> dict[str, object]:
    told: dict[str, object] = {
        "key": question.key,
        "kind": question.kind,
        "text": question.text.in_language(language),
        "grades": list(question.grades),
    }
    if question.kind == "number":
        return told | {"unit": question.unit, "lowest": question.lowest, "highest": question.highest}
    answers = [{"word": choice.word, "text": choice.text.in_language(language)} for choice in question.choices]
    return told | {"answers": answers}


def _question_row(question: Question, language: str) -> tuple[str, ...]:
    grades = ", ".join(str(grade) for grade in question.grades)
    return question.key, question.kind, _answers(question), grades, question.text.in_language(language)


def _answers(question: Question) -> str:
    if question.kind == "number":
        unit = "" if question.unit == "1" else f" {question.unit}"
        return f"{question.lowest:g} to {question.highest:g}{unit}"
    if question.kind == "yes_no":
        return "true, false"
    words = [choice.word for choice in question.choices]
    more = len(words) - MOST_ANSWERS
    named = ", ".join(words[:MOST_ANSWERS])
    return f"{named} and {more} more" if more > 0 else named


def _table(rows: Sequence[tuple[str, ...]]) -> str:
    """Columns side by side; a Chinese sign is two wide."""
    widths = [max(_width(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True) if width]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _print(text: str) -> None:
    # Bytes, because a terminal's own encoding may not know every sign.
    sys.stdout.buffer.write(f"{text}\n".encode())
    sys.stdout.buffer.flush()
