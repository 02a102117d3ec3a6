"""Which backups stay: the last, one a week before, and never one that belongs to somebody else."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bedside.store.backup import write_backup
from bedside.store.retention import backups_of, clear_old, surplus
from bedside.store.store import Store
from tests.store.records import NOW


def dated(*days: float) -> dict[Path, datetime]:
    """A backup so many days ago each."""
    return {Path(f"{day:05}"): NOW - timedelta(days=day) for day in days}


def kept(found: dict[Path, datetime], keep_last: int, keep_weeks: int) -> list[float]:
    """The days that stay."""
    gone = surplus(found, keep_last, keep_weeks)
    assert len(gone) == len(set(gone))
    return [float(path.name) for path in found if path not in gone]


def test_fewer_than_the_last_all_stay() -> None:
    assert kept(dated(0, 1, 2), 3, 0) == [0, 1, 2]


def test_of_those_before_the_newest_of_each_week_stays() -> None:
    # NOW is a Sunday; its week began six days before.
    assert kept(dated(*range(30)), 2, 8) == [0, 1, 2, 7, 14, 21, 28]
    assert kept(dated(*range(30)), 2, 2) == [0, 1, 2, 7]
    assert kept(dated(*range(30)), 2, 0) == [0, 1]


def test_two_of_one_moment_are_told_apart_by_their_names() -> None:
    found = {Path("a"): NOW, Path("b"): NOW}
    assert surplus(found, 1, 0) == [Path("a")]


@pytest.fixture
def three(store: Store, tmp_path: Path) -> list[Path]:
    """Three backups a day apart."""
    return [write_backup(store, tmp_path / "to", NOW + timedelta(days=day), "nurse-a")[0] for day in range(3)]


def test_the_newest_stays_whatever_is_asked(three: list[Path], store: Store) -> None:
    assert clear_old(three[0].parent, store.store_id, three[2], 1, 0) == 2
    assert list(three[0].parent.iterdir()) == [three[2]]


def test_the_one_just_made_stays_though_the_clock_was_set_back(three: list[Path], store: Store) -> None:
    assert clear_old(three[0].parent, store.store_id, three[0], 1, 0) == 2
    assert list(three[0].parent.iterdir()) == [three[0]]


def test_what_cannot_be_read_and_what_is_of_another_store_stays(three: list[Path], store: Store) -> None:
    (three[0] / "manifest.json").write_text("{}")
    text = (three[1] / "manifest.json").read_text()
    (three[1] / "manifest.json").write_text(text.replace(str(store.store_id), str(store.device_id)))
    assert clear_old(three[0].parent, store.store_id, three[2], 1, 0) == 0
    assert len(list(backups_of(three[0].parent))) == 3
