"""What the audit trail costs with a million entries: holding them to their hashes, a page of them, and the verifier."""

import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import cast

from bedside.models.canonical import JsonValue, canonical_bytes
from bedside.models.journal import Kind
from bedside.services.audit import QUERIES, AuditFilter, audit_page
from bedside.services.desk import Desk
from bedside.simulation.clock import ManualClock
from bedside.store.checkpoints import hold_since_checkpoint
from bedside.store.entries import ChainHead, fresh_id
from bedside.store.slots import SlotUser
from bedside.store.store import Store, create_store
from bedside.store.unit_of_work import UnitOfWork
from bedside.store.verification import stored_rows
from benchmarks.desk import desk_with_a_patient
from benchmarks.table import Figure, median_of, seconds_of

ENTRIES = int(os.environ.get("BEDSIDE_BENCH_ENTRIES", "1000000"))
LOT = 20_000
START = datetime(2026, 1, 1, 8, tzinfo=UTC)
STEP = timedelta(seconds=30)
VERIFIER = Path(__file__).parents[1] / "tools" / "verify-audit"
ROWS = (
    "INSERT INTO journal (position, entry_id, record_id, kind, subject_id, chain_id, seq, recorded_at, header, payload,"
    " payload_salt, payload_hash, previous_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
TRAIL = (
    "INSERT INTO trail (position, recorded_ms, day_minute, observed_ms, author_id, kind, act, subject_id, boot_id,"
    " monotonic_ms, flags) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'boot', 0, ?)"
)
FILTERS = {
    "all": AuditFilter(),
    "patient": AuditFilter(subject_id="01-007"),
    "person": AuditFilter(author="nurse-3"),
    "kind": AuditFilter(kind="access"),
    "person and kind": AuditFilter(author="nurse-3", kind="intervention"),
    "rare act": AuditFilter(act="exported"),
    "a far month": AuditFilter(since=START + timedelta(days=30), until=START + timedelta(days=60)),
    "person, far month": AuditFilter(
        author="nurse-3", since=START + timedelta(days=30), until=START + timedelta(days=60)
    ),
    **{query: AuditFilter(query=query) for query in QUERIES},
}


def measure() -> list[Figure]:
    """The audit figures."""
    with tempfile.TemporaryDirectory() as name, desk_with_a_patient() as (other, _):
        with _big_store(Path(name) / "ward") as store:
            monitor = SlotUser("monitor-a", "Monitor A", "monitor")
            desk = Desk(store, monitor, ManualClock(START + ENTRIES * STEP), other.protocol, other.instruments)
            floor = seconds_of(lambda: _read_and_hash(store))
            whole = seconds_of(store.check_chains)
            since = median_of(lambda: _hold(store), 5)
            pages = {name: _page_s(desk, filters) for name, filters in FILTERS.items()}
            with store.read() as reader:
                out = Path(name) / "out"
                export = seconds_of(lambda: reader.trail.export(out, _told(store), lambda _: {}))
        start = perf_counter()
        subprocess.run([sys.executable, "-I", str(VERIFIER), str(out)], check=True, stdout=subprocess.DEVNULL)
        verifier = perf_counter() - start
    slowest = max(pages, key=lambda name: pages[name])
    million = ENTRIES / 1e6
    return [
        Figure(
            "verification of 10^6 entries",
            whole / million,
            "s",
            10,
            floor / million,
            "the same rows read and hashed",
            note=f"{ENTRIES / whole:.0f} entries a second; floor {ENTRIES / floor:.0f}",
        ),
        Figure("verification since the last checkpoint", since * 1000, "ms", 1000),
        Figure(
            "a page of the audit trail, slowest filter",
            pages[slowest] * 1000,
            "ms",
            50,
            note=f"{slowest}; " + ", ".join(f"{name} {seconds * 1000:.1f}" for name, seconds in pages.items()),
        ),
        Figure("export of 10^6 entries, journal and manifest", export / million, "s", 120),
        Figure("tools/verify-audit of 10^6 entries", verifier / million, "s", 10),
    ]


def _told(store: Store) -> dict[str, JsonValue]:
    return {"site_id": store.site_id, "trial_id": store.trial_id}


def _hold(store: Store) -> None:
    with store.read() as reader:
        hold_since_checkpoint(reader._connection)


def _read_and_hash(store: Store) -> None:
    with store.read() as reader:
        for rows in stored_rows(reader._connection):
            for row in rows:
                header, payload, salt = row[8:11]
                sha256(header).hexdigest()
                sha256(salt + payload).hexdigest()


def _page_s(desk: Desk, filters: AuditFilter) -> float:
    """The slower of the newest page and the second one."""
    first = audit_page(desk, filters)
    before = first.rows[-1].position if first.rows else None
    return max(median_of(lambda: audit_page(desk, filters), 3), median_of(lambda: audit_page(desk, filters, before), 3))


def _big_store(folder: Path) -> Store:
    """A store of entries of access and a few records that are really chained, written past the services."""
    nurse = SlotUser("nurse-a", "Nurse A", "nurse")
    store = create_store(folder, nurse, secrets.token_urlsafe(12), "site-1", "trial-1", ManualClock(START))
    store.write(lambda work: _fill(work, store))
    store.make_checkpoint("bench")
    return store


def _fill(work: UnitOfWork, store: Store) -> None:
    connection = work.reader._connection
    cursor = connection.connection.cursor()
    (trigger,) = connection.exec_driver_sql(
        "SELECT sql FROM sqlite_master WHERE name = 'journal_refuses_replace'"
    ).one()
    connection.exec_driver_sql("DROP TRIGGER journal_refuses_replace")
    made = _made(work, store)
    for _ in range(-(-ENTRIES // LOT)):
        lot = [next(made) for _ in range(LOT)]
        cursor.executemany(ROWS, [row for row, _ in lot])
        cursor.executemany(TRAIL, [row for _, row in lot])
        last = lot[-1][0]
        work.head = ChainHead(work.head.chain_id, cast("int", last[6]), cast("str", last[13]))
    connection.exec_driver_sql(trigger)


Row = tuple[object, ...]


def _made(work: UnitOfWork, store: Store) -> Iterator[tuple[Row, Row]]:
    previous, seq, chain = work.head.hash, work.head.seq, work.head.chain_id
    fixed: dict[str, JsonValue] = {
        "about": [],
        "boot_id": "boot",
        "chain_id": str(chain),
        "device_id": str(store.device_id),
        "parents": [],
    }
    fixed |= {"reason": "", "role": "nurse", "schema_version": 2, "site_id": "site-1"}
    fixed |= {"monotonic_ms": 0, "offset_age_s": None, "server_offset_ms": None}
    while True:
        seq += 1
        at = START + seq * STEP
        entry_id = fresh_id(at)
        kind, act, payload = _said(seq)
        subject = f"01-{seq % 200:03}" if kind != Kind.ACCESS or act == "viewed" else ""
        salt, author, told = secrets.token_bytes(16), f"nurse-{seq % 20}", at.isoformat(timespec="milliseconds")
        payload_hash = sha256(salt + payload).hexdigest()
        head = {**fixed, "author_id": author, "entry_id": str(entry_id), "kind": kind.value, "observed_at": told}
        head |= {"payload_hash": payload_hash, "previous_hash": previous, "record_id": str(entry_id)}
        head |= {"recorded_at": told, "seq": seq, "subject_id": subject}
        header = canonical_bytes(cast("JsonValue", head))
        entry_hash = sha256(header).hexdigest()
        ids = (entry_id.bytes, entry_id.bytes, kind.value, subject, chain.bytes, seq, told)
        row = (seq, *ids, header, payload, salt, payload_hash, previous, entry_hash)
        milliseconds = int(at.timestamp() * 1000)
        flags = (1 if seq % 50 == 0 else 0) | (16 if seq % 30 == 0 else 0) | (32 if seq % 50 == 0 else 0)
        flags |= 8 if seq % 5000 == 0 else 0
        minute = at.hour * 60 + at.minute
        yield row, (seq, milliseconds, minute, milliseconds, author, kind.value, act, subject, flags)
        previous = entry_hash


def _said(seq: int) -> tuple[Kind, str, bytes]:
    if seq % 10 < 3:
        dose = b'{"dose":8,"dose_unit":"mg/kg","drug":"antipyretic","name":"paracetamol","note":"","route":"oral"}'
        return Kind.INTERVENTION, "", dose
    act = "refused" if seq % 997 == 0 else "exported" if seq % 9973 == 0 else "viewed" if seq % 2 else "signed_in"
    return Kind.ACCESS, act, canonical_bytes({"act": act, "detail": ""})
