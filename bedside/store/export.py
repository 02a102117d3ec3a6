"""Writes the audit trail out for strangers: the stored bytes of every entry, and what the device signed of them.

The folder has its name only once it is whole. Entries are read and written one by one, so that memory stays flat.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, select

from bedside.errors import StoreError
from bedside.models.canonical import JsonValue, canonical_bytes
from bedside.models.tables import chains, device_keys
from bedside.store.checkpoints import Checkpoint, every_checkpoint, newest_checkpoint
from bedside.store.files import refusal_of, sync_folder
from bedside.store.verification import Progress, StoredRow, no_progress, stored_rows

JOURNAL: Final = "journal.jsonl"
MANIFEST: Final = "manifest.json"
SIGNATURE: Final = "manifest.sig"
FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Written:
    """A file of an export: its bytes and their SHA-256."""

    size_bytes: int
    sha256: str


class ExportFolder:
    """A folder that is being written; `finish` gives it its name, anything else leaves nothing."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._unfinished = path.with_name(path.name + ".new")
        self.files: dict[str, Written] = {}

    def __enter__(self) -> "ExportFolder":
        if self.path.exists():
            raise StoreError(problem=f"{self.path} is there already")
        shutil.rmtree(self._unfinished, ignore_errors=True)
        try:
            self._unfinished.mkdir(mode=0o700, parents=True)
        except OSError as error:
            raise refusal_of(error, self.path.parent) from error
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._unfinished, ignore_errors=True)

    def write(self, name: str, parts: Iterable[bytes]) -> Written:
        """Write one file from its parts, durably.

        Raises:
            StoreFull, StoreReadOnly, StoreError: by what the system answered.
        """
        digest, size = hashlib.sha256(), 0
        try:
            with (self._unfinished / name).open("wb") as file:
                for part in parts:
                    digest.update(part)
                    size += file.write(part)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise refusal_of(error, self.path.parent) from error
        self.files[name] = Written(size, digest.hexdigest())
        return self.files[name]

    def finish(self) -> None:
        """Give the folder its name; the last act."""
        try:
            sync_folder(self._unfinished)
            os.replace(self._unfinished, self.path)
            sync_folder(self.path.parent)
        except OSError as error:
            raise refusal_of(error, self.path.parent) from error


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: how many entries, up to which checkpoint, and the SHA-256 of the manifest."""

    entries: int
    end: Checkpoint
    sha256: str


def export_journal(
    connection: Connection,
    path: Path,
    told: Mapping[str, JsonValue],
    beside: Callable[[int], Mapping[str, Iterable[bytes]]],
    progress: Progress = no_progress,
) -> Exported:
    """Write every entry up to the newest checkpoint into the folder `path`, which is made, and sign what it holds.

    `told` goes into the manifest as it is; `beside` is asked, for the last position, for the other files. `progress`
    is told how many entries were written so far, and raises to break off; then nothing is left.

    Raises:
        StoreError: of the kind that fits; also where the device has vouched for nothing, or the folder is there.
    """
    end = newest_checkpoint(connection)
    if end is None:
        raise StoreError(problem="this device has not vouched for the end of the journal")
    written = 0

    def count(lines: Iterable[bytes]) -> Iterator[bytes]:
        nonlocal written
        for line in lines:
            written += 1
            yield line

    with ExportFolder(path) as folder:
        folder.write(JOURNAL, count(journal_lines(connection, end.position, progress)))
        for name, parts in beside(end.position).items():
            folder.write(name, parts)
        manifest = manifest_of(connection, folder.files, end, {**told, "entries": written})
        signature = signature_of(connection, end, manifest)
        whole = folder.write(MANIFEST, [manifest])
        folder.write(SIGNATURE, [signature])
        folder.finish()
    return Exported(written, end, whole.sha256)


def journal_lines(connection: Connection, last: int, progress: Progress = no_progress) -> Iterable[bytes]:
    """Every entry up to position `last` as a line of JSON: header and payload as the text that was hashed."""
    held = 0
    for rows in stored_rows(connection):
        for values in rows:
            row = StoredRow._make(values)
            if row.position > last:
                return
            yield _line(row)
        held += len(rows)
        progress(held)


def _line(row: StoredRow) -> bytes:
    told = {
        "position": row.position,
        "header": row.header.decode(),
        "payload": None if row.payload is None else row.payload.decode(),
        "salt": None if row.payload_salt is None else row.payload_salt.hex(),
        "hash": row.hash,
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def manifest_of(
    connection: Connection, files: Mapping[str, Written], end: Checkpoint, told: Mapping[str, JsonValue]
) -> bytes:
    """What the export is and what it holds, as the bytes that the device signs: the chains up to the checkpoint `end`,
    every checkpoint up to it, the devices' public keys and the digests of the files; `told`: whose it is."""
    made = [one for one in every_checkpoint(connection) if one.position <= end.position]
    return canonical_bytes(
        {
            **told,
            "format": FORMAT,
            "device_id": str(end.device_id),
            "files": {name: {"bytes": file.size_bytes, "sha256": file.sha256} for name, file in files.items()},
            "chains": _chains(connection, end),
            "checkpoints": [_checkpoint(one) for one in made],
            "devices": [
                {"device_id": str(device_id), "signing_key": key.public_key().public_bytes_raw().hex()}
                for device_id, key in device_keys_of(connection).items()
            ],
            "end": {"chain_id": str(end.end.chain_id), "seq": end.end.seq, "hash": end.end.hash},
        }
    )


def device_keys_of(connection: Connection) -> dict[UUID, Ed25519PrivateKey]:
    """What each device signs with whose key lies in this store."""
    rows = connection.execute(select(device_keys.c.device_id, device_keys.c.signing_key)).all()
    return {row.device_id: Ed25519PrivateKey.from_private_bytes(row.signing_key) for row in rows}


def _chains(connection: Connection, end: Checkpoint) -> list[JsonValue]:
    rows = connection.execute(select(chains).order_by(chains.c.started_at, chains.c.chain_id)).all()
    return [
        {
            "chain_id": str(row.chain_id),
            "predecessor": None if row.predecessor is None else str(row.predecessor),
            "seq": end.end.seq if row.chain_id == end.end.chain_id else row.seq,
            "hash": end.end.hash if row.chain_id == end.end.chain_id else row.hash,
        }
        for row in rows
    ]


def _checkpoint(made: Checkpoint) -> JsonValue:
    return {
        "chain_id": str(made.end.chain_id),
        "seq": made.end.seq,
        "hash": made.end.hash,
        "device_id": str(made.device_id),
        "made_at": made.made_at.isoformat(timespec="milliseconds"),
        "made_for": made.made_for,
        "signature": made.signature.hex(),
    }


def signature_of(connection: Connection, end: Checkpoint, manifest: bytes) -> bytes:
    """The signature under a manifest of the device that made the checkpoint: hex and the end of the line."""
    return device_keys_of(connection)[end.device_id].sign(manifest).hex().encode() + b"\n"
