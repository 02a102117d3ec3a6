"""What is killed: every act that writes, with the names of its steps. A step that no act has fails a test."""

import os
import shutil
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bedside.models.projections import Draft
from bedside.store.backup import write_backup
from bedside.store.clones import Acceptance
from bedside.store.restore import Restoring, restore_store
from bedside.store.slots import SlotUser
from bedside.store.store import Store, create_store, open_store
from bedside.store.unit_of_work import AtStep, UnitOfWork
from tests.faults.found import token
from tests.store.children import Tell
from tests.store.records import CHEAP, NOW, NURSE, PASSWORD, SUBJECT, HandClock, assessment, new, subject

BACKUP_STEPS = ("backup_copied", "backup_proven", "backup_described", "backup_made")
RESTORE_STEPS = (
    *("restore_copied", "restore_prepared", "restore_decided", "restore_set_aside", "restore_keys_placed"),
    *("restore_old_moved", "restore_placed", "restore_witnessed"),
)
REKEY_STEPS = ("rekey_begun", "rekey_exported", "rekey_swapped", "rekey_done")
OLD_STORE = Path(__file__).parents[1] / "fixtures" / "stores" / "v0001"


@dataclass(frozen=True)
class Act:
    """One thing that a person does to a store: `run(folder, at_step, tell)` tells what is acknowledged, when it is."""

    name: str
    steps: dict[str, int]
    """Where it is killed: the step's name, and the how manieth time that it is reached."""
    run: Callable[[Path, AtStep, Tell], None]
    lay_out: Callable[[Path], None]
    """Makes the folder as the act finds it."""


def dies_at(step: str, times: int) -> AtStep:
    """Ends the process the `times`-th time that `step` is reached."""
    left = [times]

    def at_step(reached: str) -> None:
        if reached == step:
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)

    return at_step


def ignore(_step: str) -> None:
    """Nobody dies at any step."""


def make_ward(folder: Path) -> None:
    """A closed store with one subject."""
    with create_store(folder, NURSE, PASSWORD, "site-1", "trial-1", HandClock(), cost=CHEAP) as store:
        store.write(lambda work: work.append(new(subject())))


def lay_out_old_store(folder: Path) -> None:
    """A store as the first release left it."""
    shutil.copytree(OLD_STORE, folder)


def open_ward(folder: Path, at_step: AtStep) -> Store:
    """The store as a process of its own opens it."""
    return open_store(folder, NURSE.user_id, PASSWORD, HandClock(), at_step=at_step)


# ---------------------------------------------------------------- the acts


def save(store: Store, tell: Tell) -> None:
    """Save one check and tell it when it is acknowledged."""
    note = token()
    store.write(lambda work: work.append(new(assessment(note=note))))
    tell(["check", note])


def start_draft(work: UnitOfWork) -> Draft:
    """Begin a check, or take up the one that an earlier life left."""
    for draft in work.reader.drafts():
        return draft
    return work.drafts.start(subject_id=SUBJECT, started_by=NURSE.user_id, started_at=NOW, due_at=None, step="identity")


def answer(store: Store, draft: Draft, number: int, tell: Tell) -> None:
    """Keep one answer of a draft; the same items come again with higher numbers."""
    item = f"item_{number % 5}"
    keep = partial(_keep_answer, draft=draft, item=item, number=number)
    store.write(keep)
    tell(["answer", str(draft.draft_id), item, number])


def _keep_answer(work: UnitOfWork, draft: Draft, item: str, number: int) -> None:
    work.drafts.keep_answer(draft.draft_id, item, number, author_id=NURSE.user_id, at=NOW, step="patient")


def complete(store: Store, draft: Draft, tell: Tell) -> None:
    """Make a check of a draft: both in one transaction."""
    note = token()

    def both(work: UnitOfWork) -> None:
        work.append(new(assessment(note=note)))
        work.drafts.finish(draft.draft_id)

    store.write(both)
    tell(["check", note])


def _saves(folder: Path, at_step: AtStep, tell: Tell) -> None:
    store = open_ward(folder, at_step)
    for _ in range(8):
        save(store, tell)
    store.close()


