"""Nothing of a patient, and nothing that opens the store, can be read in any of its files."""

import zlib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from bedside.errors import StoreError
from bedside.models.people import Access
from bedside.models.projections import WardIdentity
from bedside.store.keys import unlock
from bedside.store.store import Store
from bedside.store.unit_of_work import UnitOfWork
from tests.store.records import NOW, NURSE, PASSWORD, SUBJECT, HandClock, assessment, intervention, new, subject

IDENTITY = WardIdentity(SUBJECT, "Bed-Plantedbed", "Plantedname Plantedsurname", "R-Plantedrecord")
NOTE = "Plantednote: 患者发热"
PLANTED = [
    *(str(getattr(IDENTITY, field.name)) for field in fields(IDENTITY)),
    NOTE,
    "Planteddraft",
    "Plantedreason",
    "temperature_c",
    "Plantedproduct",
    "CREATE TABLE",
    "journal",
    "site-1",
    "trial-1",
    PASSWORD,
]


def fill(store: Store) -> None:
    """Plant every string in its place."""

    def plant(work: UnitOfWork) -> None:
        work.identities.put(IDENTITY, author_id="nurse-a", role="nurse", observed_at=NOW)
        work.append(new(subject()))
        first = work.append(new(assessment(note=NOTE)))
        work.append(
            new(
                assessment(note="Plantednote again"),
                record_id=first.record_id,
                parents=(first.entry_id,),
                reason="Plantedreason",
            )
        )
        work.append(new(intervention().model_copy(update={"name": "Plantedproduct"})))
        draft = work.drafts.start(
            subject_id=SUBJECT, started_by="nurse-a", started_at=NOW, due_at=None, step="Planteddraft"
        )
        work.drafts.keep_answer(draft.draft_id, "note", "Planteddraft", author_id="nurse-a", at=NOW)

    store.write(plant)


def spellings(text: str) -> Iterator[bytes]:
    """`text` as it might be written."""
    yield text.encode()
    yield text.encode("utf-16-le")
    yield text.encode("utf-16-be")
    yield text.encode().hex().encode()
    yield zlib.compress(text.encode())


def found(folder: Path, needles: list[str]) -> list[tuple[str, str]]:
    """Where any of `needles` can be read."""
    return [
        (file.name, needle)
        for file in folder.iterdir()
        for needle in needles
        if any(spelling in file.read_bytes() for spelling in spellings(needle))
    ]


def test_no_planted_string_is_in_any_file(store: Store) -> None:
    fill(store)
    names = {file.name for file in store.folder.iterdir()}
    assert {"store.db", "store.db-wal", "store.db-shm", "keys.json"} <= names
    assert found(store.folder, PLANTED) == []
    store.close()
    assert found(store.folder, PLANTED) == []


def test_the_search_would_find_them(tmp_path: Path) -> None:
    for number, spelling in enumerate(spellings(NOTE)):
        (tmp_path / str(number)).write_bytes(b"\x00" + spelling + b"\x00")
    assert len(found(tmp_path, PLANTED)) == 5


def test_no_file_begins_as_a_database_does(store: Store) -> None:
    fill(store)
    store.close()
    assert not (store.folder / "store.db").read_bytes().startswith(b"SQLite format 3")


def test_the_key_is_in_no_file(store: Store) -> None:
    fill(store)
    unlocked = unlock(store.folder, NURSE.user_id, PASSWORD)
    assert unlocked.secret is not None
    for file in store.folder.iterdir():
        data = file.read_bytes()
        for secret in (unlocked.key, unlocked.secret.data):
            assert secret not in data
            assert secret.hex().encode() not in data.lower()
    assert unlocked.key.hex() not in repr(unlocked)
    assert unlocked.secret.data.hex() not in repr(unlocked)
    assert repr(unlocked.key) not in repr(unlocked)
    assert repr(unlocked.secret.data) not in repr(unlocked)


@pytest.mark.parametrize("statement", ["INSERT INTO ward_identities VALUES (?, ?, ?, ?)"])
def test_no_error_text_holds_a_value(store: Store, statement: str) -> None:
    values = (SUBJECT, "Bed-Plantedbed", None, "R-Plantedrecord")
    with pytest.raises(Exception, match="NOT NULL") as caught:
        store.write(lambda work: work._connection.exec_driver_sql(statement, values))
    shown = f"{caught.value!s} {caught.value!r}"
    assert "Planted" not in shown


def test_no_store_error_holds_a_value(store: Store, clock: HandClock) -> None:
    fill(store)
    store.close()
    with pytest.raises(StoreError) as caught:
        store.write(lambda work: work.append(new(subject())))
    assert SUBJECT not in str(caught.value)
    assert clock.now() == NOW


def test_names_of_staff_and_files_are_all_that_can_be_read(store: Store) -> None:
    fill(store)
    assert found(store.folder, ["Nurse A"]) == [("keys.json", "Nurse A")]
    assert {file.name for file in store.folder.iterdir()} == {
        "store.db",
        "store.db-wal",
        "store.db-shm",
        "store.lock",
        "keys.json",
        "witness",
    }


def test_access_entries_say_what_was_done_and_not_to_what(store: Store) -> None:
    fill(store)
    with store.read() as reader:
        payloads = [entry.payload for _, entry in reader.entries() if entry.kind == "access"]
    assert all(payload is not None for payload in payloads)
    acts = [Access.model_validate_json(payload or b"") for payload in payloads]
    assert [act.act for act in acts] == ["store_created", "identity_set"]
    assert [act.detail.split()[::2] for act in acts] == [["signing", "sealing"], []]
