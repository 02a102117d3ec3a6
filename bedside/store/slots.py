"""Who can sign in to a store, read from its key slots with the standard library alone: the sign-in tiles need no more.

`keys.json` holds staff labels and wrapped keys; no patient data and nothing that opens the store without a password.
Its format 2 gives each user a secret of their own, which the password wraps and to which the store's key is sealed;
format 1 wrapped the store's key itself, and such a slot is kept until its user signs in again.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bedside.errors import StoreDamaged, StoreError, StoreMissing

SLOTS_FILE = "keys.json"
DATABASE_FILE = "store.db"
LOCK_FILE = "store.lock"
APP = "bedside"
SLOTS_FORMAT = 2
FIRST_FORMAT = 1
NONCE_LENGTH = 12
KEY_LENGTH = 32
WRAPPED_LENGTH = 48
"""Bytes of a wrapped key: 32 of key and 16 of AES-GCM's tag."""
_MOST_GENERATIONS = 2
_HIGHEST_NUMBER = 2**53 - 1


@dataclass(frozen=True, slots=True)
class SlotUser:
    """A person who can sign in, as printed on a sign-in tile. What they may do stands in the journal."""

    user_id: str
    printed_name: str
    role: str


@dataclass(frozen=True, slots=True)
class Argon2Cost:
    """What one guess of a password costs: Argon2id passes, memory in KiB, lanes. Stored with each slot."""

    time_cost: int = 8
    memory_kib: int = 64 * 1024
    parallelism: int = 4


DEFAULT_COST = Argon2Cost()
"""The memory of RFC 9106's second option with eight passes in place of three: at least 250 ms of both cores for each
guess on the machine that `docs/store.md` names, and 0.4 s until the store is open."""

FIRST_COST = Argon2Cost(time_cost=5, memory_kib=46 * 1024, parallelism=4)
"""What the slots of the first release cost; they are raised when their user signs in."""

_LEAST_KIB_A_LANE = 8
_HIGHEST_COST = Argon2Cost(time_cost=64, memory_kib=4 * 1024 * 1024, parallelism=64)


@dataclass(frozen=True, slots=True)
class Sealed:
    """The store's key of one generation, sealed to somebody's public key by an X25519 key of its own."""

    generation: int
    ephemeral: bytes
    nonce: bytes
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class KeySlot:
    """One user's way to the store's key: in format 2 what is wrapped is the user's secret, before it the key itself."""

    user: SlotUser
    cost: Argon2Cost
    salt: bytes
    nonce: bytes
    wrapped: bytes
    must_change: bool = False
    """The password was set by somebody else; the wrapping is bound to this, so that nobody can take it off."""
    sealing_key: bytes = b""
    """X25519, 32 bytes; empty in a slot of format 1."""
    signing_key: bytes = b""
    sealed: tuple[Sealed, ...] = ()

    @property
    def is_first_format(self) -> bool:
        """Whether it was made by the first release and its user has not signed in since."""
        return not self.sealing_key


@dataclass(frozen=True, slots=True)
class RecoverySlot:
    """The way of two people with a code each: the store's key, sealed to what both codes make together."""

    sealing_key: bytes
    sealed: tuple[Sealed, ...]


@dataclass(frozen=True, slots=True)
class SlotFile:
    """All of `keys.json`: which store it belongs to, and its slots in the order they were made."""

    store_id: str
    slots: tuple[KeySlot, ...]
    recovery: RecoverySlot | None = None
    generation: int = 1
    """Counts the keys this store has had; the slots hold this one."""
    pending: int = 0
    """The generation that is taking its place just now; 0: none is."""
    sequence: int = 0
    """Counts the writings of this file, so that an earlier one put back is noticed."""
    macs: Mapping[int, bytes] = field(default_factory=dict)
    """HMAC-SHA256 over everything else, under each generation's key."""

    @property
    def generations(self) -> tuple[int, ...]:
        """The generations whose keys are in the slots."""
        return (self.generation, self.pending) if self.pending else (self.generation,)

    def slot_of(self, user_id: str) -> KeySlot | None:
        """The slot of a user, or None."""
        return next((slot for slot in self.slots if slot.user.user_id == user_id), None)


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


