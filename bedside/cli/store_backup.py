"""`bedside store backup` and `bedside store restore`: the ways out and back for a person at a terminal."""

import argparse
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from types import MappingProxyType
from typing import Final

from bedside import settings
from bedside.cli.desk import at_desk
from bedside.clock import SystemClock
from bedside.services.backups import back_up
from bedside.services.restoring import restore

DONE: Final = 0
Password = Callable[[argparse.Namespace], str]


def add_backup_acts(acts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> tuple[argparse.ArgumentParser, ...]:
    """Add `store backup` and `store restore`; returns them, so that they get the arguments that every act has."""
    backup = acts.add_parser("backup", help="copy the store, encrypted, and open the copy to see that it is good")
    backup.add_argument("--to", type=Path, metavar="DIR", help="where to; otherwise where the backup settings say")
    back = acts.add_parser("restore", help="put a backup in the store's place; what stands there moves aside")
    back.add_argument("--from", type=Path, metavar="DIR", dest="backup", required=True, help="the folder of the backup")
    back.add_argument("--reason", required=True, help="why; it goes into the journal")
    return backup, back


def run_backup(args: argparse.Namespace, password: Password) -> int:
    """Sign in, make a backup, sign out; prints where it is.

    Raises:
        UserFacingError: it was refused or failed.
    """
    with at_desk(args, password(args)) as desk:
        made = back_up(desk, args.to)
    _tell(asdict(made))
    return DONE


def run_restore(args: argparse.Namespace, password: Password) -> int:
    """Restore; prints what was put in place and where the old files are.

    Raises:
        UserFacingError: it was refused or failed; RestoreDecided goes on at the next start, after any other the old
            store stands.
    """
    done = restore(
        args.backup,
        args.folder,
        args.user,
        password(args),
        SystemClock(),
        args.reason,
        witness_folder=settings.default_state_folder(),
    )
    _tell(asdict(done))
    return DONE


BACKUP_ACTS: Final[Mapping[str, Callable[[argparse.Namespace, Password], int]]] = MappingProxyType(
    {"backup": run_backup, "restore": run_restore}
)


def _tell(answer: dict[str, object]) -> None:
    print(json.dumps(answer, indent=1, default=str))
