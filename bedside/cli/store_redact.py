"""`bedside store redact`: takes the content of one entry out for good; a signed mark stays in its place."""

import argparse
import json
from collections.abc import Callable
from typing import Final
from uuid import UUID

from bedside.cli.desk import at_desk
from bedside.errors import InputRefused
from bedside.models.refusals import shown
from bedside.services.redaction import redact

DONE: Final = 0
Password = Callable[[argparse.Namespace], str]


def add_redact_act(acts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    """Add `store redact`; returns it, so that it gets the arguments that every act has."""
    act = acts.add_parser("redact", help="take what never belonged in the journal out of one entry; a mark stays")
    act.add_argument("entry", metavar="ENTRY", help="its id, as the audit trail shows it")
    act.add_argument("--reason", required=True, help="why, without repeating it: the reason stays readable for ever")
    return act


def run_redact(args: argparse.Namespace, password: Password) -> int:
    """Sign in, take the entry's content out, sign out; prints the id of the mark.

    Raises:
        UserFacingError: it was refused; nothing was taken out.
    """
    typed = password(args)
    entry_id = _entry_id(args.entry)
    with at_desk(args, typed) as desk:
        mark = redact(desk, entry_id, args.reason, typed)
    print(json.dumps({"redacted": str(entry_id), "mark": str(mark)}, indent=1))
    return DONE


def _entry_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise InputRefused("ENTRY", shown(text), "an entry's id, as the audit trail shows it") from None
