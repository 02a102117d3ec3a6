"""The key of a store: random, and on disk only in the slots of its users, so that nothing else opens it."""

import hmac
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bedside.errors import InputRefused, NotFound, SignInError
from bedside.models.canonical import JsonValue, canonical_bytes
from bedside.store.database import opens
from bedside.store.files import write_whole
from bedside.store.passwords import require_password
from bedside.store.sealing import UserSecret, changed_outside, mac_of, new_secret, password_key, seal, unseal
from bedside.store.slots import (
    APP,
    DATABASE_FILE,
    DEFAULT_COST,
    FIRST_COST,
    FIRST_FORMAT,
    KEY_LENGTH,
    NONCE_LENGTH,
    SLOTS_FILE,
    SLOTS_FORMAT,
    Argon2Cost,
    KeySlot,
    RecoverySlot,
    Sealed,
    SlotFile,
    SlotUser,
    read_slots,
)

SALT_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Unlocked:
    """What a right password gives."""

    key: bytes = field(repr=False)
    """The store's, 32 bytes."""
    secret: UserSecret | None
    """The user's own; None in a slot of the first release."""
    must_change: bool
    """The password was set by somebody else, and only a new one may follow."""
    other_key: bytes | None = field(default=None, repr=False)
    """The key before or after it, where giving the store a new one was cut off."""


def new_key() -> bytes:
    """32 random bytes."""
    return secrets.token_bytes(KEY_LENGTH)


def public_keys(secret: UserSecret) -> tuple[str, str]:
    """The sealing key and the signing key of a user, hex, as the journal holds them."""
    return secret.sealing_key.hex(), secret.signing_key.hex()


def create_key_slots(folder: Path, store_id: str) -> None:
    """Write an empty `keys.json` for a new store."""
    write_slots(folder, SlotFile(store_id=store_id, slots=()), {})


def add_slot(
    folder: Path,
    key: bytes,
    user: SlotUser,
    password: str,
    cost: Argon2Cost = DEFAULT_COST,
    *,
    secret: UserSecret | None = None,
    must_change: bool = False,
) -> UserSecret:
    """Let `user` open the store whose `key` this is; the file is replaced whole or not at all. Returns their secret.

    Raises:
        InputRefused: the password cannot be taken, or the user has a slot already.
        StoreDamaged: the file was changed outside Bedside.
    """
    require_password(password, user)
    file = read_own_slots(folder, key)
    if file.slot_of(user.user_id) is not None:
        raise InputRefused("user_id", user.user_id, "one that nobody has yet")
    secret = secret or new_secret()
    slot = wrap(file, key, user, password, cost, secret, must_change=must_change)
    write_slots(folder, replace(file, slots=(*file.slots, slot)), {file.generation: key})
    return secret


def set_password(
    folder: Path,
    key: bytes,
    user_id: str,
    new: str,
    *,
    must_change: bool = False,
    secret: UserSecret | None = None,
    changed: Callable[[SlotFile], SlotFile] = lambda file: file,
) -> UserSecret:
    """Give a user another password. Without their `secret`, which only their old password opens, they get a new one
    and with it new public keys. `changed` may change something else in the same writing.

    Raises:
        InputRefused: the password cannot be taken.
        NotFound: the user has no slot.
    """
    file = read_own_slots(folder, key)
    slot = _slot(file, user_id)
    require_password(new, slot.user)
    secret = secret or new_secret()
    made = wrap(file, key, slot.user, new, _cost_now(slot.cost), secret, must_change=must_change)
    write_slots(folder, changed(_with_slot(file, made)), {file.generation: key})
    return secret


def upgrade_slot(folder: Path, key: bytes, user_id: str, password: str) -> UserSecret:
    """Bring the slot of a user who has just signed in with `password` from the first format to the present one."""
    file = read_own_slots(folder, key)
    slot = _slot(file, user_id)
    secret = new_secret()
    made = wrap(file, key, slot.user, password, _cost_now(slot.cost), secret, must_change=False)
    write_slots(folder, _with_slot(file, made), {file.generation: key})
    return secret


