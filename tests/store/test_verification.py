"""Tampering with the key in hand: whatever is changed in the journal, the chain finds it."""

from functools import partial
from uuid import uuid4

import pytest
from sqlalchemy import Connection

from bedside.models.canonical import canonical_bytes
from bedside.models.journal import Kind, hash_of_header, hash_of_payload
from bedside.models.people import Redaction
from bedside.store.entries import ChainHead, NewEntry
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


def redact(store: Store, position: int, *, say: bool = True) -> None:
    """Take out payload and salt of an entry, with or without the mark that says so."""

    def act(work: UnitOfWork) -> None:
        entry = work.reader.entries(after=position - 1, limit=1)[0][1]
        mark = NewEntry(
            kind=Kind.REDACTION,
            payload=Redaction(entry=entry.entry_id),
            author_id="dr-a",
            role="investigator",
            observed_at=work.now(),
            about=(entry.entry_id,),
        )
        work.append(mark)
        work._connection.exec_driver_sql(
            "UPDATE journal SET payload = NULL, payload_salt = NULL WHERE position = ?", (position,)
        )

    if say:
        store.write(act)
    else:
        tamper(store, f"UPDATE journal SET payload = NULL, payload_salt = NULL WHERE position = {position}")


def test_a_redaction_is_no_fault(journal: Store) -> None:
    redact(journal, 5)
    assert faults(journal) == []


def test_a_payload_that_is_gone_without_a_word_is_found(journal: Store) -> None:
    redact(journal, 6)
    redact(journal, 5, say=False)
    assert faults(journal) == [Fault("entry 5", "its payload is gone and no redaction says so")]


@pytest.mark.parametrize("payload", ["[]", "{}", "no JSON"])
def test_a_mark_that_names_nothing_excuses_nothing(journal: Store, payload: str) -> None:
    redact(journal, 5)
    tamper(journal, ("UPDATE journal SET payload = CAST(? AS BLOB) WHERE seq = 9", (payload,)))
    assert faults(journal) == [
        Fault("entry 9", "its payload does not match its hash"),
        Fault("entry 5", "its payload is gone and no redaction says so"),
    ]


def test_words_that_are_escaped_are_read_all_the_same(journal: Store) -> None:
    with journal.read() as reader:
        first = next(entry for _, entry in reader.entries() if entry.kind is Kind.INTERVENTION)
    said = new(intervention(), record_id=first.record_id, parents=(first.entry_id,), reason='"so" \\ \n 咳嗽 😀')
    journal.write(partial(UnitOfWork.append, new=said))
    journal.write(partial(UnitOfWork.append, new=new(intervention())))
    assert faults(journal) == []
    tamper(journal, "UPDATE journal SET payload_hash = hash WHERE seq = 9")
    assert faults(journal) == [Fault("entry 9", "its column payload_hash differs from its header")]


def test_a_header_in_another_spelling_is_found_though_it_was_hashed(journal: Store) -> None:
    with journal.read() as reader:
        entry = reader.entries()[-1][1]
    spelled = canonical_bytes(entry.header()).replace(b'"kind":"assessment"', b'"kind":"\\u0061ssessment"')
    assert spelled != canonical_bytes(entry.header())
    columns = (spelled, hash_of_header(spelled))
    tamper(journal, ("UPDATE journal SET header = ?, hash = ? WHERE seq = 8", columns))
    assert faults(journal)[0] == Fault("entry 8", "its fields do not match its hash")


def test_says_how_far_it_got_and_can_be_stopped(journal: Store) -> None:
    told: list[int] = []
    with journal.read() as reader:
        assert list(chain_faults(reader._connection, progress=told.append)) == []
    assert told == [8]

    def stop(_: int) -> None:
        raise InterruptedError

    with journal.read() as reader, pytest.raises(InterruptedError):
        list(chain_faults(reader._connection, progress=stop))


def test_a_part_is_held_to_where_its_chains_stood(journal: Store) -> None:
    with journal.read() as reader:
        fifth = reader.entries()[4][1]
        end = ChainHead(fifth.chain_id, fifth.seq, fifth.hash)
        assert list(chain_faults(reader._connection, after=5, end=end)) == []
        assert list(chain_faults(reader._connection, after=6, end=end)) == [
            Fault("entry 7", "number 6 is missing before it")
        ]
        elsewhere = ChainHead(uuid4(), 1, fifth.hash)
        assert list(chain_faults(reader._connection, after=5, end=elsewhere)) == []
    tamper(journal, "UPDATE journal SET hash = payload_hash WHERE seq = 5")
    with journal.read() as reader:
        assert Fault("entry 6", "it does not follow the entry before it") in list(
            chain_faults(reader._connection, after=5, end=elsewhere)
        )
        assert list(chain_faults(reader._connection, after=5, end=end)) == []


def test_a_part_whose_beginning_is_gone_is_found(journal: Store) -> None:
    tamper(journal, "DELETE FROM journal WHERE seq = 5")
    with journal.read() as reader:
        found = list(chain_faults(reader._connection, after=5, end=ChainHead(uuid4(), 1, "a" * 64)))
    assert found == [Fault("entry 6", "the chain starts at 6")]
