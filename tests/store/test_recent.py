"""Which terms a site recorded last: each once, the newest first, and a bounded number of records read."""

from datetime import timedelta
from functools import partial

from bedside.models.journal import JournalEntry
from bedside.store.entries import NewEntry
from bedside.store.recent import LOOKED_AT
from bedside.store.store import Store
from bedside.store.unit_of_work import UnitOfWork
from tests.store.records import NOW, adverse_event, intervention, new
from tests.store.test_reader import ward

__all__ = ["ward"]


def kept(ward: Store, term: str, minutes: int = 0) -> JournalEntry:
    """An adverse event on disk."""
    event = adverse_event().model_copy(update={"term": term})
    return ward.write(partial(UnitOfWork.append, new=new(event, observed_at=NOW + timedelta(minutes=minutes))))


def recent(ward: Store, limit: int = 12) -> tuple[str, ...]:
    """What is read of them."""
    with ward.read() as reader:
        return reader.recent_terms(limit)


def test_each_term_is_told_once_the_one_recorded_last_first(ward: Store) -> None:
    for minutes, term in ((30, "fever"), (20, "headache"), (10, "fever"), (0, "nausea")):
        kept(ward, term, minutes)
    ward.write(partial(UnitOfWork.append, new=new(intervention())))
    assert recent(ward) == ("nausea", "fever", "headache")
    assert recent(ward, 2) == ("nausea", "fever")


def test_a_site_without_adverse_events_has_none(ward: Store) -> None:
    assert recent(ward) == ()


def test_a_void_names_no_term(ward: Store) -> None:
    made = kept(ward, "fever")
    void = NewEntry(
        kind=made.kind,
        payload=None,
        author_id=made.author_id,
        role=made.role,
        observed_at=NOW,
        subject_id=made.subject_id,
        record_id=made.record_id,
        parents=(made.entry_id,),
        reason="another patient's",
    )
    ward.write(partial(UnitOfWork.append, new=void))
    # The version that was voided is still in the journal: it was used all the same.
    assert recent(ward) == ("fever",)


def test_only_the_newest_are_looked_at(ward: Store) -> None:
    kept(ward, "nausea")
    with ward.batch():
        for _ in range(LOOKED_AT):
            kept(ward, "fever")
    assert recent(ward) == ("fever",)
