"""The key of a store: random, and on disk only wrapped by each user's password, so that nothing else opens it."""

import json
import secrets
import unicodedata
from dataclasses import replace
from pathlib import Path

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bedside.errors import InputRefused, SignInError
from bedside.models.canonical import canonical_bytes
from bedside.store.files import write_whole
from bedside.store.slots import (
    APP,
    DEFAULT_COST,
    NONCE_LENGTH,
    SLOTS_FILE,
    SLOTS_FORMAT,
    Argon2Cost,
    KeySlot,
    SlotFile,
    SlotUser,
    read_slots,
)

KEY_LENGTH = 32
SALT_LENGTH = 16
SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 1024


def new_key() -> bytes:
    """32 random bytes."""
    return secrets.token_bytes(KEY_LENGTH)


def create_key_slots(folder: Path, store_id: str) -> None:
    """Write an empty `keys.json` for a new store."""
    _write(folder, SlotFile(store_id=store_id, slots=()))


def add_slot(folder: Path, key: bytes, user: SlotUser, password: str, cost: Argon2Cost = DEFAULT_COST) -> None:
    """Let `user` open the store whose `key` this is; the file is replaced whole or not at all.

    Raises:
        InputRefused: the password is too short or too long, or the user has a slot already.
    """
    require_password(password)
    file = read_slots(folder)
    if file.slot_of(user.user_id) is not None:
        raise InputRefused("user_id", user.user_id, "one that nobody has yet")
    slot = _wrap(file.store_id, key, user, password, cost)
    _write(folder, replace(file, slots=(*file.slots, slot)))


def unlock(folder: Path, user_id: str, password: str) -> bytes:
    """The store's key.

    Raises:
        SignInError: user or password is wrong; both take the same time and say the same.
        StoreMissing, StoreDamaged: as `slots.users`.
    """
    file = read_slots(folder)
    known = file.slot_of(user_id)
    # A stranger is held against a slot all the same, or the clock would tell who works here.
    slot = known or next(iter(file.slots), None)
    if slot is None:
        raise SignInError
    try:
        key = AESGCM(_wrapping_key(password, slot.salt, slot.cost)).decrypt(
            slot.nonce, slot.wrapped, _bound_to(file.store_id, slot.user.user_id)
        )
    except InvalidTag:
        raise SignInError from None
    if known is None:
        raise SignInError
    return key


def require_password(password: str) -> None:
    """Refuse what is no password.

    Raises:
        InputRefused: never quoting what was typed.
    """
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise InputRefused(
            "password", f"one of {len(password)} characters", f"{SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters"
        )
    try:
        password.encode()
    except UnicodeEncodeError:
        raise InputRefused("password", "one with a lone surrogate", "text") from None


def _wrap(store_id: str, key: bytes, user: SlotUser, password: str, cost: Argon2Cost) -> KeySlot:
    salt = secrets.token_bytes(SALT_LENGTH)
    nonce = secrets.token_bytes(NONCE_LENGTH)
    wrapped = AESGCM(_wrapping_key(password, salt, cost)).encrypt(nonce, key, _bound_to(store_id, user.user_id))
    return KeySlot(user, cost, salt, nonce, wrapped)


def _wrapping_key(password: str, salt: bytes, cost: Argon2Cost) -> bytes:
    # One spelling of what two keyboards may send differently (NFC, as RFC 8265 prepares passwords).
    secret = unicodedata.normalize("NFC", password).encode(errors="replace")
    return hash_secret_raw(
        secret, salt, cost.time_cost, cost.memory_kib, cost.parallelism, hash_len=KEY_LENGTH, type=Type.ID
    )


def _bound_to(store_id: str, user_id: str) -> bytes:
    """What a wrapped key is good for; moved to another store, user or format it does not open."""
    return canonical_bytes({"app": APP, "format": SLOTS_FORMAT, "store_id": store_id, "user_id": user_id})


def _write(folder: Path, file: SlotFile) -> None:
    slots = [
        {
            "user_id": slot.user.user_id,
            "printed_name": slot.user.printed_name,
            "role": slot.user.role,
            "kdf": "argon2id",
            "time_cost": slot.cost.time_cost,
            "memory_kib": slot.cost.memory_kib,
            "parallelism": slot.cost.parallelism,
            "salt": slot.salt.hex(),
            "nonce": slot.nonce.hex(),
            "wrapped": slot.wrapped.hex(),
        }
        for slot in file.slots
    ]
    data = {"app": APP, "format": SLOTS_FORMAT, "store_id": file.store_id, "slots": slots}
    write_whole(folder / SLOTS_FILE, json.dumps(data, indent=1, ensure_ascii=False).encode() + b"\n")
