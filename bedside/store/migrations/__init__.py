"""The schema, step by step: numbered migrations listed here rather than discovered, so that a bundle sees them."""

from collections.abc import Callable

from sqlalchemy import Connection

from bedside.store.migrations import v0001_initial, v0002_people_and_trail

MIGRATIONS: tuple[tuple[str, ...], ...] = (v0001_initial.STATEMENTS, v0002_people_and_trail.STATEMENTS)
"""One tuple of SQL statements a version; the first makes version 1. A published one is never edited."""

SCHEMA_VERSION = len(MIGRATIONS)


def _nothing(_: object) -> None:
    """What is done where nobody asks for more."""


def migrate(
    connection: Connection,
    finish: Callable[[Connection], None] = _nothing,
    at_step: Callable[[str], None] = _nothing,
) -> int:
    """Bring the schema up to date, each version in one transaction with its number; returns how many steps it took.

    `finish` runs in the last step's transaction and makes the projections of a store that was older; `at_step` is
    told the name of each step.
    """
    with connection.begin():
        found: int = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    for version in range(found + 1, SCHEMA_VERSION + 1):
        with connection.begin():
            for statement in MIGRATIONS[version - 1]:
                connection.exec_driver_sql(statement)
            if version == SCHEMA_VERSION:
                finish(connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {version}")
            at_step(f"migrating_to_{version}")
        at_step(f"migrated_to_{version}")
    return SCHEMA_VERSION - found
