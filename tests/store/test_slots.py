"""The sign-in tiles' file: read without heavy libraries, refused when it is not what it should be."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bedside.errors import StoreDamaged, StoreError, StoreMissing
from bedside.store.keys import add_slot, create_key_slots
from bedside.store.slots import DEFAULT_COST, FIRST_COST, SLOTS_FILE, read_slots, users
from bedside.store.store import Store
from tests.store.records import CHEAP, COLLEAGUE, NURSE, PASSWORD


@pytest.fixture
def slots_file(tmp_path: Path) -> Path:
    """A file with one slot."""
    create_key_slots(tmp_path, "store-1")
    add_slot(tmp_path, bytes(32), NURSE, PASSWORD, CHEAP)
    return tmp_path / SLOTS_FILE


def test_names_who_can_sign_in_in_the_order_they_came(slots_file: Path) -> None:
    add_slot(slots_file.parent, bytes(32), COLLEAGUE, PASSWORD, CHEAP)
    assert users(slots_file.parent) == (NURSE, COLLEAGUE)


def test_keeps_what_a_slot_needs_to_be_opened(slots_file: Path) -> None:
    file = read_slots(slots_file.parent)
    slot = file.slot_of(NURSE.user_id)
    assert file.store_id == "store-1"
    assert slot is not None
    assert (slot.cost, len(slot.salt), len(slot.nonce), len(slot.wrapped)) == (CHEAP, 16, 12, 48)
    assert file.slot_of("nobody") is None


def test_reading_needs_the_standard_library_alone() -> None:
    heavy = ["pydantic", "sqlalchemy", "sqlcipher3", "argon2", "cryptography", "filelock", "PySide6"]
    code = f"import bedside.store.slots, sys; print([name for name in {heavy} if name in sys.modules])"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


def test_a_guess_is_more_work_than_by_the_standard() -> None:
    assert (DEFAULT_COST.time_cost, DEFAULT_COST.memory_kib, DEFAULT_COST.parallelism) == (8, 64 * 1024, 4)
    assert DEFAULT_COST.time_cost * DEFAULT_COST.memory_kib >= 3 * 64 * 1024
    assert DEFAULT_COST.time_cost * DEFAULT_COST.memory_kib > 2 * FIRST_COST.time_cost * FIRST_COST.memory_kib


@pytest.mark.parametrize("folder", ["", "nowhere", "a-file"])
def test_says_that_there_is_no_store(tmp_path: Path, folder: str) -> None:
    (tmp_path / "a-file").write_text("")
    with pytest.raises(StoreMissing):
        users(tmp_path / folder)


def test_a_database_without_its_slots_is_damage(store: Store) -> None:
    (store.folder / SLOTS_FILE).unlink()
    with pytest.raises(StoreDamaged, match=r"keys\.json is missing"):
        users(store.folder)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / SLOTS_FILE).mkdir()
    with pytest.raises(StoreError, match=SLOTS_FILE):
        users(tmp_path)


def _slot(name: str, value: object) -> Callable[[dict[str, Any]], object]:
    def change(data: dict[str, Any]) -> None:
        data["slots"][0][name] = value

    return change


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.pop("app"),
        lambda data: data.update(app="other"),
        lambda data: data.update(format=3),
        lambda data: data.update(generation=0),
        lambda data: data.update(pending=-1),
        lambda data: data.pop("sequence"),
        lambda data: data.update(macs={"1": "00"}),
        lambda data: data.update(macs={"one": "00" * 32}),
        lambda data: data.update(recovery={}),
        lambda data: data.update(recovery={"sealing_key": "00" * 32, "sealed": []}),
        _slot("must_change", "no"),
        _slot("sealing_key", "00"),
        _slot("signing_key", None),
        _slot("sealed", []),
        _slot("sealed", [{}]),
        _slot("sealed", None),
        _slot("sealed", [0] * 3),
        lambda data: data.pop("store_id"),
        lambda data: data.update(store_id=5),
        lambda data: data.update(slots={}),
        lambda data: data.update(slots=[5]),
        lambda data: data["slots"].append(data["slots"][0]),
        _slot("user_id", ""),
        _slot("role", None),
        _slot("kdf", "md5"),
        _slot("time_cost", 0),
        _slot("time_cost", "3"),
        _slot("memory_kib", 5 * 1024 * 1024),
        _slot("parallelism", 65),
        _slot("parallelism", 2),
        _slot("salt", "00"),
        _slot("nonce", "00" * 11),
        _slot("wrapped", "00" * 47),
        _slot("wrapped", "zz"),
    ],
)
def test_refuses_a_file_of_another_shape(slots_file: Path, change: Callable[[dict[str, Any]], object]) -> None:
    data = json.loads(slots_file.read_text())
    change(data)
    slots_file.write_text(json.dumps(data))
    with pytest.raises(StoreDamaged, match="not readable"):
        users(slots_file.parent)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "[" * 100_000, "\xff"])
def test_refuses_what_is_no_json(slots_file: Path, text: str) -> None:
    slots_file.write_bytes(text.encode("latin-1"))
    with pytest.raises(StoreDamaged):
        users(slots_file.parent)
