"""What a backup says of itself, read before anything in it is touched."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import Field, ValidationError

from bedside.errors import BackupUnusable
from bedside.models.base import Code, Model, Moment
from bedside.models.journal import Sha256
from bedside.models.people import Signature
from bedside.store.files import write_whole
from bedside.store.slots import DATABASE_FILE, SLOTS_FILE

MANIFEST: Final = "manifest.json"
FILES: Final = (DATABASE_FILE, SLOTS_FILE)
"""What a backup holds besides its manifest."""

Count = Annotated[int, Field(ge=0)]


class BackedUpFile(Model):
    """One file of a backup: its size in bytes and its SHA-256."""

    bytes: Count
    sha256: Sha256


class Head(Model):
    """Where the journal of a backup ends."""

    chain_id: UUID
    seq: Count
    hash: Sha256


class SignedHead(Head):
    """Up to where the device vouches for the journal, and its signature: see `bedside.store.checkpoints`."""

    signature: Signature


class Manifest(Model):
    """Whose backup it is, when and by whom it was made, how much is in it, and the digests of its files."""

    app: Literal["bedside"] = "bedside"
    format: Literal[1] = 1
    store_id: UUID
    device_id: UUID
    site_id: Code
    trial_id: Code
    schema_version: Count
    made_at: Moment
    made_by: Code
    entries: Count
    head: Head
    checkpoint: SignedHead | None = None
    files: Mapping[str, BackedUpFile]


def read_manifest(backup: Path) -> Manifest:
    """The manifest of the backup in the folder `backup`.

    Raises:
        BackupUnusable: it has none, or none that this program can read, or files are missing or cut.
    """
    try:
        manifest = Manifest.model_validate_json((backup / MANIFEST).read_bytes())
    except OSError as error:
        raise BackupUnusable(backup=backup.name, problem=f"{MANIFEST}: {error.strerror}") from None
    except ValidationError:
        raise BackupUnusable(backup=backup.name, problem=f"{MANIFEST} is not one of this program") from None
    if set(manifest.files) != set(FILES):
        raise BackupUnusable(backup=backup.name, problem=f"{MANIFEST} does not name {' and '.join(FILES)}")
    for name, file in manifest.files.items():
        if _size(backup / name) != file.bytes:
            raise BackupUnusable(backup=backup.name, problem=f"{name} is missing or cut")
    return manifest


def write_manifest(backup: Path, manifest: Manifest) -> None:
    """Put the manifest into the folder of its backup.

    Raises:
        StoreError: of the kind that fits.
    """
    write_whole(backup / MANIFEST, manifest.model_dump_json(indent=1).encode() + b"\n")


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None
