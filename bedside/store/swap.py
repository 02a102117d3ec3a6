"""Puts prepared files in the place of a store's own, so that wherever it is cut off the old store stands or the new.

The plan is the point of no return: before it is written the old files stand untouched, afterwards whoever takes the
store's lock next finishes it. Nothing is deleted; what stood there moves into a folder beside it.
"""

import json
import os
import shutil
from pathlib import Path
from typing import Final

from bedside.store.files import sync_folder, write_whole
from bedside.store.slots import DATABASE_FILE, SLOTS_FILE
from bedside.store.unit_of_work import AtStep, no_step

PLAN_FILE: Final = "restore.json"
STAGING: Final = "restoring"
"""Folder inside the store's own with the files that shall take its place."""

SET_ASIDE: Final = "set-aside-"
_BESIDE: Final = (f"{DATABASE_FILE}-wal", f"{DATABASE_FILE}-shm", "witness", "attempts.log")
"""What belongs to the old database and must be gone before the new one takes its name."""


def swap(folder: Path, aside_name: str, at_step: AtStep = no_step) -> None:
    """Put the files in `folder`'s staging folder in the place of its own, which move into the folder `aside_name`.

    Raises:
        OSError: it could not be finished; `settle_swap` goes on where it stopped.
    """
    write_whole(folder / PLAN_FILE, json.dumps({"aside": aside_name}).encode())
    at_step("restore_decided")
    _finish(folder, aside_name, at_step)


def settle_swap(folder: Path) -> None:
    """Finish a swap that was decided, or throw away what was prepared for one that was not. The lock must be held.

    Raises:
        OSError: it could not be finished.
    """
    plan = folder / PLAN_FILE
    if plan.exists():
        _finish(folder, json.loads(plan.read_bytes())["aside"], no_step)
    elif (folder / STAGING).exists():
        shutil.rmtree(folder / STAGING)


def _finish(folder: Path, aside_name: str, at_step: AtStep) -> None:
    """Each act can be done again after any cut; the new database takes its name last, and is how far it got."""
    staged, aside = folder / STAGING, folder / aside_name
    if (staged / DATABASE_FILE).exists():
        aside.mkdir(mode=0o700, exist_ok=True)
        for name in _BESIDE:
            _move(folder / name, aside / name)
        at_step("restore_set_aside")
        if (staged / SLOTS_FILE).exists():
            # Copied and then replaced in one step: the sign-in screen reads this file without the lock.
            if (folder / SLOTS_FILE).exists():
                write_whole(aside / SLOTS_FILE, (folder / SLOTS_FILE).read_bytes())
            os.replace(staged / SLOTS_FILE, folder / SLOTS_FILE)
        at_step("restore_keys_placed")
        _move(folder / DATABASE_FILE, aside / DATABASE_FILE)
        sync_folder(aside)
        at_step("restore_old_moved")
        os.replace(staged / DATABASE_FILE, folder / DATABASE_FILE)
        sync_folder(folder)
    at_step("restore_placed")
    shutil.rmtree(staged, ignore_errors=True)
    (folder / PLAN_FILE).unlink()
    sync_folder(folder)


def _move(source: Path, target: Path) -> None:
    if source.exists():
        os.replace(source, target)
