"""F20: somebody with the key and an SQLite shell, or with an exported copy, changes what was recorded: the opening and
the check find it, and in an export the stand-alone verifier."""

import random
import shutil
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from bedside.errors import StoreDamaged, StoreRolledBack
from bedside.grading import Instruments
from bedside.models.canonical import canonical_bytes
from bedside.models.journal import read_entry
from bedside.services.audit_export import export_audit
from bedside.services.desk import Desk
from bedside.store import checkpoints, verification
from bedside.store.check import check_folder
from bedside.store.database import connect
from bedside.store.keys import unlock
from bedside.store.slots import SlotUser
from bedside.store.store import Store, create_store, open_store
from bedside.store.unit_of_work import UnitOfWork
from tests.faults.scale import tell_figures, tries
from tests.services.conftest import instruments
from tests.services.exports import journal_of, verify, write_journal
from tests.services.states import demo_protocol
from tests.services.test_audit_export import TAMPERINGS
from tests.store.records import CHEAP, NURSE, PASSWORD, HandClock, assessment, intervention, new, subject

__all__ = ["instruments"]

TRIES = tries(2, 40)
"""Of each attack."""

Attack = Callable[[dbapi2.Connection, random.Random], None]


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed store of some thirty entries, vouched for in the middle."""
    folder = tmp_path_factory.mktemp("closed") / "ward"
    with create_store(folder, NURSE, PASSWORD, "site-1", "trial-1", HandClock(), cost=CHEAP) as store:
        fill(store, 10)
        store.make_checkpoint("sign_out")
        fill(store, 10)
    return folder


def fill(store: Store, count: int) -> None:
    """Checks and treatments."""
    store.write(partial(UnitOfWork.append, new=new(subject())))
    for number in range(count):
        store.write(partial(UnitOfWork.append, new=new(assessment(crs=number % 3) if number % 2 else intervention())))


def attacked(folder: Path, attack: Attack, chance: random.Random) -> None:
    """Do it with the key and the triggers out of the way."""
    connection = connect(folder / "store.db", unlock(folder, NURSE.user_id, PASSWORD).key, writes=True)
    for kind in ("update", "delete", "replace"):
        connection.execute(f"DROP TRIGGER journal_refuses_{kind}")
    attack(connection, chance)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def some(connection: dbapi2.Connection, chance: random.Random, condition: str = "1") -> list[int]:
    """Positions in random order."""
    found = [row[0] for row in connection.execute(f"SELECT position FROM journal WHERE {condition}")]
    chance.shuffle(found)
    return found


def edit_value(connection: dbapi2.Connection, chance: random.Random) -> None:
    """One digit of one payload is another digit."""
    (place, *_) = some(connection, chance, "kind IN ('assessment', 'intervention')")
    (payload,) = connection.execute("SELECT payload FROM journal WHERE position = ?", (place,)).fetchone()
    at = chance.choice([index for index, byte in enumerate(payload) if chr(byte).isdigit()])
    other = payload[:at] + str((int(chr(payload[at])) + 1) % 10).encode() + payload[at + 1 :]
    connection.execute("UPDATE journal SET payload = ? WHERE position = ?", (other, place))


def edit_value_and_its_hash(connection: dbapi2.Connection, chance: random.Random) -> None:
    """A payload and every hash of its own entry."""
    (place, *_) = some(connection, chance, "kind = 'intervention' AND position < (SELECT max(position) FROM journal)")
    row = connection.execute("SELECT header, payload, payload_salt, hash FROM journal WHERE position = ?", (place,))
    header, payload, salt, entry_hash = row.fetchone()
    payload = payload.replace(b'"dose":8', b'"dose":80')
    entry = read_entry(header, payload, salt, entry_hash)
    made = entry.model_copy(update={"payload_hash": sha256(salt + payload).hexdigest()}).sealed()
    connection.execute(
        "UPDATE journal SET payload = ?, payload_hash = ?, header = ?, hash = ? WHERE position = ?",
        (payload, made.payload_hash, canonical_bytes(made.header()), made.hash, place),
    )


def edit_author(connection: dbapi2.Connection, chance: random.Random) -> None:
    """Somebody else did it."""
    (place, *_) = some(connection, chance)
    connection.execute(
        "UPDATE journal SET header = CAST(replace(CAST(header AS TEXT), 'nurse-a', 'nurse-b') AS BLOB)"
        " WHERE position = ?",
        (place,),
    )


def edit_column(connection: dbapi2.Connection, chance: random.Random) -> None:
    """A record goes to another patient in the index alone."""
    (place, *_) = some(connection, chance)
    connection.execute("UPDATE journal SET subject_id = '01-009' WHERE position = ?", (place,))


def delete_row(connection: dbapi2.Connection, chance: random.Random) -> None:
    """An entry and its row in the trail are gone."""
    (place, *_) = some(connection, chance)
    for table in ("journal", "trail"):
        connection.execute(f"DELETE FROM {table} WHERE position = ?", (place,))


def cut_end(connection: dbapi2.Connection, chance: random.Random) -> None:
    """The last entries are gone."""
    (last,) = connection.execute("SELECT max(position) FROM journal").fetchone()
    connection.execute("DELETE FROM journal WHERE position > ?", (last - chance.randrange(1, 5),))


def swap_payloads(connection: dbapi2.Connection, chance: random.Random) -> None:
    """Two entries say what the other one said, salts and all."""
    one, other, *_ = some(connection, chance, "kind IN ('assessment', 'intervention')")
    ask = "SELECT payload, payload_salt FROM journal WHERE position = ?"
    first, second = (connection.execute(ask, (place,)).fetchone() for place in (one, other))
    for place, (payload, salt) in ((one, second), (other, first)):
        connection.execute(
            "UPDATE journal SET payload = ?, payload_salt = ? WHERE position = ?", (payload, salt, place)
        )


def swap_rows(connection: dbapi2.Connection, chance: random.Random) -> None:
    """Two entries stand in each other's place."""
    one, other, *_ = some(connection, chance)
    for place, to in ((one, -1), (other, one), (-1, other)):
        connection.execute("UPDATE journal SET position = ? WHERE position = ?", (to, place))


