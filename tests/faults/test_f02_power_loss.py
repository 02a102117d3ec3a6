"""F2: the power goes at any write or sync and what was not synced goes with it; what was acknowledged is there."""

import random
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from bedside.store import database
from bedside.store.check import check_folder
from tests.faults.acts import ACTS, Act, dies_at, ignore, make_ward, open_ward, save
from tests.faults.found import Said, lost_or_doubled
from tests.faults.power import ForgetfulDisk, require_library
from tests.faults.scale import tell_figures, tries
from tests.store.children import Tell, run
from tests.store.records import NURSE, PASSWORD

RUNS = tries(18, 240)
SABOTAGED_RUNS = 12

LOG_HEADER, FRAME_HEADER, PAGE = 32, 24, 4096
"""Bytes, by https://www.sqlite.org/walformat.html."""

PLAIN = ("save", "keep an answer", "complete a check", "batch", "add a person")
AT_LEAST_EVENTS = 20
"""Writes and syncs of an act: fewer would mean that the layer is not under it."""

if sys.platform == "linux":
    require_library()


def until_the_power_goes(
    act: Act, folder: Path, dies_after: int, seed: int, prepare: Callable[[], None] | None = None
) -> tuple[Said, int]:
    """Let `act` run until the power goes at its `dies_after`-th write or sync; what it acknowledged, and its events.

    With `dies_after` 0 it goes when the act is over.
    """

    def live(tell: Tell) -> None:
        if prepare is not None:
            prepare()
        disk = ForgetfulDisk(dies_after, random.Random(seed), keeps_some=bool(seed % 2))
        act.run(folder, ignore, tell)
        tell(["events", disk.events])
        disk.power_cut()

    outcome = run(live)
    assert outcome.ended == -signal.SIGKILL
    said = Said()
    said.hear(outcome.told)
    # Shared memory does not outlive the power either.
    (folder / "store.db-shm").unlink(missing_ok=True)
    return said, next((told[1] for told in outcome.told if told[0] == "events"), 0)


def test_the_power_goes_at_any_moment(tmp_path: Path) -> None:
    chance = random.Random(20260306)
    acknowledged, lost = 0, []
    events = {act.name: events_of(act, tmp_path / act.name) for act in ACTS}
    for number in range(RUNS):
        act, folder = ACTS[number % len(ACTS)], tmp_path / str(number)
        act.lay_out(folder)
        said, _ = until_the_power_goes(act, folder, chance.randint(1, events[act.name]), number)
        acknowledged += said.count
        lost += [f"run {number}, {act.name}: {one}" for one in [*alarms(act, folder), *lost_or_doubled(folder, said)]]
    tell_figures("f02", power_cuts=RUNS, acknowledged=acknowledged, lost=len(lost))
    assert lost == []
    assert acknowledged > RUNS // 2


def alarms(act: Act, folder: Path) -> list[str]:
    """What `bedside store check` finds in a store that nobody has opened since the cut: all of it is a false alarm.

    Cut in a migration, a restore or a change of keys, a store has something to finish first.
    """
    if act.name not in PLAIN:
        return []
    return [f"false alarm: {fault.fault}" for fault in check_folder(folder, NURSE.user_id, PASSWORD).faults]


def events_of(act: Act, folder: Path) -> int:
    """How many writes and syncs an act makes; what it acknowledged survives a cut after its end, too."""
    act.lay_out(folder)
    said, events = until_the_power_goes(act, folder, 0, 0)
    assert events > AT_LEAST_EVENTS
    assert lost_or_doubled(folder, said) == []
    return events


def sync_never() -> None:
    """A build that leaves it to the system when to write."""
    _with_synchronous("OFF")


def sync_at_checkpoints_only() -> None:
    """A build whose commits are not durable by themselves."""
    _with_synchronous("NORMAL")


def _with_synchronous(level: str) -> None:
    honest = database._settle

    def settle(connection: dbapi2.Connection, *, writes: bool) -> None:
        honest(connection, writes=writes)
        connection.execute(f"PRAGMA synchronous = {level}")

    vars(database)["_settle"] = settle


@pytest.mark.parametrize("sabotage", [sync_never, sync_at_checkpoints_only])
def test_a_build_that_does_not_sync_is_caught(tmp_path: Path, sabotage: Callable[[], None]) -> None:
    chance = random.Random(20260307)
    for number in range(SABOTAGED_RUNS):
        act, folder = ACTS[0], tmp_path / str(number)
        act.lay_out(folder)
        said, _ = until_the_power_goes(act, folder, chance.randint(AT_LEAST_EVENTS, 60), 2 * number, sabotage)
        if lost_or_doubled(folder, said):
            tell_figures("f02-sabotaged", build=sabotage.__name__, found_after_cuts=number + 1)
            return
    pytest.fail(f"none of {SABOTAGED_RUNS} cuts found what the sabotage lost")


def cut_pages_that_the_log_holds(folder: Path) -> int:
    """Spoil every page of the file that stands whole in the log, as a cut in the middle of folding does."""
    log, file = (folder / "store.db-wal").read_bytes(), bytearray((folder / "store.db").read_bytes())
    pages = {int.from_bytes(log[at : at + 4]) for at in range(LOG_HEADER, len(log), FRAME_HEADER + PAGE)}
    spoilt = [page for page in pages if page > 1 and page * PAGE <= len(file)]
    for page in spoilt:
        file[page * PAGE - PAGE // 2] ^= 1
    (folder / "store.db").write_bytes(file)
    return len(spoilt)


@pytest.mark.parametrize("looks", ["check", "open"])
def test_pages_cut_while_the_log_was_folded_are_made_whole_again(tmp_path: Path, looks: str) -> None:
    folder = tmp_path / "ward"
    make_ward(folder)

    def live(tell: Tell) -> None:
        store = open_ward(folder, dies_at("committed", 6))
        while True:
            save(store, tell)

    said = Said()
    said.hear(run(live).told)
    assert cut_pages_that_the_log_holds(folder) > 0
    if looks == "check":
        assert check_folder(folder, NURSE.user_id, PASSWORD).faults == ()
    assert lost_or_doubled(folder, said) == []
