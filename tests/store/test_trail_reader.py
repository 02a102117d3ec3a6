"""The trail as it is read: entries with what lies in the journal for them, in small steps and without a gap."""

from functools import partial
from uuid import uuid4

import pytest

from bedside.store import trail_reader
from bedside.store.store import Store
from bedside.store.trail import Mark
from bedside.store.trail_search import TrailFilter
from bedside.store.unit_of_work import UnitOfWork
from tests.store.records import intervention, new, subject


@pytest.fixture
def trail(store: Store) -> Store:
    """A store with five treatments after its first entries."""
    store.write(partial(UnitOfWork.append, new=new(subject())))
    for _ in range(5):
        store.write(partial(UnitOfWork.append, new=new(intervention())))
    return store


def test_reads_entries_with_what_is_stored_for_them(trail: Store) -> None:
    with trail.read() as reader:
        position, entry = reader.entries()[-1]
        (found,) = reader.trail.entries([position])
        assert reader.trail.position_of(entry.entry_id) == position == reader.trail.last_position()
        assert reader.trail.position_of(uuid4()) is None
        assert reader.trail.payloads([entry.entry_id, uuid4()]) == {entry.entry_id: entry.payload}
        assert reader.trail.find([TrailFilter(kinds=("intervention",))], limit=1) == [position]
        assert reader.trail.count([TrailFilter(kinds=("intervention",))], first=position) == 1
    assert (found.position, found.marks, found.jump_ms, found.act) == (position, Mark(0), None, "")
    assert found.payload == entry.payload
    assert str(entry.entry_id).encode() in found.header


def test_goes_through_the_whole_trail_in_small_steps(trail: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trail_reader, "_CHUNK", 3)
    with trail.read() as reader:
        whole = [position for position, _ in reader.entries()]
        assert [entry.position for entry in reader.trail.every_entry()] == whole
        assert len(whole) > 6


def test_an_empty_trail_ends_at_nothing(trail: Store) -> None:
    trail.write(lambda work: work._connection.exec_driver_sql("DELETE FROM trail"))
    with trail.read() as reader:
        assert reader.trail.last_position() == 0
        assert list(reader.trail.every_entry()) == []
