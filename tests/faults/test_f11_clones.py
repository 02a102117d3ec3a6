"""F11: a store is copied, put back, restored, and every copy is written to; no number is given out twice."""

import random
import shutil
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest

from bedside.errors import StoreRolledBack
from bedside.store import opening as opening_module
from bedside.store.backup import write_backup
from bedside.store.clones import Acceptance, Opening
from bedside.store.entries import ChainHead, Device
from bedside.store.restore import Restoring, restore_store
from bedside.store.store import Store, create_store, open_store
from bedside.store.unit_of_work import UnitOfWork
from bedside.store.witness import Witness
from tests.faults.scale import tell_figures, tries
from tests.store.records import CHEAP, NOW, NURSE, PASSWORD, HandClock, assessment, new, subject

WORLDS = tries(6, 100)
ACTS = 12


@dataclass
class World:
    """Copies of one store on one computer, some of them older than they were, and what was acknowledged by each."""

    root: Path
    chance: random.Random
    places: list[Path] = field(default_factory=list)
    aside: list[Path] = field(default_factory=list)
    backups: list[Path] = field(default_factory=list)
    acknowledged: set[tuple[UUID, int, UUID]] = field(default_factory=set)
    refused: int = 0

    def begin(self) -> None:
        """One store."""
        first = self.root / "first"
        with create_store(
            first, NURSE, PASSWORD, "site-1", "trial-1", HandClock(), cost=CHEAP, witness_folder=self.state
        ) as store:
            store.write(partial(UnitOfWork.append, new=new(subject())))
        self.places.append(first)

    @property
    def state(self) -> Path:
        """What the computer keeps of its stores."""
        return self.root / "state"

    def act(self) -> None:
        """Something that people do to files, or a shift of work."""
        self.chance.choice((self.work, self.work, self.work, self.copy, self.put_back, self.back_up, self.restore))()

    def fresh(self, name: str) -> Path:
        """A name that nothing has yet."""
        return self.root / f"{name}-{len(list(self.root.iterdir()))}"

    def open(self, place: Path) -> Store:
        """The store there; an older copy is accepted, as a coordinator would."""
        opened = partial(open_store, place, NURSE.user_id, PASSWORD, HandClock(), witness_folder=self.state)
        try:
            return opened()
        except StoreRolledBack:
            self.refused += 1
            return opened(accept_older=Acceptance("drill", lambda _: None))

    def work(self) -> None:
        """Save some checks somewhere."""
        with self.open(self.chance.choice(self.places)) as store:
            for _ in range(self.chance.randrange(1, 4)):
                done = store.write(partial(UnitOfWork.append, new=new(assessment())))
                self.acknowledged.add((done.chain_id, done.seq, done.entry_id))

    def copy(self) -> None:
        """Copy one of them elsewhere, or aside for later."""
        source, target = self.chance.choice(self.places), self.fresh("copy")
        shutil.copytree(source, target)
        (self.places if self.chance.random() < 0.5 else self.aside).append(target)

    def put_back(self) -> None:
        """Put what was copied aside in the place of one of them."""
        if self.aside:
            place = self.chance.choice(self.places)
            shutil.rmtree(place)
            shutil.copytree(self.chance.choice(self.aside), place)

    def back_up(self) -> None:
        """A backup of one of them."""
        with self.open(self.chance.choice(self.places)) as store:
            self.backups.append(write_backup(store, self.root / "backups", NOW, NURSE.user_id)[0])

    def restore(self) -> None:
        """Restore a backup over one of them or on a place of its own."""
        if self.backups:
            places = [*self.places, self.fresh("restored")]
            place = self.chance.choice(places)
            by = Restoring(NURSE.user_id, PASSWORD, HandClock(), "drill", lambda _: None, self.state)
            restore_store(self.chance.choice(self.backups), place, by)
            self.places = list(dict.fromkeys([*self.places, place]))

    def twice(self) -> list[tuple[UUID, int]]:
        """Numbers under which different entries stand somewhere, or were acknowledged; every store verifies."""
        found = set(self.acknowledged)
        for place in self.places:
            with self.open(place) as store:
                assert store.check().faults == ()
                with store.read() as reader:
                    entries = reader.entries(limit=100_000)
                found |= {(entry.chain_id, entry.seq, entry.entry_id) for _, entry in entries}
        numbers = Counter((chain, seq) for chain, seq, _ in found)
        return [number for number, times in numbers.items() if times > 1]


def lived(root: Path, seed: int) -> World:
    """A world after its acts."""
    root.mkdir()
    world = World(root, random.Random(seed))
    world.begin()
    for _ in range(ACTS):
        world.act()
    return world


def test_no_number_is_given_out_twice(tmp_path: Path) -> None:
    worlds = [lived(tmp_path / f"world-{seed}", seed) for seed in range(WORLDS)]
    twice = [number for world in worlds for number in world.twice()]
    tell_figures(
        "F11",
        worlds=WORLDS,
        copies=sum(len(world.places) for world in worlds),
        acknowledged=sum(len(world.acknowledged) for world in worlds),
        older_copies_refused=sum(world.refused for world in worlds),
        numbers_given_twice=len(twice),
    )
    assert twice == []
    assert sum(world.refused for world in worlds) > 0


def test_a_build_that_goes_on_with_any_copy_gives_numbers_out_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def credulous(
        _connection: object, here: Device, head: ChainHead, _witness: Witness, _opening: Opening, _accept: object
    ) -> tuple[Device, ChainHead]:
        return here, head

    monkeypatch.setattr(opening_module, "continued", credulous)
    assert any(lived(tmp_path / f"world-{seed}", seed).twice() for seed in range(6))
