"""Opens a store to be looked at and nothing else: for answers about it that must not change it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bedside.clock import Clock
from bedside.store.attempts import unlock_to_look
from bedside.store.database import Database
from bedside.store.lock import take_lock
from bedside.store.reader import Reader
from bedside.store.slots import DATABASE_FILE


@contextmanager
def inspected(folder: Path, user_id: str, password: str, clock: Clock | None = None) -> Iterator[Reader]:
    """One moment of the store in `folder`, whose lock is held meanwhile; no schema is brought up to date, and nothing
    can be written. A wrong password counts by `clock`, as at a sign-in.

    Raises:
        SignInError: user or password is wrong.
        StoreError: of the kind that fits (missing, in use, too new, damaged ...).
    """
    lock = take_lock(folder)
    try:
        database = Database(folder / DATABASE_FILE, unlock_to_look(folder, user_id, password, clock).key)
        with database.reader() as connection:
            yield Reader(connection)
        database.close_readers()
    finally:
        lock.release()
