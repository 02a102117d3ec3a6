"""What `bedside store check` finds: pages, chains, projections and key slots, each held against something else."""

from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import Connection, Table, func, select
from sqlalchemy.schema import CreateIndex, CreateTable

from bedside.errors import StoreError
from bedside.models.tables import PROJECTIONS, chains, journal
from bedside.store.projections import rebuild
from bedside.store.slots import read_slots
from bedside.store.verification import Fault, chain_faults

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


def check_store(connection: Connection, folder: Path) -> CheckReport:
    """Check everything through `connection`, which writes nothing but its own temporary tables."""
    faults: list[Fault] = []
    faults += _page_faults(connection)
    for fault in chain_faults(connection):
        faults.append(fault)
        if len(faults) >= MOST_FAULTS:
            break
    faults += _projection_faults(connection) if not faults else []
    slots = _slots(folder, faults)
    rows = sum(_count(connection, table) for table in PROJECTIONS)
    return CheckReport(_count(connection, journal), _count(connection, chains), rows, slots, tuple(faults))


def _page_faults(connection: Connection) -> list[Fault]:
    """Every page's authentication code, and SQLite's own view of the file."""
    pages = connection.exec_driver_sql("PRAGMA cipher_integrity_check").scalars().all()
    structure = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    said = [*pages, *(line for line in structure if line != "ok")]
    return [Fault("file", line) for line in said[:MOST_FAULTS]]


def _projection_faults(connection: Connection) -> list[Fault]:
    """Rebuild every projection beside the stored one and compare them row by row."""
    for table in PROJECTIONS:
        # Temporary tables of the same names hide the stored ones from every statement that names no schema.
        beside = CreateTable(table)
        connection.exec_driver_sql(str(beside.compile(connection)).replace("CREATE TABLE", "CREATE TEMPORARY TABLE", 1))
        for index in table.indexes:
            connection.execute(CreateIndex(index))
    rebuild(connection)
    return [
        Fault(f"projection {table.name}", found) for table in PROJECTIONS if (found := _difference(connection, table))
    ]


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


def _slots(folder: Path, faults: list[Fault]) -> int:
    try:
        return len(read_slots(folder).slots)
    except StoreError as error:
        faults.append(Fault("key slots", str(error)))
        return 0


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()
