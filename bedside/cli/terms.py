"""`bedside terms`: search the CTCAE dictionary, see what a term asks, and import NCI's own wording."""

import argparse
from pathlib import Path
from typing import get_args

from bedside.errors import InputRefused
from bedside.models.ctcae import CtcaeVersion
from bedside.models.refusals import shown

IMPORT = "import"
MOST_TERMS = 1000


def describe_terms(terms: argparse.ArgumentParser) -> None:
    """Say what `terms` takes."""
    terms.description = "Search the CTCAE dictionary; or: bedside terms import FILE, which adds NCI's own wording."
    terms.add_argument("text", metavar="TEXT", nargs="*", help="any name, abbreviation or misspelling; or: import FILE")
    terms.add_argument("--questions", metavar="TERM", help="what the grades of this term depend on")
    terms.add_argument("--ctcae", choices=get_args(CtcaeVersion), help="the version; without it the protocol's")
    terms.add_argument("--language", choices=("en", "zh"), default="en", help="of names and questions")
    terms.add_argument("--limit", type=_count, default=20, metavar="N", help="how many terms at most; 20 without it")
    terms.add_argument("--json", action="store_true", help="JSON instead of a table")
    terms.add_argument("--protocol", type=Path, metavar="FILE", help="use this trial protocol")
    terms.add_argument("--folder", type=Path, metavar="DIR", help="with import: the folder of the store")


def run_terms(args: argparse.Namespace) -> int:
    """Search, ask or import.

    Raises:
        UserFacingError: in one line, what was refused; nothing was changed.
    """
    # Deferred for start-up: no other command needs the dictionary's search, or reads workbooks.
    if args.text[:1] == [IMPORT]:
        from bedside.cli.terms_import import run_import

        return run_import(args)
    if args.folder is not None:
        raise InputRefused("--folder", shown(str(args.folder)), "this only with: bedside terms import FILE")
    from bedside.cli.terms_search import run_search

    return run_search(args)


def _count(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if not 0 < number <= MOST_TERMS:
        raise argparse.ArgumentTypeError(f"{text!r} is refused; allowed is 1 to {MOST_TERMS}")
    return number
