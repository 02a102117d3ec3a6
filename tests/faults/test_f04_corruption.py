"""F4: bytes flipped, files cut, deleted, swapped or put back to an earlier day: opening or the check finds it."""

import os
import random
import shutil
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from bedside.errors import StoreError
from bedside.store import clones
from bedside.store.store import Store, create_store, open_store
from bedside.store.unit_of_work import UnitOfWork
from tests.faults.scale import tell_figures, tries
from tests.store.children import Tell, run
from tests.store.records import CHEAP, NURSE, PASSWORD, HandClock, assessment, new, subject

FLIPS = tries(200, 4000)
CUTS = tries(40, 400)
FILE, LOG, SHM = "store.db", "store.db-wal", "store.db-shm"
Damage = Callable[[Path, random.Random], None]


def open_ward(folder: Path, state: Path | None = None) -> Store:
    """The store."""
    return open_store(folder, NURSE.user_id, PASSWORD, HandClock(), witness_folder=state)


def save(store: Store, count: int) -> None:
    """Save so many checks."""
    for _ in range(count):
        store.write(partial(UnitOfWork.append, new=new(assessment())))


def cut_off(folder: Path, count: int) -> None:
    """Save so many checks in a process that is killed, so that they stand in the log alone."""

    def act(tell: Tell) -> None:
        store = open_ward(folder)
        save(store, count)
        tell(True)
        os.kill(os.getpid(), signal.SIGKILL)

    assert run(act).told == [True]


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed store: everything stands in the file."""
    folder = tmp_path_factory.mktemp("closed") / "ward"
    with create_store(folder, NURSE, PASSWORD, "site-1", "trial-1", HandClock(), cost=CHEAP) as store:
        store.write(partial(UnitOfWork.append, new=new(subject())))
        save(store, 30)
    return folder


@pytest.fixture(scope="module")
def logged(closed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose last checks stand in the log alone, because its process was killed."""
    folder = Path(shutil.copytree(closed, tmp_path_factory.mktemp("logged") / "ward"))
    cut_off(folder, 12)
    assert (folder / LOG).stat().st_size > 40_000
    return folder


def flip(name: str) -> Damage:
    """Flips one bit of a file."""

    def act(folder: Path, chance: random.Random) -> None:
        data = bytearray((folder / name).read_bytes())
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        (folder / name).write_bytes(data)

    return act


def cut(name: str) -> Damage:
    """Cuts a file somewhere."""

    def act(folder: Path, chance: random.Random) -> None:
        data = (folder / name).read_bytes()
        (folder / name).write_bytes(data[: chance.randrange(len(data))])

    return act


def found_by(folder: Path, *, by_check: bool = True) -> str:
    """What finds the damage: the opening, the check, or nothing."""
    try:
        with open_ward(folder) as store:
            return "check" if by_check and not store.check().sound else ""
    except StoreError:
        return "opening"


def tried(sound: Path, damage: Damage, times: int, scratch: Path, *, by_check: bool = True) -> list[str]:
    """What found each of so many damages."""
    chance, found = random.Random(4), []
    for _ in range(times):
        folder = Path(shutil.copytree(sound, scratch / "ward"))
        (folder / SHM).unlink(missing_ok=True)  # it does not outlive the process that made it
        damage(folder, chance)
        found.append(found_by(folder, by_check=by_check))
        shutil.rmtree(folder)
    return found


@pytest.mark.parametrize(
    ("row", "name", "damage", "times"),
    [
        ("F4-flip", FILE, flip, FLIPS),
        ("F4-flip", LOG, flip, FLIPS),
        ("F4-cut", FILE, cut, CUTS),
        ("F4-cut", LOG, cut, CUTS),
    ],
)
def test_every_damage_is_found(
    closed: Path,
    logged: Path,
    tmp_path: Path,
    row: str,
    name: str,
    damage: Callable[[str], Damage],
    times: int,
) -> None:
    sound = closed if name == FILE else logged
    assert found_by(Path(shutil.copytree(sound, tmp_path / "sound"))) == ""
    found = tried(sound, damage(name), times, tmp_path)
    tell_figures(
        row,
        file=name,
        tried=times,
        found=sum(map(bool, found)),
        by_opening=found.count("opening"),
        by_check=found.count("check"),
    )
    assert all(found)


def test_a_build_that_only_opens_finds_less(closed: Path, tmp_path: Path) -> None:
    assert not all(tried(closed, flip(FILE), 40, tmp_path, by_check=False))


def test_a_build_without_a_witness_misses_a_cut_log(
    logged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clones, "_missed", lambda *_: ())
    assert not any(tried(logged, cut(LOG), 10, tmp_path))


def test_without_shared_memory_nothing_is_lost(logged: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(logged, tmp_path / "ward"))
    (folder / SHM).unlink(missing_ok=True)
    with open_ward(folder) as store:
        assert store.check().sound
        with store.read() as reader:
            assert len(reader.assessments("01-001")) == 42


@pytest.fixture
def device(closed: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A store and the state folder of its computer, which has seen it."""
    folder, state = Path(shutil.copytree(closed, tmp_path / "device" / "ward")), tmp_path / "state"
    open_ward(folder, state).close()
    return folder, state


@pytest.mark.parametrize("whole_folder", [False, True])
def test_yesterdays_copy_is_found(device: tuple[Path, Path], tmp_path: Path, whole_folder: bool) -> None:
    folder, state = device
    shutil.copytree(folder, tmp_path / "yesterday")
    with open_ward(folder, state) as store:
        save(store, 1)
    for name in [file.name for file in folder.iterdir()] if whole_folder else [FILE]:
        shutil.copy(tmp_path / "yesterday" / name, folder / name)
    with pytest.raises(StoreError, match="older copy"):
        open_ward(folder, state)


@pytest.mark.parametrize("names", [(FILE,), (FILE, "keys.json"), ("keys.json",)])
def test_another_stores_files_are_found(device: tuple[Path, Path], tmp_path: Path, names: tuple[str, ...]) -> None:
    folder, state = device
    other = tmp_path / "other"
    create_store(other, NURSE, PASSWORD, "site-1", "trial-1", HandClock(), cost=CHEAP).close()
    with open_ward(folder) as store:
        store_id = store.store_id
    for name in names:
        shutil.copy(other / name, folder / name)
    if len(names) == 1:
        with pytest.raises(StoreError, match=r"key does not open|another store"):
            open_ward(folder, state)
    else:
        # A whole other store is one: it says so itself, and nothing of the first is taken for its own.
        with open_ward(folder, state) as store:
            assert store.store_id != store_id
            assert store.check().sound
