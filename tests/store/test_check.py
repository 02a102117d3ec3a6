"""`bedside store check` from inside: what is sound is called sound, and every kind of damage is found."""

import random
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from bedside.errors import SignInError, StoreInUse, StoreMissing, StoreTooNew
from bedside.store.check import MOST_FAULTS, CheckReport, check_chains, check_folder
from bedside.store.migrations import SCHEMA_VERSION
from bedside.store.slots import DATABASE_FILE, SLOTS_FILE
from bedside.store.store import Store
from bedside.store.unit_of_work import UnitOfWork
from bedside.store.verification import Fault
from tests.store.records import NOW, NURSE, PASSWORD, HandClock, assessment, infusion, intervention, new, subject
from tests.store.test_verification import tamper


@pytest.fixture
def filled(store: Store) -> Store:
    """A store with something in every projection."""
    for record in (subject(), infusion(), assessment(), intervention(), assessment(crs=2)):
        store.write(partial(UnitOfWork.append, new=new(record, observed_at=NOW)))
    return store


def check(store: Store) -> CheckReport:
    """Close the store and check its folder."""
    store.close()
    return check_folder(store.folder, NURSE.user_id, PASSWORD)


def test_a_sound_store_is_called_sound(filled: Store) -> None:
    open_report = filled.check()
    assert check(filled) == open_report
    assert open_report == CheckReport(entries=7, chains=1, projected_rows=12, key_slots=1, faults=())
    assert open_report.sound
    assert open_report.as_json() == {
        "sound": True,
        "entries": 7,
        "chains": 1,
        "projected_rows": 12,
        "key_slots": 1,
        "faults": (),
    }


def test_checking_changes_nothing(filled: Store) -> None:
    filled.close()
    before = (filled.folder / DATABASE_FILE).read_bytes()
    assert check(filled).sound
    assert (filled.folder / DATABASE_FILE).read_bytes() == before


def test_a_store_at_work_can_be_checked(filled: Store) -> None:
    future = filled.submit(partial(UnitOfWork.append, new=new(intervention())))
    assert filled.check().sound
    future.result()
    assert filled.check().sound


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE assessments SET crs_at_least = 0, crs_at_most = 0 WHERE crs_at_least = 2", "projection assessments"),
        ("UPDATE assessments SET temperature_c = 36.6", "projection assessments"),
        ("DELETE FROM assessments", "projection assessments"),
        (
            "INSERT INTO users (record_id, user_id, printed_name, role, active)"
            " VALUES (zeroblob(16), 'ghost', 'Ghost', 'nurse', 1)",
            "projection users",
        ),
        ("UPDATE trail SET jump_ms = NULL, flags = 0, author_id = 'nurse-z'", "projection trail"),
        ("INSERT INTO redactions VALUES (zeroblob(16), zeroblob(16))", "projection redactions"),
        ("UPDATE users SET role = 'investigator'", "projection users"),
        ("DELETE FROM interventions", "projection interventions"),
        ("UPDATE interventions SET given_at = '2020-01-01T00:00:00.000+00:00'", "projection interventions"),
        ("UPDATE subject_state SET unsigned = 0", "projection subject_state"),
        ("UPDATE subject_state SET age_years = 5", "projection subject_state"),
        ("DELETE FROM subject_state", "projection subject_state"),
        ("UPDATE journal SET payload = CAST('{}' AS BLOB) WHERE seq = 5", "entry 5"),
        ("DELETE FROM journal WHERE seq = 7", "chain "),
    ],
)
def test_a_second_truth_is_found(filled: Store, statement: str, where: str) -> None:
    tamper(filled, statement)
    report = check(filled)
    assert not report.sound
    assert any(fault.where.startswith(where) for fault in report.faults), report


def test_a_payload_that_is_no_record_is_told(filled: Store) -> None:
    tamper(filled, "UPDATE journal SET payload = CAST('{}' AS BLOB) WHERE seq = 5")
    assert Fault("projections", "a payload is not what its kind says") in filled.check().faults


def test_a_long_list_of_faults_is_cut(filled: Store) -> None:
    for _ in range(MOST_FAULTS):
        filled.write(partial(UnitOfWork.append, new=new(intervention())))
    tamper(filled, "UPDATE journal SET payload_salt = zeroblob(16)")
    report = filled.check()
    assert len([fault for fault in report.faults if fault.where.startswith("entry")]) == MOST_FAULTS


def flip(path: Path, offset: int, bit: int = 0) -> None:
    """Flip one bit of a file."""
    data = bytearray(path.read_bytes())
    data[offset] ^= 1 << bit
    path.write_bytes(data)