def relabel_slot(folder: Path, key: bytes, user: SlotUser) -> None:
    """Print another name or role on a user's tile. Raises NotFound where they have no slot."""
    file = read_own_slots(folder, key)
    slot = replace(_slot(file, user.user_id), user=user)
    write_slots(folder, _with_slot(file, slot), {file.generation: key})


def remove_slot(folder: Path, key: bytes, user_id: str) -> None:
    """Let a user open the store no more; nothing is done where they have no slot."""
    file = read_own_slots(folder, key)
    kept = tuple(slot for slot in file.slots if slot.user.user_id != user_id)
    if len(kept) != len(file.slots):
        write_slots(folder, replace(file, slots=kept), {file.generation: key})


def unlock(folder: Path, user_id: str, password: str) -> Unlocked:
    """Open the slot of a user and hold the whole file to the key that was in it; writes nothing.

    Raises:
        SignInError: user or password is wrong; both take the same time and say the same.
        StoreMissing, StoreDamaged: as `slots.users`; also where the file was changed outside Bedside.
    """
    file = read_slots(folder)
    known = file.slot_of(user_id)
    # A stranger is held against a slot all the same, or the clock would tell who works here.
    slot = known or next(iter(file.slots), None)
    if slot is None:
        raise SignInError
    try:
        opened = AESGCM(password_key(password, slot.salt, slot.cost)).decrypt(
            slot.nonce, slot.wrapped, _bound_to(file.store_id, slot)
        )
    except InvalidTag:
        raise SignInError from None
    if known is None:
        raise SignInError
    if slot.is_first_format:
        require_unchanged(file, {file.generation: opened})
        return Unlocked(opened, None, must_change=False)
    secret = UserSecret(opened)
    keys = {
        sealed.generation: unseal(file.store_id, user_id, sealed, secret.opener)
        for sealed in slot.sealed
        if sealed.generation in file.generations
    }
    return fitting_key(folder, file, keys, secret, must_change=slot.must_change)


def fitting_key(
    folder: Path, file: SlotFile, keys: Mapping[int, bytes], secret: UserSecret | None, *, must_change: bool
) -> Unlocked:
    """What is unlocked with the keys of one or two generations, of which one opens the database: two are there only
    where giving the store a new key was cut off.

    Raises:
        StoreDamaged: the file was changed outside Bedside.
    """
    require_unchanged(file, keys)
    key, other = keys[file.generation], keys.get(file.pending)
    if other is not None and opens(folder / DATABASE_FILE, other):
        key, other = other, key
    return Unlocked(key, secret, must_change, other)


def read_own_slots(folder: Path, key: bytes) -> SlotFile:
    """`keys.json` as somebody who has the store open may change it: without a new key that was begun and not finished,
    whose code nobody who has the present one alone can put under the file.

    Raises:
        StoreDamaged: it was changed outside Bedside.
    """
    file = read_slots(folder)
    require_unchanged(file, {file.generation: key})
    return with_one_key(file, file.generation)


def with_one_key(file: SlotFile, kept: int) -> SlotFile:
    """The file with the key of that generation alone, which is the present one then."""
    slots = tuple(
        replace(slot, sealed=tuple(one for one in slot.sealed if one.generation == kept)) for slot in file.slots
    )
    recovery = file.recovery and replace(
        file.recovery, sealed=tuple(one for one in file.recovery.sealed if one.generation == kept)
    )
    return replace(file, slots=slots, recovery=recovery, generation=kept, pending=0)


def require_unchanged(file: SlotFile, keys: Mapping[int, bytes]) -> None:
    """Hold `file` to the code that somebody with each of these keys put under it; the first release put none.

    Raises:
        StoreDamaged: it does not hold, or a slot lacks the present key.
    """
    if not file.macs and all(slot.is_first_format for slot in file.slots):
        return
    data = covered(file)
    if file.generation not in keys:
        raise changed_outside()
    for generation, key in keys.items():
        if not hmac.compare_digest(file.macs.get(generation, b""), mac_of(key, data)):
            raise changed_outside()


