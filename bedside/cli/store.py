"""`bedside store`: asks for credentials, holds the store against itself or its grades against the criteria."""

import argparse
import getpass
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from bedside.cli.inputs import protocol_in
from bedside.cli.status import complain
from bedside.cli.store_audit import describe_audit, run_audit
from bedside.cli.store_backup import BACKUP_ACTS, add_backup_acts
from bedside.cli.store_keys import KEY_ACTS, add_key_acts
from bedside.cli.store_redact import add_redact_act, run_redact
from bedside.clock import SystemClock
from bedside.errors import InputRefused, UserFacingError
from bedside.services.criteria_texts import CriteriaInForce, shipped_texts, texts_in
from bedside.services.regrade import GRADED_KINDS, RegradeReport, regrade
from bedside.store.check import check_folder
from bedside.store.inspection import inspected

SOUND, UNSOUND, REFUSED = 0, 1, 2
SAME, DIFFERENT = 0, 1


def add_store_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add every act on a store to the command line."""
    store = subparsers.add_parser("store", help="look after the local store")
    acts = store.add_subparsers(dest="act", required=True)
    check = acts.add_parser("check", help="hold pages, hash chains, projections and key slots against each other")
    again = acts.add_parser("regrade", help="say which grades would come out otherwise today; nothing is changed")
    audit = acts.add_parser("audit", help="list the audit trail, verify it, report on it or export it")
    for act in (check, again, audit, *add_backup_acts(acts), *add_key_acts(acts), add_redact_act(acts)):
        act.add_argument("--folder", type=Path, required=True, help="the folder of the store")
        act.add_argument("--user", required=True, help="who asks; the password is asked for")
        act.add_argument("--password-stdin", action="store_true", help="read the password from standard input")
    again.add_argument("--dry-run", action="store_true", help="required: it changes nothing")
    again.add_argument("--criteria", type=Path, metavar="DIR", help="criteria in place of those that ship")
    again.add_argument("--protocol", type=Path, metavar="FILE", help="use this trial protocol")
    again.add_argument("--json", action="store_true", help="answer in JSON")
    describe_audit(audit)


def run_store(args: argparse.Namespace) -> int:
    """Run one act; prints the report, or one line of refusal on standard error."""
    try:
        with_password = {**BACKUP_ACTS, **KEY_ACTS, "redact": run_redact}.get(args.act)
        if with_password is not None:
            return with_password(args, _password)
        return _ACTS[args.act](args)
    except (UserFacingError, EOFError) as error:
        complain(str(error) or "no password was given")
        return REFUSED


def _check(args: argparse.Namespace) -> int:
    report = check_folder(args.folder, args.user, _password(args), SystemClock())
    print(json.dumps(report.as_json(), indent=1))
    return SOUND if report.sound else UNSOUND


def _regrade(args: argparse.Namespace) -> int:
    if not args.dry_run:
        raise InputRefused("regrade", "without --dry-run", "--dry-run alone: a regrade changes nothing")
    texts = shipped_texts() if args.criteria is None else texts_in(args.criteria)
    criteria = CriteriaInForce(texts, protocol_in(args.protocol))
    with inspected(args.folder, args.user, _password(args), SystemClock()) as reader:
        report = regrade(reader.records_of_kinds(GRADED_KINDS), criteria)
    if args.json:
        print(json.dumps(report.as_json(), indent=1))
    else:
        _tell(report)
    return DIFFERENT if report.changes else SAME


def _audit(args: argparse.Namespace) -> int:
    return run_audit(args, _password(args))


def _tell(report: RegradeReport) -> None:
    for change in report.changes:
        print(change)
    print(
        f"{report.grades} grades of {report.records} records: {len(report.changes)} would come out otherwise,"
        f" {report.other_criteria} were made by other criteria and {report.other_protocol} under another protocol;"
        " nothing was changed"
    )


def _password(args: argparse.Namespace) -> str:
    return sys.stdin.readline().rstrip("\n") if args.password_stdin else getpass.getpass("Password: ")


_ACTS: Final[dict[str, Callable[[argparse.Namespace], int]]] = {"check": _check, "regrade": _regrade, "audit": _audit}
