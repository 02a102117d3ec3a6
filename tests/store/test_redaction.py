"""Content that never belonged in the journal goes for good, and everything that was made of it with it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlalchemy.exc import IntegrityError

from bedside.models.journal import JournalEntry, Kind
from bedside.store.store import Store
from tests.store.records import SUBJECT, assessment, infusion, intervention, new, redaction, subject

PLANTED = "a name that does not belong here"


def written(store: Store, payload: Any, **changes: Any) -> JournalEntry:
    """An entry."""
    return store.write(lambda work: work.append(new(payload, **changes)))


def taken_out(store: Store, entry_id: UUID) -> None:
    """The mark and what it allows."""

    def take(work: Any) -> None:
        work.append(new(redaction(entry_id)))
        work.redact(entry_id)

    store.write(take)


@pytest.fixture
def enrolled(store: Store) -> Store:
    """With one patient."""
    written(store, subject())
    written(store, infusion())
    return store


def test_payload_and_salt_go_and_the_chain_holds(enrolled: Store) -> None:
    entry = written(enrolled, intervention().model_copy(update={"note": PLANTED}))
    taken_out(enrolled, entry.entry_id)
    with enrolled.read() as reader:
        after = reader.entry(entry.entry_id)
    assert (after.payload, after.payload_salt) == (None, None)
    assert (after.hash, after.previous_hash) == (entry.hash, entry.previous_hash)
    assert enrolled.check().sound


def test_nothing_of_it_is_left_in_a_page(enrolled: Store, reopened: Callable[[], Store]) -> None:
    entry = written(enrolled, intervention().model_copy(update={"note": PLANTED * 100}))  # over more pages than one
    again = reopened()
    assert any(PLANTED.encode() in page for page in _pages(again))
    taken_out(again, entry.entry_id)
    assert not any(PLANTED.encode() in page for page in _pages(reopened()))


def _pages(store: Store) -> Iterator[bytes]:
    """What the pages of the file say to whoever has the key: AES-256-CBC, the vector in the page's reserve."""
    size, reserve, salt = 4096, 80, 16
    data = (store.folder / "store.db").read_bytes()
    for at in range(0, len(data), size):
        page = data[at : at + size]
        vector = page[size - reserve : size - reserve + 16]
        decryptor = Cipher(algorithms.AES(store.key), modes.CBC(vector)).decryptor()
        yield decryptor.update(page[salt if at == 0 else 0 : size - reserve])


def test_what_screens_read_goes_with_it(enrolled: Store) -> None:
    given = written(enrolled, intervention())
    check = written(enrolled, assessment())
    for entry in (given, check):
        taken_out(enrolled, entry.entry_id)
    with enrolled.read() as reader:
        assert reader.interventions(SUBJECT) == ()
        assert reader.assessments(SUBJECT) == ()
        state = reader.subject(SUBJECT)
    assert (state.last, state.assessments, state.last_tocilizumab_at) == (None, 0, None)


def test_the_version_that_replaced_it_stays(enrolled: Store) -> None:
    first = written(enrolled, intervention().model_copy(update={"note": PLANTED}))
    second = written(
        enrolled, intervention(), record_id=first.record_id, parents=(first.entry_id,), reason="no names in notes"
    )
    taken_out(enrolled, first.entry_id)
    with enrolled.read() as reader:
        (shown,) = reader.records(SUBJECT, Kind.INTERVENTION)
        assert [row.entry_id for row in reader.interventions(SUBJECT)] == [second.entry_id]
    assert shown.entry.entry_id == second.entry_id


def test_an_older_version_of_an_enrolment_may_go(enrolled: Store) -> None:
    with enrolled.read() as reader:
        first = reader.enrolled_by(SUBJECT)[Kind.SUBJECT]
        record_id = reader.entry(first).record_id
    written(enrolled, subject(62), record_id=record_id, parents=(first,), reason="age")
    taken_out(enrolled, first)
    with enrolled.read() as reader:
        assert reader.subject(SUBJECT).age_years == 62


def test_what_is_made_again_from_the_journal_is_the_same(enrolled: Store) -> None:
    taken_out(enrolled, written(enrolled, assessment()).entry_id)
    written(enrolled, assessment(), observed_at=assessment().started_at)
    with enrolled.read() as reader:
        before = (reader.board(), reader.assessments(SUBJECT))
    enrolled.write(lambda work: work.rebuild_projections())
    with enrolled.read() as reader:
        assert (reader.board(), reader.assessments(SUBJECT)) == before


def test_one_of_no_patient_can_go_too(store: Store) -> None:
    entry = written(store, replace_note())
    taken_out(store, entry.entry_id)
    with store.read() as reader:
        assert reader.entry(entry.entry_id).payload is None


def replace_note() -> Any:
    """A record of nobody's: the mark of another redaction."""
    return redaction(UUID(int=5))


def test_without_a_mark_the_file_itself_refuses(enrolled: Store) -> None:
    entry = written(enrolled, intervention())
    with pytest.raises(IntegrityError, match="append-only"):
        enrolled.write(lambda work: work.redact(entry.entry_id))
    with enrolled.read() as reader:
        assert reader.entry(entry.entry_id) == entry


def test_a_mark_allows_its_entry_and_no_other(enrolled: Store) -> None:
    entry, other = written(enrolled, intervention()), written(enrolled, intervention())
    taken_out(enrolled, entry.entry_id)
    with pytest.raises(IntegrityError, match="append-only"):
        enrolled.write(lambda work: work.redact(other.entry_id))


def test_it_is_one_transaction_with_its_mark(enrolled: Store) -> None:
    entry = written(enrolled, intervention())

    def half(work: Any) -> None:
        work.append(replace(new(redaction(entry.entry_id)), reason="why"))
        work.redact(entry.entry_id)
        raise KeyError("cut")

    with pytest.raises(KeyError):
        enrolled.write(half)
    with enrolled.read() as reader:
        assert reader.entry(entry.entry_id).payload == entry.payload
    with pytest.raises(IntegrityError):
        enrolled.write(lambda work: work.redact(entry.entry_id))