def test_a_flipped_bit_anywhere_is_found(filled: Store) -> None:
    filled.close()
    path = filled.folder / DATABASE_FILE
    sound = path.read_bytes()
    chance = random.Random(1)
    edges = [0, 15, 16, 17, 4095, 4096, 4097, len(sound) - 1]
    for offset in [*edges, *(chance.randrange(len(sound)) for _ in range(40))]:
        flip(path, offset, chance.randrange(8))
        report = check(filled)
        assert not report.sound, offset
        path.write_bytes(sound)
    assert check(filled).sound


def test_a_page_that_does_not_verify_is_named(filled: Store) -> None:
    filled.close()
    path = filled.folder / DATABASE_FILE
    flip(path, 5 * 4096 + 100)
    report = check(filled)
    assert Fault("file", "HMAC verification failed for page 6") in report.faults


def test_a_table_that_is_gone_is_found_and_the_rest_still_held(filled: Store) -> None:
    tamper(filled, "DROP TABLE journal")
    report = check_chains(filled._database)
    assert [(fault.where, fault.fault) for fault in report.faults[:1]] == [
        ("journal", "cannot be read: no such table: journal")
    ]


def test_the_chains_alone_can_be_held(filled: Store) -> None:
    report = check_chains(filled._database)
    assert report == CheckReport(entries=7, chains=1, projected_rows=12, key_slots=1, faults=())
    tamper(filled, "UPDATE journal SET payload_salt = zeroblob(16) WHERE seq = 3")
    assert check_chains(filled._database).faults == (Fault("entry 3", "its payload does not match its hash"),)


def test_an_index_that_lacks_a_row_is_found(filled: Store) -> None:
    def lose(work: UnitOfWork) -> None:
        work._connection.exec_driver_sql("PRAGMA writable_schema = ON")
        work._connection.exec_driver_sql(
            "UPDATE sqlite_master SET sql = replace(sql, 'record_id)', 'subject_id)') WHERE name = 'ix_journal_record'"
        )

    filled.write(lose)
    report = check(filled)
    assert any("ix_journal_record" in fault.fault for fault in report.faults), report


@pytest.mark.parametrize("keep", [1, 100, 4096, 8192])
def test_a_file_cut_short_is_found(filled: Store, keep: int) -> None:
    filled.close()
    path = filled.folder / DATABASE_FILE
    path.write_bytes(path.read_bytes()[:keep])
    assert not check(filled).sound


def test_an_emptied_file_is_found(filled: Store) -> None:
    filled.close()
    (filled.folder / DATABASE_FILE).write_bytes(b"")
    report = check(filled)
    assert [fault.where for fault in report.faults] == ["file"]
    assert (report.entries, report.chains, report.projected_rows) == (0, 0, 0)


def test_two_pages_exchanged_are_found(filled: Store) -> None:
    filled.close()
    path = filled.folder / DATABASE_FILE
    data = path.read_bytes()
    path.write_bytes(data[:8192] + data[12288:16384] + data[8192:12288] + data[16384:])
    assert not check(filled).sound


def _remove(folder: Path) -> None:
    (folder / DATABASE_FILE).unlink()


@pytest.mark.parametrize(("act", "kind"), [(_remove, StoreMissing)])
def test_what_cannot_be_checked_is_refused(filled: Store, act: Callable[[Path], None], kind: type[Exception]) -> None:
    filled.close()
    act(filled.folder)
    with pytest.raises(kind):
        check(filled)


def test_a_wrong_password_is_refused(filled: Store) -> None:
    filled.close()
    with pytest.raises(SignInError):
        check_folder(filled.folder, NURSE.user_id, "wrong password")
    with pytest.raises(SignInError):
        check_folder(filled.folder, "nobody", PASSWORD)
    assert check(filled).sound


def test_a_store_in_use_is_refused(filled: Store) -> None:
    with pytest.raises(StoreInUse):
        check_folder(filled.folder, NURSE.user_id, PASSWORD)


def test_a_newer_store_is_refused(filled: Store) -> None:
    filled.write(lambda work: work._connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION + 1}"))
    filled.close()
    with pytest.raises(StoreTooNew):
        check_folder(filled.folder, NURSE.user_id, PASSWORD)


def test_spoilt_slots_are_told_of_a_store_at_work(filled: Store, clock: HandClock) -> None:
    (filled.folder / SLOTS_FILE).write_text("{}")
    report = filled.check()
    assert [fault.where for fault in report.faults] == ["key slots"]
    assert report.key_slots == 0
    assert clock.now() == NOW
