"""Who can sign in to a store, read from its key slots with the standard library alone: the sign-in tiles need no more.

`keys.json` holds staff labels and wrapped keys; no patient data and nothing that opens the store without a password.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bedside.errors import StoreDamaged, StoreError, StoreMissing

SLOTS_FILE = "keys.json"
DATABASE_FILE = "store.db"
LOCK_FILE = "store.lock"
APP = "bedside"
SLOTS_FORMAT = 1
NONCE_LENGTH = 12
WRAPPED_LENGTH = 48
"""Bytes of a wrapped key: 32 of key and 16 of AES-GCM's tag."""


@dataclass(frozen=True, slots=True)
class SlotUser:
    """A person who can sign in, as printed on a sign-in tile. What they may do stands in the journal."""

    user_id: str
    printed_name: str
    role: str


@dataclass(frozen=True, slots=True)
class Argon2Cost:
    """What one guess of a password costs: Argon2id passes, memory in KiB, lanes. Stored with each slot."""

    time_cost: int = 5
    memory_kib: int = 46 * 1024
    parallelism: int = 4


DEFAULT_COST = Argon2Cost()
"""OWASP's 46 MiB, with five passes in place of one: more work a guess than RFC 9106's second option (three passes over
64 MiB), in memory that a ward tablet has to spare beside the window. About 200 ms on two cores."""

_HIGHEST_COST = Argon2Cost(time_cost=64, memory_kib=4 * 1024 * 1024, parallelism=64)


@dataclass(frozen=True, slots=True)
class KeySlot:
    """One user's wrapped copy of the store's key."""

    user: SlotUser
    cost: Argon2Cost
    salt: bytes
    nonce: bytes
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class SlotFile:
    """All of `keys.json`: which store it belongs to, and its slots in the order they were made."""

    store_id: str
    slots: tuple[KeySlot, ...]

    def slot_of(self, user_id: str) -> KeySlot | None:
        """The slot of a user, or None."""
        return next((slot for slot in self.slots if slot.user.user_id == user_id), None)


def store_exists(folder: Path) -> bool:
    """Whether `folder` holds a store."""
    return (folder / SLOTS_FILE).is_file() and (folder / DATABASE_FILE).is_file()


def users(folder: Path) -> tuple[SlotUser, ...]:
    """The people who can sign in to the store in `folder`.

    Raises:
        StoreMissing: there is no store there.
        StoreDamaged: its key slots are missing or cannot be read.
    """
    return tuple(slot.user for slot in read_slots(folder).slots)


def read_slots(folder: Path) -> SlotFile:
    """Read and validate `keys.json`.

    Raises:
        StoreMissing, StoreDamaged: as `users`.
        StoreError: the file cannot be read for another reason.
    """
    try:
        data = (folder / SLOTS_FILE).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        if (folder / DATABASE_FILE).is_file():
            raise StoreDamaged(problem=f"{SLOTS_FILE} is missing") from None
        raise StoreMissing(folder=folder) from None
    except OSError as error:
        raise StoreError(problem=f"{SLOTS_FILE}: {error.strerror}") from None
    try:
        return _slot_file(json.loads(data))
    except (ValueError, KeyError, TypeError, RecursionError):
        # What is wrong inside matters to nobody who can act; the remedy is the same.
        raise StoreDamaged(problem=f"{SLOTS_FILE} is not readable") from None


def _slot_file(data: Mapping[str, object]) -> SlotFile:
    if data["app"] != APP or data["format"] != SLOTS_FORMAT or not isinstance(data["slots"], list):
        raise ValueError("not a slot file of this format")
    slots = tuple(_slot(item) for item in data["slots"])
    if len({slot.user.user_id for slot in slots}) != len(slots):
        raise ValueError("one slot a user")
    return SlotFile(store_id=_text(data["store_id"]), slots=slots)


def _slot(item: Mapping[str, object]) -> KeySlot:
    user = SlotUser(_text(item["user_id"]), _text(item["printed_name"]), _text(item["role"]))
    if item["kdf"] != "argon2id":
        raise ValueError("an unknown key derivation")
    # Held to a ceiling, so that a doctored file cannot make a sign-in eat all memory.
    cost = Argon2Cost(
        time_cost=_number(item["time_cost"], _HIGHEST_COST.time_cost),
        memory_kib=_number(item["memory_kib"], _HIGHEST_COST.memory_kib),
        parallelism=_number(item["parallelism"], _HIGHEST_COST.parallelism),
    )
    slot = KeySlot(user, cost, _bytes(item["salt"]), _bytes(item["nonce"]), _bytes(item["wrapped"]))
    if len(slot.salt) < 16 or len(slot.nonce) != NONCE_LENGTH or len(slot.wrapped) != WRAPPED_LENGTH:
        raise ValueError("a part of the wrong length")
    return slot


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("text expected")
    return value


def _number(value: object, highest: int) -> int:
    if not isinstance(value, int) or not 1 <= value <= highest:
        raise ValueError("a number in range expected")
    return value


def _bytes(value: object) -> bytes:
    return bytes.fromhex(_text(value))
