"""The schema, step by step: numbered migrations listed here rather than discovered, so that a bundle sees them."""

from sqlalchemy import Connection

from bedside.store.migrations import v0001_initial

MIGRATIONS: tuple[tuple[str, ...], ...] = (v0001_initial.STATEMENTS,)
"""One tuple of SQL statements a version; the first makes version 1. A published one is never edited."""

SCHEMA_VERSION = len(MIGRATIONS)


def migrate(connection: Connection) -> int:
    """Bring the schema up to date, each version in one transaction with its number; returns how many steps it took."""
    with connection.begin():
        found: int = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    for version in range(found + 1, SCHEMA_VERSION + 1):
        with connection.begin():
            for statement in MIGRATIONS[version - 1]:
                connection.exec_driver_sql(statement)
            connection.exec_driver_sql(f"PRAGMA user_version = {version}")
    return SCHEMA_VERSION - found
