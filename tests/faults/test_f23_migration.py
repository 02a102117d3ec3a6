"""F23: a store of every schema is brought up to date whole or not at all, and an older program refuses a newer one."""

import os
import random
import shutil
import signal
from pathlib import Path

import pytest
from sqlalchemy import Connection, exc
from sqlcipher3 import dbapi2

from bedside.errors import StoreError, StoreTooNew
from bedside.store import migrations
from bedside.store import opening as opening_module
from bedside.store.check import CheckReport, check_folder
from bedside.store.keys import unlock
from bedside.store.migrations import SCHEMA_VERSION
from bedside.store.store import open_store
from tests.faults.power import ForgetfulDisk
from tests.faults.scale import tell_figures, tries
from tests.fixtures.make_store import make_store
from tests.store.children import Tell, run
from tests.store.records import NURSE, PASSWORD, HandClock

STORES = Path(__file__).parents[1] / "fixtures" / "stores"
VERSIONS = sorted(path.name for path in STORES.iterdir())
OLDER = [name for name in VERSIONS if int(name[1:]) < SCHEMA_VERSION]
STEPS = [
    (name, f"{word}_to_{to}")
    for name in OLDER
    for to in range(int(name[1:]) + 1, SCHEMA_VERSION + 1)
    for word in ("migrating", "migrated")
]
CUTS = tries(12, 200)


def ward(tmp_path: Path, version: str) -> Path:
    """A copy of a stored store."""
    return Path(shutil.copytree(STORES / version, tmp_path / "ward"))


def keyed(folder: Path) -> dbapi2.Connection:
    """The file, opened past the program."""
    connection = dbapi2.connect(str(folder / "store.db"))
    connection.execute(f"PRAGMA key = \"x'{unlock(folder, NURSE.user_id, PASSWORD).key.hex()}'\"")
    return connection


def schema_of(folder: Path) -> int:
    """The number of the schema in a file."""
    connection = keyed(folder)
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    connection.close()
    return int(found)


def today(folder: Path) -> CheckReport:
    """What today's program finds after it opened the store."""
    open_store(folder, NURSE.user_id, PASSWORD, HandClock()).close()
    report = check_folder(folder, NURSE.user_id, PASSWORD)
    assert report.faults == ()
    assert schema_of(folder) == SCHEMA_VERSION
    return report


def migrated_until(folder: Path, step: str) -> None:
    """Open the store in a process that is killed at a step."""

    def act(_: Tell) -> None:
        def die(reached: str) -> None:
            if reached == step:
                os.kill(os.getpid(), signal.SIGKILL)

        open_store(folder, NURSE.user_id, PASSWORD, HandClock(), at_step=die)

    assert run(act).ended == -signal.SIGKILL


def test_there_is_a_store_of_the_first_schema_and_of_every_one_published_since() -> None:
    assert VERSIONS[0] == "v0001"
    assert [int(name[1:]) for name in VERSIONS] == list(range(1, len(VERSIONS) + 1))
    assert len(VERSIONS) >= SCHEMA_VERSION - 1  # the one that is being worked on is stored when it is published


def rows_of(folder: Path, columns: dict[str, str] | None = None) -> dict[str, list[tuple[object, ...]]]:
    """What people saved: journal, grades, drafts and ward identities row by row, of these columns or of all."""
    connection = keyed(folder)
    found = {
        table: connection.execute(f"SELECT {(columns or {}).get(table, '*')} FROM {table} ORDER BY 1, 2").fetchall()
        for table in ("journal", "assessments", "interventions", "drafts", "draft_answers", "ward_identities")
    }
    connection.close()
    return found


def columns_of(folder: Path) -> dict[str, str]:
    """The names of their columns."""
    connection = keyed(folder)
    found = {
        table: ", ".join(f'"{row[1]}"' for row in connection.execute(f"PRAGMA table_info({table})"))
        for table in ("journal", "assessments", "interventions", "drafts", "draft_answers", "ward_identities")
    }
    connection.close()
    return found


@pytest.mark.parametrize("version", VERSIONS)
def test_every_one_is_opened_by_todays_program_and_is_as_it_was(tmp_path: Path, version: str) -> None:
    folder = ward(tmp_path, version)
    columns, before = columns_of(folder), rows_of(folder)
    assert all(before.values())  # each has something of everything
    today(folder)
    now = rows_of(folder, columns)
    recorded = len(before["journal"])
    assert now.pop("journal")[:recorded] == before.pop("journal")
    assert now == before


@pytest.mark.parametrize(("version", "step"), STEPS)
def test_killed_at_a_step_it_is_the_old_or_the_new(tmp_path: Path, version: str, step: str) -> None:
    folder = ward(tmp_path, version)
    migrated_until(folder, step)
    reached = int(step.rpartition("_")[2])
    assert schema_of(folder) == (reached if step.startswith("migrated") else reached - 1)
    today(folder)


def test_a_power_cut_anywhere_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    cuts = 0
    for version in OLDER:
        for number in range(CUTS):
            folder = Path(shutil.copytree(STORES / version, tmp_path / f"{version}-{number}"))

            def live(_: Tell, folder: Path = folder, number: int = number) -> None:
                disk = ForgetfulDisk(2 * number + 1, random.Random(number), keeps_some=bool(number % 2))
                open_store(folder, NURSE.user_id, PASSWORD, HandClock()).close()
                disk.power_cut()

            assert run(live).ended == -signal.SIGKILL
            (folder / "store.db-shm").unlink(missing_ok=True)
            assert int(version[1:]) <= schema_of(folder) <= SCHEMA_VERSION
            today(folder)
            cuts += 1
    tell_figures("F23", versions=len(OLDER), steps=len(STEPS), power_cuts=cuts, half_done=0)


def test_a_build_that_commits_between_the_statements_is_seen(tmp_path: Path) -> None:
    folder = ward(tmp_path, VERSIONS[0])

    def careless(_: Tell) -> None:
        def migrate(connection: Connection, *_: object) -> None:
            for statement in migrations.MIGRATIONS[1][:4]:
                with connection.begin():
                    connection.exec_driver_sql(statement)
            os.kill(os.getpid(), signal.SIGKILL)

        vars(opening_module)["migrate"] = migrate
        open_store(folder, NURSE.user_id, PASSWORD, HandClock())

    assert run(careless).ended == -signal.SIGKILL
    with pytest.raises(exc.OperationalError, match="already exists"):
        today(folder)


def test_an_older_program_refuses_a_newer_store_and_changes_nothing(tmp_path: Path) -> None:
    folder = ward(tmp_path, VERSIONS[0])
    connection = keyed(folder)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    with pytest.raises(StoreTooNew, match="install the newer Bedside"):
        open_store(folder, NURSE.user_id, PASSWORD, HandClock())
    after = {file.name: file.read_bytes() for file in folder.iterdir() if file.name in before}
    assert after == before


def test_the_store_of_the_present_schema_can_be_made(tmp_path: Path) -> None:
    folder = make_store(tmp_path)
    assert {file.name for file in folder.iterdir()} == {"store.db", "keys.json"}
    assert all(rows_of(folder).values())
    assert today(folder).entries > 10
    with pytest.raises(StoreError, match="already"):
        make_store(tmp_path)
