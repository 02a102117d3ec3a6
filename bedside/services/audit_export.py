"""Writes the audit trail out for somebody without Bedside: the signed journal, a table in words, and its verifier."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Final

from bedside.models.authority import Act
from bedside.models.canonical import JsonValue
from bedside.models.journal import Kind
from bedside.resources import resource_path
from bedside.services.access import journal_access, vouch
from bedside.services.audit_rows import AuditRow, FieldChange, rows_of
from bedside.services.authority import needs
from bedside.services.desk import Desk
from bedside.store.reader import Reader
from bedside.store.trail import Mark
from bedside.store.verification import Progress, no_progress

TABLE: Final = "trail.csv"
VERIFIER: Final = "verify-audit"
COLUMNS: Final = (
    "number",
    "recorded at",
    "true at",
    "written later by (s)",
    "clock leapt by (ms)",
    "person",
    "role",
    "what was done",
    "patient",
    "reason",
    "changes",
    "marks",
    "device",
    "entry",
)
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_CHUNK: Final = 500
_MARKS: Final[Mapping[Mark, str]] = {
    Mark.CORRECTION: "correction",
    Mark.VOID: "taken back",
    Mark.LATE: "written late",
    Mark.CLOCK_JUMP: "clock leapt",
}


@dataclass(frozen=True, slots=True)
class ExportMade:
    """What was written: the folder, how many entries, and the SHA-256 of its manifest, which names every file."""

    path: Path
    entries: int
    sha256: str


@needs(Act.EXPORT_AUDIT)
def export_audit(desk: Desk, folder: Path, progress: Progress = no_progress) -> ExportMade:
    """Write the whole trail into a new folder inside `folder`; that it was exported is journalled after it.

    Raises:
        StoreError: the folder cannot be written; nothing of it is left.
        StoreDamaged: what was written since the device last signed does not hold; nothing is signed or written.
    """
    now = desk.clock.now()
    vouch(desk, "export")
    path = _free_name(folder, f"bedside-audit-{desk.store.site_id}-{now:%Y%m%dT%H%M%S}")
    with desk.store.read() as reader:
        made = reader.trail.export(path, _told(desk, now), lambda last: _beside(reader, last), progress)
    desk.store.write(
        lambda work: journal_access(work, desk, "exported", area="audit", count=made.entries, digest=made.sha256)
    )
    return ExportMade(path, made.entries, made.sha256)


def _free_name(folder: Path, name: str) -> Path:
    path, number = folder / name, 1
    while path.exists():
        number += 1
        path = folder / f"{name}-{number}"
    return path


def _told(desk: Desk, now: datetime) -> dict[str, JsonValue]:
    return {
        "app": "bedside",
        "store_id": str(desk.store.store_id),
        "site_id": desk.store.site_id,
        "trial_id": desk.store.trial_id,
        "made_at": now.isoformat(timespec="milliseconds"),
        "made_by": desk.user.user_id,
    }


def _beside(reader: Reader, last: int) -> dict[str, Iterable[bytes]]:
    verifier = resource_path("audit", VERIFIER).read_bytes()
    return {TABLE: table_lines(reader, last), VERIFIER: [verifier]}


def table_lines(reader: Reader, last: int) -> Iterator[bytes]:
    """The trail up to a position as CSV, a line an entry, the oldest first; begins with the mark of UTF-8 that
    spreadsheets look for."""
    names = reader.printed_names()
    yield "\ufeff".encode() + csv_line(COLUMNS)
    entries = reader.trail.every_entry()
    while chunk := list(islice(entries, _CHUNK)):
        for row in rows_of(reader.trail, chunk):
            if row.position > last:
                return
            yield csv_line(_cells(row, names))


def csv_line(cells: Iterable[object]) -> bytes:
    """One line of CSV whose cells no spreadsheet takes for a formula."""
    line = io.StringIO()
    csv.writer(line).writerow([_plain(str(cell)) for cell in cells])
    return line.getvalue().encode()


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _cells(row: AuditRow, names: Mapping[str, str]) -> tuple[object, ...]:
    return (
        row.position,
        row.recorded_at.isoformat(timespec="milliseconds"),
        row.observed_at.isoformat(timespec="milliseconds"),
        row.delay_s,
        "" if row.jump_ms is None else row.jump_ms,
        f"{names.get(row.author, row.author)} ({row.author})",
        row.role,
        what_was_done(row),
        row.subject_id,
        row.reason,
        "; ".join(_change(change) for change in row.changes),
        ", ".join(words for mark, words in _MARKS.items() if mark in row.marks),
        row.device,
        row.entry_id,
    )


def what_was_done(row: AuditRow) -> str:
    """What an entry is, in words."""
    if row.kind == Kind.ACCESS.value and row.act:
        return row.act.replace("_", " ")
    done = "taken back" if row.void else "corrected" if row.correction else "recorded"
    return f"{row.kind.replace('_', ' ')} {done}" + (", its content redacted" if row.redacted else "")


def _change(change: FieldChange) -> str:
    return f"{change.path}: {_value(change.old)} -> {_value(change.new)}"


def _value(value: JsonValue) -> str:
    if value is None:
        return "nothing"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
