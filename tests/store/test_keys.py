"""The key is opened by a password and by nothing else."""

import json
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bedside.errors import InputRefused, SignInError
from bedside.store import keys
from bedside.store.keys import LONGEST_PASSWORD, add_slot, create_key_slots, new_key, unlock
from bedside.store.slots import DEFAULT_COST, SLOTS_FILE, Argon2Cost, SlotUser, read_slots
from tests.store.records import CHEAP, COLLEAGUE, NURSE, PASSWORD

KEY = secrets.token_bytes(32)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the slots of two users."""
    create_key_slots(tmp_path, "store-1")
    add_slot(tmp_path, KEY, NURSE, PASSWORD, CHEAP)
    add_slot(tmp_path, KEY, COLLEAGUE, "another one", CHEAP)
    return tmp_path


def edit(folder: Path, **changes: object) -> None:
    """Change fields of the first slot, or `store_id` of the file, on disk."""
    path = folder / SLOTS_FILE
    data = json.loads(path.read_text())
    target = data if "store_id" in changes else data["slots"][0]
    target.update(changes)
    path.write_text(json.dumps(data))


def test_each_user_opens_the_same_key(folder: Path) -> None:
    assert unlock(folder, NURSE.user_id, PASSWORD) == KEY
    assert unlock(folder, COLLEAGUE.user_id, "another one") == KEY


def test_two_stores_never_share_a_key() -> None:
    assert len({new_key() for _ in range(100)}) == 100
    assert len(new_key()) == 32


@pytest.mark.parametrize(
    ("user_id", "password"),
    [
        ("nurse-a", "Correct horse"),
        ("nurse-a", "correct horse "),
        ("nurse-a", ""),
        ("nurse-a", "another one"),
        ("nurse-a", "\ud800"),
        ("nobody", PASSWORD),
        ("", PASSWORD),
        ("NURSE-A", PASSWORD),
    ],
)
def test_a_wrong_user_and_a_wrong_password_say_the_same(folder: Path, user_id: str, password: str) -> None:
    before = (folder / SLOTS_FILE).read_bytes()
    with pytest.raises(SignInError) as caught:
        unlock(folder, user_id, password)
    assert str(caught.value) == "user or password is not right"
    assert caught.value.params == {}
    assert (folder / SLOTS_FILE).read_bytes() == before


def test_nobody_opens_a_file_without_slots(tmp_path: Path) -> None:
    create_key_slots(tmp_path, "store-1")
    with pytest.raises(SignInError):
        unlock(tmp_path, NURSE.user_id, PASSWORD)


def test_a_stranger_costs_as_much_as_a_wrong_password(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    costs: list[Argon2Cost] = []
    derive = keys._wrapping_key

    def counted(password: str, salt: bytes, cost: Argon2Cost) -> bytes:
        costs.append(cost)
        return derive(password, salt, cost)

    monkeypatch.setattr(keys, "_wrapping_key", counted)
    for user_id in (NURSE.user_id, "nobody"):
        with pytest.raises(SignInError):
            unlock(folder, user_id, "wrong password")
    assert costs == [CHEAP, CHEAP]


@pytest.mark.parametrize(
    "changes",
    [
        {"store_id": "store-2"},
        {"user_id": "nurse-x"},
        {"time_cost": 2},
        {"memory_kib": 16},
        {"salt": "00" * 16},
        {"nonce": "00" * 12},
        {"wrapped": "00" * 48},
    ],
)
def test_a_slot_opens_only_as_it_was_made(folder: Path, changes: dict[str, Any]) -> None:
    edit(folder, **changes)
    with pytest.raises(SignInError):
        unlock(folder, str(changes.get("user_id", NURSE.user_id)), PASSWORD)


def test_a_new_label_on_a_tile_needs_no_password(folder: Path) -> None:
    edit(folder, printed_name="Nurse Renamed")
    assert unlock(folder, NURSE.user_id, PASSWORD) == KEY


def test_two_spellings_of_a_letter_are_one_password(tmp_path: Path) -> None:
    create_key_slots(tmp_path, "store-1")
    add_slot(tmp_path, KEY, NURSE, "cafe\u0301 au lait", CHEAP)
    assert unlock(tmp_path, NURSE.user_id, "caf\u00e9 au lait") == KEY


def test_the_key_is_on_disk_only_wrapped(folder: Path) -> None:
    for file in folder.iterdir():
        data = file.read_bytes()
        assert KEY not in data
        assert KEY.hex().encode() not in data
        assert PASSWORD.encode() not in data


def test_two_slots_share_neither_salt_nor_nonce(folder: Path) -> None:
    one, other = read_slots(folder).slots
    assert one.salt != other.salt
    assert one.nonce != other.nonce


@pytest.mark.parametrize("password", ["", "1234567", "x" * (LONGEST_PASSWORD + 1), "\ud800" * 8])
def test_refuses_what_is_no_password_without_quoting_it(folder: Path, password: str) -> None:
    before = (folder / SLOTS_FILE).read_bytes()
    with pytest.raises(InputRefused) as caught:
        add_slot(folder, KEY, SlotUser("new", "New", "nurse"), password, CHEAP)
    assert caught.value.field == "password"
    assert not password or password not in str(caught.value)
    assert (folder / SLOTS_FILE).read_bytes() == before


@pytest.mark.parametrize("password", ["12345678", "密码密码密码密码", "x" * LONGEST_PASSWORD])
def test_takes_a_password_of_eight_characters(folder: Path, password: str) -> None:
    add_slot(folder, KEY, SlotUser("new", "New", "nurse"), password, CHEAP)
    assert unlock(folder, "new", password) == KEY


def test_one_slot_a_user(folder: Path) -> None:
    with pytest.raises(InputRefused, match="nobody has yet"):
        add_slot(folder, KEY, NURSE, "a second one", CHEAP)
    assert unlock(folder, NURSE.user_id, PASSWORD) == KEY


def test_a_guess_costs_at_least_46_mib(tmp_path: Path) -> None:
    create_key_slots(tmp_path, "store-1")
    add_slot(tmp_path, KEY, NURSE, PASSWORD)
    assert read_slots(tmp_path).slots[0].cost == DEFAULT_COST
    code = (
        "import sys; from pathlib import Path; from bedside.store.keys import unlock\n"
        "def peak(): return int(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])\n"
        "before = peak()\n"
        f"unlock(Path(sys.argv[1]), {NURSE.user_id!r}, {PASSWORD!r})\n"
        "print(peak() - before)"
    )
    answer = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert int(answer.stdout) >= 45 * 1024  # KiB; a little of the 46 MiB may have been free before
