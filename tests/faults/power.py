"""A disk that forgets: a layer under SQLite that keeps what is written in memory until it is synced.

What the program writes to database, log and journal lies in this process until `xSync`, as it lies in the system's
cache, and is read back from there; a kill of the process is then a power cut, with all that was not synced gone or, as
disks do it, some of it written in any order and cut at any sector. Two files stay out of it: the index in shared memory
(`-shm`), which SQLite makes anew after every start, and what Python itself writes (`keys.json` and the like), whose
`write_whole` is seen by its order of calls in tests/store/test_files.py.

Each replaced function keeps the signature of https://www.sqlite.org/c3ref/io_methods.html.
"""

import ctypes
import os
import random
import signal
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p, cast
from dataclasses import dataclass, field
from pathlib import Path

from sqlcipher3 import _sqlite3

OK, IOERR_SHORT_READ = 0, 522
MAIN_DB, MAIN_JOURNAL, WAL = 0x100, 0x800, 0x80000
KEPT_BACK = MAIN_DB | MAIN_JOURNAL | WAL
SECTOR = 512

_CLOSE = CFUNCTYPE(c_int, c_void_p)
_READ = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
_SYNC = CFUNCTYPE(c_int, c_void_p, c_int)
_SIZE = CFUNCTYPE(c_int, c_void_p, POINTER(c_int64))
_OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, POINTER(c_int))
_DELETE = CFUNCTYPE(c_int, c_void_p, c_char_p, c_int)
_ACCESS = CFUNCTYPE(c_int, c_void_p, c_char_p, c_int, POINTER(c_int))


class IoMethods(Structure):
    """`sqlite3_io_methods`, version 3."""

    _fields_ = (
        ("version", c_int),
        *((name, c_void_p) for name in ("close", "read", "write", "truncate", "sync", "size", "lock", "unlock")),
        *((name, c_void_p) for name in ("reserved", "control", "sector", "device", "shm_map", "shm_lock")),
        *((name, c_void_p) for name in ("shm_barrier", "shm_unmap", "fetch", "unfetch")),
    )


