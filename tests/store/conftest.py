"""A real store in a temporary folder, cheap to open."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bedside.store.store import Store, create_store, open_store
from tests.store.records import CHEAP, NURSE, PASSWORD, HandClock


@pytest.fixture
def clock() -> HandClock:
    """A clock that the test moves."""
    return HandClock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the store lies; not made yet."""
    return tmp_path / "ward"


@pytest.fixture
def store(folder: Path, clock: HandClock) -> Iterator[Store]:
    """A new store with one nurse."""
    with create_store(folder, NURSE, PASSWORD, "site-1", "trial-1", clock, cost=CHEAP) as made:
        yield made


@pytest.fixture
def reopened(store: Store, clock: HandClock) -> Iterator[Callable[[], Store]]:
    """Closes the store and opens it again, as often as asked."""
    opened: list[Store] = [store]

    def reopen() -> Store:
        opened[-1].close()
        opened.append(open_store(store.folder, NURSE.user_id, PASSWORD, clock))
        return opened[-1]

    yield reopen
    opened[-1].close()
