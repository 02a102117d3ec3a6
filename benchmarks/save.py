"""How long 'Complete and save' and keeping one answer take, against a bare SQLCipher commit of the same bytes."""

import secrets
import tempfile
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from uuid import UUID

from sqlcipher3 import dbapi2

from bedside.services.assessments import complete_check, keep_answer, keep_answers, start_check
from bedside.services.desk import Desk
from benchmarks.desk import ANSWERS, SUBJECT, desk_with_a_patient
from benchmarks.table import Figure, percentile

CHECKS = 120


def measure() -> list[Figure]:
    """The save figures."""
    completions: list[float] = []
    answers: list[float] = []
    floors: list[float] = []
    size = 0
    with desk_with_a_patient() as (desk, clock), tempfile.TemporaryDirectory() as folder:
        floor = _bare_table(Path(folder, "floor.db"))
        for _ in range(CHECKS):
            clock.advance(timedelta(hours=2))
            check = start_check(desk, SUBJECT)
            start = perf_counter()
            keep_answer(desk, check.draft_id, "temperature_c", 38.6, "temperature")
            answers.append(perf_counter() - start)
            keep_answers(desk, check.draft_id, ANSWERS, "review")
            start = perf_counter()
            saved = complete_check(desk, check, ANSWERS)
            completions.append(perf_counter() - start)
            size = _bytes_written(desk, saved.entry_id)
            # Side by side, so that what disturbs one disturbs the other.
            start = perf_counter()
            _commit(floor, size)
            floors.append(perf_counter() - start)
        floor.close()
    p95 = percentile(completions, 95) * 1000
    return [
        Figure(
            "complete to 'saved', p95",
            p95,
            "ms",
            30,
            percentile(floors, 95) * 1000,
            "SQLCipher commit of the same bytes",
            note=f"medians {percentile(completions, 50) * 1000:.2f} and {percentile(floors, 50) * 1000:.2f} ms,"
            f" {size} bytes an entry",
        ),
        Figure(
            "one answer to 'draft saved', p95",
            percentile(answers, 95) * 1000,
            "ms",
            30,
            percentile(floors, 95) * 1000,
            "SQLCipher commit",
        ),
    ]


def _bytes_written(desk: Desk, entry_id: UUID) -> int:
    with desk.store.read() as reader:
        return len(reader.entry(entry_id).payload or b"")


def _bare_table(path: Path) -> dbapi2.Connection:
    """A keyed file as durable as the store's own, with one table."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{secrets.token_hex(32)}'\"")
    for pragma in ("cipher_log_level = NONE", "journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE bare (bytes BLOB)")
    return connection


def _commit(connection: dbapi2.Connection, size: int) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO bare VALUES (?)", (secrets.token_bytes(size),))
    connection.execute("COMMIT")
