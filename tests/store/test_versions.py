"""Which version of a record is shown: of one patient's records of a kind, and of every patient's."""

from dataclasses import replace
from functools import partial

import pytest

from bedside.models.journal import JournalEntry, Kind
from bedside.models.records import AdverseEvent, LabPanel
from bedside.store.store import Store
from bedside.store.unit_of_work import UnitOfWork
from bedside.store.versions import Version
from tests.store.records import (
    SUBJECT,
    AnyRecord,
    adverse_event,
    assessment,
    intervention,
    lab_entry,
    lab_panel,
    new,
    subject,
)

OTHER = "01-002"


@pytest.fixture
def ward(store: Store) -> Store:
    """Two enrolled subjects."""
    for subject_id in (SUBJECT, OTHER):
        write(store, subject(subject_id=subject_id), subject_id)
    return store


def write(
    store: Store, record: AnyRecord, subject_id: str = SUBJECT, after: JournalEntry | None = None
) -> JournalEntry:
    """Record something, or another version of it."""
    if after is None:
        return store.write(partial(UnitOfWork.append, new=new(record, subject_id=subject_id)))
    version = new(
        record, subject_id=subject_id, record_id=after.record_id, parents=(after.entry_id,), reason="mistyped"
    )
    return store.write(partial(UnitOfWork.append, new=version))


def void(store: Store, record: AnyRecord, entry: JournalEntry) -> None:
    """Void a record."""
    version = new(record, record_id=entry.record_id, parents=(entry.entry_id,), reason="of another patient")
    store.write(lambda work: work.append(replace(version, payload=None)))


def events(store: Store, subject_id: str = SUBJECT) -> tuple[Version, ...]:
    """A subject's adverse events as they stand."""
    with store.read() as reader:
        return reader.records(subject_id, Kind.ADVERSE_EVENT)


def test_a_subject_has_its_own_records_of_the_kind_asked(ward: Store) -> None:
    first = write(ward, adverse_event(1))
    write(ward, adverse_event(4), OTHER)
    panel = write(ward, lab_panel())
    second = write(ward, adverse_event(2))
    assert [found.entry for found in events(ward)] == [first, second]
    assert [found.payload for found in events(ward)] == [adverse_event(1), adverse_event(2)]
    with ward.read() as reader:
        (found,) = reader.records(SUBJECT, Kind.LAB_PANEL)
    assert (found.entry, found.payload, found.conflict) == (panel, lab_panel(), False)


def test_nothing_was_recorded(ward: Store) -> None:
    assert events(ward) == events(ward, "nobody") == ()


def test_the_version_that_nothing_replaces_is_shown(ward: Store) -> None:
    first = write(ward, adverse_event(1))
    write(ward, adverse_event(3))
    amended = write(ward, adverse_event(2), after=first)
    assert events(ward)[0].entry == amended
    assert events(ward)[0].payload == adverse_event(2)
    assert len(events(ward)) == 2


def test_a_void_is_shown_no_more(ward: Store) -> None:
    void(ward, adverse_event(), write(ward, adverse_event()))
    assert events(ward) == ()
    with ward.read() as reader:
        assert list(reader.records_of_kinds([Kind.ADVERSE_EVENT])) == []


def test_of_two_that_stand_side_by_side_the_later_is_shown_and_flagged(ward: Store) -> None:
    first = write(ward, adverse_event(1))
    write(ward, adverse_event(2), after=first)
    later = write(ward, adverse_event(3), after=first)
    (found,) = events(ward)
    assert (found.entry.entry_id, found.conflict) == (later.entry_id, True)
    with ward.read() as reader:
        assert list(reader.records_of_kinds([Kind.ADVERSE_EVENT])) == [found]


def test_the_whole_journal_is_read_by_kind(ward: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bedside.store.versions._CHUNK", 2)
    amended = write(ward, lab_panel())
    for record in (assessment(), intervention(), adverse_event(), lab_panel(lab_entry("platelets", 40))):
        write(ward, record, OTHER)
    write(ward, lab_panel(lab_entry(value=0.9)), after=amended)
    with ward.read() as reader:
        found = list(reader.records_of_kinds([Kind.LAB_PANEL, Kind.ADVERSE_EVENT]))
        assert len(list(reader.records_of_kinds(list(Kind)))) == 9
    assert {type(version.payload) for version in found} == {LabPanel, AdverseEvent}
    assert sorted(version.entry.subject_id for version in found) == [SUBJECT, OTHER, OTHER]
    assert lab_panel(lab_entry(value=0.9)) in [version.payload for version in found]
