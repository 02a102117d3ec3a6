"""Which backups stay: the newest of each day, one a week before, and never one that belongs to somebody else."""

import shutil
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest

from bedside.store.backup import UNFINISHED, clear_unfinished, name_start, write_backup
from bedside.store.manifest import Manifest, read_manifest, write_manifest
from bedside.store.retention import Age, backups_of, clear_old, surplus
from bedside.store.store import Store
from bedside.store.unit_of_work import UnitOfWork
from tests.store.records import NOW, assessment, new, subject

TWIN = UUID(int=0x7A11)
"""Another device that a backup of the same store was restored to."""


def age(entries: int, made_at: datetime, *, this_chain: bool = True) -> Age:
    """What tells the age of a backup."""
    return Age(this_chain, entries, made_at)


def dated(*days: float) -> dict[Path, Age]:
    """A backup so many days ago each; later ones hold more."""
    return {Path(f"{day:05}"): age(round(10_000 - 24 * day), NOW - timedelta(days=day)) for day in days}


def kept(found: dict[Path, Age], keep_days: int, keep_weeks: int) -> list[str]:
    """The names that stay."""
    gone = surplus(found, keep_days, keep_weeks)
    assert len(gone) == len(set(gone))
    return [path.name for path in found if path not in gone]


def days_kept(found: dict[Path, Age], keep_days: int, keep_weeks: int) -> list[float]:
    """The days that stay."""
    return [float(name) for name in kept(found, keep_days, keep_weeks)]


def test_fewer_than_the_last_all_stay() -> None:
    assert days_kept(dated(0, 1, 2), 3, 0) == [0, 1, 2]


def test_of_those_before_the_newest_of_each_week_stays() -> None:
    # NOW is a Sunday; its week began six days before.
    assert days_kept(dated(*range(30)), 2, 8) == [0, 1, 2, 7, 14, 21, 28]
    assert days_kept(dated(*range(30)), 2, 2) == [0, 1, 2, 7]
    assert days_kept(dated(*range(30)), 2, 0) == [0, 1]


def test_of_one_day_the_newest_stays() -> None:
    """Many of one day must not take the places of the days before; NOW is midnight UTC."""
    many = {Path(f"hour-{hour}"): age(10_019 - hour, NOW + timedelta(hours=19 - hour)) for hour in range(20)}
    assert kept(many | dated(1, 2, 3), 3, 0) == ["hour-0", "00001", "00002"]


def test_days_without_one_take_no_place() -> None:
    assert days_kept(dated(0, 5, 90), 3, 0) == [0, 5, 90]


def test_two_of_one_moment_are_told_apart_by_their_names() -> None:
    found = {Path("a"): age(1, NOW), Path("b"): age(1, NOW)}
    assert surplus(found, 1, 0) == [Path("a")]


def test_those_of_a_wrong_clock_take_no_later_places() -> None:
    """For three days the clock said 2036; it was put right, and a week went by."""
    wrong = {Path(f"wrong-{n}"): age(100 + n, NOW + timedelta(days=3650 + n)) for n in range(3)}
    before = {Path(f"before-{n}"): age(90 + n, NOW + timedelta(days=n)) for n in range(3)}
    after = {Path(f"after-{n}"): age(110 + n, NOW + timedelta(days=6 + n)) for n in range(7)}
    found = before | wrong | after
    assert kept(found, 7, 0) == [f"after-{n}" for n in range(7)]
    assert kept(found, 11, 0) == ["before-2", *(path.name for path in wrong | after)]


def test_a_clock_that_jumps_ahead_takes_one_place() -> None:
    found = dated(0, 1, 2, 3) | {Path("00009"): age(10_001, NOW + timedelta(days=3650))}
    assert days_kept(found, 4, 0) == [0, 1, 2, 9]


def test_those_of_a_chain_that_was_given_up_are_older_than_all_of_this_one() -> None:
    """They hold more than the newest, and would keep every place until it has caught up."""
    left = {Path(f"left-{n}"): age(900 + n, NOW + timedelta(days=n), this_chain=False) for n in range(3)}
    here = {Path(f"here-{n}"): age(100 + n, NOW + timedelta(days=3 + n)) for n in range(3)}
    assert kept(left | here, 4, 0) == ["left-2", "here-0", "here-1", "here-2"]


@pytest.fixture
def three(store: Store, tmp_path: Path) -> list[Path]:
    """Three backups a day apart, each with one more entry."""
    made = []
    store.write(lambda work: work.append(new(subject())))
    for day in range(3):
        store.write(partial(UnitOfWork.append, new=new(assessment())))
        made.append(write_backup(store, tmp_path / "to", NOW + timedelta(days=day), "nurse-a")[0])
    return made