def _slot_file(data: Mapping[str, Any]) -> SlotFile:
    if data["app"] != APP or data["format"] not in (FIRST_FORMAT, SLOTS_FORMAT) or not isinstance(data["slots"], list):
        raise ValueError("not a slot file of a known format")
    first = data["format"] == FIRST_FORMAT
    slots = tuple(_slot(item, first=first) for item in data["slots"])
    if len({slot.user.user_id for slot in slots}) != len(slots):
        raise ValueError("one slot a user")
    store_id = _text(data["store_id"])
    if first:
        return SlotFile(store_id, slots)
    return SlotFile(
        store_id,
        slots,
        recovery=None if data["recovery"] is None else _recovery(data["recovery"]),
        generation=_number(data["generation"]),
        pending=_number(data["pending"], lowest=0),
        sequence=_number(data["sequence"], lowest=0),
        macs={int(generation): _bytes(mac, KEY_LENGTH) for generation, mac in data["macs"].items()},
    )


def _slot(item: Mapping[str, Any], *, first: bool) -> KeySlot:
    user = SlotUser(_text(item["user_id"]), _text(item["printed_name"]), _text(item["role"]))
    if item["kdf"] != "argon2id":
        raise ValueError("an unknown key derivation")
    # Held to a ceiling, so that a doctored file cannot make a sign-in eat all memory.
    cost = Argon2Cost(
        time_cost=_number(item["time_cost"], _HIGHEST_COST.time_cost),
        memory_kib=_number(item["memory_kib"], _HIGHEST_COST.memory_kib),
        parallelism=_number(item["parallelism"], _HIGHEST_COST.parallelism),
    )
    if cost.memory_kib < _LEAST_KIB_A_LANE * cost.parallelism:
        raise ValueError("less memory than Argon2 takes")
    salt = bytes.fromhex(_text(item["salt"]))
    if len(salt) < 16:
        raise ValueError("a salt that is too short")
    nonce, wrapped = _bytes(item["nonce"], NONCE_LENGTH), _bytes(item["wrapped"], WRAPPED_LENGTH)
    if first or "sealing_key" not in item:
        return KeySlot(user, cost, salt, nonce, wrapped)
    if item["must_change"] not in (True, False):
        raise ValueError("yes or no expected")
    return KeySlot(
        user,
        cost,
        salt,
        nonce,
        wrapped,
        must_change=bool(item["must_change"]),
        sealing_key=_bytes(item["sealing_key"], KEY_LENGTH),
        signing_key=_bytes(item["signing_key"], KEY_LENGTH),
        sealed=_all_sealed(item["sealed"]),
    )


def _recovery(item: Mapping[str, Any]) -> RecoverySlot:
    return RecoverySlot(_bytes(item["sealing_key"], KEY_LENGTH), _all_sealed(item["sealed"]))


def _all_sealed(items: object) -> tuple[Sealed, ...]:
    if not isinstance(items, list) or not 1 <= len(items) <= _MOST_GENERATIONS:
        raise ValueError("the key of one or two generations expected")
    return tuple(
        Sealed(
            generation=_number(item["generation"]),
            ephemeral=_bytes(item["ephemeral"], KEY_LENGTH),
            nonce=_bytes(item["nonce"], NONCE_LENGTH),
            wrapped=_bytes(item["wrapped"], WRAPPED_LENGTH),
        )
        for item in items
    )


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("text expected")
    return value


def _number(value: object, highest: int = _HIGHEST_NUMBER, *, lowest: int = 1) -> int:
    if not isinstance(value, int) or not lowest <= value <= highest:
        raise ValueError("a number in range expected")
    return value


def _bytes(value: object, length: int) -> bytes:
    data = bytes.fromhex(_text(value))
    if len(data) != length:
        raise ValueError("a part of the wrong length")
    return data