def _answers(folder: Path, at_step: AtStep, tell: Tell) -> None:
    store = open_ward(folder, at_step)
    draft = store.write(start_draft)
    for _ in range(20):
        # Higher in every life, so that what an earlier one left is not taken for this one's.
        answer(store, draft, time.time_ns() // 1000, tell)
    store.close()


def _completes(folder: Path, at_step: AtStep, tell: Tell) -> None:
    store = open_ward(folder, at_step)
    for _ in range(4):
        complete(store, store.write(start_draft), tell)
    store.close()


def _batch(folder: Path, at_step: AtStep, tell: Tell) -> None:
    store = open_ward(folder, at_step)
    inside: list[list[object]] = []
    with store.batch():
        for _ in range(20):
            save(store, inside.append)
    for told in inside:
        tell(told)
    store.close()


def _adds_people(folder: Path, at_step: AtStep, tell: Tell) -> None:
    store = open_ward(folder, at_step)
    for number in range(3):
        person = SlotUser(f"nurse-{time.time_ns()}", f"Nurse {number}", "nurse")
        store.add_user(person, "another one", cost=CHEAP)
        tell(["person", person.user_id, "another one"])
    store.close()


def _migrates(folder: Path, at_step: AtStep, tell: Tell) -> None:
    store = open_ward(folder, at_step)
    save(store, tell)
    store.close()


def _begins_a_chain(folder: Path, at_step: AtStep, tell: Tell) -> None:
    """Goes on with what may be an older copy, as somebody with a reason may."""
    accepted = Acceptance("it is what is left", anybody)
    store = open_store(folder, NURSE.user_id, PASSWORD, HandClock(), accept_older=accepted, at_step=at_step)
    save(store, tell)
    store.close()


def anybody(_user: SlotUser) -> None:
    """Who may restore or go on with an older copy is not what is tried here."""


def _restores(folder: Path, at_step: AtStep, tell: Tell) -> None:
    """Puts back a backup of all that there is, so that nothing acknowledged may be missing whenever it is cut off."""
    backups = folder.with_name(f"{folder.name}-backups")
    with open_ward(folder, ignore) as store:
        save(store, tell)
        backup, _ = write_backup(store, backups, NOW, NURSE.user_id)
    by = Restoring(NURSE.user_id, PASSWORD, HandClock(), "the disk was changed", anybody, at_step=at_step)
    restore_store(backup, folder, by)
    with open_ward(folder, ignore) as store:
        save(store, tell)


def _rekeys(folder: Path, at_step: AtStep, tell: Tell) -> None:
    store = open_ward(folder, ignore)
    save(store, tell)
    store.rekey(HandClock(), at_step)
    save(store, tell)
    store.close()


def _exports(folder: Path, at_step: AtStep, tell: Tell) -> None:
    store = open_ward(folder, at_step)
    save(store, tell)
    store.make_checkpoint("export")
    exports = folder.with_name(f"{folder.name}-exports")
    made = exports / str(time.time_ns())
    with store.read() as reader:
        reader.trail.export(made, {"app": "bedside"}, lambda _last: {})
    tell(["export", str(made)])
    store.close()


def _backs_up(folder: Path, at_step: AtStep, tell: Tell) -> None:
    store = open_ward(folder, at_step)
    for _ in range(2):
        save(store, tell)
        made, _ = write_backup(store, folder.with_name(f"{folder.name}-backups"), NOW, NURSE.user_id, at_step=at_step)
        tell(["backup", str(made)])
    store.close()


ACTS = (
    Act(
        "save",
        {"begun": 3, "entry_written": 3, "projected": 3, "before_commit": 3, "committed": 3},
        _saves,
        make_ward,
    ),
    Act("keep an answer", {"begun": 6, "before_commit": 6, "committed": 6}, _answers, make_ward),
    Act(
        "complete a check",
        {"entry_written": 2, "projected": 2, "before_commit": 4, "committed": 4},
        _completes,
        make_ward,
    ),
    Act("batch", {"entry_written": 9, "batch_ending": 1, "committed": 1}, _batch, make_ward),
    Act("add a person", {"before_commit": 2, "committed": 2}, _adds_people, make_ward),
    Act("begin a chain", {"chain_beginning": 1, "chain_begun": 1}, _begins_a_chain, make_ward),
    Act("back up", dict.fromkeys(BACKUP_STEPS, 2), _backs_up, make_ward),
    Act("restore", dict.fromkeys(RESTORE_STEPS, 1), _restores, make_ward),
    Act("rekey", dict.fromkeys(REKEY_STEPS, 1), _rekeys, make_ward),
    Act("export", {"begun": 2, "committed": 2}, _exports, make_ward),
    Act("migrate", {"migrating_to_2": 1, "migrated_to_2": 1}, _migrates, lay_out_old_store),
)

MAKING = {"entry_written": 1, "database_made": 1, "slots_made": 1, "store_made": 1}
"""Steps of making a store; until the last there is none, so these are judged apart."""