def rewrite(backup: Path, **changed: object) -> Manifest:
    """Let a backup say something else of itself."""
    manifest = read_manifest(backup).model_copy(update=changed)
    write_manifest(backup, manifest)
    return manifest


def test_the_newest_stays_whatever_is_asked(three: list[Path]) -> None:
    assert clear_old(three[2], read_manifest(three[2]), 1, 0) == 2
    assert list(three[0].parent.iterdir()) == [three[2]]


def test_the_days_asked_for_stay_the_newest_counted(three: list[Path]) -> None:
    assert clear_old(three[2], read_manifest(three[2]), 2, 0) == 1
    assert set(three[0].parent.iterdir()) == {three[1], three[2]}


def test_one_dated_2036_flushes_no_good_one(three: list[Path]) -> None:
    rewrite(three[0], made_at=NOW + timedelta(days=3650))
    assert clear_old(three[2], read_manifest(three[2]), 2, 0) == 1
    assert set(three[0].parent.iterdir()) == {three[1], three[2]}


def test_the_one_just_made_stays_though_the_clock_was_set_back(three: list[Path]) -> None:
    newest = rewrite(three[2], made_at=NOW - timedelta(days=3650))
    assert clear_old(three[2], newest, 1, 0) == 2
    assert list(three[0].parent.iterdir()) == [three[2]]


def test_one_that_holds_more_than_the_one_just_made_stays_beside_it(three: list[Path]) -> None:
    assert clear_old(three[0], read_manifest(three[0]), 1, 0) == 1
    assert set(three[0].parent.iterdir()) == {three[0], three[2]}


def test_on_a_new_chain_those_of_the_one_given_up_go_first(three: list[Path]) -> None:
    newest = read_manifest(three[0])
    rewrite(three[0], head=newest.head.model_copy(update={"chain_id": TWIN}))
    assert clear_old(three[0], read_manifest(three[0]), 1, 0) == 2
    assert list(three[0].parent.iterdir()) == [three[0]]


@pytest.mark.parametrize("whose", ["store_id", "device_id"])
def test_what_is_of_another_store_or_of_its_twin_on_another_computer_stays(three: list[Path], whose: str) -> None:
    rewrite(three[0], **{whose: TWIN})
    assert clear_old(three[2], read_manifest(three[2]), 1, 0) == 1
    assert set(three[0].parent.iterdir()) == {three[0], three[2]}


def test_what_cannot_be_read_stays(three: list[Path]) -> None:
    (three[0] / "manifest.json").write_text("{}")
    assert clear_old(three[2], read_manifest(three[2]), 1, 0) == 1
    assert len(list(backups_of(three[0].parent))) == 2


def test_a_folder_that_is_not_there_holds_none(tmp_path: Path) -> None:
    assert list(backups_of(tmp_path / "none")) == []


def test_only_folders_that_took_their_name_are_backups(three: list[Path]) -> None:
    into = three[0].parent
    (into / "bedside-notes.txt").touch()
    (into / "other").mkdir()
    shutil.copytree(three[0], into / f"{three[0].name}{UNFINISHED}")
    assert [found.path for found in backups_of(into)] == sorted(three)


def test_one_that_is_still_made_on_another_computer_is_not_cleared(store: Store, tmp_path: Path) -> None:
    own = tmp_path / f"{name_start(store.store_id, store.device_id)}site-1-a{UNFINISHED}"
    others = [
        tmp_path / f"{name_start(store.store_id, TWIN)}site-1-b{UNFINISHED}",
        tmp_path / f"{name_start(TWIN, store.device_id)}site-1-c{UNFINISHED}",
    ]
    for left in (own, *others):
        left.mkdir()
    clear_unfinished(tmp_path, store.store_id, store.device_id)
    assert set(tmp_path.glob(f"*{UNFINISHED}")) == set(others)


def test_a_backup_clears_what_its_own_device_left_and_nothing_else(store: Store, tmp_path: Path) -> None:
    into = tmp_path / "to"
    own = into / f"{name_start(store.store_id, store.device_id)}site-1-a{UNFINISHED}"
    running = into / f"{name_start(store.store_id, TWIN)}site-1-b{UNFINISHED}"
    for left in (own, running):
        left.mkdir(parents=True)
    path, _ = write_backup(store, into, NOW, "nurse-a")
    assert set(into.iterdir()) == {path, running}
