"""`bedside store rekey` and `bedside store recover`: a new key for the store, and the way back in by two codes."""

import argparse
import getpass
import json
import sys
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from bedside import settings
from bedside.cli.desk import at_desk
from bedside.clock import SystemClock
from bedside.services.credentials import recover_administrator, rekey

DONE: Final = 0
Password = Callable[[argparse.Namespace], str]


def add_key_acts(acts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> tuple[argparse.ArgumentParser, ...]:
    """Add `store rekey` and `store recover`; returns them, so that they get the arguments that every act has."""
    new_key = acts.add_parser("rekey", help="give the store a new key; everybody keeps their password")
    back = acts.add_parser("recover", help="give an administrator a new password by both recovery codes")
    return new_key, back


def run_rekey(args: argparse.Namespace, password: Password) -> int:
    """Sign in, give the store a new key, sign out; prints who needs a new password now.

    Raises:
        UserFacingError: it was refused or failed; the old key holds then.
    """
    with at_desk(args, password(args)) as desk:
        left_out = rekey(desk)
    print(json.dumps({"rekeyed": True, "need_a_new_password": list(left_out)}, indent=1))
    return DONE


def run_recover(args: argparse.Namespace, _: Password) -> int:
    """Ask for both codes and a new password, none of them an argument; with `--password-stdin` from three lines.

    Raises:
        UserFacingError: it was refused; nothing was changed.
    """
    ask = _from_stdin if args.password_stdin else getpass.getpass
    codes = ask("First person's code: "), ask("Second person's code: ")
    recover_administrator(
        args.folder,
        *codes,
        args.user,
        ask("New password: "),
        SystemClock(),
        witness_folder=settings.default_state_folder(),
    )
    print(json.dumps({"recovered": args.user, "recovery_codes": "used; make new ones"}, indent=1))
    return DONE


def _from_stdin(_: str) -> str:
    return sys.stdin.readline().rstrip("\n")


KEY_ACTS: Final[Mapping[str, Callable[[argparse.Namespace, Password], int]]] = MappingProxyType(
    {"rekey": run_rekey, "recover": run_recover}
)
