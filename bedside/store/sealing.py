"""The cryptography of the key slots apart from their file: what a password wraps, what is sealed, what signs.

A user's secret (32 random bytes) gives two keys by HKDF-SHA256: X25519, to which the store's key is sealed, and
Ed25519, with which its user signs. Sealing needs the public half alone, so that a new key needs nobody's password.
"""

import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bedside.errors import StoreDamaged
from bedside.models.canonical import JsonValue, canonical_bytes
from bedside.store.slots import APP, KEY_LENGTH, NONCE_LENGTH, SLOTS_FORMAT, Argon2Cost, Sealed


@dataclass(frozen=True, slots=True)
class UserSecret:
    """What a user alone has once the password has opened it; never written, logged or shown."""

    data: bytes = field(repr=False)

    @property
    def opener(self) -> X25519PrivateKey:
        """Opens what was sealed to this user."""
        return X25519PrivateKey.from_private_bytes(derived(self.data, "bedside seal"))

    @property
    def signer(self) -> Ed25519PrivateKey:
        """Signs for this user."""
        return Ed25519PrivateKey.from_private_bytes(derived(self.data, "bedside sign"))

    @property
    def sealing_key(self) -> bytes:
        """The public half of `opener`."""
        return self.opener.public_key().public_bytes_raw()

    @property
    def signing_key(self) -> bytes:
        """The public half of `signer`."""
        return self.signer.public_key().public_bytes_raw()


def new_secret() -> UserSecret:
    """A secret that nobody had before."""
    return UserSecret(secrets.token_bytes(KEY_LENGTH))


def derived(secret: bytes, use: str, salt: bytes = b"") -> bytes:
    """32 bytes for one use alone: HKDF-SHA256 (RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=KEY_LENGTH, salt=salt or None, info=use.encode()).derive(secret)


def password_key(password: str, salt: bytes, cost: Argon2Cost) -> bytes:
    """The key that a password gives, at `cost`."""
    # One spelling of what two keyboards may send differently (NFC, as RFC 8265 prepares passwords).
    typed = unicodedata.normalize("NFC", password).encode(errors="replace")
    return hash_secret_raw(
        typed, salt, cost.time_cost, cost.memory_kib, cost.parallelism, hash_len=KEY_LENGTH, type=Type.ID
    )


def seal(store_id: str, whose: str, generation: int, public_key: bytes, key: bytes) -> Sealed:
    """Seal a store's `key` to a public key: an X25519 key used once, HKDF, AES-256-GCM; bound to store, person and
    generation, elsewhere it does not open."""
    once = X25519PrivateKey.generate()
    ephemeral = once.public_key().public_bytes_raw()
    shared = once.exchange(X25519PublicKey.from_public_bytes(public_key))
    nonce = secrets.token_bytes(NONCE_LENGTH)
    wrapping = derived(shared, "bedside sealed key", ephemeral + public_key)
    wrapped = AESGCM(wrapping).encrypt(nonce, key, _sealed_for(store_id, whose, generation))
    return Sealed(generation, ephemeral, nonce, wrapped)


def unseal(store_id: str, whose: str, sealed: Sealed, opener: X25519PrivateKey) -> bytes:
    """The store's key out of `sealed`.

    Raises:
        StoreDamaged: it was not sealed to this person, or it was changed.
    """
    public_key = opener.public_key().public_bytes_raw()
    try:
        shared = opener.exchange(X25519PublicKey.from_public_bytes(sealed.ephemeral))
        wrapping = derived(shared, "bedside sealed key", sealed.ephemeral + public_key)
        return AESGCM(wrapping).decrypt(sealed.nonce, sealed.wrapped, _sealed_for(store_id, whose, sealed.generation))
    except (InvalidTag, ValueError):  # ValueError: an ephemeral key that no one generates
        raise changed_outside() from None


def mac_of(key: bytes, data: Mapping[str, JsonValue]) -> bytes:
    """What only somebody with the store's key can put under `data`."""
    return hmac.digest(derived(key, "bedside slots"), canonical_bytes(data), hashlib.sha256)


def changed_outside() -> StoreDamaged:
    """The key slots are not as Bedside left them."""
    return StoreDamaged(problem="keys.json was changed outside Bedside")


def _sealed_for(store_id: str, whose: str, generation: int) -> bytes:
    place: dict[str, JsonValue] = {"app": APP, "format": SLOTS_FORMAT, "store_id": store_id}
    return canonical_bytes({**place, "for": whose, "generation": generation})
