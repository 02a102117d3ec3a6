"""Tampering with the key in hand: whatever is changed in the journal, the chain finds it."""

from collections.abc import Callable
from functools import partial

import pytest
from sqlalchemy import Connection

from bedside.models.canonical import canonical_bytes
from bedside.models.journal import hash_of_payload
from bedside.store.store import Store
from bedside.store.unit_of_work import UnitOfWork
from bedside.store.verification import Fault, chain_faults
from tests.store.records import NOW, assessment, infusion, intervention, new, subject


@pytest.fixture
def journal(store: Store) -> Store:
    """A store of eight entries."""
    for record in (subject(), infusion(), assessment(), intervention(), assessment(crs=2), assessment(crs=3)):
        store.write(partial(UnitOfWork.append, new=new(record, observed_at=NOW)))
    return store


def faults(store: Store) -> list[Fault]:
    """What is wrong with the chains."""
    with store.read() as reader:
        return list(chain_faults(reader._connection))


def tamper(store: Store, *statements: str | tuple[str, tuple[object, ...]]) -> None:
    """Change the file as somebody with the key and an SQLite shell would."""

    def act(work: UnitOfWork) -> None:
        for kind in ("update", "delete", "replace"):
            work._connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS journal_refuses_{kind}")
        for statement in statements:
            text, values = (statement, ()) if isinstance(statement, str) else statement
            work._connection.exec_driver_sql(text, values)

    store.write(act)


def test_an_honest_journal_has_no_fault(journal: Store) -> None:
    assert faults(journal) == []


@pytest.mark.parametrize(
    ("statement", "where", "fault"),
    [
        ("UPDATE journal SET payload = CAST('{}' AS BLOB) WHERE seq = 5", "entry 5", "payload does not match"),
        ("UPDATE journal SET payload_salt = zeroblob(16) WHERE seq = 5", "entry 5", "payload does not match"),
        ("UPDATE journal SET payload = NULL WHERE seq = 5", "entry 5", "not both there"),
        ("UPDATE journal SET header = CAST('{}' AS BLOB) WHERE seq = 5", "entry 5", "cannot be read"),
        ("UPDATE journal SET header = CAST(x'ff' AS BLOB) WHERE seq = 5", "entry 5", "cannot be read"),
        (
            "UPDATE journal SET header = CAST(replace(CAST(header AS TEXT), 'nurse-a', 'b') AS BLOB) WHERE seq = 5",
            "entry 5",
            "header does not match its hash",
        ),
        (
            "UPDATE journal SET header = CAST(' ' || CAST(header AS TEXT) AS BLOB) WHERE seq = 5",
            "entry 5",
            "header does not match its hash",
        ),
        ("UPDATE journal SET hash = printf('%064d', 0) WHERE seq = 5", "entry 5", "header does not match its hash"),
        ("UPDATE journal SET entry_id = zeroblob(16) WHERE seq = 5", "entry 5", "column entry_id differs"),
        ("UPDATE journal SET record_id = zeroblob(16) WHERE seq = 5", "entry 5", "column record_id differs"),
        ("UPDATE journal SET kind = 'alert' WHERE seq = 5", "entry 5", "column kind differs"),
        ("UPDATE journal SET subject_id = '01-002' WHERE seq = 5", "entry 5", "column subject_id differs"),
        ("UPDATE journal SET seq = 50 WHERE seq = 5", "entry 5", "column seq differs"),
        ("UPDATE journal SET payload_hash = hash WHERE seq = 5", "entry 5", "column payload_hash differs"),
        ("UPDATE journal SET previous_hash = hash WHERE seq = 5", "entry 5", "column previous_hash differs"),
        (
            "UPDATE journal SET recorded_at = '2020-01-01T00:00:00.000+00:00' WHERE seq = 5",
            "entry 5",
            "column recorded_at differs",
        ),
        ("UPDATE journal SET chain_id = zeroblob(16) WHERE seq = 5", "entry 5", "chain is not known"),
        ("DELETE FROM journal WHERE seq = 5", "entry 6", "number 5 is missing"),
        ("DELETE FROM journal WHERE seq = 1", "entry 2", "the chain starts at 2"),
        ("DELETE FROM journal WHERE seq = 8", "chain", "does not end at entry 8"),
        ("DELETE FROM journal", "chain", "does not end at entry 8"),
        ("UPDATE journal SET position = 100 WHERE seq = 5", "entry 6", "number 5 is missing"),
    ],
)
def test_a_change_with_the_key_known_is_found(journal: Store, statement: str, where: str, fault: str) -> None:
    tamper(journal, statement)
    found = faults(journal)
    assert found
    assert any(one.where.startswith(where) and fault in one.fault for one in found), found


def test_an_end_cut_off_is_found_at_the_chain(journal: Store) -> None:
    with journal.read() as reader:
        _, seventh = reader.entries()[6]
    # Even with the chain's own row set back, only what was checkpointed elsewhere can tell; the row alone is told here.
    tamper(journal, "DELETE FROM journal WHERE seq = 8")
    assert [one.fault for one in faults(journal)] == ["the journal does not end at entry 8, where its chain does"]
    assert seventh.seq == 7


def test_a_payload_rehashed_without_its_followers_is_found(journal: Store) -> None:
    def forge(connection: Connection) -> tuple[str, tuple[object, ...]]:
        row = connection.exec_driver_sql("SELECT header, payload, payload_salt FROM journal WHERE seq = 5").one()
        payload = row.payload.replace(b"38.5", b"36.5")
        assert payload != row.payload
        with journal.read() as reader:
            entry = reader.entries()[4][1]
        made = entry.model_copy(update={"payload_hash": hash_of_payload(row.payload_salt, payload)}).sealed()
        columns = (payload, made.payload_hash, canonical_bytes(made.header()), made.hash)
        return "UPDATE journal SET payload = ?, payload_hash = ?, header = ?, hash = ? WHERE seq = 5", columns

    with journal.read() as reader:
        statement = forge(reader._connection)
    tamper(journal, statement)
    assert faults(journal) == [Fault("entry 6", "it does not follow the entry before it")]


def test_two_entries_exchanged_are_found(journal: Store) -> None:
    tamper(
        journal,
        "UPDATE journal SET position = -5 WHERE seq = 5",
        "UPDATE journal SET position = 5 WHERE seq = 6",
        "UPDATE journal SET position = 6 WHERE seq = 5",
    )
    assert faults(journal)


def test_a_first_entry_that_follows_something_else_is_found(journal: Store) -> None:
    tamper(journal, "UPDATE chains SET predecessor = zeroblob(16)")
    assert Fault("entry 1", "it does not follow what its chain starts from") in faults(journal)


def test_a_chain_may_follow_another(journal: Store) -> None:
    def begin_another(work: UnitOfWork) -> None:
        connection = work._connection
        connection.exec_driver_sql("UPDATE chains SET current = 0")
        connection.exec_driver_sql(
            "INSERT INTO chains SELECT zeroblob(16), chain_id, started_at, 0, hash, 1 FROM chains",
        )

    with journal.read() as reader:
        end = reader.head()
    journal.write(begin_another)
    assert faults(journal) == []
    assert end.seq == 8


def test_a_redaction_is_no_fault(journal: Store) -> None:
    tamper(journal, "UPDATE journal SET payload = NULL, payload_salt = NULL WHERE seq = 5")
    assert faults(journal) == []


Wrong = Callable[[Store], None]
