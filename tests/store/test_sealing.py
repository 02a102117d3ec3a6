"""Secrets, what is sealed to them, and what is under a code."""

from dataclasses import replace
from typing import Any

import pytest

from bedside.errors import StoreDamaged
from bedside.store.sealing import UserSecret, derived, mac_of, new_secret, seal, unseal
from bedside.store.slots import Sealed

KEY = bytes(range(32))


@pytest.fixture
def secret() -> UserSecret:
    """Somebody's."""
    return new_secret()


def sealed_to(secret: UserSecret) -> Sealed:
    """The key, sealed."""
    return seal("store-1", "nurse-a", 1, secret.sealing_key, KEY)


def test_what_is_sealed_opens_for_whom_it_was_sealed_to(secret: UserSecret) -> None:
    assert unseal("store-1", "nurse-a", sealed_to(secret), secret.opener) == KEY


def test_for_nobody_else(secret: UserSecret) -> None:
    with pytest.raises(StoreDamaged):
        unseal("store-1", "nurse-a", sealed_to(secret), new_secret().opener)


@pytest.mark.parametrize(("store_id", "whose"), [("store-2", "nurse-a"), ("store-1", "nurse-b")])
def test_in_no_other_place(secret: UserSecret, store_id: str, whose: str) -> None:
    with pytest.raises(StoreDamaged):
        unseal(store_id, whose, sealed_to(secret), secret.opener)


@pytest.mark.parametrize(
    "change",
    [
        {"generation": 2},
        {"ephemeral": bytes(32)},
        {"ephemeral": b"1" * 32},
        {"nonce": bytes(12)},
        {"wrapped": bytes(48)},
    ],
)
def test_not_after_a_change(secret: UserSecret, change: dict[str, Any]) -> None:
    with pytest.raises(StoreDamaged):
        unseal("store-1", "nurse-a", replace(sealed_to(secret), **change), secret.opener)


def test_two_sealings_have_nothing_in_common(secret: UserSecret) -> None:
    one, other = sealed_to(secret), sealed_to(secret)
    assert {one.ephemeral, one.nonce, one.wrapped}.isdisjoint({other.ephemeral, other.nonce, other.wrapped})


def test_each_use_of_a_secret_has_a_key_of_its_own(secret: UserSecret) -> None:
    assert derived(secret.data, "bedside seal") != derived(secret.data, "bedside sign")
    assert secret.sealing_key != secret.signing_key
    assert secret.data.hex() not in repr(secret)


def test_derivation_is_the_published_one() -> None:
    # RFC 5869, test case 3: no salt, no info; its first 32 bytes.
    expected = "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
    assert derived(b"\x0b" * 22, "").hex() == expected


def test_the_code_covers_every_part() -> None:
    assert mac_of(KEY, {"a": 1}) == mac_of(KEY, {"a": 1})
    assert len({mac_of(KEY, {"a": 1}), mac_of(KEY, {"a": 2}), mac_of(KEY, {"b": 1}), mac_of(bytes(32), {"a": 1})}) == 4
