"""The frozen schema is the one the code reads, and a migration is done whole or not at all."""

import re
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, exc

from bedside.models.tables import JOURNAL_TRIGGERS, metadata
from bedside.store import migrations
from bedside.store.database import Database
from bedside.store.migrations import MIGRATIONS, SCHEMA_VERSION, migrate

KEY = secrets.token_bytes(32)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    """A connection to an empty file."""
    (tmp_path / "store.db").touch()
    with Database(tmp_path / "store.db", KEY, new=True).writer() as opened:
        yield opened


def schema(connection: Connection) -> dict[str, str]:
    """Every object of the schema as SQL without its layout."""
    with connection.begin():
        rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").all()
    return {name: re.sub(r"\s*([(),])\s*", r"\1", re.sub(r"\s+", " ", sql)).strip() for name, sql in rows}


def version(connection: Connection) -> int:
    """The schema's number."""
    with connection.begin():
        found: int = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    return found


def test_makes_what_the_tables_say(connection: Connection) -> None:
    assert migrate(connection) == SCHEMA_VERSION
    described = create_engine("sqlite://")
    metadata.create_all(described)
    with described.connect() as other:
        with other.begin():
            for trigger in JOURNAL_TRIGGERS:
                other.exec_driver_sql(trigger)
        assert schema(connection) == schema(other)
    described.dispose()


def test_is_done_once(connection: Connection) -> None:
    assert migrate(connection) == SCHEMA_VERSION
    assert migrate(connection) == 0
    assert version(connection) == SCHEMA_VERSION


def test_a_step_and_its_number_are_one(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    migrate(connection)
    before = schema(connection)
    broken = ("CREATE TABLE one (a)", "CREATE TABLE one (a)")
    monkeypatch.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, broken))
    monkeypatch.setattr(migrations, "SCHEMA_VERSION", SCHEMA_VERSION + 1)
    with pytest.raises(exc.OperationalError, match="already exists"):
        migrate(connection)
    assert version(connection) == SCHEMA_VERSION
    assert schema(connection) == before


def test_later_steps_are_taken_one_by_one(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    migrate(connection)
    later = (("CREATE TABLE one (a)",), ("CREATE TABLE two (a)",))
    monkeypatch.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, *later))
    monkeypatch.setattr(migrations, "SCHEMA_VERSION", SCHEMA_VERSION + 2)
    assert migrate(connection) == 2
    assert version(connection) == SCHEMA_VERSION + 2
    assert {"one", "two"} <= set(schema(connection))


def test_every_table_is_strict(connection: Connection) -> None:
    migrate(connection)
    for name, sql in schema(connection).items():
        if sql.startswith("CREATE TABLE") and name != "sqlite_sequence":
            assert sql.endswith("STRICT"), name


def test_a_migration_does_not_read_the_tables() -> None:
    source = Path(migrations.__file__).parent / "v0001_initial.py"
    assert "import" not in source.read_text(encoding="utf-8").replace("important", "")