def wrap(
    file: SlotFile,
    key: bytes,
    user: SlotUser,
    password: str,
    cost: Argon2Cost,
    secret: UserSecret,
    *,
    must_change: bool,
) -> KeySlot:
    """A slot for `user`: their secret under the password, the store's key sealed to them."""
    salt = secrets.token_bytes(SALT_LENGTH)
    nonce = secrets.token_bytes(NONCE_LENGTH)
    sealed = seal(file.store_id, user.user_id, file.generation, secret.sealing_key, key)
    slot = KeySlot(user, cost, salt, nonce, b"", must_change, secret.sealing_key, secret.signing_key, (sealed,))
    wrapped = AESGCM(password_key(password, salt, cost)).encrypt(nonce, secret.data, _bound_to(file.store_id, slot))
    return replace(slot, wrapped=wrapped)


def write_slots(folder: Path, file: SlotFile, keys: Mapping[int, bytes]) -> None:
    """Replace `keys.json`, with a code under it for the key of each generation."""
    file = replace(file, sequence=file.sequence + 1)
    data = covered(file)
    macs = {str(generation): mac_of(key, data).hex() for generation, key in keys.items()}
    text = json.dumps({**data, "macs": macs}, indent=1, ensure_ascii=False)
    write_whole(folder / SLOTS_FILE, text.encode() + b"\n")


def _slot(file: SlotFile, user_id: str) -> KeySlot:
    slot = file.slot_of(user_id)
    if slot is None:
        raise NotFound(what="user", which=user_id)
    return slot


def _with_slot(file: SlotFile, slot: KeySlot) -> SlotFile:
    slots = tuple(slot if other.user.user_id == slot.user.user_id else other for other in file.slots)
    return replace(file, slots=slots)


def _cost_now(cost: Argon2Cost) -> Argon2Cost:
    return DEFAULT_COST if cost == FIRST_COST else cost


def _bound_to(store_id: str, slot: KeySlot) -> bytes:
    """What is wrapped is good for; moved to another store, user or format, or freed from its duty to be changed, it
    does not open."""
    user_id = slot.user.user_id
    if slot.is_first_format:
        return canonical_bytes({"app": APP, "format": FIRST_FORMAT, "store_id": store_id, "user_id": user_id})
    place: dict[str, JsonValue] = {"app": APP, "format": SLOTS_FORMAT, "store_id": store_id}
    return canonical_bytes({**place, "user_id": user_id, "must_change": slot.must_change})


def covered(file: SlotFile) -> dict[str, JsonValue]:
    """Everything in the file that its codes cover."""
    recovery = file.recovery
    return {
        "app": APP,
        "format": SLOTS_FORMAT,
        "store_id": file.store_id,
        "generation": file.generation,
        "pending": file.pending,
        "sequence": file.sequence,
        "slots": [_slot_data(slot) for slot in file.slots],
        "recovery": None if recovery is None else _recovery_data(recovery),
    }


def _recovery_data(recovery: RecoverySlot) -> dict[str, JsonValue]:
    return {"sealing_key": recovery.sealing_key.hex(), "sealed": [_sealed_data(one) for one in recovery.sealed]}


def _slot_data(slot: KeySlot) -> dict[str, JsonValue]:
    data: dict[str, JsonValue] = {
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
    if slot.is_first_format:
        return data
    return data | {
        "must_change": slot.must_change,
        "sealing_key": slot.sealing_key.hex(),
        "signing_key": slot.signing_key.hex(),
        "sealed": [_sealed_data(one) for one in slot.sealed],
    }


def _sealed_data(sealed: Sealed) -> dict[str, JsonValue]:
    return {
        "generation": sealed.generation,
        "ephemeral": sealed.ephemeral.hex(),
        "nonce": sealed.nonce.hex(),
        "wrapped": sealed.wrapped.hex(),
    }
