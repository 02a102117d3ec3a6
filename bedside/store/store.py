"""The store as use cases see it: open or create one, write through units of work, read one moment of it."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self, TypeVar
from uuid import UUID

from filelock import BaseFileLock

from bedside.clock import Clock
from bedside.errors import InputRefused, StoreError
from bedside.store.arrival import journal_user, remember_slots, settled, who_signs_in
from bedside.store.attempts import guarded_unlock
from bedside.store.check import CheckReport, check_chains, check_database
from bedside.store.checkpoints import StretchReport, hold_since_checkpoint
from bedside.store.clones import Acceptance, Opening
from bedside.store.creation import create_files, user_record
from bedside.store.database import Database, fold_and_close, opens
from bedside.store.entries import Device
from bedside.store.keys import Unlocked, add_slot
from bedside.store.lock import take_lock
from bedside.store.opening import look_through
from bedside.store.passwords import require_password
from bedside.store.patience import Told
from bedside.store.reader import Reader
from bedside.store.recovery import recover
from bedside.store.rekey import rekey_files, settle_rekey
from bedside.store.sealing import changed_outside, new_secret
from bedside.store.slots import DATABASE_FILE, DEFAULT_COST, Argon2Cost, SlotUser, read_slots
from bedside.store.unit_of_work import AtStep, UnitOfWork, no_step
from bedside.store.verification import Progress, no_progress
from bedside.store.witness import Witness
from bedside.store.writer import Writer

T = TypeVar("T")

MANY = 10_000
"""Entries held at an opening from which it pays to vouch for them, so that the next opening need not."""


class Store:
    """An open store. Any thread may write and read; writes queue on one thread of the store's own."""

    def __init__(
        self,
        folder: Path,
        database: Database,
        writer: Writer,
        device: Device,
        user: SlotUser,
        lock: BaseFileLock,
        witness: Witness,
        unlocked: Unlocked,
    ) -> None:
        self.folder = folder
        self.user = user
        """Who opened it, as the journal knows them."""
        self.unlocked = unlocked
        """What their password opened."""
        self._device = device
        self._database = database
        self._writer = writer
        self._lock = lock
        self._witness = witness
        self.held_at_opening = 0
        """Entries that its opening held to their hashes."""
        self._steady, self._keys = Lock(), Lock()
        self._open = True

    @property
    def store_id(self) -> UUID:
        """Names this store; another one on the same device has another."""
        return self._device.store_id

    @property
    def device_id(self) -> UUID:
        """Names the device."""
        return self._device.device_id

    @property
    def site_id(self) -> str:
        """The trial site whose store this is."""
        return self._device.site_id

    @property
    def trial_id(self) -> str:
        """The trial."""
        return self._device.trial_id

    @property
    def key(self) -> bytes:
        """What opens its file and the copies of it."""
        return self._database.key

    @property
    def chain_id(self) -> UUID:
        """The chain that is written now."""
        return self._writer.chain_id

    def write(self, fn: Callable[[UnitOfWork], T]) -> T:
        """Run `fn` in one transaction and return its result once it is durable; on any error nothing is written.

        Raises:
            StoreError: of the kind that fits.
            RuntimeError: called from inside a unit of work.
        """
        return self.submit(fn).result()

    def submit(self, fn: Callable[[UnitOfWork], T]) -> Future[T]:
        """As `write`, without waiting."""
        return self._writer.submit(fn)

    def on_waiting(self, told: Told) -> None:
        """Tell `told`, on the writing thread, how long a save has waited for another program; 0 when that is over."""
        self._writer.patience.on_waiting(told)

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Let every write of this thread inside the block share one transaction; see `Writer.batch`."""
        with self._writer.batch():
            yield

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """One moment of the store, from any thread; inside a batch of this thread, what the batch has written too.

        Raises:
            StoreError: of the kind that fits.
            RuntimeError: called from inside a unit of work, which has its own reader.
        """
        if self._writer.in_unit_of_work():
            raise RuntimeError("a unit of work reads through `work.reader`, which sees what it wrote")
        if self._writer.in_batch():
            yield Reader(self._writer.batch_connection())
            return
        if not self._open:
            raise StoreError(problem="it is closed")
        self._writer.require_own_process()
        with self._database.reader() as connection:
            yield Reader(connection)

    def add_user(
        self,
        user: SlotUser,
        password: str,
        *,
        author: SlotUser | None = None,
        cost: Argon2Cost = DEFAULT_COST,
        must_change: bool = False,
    ) -> None:
        """Let another person sign in: a journal entry first, the key slot last, so that none opens it unrecorded.

        `must_change`: the password is good for nothing but choosing another one.

        Raises:
            InputRefused: the password cannot be taken, or the user id is taken.
        """
        require_password(password, user)
        secret = new_secret()
        record = user_record(user, secret)
        if read_slots(self.folder).slot_of(user.user_id) is not None:
            raise InputRefused("user_id", user.user_id, "one that nobody has yet")
        by = author or self.user
        self.write(lambda work: journal_user(work, record, by=by, reason="set up again"))
        add = partial(add_slot, user=user, password=password, cost=cost, secret=secret, must_change=must_change)
        self.change_keys(add)

    def change_keys(self, change: Callable[[Path, bytes], T]) -> T:
        """Run `change` on the folder and the key: what it makes of `keys.json` is the oldest that is taken from now on.

        Raises:
            StoreError: the store is closed, or `change` or the saving raised it.
        """
        with self._keys:
            if not self._open:
                raise StoreError(problem="it is closed")
            made = change(self.folder, self.key)
            self.write(lambda work: remember_slots(work, self.folder))
            return made

    def let_in(self, user_id: str, password: str, clock: Clock) -> tuple[SlotUser, Unlocked]:
        """Another person, or the same once more, at this open store: who that is, and what their password opened.

        Raises:
            SignInError: user or password is wrong, or their access has ended. LockedOut: too often.
        """
        with self._keys:
            unlocked = guarded_unlock(self.folder, user_id, password, clock, "unlock_failed")
            if unlocked.key != self.key:
                raise changed_outside()
            with self._database.reader() as connection:
                user = who_signs_in(connection, user_id)
            return user, settled(self._database, self._device, self.write, user, password, unlocked)

    def rekey(self, clock: Clock, at_step: AtStep = no_step, *, by: SlotUser | None = None) -> None:
        """Give the store a new key, by who is at the desk; see `bedside.store.rekey`. All else waits or is refused.

        Raises:
            StoreError: of the kind that fits; the old key holds then.
        """
        with self._keys, self._steady:
            self._close_files()
            self._open = False
            try:
                key = self.key
                try:
                    key = rekey_files(self.folder, key, self._witness.own_folder, at_step)
                finally:
                    if opens(self.folder / DATABASE_FILE, key):
                        self._resume(key, Opening(by or self.user, clock, no_step, known=True))
            finally:
                if not self._open:
                    self._lock.release()

    def _resume(self, key: bytes, opening: Opening) -> None:
        unlocked = replace(self.unlocked, key=key)
        with suppress(StoreError):  # a disk that stays full; whoever writes the slots next takes back what was begun
            settle_rekey(self.folder, unlocked, self._witness.own_folder)
        again = _open(self.folder, unlocked, self._lock, opening, self._witness.own_folder)
        again._writer.patience = self._writer.patience
        self._database, self._writer, self._witness = again._database, again._writer, again._witness
        self.unlocked, self._open = unlocked, True

    def check(self) -> CheckReport:
        """Hold everything on disk against everything else: pages, chains, projections, key slots."""
        return check_database(self._database)

    def check_chains(self, progress: Progress = no_progress) -> CheckReport:
        """Hold every chain to its stored bytes while others read and write; see `check.check_chains`."""
        return check_chains(self._database, progress)

    def hold_new_entries(self) -> StretchReport:
        """Hold what was written since the newest checkpoint to its hashes, so that the next may vouch for it."""
        with self._database.reader() as connection:
            return hold_since_checkpoint(connection)

    def make_checkpoint(self, made_for: str) -> bool:
        """Let the device vouch for everything written so far; `made_for` says on which occasion."""
        return self.write(lambda work: work.vouch(made_for))

    @contextmanager
    def steady_file(self) -> Iterator[bool]:
        """Leave the file as it is while the block runs: saves go on, into the log; a closing waits for the block.

        Yields whether all that was saved before stands in the file. Otherwise, because somebody reads an earlier
        moment, some of it stands in the log alone.

        Raises:
            StoreError: the store is closed.
            RuntimeError: called from inside a batch or a unit of work.
        """
        with self._steady, self._database.translated():
            # A new connection folds the log; done here, beside the saves, the writer is left with little of it.
            self._database.writer().close()
            folded = self._writer.hold_log()
            try:
                yield folded
            finally:
                self._writer.let_log_go()

    def close(self) -> None:
        """Finish what is queued, fold the log into the file, and let the next Bedside in. Safe to call twice."""
        with self._steady:
            if not self._open:
                return
            self._close_files()
            self._open = False
            self._lock.release()

    def _close_files(self) -> None:
        self._writer.require_own_process()
        self._database.close_readers()
        self._writer.close(fold_and_close)
        self._witness.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def create_store(
    folder: Path,
    first_user: SlotUser,
    password: str,
    site_id: str,
    trial_id: str,
    clock: Clock,
    *,
    cost: Argon2Cost = DEFAULT_COST,
    witness_folder: Path | None = None,
    at_step: AtStep = no_step,
) -> Store:
    """Make a store in `folder` with its first user, and open it; an error leaves no half of one.

    `witness_folder`: where this device keeps its own witness of the journal's head, as at every later opening.

    Raises:
        InputRefused: password, user, site or trial cannot be taken.
        StoreError: there is a store already, or the folder cannot be used.
    """
    lock = take_lock(folder, make=True)
    try:
        unlocked = create_files(folder, first_user, password, site_id, trial_id, clock, cost, at_step)
        store = _open(folder, unlocked, lock, Opening(first_user, clock, at_step), witness_folder)
        return _ready(store, password)
    except BaseException:
        lock.release()
        raise


def open_store(
    folder: Path,
    user_id: str,
    password: str,
    clock: Clock,
    *,
    witness_folder: Path | None = None,
    accept_older: Acceptance | None = None,
    at_step: AtStep = no_step,
) -> Store:
    """Open the store in `folder`; on any error nothing is changed.

    `witness_folder`: where this device keeps its own witness of the journal's head; without it a copy of the store
    cannot be told from the store. `accept_older`: a person's reason to go on with a copy that lacks entries which were
    saved here.

    Raises:
        SignInError: user or password is wrong.
        StoreRolledBack: entries that were saved on this device are missing.
        StoreError: of the kind that fits (missing, in use, too new, damaged, key wrong, read-only ...).
    """
    lock = take_lock(folder)
    try:
        unlocked = guarded_unlock(folder, user_id, password, clock)
        settle_rekey(folder, unlocked, witness_folder)
        opening = Opening(SlotUser(user_id, user_id, ""), clock, at_step)
        return _ready(_open(folder, unlocked, lock, opening, witness_folder, accept_older), password)
    except BaseException:
        lock.release()
        raise


def open_by_codes(
    folder: Path, codes: tuple[str, str], user_id: str, clock: Clock, *, witness_folder: Path | None = None
) -> Store:
    """Open the store in `folder` by both recovery codes, in the name of a user; `witness_folder` as for `open_store`.

    Raises:
        InputRefused, RecoveryRefused: the codes are mistyped, or do not open it. SignInError: no such user with access.
        StoreError: of the kind that fits.
    """
    lock = take_lock(folder)
    try:
        unlocked = recover(folder, *codes)
        settle_rekey(folder, unlocked, witness_folder)
        return _open(folder, unlocked, lock, Opening(SlotUser(user_id, user_id, ""), clock, no_step), witness_folder)
    except BaseException:
        lock.release()
        raise


def _open(
    folder: Path,
    unlocked: Unlocked,
    lock: BaseFileLock,
    opening: Opening,
    witness_folder: Path | None,
    accept_older: Acceptance | None = None,
) -> Store:
    database = Database(folder / DATABASE_FILE, unlocked.key)
    found = look_through(database, opening, witness_folder, accept_older)
    found.witness.begin(found.device.device_id, found.head)
    writer = Writer(
        found.connection, folder, found.device, opening.clock, found.head, opening.at_step, found.witness.tell
    )
    store = Store(folder, database, writer, found.device, found.user, lock, found.witness, unlocked)
    store.held_at_opening = found.held
    return store


def _ready(store: Store, password: str) -> Store:
    """`store` with what its opening with `password` has to set right about keys: see `bedside.store.arrival`."""
    try:
        store.unlocked = settled(store._database, store._device, store.write, store.user, password, store.unlocked)
        if store.held_at_opening > MANY:
            store.make_checkpoint("opened")
    except BaseException:
        store.close()
        raise
    return store
