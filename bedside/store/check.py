"""What `bedside store check` finds: pages, chains, projections and key slots, each held against something else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection, Table, exc, func, select
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlcipher3 import dbapi2

from bedside.clock import Clock
from bedside.errors import StoreDamaged, StoreError, StoreKeyWrong
from bedside.models.tables import PROJECTIONS, chains, journal
from bedside.store.attempts import unlock_to_look
from bedside.store.checkpoints import checkpoint_faults
from bedside.store.database import Database
from bedside.store.lock import take_lock
from bedside.store.projections import rebuild
from bedside.store.slots import DATABASE_FILE, read_slots
from bedside.store.verification import Fault, Progress, chain_faults, no_progress

MOST_FAULTS = 100
"""Faults that are listed; a file with more needs no longer list."""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was looked at and what does not hold."""

    entries: int
    chains: int
    projected_rows: int
    key_slots: int
    faults: tuple[Fault, ...]

    @property
    def sound(self) -> bool:
        """Whether everything holds."""
        return not self.faults

    def as_json(self) -> dict[str, object]:
        """The report as other programs read it."""
        return {"sound": self.sound, **asdict(self)}


def check_folder(folder: Path, user_id: str, password: str, clock: Clock | None = None) -> CheckReport:
    """Check the store in `folder` without opening it for work, so that a damaged one can be looked at too.

    A wrong password counts by `clock`, as at a sign-in.

    Raises:
        SignInError: user or password is wrong.
        StoreError: it is missing, in use or too new. A damaged one is no error but a report.
    """
    lock = take_lock(folder)
    try:
        database = Database(folder / DATABASE_FILE, unlock_to_look(folder, user_id, password, clock).key)
        with suppress(StoreError):
            # Folds what a cut-off left in the log: until then pages of the file may be cut that are whole in the log.
            database.writer().close()
        return check_database(database)
    finally:
        lock.release()


def check_database(database: Database) -> CheckReport:
    """Check everything; writes nothing but temporary tables of its own."""
    stages: tuple[_Stage, ...] = (
        ("file", _page_faults),
        ("journal", chain_faults),
        ("checkpoints", checkpoint_faults),
        ("projections", _projection_faults),
    )
    return _check(database, stages)


def check_chains(database: Database, progress: Progress = no_progress) -> CheckReport:
    """Check every chain over the stored bytes and the key slots, while others read and write.

    `progress` is told how many entries were held so far, and raises to break off.
    """
    held = partial(chain_faults, progress=progress)
    return _check(database, (("journal", held), ("checkpoints", checkpoint_faults)))


_Stage = tuple[str, Callable[[Connection], Iterator[Fault]]]


def _check(database: Database, stages: tuple[_Stage, ...]) -> CheckReport:
    faults: list[Fault] = []
    counts = (0, 0, 0)
    with _noted(faults, "file"), database.checker() as connection:
        for where, stage in stages:
            with _noted(faults, where), database.translated():
                for fault in islice(stage(connection), MOST_FAULTS):
                    faults.append(fault)  # one by one, so that those found before a stage breaks off are kept
        rows = sum(_count(connection, table) for table in PROJECTIONS)
        counts = (_count(connection, journal), _count(connection, chains), rows)
    slots = 0
    with _noted(faults, "key slots"):
        slots = len(read_slots(database.path.parent).slots)
    return CheckReport(*counts, slots, tuple(faults))


@contextmanager
def _noted(faults: list[Fault], where: str) -> Iterator[None]:
    """Note what stops a stage as a fault of its own, so that the others still run."""
    try:
        yield
    except (StoreDamaged, StoreKeyWrong) as error:
        faults.append(Fault(where, str(error)))
    except exc.DBAPIError as error:
        faults.append(Fault(where, f"cannot be read: {error.orig}"))
    except dbapi2.Error as error:
        faults.append(Fault(where, f"cannot be read: {error}"))
    except ValueError:
        faults.append(Fault(where, "a payload is not what its kind says"))


def _page_faults(connection: Connection) -> Iterator[Fault]:
    """Every page's authentication code, and SQLite's own view of the file."""
    for line in connection.exec_driver_sql("PRAGMA cipher_integrity_check").scalars().all():
        yield Fault("file", line)
    for line in connection.exec_driver_sql("PRAGMA integrity_check").scalars().all():
        if line != "ok":
            yield Fault("file", line)


def _projection_faults(connection: Connection) -> Iterator[Fault]:
    """Rebuild every projection beside the stored one and compare them row by row."""
    for table in PROJECTIONS:
        # Temporary tables of the same names hide the stored ones from every statement that names no schema.
        beside = str(CreateTable(table).compile(connection))
        connection.exec_driver_sql(beside.replace("CREATE TABLE", "CREATE TEMPORARY TABLE", 1))
        for index in table.indexes:
            connection.execute(CreateIndex(index))
    rebuild(connection)
    for table in PROJECTIONS:
        found = _difference(connection, table)
        if found:
            yield Fault(f"projection {table.name}", found)


def _difference(connection: Connection, table: Table) -> str | None:
    name = table.name
    more, less = (
        connection.exec_driver_sql(
            f"SELECT count(*) FROM (SELECT * FROM {one}.{name} EXCEPT SELECT * FROM {other}.{name})"
        ).scalar_one()
        for one, other in (("main", "temp"), ("temp", "main"))
    )
    if not more and not less:
        return None
    return f"{more} rows that the journal does not bear out, {less} missing"


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()