def take_out(connection: dbapi2.Connection, chance: random.Random) -> None:
    """What an entry said is gone, and no redaction says so."""
    (place, *_) = some(connection, chance)
    connection.execute("UPDATE journal SET payload = NULL, payload_salt = NULL WHERE position = ?", (place,))


def make_anew(connection: dbapi2.Connection, chance: random.Random) -> None:
    """A value before the checkpoint is another one, and every hash behind it was made anew, the chain's end too."""
    (place, *_) = some(connection, chance, "kind = 'intervention' AND position < 10")
    previous = ""
    rows = connection.execute(
        "SELECT position, header, payload, payload_salt, hash FROM journal WHERE position >= ?", (place,)
    )
    for position, header, payload, salt, entry_hash in rows.fetchall():
        payload = payload.replace(b'"dose":8', b'"dose":80') if position == place else payload
        entry = read_entry(header, payload, salt, entry_hash)
        told = {"payload_hash": sha256(salt + payload).hexdigest(), "previous_hash": previous or entry.previous_hash}
        made = entry.model_copy(update=told).sealed()
        previous = made.hash
        connection.execute(
            "UPDATE journal SET payload = ?, payload_hash = ?, previous_hash = ?, header = ?, hash = ?"
            " WHERE position = ?",
            (payload, made.payload_hash, made.previous_hash, canonical_bytes(made.header()), made.hash, position),
        )
    connection.execute("UPDATE chains SET hash = ? WHERE current = 1", (previous,))


ATTACKS: dict[str, Attack] = {
    "value": edit_value,
    "value_and_hash": edit_value_and_its_hash,
    "author": edit_author,
    "column": edit_column,
    "row_deleted": delete_row,
    "end_cut": cut_end,
    "payloads_swapped": swap_payloads,
    "rows_swapped": swap_rows,
    "payload_taken_out": take_out,
    "chain_made_anew": make_anew,
}


def found(folder: Path) -> tuple[bool, bool]:
    """Whether the check finds it, and whether the opening does."""
    by_check = not check_folder(folder, NURSE.user_id, PASSWORD).sound
    try:
        open_store(folder, NURSE.user_id, PASSWORD, HandClock()).close()
    except (StoreDamaged, StoreRolledBack):
        return by_check, True
    return by_check, False


