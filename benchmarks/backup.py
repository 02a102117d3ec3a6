"""How long a backup of a million entries takes and a save waits meanwhile, and what the witness costs a save."""

import secrets
import tempfile
import threading
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from uuid import uuid4

from sqlalchemy import text

from bedside.models.journal import Kind
from bedside.models.people import Access
from bedside.simulation.clock import ManualClock
from bedside.store.backup import digest_of_file, write_backup
from bedside.store.entries import ChainHead, NewEntry
from bedside.store.slots import DATABASE_FILE, SlotUser
from bedside.store.store import Store, create_store
from bedside.store.unit_of_work import UnitOfWork
from bedside.store.witness import Witness
from benchmarks.table import Figure, percentile

ENTRIES = 1_000_000
HEADER_BYTES, PAYLOAD_BYTES = 760, 420
"""Of an entry of access and, as the mean over a shift, of what is recorded."""

_FILL = """
WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < :entries)
INSERT INTO journal (entry_id, record_id, kind, subject_id, chain_id, seq, recorded_at, header, payload, payload_salt,
                     payload_hash, previous_hash, hash)
SELECT randomblob(16), randomblob(16), 'access', '', :chain, n, '2026-11-01T08:00:00.000+00:00', :header, :payload,
       :salt, :hash, :hash, :hash FROM number
"""


def measure() -> list[Figure]:
    """The backup and witness figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with _big_store(folder / "ward") as store:
            idle = _saves(store, 200)
            waits: list[float] = []
            over = threading.Event()
            saving = threading.Thread(target=_keep_saving, args=(store, waits, over))
            saving.start()
            start = perf_counter()
            path, manifest = write_backup(store, folder / "backups", datetime.now(UTC), "nurse-a")
            seconds = perf_counter() - start
            over.set()
            saving.join()
            size = (path / DATABASE_FILE).stat().st_size
        start = perf_counter()
        digest_of_file(path / DATABASE_FILE)
        floor = perf_counter() - start
        told = _witness_seconds(folder)
    return [
        Figure(
            "backup of 10^6 entries, opened and proven",
            seconds,
            "s",
            10,
            floor,
            "SHA-256 of its file",
            note=f"{size / 1e9:.2f} GB, {manifest.entries} entries",
        ),
        Figure(
            "a save meanwhile, longest",
            max(waits) * 1000,
            "ms",
            50,
            max(idle) * 1000,
            "longest of 200 saves alone",
            note=f"{len(waits)} saves, p95 {percentile(waits, 95) * 1000:.1f} ms",
        ),
        Figure("witness after a commit", told * 1e6, "us", 100),
    ]


def _big_store(folder: Path) -> Store:
    """A store with a million entries. They stand before the checkpoint from which a copy is held, so it does not matter
    that no chain binds them."""
    nurse = SlotUser("nurse-a", "Nurse A", "nurse")
    store = create_store(folder, nurse, secrets.token_urlsafe(12), "site-1", "trial-1", ManualClock(datetime.now(UTC)))
    values = {
        "entries": ENTRIES,
        "chain": uuid4().bytes,
        "header": secrets.token_bytes(HEADER_BYTES),
        "payload": secrets.token_bytes(PAYLOAD_BYTES),
        "salt": secrets.token_bytes(16),
        "hash": sha256(b"").hexdigest(),
    }

    def fill(work: UnitOfWork) -> None:
        connection = work.reader._connection
        (trigger,) = connection.exec_driver_sql(
            "SELECT sql FROM sqlite_master WHERE name = 'journal_refuses_replace'"
        ).one()
        connection.exec_driver_sql("DROP TRIGGER journal_refuses_replace")
        connection.execute(text(_FILL), values)
        connection.exec_driver_sql(trigger)

    store.write(fill)
    _saves(store, 1)
    store.make_checkpoint("bench")
    return store


def _entry() -> NewEntry:
    return NewEntry(
        kind=Kind.ACCESS,
        payload=Access(act="viewed", detail="x" * PAYLOAD_BYTES),
        author_id="nurse-a",
        role="nurse",
        observed_at=datetime.now(UTC),
    )


def _saves(store: Store, count: int) -> list[float]:
    """The seconds of so many saves one after the other."""
    found = []
    for _ in range(count):
        start = perf_counter()
        store.write(partial(UnitOfWork.append, new=_entry()))
        found.append(perf_counter() - start)
    return found


def _keep_saving(store: Store, waits: list[float], over: threading.Event) -> None:
    """A save every ten milliseconds, as no ward does."""
    while not over.wait(0.01):
        waits += _saves(store, 1)


def _witness_seconds(folder: Path) -> float:
    (folder / "alone").mkdir()
    witness = Witness(secrets.token_bytes(32), uuid4(), folder / "alone", folder / "state")
    head = ChainHead(uuid4(), 1, "ab" * 32)
    witness.begin(uuid4(), head)
    start = perf_counter()
    for _ in range(10_000):
        witness.tell(head)
    told = (perf_counter() - start) / 10_000
    witness.close()
    return told
