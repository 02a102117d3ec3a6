"""The one way to connect: a keyed, proven, durable SQLCipher file, its faults told as store errors."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, NullPool, QueuePool, create_engine, event, exc
from sqlcipher3 import dbapi2

from bedside.errors import (
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreKeyWrong,
    StoreLocked,
    StoreMissing,
    StoreReadOnly,
    StoreTooNew,
)
from bedside.store.files import lacks_room
from bedside.store.migrations import SCHEMA_VERSION
from bedside.store.patience import Patience

BUSY_SECONDS = 5
"""How long one attempt waits for a lock that some other program holds (a virus scanner, a backup)."""

READERS = 4

# Primary result codes of SQLite (https://www.sqlite.org/rescode.html); the low byte of an extended code.
_PERM, _BUSY, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _PROTOCOL, _NOTADB = 3, 5, 8, 10, 11, 13, 14, 15, 26


class Database:
    """The connections to one store file: one that writes, a small pool that reads."""

    def __init__(self, path: Path, key: bytes, *, new: bool = False) -> None:
        """`new`: the file is empty and about to be given its schema."""
        self.path = path
        self.key = key
        self._new = new
        # NullPool: the writer keeps its one connection for the life of the store.
        self._writing = self._engine("BEGIN IMMEDIATE", writes=True)
        self._checking = self._engine("BEGIN", writes=True)
        self._reading = self._engine("BEGIN", writes=False)

    def writer(self) -> Connection:
        """The connection that writes; each of its transactions takes the write lock at once.

        Raises:
            StoreError: of the kind that fits; nothing was changed.
        """
        connection = Patience().until_free(self._connect)
        _fold(connection)
        return connection

    def _connect(self) -> Connection:
        with translated(self.path.parent):
            return self._writing.connect()

    @contextmanager
    def reader(self) -> Iterator[Connection]:
        """A connection that sees one moment of the store and cannot write."""
        with translated(self.path.parent), self._reading.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def checker(self) -> Iterator[Connection]:
        """A connection of its own for one check; it may make temporary tables and commits nothing."""
        with translated(self.path.parent), self._checking.connect() as connection, connection.begin() as transaction:
            yield connection
            transaction.rollback()

    def translated(self) -> AbstractContextManager[None]:
        """Tell the faults of this file as store errors."""
        return translated(self.path.parent)

    def close_readers(self) -> None:
        """Let the idle readers go, so that the log can be folded into the file."""
        self._reading.dispose()

    def _engine(self, begin: str, *, writes: bool) -> Engine:
        engine = create_engine(
            "sqlite+pysqlite://",
            module=dbapi2,
            creator=lambda: connect(self.path, self.key, writes=writes, new=self._new),
            hide_parameters=True,  # patient data never reaches an error text
            **({"poolclass": NullPool} if writes else {"poolclass": QueuePool, "pool_size": READERS}),
        )

        @event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            connection.exec_driver_sql(begin)

        return engine


def connect(path: Path, key: bytes, *, writes: bool, new: bool = False) -> dbapi2.Connection:
    """A raw connection to the file at `path`, keyed and proven before anything else runs.

    Raises:
        StoreError: of the kind that fits; nothing was changed.
    """
    with translated(path.parent):
        if not path.is_file():
            raise StoreMissing(folder=path.parent)
        # Asked beforehand, because SQLite would open the file all the same and refuse only the first save.
        if writes and not os.access(path, os.W_OK):
            raise StoreReadOnly(folder=path.parent)
        # mode=rw, because the default would make an empty store where there is none.
        connection = dbapi2.connect(
            f"{path.absolute().as_uri()}?mode=rw",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=BUSY_SECONDS,
        )
        try:
            _key_and_prove(connection, key)
            _require_known_schema(connection, new=new)
            _settle(connection, writes=writes)
        except BaseException:
            connection.close()
            raise
        return connection


def opens(path: Path, key: bytes) -> bool:
    """Whether `key` is the key of the file at `path`.

    Raises:
        StoreError: it cannot be read at all.
    """
    try:
        connect(path, key, writes=False).close()
    except StoreKeyWrong:
        return False
    return True


def _key_and_prove(connection: dbapi2.Connection, key: bytes) -> None:
    # The raw form (64 hex digits) needs no derivation: the key is random already.
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA cipher_log_level = NONE")  # it writes to standard error otherwise
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _require_known_schema(connection: dbapi2.Connection, *, new: bool) -> None:
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    if found > SCHEMA_VERSION:
        raise StoreTooNew(found=found, known=SCHEMA_VERSION)
    if found == 0 and not new:
        raise StoreDamaged(problem="the file is empty")


def _settle(connection: dbapi2.Connection, *, writes: bool) -> None:
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -4000")
    if writes:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        # macOS alone: its plain fsync leaves writes in the drive's own memory. Elsewhere both do nothing.
        connection.execute("PRAGMA fullfsync = ON")
        connection.execute("PRAGMA checkpoint_fullfsync = ON")
    else:
        connection.execute("PRAGMA query_only = ON")


def _fold(connection: Connection) -> None:
    """Fold the log that a cut-off left into the file, whose pages may have been cut while the log was being folded.

    They are whole in the log, so nothing that reads through SQLite sees it; whoever looks at the file alone would.
    """
    with suppress(dbapi2.Error):  # for want of space: the log is as durable as the file, and the next start tries again
        connection.connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)")


def fold_and_close(connection: Connection) -> None:
    """Fold the log into the file and let the connection go."""
    # Folding may fail, for want of space or because somebody still reads; the log is as durable as the file, and the
    # next one to open folds it.
    with suppress(dbapi2.Error):
        # On the bare connection: it cannot be done inside a transaction.
        connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


@contextmanager
def translated(folder: Path) -> Iterator[None]:
    """Raise what the database raises as the store error that tells a person what to do.

    A broken constraint or a wrong statement is a defect of ours and passes as it is.
    """
    try:
        yield
    except exc.DBAPIError as error:
        refusal = refusal_of(error.orig, folder)
        if refusal is None:
            raise
        raise refusal from error
    except dbapi2.Error as error:
        refusal = refusal_of(error, folder)
        if refusal is None:
            raise
        raise refusal from error


def refusal_of(error: BaseException | None, folder: Path) -> StoreError | None:
    """The store error for a database error; None where there is none that a person could act on."""
    code = getattr(error, "sqlite_errorcode", None)
    if not isinstance(code, int):
        return None
    make = _REFUSALS.get(code & 0xFF)
    return None if make is None else make(folder)


def _disk_error(folder: Path) -> StoreError:
    # A quota and a limit on file size arrive as any other error; only a full disk has a code of its own.
    return StoreFull(folder=folder) if lacks_room(folder) else StoreError(problem="the disk answers with an error")


def _cannot_open(folder: Path) -> StoreError:
    if os.access(folder, os.W_OK):
        return StoreError(problem="its file cannot be opened")
    return StoreReadOnly(folder=folder)


_REFUSALS: dict[int, Callable[[Path], StoreError]] = {
    _NOTADB: lambda folder: StoreKeyWrong(folder=folder),
    _CORRUPT: lambda _: StoreDamaged(problem="a page does not verify"),
    _FULL: lambda folder: StoreFull(folder=folder),
    _READONLY: lambda folder: StoreReadOnly(folder=folder),
    _PERM: lambda folder: StoreReadOnly(folder=folder),
    _BUSY: lambda folder: StoreLocked(folder=folder),
    # So it calls a log whose locks somebody else holds, after ten seconds.
    _PROTOCOL: lambda folder: StoreLocked(folder=folder),
    _CANTOPEN: _cannot_open,
    _IOERR: _disk_error,
}
