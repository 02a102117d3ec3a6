"""F24: shift after shift without growth of memory, log, files, descriptors or threads."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import astuple
from pathlib import Path

import pytest

from bedside.services.desk import Desk
from tests.faults.scale import tell_figures, tries
from tests.faults.shifts import MEGABYTE, Burden, Shifts, Soaked
from tests.store.children import Tell, run

SECONDS = tries(10, 1200)
SHIFTS = 4
MOST_MORE = Burden(memory_mb=24, log_mb=6, files=4, descriptors=8, threads=3)
"""How much more than early on may be there later. SQLite folds its log every 4 MB, so that much of it comes and goes;
memory is what a page of one patient's history needs besides what is kept."""


def soaked(folder: Path, seconds: float, disturb: Callable[[Desk], object] | None = None) -> Soaked:
    """So many seconds of shifts in a process of their own."""
    temporary = folder / "temporary"
    temporary.mkdir()

    def act(tell: Tell) -> None:
        os.environ["TMPDIR"] = str(temporary)
        tell(Shifts(folder, disturb).run(seconds, SHIFTS))  # type: ignore[arg-type]

    outcome = run(act)
    assert outcome.ended == 0
    result = outcome.told[0]
    assert isinstance(result, Soaked)
    return result


def grown(result: Soaked) -> dict[str, float]:
    """What has grown by more than it may."""
    found = zip(vars(MOST_MORE), astuple(result.early), astuple(result.later), astuple(MOST_MORE), strict=True)
    return {name: later - early for name, early, later, more in found if later - early > more}


def test_shift_after_shift_nothing_grows(tmp_path: Path) -> None:
    result = soaked(tmp_path, SECONDS)
    more = {name: f"{getattr(result.later, name) - getattr(result.early, name):.1f}" for name in vars(MOST_MORE)}
    tell_figures("f24", seconds=SECONDS, ward_hours=result.hours, checks=result.checks, **more, grown=grown(result))
    assert grown(result) == {}
    assert result.shifts >= SHIFTS


@contextmanager
def keeps_a_reader_open(desk: Desk) -> Iterator[None]:
    """A build that forgets to close what it reads by: the log can never be folded."""
    with desk.store.read() as reader:
        reader.counts()
        yield


@contextmanager
def keeps_what_it_showed(_desk: Desk) -> Iterator[None]:
    """A build that keeps every page it has shown."""
    kept = vars(os).setdefault("kept", [])
    kept.append(bytearray(os.urandom(16 * MEGABYTE)))
    yield


@contextmanager
def leaves_files_behind(desk: Desk) -> Iterator[None]:
    """A build that makes temporary files and forgets them."""
    for number in range(3):
        (Path(os.environ["TMPDIR"]) / f"left-{desk.clock.now():%Y%m%d%H}-{number}").touch()
    yield


@contextmanager
def leaves_files_open(desk: Desk) -> Iterator[None]:
    """A build that forgets to close files."""
    for _ in range(5):
        os.open(desk.store.folder, os.O_RDONLY)
    yield


@pytest.mark.parametrize(
    ("sabotage", "found"),
    [
        (keeps_a_reader_open, "log_mb"),
        (keeps_what_it_showed, "memory_mb"),
        (leaves_files_behind, "files"),
        (leaves_files_open, "descriptors"),
    ],
)
def test_a_build_that_grows_is_caught(tmp_path: Path, sabotage: Callable[[Desk], object], found: str) -> None:
    assert found in grown(soaked(tmp_path, 0, sabotage))
