"""The sealed table: values stay in it, and the journal knows that they changed."""

import pytest

from bedside.errors import InputRefused
from bedside.models.journal import Kind
from bedside.models.people import Access
from bedside.models.projections import WardIdentity
from bedside.store.entries import read_payload
from bedside.store.store import Store
from tests.store.records import NOW, SUBJECT

WHO = WardIdentity(SUBJECT, "Bed 7", "Patient Seven", "R-000007")


def put(store: Store, identity: WardIdentity) -> None:
    """Set an identity as a nurse does."""
    store.write(lambda work: work.identities.put(identity, author_id="nurse-a", role="nurse", observed_at=NOW))


def test_an_identity_is_kept_and_replaced(store: Store) -> None:
    put(store, WHO)
    other = WardIdentity("01-002", "", "", "")
    put(store, other)
    moved = WardIdentity(SUBJECT, "Bed 8", "Patient Seven", "R-000007")
    put(store, moved)
    with store.read() as reader:
        assert reader.identities() == {SUBJECT: moved, "01-002": other}
        assert reader.identity(SUBJECT) == moved
        assert reader.identity("01-003") is None


def test_the_journal_says_that_it_changed_and_not_what(store: Store) -> None:
    put(store, WHO)
    with store.read() as reader:
        _, entry = reader.entries()[-1]
    assert (entry.kind, entry.subject_id, entry.author_id) == (Kind.ACCESS, SUBJECT, "nurse-a")
    assert read_payload(entry) == Access(act="identity_set")
    written = repr(entry)
    for value in (WHO.bed, WHO.full_name, WHO.record_number):
        assert value not in written


@pytest.mark.parametrize("field", ["bed", "full_name", "record_number"])
@pytest.mark.parametrize("text", ["\x00", "\ud800", "x" * 121])
def test_what_cannot_be_kept_is_refused_at_its_field(store: Store, field: str, text: str) -> None:
    put(store, WHO)
    values = {"bed": "1", "full_name": "a", "record_number": "2", field: text}
    with store.read() as reader:
        before = reader.counts()
    with pytest.raises(InputRefused) as caught:
        put(store, WardIdentity(SUBJECT, **values))
    assert caught.value.field == field
    assert "\n" not in str(caught.value)
    with store.read() as reader:
        assert reader.identities() == {SUBJECT: WHO}
        assert reader.counts() == before


@pytest.mark.parametrize("name", ["李四", "محمد", "O'Hara; DROP TABLE", "👩‍⚕️", "x" * 120, "=1+1"])
def test_any_name_comes_back_as_it_was(store: Store, name: str) -> None:
    put(store, WardIdentity(SUBJECT, "1", name, "2"))
    with store.read() as reader:
        assert reader.identities()[SUBJECT].full_name == name
