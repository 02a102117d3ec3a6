"""The restore drill (I8): a backup, a new computer, one sign-in, and every entry acknowledged by then is there."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from bedside.models.authority import Role
from bedside.services.restoring import restore
from bedside.store.backup import write_backup
from bedside.store.slots import SlotUser
from bedside.store.store import Store, create_store, open_store
from bedside.store.unit_of_work import UnitOfWork
from tests.faults.scale import tell_figures, tries
from tests.store.records import CHEAP, NOW, NURSE, PASSWORD, HandClock, assessment, new, subject

STEADY = Store.steady_file
SAVES = tries(60, 600)
ROLE: Role = "coordinator"
COORDINATOR = SlotUser("coord-a", "Coordinator A", ROLE)


@dataclass
class Drill:
    """A store that is written to, what it acknowledged, and where its backups go."""

    store: Store
    into: Path
    acknowledged: list[str]

    def save(self, count: int) -> None:
        """Save so many checks, noting each that is acknowledged."""
        for _ in range(count):
            done = self.store.write(partial(UnitOfWork.append, new=new(assessment())))
            self.acknowledged.append(str(done.entry_id))

    def back_up(self) -> Path:
        """A backup, while saves go on."""
        return write_backup(self.store, self.into, NOW, COORDINATOR.user_id, lambda *_: self.save(1))[0]


def drilled(folder: Path) -> Drill:
    """A store with a nurse and a coordinator."""
    store = create_store(folder, COORDINATOR, PASSWORD, "site-1", "trial-1", HandClock(), cost=CHEAP)
    store.add_user(NURSE, PASSWORD, cost=CHEAP)
    store.write(partial(UnitOfWork.append, new=new(subject())))
    return Drill(store, folder.parent / "backups", [])


def lost(backup: Path, folder: Path, acknowledged: list[str]) -> list[str]:
    """Restore on a computer that never saw the store, sign in, verify everything; what is missing or wrong."""
    state = folder.with_name(f"{folder.name} state")
    restore(backup, folder, COORDINATOR.user_id, PASSWORD, HandClock(), "drill", witness_folder=state)
    with open_store(folder, NURSE.user_id, PASSWORD, HandClock(), witness_folder=state) as store:
        with store.read() as reader:
            there = {str(entry.entry_id) for _, entry in reader.entries(limit=100_000)}
        store.write(partial(UnitOfWork.append, new=new(assessment())))
        faults = [fault.where for fault in store.check().faults]
    return [*(entry for entry in acknowledged if entry not in there), *faults]


def test_everything_up_to_the_backup_is_there(tmp_path: Path) -> None:
    drill = drilled(tmp_path / "ward")
    missing = 0
    rounds = 3
    for number in range(rounds):
        drill.save(SAVES // rounds)
        before = list(drill.acknowledged)
        missing += len(lost(drill.back_up(), tmp_path / f"new computer {number}", before))
    drill.store.close()
    shutil.rmtree(tmp_path / "ward")
    tell_figures("I8", drills=rounds, acknowledged=len(drill.acknowledged), lost=missing)
    assert missing == 0


@contextmanager
def forgetful(store: Store) -> Iterator[bool]:
    """Says that everything stands in the file, whether it does or not."""
    with STEADY(store):
        yield True


def test_the_drill_sees_a_backup_that_leaves_something_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that copies the file and forgets what stands in the log."""
    drill = drilled(tmp_path / "ward")
    monkeypatch.setattr(Store, "steady_file", forgetful)
    with drill.store.read() as reader:
        assert reader.counts()
        drill.save(5)
        backup, _ = write_backup(drill.store, drill.into, NOW, COORDINATOR.user_id)
    assert len(lost(backup, tmp_path / "new", drill.acknowledged)) >= 5
    drill.store.close()
