"""Writes every screen as a picture, in every look: `python -m tests.screenshots DIR [LOOK ...]`; needs no display."""

import os
import sys
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

# Before Qt is imported: the pictures must not depend on whether there is a screen.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QApplication

from tests.tour import LOOKS, Look, tour, ward_template

BY_NIGHT = ("sign-in", "board", "patient", "event-answers", "check-3-circulation", "check-9-review", "saved")
"""The night theme differs in colour only: a few screens show it."""


def write_pictures(folder: Path, looks: Sequence[Look]) -> int:
    """Write a PNG a screen into `folder`/LOOK/; answers how many."""
    written = 0
    with ward_template() as template:
        for look in looks:
            (folder / look.name).mkdir(parents=True, exist_ok=True)
            with tour(look, template) as way:
                for stop in chain(way.stops(), way.first_run()):
                    if look.theme != "night" or stop in BY_NIGHT:
                        way.shown.grab().save(str(folder / look.name / f"{stop}.png"))
                        written += 1
    return written


def main(arguments: Sequence[str]) -> int:
    """The command line."""
    if not arguments:
        print("python -m tests.screenshots DIR [LOOK ...]", file=sys.stderr)
        return 2
    folder, *names = arguments
    unknown = set(names) - {look.name for look in LOOKS}
    if unknown:
        allowed = ", ".join(look.name for look in LOOKS)
        print(f"look: {', '.join(sorted(unknown))} is refused; allowed: {allowed}", file=sys.stderr)
        return 2
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Bedside")
    looks = [look for look in LOOKS if look.name in names or not names]
    print(f"{write_pictures(Path(folder), looks)} pictures in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
