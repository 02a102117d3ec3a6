"""`bedside store check`: asks for credentials, holds the store against itself, answers in JSON."""

import argparse
import getpass
import json
import sys
from pathlib import Path

from bedside.errors import UserFacingError
from bedside.store.check import check_folder

SOUND, UNSOUND, REFUSED = 0, 1, 2


def add_store_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `store check` to the command line."""
    store = subparsers.add_parser("store", help="look after the local store")
    acts = store.add_subparsers(dest="act", required=True)
    check = acts.add_parser("check", help="hold pages, hash chains, projections and key slots against each other")
    check.add_argument("--folder", type=Path, required=True, help="the folder of the store")
    check.add_argument("--user", required=True, help="who asks; the password is asked for")
    check.add_argument("--password-stdin", action="store_true", help="read the password from standard input")


def run_store(args: argparse.Namespace) -> int:
    """Check the store; prints the report, or one line of refusal on standard error."""
    try:
        password = sys.stdin.readline().rstrip("\n") if args.password_stdin else getpass.getpass("Password: ")
        report = check_folder(args.folder, args.user, password)
    except (UserFacingError, EOFError) as error:
        print(str(error) or "no password was given", file=sys.stderr)
        return REFUSED
    print(json.dumps(report.as_json(), indent=1))
    return SOUND if report.sound else UNSOUND