@pytest.mark.parametrize("name", ATTACKS)
def test_the_app_finds_every_change_made_with_the_key(closed: Path, tmp_path: Path, name: str) -> None:
    chance = random.Random(name)
    by_check = by_opening = 0
    for number in range(TRIES):
        folder = Path(shutil.copytree(closed, tmp_path / str(number)))
        attacked(folder, ATTACKS[name], chance)
        checked, opened = found(folder)
        by_check += checked
        by_opening += opened
        shutil.rmtree(folder)
    tell_figures("F20", attack=name, tried=TRIES, by_check=by_check, by_opening=by_opening)
    assert by_check == TRIES


def unvouched(attack: Attack) -> Attack:
    """An attack after the last checkpoint: there is none."""

    def act(connection: dbapi2.Connection, chance: random.Random) -> None:
        connection.execute("DELETE FROM checkpoints")
        attack(connection, chance)

    return act


@pytest.mark.parametrize("name", ATTACKS)
def test_the_opening_finds_what_was_changed_since_the_last_checkpoint(closed: Path, tmp_path: Path, name: str) -> None:
    chance = random.Random(name)
    by_opening = 0
    for number in range(TRIES):
        folder = Path(shutil.copytree(closed, tmp_path / str(number)))
        attacked(folder, unvouched(ATTACKS[name]), chance)
        by_opening += found(folder)[1]
        shutil.rmtree(folder)
    tell_figures("F20", attack=name, since_checkpoint=TRIES, by_opening=by_opening)
    assert by_opening == TRIES


def test_a_build_that_does_not_hash_is_caught(closed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verification._Walk, "pass_over", lambda _walk, rows, _start: len(rows))
    folder = Path(shutil.copytree(closed, tmp_path / "ward"))
    attacked(folder, unvouched(edit_value), random.Random(1))
    assert not found(folder)[1]


def test_a_build_that_trusts_every_checkpoint_is_caught(
    closed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoints, "checkpoint_faults", lambda *_, **__: iter(()))
    folder = Path(shutil.copytree(closed, tmp_path / "ward"))
    attacked(folder, make_anew, random.Random(1))
    (folder / "witness").unlink()  # which tells it too
    assert not found(folder)[1]


# ------------------------------------------------------------------------------------------ the export
FLIPS = tries(6, 300)


@pytest.fixture(scope="module")
def exported(closed: Path, tmp_path_factory: pytest.TempPathFactory, instruments: Instruments) -> Path:
    """An exported audit trail."""
    folder = Path(shutil.copytree(closed, tmp_path_factory.mktemp("exporting") / "ward"))
    clock = HandClock()
    with open_store(folder, NURSE.user_id, PASSWORD, clock) as store:
        monitor = SlotUser("monitor-a", "Monitor A", "monitor")
        desk = Desk(store, monitor, clock, demo_protocol(), instruments)
        return export_audit(desk, tmp_path_factory.mktemp("exported")).path


def test_the_verifier_finds_every_change_of_an_export(exported: Path, tmp_path: Path) -> None:
    count = 0
    for name, (tamper, fault) in TAMPERINGS.items():
        folder = Path(shutil.copytree(exported, tmp_path / name))
        write_journal(folder, tamper(journal_of(folder)), agree=True)
        status, said = verify(folder)
        count += status == 1 and fault in said
    tell_figures("F20", attack="export_edited", tried=len(TAMPERINGS), by_verifier=count)
    assert count == len(TAMPERINGS)


def test_the_verifier_finds_a_flipped_bit_anywhere(exported: Path, tmp_path: Path) -> None:
    assert verify(exported)[0] == 0
    chance = random.Random(20)
    names = sorted(path.name for path in exported.iterdir() if path.name != "verify-audit")
    count = 0
    for number in range(FLIPS):
        path = Path(shutil.copytree(exported, tmp_path / str(number))) / names[number % len(names)]
        data = bytearray(path.read_bytes().rstrip(b"\n"))
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        count += verify(path.parent)[0] != 0
    tell_figures("F20", attack="export_flipped", tried=FLIPS, by_verifier=count)
    assert count == FLIPS
