"""One Bedside a store: a lock that the operating system lets go by itself when a process dies."""

from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from bedside.errors import StoreInUse, StoreMissing
from bedside.store.files import refusal_of
from bedside.store.slots import LOCK_FILE
from bedside.store.swap import settle_swap


def take_lock(folder: Path, *, make: bool = False) -> BaseFileLock:
    """Take the lock of the store in `folder`; `make`: make the folder first, for its owner alone.

    A restore that was cut off is finished or undone first, so that whoever has the lock finds one store or none.

    Raises:
        StoreMissing: there is no such folder.
        StoreInUse: another Bedside holds it.
        StoreReadOnly, StoreFull: the lock cannot be written.
    """
    try:
        if make:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        elif not folder.is_dir():
            raise StoreMissing(folder=folder)
        # thread_local=False: a store opened on a worker thread is closed by another.
        lock = FileLock(folder / LOCK_FILE, timeout=0, mode=0o600, thread_local=False)
        lock.acquire()
        _settle(folder, lock)
    except Timeout:
        raise StoreInUse(folder=folder) from None
    except OSError as error:
        raise refusal_of(error, folder) from error
    return lock


def _settle(folder: Path, lock: BaseFileLock) -> None:
    try:
        settle_swap(folder)
    except BaseException:
        lock.release()
        raise
