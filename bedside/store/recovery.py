"""The way back in where every administrator's password is lost: two codes for two people, each useless alone."""

import secrets
from dataclasses import replace
from pathlib import Path
from typing import Final

from bedside.errors import InputRefused, RecoveryRefused
from bedside.store.keys import Unlocked, fitting_key, read_own_slots, write_slots
from bedside.store.sealing import UserSecret, derived, seal, unseal
from bedside.store.slots import RecoverySlot, read_slots

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: without I, L, O and U, which are taken for others or make words."""

_CHECKS: Final = ALPHABET + "*~$=U"
_READ_AS: Final = str.maketrans("OIL", "011", "- \t\u2010\u2011\u2013")
_CODE_BYTES: Final = 16
_SIGNS: Final = 26
_GROUP: Final = 5
_WHOSE: Final = "recovery codes"
"""No user's id, which has no space."""


def new_codes() -> tuple[str, str]:
    """Two codes of 128 random bits, as they are printed: in groups, the last sign a check of the others."""
    one, other = (_printed(secrets.token_bytes(_CODE_BYTES)) for _ in range(2))
    return one, other


def read_code(field: str, typed: str) -> bytes:
    """The code that somebody typed; case, spaces and hyphens do not matter, nor O for 0 or I and L for 1.

    Raises:
        InputRefused: a sign is wrong or missing; never quoting what was typed.
    """
    plain = typed.upper().translate(_READ_AS)
    signs, check = plain[:-1], plain[-1:]
    if len(signs) != _SIGNS or any(sign not in ALPHABET for sign in signs):
        raise _mistyped(field)
    value = 0
    for sign in signs:
        value = value * 32 + ALPHABET.index(sign)
    if value.bit_length() > 8 * _CODE_BYTES or _CHECKS[value % len(_CHECKS)] != check:
        raise _mistyped(field)
    return value.to_bytes(_CODE_BYTES, "big")


def set_recovery(folder: Path, key: bytes, codes: tuple[str, str]) -> None:
    """Let these two codes together open the store whose `key` this is; those before are worthless from now on."""
    file = read_own_slots(folder, key)
    secret = _secret(file.store_id, read_code("code_1", codes[0]), read_code("code_2", codes[1]))
    sealed = seal(file.store_id, _WHOSE, file.generation, secret.sealing_key, key)
    made = replace(file, recovery=RecoverySlot(secret.sealing_key, (sealed,)))
    write_slots(folder, made, {file.generation: key})


def end_recovery(folder: Path, key: bytes) -> None:
    """Make the codes worthless: they were used, and two people have seen both."""
    file = read_own_slots(folder, key)
    write_slots(folder, replace(file, recovery=None), {file.generation: key})


def recover(folder: Path, code_1: str, code_2: str) -> Unlocked:
    """What both codes open, in either order: the store's key and nobody's secret.

    Raises:
        InputRefused: one is mistyped, or both are one. RecoveryRefused: they do not open this store.
        StoreDamaged: the key slots were changed outside Bedside.
    """
    one, other = read_code("code_1", code_1), read_code("code_2", code_2)
    if one == other:
        raise InputRefused("code_2", "the first code again", "the other person's code")
    file = read_slots(folder)
    secret = _secret(file.store_id, one, other)
    if file.recovery is None or file.recovery.sealing_key != secret.sealing_key:
        raise RecoveryRefused
    keys = {
        sealed.generation: unseal(file.store_id, _WHOSE, sealed, secret.opener)
        for sealed in file.recovery.sealed
        if sealed.generation in file.generations
    }
    return fitting_key(folder, file, keys, None, must_change=False)


def resealed(slot: RecoverySlot, store_id: str, generation: int, key: bytes) -> RecoverySlot:
    """The slot with the key of another generation beside those it has; the codes are not needed for that."""
    return replace(slot, sealed=(*slot.sealed, seal(store_id, _WHOSE, generation, slot.sealing_key, key)))


def _secret(store_id: str, one: bytes, other: bytes) -> UserSecret:
    return UserSecret(derived(min(one, other) + max(one, other), "bedside recovery", store_id.encode()))


def _printed(code: bytes) -> str:
    value = int.from_bytes(code, "big")
    signs = "".join(ALPHABET[value >> 5 * place & 31] for place in reversed(range(_SIGNS)))
    signs += _CHECKS[value % len(_CHECKS)]
    return "-".join(signs[start : start + _GROUP] for start in range(0, len(signs), _GROUP))


def _mistyped(field: str) -> InputRefused:
    return InputRefused(field, "what was typed", f"the {_SIGNS + 1} signs as they are printed")