class Vfs(Structure):
    """`sqlite3_vfs`, version 3."""

    _fields_ = (
        ("version", c_int),
        ("file_size", c_int),
        ("longest_path", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        *((name, c_void_p) for name in ("open", "delete", "access", "full_path", "dl_open", "dl_error", "dl_sym")),
        *((name, c_void_p) for name in ("dl_close", "randomness", "sleep", "time", "last_error", "time_64")),
        *((name, c_void_p) for name in ("set_call", "get_call", "next_call")),
    )


def require_library() -> None:
    """See that the layer can be put under this build of SQLCipher.

    Raises:
        RuntimeError: it does not let its functions be called.
    """
    library = ctypes.CDLL(_sqlite3.__file__)
    if not all(hasattr(library, name) for name in ("sqlite3_vfs_find", "sqlite3_vfs_register")):
        raise RuntimeError("this build of SQLCipher hides sqlite3_vfs_register: the power cannot be cut under it")


@dataclass
class Cached:
    """One file as the program sees it, and what of that has not reached the disk."""

    seen: bytearray
    unsynced: list[tuple[int, bytes | None]] = field(default_factory=list)
    """Writes in their order: where and what; None cuts the file there."""

    def write(self, at: int, data: bytes) -> None:
        """Write into the cache."""
        if at > len(self.seen):
            self.seen.extend(bytes(at - len(self.seen)))
        self.seen[at : at + len(data)] = data
        self.unsynced.append((at, data))

    def truncate(self, at: int) -> None:
        """Cut in the cache."""
        del self.seen[at:]
        self.unsynced.append((at, None))


class ForgetfulDisk:
    """Installed once in a process that is to die; from then on every connection opens through it."""

    def __init__(self, dies_after: int, chance: random.Random, *, keeps_some: bool) -> None:
        """The power goes at the `dies_after`-th write or sync, 0: never.

        `keeps_some`: not all that is unsynced is lost.
        """
        self.events = 0
        self._dies_after = dies_after
        self._chance = chance
        self._keeps_some = keeps_some
        self._files: dict[str, Cached] = {}
        self._open: dict[int, tuple[str, IoMethods]] = {}
        self._tables: dict[int, IoMethods] = {}
        self._kept: list[object] = []
        self._install()

    # ------------------------------------------------------------------ the power

    def _event(self) -> None:
        self.events += 1
        if self.events == self._dies_after:
            self.power_cut()

    def power_cut(self) -> None:
        """What was not synced is gone, or half of it by chance, and so is the process."""
        if self._keeps_some:
            for path, file in self._files.items():
                self._let_some_through(path, file)
        os.kill(os.getpid(), signal.SIGKILL)

    def _let_some_through(self, path: str, file: Cached) -> None:
        if not file.unsynced or not os.path.exists(path):
            return
        descriptor = os.open(path, os.O_WRONLY)
        kept = [one for one in file.unsynced if self._chance.random() < 0.5]
        self._chance.shuffle(kept)
        for at, data in kept:
            if data is None:
                os.ftruncate(descriptor, at)
            else:
                sectors = len(data) // SECTOR
                whole = self._chance.random() < 0.7 or not sectors
                os.pwrite(descriptor, data if whole else data[: self._chance.randrange(sectors) * SECTOR], at)

    # ------------------------------------------------------------------ what SQLite calls

    def _on_open(self, vfs: int, name: int, file: int, flags: int, told: "ctypes._Pointer[c_int]") -> int:
        answer = int(self._real_open(vfs, name, file, flags, told))
        if answer == OK and name and flags & KEPT_BACK:
            table = cast(file, POINTER(c_void_p))
            real = cast(c_void_p(table[0]), POINTER(IoMethods)).contents
            path = ctypes.string_at(name).decode()
            self._open[file] = (path, real)
            if path not in self._files:
                # Closing a descriptor drops this process's locks on the file; before the first opening it has none.
                self._files[path] = Cached(bytearray(Path(path).read_bytes()))
            table[0] = ctypes.addressof(self._table_over(real))
        return answer

    def _table_over(self, real: IoMethods) -> IoMethods:
        at = ctypes.addressof(real)
        if at not in self._tables:
            table = IoMethods.from_buffer_copy(real)
            for name, made in self._functions().items():
                setattr(table, name, cast(made, c_void_p).value)  # type: ignore[arg-type]
                self._kept.append(made)
            self._tables[at] = table
        return self._tables[at]

    def _functions(self) -> dict[str, object]:
        return {
            "close": _CLOSE(self._on_close),
            "read": _READ(self._on_read),
            "write": _WRITE(self._on_write),
            "truncate": _TRUNCATE(self._on_truncate),
            "sync": _SYNC(self._on_sync),
            "size": _SIZE(self._on_size),
        }

    def _on_close(self, file: int) -> int:
        path, real = self._open.pop(file)
        if path not in {other for other, _ in self._open.values()} and not self._files[path].unsynced:
            # Whatever Python puts in its place before it is opened again is another file.
            del self._files[path]
        return int(_CLOSE(real.close)(file))

    def _on_read(self, file: int, into: int, amount: int, at: int) -> int:
        data = bytes(self._of(file).seen[at : at + amount])
        ctypes.memmove(into, data + bytes(amount - len(data)), amount)
        return OK if len(data) == amount else IOERR_SHORT_READ

    def _on_write(self, file: int, data: int, amount: int, at: int) -> int:
        self._event()
        self._of(file).write(at, ctypes.string_at(data, amount))
        return OK

    def _on_truncate(self, file: int, at: int) -> int:
        self._event()
        self._of(file).truncate(at)
        return OK

    def _on_sync(self, file: int, _flags: int) -> int:
        self._event()
        _, real = self._open[file]
        cached = self._of(file)
        for at, data in cached.unsynced:
            if data is None:
                _TRUNCATE(real.truncate)(file, at)
            else:
                _WRITE(real.write)(file, cast(c_char_p(data), c_void_p), len(data), at)
        cached.unsynced.clear()
        self._event()
        return OK

    def _on_size(self, file: int, size: "ctypes._Pointer[c_int64]") -> int:
        size[0] = len(self._of(file).seen)
        return OK

    def _on_delete(self, vfs: int, name: bytes, sync_folder: int) -> int:
        self._files.pop(name.decode(), None)
        return int(self._real_delete(vfs, name, sync_folder))

    def _on_access(self, vfs: int, name: bytes, flags: int, told: "ctypes._Pointer[c_int]") -> int:
        cached = self._files.get(name.decode())
        if cached is None:
            return int(self._real_access(vfs, name, flags, told))
        told[0] = int(bool(cached.seen))
        return OK

    def _of(self, file: int) -> Cached:
        return self._files[self._open[file][0]]

    # ------------------------------------------------------------------ getting under SQLite

    def _install(self) -> None:
        library = ctypes.CDLL(_sqlite3.__file__)
        library.sqlite3_vfs_find.restype = POINTER(Vfs)
        usual = library.sqlite3_vfs_find(None).contents
        self._real_open = _OPEN(usual.open)
        self._real_delete = _DELETE(usual.delete)
        self._real_access = _ACCESS(usual.access)
        # A copy that opens the usual way: its files are the usual ones, with a few of their functions replaced.
        made = Vfs.from_buffer_copy(usual)
        made.name = b"forgetful"
        replaced: dict[str, object] = {
            "open": _OPEN(self._on_open),
            "delete": _DELETE(self._on_delete),
            "access": _ACCESS(self._on_access),
        }
        for name, function in replaced.items():
            setattr(made, name, cast(function, c_void_p).value)  # type: ignore[arg-type]
        self._kept += [made, *replaced.values()]
        if library.sqlite3_vfs_register(ctypes.byref(made), 1) != OK:
            raise RuntimeError("the layer under SQLite was refused")
