"""Whether a store is well is read from its journal, by index, and from the files it lies in."""

from datetime import timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, delete, insert, update

from bedside.models.journal import Kind
from bedside.models.people import Access, AccessAct
from bedside.models.tables import device_keys, journal
from bedside.store.database import Database
from bedside.store.entries import NewEntry
from bedside.store.slots import DATABASE_FILE
from bedside.store.store import Store
from bedside.store.unit_of_work import UnitOfWork
from bedside.store.vital_signs import guess_a_password, read_vital_signs, sizes
from tests.store.records import NOW, NURSE, HandClock

DAY = timedelta(days=1)


def journal_act(store: Store, act: AccessAct, detail: str = "") -> None:
    """One entry of kind access."""

    def write(work: UnitOfWork) -> None:
        payload = Access(act=act, detail=detail)
        work.append(
            NewEntry(kind=Kind.ACCESS, payload=payload, author_id=NURSE.user_id, role="nurse", observed_at=work.now())
        )

    store.write(write)


def test_the_last_of_each_act_is_found_with_what_it_said(store: Store, clock: HandClock) -> None:
    journal_act(store, "backed_up", "first")
    clock.move(hours=1)
    journal_act(store, "backed_up", "second")
    with store.read() as reader:
        signs = reader.vital_signs(("backed_up", "verified"), (), NOW)
    assert {act: (at, said.detail) for act, (at, said) in signs.last.items()} == {
        "backed_up": (NOW + timedelta(hours=1), "second")
    }
    assert signs.entries > 2
    assert signs.oldest_at == NOW


def test_acts_are_counted_since_a_moment(store: Store, clock: HandClock) -> None:
    journal_act(store, "sign_in_failed")
    clock.move(days=2)
    journal_act(store, "sign_in_failed")
    with store.read() as reader:
        counted = reader.vital_signs((), ("sign_in_failed", "locked_out"), clock.now() - DAY).since
        everything = reader.vital_signs((), ("sign_in_failed",), NOW).since
    assert (counted, everything) == ({"sign_in_failed": 1, "locked_out": 0}, {"sign_in_failed": 2})


def test_the_last_leap_of_the_clock_is_found(store: Store, clock: HandClock) -> None:
    journal_act(store, "locked")
    with store.read() as reader:
        assert reader.vital_signs((), (), NOW).jump_ms is None
    clock.move(hours=-3)
    journal_act(store, "unlocked")
    with store.read() as reader:
        signs = reader.vital_signs((), (), NOW)
    assert signs.jump_ms is not None
    assert signs.jump_ms < -10_000_000
    assert signs.jumped_at == clock.now()


def test_a_store_without_an_entry_has_no_oldest(store: Store) -> None:
    with store._database.writer() as connection, connection.begin() as transaction:
        connection.exec_driver_sql("DROP TRIGGER journal_refuses_delete")
        connection.execute(delete(journal))
        assert read_vital_signs(connection, (), (), NOW).oldest_at is None
        transaction.rollback()


def test_an_act_whose_words_were_taken_out_still_has_its_time(store: Store) -> None:
    journal_act(store, "problem_reported", "Patient Smith")
    with store._database.writer() as connection, connection.begin() as transaction:
        connection.exec_driver_sql("DROP TRIGGER journal_refuses_update")
        connection.execute(update(journal).where(journal.c.kind == "access").values(payload=None, payload_salt=None))
        at, said = read_vital_signs(connection, ("problem_reported",), (), NOW).last["problem_reported"]
        assert (at, said) == (NOW, Access(act="problem_reported"))
        transaction.rollback()


def test_the_fingerprint_is_that_of_the_devices_public_key(store: Store) -> None:
    def with_key(connection: Connection, seed: bytes) -> str:
        connection.execute(delete(device_keys))
        row = {"device_id": store.device_id, "signing_key": seed, "sealing_key": bytes(32)}
        connection.execute(insert(device_keys).values(row))
        return read_vital_signs(connection, (), (), NOW).fingerprint

    with store._database.writer() as connection, connection.begin() as transaction:
        connection.execute(delete(device_keys))
        assert read_vital_signs(connection, (), (), NOW).fingerprint == ""
        one, other = with_key(connection, bytes(32)), with_key(connection, b"\x01" * 32)
        transaction.rollback()
    assert one != other
    assert [len(group) for group in one.split()] == [4] * 8
    public = Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key().public_bytes_raw()
    assert public.hex()[:4] not in one.split()[:1]


def test_sizes_are_those_of_the_files(store: Store, tmp_path: Path) -> None:
    journal_act(store, "locked")
    file, log = sizes(store.folder)
    assert file == (store.folder / DATABASE_FILE).stat().st_size
    assert log == (store.folder / f"{DATABASE_FILE}-wal").stat().st_size > 0
    assert sizes(tmp_path / "nowhere") == (0, 0)


def test_a_guess_is_made_only_for_somebody_with_a_slot(store: Store) -> None:
    assert guess_a_password(store.folder, NURSE.user_id)
    assert not guess_a_password(store.folder, "nobody")


def test_reading_leaves_no_trace(store: Store) -> None:
    assert isinstance(store._database, Database)
    with store.read() as reader:
        before = reader.counts()
        reader.vital_signs(("verified",), ("sign_in_failed",), NOW)
        assert reader.counts() == before
