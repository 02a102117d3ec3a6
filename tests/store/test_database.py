"""The connection: encrypted, durable, proven before use, and its faults told in words; nothing changes on a refusal."""

import secrets
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import exc
from sqlcipher3 import dbapi2

from bedside.errors import (
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreKeyWrong,
    StoreLocked,
    StoreMissing,
    StoreReadOnly,
    StoreTooNew,
)
from bedside.store import database as database_module
from bedside.store.database import Database, connect, refusal_of, translated
from bedside.store.migrations import SCHEMA_VERSION, migrate

KEY = secrets.token_bytes(32)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with the schema, closed."""
    file = tmp_path / "store.db"
    file.touch()
    with Database(file, KEY, new=True).writer() as connection:
        migrate(connection)
    return file


def pragma(path: Path, name: str, *, writes: bool) -> object:
    """What a new connection says of a setting."""
    connection = connect(path, KEY, writes=writes)
    (value,) = connection.execute(f"PRAGMA {name}").fetchone()
    connection.close()
    return value


@pytest.mark.parametrize(
    ("name", "writing", "reading"),
    [
        ("journal_mode", "wal", "wal"),
        ("synchronous", 2, None),
        ("fullfsync", 1, None),
        ("checkpoint_fullfsync", 1, None),
        ("foreign_keys", 1, 1),
        ("temp_store", 2, 2),
        ("busy_timeout", 5000, 5000),
        ("query_only", 0, 1),
    ],
)
def test_every_connection_is_settled(path: Path, name: str, writing: object, reading: object) -> None:
    assert pragma(path, name, writes=True) == writing
    if reading is not None:
        assert pragma(path, name, writes=False) == reading


def test_a_reader_cannot_write(path: Path) -> None:
    with pytest.raises(StoreReadOnly), Database(path, KEY).reader() as connection:
        connection.exec_driver_sql("DELETE FROM drafts")


def test_a_reader_sees_one_moment(path: Path) -> None:
    database = Database(path, KEY)
    insert = "INSERT INTO users VALUES (x'{0}', '{0}', 'a', 'nurse', 1, NULL, NULL)"
    with database.writer() as writer, database.reader() as reader:
        count = reader.exec_driver_sql("SELECT count(*) FROM users").scalar_one()
        with writer.begin():
            writer.exec_driver_sql(insert.format("01"))
        assert reader.exec_driver_sql("SELECT count(*) FROM users").scalar_one() == count
    with database.reader() as later:
        assert later.exec_driver_sql("SELECT count(*) FROM users").scalar_one() == count + 1
    database.close_readers()


def test_what_a_check_does_is_undone(path: Path) -> None:
    database = Database(path, KEY)
    with database.checker() as connection:
        connection.exec_driver_sql("INSERT INTO users VALUES (x'01', 'a', 'a', 'nurse', 1, NULL, NULL)")
    with database.reader() as later:
        assert later.exec_driver_sql("SELECT count(*) FROM users").scalar_one() == 0
    database.close_readers()


def test_a_wrong_key_is_told_and_changes_nothing(path: Path) -> None:
    before = path.read_bytes()
    for writes in (True, False):
        with pytest.raises(StoreKeyWrong) as caught:
            connect(path, secrets.token_bytes(32), writes=writes)
        assert str(path.parent) in str(caught.value)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["store.db"]


def test_a_newer_schema_is_told_and_changes_nothing(path: Path) -> None:
    connection = connect(path, KEY, writes=True)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreTooNew, match=f"schema {SCHEMA_VERSION + 1}, this program knows up to {SCHEMA_VERSION}"):
        connect(path, KEY, writes=True)
    assert path.read_bytes() == before


def test_a_missing_file_is_told_and_not_made(tmp_path: Path) -> None:
    for missing in (tmp_path / "store.db", tmp_path / "nowhere" / "store.db"):
        with pytest.raises(StoreMissing):
            connect(missing, KEY, writes=True)
    assert list(tmp_path.iterdir()) == []


def test_an_emptied_file_is_damage(tmp_path: Path) -> None:
    (tmp_path / "store.db").touch()
    with pytest.raises(StoreDamaged, match="empty"):
        connect(tmp_path / "store.db", KEY, writes=True)
    assert (tmp_path / "store.db").read_bytes() == b""


def test_a_plain_database_is_no_store(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    plain = dbapi2.connect(str(path))
    plain.execute("CREATE TABLE a (b)")
    plain.commit()
    plain.close()
    before = path.read_bytes()
    with pytest.raises(StoreKeyWrong):
        connect(path, KEY, writes=True)
    assert path.read_bytes() == before


def test_a_file_without_permission_is_told_before_the_first_save(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(StoreReadOnly):
        connect(path, KEY, writes=True)
    connect(path, KEY, writes=False).close()


def test_nothing_is_logged(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(StoreKeyWrong):
        connect(path, secrets.token_bytes(32), writes=True)
    assert capfd.readouterr() == ("", "")


def test_two_writers_wait_and_then_say_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_module, "BUSY_SECONDS", 0.05)
    database = Database(path, KEY)
    one, other = database.writer(), database.writer()
    one.begin()
    with pytest.raises(StoreLocked), database.translated():
        other.begin()
    one.close()
    other.close()


def test_an_error_text_holds_no_value(path: Path) -> None:
    database = Database(path, KEY)
    with database.writer() as connection, connection.begin(), pytest.raises(exc.IntegrityError) as caught:
        connection.exec_driver_sql(
            "INSERT INTO users VALUES (?, ?, ?, ?, ?, NULL, NULL)",
            (b"1", "patient name", None, "a", 1),
        )
    assert "patient name" not in str(caught.value)


class Coded(dbapi2.DatabaseError):  # type: ignore[misc]
    """A database error with a code."""

    def __init__(self, code: object) -> None:
        super().__init__("raw text")
        self.sqlite_errorcode = code


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (26, StoreKeyWrong),
        (11, StoreDamaged),
        (11 | 1 << 8, StoreDamaged),
        (13, StoreFull),
        (778, StoreError),
        (10, StoreError),
        (8, StoreReadOnly),
        (8 | 6 << 8, StoreReadOnly),
        (3, StoreReadOnly),
        (14, StoreError),
        (5, StoreLocked),
        (517, StoreLocked),
        (15, StoreLocked),
    ],
)
def test_every_fault_has_its_words(tmp_path: Path, code: int, kind: type[StoreError]) -> None:
    refusal = refusal_of(Coded(code), tmp_path)
    assert type(refusal) is kind
    assert "\n" not in str(refusal)
    for raised in (Coded(code), exc.DBAPIError("statement", None, Coded(code))):
        with pytest.raises(kind), translated(tmp_path):
            raise raised


@pytest.mark.parametrize("code", [1, 19, None, "13"])
def test_a_defect_is_no_store_error(tmp_path: Path, code: object) -> None:
    assert refusal_of(Coded(code), tmp_path) is None
    assert refusal_of(None, tmp_path) is None
    raised: Any
    for raised in (Coded(code), exc.DBAPIError("statement", None, Coded(code))):
        with pytest.raises(type(raised)), translated(tmp_path):
            raise raised


def test_a_disk_error_without_room_is_told_as_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_module, "lacks_room", lambda _: True)
    assert type(refusal_of(Coded(10), tmp_path)) is StoreFull


def test_a_folder_without_permission_is_told_as_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    assert type(refusal_of(Coded(14), tmp_path)) is StoreReadOnly


def test_a_flipped_byte_is_found_at_the_first_read(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-100] ^= 1  # on a page that opening does not read
    path.write_bytes(data)
    connection = connect(path, KEY, writes=False)
    found = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    connection.close()
    assert len(found) == 1
