"""The witness of the journal's head, told after each commit: a store that was put back to an earlier day is noticed.

One record of fixed size, authenticated under a key derived from the store's, in a file beside the database and in a
second one in the device's own state folder. It is written without being synced: it may lag behind the database, which
says nothing, and is never ahead of it.
"""

import hashlib
import hmac
import os
import platform
import struct
from contextlib import suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import Self
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bedside.errors import StoreError
from bedside.store.entries import ChainHead
from bedside.store.files import write_whole

WITNESS_FILE = "witness"
_MAGIC = b"bedside1"
_FORM = struct.Struct(">8s16s16s16sQ32s32s32s")
_MAC_LENGTH = 32
RECORD_LENGTH = _FORM.size + _MAC_LENGTH

MACHINE_FILES = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
"""Where Linux keeps what tells one computer from another; elsewhere its name has to do."""


@dataclass(frozen=True, slots=True)
class Attestation:
    """What a witness says: the last entry that was committed, by which device, in which folder of which computer."""

    store_id: UUID
    device_id: UUID
    head: ChainHead
    folder: bytes
    machine: bytes
    seal: bytes
    """Authenticates the rest; names this very testimony."""

    def same_place(self, other_folder: bytes, other_machine: bytes) -> bool:
        """Whether it was given in that folder of that computer."""
        return (self.folder, self.machine) == (other_folder, other_machine)


class Witness:
    """Both records of one open store. A record that cannot be read or written is never a refusal: it vouches for
    nothing, and what needs vouching finds that out."""

    def __init__(self, key: bytes, store_id: UUID, folder: Path, witness_folder: Path | None) -> None:
        self._key = witness_key(key)
        self._store_id = store_id
        self.folder, self.machine = digest_of_folder(folder), digest_of_machine()
        self.has_own = witness_folder is not None
        """Whether the device keeps a second record outside the store's folder."""
        self.own_folder = witness_folder
        self._device_id = store_id
        paths = [folder / WITNESS_FILE]
        if witness_folder is not None:
            with suppress(OSError):
                witness_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            paths.append(own_file(witness_folder, store_id, folder))
        self._paths = tuple(paths)
        found = [read_testimony(path, self._key, store_id) for path in paths]
        self.here = found[0]
        """What the record beside the database says; None: nothing that can be relied on."""
        self.own = found[1] if witness_folder is not None else None
        """What the device's own record says."""
        self._files: tuple[FileIO, ...] = ()

    def begin(self, device_id: UUID, head: ChainHead) -> None:
        """Testify from here on for `device_id`, at once for `head`."""
        self._device_id = device_id
        self._files = tuple(file for path in self._paths if (file := _opened(path)) is not None)
        self.tell(head)

    def tell(self, head: ChainHead) -> None:
        """Testify that `head` is committed. Must be called after the commit, by one thread at a time."""
        record = sealed(self._key, self._store_id, self._device_id, head, self.folder, self.machine)
        for file in self._files:
            # The entry is durable already; a witness that lags says nothing wrong.
            with suppress(OSError):
                file.seek(0)
                file.write(record)

    def close(self) -> None:
        """Let the files go."""
        for file in self._files:
            file.close()
        self._files = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def witness_key(key: bytes) -> bytes:
    """The key that authenticates testimonies, derived from the store's."""
    return HKDF(SHA256(), 32, None, b"bedside witness").derive(key)


def renew_testimonies(folder: Path, witness_folder: Path | None, store_id: str, former: bytes, key: bytes) -> None:
    """Put what was testified under a store's former key under its new one; what the former does not bear out stays."""
    which, old, new = UUID(store_id), witness_key(former), witness_key(key)
    paths = [folder / WITNESS_FILE]
    if witness_folder is not None:
        paths.append(own_file(witness_folder, which, folder))
    for path in paths:
        told = read_testimony(path, old, which)
        if told is not None:
            # Whole or not at all: a torn one would have the store taken for a copy. One that lags says nothing wrong.
            with suppress(StoreError):
                write_whole(path, sealed(new, which, told.device_id, told.head, told.folder, told.machine))


def digest_of_folder(folder: Path) -> bytes:
    """SHA-256 of where a folder lies, links resolved."""
    return hashlib.sha256(os.fsencode(folder.resolve())).digest()


def digest_of_machine() -> bytes:
    """SHA-256 of what tells this computer from another."""
    for path in MACHINE_FILES:
        with suppress(OSError):
            return hashlib.sha256(path.read_bytes().strip()).digest()
    return hashlib.sha256(platform.node().encode()).digest()


def own_file(witness_folder: Path, store_id: UUID, folder: Path) -> Path:
    """The device's own record about the store `store_id` in `folder`; a copy elsewhere has one of its own."""
    return witness_folder / f"{WITNESS_FILE}-{store_id}-{digest_of_folder(folder).hex()[:16]}"


def sealed(
    derived_key: bytes, store_id: UUID, device_id: UUID, head: ChainHead, folder: bytes, machine: bytes
) -> bytes:
    """The record as it is written: `RECORD_LENGTH` bytes."""
    told = _FORM.pack(
        _MAGIC,
        store_id.bytes,
        device_id.bytes,
        head.chain_id.bytes,
        head.seq,
        bytes.fromhex(head.hash),
        folder,
        machine,
    )
    return told + hmac.digest(derived_key, told, "sha256")


def read_testimony(path: Path, derived_key: bytes, store_id: UUID) -> Attestation | None:
    """What the record at `path` says; None where it is missing, torn, foreign or changed."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    told, seal = data[: _FORM.size], data[_FORM.size :]
    if len(data) != RECORD_LENGTH or not hmac.compare_digest(hmac.digest(derived_key, told, "sha256"), seal):
        return None
    _, store, device, chain, seq, last, folder, machine = _FORM.unpack(told)
    if store != store_id.bytes:
        return None
    return Attestation(
        store_id, UUID(bytes=device), ChainHead(UUID(bytes=chain), seq, last.hex()), folder, machine, seal
    )


def _opened(path: Path) -> FileIO | None:
    with suppress(OSError):
        # Unbuffered: a telling is one write of one short record; a process that is killed leaves an old or a new one.
        return FileIO(os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600), "r+")
    return None
