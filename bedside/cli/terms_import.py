"""`bedside terms import`: keeps NCI's own wording of one version beside the store, for display and for signing."""

import argparse
import sys
from pathlib import Path

from bedside.cli.status import DONE, complain
from bedside.clock import SystemClock
from bedside.errors import InputRefused
from bedside.models.refusals import shown
from bedside.services.official_import import import_wording
from bedside.services.official_wording import known_checksums
from bedside.settings import default_store_folder
from bedside.store.files import refusal_of


def run_import(args: argparse.Namespace) -> int:
    """Import one file and say what is kept now.

    Raises:
        UserFacingError: in one line, what was refused; nothing was changed.
    """
    if len(args.text) != 2:
        raise InputRefused("FILE", shown(" ".join(args.text[1:])), "one file: bedside terms import FILE")
    imported = import_wording(Path(args.text[1]), _folder(args.folder), SystemClock().now(), args.ctcae)
    said = (
        f"CTCAE {imported.version}: the official wording of {len(imported.terms)} terms is kept, from {imported.file}"
    )
    sys.stdout.buffer.write(f"{said}, sha256 {imported.sha256}\n".encode())
    if imported.known:
        sys.stdout.buffer.write(f"{known_checksums()[imported.sha256]['what']}\n".encode())
    else:
        complain("this is no file whose checksum is known: it is shown, but grades cannot be signed on it")
    return DONE


def _folder(given: Path | None) -> Path:
    if given is None:
        folder = default_store_folder()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise refusal_of(error, folder) from None
        return folder
    if not given.is_dir():
        raise InputRefused("--folder", shown(str(given)), "a folder that exists")
    return given
